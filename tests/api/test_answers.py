"""What the API answers on the facts: every field, from requests that pass the whole HTTP stack."""

import pytest
from asking import Api, api_of

from termgraph.graph.search import search

RLHF = "RLHF (Reinforcement Learning from Human Feedback)"
BASE = "https://glossary.example/"


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


def test_a_term_page_takes_one_round_trip(api: Api) -> None:
    data = api.ask(
        """query ($slug: String!) { term(by: {slug: $slug}) {
          id slug url name acronym title languages kind level minutes status summary definition(format: HTML)
          sections { key title text(format: HTML) } category { slug } categories { slug name url }
          breadcrumbs { position kind label slug url }
          requirements { why tier options { terms { slug } } source keep sentence type { key } }
          relations(first: 100) { totalCount edges { sentence why isOption node { slug } } }
          relatedLinks { title } sources { ref } editorialReview { date } replacedBy { slug } revision mappings { iri }
        } }""",
        slug="rlhf",
    )["term"]
    assert data["title"] == RLHF
    assert data["url"] == BASE + "terms/rlhf"
    assert (data["name"], data["acronym"]) == ("Reinforcement Learning from Human Feedback", "RLHF")
    assert (data["kind"], data["level"], data["status"]) == ("TECHNIQUE", "ADVANCED", "PUBLISHED")
    assert data["languages"] == ["en"]
    assert data["category"]["slug"] == data["categories"][0]["slug"] == "large-language-models"
    assert [(crumb["position"], crumb["kind"], crumb["label"]) for crumb in data["breadcrumbs"]] == [
        (1, "ROOT", "Glossary"),
        (2, "CATEGORY", "Large language models"),
        (3, "TERM", RLHF),
    ]
    assert [crumb["url"] for crumb in data["breadcrumbs"]] == [
        BASE,
        BASE + "categories/large-language-models",
        BASE + "terms/rlhf",
    ]
    optimizer = data["requirements"][-1]
    assert optimizer["sentence"] == "RLHF requires one of PPO, RLOO or GRPO."
    assert optimizer["why"] == "Some policy optimizer is needed; one is enough."
    assert [[term["slug"] for term in option["terms"]] for option in optimizer["options"]] == [
        ["ppo"],
        ["rloo"],
        ["grpo"],
    ]
    assert {each["tier"] for each in data["requirements"]} == {"REQUIRED"}
    assert data["relations"]["totalCount"] == len(data["relations"]["edges"]) == 26
    assert data["revision"] == "test.1"
    for field in ("sections", "relatedLinks", "sources", "replacedBy", "mappings"):
        assert data[field] == []


def test_a_relation_reads_from_each_of_its_ends(api: Api) -> None:
    edges = "edges { direction key label sentence why for forTerm { slug } source node { slug } type { key } }"
    query = f"""{{ ppo: term(by: {{slug: "ppo"}}) {{ relations(types: ["is-algorithm-for"]) {{ {edges} }} }}
                   rlhf: term(by: {{slug: "rlhf"}}) {{ relations(types: ["has-algorithm"]) {{ {edges} }} }} }}"""
    data = api.ask(query)
    out = next(edge for edge in data["ppo"]["relations"]["edges"] if edge["node"]["slug"] == "rlhf")
    assert (out["direction"], out["key"], out["label"]) == ("OUT", "is-algorithm-for", "is an algorithm for")
    assert out["sentence"] == "PPO is an algorithm for RLHF."
    into = next(edge for edge in data["rlhf"]["relations"]["edges"] if edge["node"]["slug"] == "ppo")
    assert (into["direction"], into["key"], into["label"]) == ("IN", "has-algorithm", "has algorithm")
    assert into["sentence"] == "RLHF has algorithm PPO."
    assert into["type"]["key"] == "is-algorithm-for"


def test_a_symmetric_relation_reads_the_same_from_both_ends_with_its_purpose(api: Api) -> None:
    query = """query ($slug: String!) { term(by: {slug: $slug}) { relations(types: ["is-alternative-to"], first: 100) {
        edges { direction key label sentence for forTerm { slug } node { slug } } } } }"""
    for slug, other, sentence in (
        ("dpo", "ppo", "DPO is an alternative to PPO for Preference Tuning."),
        ("ppo", "dpo", "PPO is an alternative to DPO for Preference Tuning."),
    ):
        edges = api.ask(query, slug=slug)["term"]["relations"]["edges"]
        (edge,) = [edge for edge in edges if edge["node"]["slug"] == other]
        assert edge["sentence"] == sentence
        assert (edge["direction"], edge["key"]) == ("OUT", "is-alternative-to")
        assert (edge["for"], edge["forTerm"]) == ("Preference Tuning", {"slug": "preference-tuning"})


