"""What all questions of learning take, and what their answers owe beside the plan: detours, proofs, caps that show."""

from typing import Any

import pytest
from asking import Api, api_of
from facts import facts

from termgraph.graph.snapshot import node_id


def by(*slugs: str) -> list[dict[str, str]]:
    return [{"slug": slug} for slug in slugs]


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


DETOUR = """detour {
  sentence extraMinutes extraTerms proved replacementsTotal
  replacements { term { slug } requirement { sentence relationId } option { terms { slug } } }
}"""

NECESSITY = f"""query($p: TermBy!, $known: [TermBy!], $profile: String, $mode: KnownMode! = SURMISE,
                      $tier: Tier! = REQUIRED) {{
  necessity(target: {{slug: "rlhf"}}, prerequisite: $p, known: $known, profile: $profile, knownMode: $mode,
            tier: $tier) {{
    __typename
    ... on Necessity {{ verdict target {{ slug }} prerequisite {{ slug }} {DETOUR} }}
    ... on UnknownProfile {{ code }}
  }}
}}"""

WHY = f"""query($p: TermBy!, $known: [TermBy!], $mode: KnownMode! = SURMISE, $tier: Tier! = REQUIRED) {{
  whyPrerequisite(target: {{slug: "rlhf"}}, prerequisite: $p, known: $known, knownMode: $mode, tier: $tier,
                  all: true) {{
    ... on WhyPrerequisite {{
      verdict target {{ slug }} prerequisite {{ slug }} {DETOUR} totalPaths allSteps {{ tier }} allStepsTotal revision
      paths {{ total tier steps {{ term {{ slug }} }} }}
    }}
  }}
}}"""


def test_doing_without_a_prerequisite_says_what_is_taken_instead_and_what_it_costs(api: Api) -> None:
    found = api.ask(NECESSITY, p={"slug": "rloo"})["necessity"]
    assert found["verdict"] == "ALTERNATIVE"
    detour = found["detour"]
    assert (detour["extraMinutes"], detour["proved"], detour["replacementsTotal"]) == (45, True, 1)
    assert detour["sentence"] == "RLHF can be learned without RLOO, with GRPO instead, in 45 minutes more."
    (replacement,) = detour["replacements"]
    assert replacement["term"]["slug"] == "rlhf"
    assert replacement["option"]["terms"] == by("grpo")
    assert replacement["requirement"]["sentence"] == "RLHF requires one of PPO, RLOO or GRPO."
    assert api.ask(WHY, p={"slug": "rloo"})["whyPrerequisite"]["detour"] == detour


@pytest.mark.parametrize(
    ("slug", "known", "verdict"),
    [
        ("kl-divergence", (), "NECESSARY"),
        ("lora", (), "NOT_A_PREREQUISITE"),
        ("ppo", ("rlhf",), "ALREADY_KNOWN"),
        ("rlhf", (), "NOT_A_PREREQUISITE"),
    ],
)
def test_there_is_a_detour_only_where_there_is_another_way(
    api: Api, slug: str, known: tuple[str, ...], verdict: str
) -> None:
    for query, field in ((NECESSITY, "necessity"), (WHY, "whyPrerequisite")):
        found = api.ask(query, p={"slug": slug}, known=by(*known))[field]
        assert (found["verdict"], found["detour"]) == (verdict, None)


def test_a_detour_starts_from_what_is_known(api: Api) -> None:
    assert api.ask(NECESSITY, p={"slug": "rloo"}, known=by("grpo"))["necessity"]["detour"]["extraMinutes"] == 0
    known_itself = api.ask(NECESSITY, p={"slug": "rloo"}, known=by("rloo"))["necessity"]
    assert (known_itself["verdict"], known_itself["detour"]["extraMinutes"] > 0) == ("ALTERNATIVE", True)


def test_why_a_term_comes_first_depends_on_the_tier(api: Api) -> None:
    hard, soft = (
        api.ask(WHY, p={"slug": "kl-divergence"}, tier=tier)["whyPrerequisite"] for tier in ("REQUIRED", "CONTEXT")
    )
    assert hard["totalPaths"] < soft["totalPaths"]
    assert hard["allStepsTotal"] == len(hard["allSteps"]) < soft["allStepsTotal"]
    assert {step["tier"] for step in hard["allSteps"]} == {"REQUIRED"}
    assert hard["paths"][0]["total"] == len(hard["paths"][0]["steps"])
    assert hard["revision"] == "test.1"


