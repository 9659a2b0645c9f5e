// What the pages do beyond being read: suggestions in forms, cards on links, and what this reader knows already.
import { ask } from './ask.js';
import { combobox } from './combobox.js';
import { cards } from './cards.js';
import { known } from './known.js';
import { findHere, searchHere } from './search.js';

const still = document.documentElement.hasAttribute('data-static');
for (const input of document.querySelectorAll('input[data-suggest]')) combobox(input, still);
const server = new URL('../../', import.meta.url);
cards(document, still ? findHere(server) : async (slug) => (await ask(server, 'HoverCard', { slug })).term);
known(document);
if (still) searchHere(document);
