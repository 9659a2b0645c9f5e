"""The questions about two terms, trails and related terms, over the API, on the facts."""

import pytest
from asking import Api, api_of


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


def test_how_two_terms_are_related_begins_with_the_most_telling_sentence(api: Api) -> None:
    query = """query($a: String!, $b: String!) { explain(a: {slug: $a}, b: {slug: $b}) { ... on Explanation {
      sentences truncated componentDistance direct { entailed sentence type { key } walk { sentence } }
      prerequisite { verdict target { slug } path { term { slug } requirement { sentence } } }
      common { items { term { slug } sentence } } difference { sentences } paths { sentence steps { inverse } }
    } } }"""
    near = api.ask(query, a="ppo", b="rlhf")["explain"]
    assert near["sentences"][0] == "PPO is an algorithm for RLHF."
    assert near["prerequisite"]["verdict"] == "ALTERNATIVE"
    assert near["componentDistance"] == 1
    far = api.ask(query, a="ppo", b="q-learning")["explain"]
    assert far["sentences"][0] == "PPO and Q-Learning are each a kind of Model-Free RL."
    assert far["direct"] == []
    assert len(far["paths"]) == 5


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("dpo", "rlhf", ["preference-tuning"]),
        ("lora", "rlhf", ["fine-tuning"]),
        ("ppo", "q-learning", ["model-free-rl"]),
        ("ppo", "sarsa", ["on-policy-learning", "model-free-rl"]),
        ("rlhf", "rlvr", ["reinforcement-learning"]),
    ],
)
def test_what_both_are(api: Api, a: str, b: str, found: list[str]) -> None:
    query = """query($a: String!, $b: String!) { commonAncestors(a: {slug: $a}, b: {slug: $b}) {
      ... on CommonAncestors { items { term { slug } sentence } } } }"""
    items = api.ask(query, a=a, b=b)["commonAncestors"]["items"]
    assert sorted(item["term"]["slug"] for item in items) == sorted(found)


@pytest.mark.parametrize("field", ["explain", "compare", "commonAncestors"])
def test_one_term_twice_and_unknown_terms_are_answers(api: Api, field: str) -> None:
    query = f"""query($a: String!, $b: String!) {{ {field}(a: {{slug: $a}}, b: {{slug: $b}}) {{
      __typename ... on SameTerm {{ message code term {{ slug }} }} ... on UnknownTerms {{ terms {{ key }} }} }} }}"""
    assert api.ask(query, a="dpo", b="dpo")[field]["code"] == "SAME_TERM"
    assert api.ask(query, a="dpo", b="nothing")[field]["terms"] == [{"key": "nothing"}]


def test_a_comparison_says_what_only_one_of_two_does(api: Api) -> None:
    query = """{ compare(a: {slug: "dpo"}, b: {slug: "rlhf"}) { ... on Comparison {
      a { slug } b { slug } parents { items { slug } } notes { sentence } sentences
      rows { type { key } optional onlyA { items { slug } } onlyB { total } both { total } } } } }"""
    answer = api.ask(query)["compare"]
    assert "DPO is an alternative to RLHF for Preference Tuning." in [note["sentence"] for note in answer["notes"]]
    assert any(each.startswith("Stated of RLHF alone: ") for each in answer["sentences"])


def test_why_a_term_comes_before_another(api: Api) -> None:
    query = """query($first: Int!, $all: Boolean!) {
      whyPrerequisite(target: {slug: "rlhf"}, prerequisite: {slug: "machine-learning"}, first: $first, all: $all) {
        ... on WhyPrerequisite { verdict totalPaths morePaths bottlenecks { total } allSteps { term { slug } }
          paths { tier steps { dependent { slug } term { slug } why requirement { sentence } } } } } }"""
    short = api.ask(query, first=1, all=False)["whyPrerequisite"]
    assert short["verdict"] == "NECESSARY"
    assert [step["term"]["slug"] for step in short["paths"][0]["steps"]] == [
        "reinforcement-learning",
        "machine-learning",
    ]
    assert short["morePaths"]
    assert short["allSteps"] == []
    assert len(api.ask(query, first=10, all=True)["whyPrerequisite"]["allSteps"]) > 20


def test_trails_of_a_term_with_several_parents(api: Api) -> None:
    query = """query($via: TermBy, $first: Int!) { term(by: {slug: "rlhf"}) { trails(via: $via, first: $first) {
      total truncated items { folded crumbs { breadcrumb { slug } claim folded } } } } }"""

    def slugs(trail: dict[str, list[dict[str, dict[str, str]]]]) -> list[str]:
        return [crumb["breadcrumb"]["slug"] for crumb in trail["crumbs"]][1:]

    every = api.ask(query, first=5)["term"]["trails"]
    assert every["total"] == 3
    assert slugs(every["items"][0]) == [
        "machine-learning",
        "transfer-learning",
        "fine-tuning",
        "preference-tuning",
        "rlhf",
    ]
    assert api.ask(query, first=1)["term"]["trails"]["truncated"]
    (through,) = api.ask(query, first=5, via={"slug": "ai-alignment"})["term"]["trails"]["items"]
    assert slugs(through) == ["ai-alignment", "preference-tuning", "rlhf"]
    errors = api.post(query, {"first": 5, "via": {"slug": "ollama"}}).json()["errors"]
    assert errors[0]["extensions"]["code"] == "NOT_AN_ANCESTOR"


def test_breadcrumbs_come_in_three_styles(api: Api) -> None:
    query = """query($style: TrailStyle!) { term(by: {slug: "q-learning"}) { breadcrumbs(style: $style) { label } } }"""
    printed = {
        style: " / ".join(crumb["label"] for crumb in api.ask(query, style=style)["term"]["breadcrumbs"])
        for style in ("CATEGORY", "CONCEPT", "FULL")
    }
    assert printed["CATEGORY"] == "Glossary / Classical ML algorithms / Q-Learning"
    assert printed["CONCEPT"].startswith("Glossary / Machine Learning (ML) / Reinforcement Learning (RL) / Model-Free")
    assert printed["FULL"].startswith("Glossary / Machine learning foundations / Machine Learning (ML) / ")


def test_related_terms_say_why_and_are_paged(api: Api) -> None:
    query = """query($first: Int!, $after: String) { term(by: {slug: "rlhf"}) { related(first: $first, after: $after) {
      totalCount pageInfo { endCursor hasNextPage } edges { node { slug } score because } } } }"""
    whole = api.ask(query, first=12)["term"]["related"]["edges"]
    assert all(edge["because"] for edge in whole)
    assert [edge["score"] for edge in whole] == sorted((edge["score"] for edge in whole), reverse=True)
    first = api.ask(query, first=5)["term"]["related"]
    rest = api.ask(query, first=7, after=first["pageInfo"]["endCursor"])["term"]["related"]
    assert first["edges"] + rest["edges"] == whole
