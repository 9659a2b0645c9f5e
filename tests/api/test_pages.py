"""Laws of pages: walking either way meets every item once and in order, and what is inserted shifts nothing."""

from dataclasses import replace
from typing import Any

import pytest
from asking import Api, Holder, api_of, view_of
from contents import WORDS
from hypothesis import given, settings
from hypothesis import strategies as st

from termgraph.api import cursors
from termgraph.api.connections import Connection, Edge, cut, window
from termgraph.errors import Code, TermgraphError
from termgraph.model import Content, GlossaryInfo, Level, Relation, Term
from termgraph.settings import Settings
from termgraph.web.app import create_app

keys = st.lists(
    st.tuples(st.integers(-5, 5), st.sampled_from(WORDS), st.text(max_size=4)), unique=True, max_size=30
).map(sorted)


def page(items: list[Any], descending: bool = False, **asked: Any) -> dict[str, Any]:
    arguments = {"first": None, "after": None, "last": None, "before": None, **asked}
    found: Any = Connection(
        page=cut(
            items[::-1] if descending else items,
            lambda item: item,
            lambda place, item: Edge(place=place, node=item),
            window(**arguments),
            "test",
            descending=descending,
        )
    )
    assert [cursors.decode("test", each.cursor()) for each in found.edges()] == found.nodes()
    return {"nodes": found.nodes(), "page_info": found.page_info(), "total_count": found.total_count()}


@given(keys, st.integers(1, 7), st.booleans())
def test_walking_forwards_meets_every_item_once_in_order(items: list[Any], size: int, descending: bool) -> None:
    met: list[Any] = []
    after = None
    for _ in range(len(items) + 1):
        found = page(items, descending, first=size, after=after)
        met += found["nodes"]
        assert found["total_count"] == len(items)
        assert found["page_info"].has_previous_page == (len(met) > len(found["nodes"]))
        after = found["page_info"].end_cursor
        if not found["page_info"].has_next_page:
            break
    assert met == (items[::-1] if descending else items)


@given(keys, st.integers(1, 7), st.booleans())
def test_walking_backwards_meets_every_item_once_in_order(items: list[Any], size: int, descending: bool) -> None:
    met: list[Any] = []
    before = None
    for _ in range(len(items) + 1):
        found = page(items, descending, last=size, before=before)
        met = found["nodes"] + met
        before = found["page_info"].start_cursor
        if not found["page_info"].has_previous_page:
            break
    assert met == (items[::-1] if descending else items)


@given(keys, st.data(), st.integers(1, 7))
def test_what_comes_and_goes_elsewhere_does_not_shift_the_next_page(
    items: list[Any], data: st.DataObject, size: int
) -> None:
    first = page(items, first=size)
    if not first["page_info"].has_next_page:
        return
    seen = first["nodes"]
    extra = data.draw(keys)
    gone = data.draw(st.sets(st.sampled_from(items)))
    changed = sorted((set(items) - gone) | set(extra))
    then = page(changed, first=100, after=first["page_info"].end_cursor)["nodes"]
    assert then == [item for item in changed if item > seen[-1]]
    assert not set(then) & set(seen)


@given(keys, st.data())
def test_both_ends_cut_out_what_lies_between(items: list[Any], data: st.DataObject) -> None:
    if not items:
        return
    low, high = data.draw(st.sampled_from(items)), data.draw(st.sampled_from(items))
    after, before = cursors.encode("test", low), cursors.encode("test", high)
    assert page(items, first=100, after=after, before=before)["nodes"] == [item for item in items if low < item < high]


@given(st.lists(st.one_of(st.text(), st.integers(-(2**53), 2**53)), max_size=5), st.sampled_from(["a", "term-name"]))
def test_a_cursor_is_url_safe_and_reads_back_as_its_key(key: list[str | int], order: str) -> None:
    cursor = cursors.encode(order, tuple(key))
    assert cursors.decode(order, cursor) == tuple(key)
    assert all(character.isascii() and (character.isalnum() or character in "-_") for character in cursor)


@given(st.text(max_size=60) | st.binary(max_size=40).map(lambda raw: raw.decode("latin-1")))
def test_anything_else_is_refused_as_a_cursor(text: str) -> None:
    with pytest.raises(TermgraphError) as refused:
        cursors.decode("order", text)
    assert refused.value.code is Code.BAD_USER_INPUT


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "W" * 5000,
        cursors.encode("other", ("a",)),
        cursors.encode("term-name", ("a", "b")) + "=",
        cursors.encode("term-name", ("a",)) + "A",
        cursors.encode("term-name", (5, "x")),
        "WyJ0ZXJtLW5hbWUiLE5hTl0",
        "é",
    ],
)
def test_a_cursor_of_another_list_or_of_nobody_is_an_error(cursor: str) -> None:
    errors = api_of().errors("query ($after: String) { terms(after: $after) { totalCount } }", after=cursor)
    assert errors == [("This is not a cursor of this list.", "BAD_USER_INPUT")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("first: 1, last: 1", "Give `first` or `last`, not both."),
        ("first: 0", "`first` must be from 1 to 100."),
        ("first: -1", "`first` must be from 1 to 100."),
        ("last: 101", "`last` must be from 1 to 100."),
        ("first: 2147483647", "`first` must be from 1 to 100."),
    ],
)
def test_pages_have_bounds(arguments: str, message: str) -> None:
    for field in ("terms", "categories", "relationTypes"):
        assert api_of().errors(f"{{ {field}({arguments}) {{ totalCount }} }}") == [(message, "BAD_USER_INPUT")]


