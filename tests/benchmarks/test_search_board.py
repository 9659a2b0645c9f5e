"""The short form of the board of search: it runs, and what is typed finds what it was made of."""

from realistic import Typing, realistic
from search_board import search_board
from synthetic import synthetic

from termgraph.errors import Severity
from termgraph.formats.source import Source
from termgraph.integrity import check


def test_every_kind_of_typing_is_asked() -> None:
    text = search_board((200,), questions=4)
    for kind in Typing(realistic(synthetic(50, 100))).kinds:
        assert f"\n| {kind} | " in text
    assert "SQLite FTS5 p50 (ratio)" in text


def test_labels_are_the_same_every_time_and_could_be_loaded() -> None:
    content = realistic(synthetic(300, 1_200))
    assert content == realistic(synthetic(300, 1_200))
    assert not [each for each in check(Source(content)) if each.severity is Severity.ERROR]
    names = [term.name for term in content.terms.values()]
    assert len(set(names)) > 250
    assert sum(bool(term.acronym) for term in content.terms.values()) > 50
