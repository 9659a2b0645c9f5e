"""One term file: every key, the body, and everything that can be wrong with them."""

from hashlib import sha256
from pathlib import Path

import pytest
from reading_term import at, one, rules, token, write

from termgraph.errors import Problem, Severity
from termgraph.formats import read
from termgraph.formats.source import Source
from termgraph.model import (
    Alias,
    Level,
    Link,
    Mapping,
    Relation,
    Requirement,
    Review,
    Section,
    Suppression,
    Term,
    TermKind,
    TermStatus,
)
from termgraph.model import Source as Reference

FULL = """\
name: Proximal Policy Optimization
acronym: PPO                             # shown as "Proximal Policy Optimization (PPO)"
title: PPO, the algorithm
aliases:
  - proximal policy optimisation
  - {text: PPO-clip, kind: narrower-name, lang: nb, case: true}
no_autolink: [Return]
former_slugs: [proximal]
kind: algorithm
category: [large-language-models, rl]
level: advanced
minutes: 40
status: deprecated
replaced_by: grpo
summary: >-
  A policy-gradient algorithm that improves a policy
  in small, bounded steps.
relations:
  is-a:
    - {to: actor-critic, primary: true}
  requires:
    - {to: policy-gradient, why: It has a brake., source: x, since: "2017", keep: true}
    - any: [[td, mc], [gae]]
      why: The advantage is estimated.
      keep: true
  is-algorithm-for: rlhf
  used-by: [rlvr]
  is-alternative-to:
    - {to: dpo, for: preference-tuning, why: DPO fits directly.}
mappings: {exact-match: ["https://example.org/id/PPO"], broad-match: urn:x:y}
links:
  - {title: Paper, url: "https://arxiv.org/abs/1707.06347", group: papers, lang: en, published: 2017-07-20}
  - {id: own, title: Guide, url: /guides/x, group: guides, about: [gpu], level: intro, minutes: 3, kind: article}
sources: [{id: schulman2017, ref: "arXiv:1707.06347"}]
review: {by: jd, date: 2026-11-20, due: 2027-05-20}
suppress: [{rule: W6, why: The acronym is shared with another field.}]"""

BODY = """
The definition, with [[policy]].

## Workflow example

Work.

## DEEPER DIVE

Deep.
```
## not a heading
```
"""


