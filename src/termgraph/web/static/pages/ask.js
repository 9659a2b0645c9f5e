// One question to the API by the name of a document of the package, by GET so that caches help.
export async function ask(server, documentId, variables, signal) {
  const url = new URL('graphql', server);
  url.search = new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
  const response = await fetch(url, { headers: { Accept: 'application/graphql-response+json' }, signal });
  const { data, errors } = await response.json();
  if (!data) throw new Error(errors?.[0]?.message ?? `status ${response.status}`);
  return data;
}
