"""For each rule of advice: content that it speaks of, and the same content made better."""

from dataclasses import replace
from itertools import pairwise

from glossaries import SUMMARY, glossary, relation, term

from termgraph.model import (
    Alias,
    Content,
    Level,
    Link,
    LinkGroup,
    Path,
    Profile,
    Relation,
    RelationType,
    Requirement,
    Section,
    TermStatus,
    Translation,
    originals,
)

INTRO, MEDIUM, ADVANCED = Level
NOW = originals.digest(term("a"))
ABC, ABCD = ("a", "b", "c"), ("a", "b", "c", "d")
CHAIN = ["a is-a b", "b is-a c"]


def kept(words: str, **fields: object) -> Relation:
    return replace(relation(words), **{"keep": True, **fields})  # type: ignore[arg-type]


def why(words: str, **fields: object) -> Relation:
    return kept(words, keep=False, **{"why": "It is so.", **fields})


def levels(*given: Level | None, relations: list[str] | None = None, groups: list[str] | None = None) -> Content:
    terms = [term(slug, level=level) for slug, level in zip("abc", given, strict=False)]
    return glossary(*terms, relations=relations or [], groups=groups or [])


def about(status: TermStatus, owner: str | None = None, **fields: object) -> Content:
    link = Link("l", "L", "/l", "guides", term=owner, **{"about": ("a",), **fields})  # type: ignore[arg-type]
    return glossary(term("a", status=status), "b", links=[link], link_groups=[LinkGroup("guides", "Guides")])


def path(*terms: str, strict: bool = False, known: tuple[str, ...] = ()) -> Content:
    curated = Path("p", "P", terms, profile="known", strict=strict)
    return glossary(*ABC, relations=["a requires b"], paths=[curated], profiles=[Profile("known", known)])


def texts(first: str, *relations: str, no_autolink: tuple[str, ...] = (), **fields: object) -> Content:
    named = term(
        "b", name="Reward Model", aliases=(Alias("judge"), Alias("critic", "related")), no_autolink=no_autolink
    )
    return glossary(term("a", **{"summary": first, **fields}), named, relations=relations)


def sentence(text: str, own: Level | None, other: Level | None, *relations: str) -> Content:
    named = term("b", name="Reward Model", level=other)
    return glossary(term("a", summary=text, level=own), named, "c", relations=relations)


def costs(first: int, second: int, shared: int = 0) -> Content:
    """A group of `a` whose options take so many minutes; both need `d`."""
    minutes = {"a": 5, "b": first, "c": second, "d": shared}
    terms = [term(slug, minutes=each) for slug, each in minutes.items()]
    return glossary(*terms, groups=["a requires b | c"], relations=["b requires d", "c requires d"])


def star(rays: int, *more: str) -> Content:
    """Terms that all require `hub`, which requires as many others; the last of them can be had otherwise."""
    outer, inner = [f"o{number}" for number in range(rays)], [f"i{number}" for number in range(rays)]
    relations = [f"{each} requires hub" for each in outer] + [f"core requires {each}" for each in inner]
    return glossary(*outer, *inner, "hub", "core", relations=[*relations, "hub requires core", *more])


def chain(length: int) -> Content:
    names = [f"t{number:03}" for number in range(length + 1)]
    return glossary(*names, relations=[f"{later} requires {earlier}" for later, earlier in pairwise(names)])


def many_groups(count: int) -> Content:
    names = [f"t{number}" for number in range(count)]
    return glossary("a", *names, relations=[f"a requires {name}" for name in names])


def translated(
    own: tuple[str, ...] = (),
    theirs: tuple[str, ...] = (),
    of: str | None = NOW,
    title: str | None = None,
    **fields: object,
) -> Content:
    """A term with sections `own`, translated with sections `theirs`."""
    there = Translation("nb", "Navn", sections=tuple(Section(key, "Tekst.") for key in theirs), of=of)
    written = tuple(Section(key, "Text.", title) for key in own)
    return glossary(term("a", sections=written, translations=(there,), **fields))


