"""What is written about a concept: definitions and notes by language (SKOS Reference, section 7)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from termgraph.formats.caps import SECTIONS, SUMMARY
from termgraph.formats.rdf.names import Names, Object, name
from termgraph.formats.rdf.surroundings import note
from termgraph.model import Section, SectionHeading

from .graph import Graph
from .labels import Languages
from .words import label, prose

DEFINITION, SCOPE_NOTE = name("skos:definition"), name("skos:scopeNote")
_NOTES = {name("skos:example"): ("example", "Example"), name("skos:note"): ("note", "Note")}
"""Predicates that become sections: a key, and an English heading. Editorial notes are for others than readers."""

_KINDS = {"summary": SCOPE_NOTE, "definition": DEFINITION, "of": name("tg:translatedFrom")}
_STATE = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Texts:
    """What is written in one language; `of` is the state of the original that it was translated from."""

    summary: str | None = None
    definition: str | None = None
    sections: tuple[Section, ...] = ()
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Headings:
    """The sections of a vocabulary: the key for each predicate of our own, and titles that are no heading's."""

    keys: Mapping[str, str]
    listed: tuple[SectionHeading, ...]
    titles: Mapping[str, Mapping[str, str]]


def headings_of(graph: Graph, own: Names | None, languages: Languages, main: str) -> Headings:
    """The sections that the terms of a vocabulary have: those its predicates say, or those that notes become."""
    if own is None:
        return Headings({}, (), {})
    keys: dict[str, str] = {}
    listed: list[tuple[int, SectionHeading]] = []
    titles: dict[str, dict[str, str]] = {}
    for predicate in graph.about:
        key = next((each.value for each in graph.literals(predicate, name("skos:notation"))), "")
        if not key or predicate != own.note(key):
            continue
        keys[predicate] = key
        shown = {
            languages.get(each.language or main.lower(), main): each.value
            for each in graph.literals(predicate, name("rdfs:label"))
        }
        order = next((each.value for each in graph.literals(predicate, name("tg:order"))), None)
        if order is not None and order.isdecimal() and len(order) < 9:
            listed.append((int(order), SectionHeading(key, shown)))
        else:
            titles[key] = shown
    return Headings(keys, tuple(heading for _, heading in sorted(listed, key=lambda pair: pair[0])), titles)


def texts_of(
    graph: Graph, concept: str, main: str, languages: Languages, headings: Headings, *, own: bool
) -> dict[str, Texts]:
    """What is written about a concept by language; of several texts of a kind in one language the first counts.

    Texts without a language count as being in `main`.
    """
    heard = {
        kind: _by_language(graph.literals(concept, predicate), main, languages) for kind, predicate in _KINDS.items()
    }
    summaries = _firsts((language, label(each.value, SUMMARY.limit)) for language, each in heard["summary"])
    definitions = _firsts((language, prose(each.value, own=own)) for language, each in heard["definition"])
    states = _firsts((language, each.value) for language, each in heard["of"] if _STATE.fullmatch(each.value))
    sections = _sections(graph, concept, main, languages, headings, own=own)
    order = {heading.key: place for place, heading in enumerate(headings.listed)}
    return {
        language: Texts(
            summaries.get(language),
            definitions.get(language),
            tuple(sorted(sections.get(language, {}).values(), key=lambda each: order.get(each.key, len(order)))),
            states.get(language),
        )
        for language in sorted(summaries.keys() | definitions.keys() | sections.keys() | states.keys())
    }


def _firsts(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first text of each language that is not empty."""
    found: dict[str, str] = {}
    for language, text in texts:
        if text:
            found.setdefault(language, text)
    return found


def _sections(
    graph: Graph, concept: str, main: str, languages: Languages, headings: Headings, *, own: bool
) -> dict[str, dict[str, Section]]:
    """The sections of a concept by language and key."""
    sections: dict[str, dict[str, Section]] = {}
    for key, title, predicate in _section_predicates(headings, own):
        for language, each in _by_language(graph.literals(concept, predicate), main, languages):
            found = sections.setdefault(language, {})
            text = prose(each.value, own=own)
            if own:
                found.setdefault(key, Section(key, text, headings.titles.get(key, {}).get(language)))
            elif text and len(found) < SECTIONS.limit:
                section = _numbered(key, title, text, found)
                found[section.key] = section
    return sections


def _numbered(key: str, title: str, text: str, found: Mapping[str, Section]) -> Section:
    """A section under `key`, or under it with the next number where others of its kind are there."""
    number = sum(1 for known in found if note(known) == note(key)) + 1
    return Section(key, text, title) if number == 1 else Section(f"{key}-{number}", text, f"{title} {number}")


def listed(sections: Iterable[Section], main: str) -> tuple[SectionHeading, ...]:
    """The headings of sections that were made here, so that every term has them under the same one."""
    titles = {each.key: each.title for each in sections if each.title}
    return tuple(SectionHeading(key, {main: title}) for key, title in sorted(titles.items()))


def _section_predicates(headings: Headings, own: bool) -> list[tuple[str, str, str]]:
    """Key, title and predicate of every section."""
    if own:
        return [(key, "", predicate) for predicate, key in headings.keys.items()]
    return [(key, title, predicate) for predicate, (key, title) in _NOTES.items()]


def _by_language(texts: Iterable[Object], main: str, languages: Languages) -> list[tuple[str, Object]]:
    found = ((languages.get(each.language or main.lower()), each) for each in texts)
    return [(language, each) for language, each in found if language is not None]
