"""docs/graphql.md says what is so: its examples answer as shown, its tables name every code, limit and document."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from asking import api_of, serving
from graphql import get_introspection_query, parse
from graphql.language import Lexer, OperationDefinitionNode, Source, TokenKind
from test_readme import same

from termgraph import Glossary
from termgraph.api.codes import ErrorCode, status
from termgraph.api.execution import execute
from termgraph.api.guard import Size, measure
from termgraph.api.limits import Limits
from termgraph.api.persisted import SHIPPED, read_documents
from termgraph.api.schema import core
from termgraph.errors import Code
from termgraph.glossary.history import MOST_REVISIONS, MOST_TOUCHES
from termgraph.settings import PREFIX, Settings
from termgraph.web.patient_sockets import PatientSocket

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "graphql.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("number", range(len(blocks("json"))))
def test_a_query_has_the_answer_shown_below_it(number: int) -> None:
    query, answer = re.findall(r"^```graphql\n(.*?)^```\n\n```json\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)[number]
    with Glossary.open(ROOT / "data") as glossary:
        got = execute(glossary.current, query)
    assert "errors" not in got
    assert same(json.loads(answer), {"data": got["data"]})


def test_every_code_is_listed_with_its_status_and_meaning() -> None:
    rows = re.findall(rf"\| `(?!{PREFIX})([A-Z_]+)` \| (\d+) \| (.*) \|", TEXT)
    shown = {name: (int(number), text) for name, number, text in rows}
    meanings = {name: value.description for name, value in core.type_map["ErrorCode"].values.items()}  # type: ignore[attr-defined]
    assert shown == {member.name: (status(Code[member.name]), meanings[member.name]) for member in ErrorCode}


SPEED = ("response_cache_mb", "document_cache_kb", "conditional_get", "gzip", "lean_route", "prompt_answers")
"""What can be turned off and changes no answer."""


def test_every_limit_is_listed_with_its_default() -> None:
    shown = dict(re.findall(rf"\| `{PREFIX}(\w+)` \| ([\d,]+|true)", TEXT))
    names = [each.name for each in fields(Settings) if each.name.startswith("max_") and each.name != "max_age"]
    defaults = {name: getattr(Settings(), name) for name in (*names, "deadline_ms", *SPEED)}
    assert shown == {name.upper(): "true" if value is True else f"{value:,}" for name, value in defaults.items()}


def test_what_is_remembered_is_said() -> None:
    words = " ".join(TEXT.split())
    assert f"the last {MOST_REVISIONS:,} revisions, and at most {MOST_TOUCHES:,} changed terms" in words
    assert f"every {Settings().heartbeat_ms // 1000} seconds (`{PREFIX}HEARTBEAT_MS`)" in words
    assert f"within {PatientSocket.stall_seconds:.0f} seconds is dropped" in words


def test_the_limits_are_wide_enough_for_what_is_named() -> None:
    sizes = [_size(text) for _, text in read_documents(SHIPPED)]
    assert f"our deepest screen: {max(each.depth for each in sizes)};" in TEXT
    assert max(each.cost for each in sizes) <= 16_000 < Limits().cost
    lexer, tokens = Lexer(Source(get_introspection_query(specified_by_url=True, one_of=True))), 0
    while lexer.advance().kind is not TokenKind.EOF:
        tokens += 1
    assert tokens < 200


def _size(text: str) -> Size:
    document = parse(text)
    (operation,) = (node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return measure(core, document, operation, {})


def test_every_document_that_can_be_named_is_named() -> None:
    assert [name for name, _ in read_documents(SHIPPED) if f"`{name}`" not in TEXT] == []


def test_the_addresses_answer() -> None:
    addresses = re.findall(r"curl '(\S+)'", TEXT)
    api = api_of()
    assert addresses
    for address in addresses:
        response = api.send("GET", address.removeprefix("http://127.0.0.1:8000"))
        assert response.json()["data"], address


def test_the_clients_are_those_that_are_tested() -> None:
    (shown,) = blocks("ts")
    assert shown.strip() == (ROOT / "tests" / "npm" / "ask.ts").read_text("utf-8").strip()
    for example, name in zip(blocks("js"), ("follow.mjs", "urql.mjs", "apollo.mjs"), strict=True):
        assert example.strip() == (ROOT / "tests" / "npm" / name).read_text("utf-8").strip()


def test_the_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks("python")
    api = api_of()
    with Glossary.open(ROOT / "data") as glossary:
        api.holder.current = glossary.current
    with serving(api.app) as address:
        exec(compile(example.replace("http://127.0.0.1:8000", address), "graphql.md", "exec"), {})  # noqa: S102
    assert len(capsys.readouterr().out.splitlines()) > 3
