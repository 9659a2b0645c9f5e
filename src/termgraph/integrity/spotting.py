"""At which words of a text labels begin, found in one pass over the text whatever the number of labels."""

from collections.abc import Iterable, Sequence

from termgraph.formats.prose_links import STAND_IN
from termgraph.graph.labels import fold


class Spotter:
    """Folded labels, looked for as whole words (Aho, Corasick 1975).

    It works in folded texts, where words are parted by single spaces; so it says nothing of texts whose words are not
    what spaces part in them: those in scripts without spaces.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        import ahocorasick_rs

        wanted = [f" {label} " for label in dict.fromkeys(labels)]
        self._machine: ahocorasick_rs.AhoCorasick = ahocorasick_rs.AhoCorasick(
            wanted, matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def places(self, folded: str) -> Sequence[int]:
        """The numbers of the words, from 0, at which a label begins, in order and each once."""
        padded = f" {folded} "
        found = self._machine.find_matches_as_indexes(padded, overlapping=True)
        if not found:
            return ()
        return [padded.count(" ", 0, start) for start in sorted({start for _, start, _ in found})]


def plainly_folded(text: str) -> str | None:
    """A bare text folded for a Spotter; None where its folded words are not those that a reader of it counts."""
    words = text.replace(STAND_IN, " ")
    return fold(words) if words.isascii() else None
