"""For each rule about what is wrong: content that breaks it in one place, and the same content that keeps it."""

from glossaries import SUMMARY, glossary, term

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
    Relation,
    RelationType,
    Requirement,
    Review,
    Section,
    Suppression,
    TermKind,
    TermStatus,
    Tier,
    Translation,
)
from termgraph.model import Source as Reference

GROUPS = [LinkGroup("guides", "Guides")]
SHELF = [Category("shelf", "Shelf")]
PEOPLE = [Person("jd", "J. Doe")]
DRAFT = term("d", status=TermStatus.DRAFT)


def link(**fields: object) -> Link:
    return Link("l", "L", "/l", **{"group": "guides", **fields})  # type: ignore[arg-type]


def with_link(*terms: str, **fields: object) -> Content:
    return glossary(*terms, links=[link(**fields)], link_groups=GROUPS, categories=SHELF)


def own_type(**fields: object) -> RelationType:
    return RelationType("runs-on", "runs on", **{"inverse_key": "runs", **fields})  # type: ignore[arg-type]


def typed(*relations: str, **fields: object) -> Content:
    return glossary("a", "b", "c", relations=relations, relation_types=[own_type(**fields)])


def same(iri: str, match: str = "exact-match") -> Mapping:
    return Mapping(match, f"https://example.org/{iri}")


def strict(*terms: str, profile: str | None = None) -> Path:
    return Path("first", "First", terms, profile=profile, strict=True)


