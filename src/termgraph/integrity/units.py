"""Numbers that are measured: whether they have a unit, and whether it is written so that it means what it should.

Every rule would rather miss a case than blame good prose. KB is let pass beside kB: both are standards, and mean 1,024
and 1,000 bytes. Texts are read without code, links and citations, and in English only.
"""

import re
from collections.abc import Iterator, Mapping

from termgraph.errors import Problem, Rule, Severity
from termgraph.formats.prose_links import STAND_IN

from .prose import Written, english
from .view import Check, View

_ROOM = r"(?:VRAM|RAM|DRAM|memory|disk|disk\s+space|bandwidth|storage)"
_QUANTITY = (
    r"(?:memory|VRAM|RAM|bandwidth|latency|throughput|disk|download|power|takes?|took|weighs?|costs?|lasts?|occup(?:y|ies)|"
    r"runs?\s+at)"
)
_MODEST = (
    r"(?:\s+(?:of|is|are|was|at|to|by|about|around|roughly|only|just|nearly|almost|over|under|up|least|most|some))"
)
_GOES_ON = (
    r"(?=[.;,:)]?(?:\s*$|\s*\n\s*\n)|[.;:)]\s|,\s|\s+(?:and|but|while|when|which|if|because|in|on|for|with|per)\b)"
)
_BARE_NUMBER = re.compile(rf"\b{_QUANTITY}{_MODEST}{{0,4}}\s+(?P<number>\d[\d,]*\d(?:\.\d+)?){_GOES_ON}")
_NUMBER_OF = re.compile(
    rf"(?P<number>\d(?<![\w.,/^-]\d)[\d,]*(?:\.\d+)?)\s+of\s+(?:(?:GPU|CPU|video|graphics|system|main|unified)\s+)?{_ROOM}"
    rf"{_GOES_ON}"
)
_MEASURED = re.compile(rf"\d[-\s]?[A-Za-z%{STAND_IN}°µ$€£]|[$€£]\s?\d|[+*/=<>]")
"""Another number with a unit, or arithmetic: the rest of the sentence says what is counted."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOP = re.compile(r"[.!?]\s+|\n\s*\n")

FEWEST_ALIKE = 3
"""How many items of a list must end in a result before the one without a unit is odd."""

_RESULT_UNIT = r"(?:[kMGTP]i?B(?:/s)?|bytes?|bits?|ms|seconds?|minutes?|hours?|days?|k?Wh?|[kMG]Hz|percent|tokens?|s)\b"
_RESULT = re.compile(
    rf"=\s+(?:about\s+)?(?P<number>\d[\d,]*(?:\.\d+)?)"
    rf"(?:\s+(?P<unit>{_RESULT_UNIT})|(?=\s*[.;,:)]|\s*$|\s+(?:and|or|in|for|with)\b))(?!\s*[x*/+=-])"
)
_UNIT_LATER = re.compile(rf"\d[-\s]*{_RESULT_UNIT}|%")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")

MISSPELT: Mapping[str, str] = {
    **{f"{small}{byte}": f"{small.upper()}B" for small in "mgt" for byte in "bB"},
    **{f"{small}ib": f"{small.upper()}iB" for small in "kmgt"},
    **{f"{large}hz": f"{large.upper()}Hz" for large in ("m", "M", "g", "G", "t", "T")},
    **dict.fromkeys(("khz", "Khz", "KHz", "kHZ", "KHZ"), "kHz"),
    **dict.fromkeys(("MHZ", "mHZ"), "MHz"),
    **dict.fromkeys(("GHZ", "gHZ"), "GHz"),
}
"""Units in letters of the wrong case, with the right spelling; none that means something else as it stands."""

_NUMBER = r"(?P<number>\d(?<![\w.,-]\d)[\d,.]*)"
"""A number that begins here; its first digit is looked for before what must not precede it, which is faster."""

_MISSPELT = re.compile(rf"{_NUMBER}(?P<space>\s*-?)(?P<unit>{'|'.join(MISSPELT)})(?![\w/-])")
_BITS = re.compile(rf"{_NUMBER}(?P<space>\s*-?)(?P<unit>[MGT])b(?![\w/-])(?!\s*(?:per|a)\s)")
_PREFIX = re.compile(rf"{_NUMBER}(?P<space>\s*)(?P<unit>[MGT])(?=\s+of\s+(?:\w+\s+)?{_ROOM}\b)")
_KEPT = re.compile(r"\b(?:VRAM|RAM|disk|download|downloads|file|files|weights|checkpoint|model|models)\b")
"""Words for what is counted in bytes."""
_WIRED = re.compile(
    r"\b(?:bits?|chips?|dies?|stacks?|modules?|[A-Z]*DRAM|HBM\w*|links?|lanes?|network\w*|bandwidth|Ethernet|Gbit|base|"
    r"genomes?|DNA)\b",
    re.IGNORECASE,
)
"""Words for what is counted in bits, or in pairs of bases."""

SPACED = ("kB", "KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "kHz", "MHz", "GHz", "ns", "ms", "kW", "kWh")
"""Units before which a space belongs; of those with one letter too many names are made ("5G", "4K", "3D")."""

_UNSPACED = re.compile(rf"(?P<number>\d(?<![\w.,/+-]\d)[\d,]*(?:\.\d+)?)(?P<unit>{'|'.join(SPACED)})(?![\w-])")


def bare_numbers(rule: Rule, view: View) -> Iterator[Problem]:
    """Numbers that measure memory, time, power or cost, in sentences without any unit, and numbers "of memory".

    In a list also the one result that has no unit where all others have the same.
    """
    for written in _with_digits(view):
        words = written.words
        for found in _BARE_NUMBER.finditer(words):
            before, after = _sentence(words, *found.span("number"))
            if not (_YEAR.fullmatch(found["number"]) or _MEASURED.search(before) or _MEASURED.search(after)):
                where = view.where_words(written.place, written.text, *found.span("number"))
                yield rule.problem(f"{found['number']} has no unit", where, subjects=(written.term.slug,))
        for found in _NUMBER_OF.finditer(words):
            where = view.where_words(written.place, written.text, *found.span("number"))
            yield rule.problem(f"{found['number']} has no unit", where, subjects=(written.term.slug,))
        for found, unit in _odd_results(words):
            message = f"{found['number']} has no unit, and the other results of this list are in {unit}"
            where = view.where_words(written.place, written.text, *found.span("number"))
            yield rule.problem(message, where, subjects=(written.term.slug,))


def _odd_results(words: str) -> Iterator[tuple[re.Match[str], str]]:
    """The results without a unit in lists of which all other items end in a result with the same unit, with that."""
    for items in _lists(words) if "= " in words else ():
        ends = [found for start, end in items if (found := _last_result(words, start, end))]
        units = {found["unit"] for found in ends}
        odd = [found for found in ends if found["unit"] is None]
        if len(ends) >= FEWEST_ALIKE and len(odd) == 1 and len(units) == 2:
            yield odd[0], next(unit for unit in units if unit)


def _last_result(words: str, start: int, end: int) -> re.Match[str] | None:
    """The last "= number" of an item, None where something without "=" but with a unit comes after it."""
    results = list(_RESULT.finditer(words, start, end))
    if not results or (results[-1]["unit"] is None and _UNIT_LATER.search(words, results[-1].end(), end)):
        return None
    return results[-1]


def _lists(words: str) -> Iterator[list[tuple[int, int]]]:
    """The items of every list, as places; an item goes on in lines that are indented."""
    items: list[tuple[int, int]] = []
    start = 0
    for line in words.splitlines(keepends=True):
        end = start + len(line)
        if _ITEM.match(line):
            items.append((start, end))
        elif items and line[:1] in " \t" and line.strip():
            items[-1] = (items[-1][0], end)
        elif items:
            yield items
            items = []
        start = end
    if items:
        yield items


def mistaken_units(rule: Rule, view: View) -> Iterator[Problem]:
    """Units that mean something else than was meant, or nothing: bits for bytes, a prefix alone, the wrong case."""
    for written in _with_digits(view):
        words = written.words
        meant = [(found, MISSPELT[found["unit"]]) for found in _MISSPELT.finditer(words)]
        meant += [(found, f"{found['unit']}B") for found in _PREFIX.finditer(words)]
        for found in _BITS.finditer(words):
            around = " ".join(_sentence(words, *found.span()))
            if _KEPT.search(around) and not _WIRED.search(around):
                meant.append((found, f"{found['unit']}B"))
        for found, unit in meant:
            right = f"{found['number']}{'-' if '-' in found['space'] else ' '}{unit}"
            fix = None if "\n" in found[0] else right
            where = view.where_words(written.place, written.text, *found.span())
            message = f"'{' '.join(found[0].split())}' is no amount of this kind"
            yield rule.problem(message, where, hint=f"write '{right}'", fix=fix, subjects=(written.term.slug,))


def unspaced_units(rule: Rule, view: View) -> Iterator[Problem]:
    """Units right behind their number; those inside a name, as in "A100-80GB", are left alone."""
    for written in _with_digits(view):
        for found in _UNSPACED.finditer(written.words):
            fix = f"{found['number']} {found['unit']}"
            where = view.where_words(written.place, written.text, *found.span())
            message = f"'{found[0]}' has no space before the unit"
            yield rule.problem(message, where, hint=f"write '{fix}'", fix=fix, subjects=(written.term.slug,))


def _with_digits(view: View) -> Iterator[Written]:
    return (written for written in view.once(english) if written.digits)


def _sentence(words: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the same sentence before and after words[start:end], as far as 400 characters."""
    before, after = words[max(0, start - 400) : start], words[end : end + 400]
    return _STOP.split(before)[-1], _STOP.split(after, maxsplit=1)[0]


UNITS = (
    Check(
        Rule(
            "TG511", "number-without-unit", Severity.WARNING,
            "A number that measures memory, time, power or cost has a unit.",
            "It may be 16 gigabytes or 16 gigabits, and one is eight times the other.",
            "'The weights take 16.'",
            "Write the unit after the number: 16 GB.",
        ),
        bare_numbers,
        sees=frozenset(),
        each=True,
    ),
    Check(
        Rule(
            "TG514", "mistaken-unit", Severity.WARNING,
            "A unit is the one that is meant: GB for gigabytes, not Gb, gb or G.",
            "Gb are gigabits, an eighth; the others are no units, and a reader has to guess.",
            "'It needs 16 Gb of VRAM.'",
            "Write 16 GB; if bits are meant, 16 Gbit.",
        ),
        mistaken_units,
        sees=frozenset(),
        each=True,
    ),
    Check(
        Rule(
            "TG515", "unspaced-unit", Severity.INFO,
            "There is a space between a number and its unit.",
            "It is the rule of the International System of Units, and searches for one spelling miss the other.",
            "'16GB'",
            "Write 16 GB.",
        ),
        unspaced_units,
        sees=frozenset(),
        each=True,
    ),
)  # fmt: skip  # one row reads as one paragraph
