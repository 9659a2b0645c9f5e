"""Related terms: what is shown and why, mentions, and the walk near one term against the walk over the whole graph."""

import pytest
from facts import facts
from graph_seed import seed
from graphs import acyclic, graph, slugs_of
from hypothesis import given

from termgraph.graph.adjacency import Adjacency, around_by
from termgraph.graph.mentions import Mentions, mentioning_sentence
from termgraph.graph.pagerank import RESTART, THRESHOLD, near, push, rounds
from termgraph.graph.related import MOST_PER_GROUP, REACH, Ranking, RelatedTerm, because_in_words, related
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.steps import target, told
from termgraph.model import Alias, Category, Content, Relation, RelationGroup, RelationType, Term


def best(slug: str, limit: int = 5) -> list[str]:
    return slugs_of(seed(), (each.term for each in related(seed(), seed().numbers[slug], limit).terms))


@pytest.mark.parametrize(
    ("slug", "terms"),
    [
        ("rlhf", "llm-as-a-judge preference-dataset large-language-model orpo trl"),
        ("ppo", "rloo policy-gradient preference-tuning reward-model reinforcement-learning"),
        ("q-learning", "on-policy-learning bellman-equation model-free-rl value-function actor-critic"),
        ("lora", "fine-tuning prefix-tuning prompt-tuning catastrophic-forgetting instruction-tuning"),
        ("gpu", "llama-cpp pytorch bitsandbytes unified-memory memory-bandwidth"),
    ],
)
def test_the_best_related_terms_of_the_facts(slug: str, terms: str) -> None:
    assert best(slug) == terms.split()


def test_neighbours_stand_in_the_groups_and_never_among_the_terms() -> None:
    snapshot = seed()
    for number in range(len(snapshot.terms)):
        found = related(snapshot, number, 100)
        neighbours = set(snapshot.once(Adjacency.of).others(number))
        assert neighbours == {target(snapshot, step) for group in found.groups for step in group.steps}
        assert not neighbours & {number, *(each.term for each in found.terms)}
        order = [(-each.score, each.term) for each in found.terms]
        assert order == sorted(order)
        assert len(found.terms) == min(100, found.total)


def test_the_groups_of_rlhf_in_the_order_of_the_registry() -> None:
    snapshot = seed()
    found = related(snapshot, snapshot.numbers["rlhf"])
    assert [(each.group.label, each.total) for each in found.groups] == [
        ("Kinds", 2),
        ("Parts", 2),
        ("Learn first", 10),
        ("Alternatives and variants", 3),
        ("Not to be confused", 2),
        ("In use", 4),
        ("Evaluation", 1),
        ("Problems", 1),
        ("Before and after", 1),
    ]
    assert [told(snapshot, step) for step in found.groups[3].steps] == [
        "RLHF is an alternative to BoN for AI Alignment.",
        "RLHF is an alternative to DPO for Preference Tuning.",
        "RLHF has variant RLAIF.",
    ]


def test_a_group_of_the_editors_joins_in_and_a_long_group_is_cut_with_its_total() -> None:
    practice = RelationType("runs-on", "runs on", "runs", "runs", group=RelationGroup("practice", "In practice", 25))
    said = [f"a runs-on h{number:02}" for number in range(MOST_PER_GROUP + 3)]
    snapshot = graph("a is-a b", "a requires b", *said, own=[practice])
    found = related(snapshot, snapshot.numbers["a"])
    assert [(each.group.label, len(each.steps), each.total) for each in found.groups] == [
        ("Kinds", 1, 1),
        ("In practice", MOST_PER_GROUP, MOST_PER_GROUP + 3),
        ("Learn first", 1, 1),
    ]


def reasons(slug: str, other: str) -> tuple[str, ...]:
    snapshot = seed()
    number = snapshot.numbers[slug]
    items = {snapshot.terms[each.term].slug: each for each in related(snapshot, number, 100).terms}
    return because_in_words(snapshot, number, items[other])


def test_every_item_says_why() -> None:
    assert reasons("ppo", "rloo") == (
        "PPO has variant GRPO, which is an alternative to RLOO for RLHF.",
        "PPO is an algorithm for RLVR, which has algorithm RLOO.",
        "PPO is an algorithm for RLHF, which has algorithm RLOO.",
    )
    assert reasons("gpu", "llama-cpp")[-1] == (
        "What is written about llama.cpp mentions GPU: “A C and C++ runtime that runs quantized models on ordinary "
        "computers, with or without a GPU.”"
    )
    # A requirement with alternatives is told whole, and nothing follows from it with "which".
    assert reasons("q-learning", "actor-critic")[0] == (
        "Q-Learning is a kind of Temporal-Difference Learning. "
        "Actor-Critic requires one of Temporal-Difference Learning or Monte Carlo Estimation."
    )


