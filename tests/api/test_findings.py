"""Findings over the API are those of the rules, on the term they are about and for the glossary as a whole."""

from asking import api_of
from facts import facts

from termgraph.formats.source import Source
from termgraph.integrity import check

QUERY = """query($after: String) { glossary { findings(first: 100, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } nodes { rule name severity message hint subjects } } } }"""


def test_every_finding_is_there_once() -> None:
    api = api_of()
    found: list[tuple[str, str]] = []
    after = None
    while True:
        page = api.ask(QUERY, after=after)["glossary"]["findings"]
        found += [(node["rule"], node["message"]) for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert sorted(found) == sorted((each.rule, each.message) for each in check(Source(facts())))
    assert page["totalCount"] == len(found)


def test_a_term_has_the_findings_it_is_a_subject_of() -> None:
    query = '{ term(by: {slug: "rlhf"}) { findings { rule severity message subjects } } }'
    found = api_of().ask(query)["term"]["findings"]
    expected = [each for each in check(Source(facts())) if "rlhf" in each.subjects]
    assert len(found) == len(expected) > 0
    assert all("rlhf" in each["subjects"] for each in found)
