"""Random glossaries whose every text is as odd as the format allows, for writing and reading back."""

import unicodedata
from typing import Any, TypeVar

from hypothesis import strategies as st

from termgraph.formats.decoding import refused
from termgraph.formats.extra_statements import IRI, LANGUAGE_STRING, STRING, spelled, tied
from termgraph.formats.sections import Headings, split, without_blank_lines
from termgraph.formats.site_records import link_id
from termgraph.model import (
    MATCH_TYPES,
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
    Publisher,
    Relation,
    RelationGroup,
    RelationType,
    Requirement,
    Review,
    Root,
    Section,
    SectionHeading,
    Site,
    Source,
    Suppression,
    Term,
    TermKind,
    TermStatus,
    Tier,
    Translation,
)
from termgraph.model.term import ALIAS_KINDS
from termgraph.relations import RELATION_TYPES, Registry

PIECES = [
    "a", "word", "no", "Yes", "null", "~", "017", "0x1F", "1e3", "1_000", "12:30", "2024-01-01", ".5", "-",
    "--", "---", "...", "?", ":", "a: b", "key:", "#", "# c", "a #b", "'", '"', "''", "\\", "\\n", "[", "]",
    "[[x|y]]", "{", "}", ",", "{a: b}", "&a", "*a", "!a", "!", "|", ">", ">-", "%", "%TAG", "@", "`", "```",
    "=", "<<", "é", "強化", "العربية", "\U0001f44d", "\U0001f468\u200d\U0001f469", "\xa0", "\u200b", "\u3000",
    "x" * 95, "- item", "1. item", "<b>", "&amp;", "$x$",
]  # fmt: skip
"""What trips YAML emitters and readers."""

_LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff").filter(
    lambda each: not list(refused(each))
)
_TEXT = st.lists(st.sampled_from(PIECES) | st.text(_LETTERS, max_size=4), min_size=1, max_size=5).map(" ".join)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


labels = _TEXT.map(lambda text: _normal(text)[:280].strip()).filter(bool)
"""Text on one line, as the readers give it."""

remarks = (
    st.lists(_TEXT | st.just("\t x"), min_size=1, max_size=3).map("\n".join).map(_normal).map(str.strip).filter(bool)
)
"""Text with line breaks."""

_LINES = st.sampled_from([
    "", "    code", "```\n## in a fence\n```", "~~~ py\n---\n~~~", "---", "...", "### three", "* a\n  * b", "# one",
    "> q", " x", "\ttab", "end  ",
])  # fmt: skip
prose = (
    st.lists(_TEXT | _LINES, min_size=1, max_size=5)
    .map("\n".join)
    .map(_normal)
    .map(without_blank_lines)
    .filter(lambda text: bool(text) and len(parts := split(text)) == 1 and parts[0].fence is None)
)
"""Markdown without headings of level 2 and without open code blocks."""

slugs = st.sampled_from(["a", "b1", "c-d", "no", "true", "017", "1e3", "null"])
"""Slugs, some of which YAML takes for something else."""

languages = st.sampled_from(["en", "nb", "pt-BR", "no"])
states = st.text("0123456789abcdef", min_size=12, max_size=12)
days = st.dates().map(lambda day: day.isoformat())
urls = st.sampled_from(
    ["https://example.org/a?b=c#d", "/guides/x", "a/b.html", "?q=1", "#top", "HTTPS://Example.org/ü"]
)


_Value = TypeVar("_Value")


def _maybe(strategy: st.SearchStrategy[_Value]) -> st.SearchStrategy[_Value | None]:
    return st.none() | strategy


