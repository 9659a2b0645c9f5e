"""graphql-transport-ws as a state machine: every message in every state, to the letter of the protocol."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termgraph.api.conversation import LONGEST_ID, Begin, Close, CloseCode, Conversation, End, Say, completed, told
from termgraph.api.execution import Answer
from termgraph.errors import Code

QUERY = {"query": "{ __typename }"}


def begun(most: int = 3, longest: int = 10_000) -> Conversation:
    conversation = Conversation(most, longest)
    assert conversation.heard('{"type":"connection_init"}') == Say('{"type":"connection_ack"}')
    return conversation


def subscribe(identity: object = "1", payload: object = QUERY) -> str:
    return json.dumps({"id": identity, "type": "subscribe", "payload": payload})


def close_code(conversation: Conversation, message: str | None) -> CloseCode:
    action = conversation.heard(message)
    assert isinstance(action, Close), action
    assert len(action.reason.encode()) <= 123
    return action.code


MALFORMED: list[str | None] = [
    None, "", " ", "{", "null", "7", '"ping"', "[]", "{}", '{"type":null}', '{"type":7}', '{"type":[]}',
    '{"type":"unheard-of"}', '{"type":"PING"}', '{"type":"connection_ack"}', '{"type":"next","id":"1","payload":{}}',
    '{"type":"error","id":"1","payload":[]}', '{"type":"connection_init","payload":7}', '{"type":"ping","payload":[]}',
    '{"type":"pong","payload":"x"}', '{"type":"complete"}', '{"type":"complete","id":""}', '{"type":"complete","id":7}',
    '{"type":"subscribe"}', '{"type":"subscribe","id":"1"}', subscribe(""), subscribe(7), subscribe("1", None),
    subscribe("1", []), subscribe("1", {}), subscribe("1", {"query": None}), subscribe("1", {"query": 7}),
    subscribe("1", {**QUERY, "variables": []}), subscribe("1", {**QUERY, "operationName": 1}),
    subscribe("1", {**QUERY, "extensions": "x"}), subscribe("x" * (LONGEST_ID + 1)),
    '{"type":"ping"} ', "[" * 5_000, '{"type":"ping","payload":' + '{"a":' * 400 + "1" + "}" * 401,
    '{"type":"ping","payload":{"a":' + '{"a":' * 5_000, '{"type":"ping","a":NaN}', '{"type":"\\ud800"}',
]  # fmt: skip


@pytest.mark.parametrize("message", MALFORMED)
@pytest.mark.parametrize("introduced", [False, True])
def test_what_is_no_message_closes_with_4400(message: str | None, introduced: bool) -> None:
    conversation = begun(longest=100_000) if introduced else Conversation(3, 100_000)
    if message == '{"type":"ping"} ':  # JSON may end in white space
        assert conversation.heard(message) == Say('{"type":"pong"}')
        return
    assert close_code(conversation, message) == 4400


def test_one_introduction_is_wanted_and_a_second_closes_with_4429() -> None:
    assert close_code(begun(), '{"type":"connection_init","payload":null}') == 4429


def test_subscribing_before_it_closes_with_4401() -> None:
    assert close_code(Conversation(3, 10_000), subscribe()) == 4401


def test_an_operation_begins_and_ends_and_its_id_can_be_used_again() -> None:
    conversation = begun()
    action = conversation.heard(subscribe("a", {"query": "{ x }", "variables": {"y": 1}, "operationName": None}))
    assert isinstance(action, Begin)
    assert (action.id, action.request.query, action.request.variables) == ("a", "{ x }", {"y": 1})
    assert conversation.heard('{"id":"a","type":"complete"}') == End("a")
    assert conversation.heard('{"id":"a","type":"complete"}') is None
    assert isinstance(conversation.heard(subscribe("a")), Begin)
    conversation.over("a")
    assert isinstance(conversation.heard(subscribe("a")), Begin)


@pytest.mark.parametrize("identity", ["a", "é" * 120])
def test_an_id_that_is_under_way_closes_with_4409(identity: str) -> None:
    conversation = begun()
    conversation.heard(subscribe(identity))
    assert close_code(conversation, subscribe(identity)) == 4409


def test_a_document_may_be_named_instead_of_sent() -> None:
    conversation = begun()
    assert isinstance(conversation.heard(subscribe("1", {"documentId": "Home"})), Begin)
    assert isinstance(conversation.heard(subscribe("2", {"extensions": {"persistedQuery": {}}})), Begin)


def test_one_operation_too_many_is_an_error_of_its_own_and_hurts_no_other() -> None:
    conversation = begun(most=2)
    conversation.heard(subscribe("1"))
    conversation.heard(subscribe("2"))
    action = conversation.heard(subscribe("3"))
    assert isinstance(action, Say)
    message = json.loads(action.text)
    assert (message["id"], message["type"]) == ("3", "error")
    assert message["payload"][0]["extensions"]["code"] == "THROTTLED"
    assert conversation.operations == {"1", "2"}
    conversation.over("1")
    assert isinstance(conversation.heard(subscribe("3")), Begin)


@pytest.mark.parametrize("introduced", [False, True])
def test_pings_are_answered_in_any_state_with_what_they_brought(introduced: bool) -> None:
    conversation = begun() if introduced else Conversation(3, 10_000)
    assert conversation.heard('{"type":"ping"}') == Say('{"type":"pong"}')
    assert conversation.heard('{"type":"ping","payload":null}') == Say('{"type":"pong"}')
    action = conversation.heard('{"type":"ping","payload":{"a":[1,"é"]}}')
    assert isinstance(action, Say)
    assert json.loads(action.text) == {"type": "pong", "payload": {"a": [1, "é"]}}
    assert conversation.heard('{"type":"pong","payload":{}}') is None


@pytest.mark.parametrize("text", ["x" * 101, "é" * 51, "語" * 34, "\U0001f600" * 26])
def test_a_message_over_the_limit_in_bytes_closes_with_1009(text: str) -> None:
    assert len(text.encode()) > 100
    assert close_code(Conversation(3, 100), text) == 1009
    assert close_code(Conversation(3, len(text.encode())), text) == 4400


def test_results_errors_and_the_end_are_told_as_the_protocol_wants() -> None:
    assert json.loads(told("7", Answer({"data": {"a": None}, "errors": []})).text) == {
        "id": "7", "type": "next", "payload": {"data": {"a": None}, "errors": []},
    }  # fmt: skip
    error = {"message": "No.", "extensions": {"code": "TIMEOUT"}}
    assert json.loads(told("7", Answer({"errors": [error]}, Code.TIMEOUT)).text) == {
        "id": "7", "type": "error", "payload": [error],
    }  # fmt: skip
    assert json.loads(completed("7").text) == {"id": "7", "type": "complete"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["connection_init", "ping", "pong", "subscribe", "complete", "next", "error", "connection_ack"])
MESSAGES: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"type": NAMES | JSON},
    optional={"id": st.sampled_from(["1", "2", ""]) | JSON, "payload": st.just(QUERY) | JSON, "x": JSON},
)


@settings(max_examples=500)
@given(st.lists(MESSAGES.map(json.dumps) | st.text(max_size=20) | st.none(), max_size=12))
def test_whatever_is_said_has_an_action_and_the_operations_stay_bounded(messages: list[str | None]) -> None:
    conversation = Conversation(2, 10_000)
    for message in messages:
        known = set(conversation.operations)
        action = conversation.heard(message)
        if isinstance(action, Close):
            assert action.code in (1009, 4400, 4401, 4409, 4429)
            return
        if isinstance(action, Say):
            assert json.loads(action.text)["type"] in ("connection_ack", "pong", "error")
        assert conversation.operations - known == ({action.id} if isinstance(action, Begin) else set())
        assert len(conversation.operations) <= 2
        assert conversation.introduced or not conversation.operations
