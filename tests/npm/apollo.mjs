// Apollo Client: automatic persisted queries by GET, and a cache that follows the schema's connections.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { createHash } from 'node:crypto';

const sha256 = async (text) => createHash('sha256').update(text).digest('hex');

const glossary = new ApolloClient({
  link: ApolloLink.from([
    new PersistedQueryLink({ sha256, useGETForHashedQueries: true }),
    new HttpLink({ uri: `${process.argv[2]}/graphql` }),
  ]),
  cache: new InMemoryCache({
    typePolicies: { Query: { fields: { terms: relayStylePagination(['filter', 'orderBy']) } } },
  }),
});

const query = gql`
  query Terms($after: String) {
    terms(first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          title
        }
      }
    }
  }
`;
let after;
do {
  const { data } = await glossary.query({ query, variables: { after }, fetchPolicy: 'network-only' });
  after = data.terms.pageInfo.hasNextPage ? data.terms.pageInfo.endCursor : undefined;
} while (after);

const { terms } = glossary.readQuery({ query });
console.log(`${terms.edges.length} of ${terms.totalCount}`);
