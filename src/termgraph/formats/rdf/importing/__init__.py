"""A vocabulary in SKOS becomes a glossary: reported and accepted, and nothing of it lost.

SKOS Reference (W3C 2009) with SKOS-XL labels and the hierarchies of ISO 25964; an export of our own comes back with
everything that its predicates say. What the glossary has no room for is kept as extra statements.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from termgraph.errors import Problem
from termgraph.formats.extra_statements import parsed, spelled
from termgraph.formats.gathering import Gathered
from termgraph.formats.rdf.names import IRI, Names, Object, external, name, segment
from termgraph.formats.rules import FILE_RULES
from termgraph.formats.values import is_slug
from termgraph.model import Content, GlossaryInfo, Term
from termgraph.model import Mapping as Match
from termgraph.model.garbage import no_cycles_sought
from termgraph.relations import Registry

from . import findings
from .findings import Found
from .glossary import glossary_of, languages_of
from .graph import Graph
from .hierarchy import PLAIN, joined
from .labels import KINDS
from .leftovers import extras
from .opening import open_graph
from .own_relations import relation_types, relations, requirements, spoken
from .own_surroundings import records
from .own_values import Own, ending
from .shelves import categories, names_in, shelved, slugs_of
from .slugs import given
from .terms import Setting, term_of
from .texts import headings_of, listed
from .vocabulary import PREFERRED_OR_LABEL, SEMANTIC, SOURCE_IRI, Vocabulary, vocabulary

__all__ = ["Graph", "Imported", "Vocabulary", "import_skos", "open_graph", "vocabulary"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: a glossary, None where the file is not read, and what there is to say about it.

    `statements` is how many the file has.
    """

    content: Content | None
    problems: tuple[Problem, ...]
    statements: int = 0


def import_skos(
    path: Path,
    into: Content | None = None,
    *,
    base: str | None = None,
    language: str | None = None,
    progress: Progress | None = None,
) -> Imported:
    """The vocabulary in a file as a glossary of its own, with slugs that fit into the glossary `into`.

    A concept that a term of `into` was imported from keeps that term's slug. `base` is the address of the glossary,
    that of `into` where it is not given, else the one of an export of our own; `language` is the glossary's own.
    Content never makes this raise. Time and space are linear in the file.
    """
    with no_cycles_sought():
        return _imported(path, into or Content(), base, language, progress)


def _imported(path: Path, into: Content, base: str | None, language: str | None, progress: Progress | None) -> Imported:
    gathered = Gathered()
    reading = gathered.reading(str(path))
    address = base or (into.glossary.base_url if into.terms else None)
    graph = open_graph(path, reading, _slashed(address or GlossaryInfo().base_url), progress)
    if graph is None:
        return Imported(None, tuple(gathered.problems))
    found = vocabulary(graph)
    target = Names(_slashed(address or (found.own.scheme if found.own else GlossaryInfo().base_url)))
    number = graph.count()
    content, problems = _content(found, into, target, language)
    return Imported(content, (*gathered.problems, *problems), number)


def _slashed(base: str) -> str:
    return base.rstrip("/") + "/"


