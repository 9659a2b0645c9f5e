"""Which words of a text name terms, for links into it: longest match at word bounds, one link for each term.

Labels are found in one pass (Aho, Corasick 1975), whatever their number. What is told is places in the text; what is
made of them, and where a text must not be touched, is for others to know.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from termgraph.model import Term

from .snapshot import Snapshot

LONGEST = 50_000
"""Characters of a text that are looked through."""

SHORT_ACRONYM = 4
"""Labels of up to so many characters, all of them capitals, are met in capitals only: "ram" is no RAM."""

_KINDS = frozenset({"synonym", "spelling", "plural"})
_HYPHENS = str.maketrans({"-": " ", "\u2010": " ", "\u2011": " ", "\u2013": " ", "\u00a0": " "})

SHARE = 4_000
"""Labels that one machine looks for: making it stops every other thread, ten milliseconds for so many."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A place in a text, in Unicode code points, end not included; the term it names, and by which label."""

    start: int
    end: int
    term: int
    label: str


class Labels:
    """The labels of a snapshot's terms, ready to be looked for; `snapshot.once(Labels.of)` keeps them."""

    def __init__(self, rows: Sequence[tuple[str, int, str, bool]]) -> None:
        """`rows` are (folded label, term, label, whether capitals matter), each folded label once."""
        import ahocorasick_rs

        self.rows = rows
        folded = [row[0] for row in rows]
        self._machines: list[ahocorasick_rs.AhoCorasick] = [
            ahocorasick_rs.AhoCorasick(folded[start : start + SHARE], matchkind=ahocorasick_rs.MatchKind.Standard)
            for start in range(0, len(rows), SHARE)
        ]

    def matches(self, folded: str) -> list[tuple[int, int, int]]:
        """Every place of a folded text at which a label stands, as (first, last, row), in no order."""
        return [
            (first, last, SHARE * share + row)
            for share, machine in enumerate(self._machines)
            for row, first, last in machine.find_matches_as_indexes(folded, overlapping=True)
        ]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Labels":
        """Names and acronyms before aliases, a smaller slug before a larger one, where two terms share a label."""
        found: dict[str, tuple[str, int, str, bool]] = {}
        for aliases in (False, True):
            for number, term in enumerate(snapshot.terms):
                unwanted = {_folded(each) for each in term.no_autolink}
                for label, capitals in _labels(term, snapshot.glossary.language, aliases=aliases):
                    folded = _folded(label)
                    if len(folded) > 1 and folded not in unwanted:
                        found.setdefault(folded, (folded, number, label, capitals))
        return cls(tuple(found.values()))


def annotate(snapshot: Snapshot, text: str, taken: Iterable[tuple[int, int]] = ()) -> Sequence[Annotation]:
    """The first mention of each term in `text`, in order, none within another or within a `taken` range.

    Of labels that begin at one place the longest is met. Plurals with s, and hyphens or spaces between words, do not
    matter; nor do capitals, but for short acronyms and for labels that say so.
    """
    labels = snapshot.once(Labels.of)
    folded, places = _folded_with_places(text)
    barred = _Ranges(taken)
    seen: set[int] = set()
    found: list[Annotation] = []
    end = 0
    for first, last, row in _longest_first(labels.matches(folded)):
        start, stop = places[first], places[last]
        _, term, label, capitals = labels.rows[row]
        if start < end or not _is_word(folded, first, last):
            continue
        if capitals and text[start : start + len(label)] != label:
            continue
        stop = places[last + 1] if folded[last : last + 1] == "s" else stop
        end = stop  # What is inside a longer name is not named by itself, linked or not.
        if term not in seen and not barred.touch(start, stop):
            found.append(Annotation(start, stop, term, label))
            seen.add(term)
    return found


class _Ranges:
    """Places of a text that do not overlap."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them has a character of this range."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _longest_first(matches: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """(first, last, row) by place; of those that begin at one place the longest first."""
    return sorted(matches, key=lambda each: (each[0], -each[1], each[2]))


def _labels(term: Term, language: str, *, aliases: bool) -> Iterator[tuple[str, bool]]:
    if not aliases:
        for label in (term.name, term.acronym):
            if label:
                yield label, label.isupper() and len(label) <= SHORT_ACRONYM
        return
    for alias in term.aliases:
        if alias.kind in _KINDS and alias.language in (None, language):
            yield alias.text, alias.case or (alias.text.isupper() and len(alias.text) <= SHORT_ACRONYM)


def _folded(text: str) -> str:
    return _folded_with_places(text)[0]


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """A text without capitals, marks and hyphens, and where in `text` each of its characters comes from."""
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        piece = _fold_character(character)
        pieces.append(piece)
        places.extend([place] * len(piece))
    places.append(len(text))
    return "".join(pieces), places


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower().translate(_HYPHENS)
    unfolded = unicodedata.normalize("NFKD", character.translate(_HYPHENS))
    return "".join(each for each in unfolded if not unicodedata.combining(each)).casefold()


_WORD = re.compile(r"\w")


def _is_word(folded: str, first: int, last: int) -> bool:
    """Whether nothing that belongs to the words stands right before or after them, but for a plural s."""
    if first and _WORD.match(folded[first - 1]) and _WORD.match(folded[first]):
        return False
    after = folded[last : last + 2]
    if after[:1] == "s":
        return not _WORD.match(after[1:])
    return not (after and _WORD.match(after[0]) and _WORD.match(folded[last - 1]))