CASES: list[tuple[str, Content, Content]] = [
    ("TG201", glossary("a", relations=["a uses b"]), glossary("a", "b", relations=["a uses b"])),
    ("TG201", glossary("a", relations=["a used-by b"]), glossary("a", "b", relations=["a used-by b"])),
    ("TG201", glossary("a", "b", groups=["a requires b | c"]), glossary("a", "b", "c", groups=["a requires b | c"])),
    ("TG201", glossary(term("a", replaced_by=("b",))), glossary(term("a", replaced_by=("b",)), "b")),
    ("TG201", glossary("a", profiles=[Profile("p", ("b",))]), glossary("b", profiles=[Profile("p", ("b",))])),
    ("TG201", glossary("a", paths=[Path("p", "P", ("b",))]), glossary("b", paths=[Path("p", "P", ("b",))])),
    ("TG201", glossary("a", glossary=GlossaryInfo(watch=("b",))), glossary("b", glossary=GlossaryInfo(watch=("b",)))),
    ("TG201", with_link("a", about=("b",)), with_link("a", about=("a",))),
    ("TG201", with_link("a", teaches=("b",)), with_link("a", teaches=("a",))),
    ("TG201", with_link("a", requires=("b",)), with_link("a", requires=("a",))),
    ("TG201", with_link("a", about=("shelf",)), with_link("a", about=("category:shelf",))),
    ("TG202", glossary("a", "b", relations=["a usse b"]), glossary("a", "b", relations=["a uses b"])),
    ("TG202", typed(disjoint_with=("nope",)), typed(disjoint_with=("uses",))),
    ("TG203", glossary(term("a", categories=("shelf",))), glossary(term("a", categories=("shelf",)), categories=SHELF)),
    ("TG203", with_link("a", about=("category:x",)), with_link("a", about=("category:shelf",))),
    (
        "TG203",
        glossary(categories=[Category("b", "B", parent="shelf")]),
        glossary(categories=[Category("b", "B", parent="shelf"), *SHELF]),
    ),
    ("TG204", with_link("a", group="papers"), with_link("a", group="guides")),
    ("TG205", glossary("a", relations=["a uses a"]), glossary("a", "b", relations=["a uses b", "b uses a"])),
    ("TG205", glossary("a", relations=["a is-a a"]), glossary("a", "b", relations=["a is-a b"])),
    ("TG205", glossary(term("a", replaced_by=("a",))), glossary("b", term("a", replaced_by=("b",)))),
    (
        "TG206",
        glossary(term("a", review=Review("xy", "2026-11-20")), people=PEOPLE),
        glossary(term("a", review=Review("jd", "2026-11-20")), people=PEOPLE),
    ),
    ("TG207", glossary("a", DRAFT, relations=["a uses d"]), glossary("a", DRAFT, relations=["d uses a"])),
    ("TG207", glossary("a", DRAFT, groups=["a requires d"]), glossary("a", DRAFT, groups=["d requires a"])),
    ("TG207", glossary(term("a", replaced_by=("d",)), DRAFT), glossary("a", term("d", status=TermStatus.DRAFT))),
    ("TG207", glossary(term("a", definition="[[d]]"), DRAFT), glossary(term("a", definition="`[[d]]`"), DRAFT)),
    (
        "TG208",
        glossary(paths=[Path("p", "P", (), profile="x")]),
        glossary(paths=[Path("p", "P", (), profile="x")], profiles=[Profile("x")]),
    ),
    (
        "TG209",
        glossary("a", term("b", former_slugs=("c",)), relations=["a uses c"]),
        glossary("a", term("b", former_slugs=("c",)), relations=["a uses b"]),
    ),
    (
        "TG209",
        glossary(term("a", definition="[[c|words]]"), term("b", former_slugs=("c",))),
        glossary(term("a", definition="[[b|words]]"), term("b", former_slugs=("c",))),
    ),
    (
        "TG210",
        glossary(term("a", suppress=(Suppression("W66", "?"),))),
        glossary(term("a", suppress=(Suppression("W6", "?"),))),
    ),
    (
        "TG210",
        glossary(term("a", suppress=(Suppression("TG201", "?"),))),
        glossary(term("a", suppress=(Suppression("TG404", "?"),))),
    ),
    (
        "TG301",
        glossary("a", "b", "c", relations=["a is-a b", "b part-of c", "c is-a a"]),
        glossary("a", "b", "c", relations=["a is-a b", "b part-of c", "a is-a c"]),
    ),
    (
        "TG301",
        glossary(categories=[Category("a", "A", parent="b"), Category("b", "B", parent="a")]),
        glossary(categories=[Category("a", "A", parent="b"), Category("b", "B")]),
    ),
    ("TG301", glossary(categories=[Category("a", "A", parent="a")]), glossary(categories=[Category("a", "A")])),
    (
        "TG302",
        glossary("a", "b", relations=["a requires b", "b requires a"]),
        glossary("a", "b", relations=["a requires b", "b uses a"]),
    ),
    (
        "TG302",
        glossary("a", "b", "c", relations=["a requires b"], groups=["b requires c | a"]),
        glossary("a", "b", "c", relations=["a requires b"], groups=["b requires c"]),
    ),
    (
        "TG302",
        glossary("a", "b", "c", relations=["a requires b", "b learn-with c", "c requires a"]),
        glossary("a", "b", "c", relations=["a requires b", "b learn-with c", "a requires c"]),
    ),
    (
        "TG302",
        glossary("a", "b", "c", relations=["a learn-with b", "b learn-with c", "a requires c"]),
        glossary("a", "b", "c", relations=["a learn-with b", "a requires c"]),
    ),
    (
        "TG302",
        typed("a runs-on b", "b runs-on a", tier=Tier.REQUIRED, first="subject", acyclic="yes"),
        typed("a runs-on b", "c runs-on a", tier=Tier.REQUIRED, first="subject", acyclic="yes"),
    ),
    (
        "TG302",
        typed("a runs-on b", "a requires b", tier=Tier.REQUIRED, first="subject", acyclic="yes"),
        typed("a runs-on b", "b requires a", tier=Tier.REQUIRED, first="subject", acyclic="yes"),
    ),
    (
        "TG303",
        glossary("a", "b", relations=["a precedes b", "b precedes a"]),
        glossary("a", "b", relations=["a precedes b", "b uses a"]),
    ),
    ("TG303", typed("a runs-on b", "b runs-on a", acyclic="yes"), typed("a runs-on b", "b runs-on a")),
    (
        "TG304",
        glossary("a", "b", relations=["a builds-on b", "b builds-on a"]),
        glossary("a", "b", relations=["a builds-on b"]),
    ),
    (
        "TG305",
        glossary("a", "b", relations=["a implements b"]),
        glossary(term("a", kind=TermKind.TOOL), "b", relations=["a implements b"]),
    ),
    (
        "TG305",
        glossary("a", "b", relations=["a causes b"]),
        glossary("a", term("b", kind=TermKind.PROBLEM), relations=["a causes b"]),
    ),
    (
        "TG305",
        glossary("a", term("b", kind=TermKind.TASK), relations=["a replaces b"]),
        glossary("a", "b", relations=["a replaces b"]),
    ),
    (
        "TG306",
        glossary("a", "b", relations=["a is-a b", "b is-alternative-to a"]),
        glossary("a", "b", "c", relations=["a is-a c", "b is-a c", "b is-alternative-to a"]),
    ),
    (
        "TG306",
        glossary("a", "b", "c", relations=["c is-a b", "b is-a a", "a is-alternative-to c"]),
        glossary("a", "b", "c", relations=["c is-a b", "b part-of a", "a is-alternative-to c"]),
    ),
    (
        "TG306",
        glossary("a", "b", relations=["a is-a b", "a part-of b"]),
        glossary("a", "b", "c", relations=["a is-a b", "b is-a c", "a part-of c"]),
    ),
    (
        "TG306",
        glossary("a", "b", "c", relations=["a instance-of b", "b part-of c", "a related-to c"]),
        glossary("a", "b", "c", relations=["a instance-of b", "c part-of b", "a related-to c"]),
    ),
    (
        "TG306",
        typed("a runs-on b", "a uses b", disjoint_with=("uses",)),
        typed("a runs-on b", "b uses a", disjoint_with=("uses",)),
    ),
    (
        "TG306",
        typed("a runs-on b", "a contrasts-with b", disjoint_with=("contrasts-with",)),
        typed("a runs-on b", "a contrasts-with c", disjoint_with=("contrasts-with",)),
    ),
    (
        "TG307",
        glossary("a", "b", "c", relations=[Relation("a", "is-a", each, primary=True) for each in "bc"]),
        glossary("a", "b", "c", relations=[Relation(each, "is-a", "c", primary=True) for each in "ab"]),
    ),
    (
        "TG307",
        glossary("a", "b", relations=[Relation("a", "uses", "b", primary=True)]),
        glossary("a", "b", relations=[Relation("a", "part-of", "b", primary=True)]),
    ),
    ("TG308", glossary("a", "b", groups=["a requires b | b"]), glossary("a", "b", groups=["a requires b"])),
    ("TG308", glossary("a", "b", groups=["a requires b | a"]), glossary("a", "b", groups=["a requires b"])),
    ("TG308", glossary("a", "b", groups=["a requires b+b"]), glossary("a", "b", groups=["a requires b"])),
    (
        "TG308",
        glossary("a", "b", groups=[Requirement("a", (("b",), ()))]),
        glossary("a", "b", groups=[Requirement("a", (("b",),))]),
    ),
    (
        "TG308",
        glossary("a", "b", "c", groups=["a requires b+c | c"]),
        glossary("a", "b", "c", "d", groups=["a requires b+c | c+d"]),
    ),
    (
        "TG309",
        glossary("a", "b", relations=["b requires a"], groups=[Requirement("a", ())]),
        glossary("a", "b", relations=["b requires a"]),
    ),
    (
        "TG310",
        glossary("a", "b", relations=["a requires b"], paths=[strict("a", "b")]),
        glossary("a", "b", relations=["a requires b"], paths=[strict("b", "a")]),
    ),
    (
        "TG310",
        glossary("a", "b", "c", groups=["a requires b | c"], paths=[strict("a")]),
        glossary("a", "b", "c", groups=["a requires b | c"], paths=[strict("c", "a")]),
    ),
    (
        "TG310",
        glossary("a", "b", "c", relations=["a requires b"], paths=[strict("a", profile="p")], profiles=[Profile("p")]),
        glossary(
            "a",
            "b",
            "c",
            relations=["a requires b", "c requires b"],
            paths=[strict("a", profile="p")],
            profiles=[Profile("p", ("c",))],
        ),
    ),
    (
        "TG310",
        glossary(
            *"abcd",
            relations=["a requires c"],
            groups=["d requires c | b"],
            paths=[strict("a", profile="p")],
            profiles=[Profile("p", ("d",))],
        ),
        glossary(
            *"abcd",
            relations=["a requires c", "d requires c"],
            paths=[strict("a", profile="p")],
            profiles=[Profile("p", ("d",))],
        ),
    ),
    ("TG401", glossary(term("a", name="X", acronym="X")), glossary(term("a", name="X", acronym="x"))),
    (
        "TG401",
        glossary(term("a", aliases=(Alias("x"), Alias("x", "plural")))),
        glossary(term("a", aliases=(Alias("x"), Alias("x", "plural", language="nb")))),
    ),
    ("TG401", glossary(term("a", name=" ")), glossary(term("a", name="."))),
    ("TG401", glossary(term("a", acronym="")), glossary(term("a", acronym=None))),
    ("TG401", glossary(term("a", aliases=(Alias("x\x07"),))), glossary(term("a", aliases=(Alias("x\u200d"),)))),
    (
        "TG401",
        glossary(term("a", translations=(Translation("nb", "X"), Translation("nb", "Y")))),
        glossary(term("a", translations=(Translation("nb", "X"), Translation("de", "X")))),
    ),
    ("TG401", glossary(term("a", translations=(Translation("en", "X"),))), glossary("a")),
    (
        "TG402",
        glossary(term("a", mappings=(same("x"),)), term("b", mappings=(same("x"),))),
        glossary(term("a", mappings=(same("x"),)), term("b", mappings=(same("x", "close-match"),))),
    ),
    (
        "TG402",
        glossary(term("a", mappings=(same("x"), same("x", "broad-match")))),
        glossary(term("a", mappings=(same("x"), same("y", "broad-match")))),
    ),
    (
        "TG403",
        glossary("a", term("b", former_slugs=("a",))),
        glossary("a", term("b", former_slugs=("c",))),
    ),
    (
        "TG403",
        glossary(term("a", former_slugs=("c",)), term("b", former_slugs=("c",))),
        glossary(term("a", former_slugs=("c",)), term("b", former_slugs=("d",))),
    ),
    ("TG403", glossary(term("a", former_slugs=("a",))), glossary(term("a", former_slugs=("b",)))),
    ("TG403", glossary("a--b"), glossary("a-b")),
    ("TG403", glossary("A"), glossary("a")),
    ("TG404", glossary(term("a", name="Same"), term("b", name="SAME")), glossary(term("a", name="Sa"), "b")),
    (
        "TG404",
        glossary(term("a", acronym="Straße"), term("b", aliases=(Alias("STRASSE", "hidden"),))),
        glossary(term("a", acronym="Straße"), term("b", aliases=(Alias("STRASSE", "forbidden"),))),
    ),
    (
        "TG404",
        glossary(term("a", acronym="IT"), term("b", aliases=(Alias("IT", case=True),))),
        glossary(term("a", acronym="IT"), term("b", aliases=(Alias("it", case=True),))),
    ),
    (
        "TG404",
        glossary(term("a", translations=(Translation("nb", "X"),)), term("b", translations=(Translation("nb", "x"),))),
        glossary(term("a", translations=(Translation("nb", "X"),)), term("b", translations=(Translation("de", "x"),))),
    ),
    ("TG405", typed(symmetric=True), typed(symmetric=True, inverse_key=None)),
    ("TG405", typed(inverse_key="uses"), typed(inverse_key="is-run-by")),
    ("TG405", typed(inverse_key="Runs"), typed(inverse_key="runs")),
    ("TG405", typed(inverse_key="runs-on"), typed(inverse_key="runs")),
    (
        "TG405",
        glossary(relation_types=[RelationType("uses", "uses", "makes-use", "makes use")]),
        glossary(relation_types=[RelationType("makes-use", "uses", "makes-use-of", "makes use")]),
    ),
    (
        "TG405",
        glossary(relation_types=[RelationType("x", "x", "z", "z"), RelationType("y", "y", "z", "z")]),
        glossary(relation_types=[RelationType("x", "x", "w", "w"), RelationType("y", "y", "z", "z")]),
    ),
    ("TG502", glossary(term("a", summary=None)), glossary(term("a", summary=SUMMARY))),
    ("TG502", glossary(term("a", summary="x" * 39)), glossary(term("a", summary="x" * 40))),
    ("TG502", glossary(term("a", summary="x" * 201)), glossary(term("a", summary="x" * 200))),
    ("TG502", glossary(term("a", summary=f"{SUMMARY}\n{SUMMARY}")), glossary(term("a", summary=f"{SUMMARY}\n"))),
    ("TG502", glossary(term("a", summary=f"{SUMMARY} [[a]]")), glossary(term("a", summary=f"{SUMMARY} a[0] < 1"))),
    (
        "TG502",
        glossary(term("a", summary=None, status=TermStatus.REVIEW)),
        glossary(term("a", summary=None, status=TermStatus.DRAFT)),
    ),
    ("TG503", glossary(term("a", definition="See [[b]].")), glossary(term("a", definition="See [[b]]."), "b")),
    ("TG503", glossary(term("a", definition="[x](b.md)")), glossary(term("a", definition="[x](https://x.y/b.md)"))),
    ("TG513", glossary(term("a", definition="[x](b)")), glossary(term("a", definition="[x](https://x.y/b)"))),
    (
        "TG503",
        glossary(term("a", sections=(Section("s", "[[b]]"),))),
        glossary(term("a", sections=(Section("s", "```\n[[b]]\n```"),))),
    ),
    (
        "TG503",
        glossary(term("a", translations=(Translation("nb", "X", definition="[[b]]"),))),
        glossary(term("a", translations=(Translation("nb", "X", definition="[[a]]"),))),
    ),
    (
        "TG504",
        glossary(term("a", definition="Yes [@s].")),
        glossary(term("a", definition="Yes [@s].", sources=(Reference("s", "arXiv:1"),))),
    ),
    (
        "TG701",
        glossary(term("a", review=Review("jd", "20.11.2026")), people=PEOPLE),
        glossary(term("a", review=Review("jd", "2026-11-20")), people=PEOPLE),
    ),
    (
        "TG701",
        glossary(term("a", review=Review("jd", "2026-11-20", "2026-02-30")), people=PEOPLE),
        glossary(term("a", review=Review("jd", "2026-11-20", "2028-02-29")), people=PEOPLE),
    ),
    ("TG701", with_link("a", published="20261120"), with_link("a", published="2026-11-20")),
]