def test_terms_that_share_nothing_but_the_shelf_say_so_and_those_that_share_nothing_are_left_out() -> None:
    shelves = {"a": "x", "b": "x", "c": "y", "d": "x"}
    snapshot = Snapshot.of(
        Content.of(
            categories=[Category("x", "Things"), Category("y", "More")],
            terms=[Term(slug, slug.upper(), categories=(shelf,)) for slug, shelf in shelves.items()],
        )
    )
    found = related(snapshot, 0, 1)
    assert [(each.term, each.score) for each in found.terms] == [(1, 0.15)]
    assert found.total == 2
    assert because_in_words(snapshot, 0, found.terms[0]) == ("A and B both belong to Things.",)
    assert related(snapshot, 0, 0).terms == ()
    assert related(snapshot, 0, -3).terms == ()


def test_a_term_without_neighbours_category_and_text_has_nothing_related() -> None:
    snapshot = Snapshot.of(Content.of(terms=[Term("a", "A"), Term("b", "B")]))
    assert related(snapshot, 0).terms == ()
    assert related(snapshot, 0).total == 0


@given(acyclic(("is-a", "requires", "any", "uses", "related-to")))
def test_the_best_are_the_beginning_of_all_and_scores_lie_between_0_and_1(said: list[str]) -> None:
    snapshot = graph(*said)
    for number in range(len(snapshot.terms)):
        everything, total = snapshot.once(Ranking.of).best(number, 100)
        assert len(everything) == total
        assert all(0 < score <= 1 for _, score in everything)
        assert snapshot.once(Ranking.of).best(number, 2) == (everything[:2], total)


# ── mentions ──


def named(text: str, *terms: Term) -> list[str]:
    snapshot = Snapshot.of(Content.of(terms=[Term("a", "Focus", summary=text), *terms]))
    return slugs_of(snapshot, snapshot.once(Mentions.of).both_ways(snapshot.numbers["a"]))


def test_a_label_is_met_as_whole_words_with_or_without_a_plural_s() -> None:
    model, reward = Term("m", "Model"), Term("r", "Reward Model", acronym="RM")
    assert named("A model.", model) == ["m"]
    assert named("Two MODELS!", model) == ["m"]
    assert named("Remodelling, modelled, model2.", model) == []
    assert named("Some reward-models.", reward) == ["r"]
    assert named("Some reward models and a model.", model, reward) == ["m", "r"]
    assert named("An RM.", reward) == []


def test_only_labels_that_name_the_thing_count() -> None:
    kinds = ("synonym", "spelling", "plural", "narrower-name", "related", "hidden", "deprecated", "forbidden")
    terms = [
        Term(f"t{place}", f"Name{place}", aliases=(Alias(f"word{place}", kind),)) for place, kind in enumerate(kinds)
    ]
    foreign = Term("x", "Ext", aliases=(Alias("fremd", language="de"),))
    text = " ".join(f"word{place}" for place in range(len(kinds))) + " fremd"
    assert named(text, *terms, foreign) == ["t0", "t1", "t2", "t3"]


def test_a_label_in_a_script_without_spaces_is_met_inside_a_run() -> None:
    assert named("これは強化学習です。", Term("r", "強化学習"), Term("s", "学習")) == ["r", "s"]
    assert named("これは強化です。", Term("r", "強化学習")) == []


def test_links_are_read_as_their_words_and_the_definition_stands_in_for_a_missing_summary() -> None:
    other = Term("rlhf", "RLHF")
    assert named("See [[rlhf]].", other) == ["rlhf"]
    assert named("See [[rlhf|that]].", other) == []
    snapshot = Snapshot.of(Content.of(terms=[Term("a", "Focus", definition="After RLHF."), other]))
    assert dict(snapshot.once(Mentions.of).both_ways(0)) == {1: 1}
    full = Snapshot.of(Content.of(terms=[Term("a", "Focus", summary="Short.", definition="After RLHF."), other]))
    assert dict(full.once(Mentions.of).both_ways(0)) == {}


def test_mentions_count_both_ways_and_the_sentence_is_shown() -> None:
    first = Term("a", "Alpha", summary="Nothing here. Beta follows betas! The end.")
    snapshot = Snapshot.of(Content.of(terms=[first, Term("b", "Beta", summary="Beta and alpha")]))
    assert dict(snapshot.once(Mentions.of).both_ways(0)) == {1: 3}
    assert dict(snapshot.once(Mentions.of).both_ways(1)) == {0: 3}
    assert mentioning_sentence(snapshot, 0, 1) == "Beta follows betas!"
    assert mentioning_sentence(snapshot, 1, 0) == "Beta and alpha"


# ── the walk ──


def test_the_heaviest_relation_of_a_pair_counts_and_every_option_is_an_edge() -> None:
    snapshot = graph("a evaluated-by b", "a is-alternative-to b", "a any c+d|e", "a uses e")
    adjacency = snapshot.once(Adjacency.of)
    number = snapshot.numbers
    weights = {"b": 1200, "c": 800, "d": 800, "e": 1000}
    assert adjacency.around(number["a"]) == [(number[slug], weight) for slug, weight in weights.items()]
    assert adjacency.around(number["e"]) == [(number["a"], 1000)]
    assert (adjacency.degree(number["a"]), adjacency.pairs) == (4, 4)
    only = around_by(snapshot, ["evaluated-by", "requires"])
    assert only(number["a"]) == [(number["b"], 600), (number["c"], 800), (number["d"], 800), (number["e"], 800)]