OWN = RelationType("runs-on", "runs on", "runs", "runs", why="expected")
OWN_KIND = RelationType("sort-of", "is a sort of", "has-sort", "has sort", acyclic="yes", hierarchical="generic")
SORTS = ["a sort-of b", "b sort-of c", "a sort-of c"]

CASES: list[tuple[str, Content, Content]] = [
    ("TG211", about(TermStatus.DEPRECATED), about(TermStatus.PUBLISHED)),
    ("TG211", about(TermStatus.DEPRECATED, about=(), teaches=("a",)), about(TermStatus.DEPRECATED, about=("b",))),
    ("TG211", about(TermStatus.DEPRECATED, owner="b"), about(TermStatus.DEPRECATED, owner="a")),
    ("TG311", glossary(*ABC, relations=[*CHAIN, "a is-a c"]), glossary(*ABC, relations=[*CHAIN, kept("a is-a c")])),
    (
        "TG311",
        glossary(*ABC, relations=["a part-of b", "b part-of c", "a part-of c"]),
        glossary(*ABC, relations=["a part-of b", "b is-a c", "a part-of c"]),
    ),
    (
        "TG311",
        glossary(*ABC, relations=["a requires b", "b requires c", "a requires c"]),
        glossary(*ABC, relations=["a requires b", "b builds-on c", "a requires c"]),
    ),
    (
        "TG311",
        glossary(*ABCD, relations=["a requires b", "b requires c"], groups=["a requires c"]),
        glossary(*ABCD, relations=["a requires b", "b requires c"], groups=["a requires c | d"]),
    ),
    (
        "TG311",
        glossary(*ABCD, relations=["b requires c", "a requires c"], groups=["a requires b+d"]),
        glossary(*ABCD, relations=["b requires c", "a requires c"], groups=["a requires b | d"]),
    ),
    (
        "TG311",
        glossary(*ABC, relations=SORTS, relation_types=[replace(OWN_KIND, transitive=True)]),
        glossary(*ABC, relations=SORTS, relation_types=[OWN_KIND]),
    ),
    (
        "TG312",
        glossary(*ABC, relations=["a uses b"]),
        glossary(*ABC, relations=["a uses b"], groups=["a requires b | c"]),
    ),
    ("TG312", glossary("a"), glossary(term("a", status=TermStatus.DRAFT))),
    (
        "TG313",
        glossary(*ABCD, "e", relations=["a uses b", "b uses c", "d uses e"]),
        glossary(*ABCD, "e", relations=["a uses b", "b uses c", "d uses e", "e related-to a"]),
    ),
    (
        "TG313",
        glossary(*ABCD, relations=["a uses b", "c uses d"]),
        glossary(*ABCD, relations=["a uses b"], groups=["c requires d | a"]),
    ),
    ("TG313", glossary(*ABCD, relations=["a uses b", "c uses d"]), glossary(*ABCD, relations=["a uses b"])),
    ("TG314", many_groups(7), many_groups(6)),
    ("TG314", chain(81), chain(80)),
    (
        "TG315",
        glossary(*ABC, relations=["a related-to b", "b uses a"]),
        glossary(*ABC, relations=["a related-to b", "b uses c"]),
    ),
    (
        "TG315",
        glossary(*ABC, relations=["a related-to b"], groups=["b requires a | c"]),
        glossary(*ABC, relations=["a related-to b"], groups=["b requires c"]),
    ),
    (
        "TG315",
        glossary(*ABC, relations=["a is-a c", "b part-of c", "a related-to b"]),
        glossary(*ABC, relations=["a is-a c", "b part-of c", why("a related-to b")]),
    ),
    (
        "TG315",
        glossary(*ABC, relations=["a related-to b", "a uses b"]),
        glossary(*ABC, relations=["a related-to b", "a is-a b"]),
    ),
    (
        "TG316",
        glossary(*ABC, relations=[*CHAIN, "a part-of c"]),
        glossary(*ABC, relations=[*CHAIN, "a part-of b"]),
    ),
    (
        "TG316",
        glossary(*ABC, relations=["a part-of b", "b part-of c", "a is-a c"]),
        glossary(*ABC, relations=["a part-of b", "b part-of c", "c is-a a"]),
    ),
    (
        "TG316",
        glossary(*ABC, relations=[*CHAIN, "c requires a"]),
        glossary(*ABC, relations=[*CHAIN, "a requires c"]),
    ),
    (
        "TG316",
        glossary(*ABCD, relations=CHAIN, groups=["c requires a | d"]),
        glossary(*ABCD, relations=CHAIN, groups=["a requires c | d"]),
    ),
    (
        "TG316",
        glossary(*ABC, relations=[*CHAIN, "a is-algorithm-for c"]),
        glossary(*ABC, relations=[*CHAIN, "c is-algorithm-for a"]),
    ),
    (
        "TG316",
        glossary(*ABC, relations=[*CHAIN, "a is-variant-of b"]),
        glossary(*ABC, relations=[*CHAIN, "a is-variant-of c"]),
    ),
    ("TG317", levels(INTRO, MEDIUM, relations=["a requires b"]), levels(MEDIUM, MEDIUM, relations=["a requires b"])),
    ("TG317", levels(INTRO, MEDIUM, relations=["a requires b"]), levels(INTRO, MEDIUM, relations=["a builds-on b"])),
    ("TG317", levels(INTRO, MEDIUM, relations=["a requires b"]), levels(INTRO, None, relations=["a requires b"])),
    ("TG317", levels(INTRO, MEDIUM, relations=["a requires b"]), levels(None, MEDIUM, relations=["a requires b"])),
    (
        "TG317",
        levels(INTRO, MEDIUM, ADVANCED, groups=["a requires b | c"]),
        levels(INTRO, INTRO, ADVANCED, groups=["a requires b | c"]),
    ),
    (
        "TG317",
        levels(INTRO, INTRO, ADVANCED, groups=["a requires b+c"]),
        levels(INTRO, INTRO, INTRO, groups=["a requires b+c"]),
    ),
    (
        "TG318",
        glossary(*ABC, relations=["a requires b", "b builds-on a"]),
        glossary(*ABC, relations=["a requires b", "a builds-on b"]),
    ),
    (
        "TG318",
        glossary(*ABC, relations=["a uses b", "b uses a"]),
        glossary(*ABC, relations=["a builds-on b", "b builds-on a"]),
    ),
    ("TG319", glossary(*ABC, relations=["a requires b"]), glossary(*ABC, relations=[why("a requires b")])),
    (
        "TG319",
        glossary(*ABC, groups=["a requires b | c"]),
        glossary(*ABC, groups=[Requirement("a", (("b",), ("c",)), "y")]),
    ),
    ("TG319", glossary(*ABC, relations=["a builds-on b"]), glossary(*ABC, relations=["a uses b"])),
    (
        "TG319",
        glossary(*ABC, relations=["a often-confused-with b"]),
        glossary(*ABC, relations=["a contrasts-with b"]),
    ),
    (
        "TG319",
        glossary(*ABC, relations=[why("a is-alternative-to b")]),
        glossary(*ABC, relations=[why("a is-alternative-to b", for_="c")]),
    ),
    (
        "TG319",
        glossary(*ABC, relations=["a runs-on b"], relation_types=[OWN]),
        glossary(*ABC, relations=[why("a runs-on b")], relation_types=[OWN]),
    ),
    ("TG320", path("a", "b"), path("b", "a")),
    ("TG320", path("a"), path("a", known=("b",))),
    ("TG320", path("a", "b"), path("a", "b", strict=True)),
    (
        "TG321",
        glossary(*ABC, relations=["a is-alternative-to b"], groups=["a requires b | c"]),
        glossary(*ABC, relations=["a is-alternative-to b"], groups=["c requires b | a"]),
    ),
    (
        "TG321",
        glossary(*ABC, relations=["a is-a b", "b part-of c", "c contrasts-with a"]),
        glossary(*ABC, relations=["a is-a b", "c part-of b", "c contrasts-with a"]),
    ),
    (
        "TG321",
        glossary(*ABC, relations=[*CHAIN, "a often-confused-with c"]),
        glossary(*ABC, relations=["a is-a b", "c is-a b", "a often-confused-with c"]),
    ),
    (
        "TG322",
        glossary(*ABC, relations=["a is-a b", "b uses c"]),
        glossary(*ABC, relations=["a is-a b", "c instance-of b"]),
    ),
    (
        "TG323",
        glossary(*ABC, relations=["a part-of b", "a requires c"]),
        glossary(*ABC, relations=["a part-of b", "a requires c", "c requires b"]),
    ),
    (
        "TG323",
        glossary(*ABC, relations=["a part-of b", "b builds-on a"]),
        glossary(*ABC, relations=["a part-of b"], groups=["b requires a | c"]),
    ),
    ("TG324", star(8), star(8, *(f"o{number} requires core" for number in range(8)))),
    ("TG325", costs(10, 71, 100), costs(10, 70, 100)),
    (
        "TG326",
        glossary(*ABC, relations=["a is-alternative-to b"]),
        glossary(*ABC, relations=["a is-alternative-to b", "a is-a c", "b part-of c"]),
    ),
    (
        "TG326",
        glossary(*ABCD, relations=["a is-alternative-to b", "a is-a c", "b is-a d"]),
        glossary(*ABCD, relations=["a is-alternative-to b", "a is-algorithm-for c", "b is-algorithm-for c"]),
    ),
    (
        "TG505",
        glossary(term("a", minutes=5, level=INTRO)),
        glossary(term("a", minutes=5, level=INTRO, definition="It is.")),
    ),
    (
        "TG505",
        glossary(term("a", definition="It is.", level=INTRO)),
        glossary(term("a", status=TermStatus.DRAFT)),
    ),
    (
        "TG505",
        glossary(term("a", definition="It is.", minutes=5)),
        glossary(term("a", definition="It is.", minutes=5, level=INTRO)),
    ),
    ("TG506", texts("It asks a reward-model."), texts("It asks a reward-model.", "b uses a")),
    ("TG506", texts("It asks Reward Models."), texts("It asks a Rewarded Model.")),
    ("TG506", texts("It asks a judge."), texts("It asks a judge.", no_autolink=("Judge",))),
    ("TG506", texts("It asks a judge."), texts("It asks a critic.")),
    ("TG506", texts(SUMMARY, definition="By a [[x|reward model]]."), texts(SUMMARY, definition="`reward model`")),
    (
        "TG506",
        texts(SUMMARY, definition="By a [[b]], a [judge](b.md)."),
        texts(SUMMARY, definition="[x](/judge) [@judge]"),
    ),
    ("TG507", sentence("A reward model.", MEDIUM, MEDIUM), sentence("A reward model.", MEDIUM, ADVANCED)),
    ("TG507", sentence("A reward model. It is", MEDIUM, INTRO), sentence("It is. A reward model", MEDIUM, INTRO)),
    ("TG507", sentence("A reward model.", INTRO, INTRO), sentence("A reward model.", INTRO, None)),
    ("TG507", sentence("A reward model.", INTRO, INTRO), sentence("A reward model.", None, INTRO)),
    (
        "TG507",
        sentence("A reward model.", INTRO, INTRO, "a builds-on b"),
        sentence("A reward model.", INTRO, INTRO, "a requires c", "c requires b"),
    ),
    (
        "TG507",
        sentence("A reward model.", INTRO, INTRO, "a uses b"),
        sentence("A reward model.", INTRO, INTRO, "a learn-with b"),
    ),
    ("TG603", translated(of="0123456789ab"), translated(of=None)),
    ("TG603", translated(of=NOW, definition="Another text."), translated(of=NOW)),
    ("TG603", translated(of=NOW, name="Another name"), translated(of=NOW, minutes=7, aliases=(Alias("x"),))),
    ("TG604", translated(of=None), translated(of=NOW)),
    ("TG604", translated(of=None), translated(of="0123456789ab")),
    ("TG605", translated(("dive", "case"), ("dive",)), translated(("dive",), ("dive", "case"))),
    ("TG605", translated(("dive",), ()), translated(("notes",), (), title="Notes")),
]
