// Runs the server audits of graphql-http against an address, and prints each one's name and result as JSON.
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
const shown = await Promise.all(
  results.map(async (each) => ({
    name: each.name,
    status: each.status,
    reason: each.status === 'ok' ? null : each.reason,
  })),
);
console.log(JSON.stringify(shown));
