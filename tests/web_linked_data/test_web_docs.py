"""docs/linked-data.md, on the web and on SPARQL: its requests answer as shown, its tables say what the program does."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import httpx
import pytest
from asking import Holder, serving

from termgraph import Glossary
from termgraph.api.codes import status
from termgraph.errors import Code
from termgraph.settings import PREFIX, Settings
from termgraph.web.app import create_app
from termgraph.web.linked_data.representations import ALTERNATES, FORMATS, SCHEMA, SKOS
from termgraph.web.sparql.endpoint import STATUS

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "linked-data.md").read_text("utf-8")
MINE = "".join(
    part for part in re.split(r"^(?=## )", TEXT, flags=re.MULTILINE) if re.match(r"## (On the web|SPARQL)\n", part)
)
SERVED = "http://127.0.0.1:8000"


def examples() -> list[tuple[str, str]]:
    """Each command with what is shown below it."""
    blocks = re.findall(r"^```console\n(.*?)^```", MINE, re.MULTILINE | re.DOTALL)
    return [
        (command, shown)
        for block in blocks
        for command, shown in re.findall(r"^\$ (curl .*?)\n(HTTP/1\.1 .*?)(?=^\$ |\Z)", block, re.MULTILINE | re.DOTALL)
    ]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with Glossary.open(ROOT / "data") as glossary:
        settings = Settings(sparql=True)
        holder = Holder(glossary.current)
        with serving(create_app(settings, holder), settings=settings) as served:
            yield served


def request(command: str, address: str) -> httpx.Response:
    """What a command of curl's asks for."""
    method, headers, data = "GET", {"Accept": "*/*", "Accept-Encoding": "identity"}, None
    url = ""
    words = iter(shlex.split(command)[1:])
    for word in words:
        if word.startswith("http"):
            url = word.replace(SERVED, address)
        elif word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-r":
            headers["Range"] = f"bytes={next(words)}"
        elif word == "--data-urlencode":
            name, _, value = next(words).partition("=")
            method, data = "POST", {name: value}
        elif word == "-sI":
            method = "HEAD"
        else:
            assert word == "-s"
    return httpx.request(method, url, headers=headers, data=data)


@pytest.mark.parametrize(("command", "shown"), examples())
def test_a_request_is_answered_as_shown(address: str, command: str, shown: str) -> None:
    response = request(command, address)
    head, _, body = shown.partition("\n\n")
    first, *lines = head.strip().splitlines()
    assert first == f"HTTP/1.1 {response.status_code} {response.reason_phrase}"
    for line in lines:
        name, _, value = line.partition(": ")
        assert response.headers[name] == value
    if body:
        assert response.text.replace("\r\n", "\n") == body


def test_there_are_examples() -> None:
    assert len(examples()) == 6


def test_every_format_and_profile_is_listed() -> None:
    rows = re.findall(r"^\| `\.(\w+)` \| `([^`]+)` \|", MINE, re.MULTILINE)
    assert rows == [(each.suffix, each.content_type) for each in FORMATS]
    profiles = re.findall(r"^\| <([^>]+)> \| `(\w+)`", MINE, re.MULTILINE)
    assert profiles == [(each.uri, each.token) for each in (SKOS, SCHEMA, ALTERNATES)]


def test_every_setting_is_listed_with_its_default() -> None:
    shown = dict(re.findall(rf"^\| `{PREFIX}(\w+)` \| `([^`]+)` \|", MINE, re.MULTILINE))
    names = [each.name for each in fields(Settings) if each.name.startswith("sparql") or each.name == "redirect"]
    assert shown == {name.upper(): str(getattr(Settings(), name)).lower() for name in names}


def test_every_refusal_is_listed_with_its_status() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (\d+) \|", MINE, re.MULTILINE)
    assert len(rows) == 7
    for name, number in rows:
        assert STATUS.get(Code[name], status(Code[name])) == int(number)


def test_every_address_is_there(address: str) -> None:
    paths = re.findall(r"`(/[\w./-]+)`", MINE)
    assert len(paths) >= 8
    for path in paths:
        assert httpx.get(address + path).status_code == 200, path
