"""A data folder: the files beside the terms, and translations."""

from pathlib import Path

import pytest
from reading_term import at, rules, token, write

from termgraph.formats import read
from termgraph.model import (
    Alias,
    Category,
    GlossaryInfo,
    Link,
    LinkGroup,
    Person,
    Profile,
    Publisher,
    RelationGroup,
    RelationType,
    Root,
    Section,
    SectionHeading,
    TermKind,
    Tier,
    Translation,
)
from termgraph.model import Path as ReadingPath

WHOLE = """\
format: 1
name: AI Glossary
base_url: https://glossary.example
language: en
languages: [en, nb]
licence: CC-BY-4.0
publisher: {name: Example, url: https://example.org/}
description: All of it.
title_pattern: "{acronym}: {name}"
root: {slug: start, name: Start}
sections: {deeper-dive: Deeper dive, practical-example: {en: Practical example, nb: Eksempel}}
categories:
  - {slug: large-language-models, name: Large language models, order: 10}
  - {slug: model-adaptation, name: Model adaptation, parent: large-language-models, description: How.}
profiles: {newcomer: [], llm-user: [prompt], expert: {title: Expert, terms: [ppo]}}
paths: {first-week: {title: Your first week, terms: [inference], profile: newcomer, strict: true}}
people: {jd: {name: J. Doe, role: editor, url: https://example.org/jd}}
watch: [rlhf, dpo]
"""
LINKS = """\
groups:
  - {key: guides, title: Buyer guides, order: 10}
links:
  - {id: best-gpu, title: Best GPU, url: /guides/gpu, group: guides, about: ["category:x", gpu], teaches: [gpu]}
  - {id: oom, title: Out of memory, url: /oom, group: guides, requires: [vram], level: intro, minutes: 8, kind: error}
"""
TYPES = """\
relation_types:
  runs-on:
    label: runs on
    inverse: {key: runs, label: runs}
    rdf: {predicate: "https://example.org/rel#runsOn", sub_property_of: ["wdt:P400"]}
    symmetric: false
    transitive: false
    acyclic: true
    hierarchical: null          # null | generic | partitive | instantial
    prerequisite: {tier: CONTEXT, first: object}   # or null
    domain: [tool, technique]
    range: [hardware]
    disjoint_with: [is-a]
    explain_cost: 1.3
    rank_weight: 0.8
    group: {key: practice, label: In practice, order: 40}
    why: optional               # required | expected | optional
  sits-beside: {label: sits beside, symmetric: true, acyclic: warn, group: use, prerequisite: null}
"""
PPO = "---\nname: PPO\n---\n"


def test_everything_around_the_terms(tmp_path: Path) -> None:
    source = read(write(tmp_path, {"glossary.yaml": WHOLE, "links.yaml": LINKS, "relation-types.yaml": TYPES}))
    content = source.content
    assert source.problems == ()
    assert content.glossary == GlossaryInfo(
        "AI Glossary",
        "https://glossary.example/",
        "en",
        ("en", "nb"),
        "CC-BY-4.0",
        Publisher("Example", "https://example.org/"),
        "All of it.",
        "{acronym}: {name}",
        Root("start", "Start"),
        (
            SectionHeading("deeper-dive", {"en": "Deeper dive"}),
            SectionHeading("practical-example", {"en": "Practical example", "nb": "Eksempel"}),
        ),
        ("rlhf", "dpo"),
    )
    assert list(content.categories.values()) == [
        Category("large-language-models", "Large language models", order=10),
        Category("model-adaptation", "Model adaptation", "large-language-models", description="How."),
    ]
    assert set(content.profiles.values()) == {
        Profile("newcomer"),
        Profile("llm-user", ("prompt",)),
        Profile("expert", ("ppo",), "Expert"),
    }
    assert list(content.paths.values()) == [
        ReadingPath("first-week", "Your first week", ("inference",), "newcomer", strict=True)
    ]
    assert list(content.people.values()) == [Person("jd", "J. Doe", "editor", "https://example.org/jd")]
    assert list(content.link_groups.values()) == [LinkGroup("guides", "Buyer guides", 10)]
    assert list(content.links.values()) == [
        Link("best-gpu", "Best GPU", "/guides/gpu", "guides", about=("category:x", "gpu"), teaches=("gpu",)),
        Link("oom", "Out of memory", "/oom", "guides", None, "error", requires=("vram",), level="intro", minutes=8),
    ]
    assert content.relation_types["runs-on"] == RelationType(
        "runs-on",
        "runs on",
        "runs",
        "runs",
        acyclic="yes",
        tier=Tier.CONTEXT,
        first="object",
        domain=(TermKind.TOOL, TermKind.TECHNIQUE),
        range=(TermKind.HARDWARE,),
        disjoint_with=("is-a",),
        explain_cost=1.3,
        rank_weight=0.8,
        group=RelationGroup("practice", "In practice", 40),
        predicate="https://example.org/rel#runsOn",
        sub_property_of=("wdt:P400",),
    )
    beside = content.relation_types["sits-beside"]
    assert (beside.symmetric, beside.acyclic, beside.group) == (True, "warn", RelationGroup("use", "In use", 50))
    for place, text in {
        ("glossary", "glossary", "watch", "dpo"): "dpo",
        ("glossary", "glossary", "base_url"): "https://glossary.example",
        ("profile", "expert", "terms", "ppo"): "ppo",
        ("profile", "llm-user", "terms", "prompt"): "prompt",
        ("path", "first-week", "profile"): "newcomer",
        ("category", "model-adaptation", "parent"): "large-language-models",
        ("link", "best-gpu", "about", "category:x"): '"category:x"',
        ("relation-type", "runs-on", "disjoint_with", "is-a"): "is-a",
        ("person", "jd"): "jd",
    }.items():
        assert token(source.where(*place)) == text, place


