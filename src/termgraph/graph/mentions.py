"""Which terms' texts name which terms: labels as whole words, found in one pass over each text."""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from termgraph.model import Term

from .labels import LONGEST, fold, unspaced_runs, words
from .letting_go import let_go
from .plain_text import plain
from .snapshot import Snapshot

_SAME_THING = frozenset({"synonym", "spelling", "plural", "narrower-name"})
"""Aliases that name the term or a kind of it; related, hidden, deprecated and forbidden ones are no mention."""

_SHORTEST = 3
"""Characters of a label that is looked for: shorter ones are mostly other words."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[\u3002\uff01\uff1f])")


class Mentions:
    """Who names whom, and how often, in the texts of a snapshot; built in one pass over labels and texts.

    The text of a term is its summary; where it has none, its definition. Longer texts are not counted, because the
    weights of section 7 of the graph semantics were chosen on one line a term. Labels (name, acronym, synonyms,
    spellings, plurals, narrower names) longer than two characters are met as whole words, folded, with or without a
    plural s; in scripts without spaces anywhere. A term does not mention itself.
    """

    def __init__(self, terms: int, found: Mapping[tuple[int, int], int]) -> None:
        """`found` has the count of each (term whose text it is, term that is named)."""
        forth: list[list[tuple[int, int]]] = [[] for _ in range(terms)]
        back: list[list[tuple[int, int]]] = [[] for _ in range(terms)]
        for (text, named), count in found.items():
            forth[text].append((named, count))
            back[named].append((text, count))
        self._forth, self._back = _Rows(forth), _Rows(back)
        let_go(forth, back)

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Mentions":
        """The mentions in a snapshot's texts; `snapshot.once(Mentions.of)` keeps them."""
        index = _Index(snapshot, range(len(snapshot.terms)))
        found: dict[tuple[int, int], int] = {}
        for number, term in enumerate(snapshot.terms):
            for named in index.named(plain(snapshot, mentioning(term))):
                if named != number:
                    found[number, named] = found.get((number, named), 0) + 1
        made = cls(len(snapshot.terms), found)
        let_go(found)
        index.let_go()
        return made

    def both_ways(self, number: int) -> Mapping[int, int]:
        """How often the text of term `number` and another's name each other, for every other term where either does."""
        counts = dict(self._forth.of(number))
        for other, count in self._back.of(number):
            counts[other] = counts.get(other, 0) + count
        return counts

    def count(self, text: int, named: int) -> int:
        """How often the text of term `text` names term `named`."""
        return dict(self._forth.of(text)).get(named, 0)


def mentioning(term: Term) -> str:
    """The text of a term in which others are looked for, as Markdown."""
    return term.summary or term.definition or ""


def mentioning_sentence(snapshot: Snapshot, number: int, named: int) -> str:
    """The first sentence of term `number`'s text that names term `named`; the whole text where none does by itself."""
    text = plain(snapshot, mentioning(snapshot.terms[number]))
    index = _Index(snapshot, [named])
    return next((part for part in _SENTENCE_END.split(text) if next(index.named(part), None) is not None), text)


class _Index:
    """The labels of terms by their words."""

    def __init__(self, snapshot: Snapshot, terms: Iterable[int]) -> None:
        self._lengths: dict[str, set[int]] = {}
        self._terms: dict[tuple[str, ...], list[int]] = {}
        for number in terms:
            for label in _labels(snapshot, number):
                pieces = _pieces(label)
                if not pieces:
                    continue
                self._lengths.setdefault(pieces[0], set()).add(len(pieces))
                self._terms.setdefault(pieces, []).append(number)

    def let_go(self) -> None:
        """Forget them all."""
        let_go(self._lengths, self._terms)

    def named(self, text: str) -> Iterator[int]:
        """The terms that a plain text names, once for each place where a label of theirs begins."""
        said = words(fold(text))
        for place, first in enumerate(said):
            found: set[int] = set()
            for start in (first, first.removesuffix("s")):
                for length in self._lengths.get(start, ()):
                    label = tuple(said[place : place + length])
                    found.update(self._terms.get(label, ()))
                    found.update(self._terms.get((*label[:-1], label[-1].removesuffix("s")), ()))
            yield from sorted(found)


def _labels(snapshot: Snapshot, number: int) -> Iterator[str]:
    """The folded labels of a term, in the glossary's language, that are long enough to be looked for."""
    term = snapshot.terms[number]
    texts = [term.name, term.acronym or ""]
    texts += [
        alias.text
        for alias in term.aliases
        if alias.kind in _SAME_THING and alias.language in (None, snapshot.glossary.language)
    ]
    for text in dict.fromkeys(texts):
        if _SHORTEST - bool(unspaced_runs(text)) <= len(text) <= LONGEST:
            yield fold(text)


def _pieces(label: str) -> tuple[str, ...]:
    """The words of a folded label, but for the lone last character of an unspaced run: there the text may go on."""
    pieces = words(label)
    if len(pieces) > 1 and len(pieces[-1]) == 1 and pieces[-2].endswith(pieces[-1]) and unspaced_runs(pieces[-1]):
        pieces.pop()
    return tuple(pieces)


class _Rows:
    """For each term (other term, count), as plain numbers."""

    def __init__(self, rows: Sequence[list[tuple[int, int]]]) -> None:
        self._others, self._counts = array("I"), array("I")
        self._first = array("I", [0])
        for row in rows:
            for other, count in sorted(row):
                self._others.append(other)
                self._counts.append(count)
            self._first.append(len(self._others))

    def of(self, number: int) -> Iterator[tuple[int, int]]:
        first, last = self._first[number], self._first[number + 1]
        return zip(self._others[first:last], self._counts[first:last], strict=True)
