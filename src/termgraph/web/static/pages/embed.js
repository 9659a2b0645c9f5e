// Terms of this glossary on any page: <term-card term="ppo">PPO</term-card>, and <term-links> around a text, whose
// first mention of each term becomes one. One file, no dependency; it asks the glossary that it was loaded from.
const server = new URL('../../', import.meta.url);
const kept = new Map();

async function ask(documentId, variables, method = 'GET') {
  const url = new URL('graphql', server);
  const headers = { Accept: 'application/graphql-response+json' };
  let body;
  if (method === 'GET') url.search = new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
  else {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify({ documentId, variables });
  }
  const response = await fetch(url, { method, headers, body });
  const { data } = await response.json();
  if (!data) throw new Error(`${url.host} answered ${response.status}`);
  return data;
}

const STYLE = `
  :host { position: relative; display: inline; }
  a { color: inherit; text-decoration: underline dotted; text-underline-offset: 0.2em; }
  div { position: absolute; z-index: 99; inset-inline-start: 0; top: 1.5em; width: max-content;
    max-width: min(22rem, 80vw); padding: 0.6em 0.9em; border: 1px solid #8888; border-radius: 0.5em;
    background: Canvas; color: CanvasText; font: 0.92rem/1.5 system-ui, sans-serif; box-shadow: 0 0.4em 1.4em #0003; }
  div[hidden] { display: none; }
  strong, span { display: block; }
`;

class TermCard extends HTMLElement {
  #box;
  #timer;

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const link = document.createElement('a');
    link.href = new URL(`terms/${encodeURIComponent(this.getAttribute('term'))}`, server);
    link.append(document.createElement('slot'));
    this.#box = document.createElement('div');
    this.#box.id = 'card';
    this.#box.setAttribute('role', 'tooltip');
    this.#box.hidden = true;
    link.setAttribute('aria-describedby', 'card');
    root.append(link, this.#box);
    this.addEventListener('pointerenter', ({ pointerType }) => pointerType !== 'touch' && this.#soon(() => this.show(), 300));
    this.addEventListener('pointerleave', ({ pointerType }) => pointerType !== 'touch' && this.#soon(() => this.hide(), 250));
    link.addEventListener('focus', () => link.matches(':focus-visible') && this.#soon(() => this.show(), 0));
    link.addEventListener('blur', () => this.#soon(() => this.hide(), 250));
    let touched = false;
    link.addEventListener('pointerdown', ({ pointerType }) => { touched = pointerType === 'touch'; });
    // The first touch shows the card; a second one follows the link.
    link.addEventListener('click', (event) => {
      if (!touched || !this.#box.hidden) return;
      event.preventDefault();
      this.show();
    });
    this.addEventListener('keydown', ({ key }) => key === 'Escape' && this.hide());
  }

  #soon(what, wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(what, wait);
  }

  async show() {
    const slug = this.getAttribute('term');
    if (!kept.has(slug)) kept.set(slug, ask('HoverCard', { slug }).catch(() => kept.delete(slug)));
    const { term } = await kept.get(slug);
    if (!term || !this.isConnected) return;
    const title = document.createElement('strong');
    title.textContent = term.title;
    const summary = document.createElement('span');
    summary.textContent = term.summary ?? '';
    this.#box.replaceChildren(title, summary);
    this.#box.hidden = false;
  }

  hide() {
    clearTimeout(this.#timer);
    this.#box.hidden = true;
  }
}

const CLOSED = 'a, button, code, pre, kbd, samp, script, style, textarea, select, svg, math, term-card, h1, h2, h3, h4, h5, h6, [contenteditable], [data-no-terms]';
const LONGEST = 40_000; // characters of one question

class TermLinks extends HTMLElement {
  async connectedCallback() {
    if (document.readyState === 'loading') await new Promise((ready) => document.addEventListener('DOMContentLoaded', ready, { once: true }));
    for (const part of this.#sections()) await this.#link(part);
    this.dispatchEvent(new Event('linked', { bubbles: true }));
  }

  // The texts between headings: the first mention in each is linked.
  #sections() {
    const parts = [[]];
    const walker = document.createTreeWalker(this, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (/^H[1-6]$/.test(node.tagName)) parts.push([]);
      } else if (node.data.trim() && !node.parentElement.closest(CLOSED)) parts.at(-1).push(node);
    }
    return parts.filter((part) => part.length);
  }

  async #link(nodes) {
    // A mark between texts keeps words of two elements apart, and counts as one character.
    let begin = 0;
    const all = nodes.map((node) => ({ node, begin, end: (begin += node.length + 1) - 1 }));
    // What is not asked about is not joined either: a page may be megabytes long.
    const spans = all.filter((each) => each.begin < LONGEST);
    const joined = spans.map(({ node }) => node.data.slice(0, LONGEST)).join('\n');
    const text = joined.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '');
    const { annotate } = await ask('Annotate', { text }, 'POST').catch(() => ({ annotate: { mentions: [] } }));
    const points = [...text]; // Places count code points, strings of JavaScript count halves of some of them.
    const unit = [0];
    for (const point of points) unit.push(unit.at(-1) + point.length);
    for (const { start, end, term } of annotate.mentions.reverse()) {
      const [first, last] = [unit[start], unit[end]];
      const span = spans.find((each) => each.begin <= first && last <= each.end);
      if (!span) continue;
      const words = span.node.splitText(first - span.begin);
      words.splitText(last - first);
      const card = document.createElement('term-card');
      card.setAttribute('term', term.slug);
      words.replaceWith(card);
      card.append(words);
    }
  }
}

if (!customElements.get('term-card')) {
  customElements.define('term-card', TermCard);
  customElements.define('term-links', TermLinks);
}
