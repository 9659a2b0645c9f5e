"""A glossary in which there is one of everything."""

from termgraph.model import (
    Alias,
    Category,
    Content,
    GlossaryInfo,
    Link,
    LinkGroup,
    Mapping,
    Path,
    Person,
    Profile,
    Publisher,
    Relation,
    RelationType,
    Requirement,
    Review,
    Section,
    SectionHeading,
    Source,
    Term,
    TermStatus,
    Translation,
)

FULL = Content.of(
    GlossaryInfo(
        name="Glossary",
        base_url="https://glossary.example/",
        languages=("en", "nb", "zh-Hans"),
        licence="CC-BY-4.0",
        publisher=Publisher("Example", "https://example.org/"),
        description="About things.",
        sections=(SectionHeading("deeper-dive", {"en": "Deeper dive", "nb": "Dypdykk"}),),
    ),
    relation_types=[
        RelationType("runs-on", "runs on", "runs", "runs", sub_property_of=("wdt:P400", "skos:related", "unknown:x")),
        RelationType("wraps", "wraps", "wrapped-by", "is wrapped by", predicate="https://example.org/rel#wraps"),
        RelationType(
            "under", "is under", "over", "is over", acyclic="yes", hierarchical="generic", predicate="skos:related"
        ),
        RelationType("beside", "is beside", symmetric=True),
        RelationType("renames", "renames", "renamed-by", "is renamed", predicate="dcterms:title"),
        RelationType("terms", "terms", "termed-by", "is termed", predicate="https://w3id.org/termgraph/ns#term"),
    ],
    people=[Person("jd", "J. Doe", "editor", "https://example.org/jd")],
    categories=[Category("shelf", "Shelf", order=1, description="Wide."), Category("board", "Board", parent="shelf")],
    terms=[
        Term(
            "a",
            "Alpha",
            acronym="A",
            title="Alpha the first",
            aliases=(
                Alias("Alef"),
                Alias("Alphas", "plural"),
                Alias("alfa", "hidden"),
                Alias("Ur-alpha", "deprecated"),
                Alias("Alpha", "spelling"),
                Alias("Αλφα", language="el"),
            ),
            categories=("board", "shelf"),
            former_slugs=("old-a",),
            summary="The first.",
            definition="Before [[b]], says [@s1].",
            sections=(
                Section("deeper-dive", "Deep [[b|words]]."), Section("practical-example", "For example.", "Examples")
            ),
            sources=(Source("s1", "https://example.org/paper", "A paper"), Source("s2", "arXiv:1707.06347")),
            mappings=(
                Mapping("exact-match", "http://www.wikidata.org/entity/Q1"),
                Mapping("related-match", "http://www.wikidata.org/entity/Q1"),
                Mapping("related-match", "http://www.wikidata.org/entity/Q2"),
                Mapping("close-match", "no iri"),
            ),
            no_autolink=("A",),
            review=Review("jd", "2026-11-20", "some day"),
            translations=(
                Translation(
                    "nb", "Alfa", (Alias("Første"),), "Kort.", "Lang [[b]].", (Section("deeper-dive", "Dypt."),)
                ),
                Translation("zh-Hans", "阿尔法"),
                Translation("nb", "Alfa to"),
            ),
        ),
        Term("b", "Beta", status=TermStatus.DEPRECATED, replaced_by=("a", "gone"), minutes=7),
        Term("c", "Gamma"),
        Term("d", "Delta", status=TermStatus.DRAFT),
    ],
    relations=[
        Relation("a", "is-a", "b", primary=True),
        Relation("a", "uses", "b", why="It must.", for_="c", source="s1", since="2020"),
        Relation("a", "uses", "c", for_="a purpose", source="Somebody said so", keep=True),
        Relation("b", "contrasts-with", "c", source="https://example.org/why"),
        Relation("b", "runs-on", "c"),
        Relation("b", "wraps", "c"),
        Relation("c", "under", "b"),
        Relation("a", "beside", "c"),
        Relation("a", "renames", "c"),
        Relation("a", "terms", "c"),
        Relation("a", "uses", "d"),
    ],
    requirements=[
        Requirement("a", (("c",), ("b", "c")), why="One will do.", source="s2"),
        Requirement("c", (("a", "b"),)),
    ],
    link_groups=[LinkGroup("guides", "Guides", 3)],
    links=[
        Link("best", "Best", "/guides/best", "guides", about=("category:shelf", "b"), teaches=("c",), requires=("a",)),
        Link("a:x", "Own", "https://example.org/x", "guides", "a", "paper", level="intro", minutes=3, language="nb"),
    ],
    profiles=[Profile("newcomer", ("b",), "Newcomer")],
    paths=[Path("first", "First", ("b", "gone", "a"), "newcomer", strict=True)],
)  # fmt: skip  # one record a line