def test_an_option_never_reads_as_a_flat_requirement(api: Api) -> None:
    query = """query ($slug: String!) { term(by: {slug: $slug}) { relations(types: ["requires"], first: 100) {
        edges { isOption sentence direction requirement { options { terms { slug } } } node { slug } } } } }"""
    for slug, other in (("rlhf", "ppo"), ("ppo", "rlhf")):
        edges = api.ask(query, slug=slug)["term"]["relations"]["edges"]
        (edge,) = [edge for edge in edges if edge["node"]["slug"] == other]
        assert edge["isOption"] is True
        assert edge["sentence"] == "RLHF requires one of PPO, RLOO or GRPO."
        assert len(edge["requirement"]["options"]) == 3


def test_an_entailed_ancestor_is_answered_with_its_chain(api: Api) -> None:
    data = api.ask("""{ term(by: {label: "Q-Learning"}) { ancestors { edges {
        distance sentence claim { key label } node { slug }
        chain { total truncated steps { sentence term { slug } type { key } } }
    } } } }""")
    edges = data["term"]["ancestors"]["edges"]
    (found,) = [edge for edge in edges if edge["node"]["slug"] == "reinforcement-learning"]
    assert found["sentence"] == "Q-Learning is a kind of Reinforcement Learning."
    assert found["claim"]["key"] == "is-a"
    assert found["distance"] == found["chain"]["total"] == len(found["chain"]["steps"])
    assert found["chain"]["steps"][-1]["term"]["slug"] == "reinforcement-learning"
    assert found["chain"]["truncated"] is False


def test_prerequisites_say_whether_they_can_be_skipped_and_who_needs_them(api: Api) -> None:
    data = api.ask("""{ term(by: {slug: "rlhf"}) { prerequisites(first: 100) { totalCount edges {
        distance tier verdict node { slug }
        neededBy { total truncated items { term { slug } requirement { sentence } } }
    } } } }""")
    page = data["term"]["prerequisites"]
    assert page["totalCount"] == 49
    edges = {edge["node"]["slug"]: edge for edge in page["edges"]}
    assert edges["ppo"]["verdict"] == "ALTERNATIVE"
    assert edges["kl-divergence"]["verdict"] == edges["human-evaluation"]["verdict"] == "NECESSARY"
    assert edges["ppo"]["neededBy"]["items"][0] == {
        "term": {"slug": "rlhf"},
        "requirement": {"sentence": "RLHF requires one of PPO, RLOO or GRPO."},
    }
    wider = api.ask(
        """{ term(by: {slug: "rlhf"}) { prerequisites(tier: CONTEXT) { totalCount }
                                            near: prerequisites(depth: 1) { totalCount } } }"""
    )
    assert wider["term"]["prerequisites"]["totalCount"] == 72
    assert wider["term"]["near"]["totalCount"] == 8


@pytest.mark.parametrize(
    ("by", "slug", "redirected"),
    [
        ({"slug": "ppo"}, "ppo", None),
        ({"label": "proximal policy optimization"}, "ppo", None),
        ({"label": "PPO"}, "ppo", None),
        ({"url": BASE + "terms/ppo"}, "ppo", None),
        ({"url": BASE + "terms/ppo/?utm=1#top"}, "ppo", None),
    ],
)
def test_a_term_is_found_by_each_of_its_keys(api: Api, by: dict[str, str], slug: str, redirected: str | None) -> None:
    query = """query ($by: TermBy!) { term(by: $by) { slug }
        lookup(by: $by) { __typename ... on TermFound { redirectedFrom term { slug } } } }"""
    data = api.ask(query, by=by)
    assert data["term"] == {"slug": slug}
    assert data["lookup"] == {"__typename": "TermFound", "redirectedFrom": redirected, "term": {"slug": slug}}


def test_a_term_that_is_not_there_brings_at_most_three_suggestions(api: Api) -> None:
    query = """query ($by: TermBy!) { term(by: $by) { slug } lookup(by: $by) { __typename
        ... on TermNotFound { code message suggestions { slug } } } }"""
    data = api.ask(query, by={"slug": "q-lerning"})
    assert data["term"] is None
    assert data["lookup"]["__typename"] == "TermNotFound"
    assert data["lookup"]["code"] == "UNKNOWN_TERM"
    assert data["lookup"]["suggestions"][0] == {"slug": "q-learning"}
    for by in (
        {"id": "nonsense"},
        {"url": "https://elsewhere.example/terms/ppo"},
        {"label": "x" * 100_000},
        {"label": ""},
    ):
        found = api.ask(query, by=by)
        assert found["term"] is None
        assert len(found["lookup"]["suggestions"]) <= 3