def dense(adjacency: Adjacency, count: int, focus: int) -> list[float]:
    share = [float(number == focus) for number in range(count)]
    for _ in range(40):
        arrived = [RESTART * (number == focus) for number in range(count)]
        for number in range(count):
            total = sum(weight for _, weight in adjacency.around(number))
            for other, weight in adjacency.around(number):
                arrived[other] += 0.8 * share[number] * weight / total
        share = arrived
    return share


@given(acyclic(("is-a", "requires", "any", "uses", "related-to")))
def test_the_walk_is_that_of_the_dense_definition_and_the_local_walk_stays_below_it_by_the_threshold(
    said: list[str],
) -> None:
    snapshot = graph(*said)
    count, adjacency = len(snapshot.terms), snapshot.once(Adjacency.of)
    for focus in range(count):
        exact = dense(adjacency, count, focus)
        walked, pushed = rounds(adjacency.around, focus), push(adjacency.around, adjacency.degree, focus)
        for number in range(count):
            assert walked.get(number, 0.0) == pytest.approx(exact[number], abs=1e-12)
            # What 40 rounds have not yet mixed is below 0.8 to the power of 40.
            short = exact[number] - pushed.get(number, 0.0)
            assert -2e-4 <= short <= THRESHOLD * max(adjacency.degree(number), 1) + 2e-4


def test_relations_that_weigh_nothing_are_not_walked() -> None:
    light = RelationType("by-the-way", "is by the way of", symmetric=True, rank_weight=0.0)
    snapshot = graph("a by-the-way b", own=[light])
    adjacency = snapshot.once(Adjacency.of)
    assert push(adjacency.around, adjacency.degree, 0) == {0: 0.2}
    assert rounds(adjacency.around, 0)[1] == 0


class Counting(Adjacency):
    steps = 0

    def around(self, number: int) -> list[tuple[int, int]]:
        self.steps += self.degree(number)
        return super().around(number)

    def others(self, number: int):  # type: ignore[no-untyped-def]
        self.steps += self.degree(number)
        return super().others(number)


def test_a_hub_with_50000_neighbours_is_answered_within_a_bounded_number_of_steps() -> None:
    count = 50_001
    pairs = [(0, number, 1.0) for number in range(1, count)]
    pairs += [(number, number + far, 1.0) for far in (7, 11) for number in range(1, count - far)]
    adjacency = Counting(count, pairs)
    ranking = Ranking(adjacency, Mentions(count, {}), ["shelf"] * count)
    for focus in (0, 1, 777):
        adjacency.steps = 0
        found, _ = ranking.best(focus, 12)
        own = 3 * adjacency.degree(focus)  # read for the walk, for neighbours of neighbours, to leave neighbours out
        assert adjacency.steps <= 50_000 + REACH + own
        assert (len(found) == 12) == (focus != 0)
    assert adjacency.steps < 1_000  # a hub that is no neighbour's best evidence is not read at all


def test_the_focus_too_passes_on_only_what_is_worth_it() -> None:
    count = 5_001
    adjacency = Counting(count, [(0, number, 1.0) for number in range(1, count)])
    # 1 goes out, 0.64 comes back and is more than 5,000 thresholds; 0.4096 comes back next time and is not.
    assert push(adjacency.around, adjacency.degree, 0)[0] == pytest.approx(0.2 + 0.2 * 0.64)
    assert adjacency.steps == 4 * 5_000


def test_a_large_graph_is_searched_near_the_focus_and_finds_much_the_same() -> None:
    snapshot = seed()
    adjacency = snapshot.once(Adjacency.of)
    assert adjacency.pairs == 457
    for slug in ("rlhf", "ppo", "quantization", "gpu"):
        focus = snapshot.numbers[slug]
        whole, local = near(adjacency, focus), push(adjacency.around, adjacency.degree, focus)
        first = [sorted(walk, key=lambda term: (-walk[term], term))[:12] for walk in (whole, local)]
        assert len(set(first[0]) & set(first[1])) >= 11


def test_the_answer_does_not_depend_on_the_order_of_loading_or_on_an_unconnected_term() -> None:
    content = facts()
    number = seed().numbers["ppo"]

    def told_of(snapshot: Snapshot) -> list[tuple[str, float, tuple[str, ...]]]:
        focus = snapshot.numbers["ppo"]
        items: tuple[RelatedTerm, ...] = related(snapshot, focus).terms
        return [(snapshot.terms[each.term].slug, each.score, because_in_words(snapshot, focus, each)) for each in items]

    shuffled = Content.of(
        content.glossary,
        categories=content.categories.values(),
        terms=[*reversed(list(content.terms.values())), Term("aaa", "Unheard of"), Term("aab", "Unheard of too")],
        relations=[*reversed(list(content.relations.values())), Relation("aaa", "uses", "aab")],
        requirements=reversed(list(content.requirements.values())),
    )
    assert told_of(Snapshot.of(shuffled)) == told_of(seed())
    assert number == seed().numbers["ppo"]
