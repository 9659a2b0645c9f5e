"""The short form of the board of scale: it runs, in processes of its own, and readers are answered meanwhile."""

from scale_board import scale_board


def test_a_snapshot_is_measured_and_views_are_swapped() -> None:
    text = scale_board((200,))
    assert "\n| 200 | " in text
    for edit in ("one text", "one name", "one relation"):
        assert f"\n| 200 | {edit} | " in text
