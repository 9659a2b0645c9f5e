"""The texts of terms as rules of style read them: bare words, sentences, and where labels of terms stand in them."""

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from termgraph.formats.prose_links import STAND_IN, bare, links
from termgraph.formats.source import Place
from termgraph.graph.labels import fold
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Term, Translation

from .spotting import Spotter
from .view import View

NAMES = frozenset({"spelling", "plural"})
"""Aliases that are the name in another form. Synonyms such as "step size" too often mean something else."""

_WORD = re.compile(r"(?:[^\W_]|[+#@])+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(\[`*]*[A-Z\[`])")
_LINKED = re.compile(r"\[\[[^\[\]|\n]*\|([^\[\]|\n]*)\]\]|\[([^\[\]\n]*)\]\([^()\s]*\)")
_SAID = re.compile(rf"(?<!\S)[^\w\s{STAND_IN}]*+[\w{STAND_IN}]\S*")
_DIGIT = re.compile(r"[0-9]|[^\x00-\x7f](?<=\d)")
_INSIDE = re.compile("[A-Z0-9](?<=[A-Za-z0-9+#@].)")
_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]|\b(?:e\.g|i\.e|vs|cf|approx|etc|Fig|Eq|Sec|No|al))\.$")


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a term: its place, the Markdown, and `words`, the same with nothing but its own words.

    `part` is what a reader calls it: "summary", "definition", or the key of a section. `digits` says whether
    there are any, `inside` whether a word has a digit or a capital that is not its first character.
    """

    term: Term
    part: str
    place: Place
    text: str
    words: str
    digits: bool
    inside: bool


def english(view: View) -> tuple[Written, ...]:
    """Every text of the judged in English, in the order of terms and texts: rules about words know no other language.

    `view.once(english)` keeps them.
    """
    own = _is_english(view.content.glossary.language)
    found: list[Written] = []
    for term in view.judged.values():
        place: Place = ("term", term.slug)
        if own:
            found += _texts(term, term, place)
        for each in term.translations:
            if _is_english(each.language):
                found += _texts(term, each, (*place, "translations", each.language))
    return tuple(found)


def _is_english(tag: str) -> bool:
    return tag.lower().split("-", 1)[0] == "en"


def _texts(term: Term, record: Term | Translation, place: Place) -> Iterator[Written]:
    for part, text in (("summary", record.summary), ("definition", record.definition)):
        if text:
            yield _written(term, part, (*place, part), text)
    for section in record.sections:
        yield _written(term, section.key, (*place, "sections", section.key), section.text)


def _written(term: Term, part: str, place: Place, text: str) -> Written:
    words = bare(text)
    return Written(term, part, place, text, words, _has_digits(words), _INSIDE.search(words) is not None)


def _has_digits(words: str) -> bool:
    """Ten searches for one character each take a tenth of what one for any of them does."""
    if words.isascii():
        return any(digit in words for digit in string.digits)
    return _DIGIT.search(words) is not None


def count_words(text: str) -> int:
    """How many words a Markdown text has for a reader: code blocks and citations have none, inline code is one.

    Words are what spaces part; a script without them has few. A link counts with its words, without any as one.
    """
    return len(_SAID.findall(bare(_LINKED.sub(r"\1\2", text))))


def first_sentence(text: str) -> int:
    """Where the first sentence of a Markdown text ends: before the next one, or before the end of the paragraph."""
    limit = text.find("\n\n")
    limit = len(text) if limit < 0 else limit
    for end in _SENTENCE_END.finditer(text, 0, limit):
        if not _ABBREVIATED.search(text, max(0, end.start() - 10), end.start()):
            return end.start()
    return limit


@dataclass(frozen=True, slots=True)
class Phrases:
    """Labels that cannot be taken for ordinary words: several words, or one with capitals or digits inside.

    `terms` has the terms by label (folded, with and without a plural s; `exact` has labels of one word as written);
    `lengths` says by a label's first word how many words labels have, the most first. `spotters` find where labels of
    several words begin, and where those of one word do, whatever their letter case.
    """

    terms: Mapping[str, tuple[int, ...]]
    exact: Mapping[str, tuple[int, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    spotters: tuple[Spotter, Spotter]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Phrases":
        """The phrases in the glossary's language; labels in a term's `no_autolink` are left out."""
        terms: dict[str, dict[int, None]] = {}
        exact: dict[str, dict[int, None]] = {}
        lengths: dict[str, set[int]] = {}
        for number, term in enumerate(snapshot.terms):
            ordinary = {fold(text) for text in term.no_autolink}
            for label in dict.fromkeys(_names(term, snapshot.glossary.language)):
                folded = fold(label)
                count = len(folded.split())
                if folded in ordinary:
                    continue
                if count > 1:
                    for form in (folded, f"{folded}s"):
                        terms.setdefault(form, {})[number] = None
                        lengths.setdefault(form.split()[0], set()).add(count)
                elif any(character.isupper() or character.isdigit() for character in label[1:]):
                    for form in (label, f"{label}s"):
                        exact.setdefault(form, {})[number] = None
        return cls(
            {label: tuple(numbers) for label, numbers in terms.items()},
            {label: tuple(numbers) for label, numbers in exact.items()},
            {first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()},
            (Spotter(terms), Spotter(map(fold, exact))),
        )

    def found(self, words: str, places: Sequence[int] | None = None) -> Iterator[tuple[tuple[int, ...], int, int]]:
        """(terms, start, end) of every phrase in bare words, in order; a longer phrase hides those inside it.

        What is part of another name in capitals ("Core ML", "Language Model Evaluation Harness") is left out. `places`
        are those of the same words.
        """
        if places is not None and not places:
            return
        pieces = list(_WORD.finditer(words))
        said = [piece[0].lower() if piece[0].isascii() else fold(piece[0]) for piece in pieces]
        behind = 0
        for place in range(len(pieces)) if places is None else places:
            if place < behind or not (length := self._longest(words, pieces, said, place)):
                continue
            behind = place + length
            start, end = pieces[place].start(), pieces[behind - 1].end()
            if not _in_a_name(words, start, end):
                label = pieces[place][0] if length == 1 else " ".join(said[place:behind])
                yield (self.exact if length == 1 else self.terms)[label], start, end

    def places(self, written: Written, folded: str) -> Sequence[int]:
        """The numbers of the words at which a phrase may begin; `folded` is what `plainly_folded` made of them."""
        several, one = self.spotters
        places = several.places(folded)
        return sorted({*places, *one.places(folded)}) if written.inside else places

    def _longest(self, words: str, pieces: list[re.Match[str]], said: list[str], place: int) -> int:
        """How many words the longest phrase from this place on has; 0 for none."""
        for length in self.lengths.get(said[place], ()):
            behind = place + length
            if behind > len(pieces) or " ".join(said[place:behind]) not in self.terms:
                continue
            if not _BREAK.search(words, pieces[place].end(), pieces[behind - 1].start()):
                return length
        return int(pieces[place][0] in self.exact)


def _in_a_name(words: str, start: int, end: int) -> bool:
    """Whether words in capitals go on, before or after, with words in capitals that do not begin a sentence."""
    if not words[start].isupper():
        return False
    return _GOES_ON.match(words, end) is not None or _WENT_BEFORE.search(words, max(0, start - 40), start) is not None


_GOES_ON = re.compile(r"\s[A-Z][a-z]")
_WENT_BEFORE = re.compile(r"[\w,;]\s[A-Z][a-z]+\s$")
_BREAK = re.compile(r"[^\w\s'\u2019+#@-]|\n\s*\n")
"""What stands between words that do not belong together."""


def _names(term: Term, language: str) -> list[str]:
    """What the term is called in this language, the glossary's own."""
    names = [term.name, term.acronym or ""]
    names += [each.text for each in term.aliases if each.kind in NAMES and each.language in (None, language)]
    return [name for name in names if name]


def linked(text: str) -> frozenset[str]:
    """The slugs that a Markdown text links to."""
    return frozenset(link.target for link in links(text) if link.kind != "citation")