def _content(found: Vocabulary, into: Content, target: Names, language: str | None) -> tuple[Content, list[Problem]]:
    graph = found.graph
    main, languages = languages_of(found, language)
    slugs = _slugs(found, into, target, main)
    shelf_slugs = slugs_of(found, main, _shelves_taken(into, target))
    headings = headings_of(graph, found.own, languages, main)
    setting = Setting(graph, main, languages, headings, slugs, shelved(found, shelf_slugs), found.own, target)
    terms: list[Term] = []
    spent: dict[str, dict[str, list[Object]]] = {}
    unnamed: list[Found] = []
    for concept in found.concepts:
        read = term_of(setting, concept)
        terms.append(read.term)
        spent[concept] = {predicate: sorted(read.spent) for predicate in KINDS}
        if read.unnamed:
            unnamed.append(((concept,), f"no preferred label in '{main}'; it is called '{read.term.name}'"))
    terms, doubled = _one_to_one(terms)
    content, cycles, clashes = _joined(found, slugs, shelf_slugs, terms)
    info = glossary_of(found, target.scheme, main, languages)
    if not found.own:
        terms = [_without_titles(term) for term in content.terms.values()]
        made = listed((each for term in content.terms.values() for each in term.sections), main)
        content = replace(content, terms={term.slug: term for term in terms})
        info = replace(info, sections=made)
    else:
        info = replace(info, sections=headings.listed)
    content = replace(content, glossary=info)
    rename = _renaming(found, slugs, names_in(target, shelf_slugs), target)
    if found.own and found.scheme:
        spent.setdefault(found.scheme, {})[name("tg:revision")] = graph.objects(found.scheme, name("tg:revision"))
        for concept in found.concepts:
            # A store knows for itself when it changed a term; a date of others beside it is kept.
            dates = graph.objects(concept, name("tg:changed"))
            spent[concept] |= dict.fromkeys((name("tg:changed"), name("dcterms:modified")), dates)
    dangling = list(_dangling(found, slugs))
    kept = extras(graph, content, rename, spent, _origins(found, shelf_slugs, target))
    content = replace(content, extras={each.statement: each for each in kept})
    rules = FILE_RULES
    problems = [
        *findings.told(rules["TG730"], unnamed),
        *findings.told(rules["TG731"], (((low, high), _cycle(high)) for low, high in cycles)),
        *findings.told(rules["TG732"], (((one, other), _clash(other)) for one, other in clashes)),
        *findings.told(rules["TG733"], dangling),
        *findings.told(rules["TG734"], doubled),
        *findings.told(rules["TG735"], _other_schemes(found)),
        *findings.set_aside(graph),
    ]
    if kept:
        message = f"{len(kept):,} statements have no place in a glossary, and are kept as they are"
        problems.append(rules["TG736"].problem(message))
    return content, problems


def _cycle(high: str) -> str:
    return f"this has the broader <{high}>, which closes a cycle; it is set aside"


def _clash(other: str) -> str:
    return f"this is related to <{other}>, and broader or narrower as well (S27); being related is set aside"


def _slugs(found: Vocabulary, into: Content, target: Names, main: str) -> dict[str, str]:
    """A slug for each concept: the one it has here or had when it was exported, else one made of its name."""
    kept = {term.source_iri or target.term(slug): slug for slug, term in into.terms.items()}
    graph = found.graph
    known: dict[str, str] = {}
    done: set[str] = set()
    used = {slug: iri for iri, slug in kept.items()}
    for concept in found.concepts:
        origin = next(iter(graph.iris(concept, SOURCE_IRI)), concept)
        slug = kept.get(origin) or kept.get(concept)
        if slug is None and found.own:
            end = ending(concept, found.own.terms) or ""
            slug = end if is_slug(end) and used.get(end, concept) == concept else None
        if slug is not None and slug not in done:
            known[concept] = slug
            used[slug] = concept
            done.add(slug)
    things = [(concept, _called(graph, concept, main)) for concept in found.concepts if concept not in known]
    return known | {iri: slug for iri, slug in given(things, used).items() if iri not in known and iri not in kept}


def _called(graph: Graph, concept: str, main: str) -> str:
    order = {main.lower(): 0, "en": 1, "": 2}
    for predicate in PREFERRED_OR_LABEL:
        texts = sorted(graph.literals(concept, predicate), key=lambda each: (order.get(each.language, 3), each))
        if texts:
            return texts[0].value
    return ""


def _shelves_taken(into: Content, target: Names) -> dict[str, str]:
    """The slugs of categories, with the IRIs of the collections that they came from, or their own."""
    found = {slug: target.category(slug) for slug in into.categories}
    by_iri = {iri: slug for slug, iri in found.items()}
    for statement in into.extras:
        said = parsed(statement)
        if said and said[1] == SOURCE_IRI and said[0] in by_iri:
            found[by_iri[said[0]]] = said[2][0]
    return found


