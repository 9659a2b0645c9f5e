"""Related links on the facts: golden values for ten terms, and for all terms the rules, written again."""

from functools import cache

import pytest
from links_of_facts import LINKS, with_links

from termgraph.graph.known import known_terms
from termgraph.graph.learning import requirements
from termgraph.graph.links import missing_for, related_links
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Level, Link, Tier

PER_GROUP = 3

GOLDEN = {
    "rlhf": {
        "learn": [
            "rlhf-step-by-step",
            "rl-course < reinforcement-learning",
            "tuning-overview < preference-tuning",
        ],
    },
    "ppo": {
        "learn": ["rl-course < reinforcement-learning", "rl-in-an-hour < reinforcement-learning"],
        "compare": ["dpo-or-ppo"],
        "papers": ["ppo-paper", "gae-paper uses generalized-advantage-estimation"],
        "videos": ["actor-critic-talk < actor-critic"],
    },
    "q-learning": {
        "learn": [
            "value-methods",
            "rl-course < reinforcement-learning",
            "td-by-example < temporal-difference-learning",
        ],
    },
    "sarsa": {
        "learn": [
            "rl-course < reinforcement-learning",
            "value-methods < temporal-difference-learning",
            "td-by-example < temporal-difference-learning",
        ],
    },
    "dpo": {
        "learn": ["what-is-fine-tuning < fine-tuning", "tuning-overview < preference-tuning"],
        "compare": ["dpo-or-ppo"],
        "papers": ["dpo-paper"],
    },
    "lora": {
        "learn": ["what-is-fine-tuning < fine-tuning", "tuning-overview < fine-tuning"],
        "compare": ["lora-or-full"],
        "troubleshooting": ["cuda-oom"],
        "papers": ["lora-paper"],
    },
    "qlora": {
        "learn": ["what-is-fine-tuning < fine-tuning", "tuning-overview < fine-tuning"],
        "compare": ["lora-or-full < lora"],
        "troubleshooting": ["cuda-oom"],
        "papers": ["nf4-paper", "lora-paper < lora"],
    },
    "quantization": {
        "buyer-guides": ["how-much-vram", "best-mac"],
        "videos": ["quantization-talk", "quantization-demo"],
    },
    "vram": {"buyer-guides": ["how-much-vram", "best-mac", "best-gpu"], "troubleshooting": ["cuda-oom"]},
    "fine-tuning": {"learn": ["what-is-fine-tuning", "tuning-overview"]},
}
"""Group to pages in order; "< t" is borrowed from t, of which the term is a kind, "uses t" from what it uses."""


@cache
def site() -> Snapshot:
    return Snapshot.of(with_links(), "test.1")


def shown(slug: str, per_group: int = PER_GROUP) -> dict[str, list[str]]:
    snapshot = site()
    marks = {"is-a": "<", "uses": "uses"}
    return {
        answer.group.key: [link.id for link in answer.links]
        + [f"{each.link.id} {marks[each.claim]} {snapshot.terms[each.term].slug}" for each in answer.inherited]
        for answer in related_links(snapshot, snapshot.numbers[slug], None, per_group, inherit=True)
    }


@pytest.mark.parametrize("slug", GOLDEN)
def test_the_pages_of_a_term(slug: str) -> None:
    assert shown(slug) == GOLDEN[slug]
    assert list(shown(slug)) == list(GOLDEN[slug])


def test_every_page_is_about_something_that_is_there() -> None:
    snapshot = site()
    for link in LINKS:
        for each in (*link.about, *link.teaches, *link.requires):
            assert each in snapshot.numbers or each.removeprefix("category:") in snapshot.categories


@pytest.mark.parametrize("per_group", [1, 2, 5])
def test_all_terms_keep_the_rules(per_group: int) -> None:
    for term in site().terms:
        assert shown(term.slug, per_group) == by_the_rules(term.slug, per_group), term.slug


def by_the_rules(slug: str, per_group: int) -> dict[str, list[str]]:
    """Section 6, sentence by sentence, over slugs and plain lists."""
    content, levels = with_links(), [level.value for level in Level]
    term = content.terms[slug]
    lenders = [(each, "<") for each in kinds_above(slug)]
    lenders += [
        (each.object, "uses") for each in content.relations.values() if (each.subject, each.type) == (slug, "uses")
    ]

    def apart(link: Link) -> int:
        both = link.level in levels and term.level is not None
        return abs(levels.index(str(link.level)) - levels.index(str(term.level and term.level.value))) if both else 3

    def order(link: Link, targets: set[str], own: bool) -> tuple[object, ...]:
        age = tuple(-ord(sign) for sign in link.published or "") or (1,)
        return (targets.isdisjoint(link.teaches), not own, apart(link), age, link.title, link.id)

    found: dict[str, list[str]] = {}
    shelves = {f"category:{each}" for each in term.categories}
    for group in sorted(content.link_groups.values(), key=lambda group: group.order):
        pages = [link for link in LINKS if link.group == group.key]
        own = [link for link in pages if not ({slug} | shelves).isdisjoint({*link.about, *link.teaches})]
        own.sort(key=lambda link: order(link, {slug} | shelves, slug in (*link.about, *link.teaches)))
        borrowed: dict[str, tuple[tuple[object, ...], str]] = {}
        for lender, mark in lenders:
            offers = [link for link in pages if lender in (*link.about, *link.teaches) and link not in own]
            for link in sorted(offers, key=lambda link: order(link, {lender}, own=True)):
                if link.id not in borrowed and len(own) + len(borrowed) < per_group:
                    borrowed[link.id] = (order(link, {lender}, own=True), f"{link.id} {mark} {lender}")
        if own or borrowed:
            found[group.key] = [link.id for link in own[:per_group]] + [text for _, text in sorted(borrowed.values())]
    return found


def kinds_above(slug: str) -> list[str]:
    """What a term is a kind of, nearest first, then by slug."""
    relations = [each for each in with_links().relations.values() if each.type == "is-a"]
    found, layer = [slug], [slug]
    while layer:
        layer = sorted({each.object for each in relations if each.subject in layer} - set(found))
        found += layer
    return found[1:]


@pytest.mark.parametrize(
    ("page", "profile", "terms", "minutes"),
    [
        ("how-much-vram", None, ["gpu", "vram"], 20),
        ("rlhf-step-by-step", "llm-engineer", None, 275),
        ("what-is-fine-tuning", "ml-basics", [], 0),
    ],
)
def test_what_to_learn_before_a_page_of_the_facts(
    page: str, profile: str | None, terms: list[str] | None, minutes: int
) -> None:
    snapshot = site()
    (link,) = (link for link in LINKS if link.id == page)
    missing = missing_for(snapshot, link, known_terms(snapshot, profile=profile))
    assert missing is not None
    assert missing.optimal
    assert missing.minutes == minutes
    if terms is not None:
        assert [snapshot.terms[each].slug for each in missing.terms] == terms


def test_what_is_missing_before_a_page_can_be_learned_in_the_order_told() -> None:
    snapshot = Snapshot.of(with_links())
    told = 0
    for link in snapshot.content.links.values():
        known: set[int] = set()
        missing = missing_for(snapshot, link, known)
        for term in missing.terms if missing else ():
            # Every requirement without a choice is met by what stands before; of a choice one option is on the plan.
            for group in requirements(snapshot, term, Tier.REQUIRED):
                assert any(set(option) <= known for option in group.options), snapshot.terms[term].slug
            known.add(term)
            told += 1
    assert told > 20