def test_a_softer_tier_makes_more_terms_prerequisites(api: Api) -> None:
    found = [
        api.ask(NECESSITY, p={"slug": "generalized-advantage-estimation"}, tier=tier)["necessity"]
        for tier in ("REQUIRED", "CONTEXT")
    ]
    assert [each["verdict"] for each in found] == ["NOT_A_PREREQUISITE", "ALTERNATIVE"]
    assert found[1]["detour"]["sentence"].startswith("RLHF can be learned without GAE, ")


@pytest.mark.parametrize("field", ["necessity", "whatNext", "whatToReview"])
def test_an_unknown_profile_is_an_answer(api: Api, field: str) -> None:
    arguments = {
        "necessity": 'target: {slug: "rlhf"}, prerequisite: {slug: "ppo"}',
        "whatNext": "known: []",
        "whatToReview": "known: []",
    }[field]
    query = f'{{ {field}({arguments}, profile: "nobody") {{ ... on UnknownProfile {{ code profiles }} }} }}'
    assert api.ask(query)[field]["code"] == "UNKNOWN_PROFILE"


def test_what_to_review_takes_a_profile_and_surmises_unless_told_not_to(api: Api) -> None:
    query = """query($known: [TermBy!]!, $profile: String, $mode: KnownMode! = SURMISE) {
      whatToReview(known: $known, profile: $profile, knownMode: $mode) {
        ... on WhatToReview { terms { total items { slug } } missingTotal
          missing { term { slug } requirement { options { terms { slug } } } } }
      }
    }"""

    def asked(**given: Any) -> Any:
        return api.ask(query, **given)["whatToReview"]

    surmised = asked(known=by("rlhf"))
    assert [len(each["requirement"]["options"]) for each in surmised["missing"]] == [2, 3]
    assert surmised["missingTotal"] == 2
    literal = asked(known=by("rlhf"), mode="LITERAL")
    assert literal["terms"]["items"] == by("rlhf")
    assert literal["missingTotal"] > surmised["missingTotal"]
    assert asked(known=[], profile="llm-user")["terms"]["total"] > 0


def test_what_comes_next_takes_a_profile_alone_and_a_tier(api: Api) -> None:
    query = """query($tier: Tier!, $mode: KnownMode!) {
      whatNext(known: [], profile: "llm-engineer", tier: $tier, knownMode: $mode, first: 50) {
        ... on WhatNext { total missingTotal items { term { slug } } } } }"""
    hard = api.ask(query, tier="REQUIRED", mode="SURMISE")["whatNext"]
    soft = api.ask(query, tier="CONTEXT", mode="SURMISE")["whatNext"]
    assert soft["total"] != hard["total"]
    assert api.ask(query, tier="REQUIRED", mode="LITERAL")["whatNext"]["missingTotal"] > hard["missingTotal"]


def test_what_a_term_unlocks_takes_what_all_questions_take(api: Api) -> None:
    query = """query($profile: String, $mode: KnownMode! = SURMISE, $tier: Tier! = REQUIRED, $known: [TermBy!]) {
      term(by: {slug: "ppo"}) { unlocks(profile: $profile, knownMode: $mode, tier: $tier, known: $known) {
        total now { items { slug } } } } }"""
    assert api.ask(query)["term"]["unlocks"]["total"] < api.ask(query, tier="CONTEXT")["term"]["unlocks"]["total"]
    known = by("preference-tuning", "reward-model", "kl-penalty", "supervised-fine-tuning", "reinforcement-learning")
    assert by("rlhf")[0] in api.ask(query, known=known)["term"]["unlocks"]["now"]["items"]
    assert api.ask(query)["term"]["unlocks"]["now"]["items"] == []
    assert api.errors(query, profile="nobody")[0][1] == "UNKNOWN_PROFILE"
    (error,) = api.post(query, {"known": by("pppo")}).json()["errors"]
    assert error["extensions"]["code"] == "UNKNOWN_TERM"
    assert error["extensions"]["terms"][0]["key"] == "pppo"
    assert "ppo" in error["extensions"]["terms"][0]["suggestions"]


