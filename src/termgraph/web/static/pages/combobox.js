// Suggestions while somebody types: an ARIA combobox with a list (ARIA Authoring Practices), over a form that works without.
import { ask } from './ask.js';

const WAIT = 90; // milliseconds after a key

let count = 0;

export function combobox(input, still) {
  if (still) return;
  const many = input.hasAttribute('data-many');
  const server = new URL(input.dataset.suggest.replace(/graphql$/, './'), location.href);
  const list = document.createElement('ul');
  list.id = `suggestions-${++count}`;
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-expanded': 'false', 'aria-controls': list.id, 'aria-autocomplete': 'list',
  })) input.setAttribute(name, value);

  let timer, asking, chosen = -1, found = [];

  const typed = () => (many ? input.value.slice(input.value.lastIndexOf(',') + 1) : input.value).trim();

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function mark(next) {
    const items = list.children;
    chosen = (next + items.length + 1) % (items.length + 1);
    if (chosen === items.length) chosen = -1;
    [...items].forEach((item, place) => item.setAttribute('aria-selected', String(place === chosen)));
    if (chosen < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', items[chosen].id);
      items[chosen].scrollIntoView({ block: 'nearest' });
    }
  }

  function take(place) {
    const { term } = found[place];
    if (input.name === 'q') {
      location.href = new URL(`terms/${encodeURIComponent(term.slug)}.html`, server);
      return;
    }
    const before = many ? input.value.slice(0, input.value.lastIndexOf(',') + 1) : '';
    input.value = `${before}${before ? ' ' : ''}${term.slug}${many ? ', ' : ''}`;
    close();
    input.focus();
  }

  function show() {
    list.replaceChildren(...found.map(({ label, term }, place) => {
      const item = document.createElement('li');
      item.id = `${list.id}-${place}`;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      const name = document.createElement('bdi');
      name.textContent = label;
      item.append(name);
      if (term.title !== label) {
        const small = document.createElement('small');
        small.textContent = ` ${term.title}`;
        item.append(small);
      }
      item.addEventListener('mousedown', (event) => event.preventDefault());
      item.addEventListener('click', () => take(place));
      return item;
    }));
    chosen = -1;
    list.hidden = !found.length;
    input.setAttribute('aria-expanded', String(!list.hidden));
  }

  async function suggest() {
    const prefix = typed();
    asking?.abort();
    if (!prefix) return close();
    asking = new AbortController();
    try {
      ({ suggest: found } = await ask(server, 'SearchAsYouType', { prefix: prefix.slice(0, 200), first: 8 }, asking.signal));
      if (document.activeElement === input) show();
    } catch (error) {
      if (error.name !== 'AbortError') close(); // The form itself still works.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, WAIT);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return; // An input method's keys are its own.
    if (event.key === 'ArrowDown' && list.hidden && typed()) suggest();
    else if (event.key === 'Escape' && list.hidden) return close();
    else if (list.hidden) return;
    else if (event.key === 'ArrowDown') mark(chosen + 1);
    else if (event.key === 'ArrowUp') mark(chosen < 0 ? list.children.length - 1 : chosen - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && chosen >= 0) take(chosen);
    else return;
    event.preventDefault();
  });
}
