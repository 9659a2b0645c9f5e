// A typed client in one function: names a document that the server knows, and asks by GET, so that caches can help.
import type { Screens } from '../../schema/screens.js';

export async function ask<Name extends keyof Screens>(
  server: string,
  documentId: Name,
  variables: Screens[Name]['variables'],
): Promise<Screens[Name]['data']> {
  const parameters = new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
  const response = await fetch(`${server}/graphql?${parameters}`, {
    headers: { Accept: 'application/graphql-response+json' },
  });
  const answer = (await response.json()) as { data?: Screens[Name]['data']; errors?: { message: string }[] };
  if (answer.errors) throw new Error(answer.errors.map((each) => each.message).join(' '));
  if (!answer.data) throw new Error(`status ${response.status}`);
  return answer.data;
}
