"""Answers by GET carry a tag, and are not made again for who has them; statuses in both profiles."""

from typing import Any

import pytest
from asking import Api, api_of, view_of

from termgraph.api.execution import Execution
from termgraph.settings import Statuses

NEW = "application/graphql-response+json"
OLD = "application/json"
NAME = "{ glossary { name } }"
PARTIAL = (
    '{ glossary { name } term(by: {slug: "ppo"}) { definition(language: "") relatedLinks(perGroup: 0) { title } } }'
)


@pytest.fixture
def api() -> Api:
    return api_of()


def get(api: Api, query: str = NAME, tag: str | None = None, **more: Any) -> Any:
    headers = {"Accept": more.pop("accept", NEW), **({"If-None-Match": tag} if tag else {})}
    return api.send("GET", params={"query": query, **more}, headers=headers)


def test_who_has_the_answer_is_not_sent_it_again(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    first = get(api)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, no-cache"
    monkeypatch.setattr(Execution, "answer", None)  # nothing runs from here on
    for known in (tag, tag.removeprefix("W/"), f'"a", {tag}', f"{tag},{tag}"):
        again = get(api, tag=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == "public, no-cache"
        assert "accept" in again.headers["vary"].lower()


def test_the_tag_changes_with_all_that_the_answer_depends_on(api: Api) -> None:
    term = "query A($s: String!) { term(by: {slug: $s}) { slug } } query B { glossary { name } }"
    asked = [
        get(api),
        get(api, accept=OLD),
        get(api, "{ glossary { name  } }"),
        get(api, term, operationName="B"),
        get(api, term, operationName="A", variables='{"s": "ppo"}'),
        get(api, term, operationName="A", variables='{"s": "dpo"}'),
        get(api, extensions='{"termgraph": {"dryRun": true}}'),
    ]
    tags = [each.headers["etag"] for each in asked]
    assert len(set(tags)) == len(tags)
    api.holder.current = view_of(revision="test.2")
    assert get(api).headers["etag"] not in tags
    assert get(api, tag=tags[0]).status_code == 200
    assert get(api).headers["x-termgraph-revision"] == "test.2"


def test_the_tag_does_not_depend_on_how_variables_are_written(api: Api) -> None:
    query = "query ($a: Int, $b: String!) { terms(first: $a) { totalCount } term(by: {slug: $b}) { slug } }"
    one, other = (get(api, query, variables=text) for text in ('{"a": 1, "b": "ppo"}', '{"b":"ppo","a":1}'))
    assert one.headers["etag"] == other.headers["etag"]


def test_failures_and_other_methods_carry_no_tag(api: Api) -> None:
    for bad in (get(api, "{ nothing }"), get(api, "{"), get(api, PARTIAL), get(api, "", documentId="HoverCart")):
        assert "etag" not in bad.headers
        assert bad.headers["cache-control"] == "no-store"
    posted = api.post(NAME, headers={"If-None-Match": "*"})
    assert posted.status_code == 200
    assert "etag" not in posted.headers
    assert posted.headers["x-termgraph-revision"] == "test.1"


def test_a_star_is_no_tag(api: Api) -> None:
    assert get(api, tag="*").status_code == 200


def test_an_operator_may_let_caches_keep_answers() -> None:
    assert get(api_of(max_age=60)).headers["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize(
    ("request_", "audit", "draft"),
    [
        ({"content": b"{"}, 400, 400),
        ({"json": 7}, 400, 422),
        ({"json": {"query": 7}}, 400, 422),
        ({"json": {"query": "{"}}, 400, 400),
        ({"json": {"query": "{ nothing }"}}, 400, 422),
        ({"json": {"query": NAME, "operationName": "A"}}, 400, 422),
        ({"json": {"query": "query ($n: Int!) { terms(first: $n) { totalCount } }"}}, 400, 422),
        ({"json": {"query": NAME, "documentId": "sha256:" + "a" * 64}}, 400, 422),
        ({"json": {"documentId": "sha256:" + "a" * 64}}, 400, 422),
        ({"json": {"query": PARTIAL}}, 200, 294),
        ({"json": {"query": NAME}}, 200, 200),
        ({"json": {"query": NAME}, "headers": {"Accept": "text/plain"}}, 406, 406),
        ({"content": NAME, "headers": {"Content-Type": "application/graphql", "Accept": NEW}}, 415, 415),
    ],
)
def test_statuses_by_profile(request_: dict[str, Any], audit: int, draft: int) -> None:
    headers = {"Content-Type": OLD, "Accept": NEW, **request_.pop("headers", {})}
    for profile, status in ((Statuses.AUDIT, audit), (Statuses.DRAFT, draft)):
        assert api_of(statuses=profile).send("POST", headers=headers, **request_).status_code == status


def test_the_draft_answers_who_names_no_type_in_the_new_one() -> None:
    for profile, media in ((Statuses.AUDIT, OLD), (Statuses.DRAFT, NEW)):
        response = api_of(statuses=profile).send("POST", json={"query": NAME}, headers={"Accept": ""})
        assert response.headers["content-type"].startswith(media)


def test_plain_json_keeps_200_for_a_document_that_is_wrong() -> None:
    for profile in Statuses:
        response = api_of(statuses=profile).post("{ nothing }", headers={"Accept": OLD})
        assert response.status_code == 200


def test_a_mutation_by_get_is_not_allowed(api: Api) -> None:
    response = get(api, "mutation { a }")
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    other = api.send("DELETE")
    assert (other.status_code, other.headers["allow"]) == (405, "GET, POST")


def test_an_address_that_is_too_long_is_refused_before_it_is_read(api: Api) -> None:
    response = get(api, "{ glossary { name } } #" + "x" * 9_000)
    assert response.status_code == 414
    assert response.json()["errors"][0]["extensions"] == {"code": "URI_TOO_LONG", "limit": 8192}