def test_a_term_with_every_key(tmp_path: Path) -> None:
    source = one(tmp_path, FULL, BODY)
    content = source.content
    assert source.problems == ()
    assert content.terms["ppo"] == Term(
        slug="ppo",
        name="Proximal Policy Optimization",
        acronym="PPO",
        title="PPO, the algorithm",
        aliases=(Alias("proximal policy optimisation"), Alias("PPO-clip", "narrower-name", "nb", case=True)),
        no_autolink=("Return",),
        former_slugs=("proximal",),
        kind=TermKind.ALGORITHM,
        categories=("large-language-models", "rl"),
        level=Level.ADVANCED,
        minutes=40,
        status=TermStatus.DEPRECATED,
        replaced_by=("grpo",),
        summary="A policy-gradient algorithm that improves a policy in small, bounded steps.",
        definition="The definition, with [[policy]].",
        sections=(Section("deeper-dive", "Deep.\n```\n## not a heading\n```"), Section("workflow-example", "Work.")),
        mappings=(Mapping("exact-match", "https://example.org/id/PPO"), Mapping("broad-match", "urn:x:y")),
        sources=(Reference("schulman2017", "arXiv:1707.06347"),),
        review=Review("jd", "2026-11-20", "2027-05-20"),
        suppress=(Suppression("W6", "The acronym is shared with another field."),),
    )
    assert set(content.relations.values()) == {
        Relation("ppo", "is-a", "actor-critic", primary=True),
        Relation("ppo", "requires", "policy-gradient", "It has a brake.", None, "x", "2017", keep=True),
        Relation("ppo", "is-algorithm-for", "rlhf"),
        Relation("rlvr", "uses", "ppo"),
        Relation("dpo", "is-alternative-to", "ppo", "DPO fits directly.", "preference-tuning"),
    }
    assert list(content.requirements.values()) == [
        Requirement("ppo", (("mc", "td"), ("gae",)), "The advantage is estimated.", keep=True)
    ]
    paper = f"ppo:{sha256(b'https://arxiv.org/abs/1707.06347').hexdigest()[:8]}"
    assert set(content.links.values()) == {
        Link(
            paper,
            "Paper",
            "https://arxiv.org/abs/1707.06347",
            "papers",
            "ppo",
            language="en",
            published="2017-07-20",
        ),
        Link("own", "Guide", "/guides/x", "guides", "ppo", "article", ("gpu",), level="intro", minutes=3),
    }


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (("term", "ppo", "name"), "Proximal Policy Optimization"),
        (("term", "ppo", "level"), "advanced"),
        (("term", "ppo", "aliases", "proximal policy optimisation"), "proximal policy optimisation"),
        (("term", "ppo", "categories", "rl"), "rl"),
        (("term", "ppo", "former_slugs", "proximal"), "proximal"),
        (("term", "ppo", "replaced_by", "grpo"), "grpo"),
        (("term", "ppo", "mappings", "broad-match", "urn:x:y"), "urn:x:y"),
        (("term", "ppo", "review", "due"), "2027-05-20"),
        (("term", "ppo", "definition"), "The definition, with [[policy]]."),
        (("term", "ppo", "sections", "deeper-dive"), "Deep."),
        (("relation", "ppo is-a actor-critic"), "actor-critic"),
        (("relation", "ppo is-a actor-critic", "type"), "is-a"),
        (("relation", "rlvr uses ppo"), "rlvr"),
        (("relation", "rlvr uses ppo", "type"), "used-by"),
        (("requirement", "ppo requires gae|mc+td", "options", "td"), "td"),
        (("link", "own", "about", "gpu"), "gpu"),
    ],
)
def test_positions_name_the_very_words(tmp_path: Path, place: tuple[str, ...], text: str) -> None:
    assert token(one(tmp_path, FULL, BODY).where(*place)) == text


def test_the_default_of_everything(tmp_path: Path) -> None:
    source = one(tmp_path, "name: X\nacronym:\naliases: []\nrelations:\nlinks: ~\nreview: null")
    assert source.problems == ()
    assert source.content.terms["ppo"] == Term("ppo", "X")


def test_plain_text_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    front = "name: 4090\nacronym: 007\ntitle: no\naliases: [true, 1e3, 12:30, 2024-01-01]\n"
    source = one(tmp_path, f"{front}relations: {{uses: [true, 017]}}")
    term = source.content.terms["ppo"]
    assert source.problems == ()
    assert (term.name, term.acronym, term.title) == ("4090", "007", "no")
    assert [alias.text for alias in term.aliases] == ["true", "1e3", "12:30", "2024-01-01"]
    assert set(source.content.relations) == {"ppo uses true", "ppo uses 017"}


def test_texts_are_normalised(tmp_path: Path) -> None:
    front = 'name: "  cafe\\u0301\\n\\tau  lait "\nsummary: |\n  one\n  two\n'
    front += 'relations: {uses: [{to: a, why: "x\\ny "}]}'
    source = one(tmp_path, front, "\n\ncafe\u0301  \n\n")
    term = source.content.terms["ppo"]
    assert (term.name, term.summary, term.definition) == ("caf\u00e9 au lait", "one two", "caf\u00e9")
    assert source.content.relations["ppo uses a"].why == "x\ny"