def _some(strategy: st.SearchStrategy[_Value], most: int = 2) -> st.SearchStrategy[tuple[_Value, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


flags = st.booleans()
orders = st.integers(-1000, 1000)
aliases = _some(st.builds(Alias, labels, st.sampled_from(ALIAS_KINDS), _maybe(languages), flags))

SECTIONS = (
    SectionHeading("deeper-dive", {"en": "More: detail #"}),
    SectionHeading("no", {"en": "No", "nb": "Nei"}),
    SectionHeading("example", {"nb": "Eksempel"}),
)
COLOURS = st.builds(Colours, accent=st.none() | st.just("#0aF9e1"), paper_dark=st.just("#000000"))
EDIT = st.just("https://example.org/{slug}.md")
INFO = GlossaryInfo(sections=SECTIONS, languages=("en", "nb", "pt-BR", "no"))
_HEADINGS = Headings.of(INFO)


@st.composite
def sections(draw: st.DrawFn) -> tuple[Section, ...]:
    """Known sections and others with a title of their own."""
    names = draw(st.lists(st.sampled_from(["deeper-dive", "no", "example"]) | labels, max_size=3))
    found = {(each := _HEADINGS.section(name, draw(prose | st.just("")))).key: each for name in names}
    return _HEADINGS.sorted(found.values())


@st.composite
def terms(draw: st.DrawFn, slug: str) -> Term:
    """A term with any of its fields."""
    codes = draw(st.lists(languages.filter(lambda code: code != "en"), unique=True, max_size=2))
    return Term(
        slug,
        draw(labels),
        draw(_maybe(labels)),
        draw(_maybe(labels)),
        draw(aliases),
        draw(_some(labels)),
        draw(_some(slugs)),
        draw(st.sampled_from(TermKind)),
        draw(_some(slugs)),
        draw(_maybe(st.sampled_from(Level))),
        draw(_maybe(st.integers(1, 1000))),
        draw(st.sampled_from(TermStatus)),
        draw(_some(slugs)),
        draw(_maybe(labels)),
        draw(_maybe(prose)),
        draw(sections()),
        tuple(Mapping(match, "https://example.org/" + match) for match in MATCH_TYPES if draw(flags)),
        draw(_some(st.builds(Source, labels, labels, _maybe(labels)))),
        draw(_maybe(st.builds(Review, labels, days, _maybe(days)))),
        draw(_some(st.builds(Suppression, labels, remarks))),
        tuple(
            Translation(
                code,
                draw(labels),
                draw(aliases),
                draw(_maybe(labels)),
                draw(_maybe(prose)),
                draw(sections()),
                draw(_maybe(states)),
            )
            for code in sorted(codes)
        ),
        draw(_maybe(st.just(f"https://example.org/old/{slug}") | st.just("urn:x:ü"))),
    )


@st.composite
def statements(draw: st.DrawFn, named: list[str]) -> str:
    """An extra statement about any of `named`, with any text."""
    things = st.sampled_from([*named, "https://example.org/other", "urn:x:\u00e9", "http://example.org/e\u0301#\u0338"])
    # What RDF/XML cannot hold is not written here: `test_extra_statements` has all of Unicode.
    text = st.text(_LETTERS, max_size=8) | st.sampled_from(PIECES)
    value = draw(
        st.one_of(
            things.map(lambda iri: (iri, IRI, "")),
            text.map(lambda text: (text, STRING, "")),
            text.map(lambda text: (text, LANGUAGE_STRING, "pt-br")),
            text.map(lambda text: (text, "urn:x:type", "")),
        )
    )
    return spelled(draw(things), draw(st.sampled_from(["http://purl.org/dc/terms/x", "urn:x:p"])), value)


@st.composite
def relation_types(draw: st.DrawFn) -> list[RelationType]:
    """Types of the glossary's own, sound in themselves."""
    tier = draw(_maybe(st.sampled_from(Tier)))
    shared: dict[str, Any] = {
        "domain": draw(_some(st.sampled_from(TermKind))),
        "disjoint_with": draw(_some(st.sampled_from(["is-a", "uses"]))),
        "explain_cost": draw(st.sampled_from([2.0, 1.3, 3.0])),
        "rank_weight": draw(st.sampled_from([1.0, 0.8])),
        "group": draw(st.sampled_from([RelationGroup("other", "See also", 100), RelationGroup("use", "Use: it", 7)])),
        "why": draw(st.sampled_from(["optional", "expected", "required"])),
        "predicate": draw(_maybe(st.just("https://example.org/rel#x"))),
        "sub_property_of": draw(_some(labels)),
    }
    sided = RelationType(
        "runs-on",
        draw(labels),
        "runs",
        draw(labels),
        transitive=draw(flags),
        acyclic="yes" if tier else draw(st.sampled_from(["yes", "no", "warn"])),
        hierarchical=draw(st.sampled_from([None, "generic"])) if tier else None,
        tier=tier,
        first=draw(st.sampled_from(["object", "subject"])) if tier else None,
        same_kind=draw(flags),
        **shared,
    )
    block = draw(flags)
    even = RelationType("no", draw(labels), symmetric=True, transitive=block, block=block, **shared)
    return draw(st.sampled_from([[], [sided], [even, sided]]))


@st.composite
def odd_contents(draw: st.DrawFn) -> Content:
    """A small glossary with everything in it."""
    known = draw(st.lists(slugs, unique=True, min_size=1, max_size=2))
    types = draw(relation_types())
    registry = Registry.of(types)
    keys = st.sampled_from([row.key for row in (*RELATION_TYPES, *types)])
    text = _maybe(remarks)
    line = _maybe(labels)
    known_slug = st.sampled_from(known)
    relation = st.builds(Relation, known_slug, keys, known_slug | slugs, text, line, line, line, flags, flags)
    relations = draw(_some(relation, 5))
    stored = [registry.stored(each) for each in relations]
    options = st.lists(_some(slugs).map(lambda each: tuple(sorted(each))), min_size=1, max_size=3).map(tuple)
    link = st.builds(
        Link, labels, labels, urls, slugs, st.none(), line, _some(slugs), _some(slugs), _some(slugs),
        _maybe(st.sampled_from(["intro", "advanced"])), _maybe(st.integers(1, 99)), _maybe(languages), _maybe(days),
    )  # fmt: skip
    own = st.builds(lambda term, url, title, given: Link(given or link_id(term, url), title, url, "g", term),
                    st.sampled_from(known), urls, labels, line)  # fmt: skip
    written = [draw(terms(each)) for each in known]
    named = [f"https://example.org/x/terms/{each}{part}" for each in known for part in ("", "#x")]
    named += [term.source_iri for term in written if term.source_iri]
    return Content.of(
        GlossaryInfo(
            draw(labels),
            "https://example.org/x/",
            "en",
            INFO.languages,
            draw(line),
            draw(_maybe(st.builds(Publisher, labels, _maybe(st.just("https://example.org"))))),
            draw(text),
            draw(st.sampled_from(["{name} ({acronym})", "{acronym}: {name}", "# {name}"])),
            draw(st.builds(Root, slugs, labels)),
            SECTIONS,
            draw(_some(slugs)),
            draw(_maybe(st.builds(Site, labels, _maybe(st.just("a.svg")), _maybe(COLOURS), text, _maybe(EDIT)))),
        ),
        relation_types=types,
        people=[Person(each, draw(labels), draw(line)) for each in draw(_some(slugs))],
        categories=draw(_some(st.builds(Category, slugs, labels, _maybe(slugs), orders, text))),
        link_groups=draw(_some(st.builds(LinkGroup, slugs, labels, orders))),
        profiles=draw(_some(st.builds(Profile, slugs, _some(slugs), line))),
        paths=draw(_some(st.builds(Path, slugs, labels, _some(slugs), _maybe(slugs), flags))),
        terms=written,
        extras=tied(draw(_some(statements(named), 3)), written, "https://example.org/x/"),
        relations=[each for each in stored if each.subject != each.object and each.subject in known],
        requirements=draw(_some(st.builds(Requirement, st.sampled_from(known), options, text, line, flags))),
        links=draw(st.tuples(_some(link), _some(own)).map(lambda pair: pair[0] + pair[1])),
    )
