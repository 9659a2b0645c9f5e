"""Style, as far as a machine can judge it: circles, missing links, acronyms, praise.

Each rule would rather miss a case than blame good prose. Texts are read without code, links and citations. Rules about
words read English only.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from termgraph.errors import Problem, Rule, Severity
from termgraph.graph.labels import fold
from termgraph.graph.snapshot import Snapshot

from .names import labels
from .prose import Phrases, Written, english, first_sentence, linked
from .spotting import Spotter, plainly_folded
from .view import LABELS, SLUGS, Check, View

KNOWN = frozenset({
    "AI", "AMD", "API", "ASCII", "AWS", "CD", "CI", "CLI", "CPU", "CSV", "DNS", "DOI", "FLOP", "FLOPS", "GB", "GHZ",
    "GUI", "HTML", "HTTP", "HTTPS", "IBM", "ID", "IDE", "IEEE", "IP", "ISBN", "ISO", "IT", "JPEG", "JSON", "KB",
    "MB", "MIT", "NASA", "NVIDIA", "OK", "OS", "PB", "PC", "PDF", "PNG", "RAM", "ROM", "SDK", "SQL", "SSD", "SSH",
    "TB", "TCP", "TSMC", "UI", "UK", "UN", "URI", "URL", "US", "USA", "USB", "UTC", "UTF", "VM", "XML", "YAML",
    "ZIP",
})  # fmt: skip  # one a line would fill pages
"""Acronyms that any reader of a glossary knows, units and makers' names among them."""

EMPHASIS = frozenset({
    "ALL", "AND", "ANY", "BUT", "DO", "ELSE", "FALSE", "FOR", "IF", "IN", "IS", "NO", "NOT", "OF", "ON", "ONE",
    "ONLY", "OR", "THE", "THEN", "TO", "TRUE", "YES",
})  # fmt: skip
"""Ordinary words that are sometimes written in capitals."""

PRAISE: Mapping[str, str] = {
    "blazing fast": "say how fast, with a number",
    "blazingly fast": "say how fast, with a number",
    "lightning fast": "say how fast, with a number",
    "best in class": "say what it was compared with",
    "world class": "say what it was compared with",
    "state of the art": "say on which test, and when",
    "cutting edge": "say what is new in it",
    "bleeding edge": "say what is new in it",
    "groundbreaking": "say what is new in it",
    "revolutionary": "say what is new in it",
    "revolutionize": "say what changed",
    "revolutionizes": "say what changed",
    "revolutionized": "say what changed",
    "revolutionise": "say what changed",
    "revolutionised": "say what changed",
    "game changer": "say what changed",
    "game changing": "say what changed",
    "powerful": "say what it can do",
    "seamless": "leave it out",
    "seamlessly": "leave it out",
    "effortless": "leave it out",
    "effortlessly": "leave it out",
    "unleash": "say what becomes possible",
    "unlock the power": "say what becomes possible",
    "unlock the potential": "say what becomes possible",
    "harness the power": "say what it uses",
    "it is important to note": "leave it out",
    "it is important to understand": "leave it out",
    "it is worth noting": "leave it out",
    "it's worth noting": "leave it out",
    "it should be noted": "leave it out",
    "needless to say": "leave it out",
    "in today's world": "leave it out",
    "ever evolving": "leave it out",
}
"""Words of advertisements and fillers, folded to lower case with single spaces, and what to write instead."""

_SPACED = "|".join(words.replace(" ", r"[\s-]+") for words in sorted(PRAISE, reverse=True))
_BEGINS = "".join(sorted({words[0] for words in PRAISE}))
_PRAISE = re.compile(rf"(?=[{_BEGINS}])(?<![\w\"'-])(?:{_SPACED})(?![\w\"'-])", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:more|most|less|least|as|equally|too|enough)\s+$", re.IGNORECASE)

_ACRONYM = re.compile(r"(?<![\w&])(?<![A-Z0-9][-.])([A-Z]{2,6})s?(?![\w&(]|-[A-Z0-9]|\.[\w]|\s*=)")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVX]+")

_ARTICLE = re.compile(r"\s*(?:(?:an?|the)\s+)?", re.IGNORECASE)
_OPENING = re.compile(r"(?:\s*\([^()]*\))?,?\s+(?:is|are|was|were|means|denotes|describes|refers\s+to|stands\s+for)\b")


DEFINING = frozenset({"summary", "definition"})
"""The texts that say what a term is, and so do without its name."""


class Glance(NamedTuple):
    """What is seen of a text by folding it once: where phrases may begin, and whether it may praise or name its term.

    The last is looked for in DEFINING texts only. Of a text that cannot be folded plainly (`plainly_folded`) all of it
    may be so: `places` is None then.
    """

    places: tuple[int, ...] | None
    praised: bool
    named: bool


