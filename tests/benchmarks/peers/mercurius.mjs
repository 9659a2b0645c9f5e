// mercurius on Fastify; an operation is compiled when it is asked for the second time.
import { port, require, resolvers, typeDefs } from "./schema.mjs";

const app = require("fastify")({ logger: false });
app.register(require("mercurius"), { schema: typeDefs, resolvers, jit: 1, graphiql: false });
await app.listen({ port, host: "127.0.0.1" });