def test_the_proof_that_there_is_no_way_is_data_as_well_as_sentences(api: Api) -> None:
    query = """query($avoid: [TermBy!]!, $known: [TermBy!]) {
      learningPath(targets: [{slug: "rlhf"}, {slug: "vram"}], avoid: $avoid, known: $known) {
        ... on NoRoute {
          message code revision truncated total targets { slug } alreadyKnown { slug }
          proof {
            sentence avoided term { slug } owner { slug } requirement { sentence }
            blocked { avoided term { slug } option { terms { slug } } }
          }
        } } }"""
    found = api.ask(query, avoid=by("human-evaluation"), known=by("vram"))["learningPath"]
    assert (found["code"], found["revision"], found["truncated"]) == ("NO_ROUTE", "test.1", False)
    assert (found["targets"], found["alreadyKnown"]) == (by("rlhf"), by("vram"))
    assert found["total"] == len(found["proof"])
    place = {each["term"]["slug"]: number for number, each in enumerate(found["proof"])}
    for number, each in enumerate(found["proof"]):
        assert each["owner"] == each["term"]
        assert each["blocked"]
        for option in each["blocked"]:
            assert option["term"] in option["option"]["terms"]
            assert option["avoided"] is (option["term"]["slug"] == "human-evaluation")
            assert option["avoided"] or place[option["term"]["slug"]] > number


def test_a_reason_names_its_statement_the_same_way_everywhere(api: Api) -> None:
    query = """{
      path: learningPath(targets: [{slug: "rlhf"}]) {
        ... on LearningPath { steps(first: 50) { nodes { term { slug }
          neededFor { relationId why term { slug } requirement { relationId } } } } } }
      term(by: {slug: "rlhf"}) { relations(types: ["requires"], first: 50) { edges { relationId node { slug } } } }
    }"""
    answer = api.ask(query)
    stored = {edge["node"]["slug"]: edge["relationId"] for edge in answer["term"]["relations"]["edges"]}
    told = {
        step["term"]["slug"]: reason["relationId"]
        for step in answer["path"]["steps"]["nodes"]
        for reason in step["neededFor"]
        if reason["term"]["slug"] == "rlhf"
    }
    assert len(told) == 6
    assert told.items() <= stored.items()
    assert stored["ppo"] == stored["rloo"] == node_id("relation", "rlhf requires grpo|ppo|rloo")
    assert stored["kl-penalty"] == node_id("relation", "rlhf requires kl-penalty")


def test_profiles_and_curated_paths_can_be_found_without_guessing(api: Api) -> None:
    query = """{ glossary { counts { profiles curatedPaths } profiles { key title terms { total items { slug } } }
                 curatedPaths { key } } }"""
    found = api.ask(query)["glossary"]
    assert [each["key"] for each in found["profiles"]] == ["llm-engineer", "llm-user", "ml-basics", "newcomer"]
    assert found["counts"] == {"profiles": 4, "curatedPaths": 0}
    assert [each["slug"] for each in found["profiles"][1]["terms"]["items"]] == list(facts().profiles["llm-user"].terms)


def test_common_ancestors_of_some_types_only(api: Api) -> None:
    query = """query($types: [String!]) { commonAncestors(a: {slug: "rlhf"}, b: {slug: "rlvr"}, types: $types) {
      ... on CommonAncestors { total truncated items { term { slug } } } } }"""
    assert api.ask(query)["commonAncestors"]["total"] == 1
    assert api.ask(query, types=["part-of"])["commonAncestors"] == {"total": 0, "truncated": False, "items": []}
    assert api.errors(query, types=["kind"])[0][1] == "UNKNOWN_TYPE"


def test_an_explanation_of_shorter_ways(api: Api) -> None:
    query = """query($hops: Int!) { explain(a: {slug: "ppo"}, b: {slug: "q-learning"}, maxHops: $hops) {
      ... on Explanation { sentencesTotal sentences directTotal paths { total truncated steps { relationId } } } } }"""
    short, usual = (api.ask(query, hops=hops)["explain"] for hops in (3, 4))
    assert max(path["total"] for path in short["paths"]) == 3
    assert api.ask(query, hops=2)["explain"]["paths"] == []
    assert usual["sentencesTotal"] == len(usual["sentences"])
    for wrong in (0, -1, 7):
        assert api.errors(query, hops=wrong)[0][1] == "BAD_USER_INPUT"