def _glances(view: View) -> tuple[Glance, ...]:
    """The glances at all texts in English; equal ones are kept once, and the folded texts are not kept at all."""
    phrases, praise = view.snapshot.once(Phrases.of), _praised()
    kept: dict[Glance, Glance] = {}
    found: list[Glance] = []
    for written in view.once(english):
        folded = plainly_folded(written.words)
        glance = Glance(None, praised=True, named=True)
        if folded is not None:
            places = tuple(phrases.places(written, folded))
            named = written.part in DEFINING and bool(_own_names(written, folded))
            glance = Glance(places, bool(praise.places(folded)), named)
        found.append(kept.setdefault(glance, glance))
    return tuple(found)


def _glanced(view: View) -> Iterator[tuple[Written, Glance]]:
    return zip(view.once(english), view.once(_glances), strict=True)


@cache
def _praised() -> Spotter:
    return Spotter(map(fold, PRAISE))


def self_references(rule: Rule, view: View) -> Iterator[Problem]:
    """Summaries, and definitions in their first sentence, that use the name or the acronym of their own term.

    A definition may begin "The Name (N) is"; what comes after may not say it again.
    """
    for written, glance in _glanced(view):
        if written.part not in DEFINING or not glance.named:
            continue
        whole = written.part == "summary"
        sentence = written.words if whole else written.words[: first_sentence(written.text)]
        names = [_pattern(name, exact) for name, exact in _own_names(written, fold(sentence))]
        begin = 0 if whole else max((_after_opening(name, sentence) for name in names), default=0)
        if found := next((found for name in names if (found := name.search(sentence, begin))), None):
            message = (
                f"the {written.part} of '{written.term.slug}' says what it is by its own name, '{_line(found[0])}'"
            )
            where = view.where_words(written.place, written.text, *found.span())
            yield rule.problem(message, where, subjects=(written.term.slug,))


def _own_names(written: Written, folded: str) -> list[tuple[str, bool]]:
    """The name and the acronym, with whether letter case matters, in the language of the text.

    Of these the ones that the folded words have where a word begins.
    """
    if "translations" in written.place:
        names = [(each.name, False) for each in written.term.translations if each.language == written.place[3]]
    else:
        names = [(written.term.name, written.term.name.isupper()), (written.term.acronym or "", True)]
    padded = f" {folded} "
    return [(name, exact) for name, exact in names if (own := fold(name)) and f" {own}" in padded]


def _pattern(name: str, exact: bool) -> re.Pattern[str]:
    """Finds a name as whole words, with or without a plural s, whatever stands between them."""
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name.strip()))
    return re.compile(rf"(?<![\w-]){words}s?(?![\w-])", re.NOFLAG if exact else re.IGNORECASE)


def _after_opening(name: re.Pattern[str], sentence: str) -> int:
    """Where "The name (N) is", which a definition may begin with, ends; 0 where it begins otherwise."""
    found = _ARTICLE.match(sentence)
    named = name.match(sentence, found.end() if found else 0)
    opening = _OPENING.match(sentence, named.end()) if named else None
    return opening.end() if opening else 0


def unlinked_mentions(rule: Rule, view: View) -> Iterator[Problem]:
    """Names of other terms in definitions and sections that never link to them, each at its first mention there."""
    terms = view.snapshot.terms
    phrases = view.snapshot.once(Phrases.of)
    for written, glance in _glanced(view):
        if written.part == "summary" or "translations" in written.place:
            continue
        reached: set[str] | None = None
        for numbers, start, end in phrases.found(written.words, glance.places):
            if reached is None:
                reached = {view.moved.get(slug, slug) for slug in linked(written.text)} | {written.term.slug}
            slugs = [terms[number].slug for number in numbers]
            if reached.isdisjoint(slugs):
                reached.update(slugs)
                said = written.text[start:end]
                message = f"'{_line(said)}' is the term '{slugs[0]}', to which this part has no link"
                where = view.where_words(written.place, written.text, start, end)
                fix = None if "\n" in said else f"[[{slugs[0]}|{said}]]"
                yield rule.problem(message, where, fix=fix, subjects=(written.term.slug, slugs[0]))


def _line(text: str) -> str:
    return " ".join(text.split())[:60]


