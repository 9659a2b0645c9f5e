"""What a term may be called, folded so that a reader's spelling meets the editor's."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from termgraph.model import GlossaryInfo, Term

RANKS = ("name", "acronym", "alias", "hidden")
"""The order in which labels are looked for; `hidden` labels are found but never shown."""

NEVER_FOUND = frozenset({"forbidden"})

LONGEST = 1000
"""A longer text is no label: term files hold a third of it, and unifying a long run of accents takes quadratic time."""

_NAME, _ALIAS = RANKS.index("name"), RANKS.index("alias")

_KEPT_SIGNS = frozenset("+#@")
"""Signs that tell terms apart: C, C++ and C#, precision and precision@k."""

_ACCENTS = (
    (0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),  # Latin, Greek, Cyrillic
    (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),  # Hebrew points, Arabic vowel signs
)  # fmt: skip  # a line per family of scripts
"""Marks that readers leave out when they type. Marks that spell a word (Thai and Indic vowels, kana voicing) stay."""


class _FoldTable(dict[int, str | int | None]):
    """What each character becomes, filled as characters occur (the argument of `str.translate`)."""

    def __missing__(self, point: int) -> str | int | None:
        self[point] = folded = _fold_character(point)
        return folded


def _fold_character(point: int) -> str | int | None:
    character = chr(point)
    if character.isalnum() or character in _KEPT_SIGNS:
        return point
    category = unicodedata.category(character)
    if category == "Cf" or any(first <= point <= last for first, last in _ACCENTS):
        return None  # a soft hyphen or a joiner inside a word, or an accent
    return point if category.startswith("M") else " "


_FOLDED = _FoldTable()


def fold(text: str) -> str:
    """`text` without case, accents and punctuation, words joined by single spaces ("Q-Learning" gives "q learning").

    Compatibility forms are unified (Unicode NFKC); signs that tell terms apart (+ # @) stay, and so does a text of
    nothing but signs, so that a term called "∇" is not one called "∂".
    """
    if text.isascii():
        plain = text.lower()
    else:  # Case folding needs decomposed input and may leave composed output (Unicode Standard, 3.13, D146).
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    folded = " ".join(plain.translate(_FOLDED).split())
    if not folded:
        return "".join(plain.split())
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)
"""Runs in scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana, Han."""


def unspaced_runs(folded: str) -> list[str]:
    """The parts of a folded text that are written without spaces between words."""
    return [] if folded.isascii() else _UNSPACED.findall(folded)


def words(folded: str) -> list[str]:
    """The words of a folded text, to be indexed or looked for as beginnings of indexed ones.

    A run in a script without spaces gives its pairs of neighbouring characters and its last character, so that any part
    of it is found (by pairs, then checked as a substring, or as the beginning of a pair) without a dictionary.
    """
    return folded.split() if folded.isascii() else list(_pieces(folded))


def words_of(text: str) -> list[str]:
    """`words(fold(text))`: the words of a text as somebody wrote it."""
    if text.isascii() and (plain := text.lower().translate(_FOLDED).split()):
        return plain
    return words(fold(text))


def _pieces(folded: str) -> Iterator[str]:
    for word in folded.split():
        start = 0
        for run in _UNSPACED.finditer(word):
            if run.start() > start:
                yield word[start : run.start()]
            characters = run.group()
            yield from (characters[place : place + 2] for place in range(len(characters)))
            start = run.end()
        if start < len(word):
            yield word[start:]


@dataclass(frozen=True, slots=True)
class TermLabel:
    """One label of a term: its text, its kind (name, acronym, title or an alias kind), its language.

    A `language` of None is the glossary's own.
    """

    term: int
    text: str
    kind: str
    language: str | None = None

    @property
    def rank(self) -> int:
        """Position in RANKS: 0 for names and titles, 1 for acronyms, 2 for aliases, 3 for hidden ones."""
        return RANKS.index(self.kind) if self.kind in RANKS else _NAME if self.kind == "title" else _ALIAS


_PLACEHOLDER = re.compile(r"\{(name|acronym)\}")


def shown_title(glossary: GlossaryInfo, term: Term, language: str | None = None) -> str:
    """What a page about the term is headed: its own title, else the glossary's pattern with name and acronym.

    In another language the translated name takes the place of both; a language without translation falls back.
    """
    own = None if language == glossary.language else language
    translated = next((each.name for each in term.translations if each.language == own), None)
    if translated is None and term.title:
        return term.title
    parts = {"name": translated or term.name, "acronym": term.acronym or ""}
    if not term.acronym:
        return parts["name"]
    return _PLACEHOLDER.sub(lambda found: parts[found[1]], glossary.title_pattern)


def labels_of(number: int, term: Term) -> list[TermLabel]:
    """Every label of a term that may be found, in the order: name, acronym, title, aliases, translations."""
    found = [TermLabel(number, term.name, "name")]
    if term.acronym:
        found.append(TermLabel(number, term.acronym, "acronym"))
    if term.title:
        found.append(TermLabel(number, term.title, "title"))
    found += [
        TermLabel(number, alias.text, alias.kind, alias.language)
        for alias in term.aliases
        if alias.kind not in NEVER_FOUND
    ]
    for translation in term.translations:
        found.append(TermLabel(number, translation.name, "name", translation.language))
        found += [
            TermLabel(number, alias.text, alias.kind, translation.language)
            for alias in translation.aliases
            if alias.kind not in NEVER_FOUND
        ]
    return found


def _titles(number: int, term: Term, glossary: GlossaryInfo) -> Iterator[TermLabel]:
    """The titles that the glossary's pattern makes of name and acronym, so that what is shown is found."""
    if not term.acronym:
        return
    if not term.title:
        yield TermLabel(number, shown_title(glossary, term), "title")
    for translation in term.translations:
        title = shown_title(glossary, term, translation.language)
        yield TermLabel(number, title, "title", translation.language)


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of a snapshot, and the titles that terms are shown under.

    `entries` stand in term order, `folded` beside them; `by_text` has the entries of each folded text, best rank first.
    """

    entries: tuple[TermLabel, ...]
    folded: tuple[str, ...]
    by_text: Mapping[str, tuple[TermLabel, ...]]

    @classmethod
    def of(cls, terms: Iterable[Term], glossary: GlossaryInfo) -> Self:
        """The labels of `terms`, numbered in the order given."""
        entries = tuple(
            label
            for number, term in enumerate(terms)
            for label in (*labels_of(number, term), *_titles(number, term, glossary))
        )
        folded = tuple(fold(label.text) for label in entries)
        by_text: dict[str, list[TermLabel]] = {}
        for label, text in zip(entries, folded, strict=True):
            by_text.setdefault(text, []).append(label)
        ranked = {
            text: tuple(sorted(found, key=lambda label: (label.rank, label.term))) for text, found in by_text.items()
        }
        return cls(entries, folded, ranked)

    def find(self, text: str) -> tuple[int, ...]:
        """Terms with this label, by number: those with it as a name, else as an acronym, else as an alias."""
        found = self.by_text.get(fold(text), ()) if 0 < len(text) <= LONGEST else ()
        best = min((label.rank for label in found), default=0)
        return tuple(dict.fromkeys(label.term for label in found if label.rank == best))