WRONG = [
    ("alias: x", "TG108", "alias", "aliases"),
    ("Kind: tool", "TG108", "Kind", "kind"),
    ("no: x", "TG108", "no", None),
    ("slug: ppo", "TG108", "slug", None),
    ("level: expert", "TG110", "expert", None),
    ("level: Advanced", "TG110", "Advanced", "advanced"),
    ("kind: algoritm", "TG110", "algoritm", "algorithm"),
    ("status: pubished", "TG110", "pubished", "published"),
    ("minutes: about an hour", "TG109", "about an hour", None),
    ("minutes: 0", "TG110", "0", None),
    ("minutes: 1.5", "TG110", "1.5", None),
    ("minutes: -3", "TG110", "-3", None),
    ("minutes: " + "9" * 5000, "TG110", "9" * 5000, None),
    ("minutes: [1]", "TG109", None, None),
    ("minutes: true", "TG109", "true", None),
    ('minutes: "40"', "TG110", '"40"', None),
    ("acronym: [PPO]", "TG109", None, None),
    ("acronym: {a: b}", "TG109", None, None),
    ("aliases: [x, [y]]", "TG109", None, None),
    ("aliases: ['']", "TG109", "''", None),
    ("aliases: [{text: x, kind: plurals}]", "TG110", "plurals", "plural"),
    ("aliases: [{kind: plural}]", "TG111", None, None),
    ("aliases: [{text: x, case: maybe}]", "TG109", "maybe", None),
    ("aliases: [{text: x, lang: Norwegian}]", "TG110", "Norwegian", None),
    ("former_slugs: [Old_Slug]", "TG112", "Old_Slug", "old-slug"),
    ("former_slugs: ['Übung macht!']", "TG112", "'Übung macht!'", "ubung-macht"),
    ("review: {by: jd, date: 20.11.2026}", "TG110", "20.11.2026", None),
    ("review: {by: jd, date: 2026-02-30}", "TG110", "2026-02-30", None),
    ("review: {by: jd}", "TG111", None, None),
    ("review: {by: jd, date: 2026-02-03, on: x}", "TG108", "on", None),
    ("mappings: {same-as: [https://x.org/]}", "TG108", "same-as", None),
    ("mappings: {exact-match: [not an iri]}", "TG122", "not an iri", None),
    ("mappings: {exact-match: [javascript:alert(1)]}", "TG122", "javascript:alert(1)", None),
    ("links: [{title: x, url: 'javascript:alert(1)', group: g}]", "TG122", "'javascript:alert(1)'", None),
    ("links: [{title: x, url: //evil.example/, group: g}]", "TG122", "//evil.example/", None),
    ("links: [{title: x, url: 'https://a b', group: g}]", "TG122", "'https://a b'", None),
    ("links: [{title: x, url: /a}]", "TG111", None, None),
    ("links: x", "TG109", "x", None),
    ("relations: [is-a]", "TG109", None, None),
    ("relations: {uses: [[a]]}", "TG109", None, None),
    ("relations: {uses: [~]}", "TG109", "~", None),
    ("relations: {uses: [{to: a, whi: b}]}", "TG108", "whi", "why"),
    ("relations: {uses: [{why: b}]}", "TG111", None, None),
    ("relations: {uses: [{to: a, primary: yes}]}", "TG109", "yes", None),
    ("relations: {uses: [{any: [[a]]}]}", "TG110", "any", None),
    ("relations: {required-by: [{any: [[a]]}]}", "TG110", "any", None),
    ("relations: {requires: [{any: []}]}", "TG111", "any", None),
    ("relations: {requires: [{any: [[a, {b: c}]]}]}", "TG109", None, None),
    ("relations: {requires: [{any: [[a]], for: b}]}", "TG108", "for", None),
]


@pytest.mark.parametrize(("front", "rule", "words", "fix"), WRONG)
def test_what_is_wrong_is_reported_where_it_stands(
    tmp_path: Path, front: str, rule: str, words: str | None, fix: str | None
) -> None:
    source = one(tmp_path, f"name: X\n{front}")
    (problem,) = source.problems
    assert problem.rule == rule
    assert problem.severity is Severity.ERROR
    assert problem.subjects == ("ppo",)
    assert problem.message.isprintable()
    if words:
        assert token(problem.where) == words
    assert fix is None or problem.fix == fix
    assert source.content.terms["ppo"].name == "X"


