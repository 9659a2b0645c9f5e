// What the pages do beyond being read: suggestions in forms, cards on links, and what this reader knows already.
import { combobox } from './combobox.js';
import { cards } from './cards.js';
import { known } from './known.js';
import { searchHere } from './search.js';

const still = document.documentElement.hasAttribute('data-static');
for (const input of document.querySelectorAll('input[data-suggest]')) combobox(input, still);
if (!still) cards(document, new URL('../../', import.meta.url));
known(document);
if (still) searchHere(document);
