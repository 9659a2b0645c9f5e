// Composes subgraphs by Apollo's own composition: compose.mjs NAME FILE ... and prints what became of it as JSON.
import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const given = process.argv.slice(2);
const services = [];
for (let index = 0; index < given.length; index += 2) {
  const [name, file] = given.slice(index, index + 2);
  services.push({ name, url: `http://${name}.example/graphql`, typeDefs: parse(readFileSync(file, 'utf8')) });
}
const { errors, hints, supergraphSdl } = composeServices(services);
console.log(
  JSON.stringify({
    errors: (errors ?? []).map((each) => each.message),
    hints: (hints ?? []).map((each) => each.message),
    supergraph: supergraphSdl ?? null,
  }),
);
