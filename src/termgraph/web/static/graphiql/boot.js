// Starts GraphiQL on this server's own address, with a few queries to try.
'use strict';

const PAGE = `# Everything a page about one term shows, in one round trip.
query TermPage($slug: String! = "rlhf") {
  term(by: { slug: $slug }) {
    title
    summary
    definition(format: HTML)
    sections { key title text(format: HTML) }
    breadcrumbs { label url }
    requirements { why options { terms { slug title } } }
    relations(first: 100) {
      totalCount
      edges { sentence why isOption node { slug title } }
    }
    relatedLinks { title links { link { title url } trail { label } } }
  }
}
`;

const SEARCH = `# An exact label comes first, then prefixes, words, near spellings, and texts.
query Search {
  search(text: "policy", first: 10) {
    totalCount
    edges { tier matchedLabel snippet node { slug title } }
  }
  suggest(prefix: "rein") { label term { slug } }
}
`;

const REQUIREMENTS = `# What comes before a term, and what of it can be skipped.
query Requirements($slug: String! = "rlhf") {
  term(by: { slug: $slug }) {
    requirements { sentence why }
    prerequisites(first: 20) {
      totalCount
      edges { distance verdict node { slug title } }
      pageInfo { hasNextPage endCursor }
    }
  }
}
`;

const shared = new URLSearchParams(window.location.search);

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: new URL('graphql', document.baseURI).pathname }),
    query: shared.get('query') ?? undefined,
    variables: shared.get('variables') ?? undefined,
    defaultTabs: [
      { query: PAGE },
      { query: SEARCH },
      { query: REQUIREMENTS },
    ],
  }),
);
