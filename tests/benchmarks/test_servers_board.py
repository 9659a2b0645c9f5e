"""The short form of the board of servers: all start, and their answers are ours."""

import os
import sys
from pathlib import Path

import pytest
from node_packages import install
from server_peers import ENTRIES, MERCURIUS, NO_CACHE, NPM, OURS, RAW, at_hand
from servers_board import compared, servers_board
from servers_data import Asked
from servers_tables import QUICK, WORDS, worse

from termgraph.errors import TermgraphError
from termgraph.settings import Settings, from_environment


@pytest.mark.skipif(sys.platform != "linux", reason="the board reads /proc")
def test_all_servers_answer_alike() -> None:
    missing = ""
    try:
        install(NPM)
    except TermgraphError as error:
        missing = str(error)
    entries = [each for each in at_hand() if len(each.settings) < 2]
    assert {RAW, OURS, NO_CACHE} < {each.name for each in entries}
    text = servers_board(entries, QUICK)
    for each in entries:
        assert text.count(f"\n| {each.name} | ") == 3
    if missing:
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(f"without the servers of Node: {missing}")


@pytest.mark.parametrize(
    "body",
    [
        b'{"data": {"term": {"slug": "b"}}}',
        b'{"data": {"term": {"slug": "a"}}, "errors": []}',
        b'{"data": null}',
        b"{}",
    ],
)
def test_another_answer_ends_the_run(body: bytes) -> None:
    asked, right = Asked("point", "a point", b"", ""), b'{"extensions": {}, "data": {"term": {"slug": "a"}}}'
    compared("like ours", asked, b'{"data":{"term":{"slug":"a"}}}', right)
    with pytest.raises(SystemExit, match="a stranger answers “a point” otherwise"):
        compared("a stranger", asked, body, right)


def test_what_is_worse_is_said_with_its_ratio() -> None:
    entries = [each for each in ENTRIES if each.name in (OURS, NO_CACHE, MERCURIUS)]
    even = dict.fromkeys(WORDS, 2.0)
    medians = {OURS: even, NO_CACHE: {**even, "CPU of page": 3.0, "start": 1.0}, MERCURIUS: even}
    assert list(worse(entries, medians))[2:] == [
        f"- {NO_CACHE}: CPU of page of a term is 1.50 times that of {MERCURIUS}."
    ]
    assert list(worse(entries, {**medians, NO_CACHE: even})) == [
        "In nothing that is measured here is any of the peers better."
    ]


def test_our_settings_on_the_board_are_known_and_no_defaults() -> None:
    given = [from_environment(each.settings) for each in ENTRIES if each.settings]
    assert Settings() not in given
    assert len(given) == len(set(given))


def test_the_board_has_a_file_for_each_peer() -> None:
    scripts = {path.name for path in (Path(__file__).parent / "peers").glob("*") if path.is_file()}
    started = {Path(each.command(Path(), 1)[1]).name for each in ENTRIES if not each.is_ours}
    assert scripts - {"on_uvicorn.py", "schema.mjs"} == started
