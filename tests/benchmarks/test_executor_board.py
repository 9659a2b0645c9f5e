"""The short form of the board of the executor: it runs, and both answers are the same."""

from executor_board import executor_board


def test_every_question_is_answered_alike_by_both() -> None:
    text = executor_board(seconds=0.01)
    for name in ("point", "page", "100 terms", "introspection"):
        assert f"\n| {name}" in text
    assert text.count(" times |") == 10
