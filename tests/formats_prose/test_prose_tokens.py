"""Links are looked for from mark to mark, and found are those that trying every character finds."""

from hypothesis import example, given
from hypothesis import strategies as st

from termgraph.formats import prose_links

PIECES = ["\\", "`", "```", "~~~", "<", "<x:y>", "[", "]", "[[", "[[a|b]]", "]]", "(", ")", "[@", "a", "b.md", "]("]
PIECES += ["]:", " ", "\n", "\n\n", "- ", "1. ", "> ", "\t", "|", ":", "*", "٣. ", "\r", "\u2028", '"']

texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(texts, st.integers(0, 5))
@example("> 1. ```\n[[a]]\n> ```\n[[b]]", 0)
@example("[a]\n  [b]: c.md", 0)
def test_the_next_token_is_what_a_search_finds(text: str, position: int) -> None:
    found, wanted = prose_links._next(text, position), prose_links._TOKEN.search(text, position)
    assert (found and (found.span(), found.groups())) == (wanted and (wanted.span(), wanted.groups()))
