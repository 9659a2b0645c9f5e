"""Who is joined to whom: every relation read as an undirected edge, for answers that ask only how near terms are."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping

from .snapshot import Snapshot

Joined = list[tuple[int, int]]
"""(other term, weight in thousandths), by term; each other term once."""


class Adjacency:
    """The neighbours of every term, each once, with the largest rank weight among the relations that join the two.

    Each option of a requirement is an edge of its own (graph semantics, section 7, set-up). Space is two integers for
    either end of a joined pair; building costs O(E log E).
    """

    def __init__(self, terms: int, pairs: Iterable[tuple[int, int, float]]) -> None:
        """Join `terms` terms by (one, other, weight); a term is never its own neighbour."""
        heaviest: list[dict[int, int]] = [{} for _ in range(terms)]
        for one, other, weight in pairs:
            if one != other:
                light = round(weight * 1000)
                if light > heaviest[one].get(other, -1):
                    heaviest[one][other] = heaviest[other][one] = light
        self._first, self._others, self._weights = array("I", [0]), array("I"), array("I")
        for joined in heaviest:
            others = sorted(joined)
            self._others.extend(others)
            self._weights.extend(map(joined.__getitem__, others))
            self._first.append(len(self._others))
            joined.clear()

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Adjacency":
        """The adjacency of all relations; `snapshot.once(Adjacency.of)` keeps it."""
        types = snapshot.registry.types
        return cls(
            len(snapshot.terms), ((edge.subject, edge.object, types[edge.type].rank_weight) for edge in snapshot.edges)
        )

    @property
    def pairs(self) -> int:
        """How many pairs of terms are joined."""
        return len(self._others) // 2

    def around(self, number: int) -> Joined:
        """The neighbours of term `number` with their weights, by term."""
        first, last = self._first[number], self._first[number + 1]
        return list(zip(self._others[first:last], self._weights[first:last], strict=True))

    def others(self, number: int) -> "array[int]":
        """The neighbours of term `number`, by term."""
        return self._others[self._first[number] : self._first[number + 1]]

    def degree(self, number: int) -> int:
        """How many terms are joined to term `number`."""
        return self._first[number + 1] - self._first[number]


Around = Callable[[int], Joined]
"""The neighbours of a term with their weights, as `Adjacency.around` gives them."""


def around_by(snapshot: Snapshot, types: Iterable[str]) -> Around:
    """The neighbours of a term over relations of these `types` only, read from the snapshot when they are asked for."""
    weights = {key: round(snapshot.registry.types[key].rank_weight * 1000) for key in types}
    read: dict[int, Joined] = {}

    def around(number: int) -> Joined:
        if number not in read:
            found: dict[int, int] = {}
            for other, key in _joined(snapshot, number, weights):
                found[other] = max(found.get(other, 0), weights[key])
            read[number] = sorted(found.items())
        return read[number]

    return around


def _joined(snapshot: Snapshot, number: int, types: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    for each in snapshot.out(number):
        edge = snapshot.edges[each]
        if edge.type in types and edge.object != number:
            yield edge.object, edge.type
    for each in snapshot.into(number):
        edge = snapshot.edges[each]
        if edge.type in types and edge.subject != number:
            yield edge.subject, edge.type
