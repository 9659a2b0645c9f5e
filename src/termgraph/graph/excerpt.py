"""The words around a text match, with the places of the matched words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .label_index import Query
from .labels import fold, unspaced_runs, words
from .plain_text import plain, texts
from .snapshot import Snapshot
from .text_index import BEGINNING

WIDTH = 160
"""About how many characters an excerpt shows."""

_SIGN = (
    r"[^\s!\"$%&'()*,\-./:;<=>?\[\\\]^_`{|}~"
    r"\u00a1-\u00a9\u00ab-\u00b1\u00b4-\u00b8\u00bb\u00bf\u2000-\u206f\u3000-\u3003\u3008-\u3020]"
)
"""What a word is made of."""

_TOKEN = re.compile(f"{_SIGN}+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Plain text, and (start, end) of each matched word in it, counted in code points."""

    text: str
    matches: tuple[tuple[int, int], ...]


def excerpt(snapshot: Snapshot, number: int, query: Query) -> Excerpt:
    """The part of what is written about a term around its first match, in the text that has most of the words."""
    best, places, most = "", [], -1
    for text in texts(snapshot.terms[number]):
        shown = plain(snapshot, text)
        found = list(_matches(shown, query))
        different = len({fold(shown[start:end]) for start, end in found})
        if different > most:
            best, places, most = shown, found, different
    return _cut(best, places)


def _matches(text: str, query: Query) -> Iterator[tuple[int, int]]:
    """(start, end) of every word of a plain text that the query asks for."""
    if text.isascii():
        return (found.span() for found in _pattern(query.words).finditer(text))
    return _in_any_script(text, query)


@lru_cache(maxsize=64)
def _pattern(wanted: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the words of a query in ASCII text, in one pass and without folding: long ones as beginnings."""
    words = [each for each in wanted if each.isascii() and _TOKEN.fullmatch(each)]
    whole = "|".join(re.escape(each) for each in words)
    begun = "|".join(re.escape(each) for each in words if len(each) >= BEGINNING)
    choices = [f"(?:{begun}){_SIGN}*"] * bool(begun) + [f"(?:{whole})(?!{_SIGN})"] * bool(whole)
    # Nothing matches where there is no word to look for.
    return re.compile(f"(?<!{_SIGN})(?:{'|'.join(choices) or '(?!)'})", re.IGNORECASE)


def _in_any_script(text: str, query: Query) -> Iterator[tuple[int, int]]:
    for token in _TOKEN.finditer(text):
        folded = fold(token.group())
        if unspaced_runs(folded):
            yield from _inside(token, query)
        elif any(
            word == each or (len(each) >= BEGINNING and word.startswith(each))
            for word in words(folded)
            for each in query.words
        ):
            yield token.span()


def _inside(token: re.Match[str], query: Query) -> Iterator[tuple[int, int]]:
    """The places of the query's runs in a stretch of text without spaces."""
    for run in query.runs:
        start = token.group().find(run)
        while start >= 0:
            yield token.start() + start, token.start() + start + len(run)
            start = token.group().find(run, start + len(run))


def _cut(text: str, places: list[tuple[int, int]]) -> Excerpt:
    """About WIDTH characters around the first place, cut at spaces where there are any, with signs of omission."""
    first_start, first_end = min(places, default=(0, 0))
    start = max(0, first_start - WIDTH // 4)
    if start > 0:
        start = text.find(" ", start, first_start) + 1 or start
    end = max(start + WIDTH, first_end)
    if end < len(text):
        space = text.rfind(" ", first_end, end + 1)
        end = space if space >= 0 else end
    before, after = "\u2026" if start > 0 else "", "\u2026" if end < len(text) else ""
    shift = len(before) - start
    return Excerpt(
        f"{before}{text[start:end]}{after}",
        tuple((place + shift, stop + shift) for place, stop in sorted(set(places)) if stop <= end),
    )
