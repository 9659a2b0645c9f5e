// urql: documents are registered once and then named; the cache is normalised by the ids of the schema.
import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { persistedExchange } from '@urql/exchange-persisted';

const glossary = new Client({
  url: `${process.argv[2]}/graphql`,
  preferGetMethod: true,
  exchanges: [
    cacheExchange({}),
    persistedExchange({ preferGetForPersistedQueries: true }),
    fetchExchange,
  ],
});

const { data, error } = await glossary.query(
  gql`
    query ($slug: String!) {
      term(by: { slug: $slug }) {
        id
        title
        related(first: 3) {
          nodes {
            id
            title
          }
        }
      }
    }
  `,
  { slug: 'rlhf' },
);
if (error) throw error;
console.log(data.term.title);
