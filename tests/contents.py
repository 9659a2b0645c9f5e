"""Random small glossaries for property tests: consistent enough to be loaded, odd enough to find what breaks."""

from dataclasses import replace

from hypothesis import strategies as st

from termgraph.formats.extra_statements import IRI, LANGUAGE_STRING, STRING, spelled, tied
from termgraph.model import (
    Alias,
    Category,
    Colours,
    Content,
    GlossaryInfo,
    Level,
    Link,
    LinkGroup,
    Mapping,
    Path,
    Person,
    Profile,
    Relation,
    RelationGroup,
    RelationType,
    Requirement,
    Review,
    Section,
    SectionHeading,
    Site,
    Source,
    Suppression,
    Term,
    TermKind,
    TermStatus,
    Translation,
)
from termgraph.relations import RELATION_TYPES, Registry

WORDS = [
    "alpha",
    "Beta",
    "no",
    "017",
    "1e3",
    "true",
    "~",
    "a: b",
    "# not",
    "naïve",
    "強化学習",
    "תוצאה",
    "é",
    "-",
    "[x]",
    "'q'",
    '"q"',
]
"""Labels that trip readers and writers: YAML 1.1 booleans, numbers, punctuation, accents, other scripts."""

OWN_TYPE = RelationType(
    "runs-on",
    "runs on",
    "runs",
    "runs",
    acyclic="yes",
    group=RelationGroup("practice", "In practice", 40),
    explain_cost=1.3,
)

SITE = Site("T", "logo.svg", Colours(accent="#123456", ink_dark="#fedcba"), "Foot.", "https://x.example/{slug}")


def words(maximum: int = 4) -> st.SearchStrategy[str]:
    """One to `maximum` awkward words, without space at either end."""
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=maximum).map(" ".join)


def _maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


@st.composite
def contents(draw: st.DrawFn, most: int = 8) -> Content:
    """A glossary of up to `most` terms with relations, groups, texts, drafts, links and everything around them."""
    slugs = [f"t{number}" for number in range(draw(st.integers(1, most)))]
    slug = st.sampled_from(slugs)
    some = st.lists(slug, max_size=3, unique=True).map(tuple)
    categories = [Category("shelf", "Shelf", order=1), Category("board", draw(words()), parent="shelf", order=2)]
    people = [Person("jd", "J. Doe", role="editor")]
    groups = [LinkGroup("guides", "Guides", 10), LinkGroup("papers", draw(words()), 20)]
    terms = [draw(_term(each, slugs)) for each in slugs]
    types = draw(st.sampled_from([[], [OWN_TYPE]]))
    registry = Registry.of(types)
    keys = [row.key for row in (*RELATION_TYPES, *types)]
    text = _maybe(words())
    relations = [
        registry.stored(
            Relation(subject, draw(st.sampled_from(keys)), target, draw(text), draw(text), draw(text), draw(text))
        )
        for subject, target in draw(st.lists(st.tuples(slug, slug), max_size=2 * most))
        if subject != target
    ]
    requirements = [
        Requirement(each, tuple(options), draw(text), keep=draw(st.booleans()))
        for each in draw(some)
        if (options := draw(st.lists(_option(slugs, each), max_size=3, unique=True))) and all(options)
    ]
    link = Link("best", draw(words()), "/guides/best", "guides", about=("category:shelf", *draw(some)))
    own = Link(
        "t0:x", draw(words()), "https://example.org/", "papers", term="t0", about=("t0",), level="intro", minutes=3
    )
    return Content.of(
        GlossaryInfo(
            name=draw(words()),
            base_url="https://glossary.example/",
            languages=("en", "nb"),
            sections=(SectionHeading("deeper-dive", {"en": "Deeper dive", "nb": "Dypdykk"}),),
            watch=draw(some),
            site=draw(st.none() | st.just(SITE)),
        ),
        relation_types=types,
        people=people,
        categories=categories,
        link_groups=groups,
        profiles=[Profile("newcomer", draw(some))],
        paths=[Path("first", draw(words()), draw(some), profile="newcomer", strict=draw(st.booleans()))],
        terms=terms,
        relations=relations,
        requirements=requirements,
        links=[link, own],
        extras=tied(draw(st.lists(_statement(slugs), max_size=2)), terms, "https://glossary.example/"),
    )


