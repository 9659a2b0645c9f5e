// Writes the TypeScript types of the documents in a folder: types.mjs SCHEMA FOLDER. The text goes to standard output.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const [schema, folder] = process.argv.slice(2);
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => ({ location: name, document: parse(readFileSync(join(folder, name), 'utf8')) }));
const scalars = { ID: 'string', Date: 'string', DateTime: 'string', Revision: 'string', URL: 'string', _Any: 'unknown' };
const config = { scalars, enumsAsTypes: true, skipTypename: true, strictScalars: true };
const types = await codegen({
  filename: 'screens.ts',
  schema: parse(readFileSync(schema, 'utf8')),
  documents,
  config,
  plugins: [{ operations: config }],
  pluginMap: { operations },
});
const names = documents.map(({ location }) => location.replace('.graphql', ''));
const rows = names.map((name) => `  ${name}: { data: ${name}Query; variables: ${name}QueryVariables };`);
console.log(`${types.trim()}

/** Every document that the server knows by name: what it is given and what it answers. */
export type Screens = {
${rows.join('\n')}
};`);