def test_nodes_keep_their_order_and_null_stands_for_the_missing(api: Api) -> None:
    data = api.ask("""{ term(by: {slug: "ppo"}) { id } category(slug: "tools") { id }
        relationTypes(first: 1) { nodes { id } } }""")
    ids = [
        data["category"]["id"],
        "1malformed",
        data["term"]["id"],
        data["relationTypes"]["nodes"][0]["id"],
        "",
        data["term"]["id"],
    ]
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Term { slug } } }"
    nodes = api.ask(query, ids=ids)["nodes"]
    assert [node and node["__typename"] for node in nodes] == ["Category", None, "Term", "RelationType", None, "Term"]
    assert [node["id"] for node in nodes if node] == [each for each in ids if each not in ("", "1malformed")]
    query = "query ($id: ID!) { node(id: $id) { id } }"
    assert api.ask(query, id=ids[2]) == {"node": {"id": ids[2]}}
    assert api.ask(query, id="é'\"") == {"node": None}


def test_lists_inside_a_filter_are_alternatives_and_fields_narrow(api: Api) -> None:
    query = """query ($filter: TermFilter) { terms(filter: $filter, first: 100) { totalCount nodes {
        slug kind level categories { slug } } } }"""

    def terms(**filter_: object) -> list[dict[str, object]]:
        page = api.ask(query, filter=filter_)["terms"]
        assert page["totalCount"] == len(page["nodes"]) or len(page["nodes"]) == 100
        found: list[dict[str, object]] = page["nodes"]
        return found

    tools, hardware = terms(kinds=["TOOL"]), terms(kinds=["HARDWARE"])
    assert len(terms(kinds=["TOOL", "HARDWARE"])) == len(tools) + len(hardware) > 0
    intro_tools = terms(kinds=["TOOL"], levels=["INTRO"])
    assert intro_tools == [term for term in tools if term["level"] == "INTRO"]
    assert all({"slug": "tools"} in term["categories"] for term in terms(categories=["tools"]))  # type: ignore[operator]
    algorithms = {term["slug"] for term in terms(relationTypes=["has-algorithm"])}
    assert "rlhf" in algorithms
    assert "ppo" not in algorithms
    assert {"ppo", "rlhf"} <= {term["slug"] for term in terms(relationTypes=["is-algorithm-for"])}
    assert terms(categories=["no-such-category"]) == []
    assert terms(kinds=[]) == []
    assert len(terms()) == 100


@pytest.mark.parametrize("field", ["NAME", "SLUG", "LEVEL", "MINUTES"])
def test_descending_is_ascending_backwards(api: Api, field: str) -> None:
    query = """query ($field: TermOrderField!, $direction: OrderDirection!, $after: String) {
        terms(orderBy: {field: $field, direction: $direction}, first: 100, after: $after) {
          nodes { slug name minutes level } pageInfo { hasNextPage endCursor } } }"""

    def walk(direction: str) -> list[dict[str, object]]:
        nodes: list[dict[str, object]] = []
        after = None
        while True:
            page = api.ask(query, field=field, direction=direction, after=after)["terms"]
            nodes += page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                return nodes
            after = page["pageInfo"]["endCursor"]

    ascending = walk("ASC")
    assert len(ascending) == 195
    assert walk("DESC") == ascending[::-1]
    if field == "MINUTES":
        assert [term["minutes"] for term in ascending] == sorted(term["minutes"] for term in ascending)  # type: ignore[type-var]
    if field == "SLUG":
        assert [term["slug"] for term in ascending] == sorted(str(term["slug"]) for term in ascending)


