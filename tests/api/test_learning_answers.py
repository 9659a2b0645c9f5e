"""The questions of somebody who learns, over the API: the golden values of the facts, and every other outcome."""

import pytest
from asking import Api, api_of

PATH = """query($targets: [TermBy!]!, $known: [TermBy!], $profile: String, $mode: KnownMode! = SURMISE,
               $avoid: [TermBy!], $prefer: [TermBy!], $order: PathOrder! = STAGED) {
  learningPath(targets: $targets, known: $known, profile: $profile, knownMode: $mode, avoid: $avoid, prefer: $prefer,
               order: $order) {
    __typename
    ... on LearningPath {
      totals { terms minutes estimated longestChain { total } }
      stages { total truncated items { index minutes terms { total } } }
      steps(first: 100) {
        totalCount
        nodes { position stage slack term { slug } minutes tier neededFor { term { slug } why }
          chosen { terms { slug } otherOptions { terms { slug } extraMinutes possible proved } } }
      }
      assumed { total } alreadyKnown { slug } optimal lowerBound warnings
    }
    ... on NoRoute { message targets { slug } proof { term { slug } avoided sentence } truncated }
    ... on UnknownTerms { message code terms { key suggestions { slug } } }
    ... on UnknownProfile { message code profiles }
  }
}"""


def by(*slugs: str) -> list[dict[str, str]]:
    return [{"slug": slug} for slug in slugs]


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


@pytest.mark.parametrize(
    ("given", "terms", "minutes"),
    [
        ({}, 38, 695),
        ({"avoid": by("rloo")}, 40, 740),
        ({"avoid": by("rloo", "grpo")}, 41, 780),
        ({"profile": "ml-basics"}, 31, 560),
        ({"profile": "llm-user"}, 27, 510),
        ({"profile": "llm-engineer"}, 18, 340),
        ({"known": by("ppo")}, 23, 430),
        ({"known": by("ppo"), "mode": "LITERAL"}, 28, 525),
        ({"known": by("dpo")}, 20, 395),
        ({"known": by("ppo", "reward-model", "supervised-fine-tuning")}, 4, 95),
        ({"prefer": by("ppo")}, 41, 780),
    ],
)
def test_the_way_to_rlhf_is_as_long_as_the_facts_say(
    api: Api, given: dict[str, object], terms: int, minutes: int
) -> None:
    path = api.ask(PATH, targets=by("rlhf"), **given)["learningPath"]
    assert (path["totals"]["terms"], path["totals"]["minutes"]) == (terms, minutes)
    assert path["optimal"]
    assert path["steps"]["totalCount"] == terms
    assert sum(stage["terms"]["total"] for stage in path["stages"]["items"]) == terms
    assert sum(step["minutes"] for step in path["steps"]["nodes"]) == minutes


def test_the_choice_is_shown_with_what_others_would_cost(api: Api) -> None:
    path = api.ask(PATH, targets=by("rlhf"))["learningPath"]
    last = path["steps"]["nodes"][-1]
    assert last["term"]["slug"] == "rlhf"
    (chosen,) = last["chosen"]
    assert chosen["terms"] == by("rloo")
    extra = {each["terms"][0]["slug"]: each["extraMinutes"] for each in chosen["otherOptions"]}
    assert extra == {"ppo": 85, "grpo": 45}
    assert path["stages"]["total"] == path["totals"]["longestChain"]["total"] == 10


@pytest.mark.parametrize("order", ["STAGED", "JUST_IN_TIME"])
def test_each_step_comes_after_what_it_is_needed_for_has_not_begun(api: Api, order: str) -> None:
    steps = api.ask(PATH, targets=by("rlhf"), order=order)["learningPath"]["steps"]["nodes"]
    place = {step["term"]["slug"]: step["position"] for step in steps}
    for step in steps:
        for reason in step["neededFor"]:
            assert step["position"] < place[reason["term"]["slug"]]


def test_no_route_is_an_answer_with_a_proof_in_sentences(api: Api) -> None:
    answer = api.ask(PATH, targets=by("rlhf"), avoid=by("rloo", "grpo", "ppo"))["learningPath"]
    assert answer["__typename"] == "NoRoute"
    assert [each["sentence"] for each in answer["proof"]] == [
        "RLHF requires one of PPO, RLOO or GRPO, but PPO, RLOO and GRPO are to be avoided."
    ]