def test_own_types_work_in_term_files(tmp_path: Path) -> None:
    text = "---\nname: X\nrelations: {runs-on: [gpu], runs: [tool], sits-beside: [a]}\n---\n"
    source = read(write(tmp_path, {"relation-types.yaml": TYPES, "terms/x.md": text}))
    assert source.problems == ()
    assert set(source.content.relations) == {"x runs-on gpu", "tool runs-on x", "a sits-beside x"}


@pytest.mark.parametrize(
    ("file", "text", "rule", "words"),
    [
        ("glossary.yaml", "name: X", "TG111", "name: X"),
        ("glossary.yaml", "format: 2", "TG110", "2"),
        ("glossary.yaml", "format: 1\nlangs: [en]", "TG108", "langs"),
        ("glossary.yaml", "format: 1\nlanguage: nb\nlanguages: [en]", "TG110", "["),
        ("glossary.yaml", "format: 1\nlanguages: [english]", "TG110", "english"),
        ("glossary.yaml", "format: 1\nbase_url: ftp://x.org/", "TG122", "ftp://x.org/"),
        ("glossary.yaml", "format: 1\ntitle_pattern: '{name.__class__}'", "TG110", "'{name.__class__}'"),
        ("glossary.yaml", "format: 1\ntitle_pattern: '{acronym}'", "TG110", "'{acronym}'"),
        ("glossary.yaml", "format: 1\nsections: {Deeper: x}", "TG112", "Deeper"),
        ("glossary.yaml", "format: 1\nsections: {a: Same, b: same}", "TG113", "same"),
        ("glossary.yaml", "format: 1\nsections: {a: {de: Titel, en: T}}", "TG108", "de"),
        ("glossary.yaml", "format: 1\nsections: {a: ~}", "TG111", "a"),
        ("glossary.yaml", "format: 1\ncategories: [{slug: a, name: A}, {slug: a, name: B}]", "TG113", "{"),
        ("glossary.yaml", "format: 1\ncategories: [{slug: A B, name: A}]", "TG112", "A B"),
        ("glossary.yaml", "format: 1\ncategories: {a: {name: A}}", "TG109", "{"),
        ("glossary.yaml", "format: 1\nprofiles: {New Comer: []}", "TG112", "New Comer"),
        ("glossary.yaml", "format: 1\npaths: {a: {title: T, term: [x]}}", "TG108", "term"),
        ("glossary.yaml", "format: 1\npeople: {jd: {}}", "TG111", None),
        ("glossary.yaml", "- a", "TG109", None),
        ("links.yaml", "link: []", "TG108", "link"),
        ("links.yaml", "links: [{id: a, title: A, url: /a, group: g, minutes: soon}]", "TG109", "soon"),
        (
            "links.yaml",
            "links: [{id: a, title: A, url: /, group: g}, {id: a, title: A, url: /, group: g}]",
            "TG113",
            None,
        ),
        ("links.yaml", "links: [{id: a, title: A, url: 'data:text/html,x', group: g}]", "TG122", "'data:text/html,x'"),
        ("relation-types.yaml", "types: {}", "TG108", "types"),
        (
            "relation-types.yaml",
            "relation_types: {runs-on: {label: x, inverse: {key: y, label: z}, simetric: true}}",
            "TG108",
            "simetric",
        ),
        ("relation-types.yaml", "relation_types: {is-a: {label: x, inverse: {key: y, label: z}}}", "TG121", "is-a"),
        ("relation-types.yaml", "relation_types: {b: {label: x, inverse: {key: uses, label: z}}}", "TG121", "b"),
        ("relation-types.yaml", "relation_types: {b: {label: x, inverse: {key: b, label: z}}}", "TG121", "b"),
        ("relation-types.yaml", "relation_types: {B c: {label: x, symmetric: true}}", "TG121", "B c"),
        ("relation-types.yaml", "relation_types: {b: {label: x, symmetric: true, transitive: true}}", "TG121", "b"),
        (
            "relation-types.yaml",
            "relation_types: {b: {label: x, symmetric: true, explain_cost: .inf}}",
            "TG109",
            ".inf",
        ),
        ("relation-types.yaml", "relation_types: {b: {label: x, symmetric: true, domain: [robot]}}", "TG110", "robot"),
        ("relation-types.yaml", "relation_types: {b: {label: x, symmetric: true, acyclic: often}}", "TG109", "often"),
    ],
)
def test_what_is_wrong_in_the_files_beside_the_terms(
    tmp_path: Path, file: str, text: str, rule: str, words: str | None
) -> None:
    source = read(write(tmp_path, {file: text}))
    problem = source.problems[0]
    assert (problem.rule, at(problem.where)[0]) == (rule, file)
    if words:
        assert token(problem.where).startswith(words)


