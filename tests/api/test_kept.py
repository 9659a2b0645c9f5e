"""What was made of a snapshot is kept for it alone, within a bound."""

import gc
import weakref

from asking import api_of, minutes, publish, view_of

from termgraph.api.kept import Kept


def test_a_value_is_kept_for_its_snapshot_alone() -> None:
    kept, one, other = Kept[bytes](99), view_of().snapshot, view_of().snapshot
    kept.keep(one, "/a", b"1", 1)
    assert (kept.get(one, "/a"), kept.get(other, "/a"), kept.get(one, "/b")) == (b"1", None, None)
    kept.keep(other, "/b", b"2", 1)
    assert (kept.get(one, "/a"), kept.get(other, "/a"), kept.get(other, "/b")) == (None, None, b"2")
    assert kept.hits == 2


def test_no_snapshot_lives_longer_because_something_was_made_of_it() -> None:
    kept, snapshot = Kept[bytes](99), view_of().snapshot
    kept.keep(snapshot, "/a", b"1", 1)
    gone = weakref.ref(snapshot)
    del snapshot
    gc.collect()
    assert gone() is None
    assert kept.get(view_of().snapshot, "/a") is None


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    kept, snapshot = Kept[str](30), view_of().snapshot
    for key in "abcdefghij":
        kept.keep(snapshot, key, key, 3)
    assert kept.get(snapshot, "a") == "a"
    kept.keep(snapshot, "k", "k", 3)
    assert [key for key in "abcdefghijk" if kept.get(snapshot, key) is None] == ["b"]
    kept.keep(snapshot, "huge", "huge", 4)
    assert kept.get(snapshot, "huge") is None
    kept.keep(snapshot, "a", "other", 1)
    kept.keep(snapshot, "l", "l", 2)
    assert [key for key in "acdefghijkl" if kept.get(snapshot, key) is None] == []


def test_nothing_is_kept_where_there_is_no_room() -> None:
    kept, snapshot = Kept[str](0), view_of().snapshot
    kept.keep(snapshot, "a", "a", 1)
    assert kept.get(snapshot, "a") is None


def test_a_reader_sees_a_change_at_once() -> None:
    api = api_of()
    assert "87 min" not in api.send("GET", "/terms/dpo.html").text
    publish(api.holder, minutes("dpo", 87))
    assert "87 min" in api.send("GET", "/terms/dpo.html").text
