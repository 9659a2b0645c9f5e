// Every change since a revision, once and in order, also through a server that goes away and comes back.
import { createClient } from 'graphql-ws';

async function* follow(server, since) {
  const query = `subscription ($since: Revision) {
    termChanged(since: $since) { revision changes { nodes { kind slug term { title } } } }
  }`;
  const client = createClient({ url: `${server.replace(/^http/, 'ws')}/graphql`, retryAttempts: 0 });
  for (;;) {
    try {
      for await (const { data, errors } of client.iterate({ query, variables: { since } })) {
        if (errors) throw errors;
        yield data.termChanged;
        since = data.termChanged.revision;
      }
    } catch (problem) {
      // A list of errors is an answer: REVISION_NOT_REACHED or EPOCH_CHANGED, read anew what you show.
      if (Array.isArray(problem)) throw new Error(problem[0].extensions.code);
    }
    await new Promise((wake) => setTimeout(wake, 500)); // The connection broke: go on from the last one heard.
  }
}

const [server, since, until] = process.argv.slice(2);
for await (const { revision, changes } of follow(server, since)) {
  console.log(revision, ...changes.nodes.map(({ kind, slug }) => `${kind} ${slug}`));
  if (revision === until) process.exit(0);
}
