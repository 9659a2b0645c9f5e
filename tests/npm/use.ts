// What the types must allow, and what they must refuse; run against a server it prints what it was answered.
import { ask } from './ask.js';

declare const process: { argv: string[] };
const server = process.argv[2] ?? '';

const { lookup } = await ask(server, 'TermPage', { slug: 'rlhf', profile: 'llm-user' });
if (lookup.__typename !== 'TermFound') throw new Error(lookup.message);
const { term } = lookup;
const summary: string | null = term.summary;
if (term.before.__typename !== 'LearningPath') throw new Error(term.before.message);
const minutes: number = term.before.totals.minutes;

const path = await ask(server, 'LearningPathPage', { targets: [{ slug: 'rlhf' }], avoid: [{ slug: 'ppo' }] });
const reasons: string[] =
  path.learningPath.__typename === 'LearningPath'
    ? path.learningPath.steps.nodes.flatMap((step) => step.neededFor.map((each) => each.why ?? ''))
    : [];

// @ts-expect-error: a document that the server does not know
export const unknown = () => ask(server, 'TermPages', { slug: 'rlhf' });
// @ts-expect-error: a variable that is required
export const missing = () => ask(server, 'TermPage', {});
// @ts-expect-error: a variable of another type
export const wrong = () => ask(server, 'SearchPage', { text: 7 });
// @ts-expect-error: a summary may be missing
export const careless: string = term.summary;
// @ts-expect-error: a field that the document does not ask for
export const absent = () => term.mappings;

console.log(JSON.stringify({ title: term.title, summary, minutes, reasons: reasons.length }));