def _one_to_one(terms: list[Term]) -> tuple[list[Term], list[Found]]:
    """The terms, each the same as things outside that no other is the same as, and not near to them as well (S46)."""
    owners: dict[str, str] = {}
    found: list[Found] = []
    made: list[Term] = []
    for term in terms:
        same = {each.iri for each in term.mappings if each.match == "exact-match"}
        kept: list[Match] = []
        for each in term.mappings:
            if each.match == "exact-match" and owners.setdefault(each.iri, term.slug) != term.slug:
                things = (term.source_iri or term.slug, each.iri)
                found.append(
                    (things, f"'{owners[each.iri]}' is the same as <{each.iri}> already; this mapping is set aside")
                )
            elif each.iri in same and each.match not in ("exact-match", "close-match"):
                message = f"this is the same as <{each.iri}>, so the mapping '{each.match}' is set aside (S46)"
                found.append(((term.source_iri or term.slug, each.iri), message))
            else:
                kept.append(each)
        made.append(term if len(kept) == len(term.mappings) else replace(term, mappings=tuple(kept)))
    return made, found


def _joined(
    found: Vocabulary, slugs: Mapping[str, str], shelf_slugs: Mapping[str, str], terms: list[Term]
) -> tuple[Content, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Terms, categories and what joins them, and what was set aside of that."""
    graph = found.graph
    shelves = categories(found, shelf_slugs, "en")
    if found.own is None:
        join = joined(graph, slugs)
        plain = [PLAIN] if any(each.type == PLAIN.key for each in join.relations) else []
        content = Content.of(terms=terms, categories=shelves, relations=join.relations, relation_types=plain)
        return content, join.cycles, join.clashes
    by_slug = {term.slug: term for term in terms}
    sources = {
        f"{concept}#source/{segment(each.id)}": each.id
        for concept, slug in slugs.items()
        for each in by_slug[slug].sources
    }
    own = Own(found.own, slugs, sources, shelf_slugs)
    types = relation_types(graph, found.own)
    registry = Registry.of(types)
    join = joined(graph, slugs, spoken(graph, own, registry))
    if any(each.type == PLAIN.key for each in join.relations) and PLAIN.key not in registry.types:
        types = [*types, PLAIN]
    content = Content.of(
        terms=terms,
        categories=shelves,
        relations=[*join.relations, *relations(graph, own, registry)],
        requirements=requirements(graph, own),
        relation_types=types,
    )
    around = Content.of(None, **records(graph, own))
    content = replace(
        content,
        people=around.people,
        link_groups=around.link_groups,
        links=around.links,
        profiles=around.profiles,
        paths=around.paths,
    )
    return content, join.cycles, join.clashes


def _without_titles(term: Term) -> Term:
    """The term with sections whose headings the glossary has."""
    if not term.sections and not any(each.sections for each in term.translations):
        return term
    translations = tuple(
        replace(each, sections=tuple(replace(section, title=None) for section in each.sections))
        for each in term.translations
    )
    sections = tuple(replace(section, title=None) for section in term.sections)
    return replace(term, sections=sections, translations=translations)


def _renaming(
    found: Vocabulary, slugs: Mapping[str, str], shelves: Mapping[str, str], target: Names
) -> Callable[[str], str]:
    """What each thing is called in an export of the glossary."""
    exact = {iri: target.term(slug) for iri, slug in slugs.items()} | dict(shelves)
    if found.scheme:
        exact[found.scheme] = target.scheme
    start = found.own.scheme if found.own and found.own.scheme != target.scheme else None

    def rename(iri: str) -> str:
        if iri in exact:
            return exact[iri]
        return target.scheme + iri[len(start) :] if start and iri.startswith(start) else iri

    return rename


def _origins(found: Vocabulary, shelf_slugs: Mapping[str, str], target: Names) -> list[str]:
    """Statements that say where the scheme and the collections came from; terms say it themselves."""
    pairs = [(target.category(slug), iri) for iri, slug in shelf_slugs.items()]
    pairs += [(target.scheme, found.scheme)] if found.scheme else []
    return [spelled(own, SOURCE_IRI, Object(iri, IRI)) for own, iri in pairs if own != iri and external(iri)]


def _dangling(found: Vocabulary, slugs: Mapping[str, str]) -> list[Found]:
    graph = found.graph
    return [
        ((subject, target), f"<{target}> is not described in this file; the statement is kept as it is")
        for predicate in SEMANTIC
        for subject, target in graph.pairs(predicate)
        if subject in slugs and target not in slugs and target not in found.aliases
    ]


def _other_schemes(found: Vocabulary) -> list[Found]:
    return [
        ((scheme,), f"a second scheme; the glossary is <{found.scheme}>, and statements about this one are kept")
        for scheme in found.schemes
        if scheme != found.scheme
    ]