def test_one_kind_of_mistake_is_one_finding(tmp_path: Path) -> None:
    source = read(write(tmp_path, {"relation-types.yaml": "relation_types: {a: {lable: x, symmetric: true}}"}))
    assert rules(source) == ["TG108"]


# Translations


def test_translations_belong_to_their_term(tmp_path: Path) -> None:
    text = (
        "---\nname: PPO-no\naliases: [pvo, {text: x, kind: hidden}]\nsummary: Kort.\n---\nTekst\n\n## Dypdykk\n\nDypt\n"
    )
    source = read(write(tmp_path, {"terms/ppo.md": PPO, "terms/ppo.nb.md": text}))
    assert source.problems == ()
    assert source.content.terms["ppo"].translations == (
        Translation(
            "nb", "PPO-no", (Alias("pvo"), Alias("x", "hidden")), "Kort.", "Tekst", (Section("deeper-dive", "Dypt"),)
        ),
    )
    for place, words in {("name",): "PPO-no", ("aliases", "pvo"): "pvo", ("sections", "deeper-dive"): "Dypt"}.items():
        assert token(source.where("term", "ppo", "translations", "nb", *place)) == words


@pytest.mark.parametrize(
    ("name", "text", "rule", "words"),
    [
        ("ppo.nb.md", "---\nname: x\nlevel: intro\n---\n", "TG108", "level"),
        ("ppo.nb.md", "---\naliases: [x]\n---\n", "TG111", "name"),
        ("ppo.nn.md", PPO, "TG602", "en, nb"),
        ("ppo.en.md", PPO, "TG602", "own language"),
        ("dpo.nb.md", PPO, "TG601", "dpo.md"),
        ("ppo.nb.md", "no front matter", "TG116", "---"),
        ("ppo..md", PPO, "TG602", "languages"),
    ],
)
def test_what_is_wrong_with_translations(tmp_path: Path, name: str, text: str, rule: str, words: str) -> None:
    source = read(write(tmp_path, {"terms/ppo.md": PPO, f"terms/{name}": text}))
    (problem,) = source.problems
    assert (problem.rule, at(problem.where)[0]) == (rule, name)
    assert words in problem.message


def test_two_translations_to_one_language_are_one_too_many(tmp_path: Path) -> None:
    files_ = {"terms/ppo.md": PPO, "terms/ppo.nb.md": "---\nname: A\n---\n", "terms/x/ppo.nb.md": "---\nname: B\n---\n"}
    source = read(write(tmp_path, files_))
    assert rules(source) == ["TG113"]
    assert [each.name for each in source.content.terms["ppo"].translations] == ["A"]


def test_a_translation_of_a_broken_term_is_not_without_a_term(tmp_path: Path) -> None:
    source = read(write(tmp_path, {"terms/ppo.md": "---\nname: [\n---\n", "terms/ppo.nb.md": PPO}))
    assert rules(source) == ["TG103"]
