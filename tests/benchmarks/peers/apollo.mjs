// Apollo Server, alone, as its documentation shows it.
import { port, require, resolvers, typeDefs } from "./schema.mjs";

const { ApolloServer } = require("@apollo/server");
const { startStandaloneServer } = require("@apollo/server/standalone");
const server = new ApolloServer({ typeDefs, resolvers, introspection: true });
await startStandaloneServer(server, { listen: { port, host: "127.0.0.1" } });
