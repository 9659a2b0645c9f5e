"""Pages outside the glossary over the API: borrowed ones with the claim, what to learn before each, and trails."""

from typing import Any

import pytest
from asking import Api, api_of
from links_of_facts import with_links

QUERY = """query($slug: String!, $inherit: Boolean! = true, $perGroup: Int! = 3, $groups: [String!],
               $known: [TermBy!], $profile: String, $mode: KnownMode! = SURMISE) {
  term(by: {slug: $slug}) {
    relatedLinks(inherit: $inherit, perGroup: $perGroup, groups: $groups) {
      key title total truncated
      links {
        inheritedFrom { term { slug } claim { key } sentence }
        trail { position label }
        link {
          key
          missingFor(known: $known, profile: $profile, knownMode: $mode) {
            __typename
            ... on MissingBefore { learnFirst { total items { slug } } minutes optimal sentence }
            ... on UnknownTerms { terms { key suggestions { slug } } }
            ... on UnknownProfile { code profiles }
          }
        }
      }
    }
  }
}"""


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of(with_links())


def groups(api: Api, slug: str, **given: Any) -> dict[str, Any]:
    return {group["key"]: group for group in api.ask(QUERY, slug=slug, **given)["term"]["relatedLinks"]}


def keys(group: Any) -> list[str]:
    return [each["link"]["key"] for each in group["links"]]


def test_a_group_that_is_not_full_borrows_and_says_from_where() -> None:
    api = api_of(with_links())
    found = groups(api, "ppo")
    assert list(found) == ["learn", "compare", "papers", "videos"]
    own, borrowed = found["papers"]["links"]
    assert own["inheritedFrom"] is None
    assert borrowed["inheritedFrom"] == {
        "term": {"slug": "generalized-advantage-estimation"},
        "claim": {"key": "uses"},
        "sentence": "PPO uses GAE.",
    }
    (video,) = found["videos"]["links"]
    assert video["inheritedFrom"]["claim"] == {"key": "is-a"}
    assert video["inheritedFrom"]["sentence"] == "PPO is a kind of Actor-Critic."
    assert (found["papers"]["total"], found["papers"]["truncated"]) == (1, False)
    assert (found["videos"]["total"], found["videos"]["truncated"]) == (0, False)


def test_nothing_is_borrowed_where_it_is_not_wanted(api: Api) -> None:
    found = groups(api, "ppo", inherit=False)
    assert {key: keys(group) for key, group in found.items()} == {"compare": ["dpo-or-ppo"], "papers": ["ppo-paper"]}


def test_a_cut_is_told(api: Api) -> None:
    guides = groups(api, "vram", perGroup=2, groups=["buyer-guides"])["buyer-guides"]
    assert (keys(guides), guides["total"], guides["truncated"]) == (["how-much-vram", "best-mac"], 3, True)


def test_the_trail_of_a_borrowed_page_leads_through_the_term_that_shows_it(api: Api) -> None:
    video = groups(api, "ppo")["videos"]["links"][0]
    assert " / ".join(crumb["label"] for crumb in video["trail"]) == (
        "Glossary / Large language models / Proximal Policy Optimization (PPO) / Videos / Actor critic talk"
    )


def test_what_to_learn_before_a_page(api: Api) -> None:
    def missing(**given: Any) -> Any:
        return groups(api, "vram", groups=["buyer-guides"], **given)["buyer-guides"]["links"][0]["link"]["missingFor"]

    assert missing() == {
        "__typename": "MissingBefore",
        "learnFirst": {"total": 2, "items": [{"slug": "gpu"}, {"slug": "vram"}]},
        "minutes": 20,
        "optimal": True,
        "sentence": "Before this page, learn 2 terms, 20 minutes.",
    }
    assert missing(known=[{"slug": "gpu"}])["sentence"] == "Before this page, learn 1 term, 10 minutes."
    done = missing(known=[{"slug": "vram"}])
    assert (done["sentence"], done["minutes"]) == (None, 0)
    wrong = missing(known=[{"slug": "gpuu"}, {"slug": "vram"}])
    assert (wrong["__typename"], wrong["terms"][0]["key"]) == ("UnknownTerms", "gpuu")
    assert {"slug": "gpu"} in wrong["terms"][0]["suggestions"]
    profile = missing(profile="expert")
    assert (profile["code"], profile["profiles"][0]) == ("UNKNOWN_PROFILE", "llm-engineer")


def test_a_profile_and_what_knowing_implies_count(api: Api) -> None:
    def minutes(**given: Any) -> Any:
        found = groups(api, "rlhf", groups=["learn"], **given)["learn"]["links"][0]["link"]["missingFor"]
        return found["minutes"]

    assert minutes(profile="llm-engineer") == 275
    assert minutes(known=[{"slug": "trust-region-policy-optimization"}]) < minutes(
        known=[{"slug": "trust-region-policy-optimization"}], mode="LITERAL"
    )


def test_a_page_answers_by_its_own_id_as_well(api: Api) -> None:
    page = api.ask(
        """{ term(by: {slug: "vram"}) { relatedLinks(groups: ["buyer-guides"]) { links { link { id } } } } }"""
    )
    identity = page["term"]["relatedLinks"][0]["links"][0]["link"]["id"]
    query = """query($id: ID!) { node(id: $id) { ... on Link {
        key missingFor { ... on MissingBefore { minutes revision } } } } }"""
    assert api.ask(query, id=identity)["node"] == {
        "key": "how-much-vram",
        "missingFor": {"minutes": 20, "revision": "test.1"},
    }


@pytest.mark.parametrize("given", [{"perGroup": 0}, {"perGroup": -1}, {"perGroup": 51}])
def test_a_number_beyond_the_cap_is_refused(api: Api, given: dict[str, int]) -> None:
    assert api.errors(QUERY, slug="ppo", **given)[0][1] == "BAD_USER_INPUT"


def test_more_than_five_hundred_known_terms_are_refused(api: Api) -> None:
    body = api.post(QUERY, {"slug": "vram", "known": [{"slug": "gpu"}] * 501}).json()
    assert {error["extensions"]["code"] for error in body["errors"]} == {"TOO_MANY"}
    assert {error["extensions"]["limit"] for error in body["errors"]} == {500}
