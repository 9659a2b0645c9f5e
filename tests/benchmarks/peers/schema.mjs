// What the peers on Node serve: the schema of ours, and resolvers over maps in memory for what the board asks.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export const require = createRequire(new URL("../npm/package.json", import.meta.url));

export const [port, folder] = [Number(process.argv[2]), process.argv[3]];

const { terms, categories } = JSON.parse(readFileSync(`${folder}/terms.json`, "utf8"));
const termOf = new Map(terms.map((term) => [term.slug, term]));
const categoryOf = new Map(categories.map((category) => [category.slug, category]));

export const typeDefs = readFileSync(`${folder}/schema.graphql`, "utf8");

export const resolvers = {
  Query: {
    term: (_, { by }) => termOf.get(by.slug) ?? null,
    terms: (_, { first }) => ({ nodes: terms.slice(0, first ?? 20) }),
  },
  Term: {
    labels: (term, { first }) => ({ nodes: term.labels.slice(0, first ?? 20) }),
    categories: (term) => term.categories.map((slug) => categoryOf.get(slug)),
    relations: (term, { first }) => ({
      edges: term.relations.slice(0, first ?? 20),
      totalCount: term.relations.length,
    }),
  },
  RelationEdge: {
    node: (edge) => termOf.get(edge.slug),
  },
};