def test_what_is_not_there_is_an_answer_with_what_may_have_been_meant(api: Api) -> None:
    answer = api.ask(PATH, targets=by("rhlf", "ppo"), known=by("dpoo"))["learningPath"]
    assert answer["__typename"] == "UnknownTerms"
    assert [each["key"] for each in answer["terms"]] == ["rhlf", "dpoo"]
    assert {"slug": "rlhf"} in answer["terms"][0]["suggestions"]
    profile = api.ask(PATH, targets=by("rlhf"), profile="expert")["learningPath"]
    assert profile["profiles"] == ["llm-engineer", "llm-user", "ml-basics", "newcomer"]


def test_a_known_target_costs_nothing(api: Api) -> None:
    path = api.ask(PATH, targets=by("rlhf"), known=by("rlhf"))["learningPath"]
    assert path["totals"]["terms"] == 0
    assert path["alreadyKnown"] == by("rlhf")


@pytest.mark.parametrize(("field", "count"), [("targets", 21), ("known", 501), ("avoid", 51), ("prefer", 51)])
def test_more_terms_than_a_list_takes_are_refused_with_a_code(api: Api, field: str, count: int) -> None:
    given = {"targets": by("rlhf"), field: by("ppo") * count}
    errors = api.post(PATH, given).json()["errors"]
    assert errors[0]["extensions"]["code"] == "TOO_MANY"


def test_a_term_has_its_own_path_and_what_it_unlocks(api: Api) -> None:
    query = """{ term(by: {slug: "ppo"}) {
      learningPath(profile: "llm-engineer") { ... on LearningPath { totals { terms } } }
      unlocks { total truncated eventually { term { slug } verdict } top { term { slug } importance } exact }
    } }"""
    term = api.ask(query)["term"]
    assert term["learningPath"]["totals"]["terms"] == 14
    assert term["unlocks"]["total"] == len(term["unlocks"]["eventually"]) == 4
    assert {each["verdict"] for each in term["unlocks"]["eventually"]} == {"ALTERNATIVE"}


@pytest.mark.parametrize(
    ("prerequisite", "verdict"),
    [
        ("kl-divergence", "NECESSARY"),
        ("human-evaluation", "NECESSARY"),
        ("ppo", "ALTERNATIVE"),
        ("lora", "NOT_A_PREREQUISITE"),
    ],
)
def test_what_can_be_skipped_before_rlhf(api: Api, prerequisite: str, verdict: str) -> None:
    query = """query($p: String!) { necessity(target: {slug: "rlhf"}, prerequisite: {slug: $p}) {
      ... on Necessity { verdict target { slug } prerequisite { slug } } } }"""
    assert api.ask(query, p=prerequisite)["necessity"]["verdict"] == verdict


def test_what_comes_next_leaves_out_what_needs_nothing_unless_asked(api: Api) -> None:
    query = """query($roots: Boolean!) {
      whatNext(known: [{slug: "reinforcement-learning"}, {slug: "policy-gradient"}], includeRoots: $roots, first: 50,
               goals: [{slug: "ppo"}]) {
        ... on WhatNext {
          total truncated items { term { slug } onPlan serves { total } opens { total } } missing { term { slug } }
        }
      } }"""
    near, all_of_it = (api.ask(query, roots=roots)["whatNext"] for roots in (False, True))
    assert (near["total"], all_of_it["total"]) == (19, 29)
    plans = [item["onPlan"] for item in near["items"]]
    assert plans == sorted(plans, reverse=True)


def test_a_claimed_state_that_is_none_says_what_is_missing(api: Api) -> None:
    query = """{ whatToReview(known: [{slug: "rlhf"}]) {
      ... on WhatToReview { terms { items { slug } } missing { term { slug } requirement { sentence } } } } }"""
    answer = api.ask(query)["whatToReview"]
    assert "RLHF requires one of PPO, RLOO or GRPO." in {each["requirement"]["sentence"] for each in answer["missing"]}


def test_a_curated_path_is_checked_and_an_unknown_one_is_null() -> None:
    from dataclasses import replace

    from facts import facts

    from termgraph.model import Path

    wrong = Path("wrong", "The wrong way round", ("rlhf", "reward-model"), profile="llm-engineer")
    api = api_of(replace(facts(), paths={"wrong": wrong}))
    query = """{ curatedPath(name: "wrong") { key title profile minutes gapMinutes sound
      steps { totalCount nodes {
        position term { slug } violations { later requirement { sentence } } gaps { total }
      } } }
      none: curatedPath(name: "nothing") { key } }"""
    answer = api.ask(query)
    first, second = answer["curatedPath"]["steps"]["nodes"]
    assert not answer["curatedPath"]["sound"]
    assert any(each["later"] for each in first["violations"])
    assert (first["position"], second["position"]) == (1, 2)
    assert answer["none"] is None