def _statement(slugs: list[str]) -> st.SearchStrategy[str]:
    """What an imported vocabulary may have said of a term, or of what it was imported from."""
    things = st.sampled_from([
        "https://example.org/else",
        *(f"https://glossary.example/terms/{slug}" for slug in slugs),
        *(f"https://old.example/{slug}" for slug in slugs),
    ])  # fmt: skip
    values = st.one_of(
        things.map(lambda iri: (iri, IRI, "")),
        words().map(lambda text: (text, STRING, "")),
        words().map(lambda text: (text, LANGUAGE_STRING, "nb")),
        st.sampled_from([("01", "http://www.w3.org/2001/XMLSchema#integer", ""), ("7", "urn:x:number", "")]),
    )
    return st.builds(spelled, things, st.sampled_from(["http://purl.org/dc/terms/creator", "urn:x:said"]), values)


def _option(slugs: list[str], subject: str) -> st.SearchStrategy[tuple[str, ...]]:
    others = [slug for slug in slugs if slug != subject]
    if not others:
        return st.just(())
    return st.lists(st.sampled_from(others), min_size=1, max_size=2, unique=True).map(lambda each: tuple(sorted(each)))


@st.composite
def _term(draw: st.DrawFn, slug: str, slugs: list[str]) -> Term:
    text = _maybe(words())
    statuses = [TermStatus.PUBLISHED] * 3 + list(TermStatus)
    body = _maybe(st.sampled_from(["One.\n\nTwo with [[t0]].", "```\n## not a heading\n```", "- a\n- b", "*x* | y"]))
    return Term(
        slug=slug,
        name=f"{draw(words(2))} {slug}",
        acronym=draw(_maybe(st.sampled_from(["RL", "007", "no"]))),
        title=draw(text),
        aliases=tuple(Alias(f"{each} {slug}", kind) for each, kind in draw(_aliases())),
        no_autolink=draw(st.lists(words(1), max_size=2).map(tuple)),
        former_slugs=draw(st.sampled_from([(), (f"old-{slug}",)])),
        kind=draw(st.sampled_from(list(TermKind))),
        categories=draw(st.sampled_from([(), ("shelf",), ("board", "shelf")])),
        level=draw(st.none() | st.sampled_from(list(Level))),
        minutes=draw(st.none() | st.integers(1, 600)),
        status=draw(st.sampled_from(statuses)),
        replaced_by=draw(st.sampled_from([(), *[(each,) for each in slugs if each != slug]])),
        summary=draw(text),
        definition=draw(body),
        sections=draw(_sections()),
        mappings=draw(st.sampled_from([(), (Mapping("exact-match", f"https://example.org/{slug}"),)])),
        sources=draw(st.sampled_from([(), (Source("s1", "arXiv:1707.06347", "A paper"),)])),
        review=draw(st.sampled_from([None, Review("jd", "2026-11-20", "2027-05-20")])),
        suppress=draw(st.sampled_from([(), (Suppression("W6", "Shared with another field."),)])),
        translations=draw(_translations(slug)),
        source_iri=draw(st.sampled_from([None, None, f"https://old.example/{slug}"])),
    )


def _aliases() -> st.SearchStrategy[list[tuple[str, str]]]:
    kinds = st.sampled_from(["synonym", "plural", "narrower-name", "hidden", "forbidden"])
    return st.lists(st.tuples(words(1), kinds), max_size=2, unique_by=lambda pair: pair[0])


def _sections() -> st.SearchStrategy[tuple[Section, ...]]:
    return st.sampled_from([(), (Section("deeper-dive", "Text.\n\n~~~\n## in a fence\n~~~"),)])


def _translations(slug: str) -> st.SearchStrategy[tuple[Translation, ...]]:
    one = Translation(
        "nb", f"Navn {slug}", (Alias("Et annet navn"),), "Kort.", "Lang.", (Section("deeper-dive", "Dypt."),)
    )
    return st.sampled_from([(), (one,), (replace(one, of="00000012e345"),), (replace(one, of="fedcba987654"),)])
