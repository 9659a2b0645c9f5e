"""What an editor probably meant: the known name that resembles a mistyped one most."""

from collections.abc import Iterable

from termgraph.graph.labels import fold

LEAST = 0.65
"""How alike two names must be to be proposed, from 0 to 1: one edit in three letters is, two in five are not."""

MOST = 200
"""How many names are looked for in one run; a folder with more mistakes than this has one cause, not many."""


class Nearest:
    """Finds the key whose text is most like a given one; among equals the earliest text given."""

    def __init__(self, choices: Iterable[tuple[str, str]]) -> None:
        """Take (text, key) pairs; of two equal texts the first counts."""
        self._keys: dict[str, str] = {}
        for text, key in choices:
            self._keys.setdefault(fold(text), key)
        self._known: dict[str, str | None] = {}

    def anew(self) -> "Nearest":
        """The same for another run."""
        other = Nearest(())
        other._keys = self._keys
        return other

    def __call__(self, text: str) -> str | None:
        """The key nearest to `text`, by edits and swaps of neighbouring letters; None when nothing is near."""
        if text not in self._known:
            if len(self._known) >= MOST:
                return None
            self._known[text] = self._find(fold(text))
        return self._known[text]

    def _find(self, text: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extractOne(text, self._keys.keys(), scorer=OSA.normalized_similarity, score_cutoff=LEAST)
        return self._keys[found[0]] if found else None


def among(keys: Iterable[str]) -> Nearest:
    """Finds the nearest of `keys`."""
    return Nearest((key, key) for key in sorted(keys))


def meant(key: str | None) -> str | None:
    """The hint that names the nearest key."""
    return f"did you mean '{key}'?" if key else None