@pytest.mark.parametrize(
    "url", ["/a", "a/b.html", "?q=1", "#x", "../up", "https://example.org", "HTTP://EXAMPLE.org/ä"]
)
def test_addresses_that_are_allowed(tmp_path: Path, url: str) -> None:
    source = one(tmp_path, f"name: X\nlinks: [{{title: x, url: '{url}', group: g}}]")
    assert source.problems == ()
    assert [link.url for link in source.content.links.values()] == [url]


def test_everything_wrong_is_found_in_one_run(tmp_path: Path) -> None:
    source = one(tmp_path, "nam: X\nlevel: expert\nminutes: x\naliases: [[1]]\nrelations: {uses: [~, a]}", "```\n")
    assert rules(source) == ["TG108", "TG110", "TG109", "TG109", "TG109", "TG120"]
    assert list(source.content.relations) == ["ppo uses a"]
    assert source.content.terms["ppo"] == Term("ppo", "ppo", definition="```\n```")


@pytest.mark.parametrize(
    ("text", "rule", "line", "words"),
    [
        ("", "TG116", 1, "begins with"),
        ("# PPO\n", "TG116", 1, "begins with"),
        (" ---\nname: x\n---\n", "TG116", 1, "begins with"),
        ("---\nname: x\n", "TG116", 1, "second line"),
        ("---", "TG116", 1, "begins with"),
        ("---\n---\n", "TG111", 2, "missing"),
        ("---\n- a\n---\n", "TG109", 2, "a list"),
        ("---\nname: ~\n---\n", "TG111", 2, "empty"),
        ("---\nname:\n---\n", "TG111", 2, "empty"),
    ],
)
def test_front_matter_must_be_there(tmp_path: Path, text: str, rule: str, line: int, words: str) -> None:
    source = read(write(tmp_path, {"terms/ppo.md": text}))
    problem = source.problems[0]
    assert (problem.rule, at(problem.where)[1]) == (rule, line)
    assert words in problem.message


def test_front_matter_of_other_shapes(tmp_path: Path) -> None:
    text = "\ufeff---  \r\nname: X\r\nsummary: |\r\n  a\r\n  ---\r\n---\t\r\nBody\r\n---\r\n"
    source = read(write(tmp_path, {"terms/ppo.md": text, "terms/a/b/dpo.md": "---\nname: D\n---"}))
    assert source.problems == ()
    assert source.content.terms["ppo"].definition == "Body\n---"
    assert source.content.terms["dpo"] == Term("dpo", "D")


def test_a_term_whose_file_cannot_be_read_is_remembered_as_unread(tmp_path: Path) -> None:
    source = one(tmp_path, "name: [")
    assert rules(source) == ["TG103"]
    assert source.content.terms == {}
    assert source.unread == {"ppo"}


def _heading(source: Source) -> Problem:
    (problem,) = source.problems
    assert (problem.rule, problem.severity) == ("TG501", Severity.WARNING)
    return problem


def test_an_unknown_heading_is_kept_and_warned_about(tmp_path: Path) -> None:
    source = one(tmp_path, "name: X", "Def.\n\n## Deeper dives\nText")
    problem = _heading(source)
    assert at(problem.where) == ("ppo.md", 6, 1)
    assert (problem.hint, problem.fix) == ("did you mean 'Deeper dive'?", "## Deeper dive")
    assert source.content.terms["ppo"].sections == (Section("deeper-dives", "Text", "Deeper dives"),)


def test_one_section_twice_is_an_error(tmp_path: Path) -> None:
    source = one(tmp_path, "name: X", "## Deeper dive\na\n## Dypdykk\nb")
    assert rules(source) == ["TG113"]
    assert at(source.problems[0].where) == ("ppo.md", 6, 1)
    assert source.content.terms["ppo"].sections == (Section("deeper-dive", "a"),)


def test_many_findings_in_a_file_are_cut_off_aloud(tmp_path: Path) -> None:
    source = one(tmp_path, "name: X\n" + "".join(f"k{number}: 1\n" for number in range(500)))
    assert len(source.problems) == 101
    assert [rule for rule in rules(source) if rule != "TG108"] == ["TG106"]
