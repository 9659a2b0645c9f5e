"""The labels of a concept: a name in each language, and what else it is called (SKOS Reference, sections 5 and B)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from termgraph.formats.caps import ALIASES
from termgraph.formats.rdf.names import Object, name
from termgraph.formats.rdf.terms import LABELS
from termgraph.model import Alias

from .graph import Graph
from .vocabulary import SKOS_XL
from .words import label

PREFERRED, ALTERNATIVE, HIDDEN = name("skos:prefLabel"), name("skos:altLabel"), name("skos:hiddenLabel")
LITERAL_FORM = f"{SKOS_XL}literalForm"
KINDS = {PREFERRED: "name", ALTERNATIVE: "synonym", HIDDEN: "hidden"}
"""What labels there are in SKOS, the stronger ones first."""

_XL = {f"{SKOS_XL}{predicate.rpartition('#')[2]}": kind for predicate, kind in KINDS.items()}
_OWN = {name(special): kind for kind, (_, special) in LABELS.items() if special and kind not in ("acronym", "title")}
_ORDER = {kind: order for order, kind in enumerate(KINDS.values())}
_CASE, _NOT_LINKED = name("tg:caseSensitiveLabel"), name("tg:notLinked")
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")

Languages = Mapping[str, str]
"""Language tags in small letters to how the glossary writes them."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What a concept is called: names and other labels by language, as the glossary writes it.

    `spent` are the labels that are here, so that nobody need keep them elsewhere.
    """

    names: Mapping[str, str]
    aliases: Mapping[str, tuple[Alias, ...]]
    acronym: str | None
    title: str | None
    no_autolink: tuple[str, ...]
    spent: frozenset[Object]


def is_language(tag: str) -> bool:
    """Whether a glossary can be translated to the language with this tag in small letters."""
    return bool(_TAG.fullmatch(tag))


def written(tag: str) -> str:
    """A language tag in the letters that BCP 47 recommends (RFC 5646, 2.1.1): "pt-BR", "zh-Hant"."""
    first, *rest = tag.lower().split("-")
    return "-".join([first, *(each.upper() if len(each) == 2 else each.title() if len(each) == 4 else each
                              for each in rest)])  # fmt: skip


def labels_of(graph: Graph, concept: str, main: str, languages: Languages) -> Labels:
    """The labels of a concept; those without a language count as being in `main`, the glossary's own language.

    Of several preferred labels in one language the first by code point is the name; the others are synonyms.
    Where no label is in `main`, nothing is its name in it: the caller decides.
    """
    found: dict[Object, str] = {}
    for kind, each in _found(graph, concept):
        found.setdefault(each, kind)
    kinds = {each: kind for predicate, kind in _OWN.items() for each in graph.literals(concept, predicate)}
    marked = set(graph.literals(concept, _CASE))
    special = {kind: _special(graph, concept, name(f"tg:{kind}"), main) for kind in ("acronym", "title")}
    names: dict[str, str] = {}
    aliases: dict[str, dict[str, Alias]] = {}
    spent: set[Object] = set()
    for each, kind in sorted(found.items(), key=lambda pair: (_ORDER[pair[1]], pair[0])):
        language = languages.get(each.language or main.lower())
        text = label(each.value)
        if language is None or not text:
            continue
        if kind == "name" and language not in names:
            names[language] = text
        elif each not in special.values() and text != names.get(language):
            others = aliases.setdefault(language, {})
            if len(others) >= ALIASES.limit:
                continue
            own = kinds.get(each, kind)
            others.setdefault(text, Alias(text, "synonym" if own == "name" else own, None, each in marked))
        if text == each.value and each.language:
            spent.add(each)
    acronym, title = special["acronym"], special["title"]
    return Labels(
        names,
        {language: tuple(others.values()) for language, others in sorted(aliases.items())},
        label(acronym.value) or None if acronym else None,
        label(title.value) or None if title else None,
        tuple(each.value for each in graph.literals(concept, _NOT_LINKED)),
        frozenset(spent),
    )


def _special(graph: Graph, concept: str, predicate: str, main: str) -> Object | None:
    """The first label of a kind that a term has one of, in the glossary's own language."""
    return next((each for each in graph.literals(concept, predicate) if each.language == main.lower()), None)


def _found(graph: Graph, concept: str) -> Iterator[tuple[str, Object]]:
    for predicate, kind in KINDS.items():
        for each in graph.literals(concept, predicate):
            yield kind, each
    for predicate, kind in _XL.items():
        for node in graph.iris(concept, predicate):
            for each in graph.literals(node, LITERAL_FORM):
                yield kind, each