def unexplained_acronyms(rule: Rule, view: View) -> Iterator[Problem]:
    """Words of two to six capitals that no label has and the term's own texts do not spell out, each once a term."""
    known = view.snapshot.once(acronyms)
    seen: set[tuple[str, str]] = set()
    texts = view.once(english)
    whole: dict[str, list[str]] = {}
    for written in texts:
        whole.setdefault(written.term.slug, []).append(written.text)
    for written in texts:
        for found in _ACRONYM.finditer(written.words) if written.inside else ():
            acronym, slug = found[1], written.term.slug
            if acronym in known or (slug, acronym) in seen or _ROMAN.fullmatch(acronym):
                continue
            seen.add((slug, acronym))
            if not any(_spelled_out(acronym, text) or _product(acronym, text) for text in whole[slug]):
                where = view.where_words(written.place, written.text, *found.span(1))
                yield rule.problem(f"'{slug}' does not say what {acronym} stands for", where, subjects=(slug,))


def acronyms(snapshot: Snapshot) -> frozenset[str]:
    """Capitals that need no explanation: well-known ones, and words of labels, which lead to a term."""
    texts = " ".join(label.text for term in snapshot.terms for label in labels(term))
    return KNOWN | EMPHASIS | frozenset(re.findall(r"\b[A-Z]{2,6}(?=s?\b)", texts))


def _spelled_out(acronym: str, text: str) -> bool:
    """Whether a text has "words (ACRONYM)", "ACRONYM (two words)", "ACRONYM, short for" or "ACRONYM stands for".

    Of the words before it one has its first letter; more is not asked, because acronyms take letters as they like.
    """
    if acronym not in text:
        return False
    if re.search(rf"\b{acronym}s?(?:,?\s+short\s+for\b|\s+stands?\s+for\b|\W{{0,5}}\([^\W\d_]+[\s-]+[^\W\d_])", text):
        return True
    for found in re.finditer(rf"\(\W{{0,3}}{acronym}s?\b", text):
        words = _WORD.findall(text, max(0, found.start() - 120), found.start())
        if any(word[0].lower() == acronym[0].lower() for word in words[-len(acronym) - 3 :]):
            return True
    return False


def _product(letters: str, text: str) -> bool:
    """Whether the letters are variables that are multiplied: each stands in the text by itself as well."""
    return all(re.search(rf"(?<![\w'-]){letter}(?![\w'-])", text) for letter in set(letters))


def praise(rule: Rule, view: View) -> Iterator[Problem]:
    """Words of advertisements, and fillers; "more powerful than" compares, and is left alone."""
    for written, glance in _glanced(view):
        for found in _PRAISE.finditer(written.words) if glance.praised else ():
            if _COMPARED.search(written.words, max(0, found.start() - 20), found.start()):
                continue
            words = re.sub(r"[\s-]+", " ", found[0].lower())
            where = view.where_words(written.place, written.text, *found.span())
            message = f"'{_line(found[0])}' tells a reader nothing"
            yield rule.problem(message, where, hint=PRAISE[words], subjects=(written.term.slug,))


STYLE = (
    Check(
        Rule(
            "TG508", "self-reference", Severity.WARNING,
            "A summary, and the first sentence of a definition, do without the name and the acronym of their term.",
            "Whoever looks a word up does not know it: defined by itself, it stays a word.",
            "'A reward model is a model of rewards that a reward model gives.'",
            "Say what it is in other words; a definition may begin 'A reward model is'.",
        ),
        self_references,
        sees=frozenset(),
        each=True,
    ),
    Check(
        Rule(
            "TG509", "unlinked-mention", Severity.WARNING,
            "Where a definition or a section names another term, its first mention there is a link.",
            "The reader who does not know the word is one click from knowing it.",
            "'It needs a reward model.' without `[[reward-model]]` anywhere in the section",
            "Link the first mention, or list the label in `no_autolink` of its term if it is an ordinary word. "
            "Where the words mean something else for once, suppress the rule with the reason.",
        ),
        unlinked_mentions,
        sees=frozenset({SLUGS, LABELS}),
        each=True,
    ),
    Check(
        Rule(
            "TG510", "unexplained-acronym", Severity.WARNING,
            "An acronym is the label of a term, or spelled out in the texts where it is used.",
            "Nobody can look up letters that stand for nothing in the glossary.",
            "'It is measured in MFU.'",
            "Write 'model FLOPs utilization (MFU)' once, link the term, or put a name in code between backticks.",
        ),
        unexplained_acronyms,
        sees=frozenset({LABELS}),
        each=True,
    ),
    Check(
        Rule(
            "TG512", "empty-praise", Severity.WARNING,
            "Texts do without the words of advertisements and without fillers.",
            "They say that something is good, and not how good, at what, and by which measure.",
            "'A powerful, state-of-the-art technique.'",
            "Say what it does and how well; what says nothing is left out.",
        ),
        praise,
        sees=frozenset(),
        each=True,
    ),
)  # fmt: skip  # one row reads as one paragraph
