// Searching in a static site: the same page, with an index that was written beside it.
function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const MOST = 50;

// What finds a term by its slug; the index is loaded when it is first asked for.
export function findHere(server) {
  let index = null;
  return async (slug) => {
    index ??= fetch(new URL('search-index.json', server)).then((response) => response.json());
    try {
      return (await index).find((term) => term.slug === slug) ?? null;
    } catch (error) {
      index = null;
      throw error;
    }
  };
}

export async function searchHere(root) {
  const results = root.querySelector('#results');
  const text = new URLSearchParams(location.search).get('q')?.trim();
  if (!results || !text) return;
  root.querySelector('#text').value = text;
  const response = await fetch(new URL(results.dataset.index, location.href));
  const terms = await response.json();
  const wanted = fold(text);
  const found = terms
    .map((term) => {
      const labels = term.labels.map(fold);
      const tier = labels.includes(wanted) ? 0
        : labels.some((each) => each.startsWith(wanted)) ? 1
        : labels.some((each) => each.includes(wanted)) ? 2
        : fold(term.summary).includes(wanted) ? 3 : 4;
      return { tier, term };
    })
    .filter(({ tier }) => tier < 4)
    .sort((a, b) => a.tier - b.tier);
  const count = document.createElement('p');
  count.className = 'counts';
  count.setAttribute('role', 'status');
  count.textContent = `${found.length} ${found.length === 1 ? 'term' : 'terms'}${found.length > MOST ? `, the first ${MOST}` : ''}`;
  const list = document.createElement('ol');
  list.className = 'results';
  for (const { term } of found.slice(0, MOST)) {
    const item = document.createElement('li');
    item.className = 'card';
    const name = document.createElement('p');
    name.className = 'name';
    const link = document.createElement('a');
    link.href = `terms/${encodeURIComponent(term.slug)}.html`;
    link.textContent = term.title;
    name.append(link);
    const summary = document.createElement('p');
    summary.className = 'summary';
    summary.textContent = term.summary;
    item.append(name, summary);
    list.append(item);
  }
  results.replaceChildren(count, list);
}
