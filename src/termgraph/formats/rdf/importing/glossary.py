"""The scheme of a vocabulary becomes the glossary: its name and description, its languages, who publishes it."""

from collections import Counter

from termgraph.formats.caps import REMARK
from termgraph.formats.rdf.names import IRI, NAMESPACES, name
from termgraph.formats.rdf.surroundings import SPDX
from termgraph.formats.rdf.terms import LABELS
from termgraph.formats.values import is_slug
from termgraph.model import GlossaryInfo, Publisher, Root

from .graph import Graph
from .labels import KINDS, LITERAL_FORM, PREFERRED, Languages, is_language, written
from .own_values import first, text
from .texts import DEFINITION, SCOPE_NOTE
from .vocabulary import Vocabulary
from .words import allowed, label

_DC = "http://purl.org/dc/elements/1.1/"
_TITLES = (name("dcterms:title"), f"{_DC}title", PREFERRED, name("rdfs:label"))
_DESCRIPTIONS = (name("dcterms:description"), f"{_DC}description", name("skos:definition"), name("rdfs:comment"))
_LICENCES = (name("dcterms:license"), name("dcterms:rights"))
_PUBLISHER, _LANGUAGE = name("dcterms:publisher"), name("dcterms:language")
_SPOKEN = (*KINDS, LITERAL_FORM, DEFINITION, SCOPE_NOTE, *(name(own) for _, own in LABELS.values() if own))


def languages_of(found: Vocabulary, asked: str | None) -> tuple[str, Languages]:
    """The glossary's own language, and how it writes the tags of all languages that something is said in.

    The own language is the one asked for, that of the title in an export of our own, or the one in which most concepts
    have a preferred label.
    """
    graph = found.graph
    tags: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for said in graph.about.values():
        for predicate in _SPOKEN:
            for each in said.get(predicate, ()):
                tags[each.language] += 1
    for concept in found.concepts:
        names.update({each.language for each in graph.literals(concept, PREFERRED)})
    names += Counter(dict.fromkeys(tags, 0))
    declared = [each.value for each in graph.literals(found.scheme or "", _LANGUAGE)] if found.own else []
    spelt = {each.lower(): each for each in declared if is_language(each.lower())}
    known = {tag: spelt.get(tag, written(tag)) for tag in sorted({*tags, *spelt}) if is_language(tag)}
    own = asked or (_own_language(graph, found, known) if found.own else None)
    if own is None:
        own = min((tag for tag in names if tag in known), key=lambda tag: (-names[tag], tag != "en", tag), default="en")
    main = known.get(own.lower(), written(own))
    return main, {**known, main.lower(): main}


def _own_language(graph: Graph, found: Vocabulary, known: Languages) -> str | None:
    titles = graph.literals(found.scheme or "", name("dcterms:title"))
    return next((each.language for each in titles if each.language in known), None)


def glossary_of(found: Vocabulary, base: str, main: str, languages: Languages) -> GlossaryInfo:
    """What the scheme says of the vocabulary as a whole."""
    graph, scheme = found.graph, found.scheme or ""
    default = GlossaryInfo()
    title = next((each for predicate in _TITLES if (each := _text(graph, scheme, predicate, main))), "")
    described = next((each for predicate in _DESCRIPTIONS if (each := _text(graph, scheme, predicate, main))), "")
    pattern = text(graph, scheme, "tg:titlePattern") or default.title_pattern
    root = text(graph, scheme, "tg:rootSlug") or default.root.slug
    return GlossaryInfo(
        name=label(title) or default.name,
        base_url=base,
        language=main,
        languages=(main, *sorted(set(languages.values()) - {main})),
        licence=_licence(graph, scheme),
        publisher=_publisher(graph, scheme),
        description=allowed(described).strip() if 0 < len(described) <= REMARK.limit else None,
        title_pattern=pattern if "{name}" in pattern else default.title_pattern,
        root=Root(
            root if is_slug(root) else default.root.slug, text(graph, scheme, "tg:rootName") or default.root.name
        ),
    )


def _text(graph: Graph, thing: str, predicate: str, main: str) -> str:
    """A text in the glossary's language, else without one, else the first."""
    order = {main.lower(): 0, "": 1}
    found = sorted(graph.literals(thing, predicate), key=lambda each: (order.get(each.language, 2), each))
    return found[0].value if found else ""


def _licence(graph: Graph, scheme: str) -> str | None:
    for predicate in _LICENCES:
        for each in graph.objects(scheme, predicate):
            return label(each.value.removeprefix(SPDX)) or None
    return None


def _publisher(graph: Graph, scheme: str) -> Publisher | None:
    for each in graph.objects(scheme, _PUBLISHER):
        if each.datatype != IRI:
            return Publisher(shown) if (shown := label(each.value)) else None
        called = label(first(graph, each.value, NAMESPACES["foaf"] + "name") or "")
        home = next(iter(graph.iris(each.value, NAMESPACES["foaf"] + "homepage")), None)
        if called:
            return Publisher(called, home)
    return None
