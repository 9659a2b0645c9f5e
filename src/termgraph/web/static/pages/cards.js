// Cards on links to terms, on hover, focus and touch: they can be dismissed, be hovered, and stay (WCAG 2.2, 1.4.13).
const OPEN = 350, CLOSE = 250; // milliseconds; a pointer that passes by opens nothing

const kept = new Map();

function card(term) {
  const box = document.createElement('div');
  box.className = 'hover-card';
  box.id = 'term-card';
  box.setAttribute('role', 'tooltip');
  const title = document.createElement('p');
  title.className = 'name';
  const name = document.createElement('bdi');
  name.textContent = term.title;
  title.append(name);
  if (term.level) {
    const level = document.createElement('span');
    level.className = 'level';
    level.textContent = term.level.toLowerCase();
    title.append(' ', level);
  }
  const summary = document.createElement('p');
  const text = document.createElement('bdi');
  text.textContent = term.summary ?? '';
  summary.append(text);
  box.append(title, summary);
  return box;
}

// `find` promises the term of a slug, or null.
export function cards(root, find) {
  let open = null, link = null, timer, touched = null;

  function hide() {
    clearTimeout(timer);
    open?.remove();
    link?.removeAttribute('aria-describedby');
    open = link = null;
  }

  async function show(target) {
    const slug = target.dataset.term;
    if (!kept.has(slug)) kept.set(slug, find(slug).catch(() => void kept.delete(slug)));
    const term = await kept.get(slug);
    if (!term || target !== link) return;
    open?.remove();
    open = card(term);
    document.body.append(open);
    target.setAttribute('aria-describedby', open.id);
    const at = target.getClientRects()[0] ?? target.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = open;
    const left = Math.max(12, Math.min(at.left, document.documentElement.clientWidth - width - 12));
    const below = at.bottom + 6 + height < innerHeight || at.top < height + 12;
    open.style.left = `${left + scrollX}px`;
    open.style.top = `${(below ? at.bottom + 6 : at.top - height - 6) + scrollY}px`;
    open.addEventListener('pointerenter', () => clearTimeout(timer));
    open.addEventListener('pointerleave', later);
  }

  function soon(target, wait) {
    if (target === link) return clearTimeout(timer);
    hide();
    link = target;
    timer = setTimeout(() => show(target), wait);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(hide, CLOSE);
  }

  const term = (event) => event.target.closest?.('a[data-term]');
  root.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'touch' && term(event)) soon(term(event), OPEN);
  });
  root.addEventListener('pointerout', (event) => {
    if (event.pointerType !== 'touch' && link && !link.contains(event.relatedTarget)) later();
  });
  root.addEventListener('focusin', (event) => {
    if (term(event)?.matches(':focus-visible')) soon(term(event), 0);
  });
  root.addEventListener('focusout', later);
  root.addEventListener('pointerdown', (event) => {
    touched = event.pointerType === 'touch' ? term(event) : null;
    if (open && !open.contains(event.target) && term(event) !== link) hide();
  });
  // The first touch shows the card; a second one on the same link follows it.
  root.addEventListener('click', (event) => {
    const target = term(event);
    if (!target || target !== touched || open?.isConnected && target === link) return;
    event.preventDefault();
    soon(target, 0);
  });
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
}
