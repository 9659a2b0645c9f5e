"""Terms that texts name without saying so in a relation: labels as whole words, found in one pass over each text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from termgraph.errors import Problem, Rule, Severity
from termgraph.graph.labels import fold, unspaced_runs, words
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Term

from .reach import joined
from .spotting import Spotter
from .view import EDGES, HARD, LABELS, LEVELS, SLUGS, Check, View

NAMES = frozenset({"synonym", "spelling", "plural"})
"""Aliases that name the very same thing; a text with another kind of alias does not name the term."""

_NOT_WORDS = re.compile(r"\]\([^()\n]*\)|`[^`\n]*`|\[@[^\[\]\n]*\]|(?<=\[\[)[^\[\]|\n]*\|")
"""Addresses of links, code, citations, and slugs of links that have words of their own."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s|(?<=[\u3002\uff01\uff1f])")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that are looked for: terms by label, and by its first word how many words a label has.

    `spotter` finds them all.
    """

    terms: Mapping[str, tuple[int, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    spotter: Spotter

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Labels":
        """The labels in the glossary's language, with and without a plural s; `no_autolink` has ordinary words."""
        found: dict[str, dict[int, None]] = {}
        lengths: dict[str, dict[int, None]] = {}
        for number, term in enumerate(snapshot.terms):
            ordinary = {fold(text) for text in term.no_autolink}
            for label in dict.fromkeys(fold(text) for text in _names(term, snapshot.glossary.language)):
                pieces = _words(label)
                if label in ordinary or not pieces:
                    continue
                for last in (pieces[-1], f"{pieces[-1]}s"):
                    form = [*pieces[:-1], last]
                    found.setdefault(" ".join(form), {})[number] = None
                    lengths.setdefault(form[0], {})[len(form)] = None
        return cls(
            {label: tuple(numbers) for label, numbers in found.items()},
            {first: tuple(each) for first, each in lengths.items()},
            Spotter(found),
        )

    def named(self, text: str) -> dict[int, str]:
        """The terms that a Markdown text names, each with the label it is named by first."""
        folded = fold(_NOT_WORDS.sub(" ", text) if "[" in text or "`" in text else text)
        found: dict[int, str] = {}
        places = self.spotter.places(folded) if folded.isascii() else None
        if places is not None and not places:
            return found
        said = words(folded)
        for place in range(len(said)) if places is None else places:
            first = said[place]
            for length in self.lengths.get(first, ()):
                label = first if length == 1 else " ".join(said[place : place + length])
                for number in self.terms.get(label, ()):
                    found.setdefault(number, label)
        return found


def _names(term: Term, language: str) -> list[str]:
    """What the term is called in this language, the glossary's own."""
    names = [term.name, term.acronym or ""]
    return names + [each.text for each in term.aliases if each.kind in NAMES and each.language in (None, language)]


def _words(label: str) -> list[str]:
    """The words of a folded label; in a script without spaces a text goes on, so its last character alone goes."""
    pieces = words(label)
    if len(pieces) > 1 and len(pieces[-1]) == 1 and pieces[-2].endswith(pieces[-1]) and unspaced_runs(pieces[-1]):
        pieces = pieces[:-1]
    return pieces


def unrelated_mentions(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms named in the summary or the definition of a term that no statement joins to it."""
    snapshot = view.snapshot
    related = {pair for edge in snapshot.edges for pair in ((edge.subject, edge.object), (edge.object, edge.subject))}
    labels = snapshot.once(Labels.of)
    for slug, term in view.judged.items():
        number = snapshot.numbers[slug]
        seen = {number}
        for field, text in (("summary", term.summary), ("definition", term.definition)):
            for named, label in labels.named(text or "").items():
                if named not in seen and (number, named) not in related:
                    seen.add(named)
                    other = snapshot.terms[named].slug
                    message = f"the {field} of '{term.slug}' mentions '{other}'{_as(label, other)}, and no relation "
                    where = view.where("term", term.slug, field)
                    yield rule.problem(f"{message}joins the two", where, subjects=(term.slug, other))


def _as(label: str, slug: str) -> str:
    """By what words a term is mentioned, unless its slug says it."""
    return "" if label.replace(" ", "-") == slug else f" as '{label[:60]}'"


def candidate_prerequisites(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms of no higher level named in the first sentence of a term, which never come before it.

    The sentence is the first of the summary, and of the definition where there is none. Terms without a level are
    left alone.
    """
    terms = view.snapshot.terms
    found = list(_in_first_sentences(view))
    if not found:
        return
    arcs = [(terms[number].slug, terms[each].slug) for number, ahead in enumerate(view.hard) for each in ahead]
    before = joined([(terms[number].slug, terms[named].slug) for number, named, _ in found], arcs)
    for number, named, field in found:
        slug, other = terms[number].slug, terms[named].slug
        if (slug, other) not in before and named not in view.hard[number]:
            message = f"the first sentence of '{slug}' mentions '{other}', which is not among its prerequisites"
            yield rule.problem(message, view.where("term", slug, field), subjects=(slug, other))


def _in_first_sentences(view: View) -> Iterator[tuple[int, int, str]]:
    """(term, term of no higher level that its first sentence names, the field that begins with the sentence)."""
    snapshot = view.snapshot
    labels = snapshot.once(Labels.of)
    for slug, term in view.judged.items():
        number = snapshot.numbers[slug]
        field, text = ("summary", term.summary) if term.summary else ("definition", term.definition or "")
        if term.level is None:
            continue
        for named in labels.named(_SENTENCE_END.split(text.strip(), maxsplit=1)[0]):
            level = snapshot.terms[named].level
            if named != number and level and level.rank <= term.level.rank:
                yield number, named, field


MENTIONS = (
    Check(
        Rule(
            "TG506", "unrelated-mention", Severity.INFO,
            "A term that the summary or the definition of another names has a relation to it.",
            "Who writes of one thing by means of another mostly knows how they belong together, and has not said so.",
            "A summary that says 'gradient descent' in a term without a relation to it.",
            "State the relation, or list the label in `no_autolink` of its term if it is an ordinary word.",
            "I3",
        ),
        unrelated_mentions,
        sees=frozenset({SLUGS, LABELS, *EDGES}),
        each=True,
    ),
    Check(
        Rule(
            "TG507", "candidate-prerequisite", Severity.INFO,
            "What the first sentence about a term names, and is no more advanced, is among its prerequisites.",
            "Who does not know it cannot read the sentence.",
            "'A policy-gradient method with a clipped objective' in a term that does not require policy-gradient.",
            "Say `requires` if nobody can explain the one without the other, `builds-on` if it only helps.",
            "I4",
        ),
        candidate_prerequisites,
        sees=frozenset({SLUGS, LABELS, LEVELS, HARD}),
        each=True,
    ),
)  # fmt: skip  # one row reads as one paragraph
