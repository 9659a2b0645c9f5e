// GraphQL Yoga on Node's own HTTP server; it keeps parsed and validated documents by itself.
import { createServer } from "node:http";

import { port, require, resolvers, typeDefs } from "./schema.mjs";

const { createSchema, createYoga } = require("graphql-yoga");
const schema = createSchema({ typeDefs, resolvers });
createServer(createYoga({ schema, logging: false, graphiql: false, landingPage: false })).listen(port, "127.0.0.1");
