"""The facts as a snapshot, made once for all tests of the graph."""

from functools import cache

from facts import facts

from termgraph.graph.snapshot import Snapshot


@cache
def seed() -> Snapshot:
    """The snapshot that golden values are pinned on."""
    return Snapshot.of(facts(), "test.1")


def numbers(one: str, other: str) -> tuple[int, int]:
    """The numbers of two of its terms."""
    return seed().numbers[one], seed().numbers[other]