def test_search_puts_an_exact_label_first_and_says_why(api: Api) -> None:
    query = """query ($text: String!, $filter: TermFilter) { search(text: $text, filter: $filter, first: 100) {
        totalCount
        edges { tier matchedLabel matchedKind score snippet snippetMatches { start end } node { slug } } } }"""
    first = api.ask(query, text="q learning")["search"]["edges"][0]
    assert (first["node"]["slug"], first["tier"], first["matchedLabel"]) == ("q-learning", "EXACT", "Q-Learning")
    acronym = api.ask(query, text="ppo")["search"]["edges"][0]
    assert (acronym["node"]["slug"], acronym["matchedKind"]) == ("ppo", "ACRONYM")
    texts = [edge for edge in api.ask(query, text="people's comparisons")["search"]["edges"] if edge["tier"] == "TEXT"]
    assert texts[0]["node"]["slug"] == "rlhf"
    assert texts[0]["matchedLabel"] is None
    ranges = [texts[0]["snippet"][each["start"] : each["end"]] for each in texts[0]["snippetMatches"]]
    assert "comparisons" in " ".join(ranges)
    only = api.ask(query, text="policy", filter={"kinds": ["CONCEPT"]})["search"]
    assert 0 < only["totalCount"] < api.ask(query, text="policy")["search"]["totalCount"]


def test_suggestions_complete_what_was_typed(api: Api) -> None:
    data = api.ask('{ suggest(prefix: "reinf", first: 3) { label kind term { slug } } }')
    assert 0 < len(data["suggest"]) <= 3
    assert all(each["label"].lower().startswith("reinf") for each in data["suggest"])
    assert {"label": "Reinforcement Learning", "kind": "NAME", "term": {"slug": "reinforcement-learning"}} in data[
        "suggest"
    ]


def test_the_glossary_describes_itself(api: Api) -> None:
    data = api.ask("""{ glossary { name description url language languages licence publisher { name } sections { key }
        counts { terms relations categories relationTypes links } revision } }""")["glossary"]
    assert data["name"] == "AI Glossary"
    assert data["url"] == BASE
    assert data["counts"]["terms"] == 195
    assert data["counts"]["categories"] == 12
    assert data["revision"] == "test.1"


def test_categories_stand_in_the_editors_order_and_list_their_terms(api: Api) -> None:
    data = api.ask("""{ categories(first: 100) { totalCount nodes { slug name url description parent { slug }
        children { totalCount } terms(first: 1) { totalCount nodes { slug } } } } category(slug: "none") { slug } }""")
    assert data["categories"]["totalCount"] == 12
    assert data["categories"]["nodes"][0]["slug"] == "learning-paradigms"
    assert all(node["terms"]["totalCount"] > 0 for node in data["categories"]["nodes"])
    assert data["category"] is None


def test_relation_types_show_their_registry_row(api: Api) -> None:
    data = api.ask("""{ relationTypes(first: 100) { totalCount nodes { key label inverseKey inverseLabel symmetric
        transitive hierarchy tier group { key label order } domain range builtIn } } }""")
    types = {node["key"]: node for node in data["relationTypes"]["nodes"]}
    assert data["relationTypes"]["totalCount"] == len(types) == 20
    assert types["is-a"]["hierarchy"] == "GENERIC"
    assert types["requires"]["tier"] == "REQUIRED"
    assert types["is-alternative-to"]["inverseKey"] is None
    assert types["implements"]["domain"] == ["TOOL"]
    assert all(node["builtIn"] for node in types.values())


def test_every_answer_names_its_revision(api: Api) -> None:
    assert api.post("{ glossary { name } }").json()["extensions"]["termgraph"]["revision"] == "test.1"
    failed = api.post('{ terms(after: "x") { totalCount } }').json()
    assert failed["extensions"]["termgraph"]["revision"] == "test.1"


def test_answers_about_learning_and_trails_name_their_revision_themselves(api: Api) -> None:
    data = api.ask("""{
      necessity(target: {slug: "rlhf"}, prerequisite: {slug: "ppo"}) { ... on Necessity { revision } }
      whatNext(known: [{slug: "ppo"}]) { ... on WhatNext { revision } }
      whatToReview(known: [{slug: "ppo"}]) { ... on WhatToReview { revision } }
      term(by: {slug: "ppo"}) { trails { revision } unlocks { revision } } }""")
    answers = [*data["term"].values(), *(answer for field, answer in data.items() if field != "term")]
    assert answers == [{"revision": "test.1"}] * 5


@pytest.mark.parametrize(
    "text", ["learning", "policy", "model", "a", "reinforcment", "gradient descent", "lora", "what"]
)
def test_the_api_keeps_the_order_of_the_search(api: Api, text: str) -> None:
    snapshot = api.holder.current.snapshot
    data = api.ask("query ($t: String!) { search(text: $t, first: 100) { nodes { slug } } }", t=text)
    found = [snapshot.terms[hit.term].slug for hit in search(snapshot, text)]
    assert [node["slug"] for node in data["search"]["nodes"]] == found[:100]
