// "I know this": kept in this reader's own browser, and offered to the form of learning paths.
const KEY = 'termgraph.known';

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(found) ? found.filter((each) => typeof each === 'string') : []);
  } catch {
    return new Set();
  }
}

export function known(root) {
  const mine = read();
  const hint = root.querySelector('#known-here');
  const field = root.querySelector('#know');

  function say() {
    if (!hint) return;
    hint.hidden = !mine.size;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'know';
    button.textContent = `Add the ${mine.size} you marked as known`;
    button.addEventListener('click', () => {
      const said = field.value.split(',').map((each) => each.trim()).filter(Boolean);
      field.value = [...new Set([...said, ...mine])].join(', ');
    });
    hint.replaceChildren(button);
  }

  for (const item of root.querySelectorAll('[data-known]')) {
    const slug = item.dataset.known;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'know';
    const show = () => {
      const has = mine.has(slug);
      item.classList.toggle('known', has);
      button.setAttribute('aria-pressed', String(has));
    };
    button.textContent = 'I know this';
    button.setAttribute('aria-label', `I know this: ${item.querySelector('.name a').textContent}`);
    button.addEventListener('click', () => {
      if (!mine.delete(slug)) mine.add(slug);
      try {
        localStorage.setItem(KEY, JSON.stringify([...mine].sort()));
      } catch {
        // A browser that keeps nothing still shows it until the page is left.
      }
      show();
      say();
    });
    show();
    item.querySelector('.name').append(' ', button);
  }
  say();
}
