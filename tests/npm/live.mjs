// Follows changes with every client at once, unchanged, and tells what each of them hears, until standard input ends.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { OperationTypeNode } from 'graphql';
import { createClient as overEvents } from 'graphql-sse';
import { createClient as overSocket } from 'graphql-ws';
import { createInterface } from 'node:readline';

const [address, since] = process.argv.slice(2);
const url = `${address}/graphql`;
const query = 'subscription ($since: Revision) { termChanged(since: $since) { revision changes { nodes { slug } } } }';
const variables = { since };

const tell = (name) => ({
  next({ data, error, errors }) {
    if (error ?? errors) throw error ?? new Error(JSON.stringify(errors));
    const { revision, changes } = data.termChanged;
    console.log(name, revision, ...changes.nodes.map(({ slug }) => slug));
  },
  error(error) {
    console.log(name, 'failed', error);
    process.exit(1);
  },
  complete() {
    console.log(name, 'complete');
  },
});

const socket = overSocket({ url: url.replace(/^http/, 'ws') });
const events = overEvents({ url });
socket.subscribe({ query, variables }, tell('graphql-ws'));
events.subscribe({ query, variables }, tell('graphql-sse'));

const bySocket = (request) => ({ subscribe: (to) => ({ unsubscribe: socket.subscribe(request, to) }) });
const urql = {
  'urql-ws': [subscriptionExchange({ forwardSubscription: bySocket }), fetchExchange],
  'urql-sse': [fetchExchange],
};
const urqls = Object.entries(urql).map(([name, exchanges]) => {
  const client = new Client({ url, preferGetMethod: false, exchanges, fetchSubscriptions: name === 'urql-sse' });
  client.subscription(query, variables).subscribe(tell(name).next);
  return client;
});

const apollo = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: url }),
  ),
});
apollo.subscribe({ query: gql(query), variables }).subscribe(tell('apollo'));

// Each line asks for a term by all clients that also ask plain questions, while they follow.
for await (const slug of createInterface({ input: process.stdin })) {
  const text = 'query ($slug: String!) { term(by: { slug: $slug }) { slug minutes } }';
  const options = { requestPolicy: 'network-only' };
  const answers = [await apollo.query({ query: gql(text), variables: { slug }, fetchPolicy: 'network-only' })];
  for (const client of urqls) answers.push(await client.query(text, { slug }, options).toPromise());
  console.log('asked', ...answers.map(({ data }) => `${data.term.slug}:${data.term.minutes}`));
}
process.exit(0);
