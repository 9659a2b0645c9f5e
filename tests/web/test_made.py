"""Pages that were made are kept for one view, within a bound, and never shown for another."""

from asking import api_of, minutes, publish, view_of

from termgraph.web.pages.made import Made


def test_a_page_is_kept_for_its_view_alone() -> None:
    made, one, other = Made(), view_of(), view_of()
    made.keep(one, "/a", b"1")
    assert (made.get(one, "/a"), made.get(other, "/a"), made.get(one, "/b")) == (b"1", None, None)
    made.keep(other, "/b", b"2")
    assert (made.get(one, "/a"), made.get(other, "/a"), made.get(other, "/b")) == (None, None, b"2")


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    made, view = Made(most=30), view_of()
    for key in ("/a", "/b", "/c"):
        made.keep(view, key, b"x" * 8)
    assert made.get(view, "/a") == b"x" * 8
    made.keep(view, "/d", b"x" * 8)
    assert [made.get(view, key) is not None for key in ("/a", "/b", "/c", "/d")] == [True, False, True, True]
    made.keep(view, "/huge", b"x" * 99)
    assert made.get(view, "/huge") is None
    made.keep(view, "/e", b"x" * 28)
    assert made.get(view, "/e") is not None


def test_a_reader_sees_a_change_at_once() -> None:
    api = api_of()
    assert "87 min" not in api.send("GET", "/terms/dpo.html").text
    publish(api.holder, minutes("dpo", 87))
    assert "87 min" in api.send("GET", "/terms/dpo.html").text