def test_nulls_ask_for_the_first_twenty() -> None:
    query = "{ terms(first: null, after: null, last: null, before: null) { nodes { slug } } }"
    assert len(api_of().ask(query)["terms"]["nodes"]) == 20


CONNECTIONS = {
    "terms": "{ list: terms(%s) { ... } }",
    "search": '{ list: search(text: "learning", %s) { ... } }',
    "categories": "{ list: categories(%s) { ... } }",
    "relationTypes": "{ list: relationTypes(%s) { ... } }",
    "relations": '{ term(by: {slug: "ppo"}) { list: relations(%s) { ... } } }',
    "ancestors": '{ term(by: {slug: "q-learning"}) { list: ancestors(%s) { ... } } }',
    "prerequisites": '{ term(by: {slug: "rlhf"}) { list: prerequisites(tier: CONTEXT, %s) { ... } } }',
    "labels": '{ term(by: {slug: "kl-divergence"}) { list: labels(%s) { ... } } }',
    "category": '{ category(slug: "tools") { list: terms(orderBy: {field: LEVEL, direction: DESC}, %s) { ... } } }',
}


@pytest.mark.parametrize("name", CONNECTIONS)
@pytest.mark.parametrize("size", [6, 50])
def test_every_connection_can_be_walked_both_ways(api: Api, name: str, size: int) -> None:
    def ask(arguments: str) -> Any:
        fields = "{ totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"
        data = api.ask((CONNECTIONS[name] % arguments).replace("{ ... }", fields))
        return data.get("list") or next(iter(data.values()))["list"]

    def walk(count: str, cursor: str, end: str, more: str) -> list[str]:
        met: list[str] = []
        mark = ""
        while True:
            found = ask(f"{count}: {size}{mark}")
            met += [edge["cursor"] for edge in (found["edges"] if count == "first" else found["edges"][::-1])]
            if not found["pageInfo"][more]:
                assert found["totalCount"] == len(met)
                return met
            mark = f', {cursor}: "{found["pageInfo"][end]}"'

    forwards = walk("first", "after", "endCursor", "hasNextPage")
    assert walk("last", "before", "startCursor", "hasPreviousPage") == forwards[::-1]
    assert len(set(forwards)) == len(forwards) > 0


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


def glossary(names: dict[str, str]) -> Content:
    terms = [Term(slug, name, level=Level.INTRO, minutes=5) for slug, name in names.items()]
    hub = [Relation("hub", "uses", slug) for slug in names if slug != "hub"]
    return Content.of(GlossaryInfo(), terms=terms, relations=hub)


@pytest.mark.parametrize(
    "query",
    [
        """query ($after: String) { list: terms(first: 2, after: $after) { nodes { slug } pageInfo { endCursor } } }""",
        """query ($after: String) { term(by: {slug: "hub"}) {
            list: relations(first: 2, after: $after) { nodes { slug } pageInfo { endCursor } } } }""",
    ],
)
def test_a_term_that_appears_between_two_pages_shifts_nothing(query: str) -> None:
    names = {"hub": "Zed", "ba": "Ba", "ca": "Ca", "da": "Da", "ea": "Ea"}
    holder = Holder(view_of(glossary(names)))
    api = Api(holder, create_app(Settings(), holder))

    def ask(**variables: Any) -> Any:
        data = api.ask(query, **variables)
        return data.get("list") or data["term"]["list"]

    first = ask()
    assert [node["slug"] for node in first["nodes"]] == ["ba", "ca"]
    holder.current = view_of(glossary({"aa": "Aa", "cb": "Cb", **names}), "test.2")
    then = ask(after=first["pageInfo"]["endCursor"])
    assert [node["slug"] for node in then["nodes"]] == ["cb", "da"]
    holder.current = view_of(glossary({slug: name for slug, name in names.items() if slug != "ca"}), "test.3")
    then = ask(after=first["pageInfo"]["endCursor"])
    assert [node["slug"] for node in then["nodes"]] == ["da", "ea"]


@settings(max_examples=25)  # each example builds an application and asks it over HTTP
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_names_in_any_script_can_be_walked(names: list[str]) -> None:
    content = glossary({f"t{number}": name for number, name in enumerate(names)} | {"hub": "Hub"})
    api = api_of(content)
    met: list[str] = []
    after = None
    while True:
        found = api.ask(
            """query ($after: String) { terms(first: 3, after: $after) {
                nodes { slug } pageInfo { hasNextPage endCursor } } }""",
            after=after,
        )["terms"]
        met += [node["slug"] for node in found["nodes"]]
        if not found["pageInfo"]["hasNextPage"]:
            break
        after = found["pageInfo"]["endCursor"]
    assert sorted(met) == sorted(content.terms)


def test_a_draft_is_nowhere() -> None:
    base = glossary({"hub": "Hub", "ba": "Ba", "ca": "Ca"})
    draft = replace(base.terms["ba"], status=type(base.terms["ba"].status).DRAFT)
    api = api_of(replace(base, terms={**base.terms, "ba": draft}))
    data = api.ask('{ terms { totalCount nodes { slug } } term(by: {slug: "hub"}) { relations { nodes { slug } } } }')
    assert data == {
        "terms": {"totalCount": 2, "nodes": [{"slug": "ca"}, {"slug": "hub"}]},
        "term": {"relations": {"nodes": [{"slug": "ca"}]}},
    }
