"""Hostile requests, each of at most 64 kB: answered or refused with a code, in little memory, and counted by kind.

What they cost in time is measured by `scripts/bench hostile`, and never asserted here.
"""

import tracemalloc
from collections import Counter
from typing import Any

import pytest
from asking import Api, api_of
from hostile_requests import LARGEST, requests

from termgraph.api.codes import ErrorCode

MOST_MEMORY = 32 * 1024 * 1024
HEADERS = {"Content-Type": "application/json", "Accept": "application/graphql-response+json"}


@pytest.fixture(scope="module")
def api() -> Api:
    """The application, warm: what all questions share is not the fault of the first."""
    api = api_of()
    for raw in requests().values():
        api.send("POST", content=raw, headers=HEADERS)
    return api


def codes(body: Any) -> set[str]:
    return {error["extensions"]["code"] for error in body.get("errors", ())}


def test_every_one_is_answered_or_refused_with_a_code(api: Api) -> None:
    seen: Counter[str] = Counter()
    corpus = requests()
    assert len(corpus) > 250
    for name, raw in corpus.items():
        assert len(raw) <= LARGEST
        response = api.send("POST", content=raw, headers=HEADERS)
        found = codes(response.json())
        assert response.status_code < 500, name
        assert found <= set(ErrorCode.__members__) - {"INTERNAL_SERVER_ERROR"}, name
        seen.update(found or {"answered"})
    # The corpus would prove little if all of it were refused at the door, or none.
    assert seen["answered"] > 100
    assert seen["QUERY_TOO_COMPLEX"] > 30
    assert seen["GRAPHQL_VALIDATION_FAILED"] < 20


def test_none_takes_much_memory(api: Api) -> None:
    tracemalloc.start()
    try:
        for name, raw in requests().items():
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            api.send("POST", content=raw, headers=HEADERS)
            assert tracemalloc.get_traced_memory()[1] - before < MOST_MEMORY, name
    finally:
        tracemalloc.stop()