def test_the_hops_of_a_trail_say_by_which_relation_and_what_follows(api: Api) -> None:
    query = """{ term(by: {slug: "rlhf"}) { trails(style: FULL) { items { total folded crumbs {
      claim folded relation { type { key } sentence why relationId term { slug } }
      breadcrumb { position kind slug url label } } } } } }"""
    for trail in api.ask(query)["term"]["trails"]["items"]:
        crumbs = trail["crumbs"]
        assert [crumb["breadcrumb"]["position"] for crumb in crumbs] == list(range(1, trail["total"] + 1))
        for crumb in crumbs[:-1]:
            is_term = crumb["breadcrumb"]["kind"] == "TERM"
            assert (crumb["relation"] is not None) is is_term
            if is_term:
                assert crumb["relation"]["term"]["slug"] == crumb["breadcrumb"]["slug"]
                assert crumb["relation"]["sentence"]
        assert crumbs[-1]["relation"] is None
    second = api.ask(query)["term"]["trails"]["items"][1]["crumbs"]
    assert [(crumb["breadcrumb"]["slug"], crumb["claim"]) for crumb in second[-3:]] == [
        ("ai-alignment", "part-of"),
        ("preference-tuning", "is-a"),
        ("rlhf", None),
    ]
    assert second[-3]["relation"]["sentence"] == "Preference Tuning is part of AI Alignment."


def test_related_terms_begin_with_relations_by_group_and_give_their_evidence(api: Api) -> None:
    query = """{ term(by: {slug: "ppo"}) { related(first: 100) { totalCount candidates
      groups { group { key order } total truncated items { sentence type { group { key } } } }
      edges { because node { slug } evidence {
        category { slug } mention { text { slug } named { slug } sentence }
        shared { term { slug } near { sentence term { slug } } far { sentence term { slug } } } } } } } }"""
    found = api.ask(query)["term"]["related"]
    orders = [(group["group"]["order"], group["group"]["key"]) for group in found["groups"]]
    assert orders == sorted(orders)
    assert all(
        item["type"]["group"]["key"] == group["group"]["key"] for group in found["groups"] for item in group["items"]
    )
    assert found["groups"][0]["items"][0]["sentence"].startswith("PPO is a kind of ")
    assert found["totalCount"] == 100 < found["candidates"]
    for edge in found["edges"]:
        for shared in edge["evidence"]["shared"]:
            assert {step["term"]["slug"] for step in shared["near"]} == {shared["term"]["slug"]}
            assert {step["term"]["slug"] for step in shared["far"]} == {edge["node"]["slug"]}
        if mention := edge["evidence"]["mention"]:
            assert {mention["text"]["slug"], mention["named"]["slug"]} == {"ppo", edge["node"]["slug"]}
            assert any(mention["sentence"] in reason for reason in edge["because"])
    assert any(edge["evidence"]["shared"] for edge in found["edges"])
    assert any(edge["evidence"]["category"] for edge in found["edges"])


def test_an_option_not_taken_says_how_many_terms_more(api: Api) -> None:
    query = """{ learningPath(targets: [{slug: "rlhf"}]) { ... on LearningPath { optionalTotal warningsTotal
      optional { term { slug } neededForTotal neededFor { why } }
      steps(last: 1) { nodes { chosen { otherOptions { extraTerms extraMinutes terms { slug } } } } } } } }"""
    found = api.ask(query)["learningPath"]
    others = found["steps"]["nodes"][0]["chosen"][0]["otherOptions"]
    assert {each["terms"][0]["slug"]: each["extraTerms"] for each in others} == {"ppo": 3, "grpo": 2}
    assert found["optionalTotal"] == len(found["optional"]) > 0
    assert all(each["neededForTotal"] == len(each["neededFor"]) > 0 for each in found["optional"])
    assert found["warningsTotal"] == 0


def test_a_type_says_which_end_is_learned_first(api: Api) -> None:
    nodes = api.ask("{ relationTypes(first: 100) { nodes { key tier learnedFirst } } }")["relationTypes"]["nodes"]
    assert {each["key"] for each in nodes if each["learnedFirst"]} == {each["key"] for each in nodes if each["tier"]}
    assert {each["learnedFirst"] for each in nodes} == {None, "OBJECT"}


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ('trails(via: {slug: "lora"}) { total }', "NOT_AN_ANCESTOR"),
        ('unlocks(known: [{slug: "zz"}]) { total }', "UNKNOWN_TERM"),
        ('unlocks(profile: "zz") { total }', "UNKNOWN_PROFILE"),
    ],
)
def test_a_wrong_argument_of_one_field_leaves_the_rest_of_the_page(field: str, code: str) -> None:
    answer = api_of().post(f'{{ term(by: {{slug: "rlhf"}}) {{ slug found: {field} }} }}').json()
    assert answer["data"] == {"term": {"slug": "rlhf", "found": None}}
    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]


def test_a_path_needs_a_target() -> None:
    assert api_of().errors("{ learningPath(targets: []) { __typename } }")[0][1] == "BAD_USER_INPUT"
