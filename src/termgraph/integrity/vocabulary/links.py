"""Links of a vocabulary with others, and names that SKOS does not have (qSKOS).

Nothing is fetched: what would need the web is counted, and said.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from termgraph.errors import Rule, Severity
from termgraph.formats.rdf.importing.findings import Found
from termgraph.formats.rdf.importing.vocabulary import SKOS_XL, TYPE, is_skos
from termgraph.formats.rdf.names import IRI, NAMESPACES, name

from .view import Check, View

_WARNING, _INFO = Severity.WARNING, Severity.INFO

_KNOWN = frozenset(
    name(f"skos:{each}")
    for each in (
        "Collection",
        "Concept",
        "ConceptScheme",
        "OrderedCollection",
        "altLabel",
        "broadMatch",
        "broader",
        "broaderTransitive",
        "changeNote",
        "closeMatch",
        "definition",
        "editorialNote",
        "exactMatch",
        "example",
        "hasTopConcept",
        "hiddenLabel",
        "historyNote",
        "inScheme",
        "mappingRelation",
        "member",
        "memberList",
        "narrowMatch",
        "narrower",
        "narrowerTransitive",
        "notation",
        "note",
        "prefLabel",
        "related",
        "relatedMatch",
        "scopeNote",
        "semanticRelation",
        "topConceptOf",
    )
) | {f"{SKOS_XL}{each}" for each in ("Label", "literalForm", "prefLabel", "altLabel", "hiddenLabel", "labelRelation")}
"""Everything that SKOS and SKOS-XL define (SKOS Reference, appendix A and B)."""


def undefined(view: View) -> Iterator[Found]:
    """Names in the namespaces of SKOS that SKOS does not define, such as those of its drafts."""
    first: dict[str, tuple[str, int]] = {}
    for subject, said in view.graph.about.items():
        for predicate, objects in said.items():
            names = [predicate, *(each.value for each in objects if predicate == TYPE and each.datatype == IRI)]
            for each in names:
                if is_skos(each) and each not in _KNOWN:
                    thing, number = first.get(each, (subject, 0))
                    first[each] = (thing, number + 1)
    for each, (thing, number) in sorted(first.items()):
        yield (thing,), f"SKOS does not define <{each}>, which is used {number:,} times"


def not_of_the_web(view: View) -> Iterator[Found]:
    """Concepts and schemes whose address no browser can follow."""
    for thing in sorted({*view.found.concepts, *view.found.schemes, *view.found.collections}):
        if not thing.lower().startswith(("http://", "https://")):
            yield (thing,), "this address cannot be looked up on the web"


def _host(iri: str) -> str:
    try:
        return urlsplit(iri).netloc.lower()
    except ValueError:
        return ""


def _outward(view: View, concept: str) -> bool:
    host = _host(concept)
    for predicate, objects in view.graph.about.get(concept, {}).items():
        if predicate != TYPE and any(each.datatype == IRI and _host(each.value) not in ("", host) for each in objects):
            return True
    return False


def without_outward_links(view: View) -> Iterator[Found]:
    """Concepts that link to nothing of another site."""
    for concept in view.found.concepts:
        if not _outward(view, concept):
            yield (concept,), "nothing of another site is linked"


def not_looked_up(view: View) -> Iterator[Found]:
    """How many addresses would have to be fetched to find broken links, and who links here."""
    hosts = {_host(concept) for concept in view.found.concepts}
    outside = {
        each.value
        for said in view.graph.about.values()
        for objects in said.values()
        for each in objects
        if each.datatype == IRI and each.value.lower().startswith("http") and _host(each.value) not in hosts
        and not each.value.startswith(tuple(NAMESPACES.values()))
    }  # fmt: skip  # the last two conditions belong together
    if outside or view.found.concepts:
        yield (), f"{len(outside):,} addresses of other sites were not looked up, nor who links to these concepts"


LINKS: tuple[Check, ...] = (
    Check(
        Rule(
            "TG771", "undefined-in-skos", _WARNING,
            "What stands in a namespace of SKOS is defined there.",
            "Nobody else knows what it means; drafts had names that the standard dropped.",
            "`skos:prefSymbol`, `skos:subject`", "Use what the SKOS Reference defines.",
        ),
        undefined,
    ),
    Check(
        Rule(
            "TG772", "address-of-the-web", _INFO,
            "Concepts have addresses that begin with http:// or https://.",
            "Then whoever meets one can look it up.",
            "`<urn:isbn:…>` as a concept.", "Give it an address of the web.",
        ),
        not_of_the_web,
    ),
    Check(
        Rule(
            "TG773", "no-outward-link", _INFO,
            "A concept links to what others say of it.",
            "A vocabulary is worth more where it meets others.",
            "A concept without mappings and references.", "Add a mapping.",
        ),
        without_outward_links,
    ),
    Check(
        Rule(
            "TG774", "not-looked-up", _INFO,
            "Checking a file opens no connection.",
            "Broken links, and links to these concepts from elsewhere, can only be found on the web; they are counted.",
            "A mapping to a page that is gone.", "Nothing needs mending.",
        ),
        not_looked_up,
    ),
)  # fmt: skip  # one row reads as one paragraph
