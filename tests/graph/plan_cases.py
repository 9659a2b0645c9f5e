"""Random graphs with minutes for the tests of plans, and what a plan is, spelled out by trying every set of terms."""

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from random import Random

from graphs import graph
from hypothesis import strategies as st

from termgraph.graph.acyclic import components
from termgraph.graph.learning import TieredGroup, requirements
from termgraph.graph.reading_order import block
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Level, Term, Tier

SLUGS = "abcdefghijkl"


def numbers(snapshot: Snapshot, slugs: str) -> list[int]:
    """The numbers of the terms with these slugs, in the order given."""
    return [snapshot.numbers[slug] for slug in slugs.split()]


@st.composite
def plannable(draw: st.DrawFn, most: int = 8, *, blocks: bool = True) -> Snapshot:
    """A snapshot that passes rule E2: groups with alternatives, softer edges, minutes, levels and blocks."""
    return random_graph(draw(st.randoms(use_true_random=True)), draw(st.integers(1, most)), blocks)


def random_graph(chance: Random, count: int, blocks: bool = True) -> Snapshot:
    """A graph by chance alone: Hypothesis, left to itself, draws graphs with hardly anything to decide."""
    slugs = chance.sample(SLUGS[:count], count)
    minutes, levels = [None, 1, 2, 2, 3, 5], [None, *Level]
    terms = [Term(slug, slug.upper(), minutes=chance.choice(minutes), level=chance.choice(levels)) for slug in slugs]
    said: set[str] = set()
    for place in range(1, count):
        below = slugs[:place]
        for kind in chance.choices(["requires", "any", "any", "builds-on", "uses"], k=chance.randint(0, 3)):
            if kind == "any":
                drawn = {"+".join(sorted(set(chance.choices(below, k=chance.randint(1, 2))))) for _ in range(3)}
                options = chance.sample(sorted(drawn), len(drawn))
                said.add(f"{slugs[place]} any {'|'.join(options)}")
            else:
                said.add(f"{slugs[place]} {kind} {chance.choice(below)}")
    pairs = [chance.sample(slugs, 2) for _ in range(chance.randint(0, 2) if blocks and count > 1 else 0)]
    merged = graph(*sorted(said), *(f"{one} learn-with {other}" for one, other in pairs), terms=terms)
    return merged if orderly(merged) else graph(*sorted(said), terms=terms)


def orderly(snapshot: Snapshot) -> bool:
    """Whether no circle of requirements goes through the blocks (rule E2)."""
    ahead: list[set[int]] = [set() for _ in snapshot.terms]
    for number, groups in enumerate(snapshot.groups):
        for group in groups:
            for option in group.options:
                ahead[block(snapshot, number)[0]].update(block(snapshot, each)[0] for each in option)
    if any(number in targets for number, targets in enumerate(ahead)):
        return False
    return len(set(components([sorted(each) for each in ahead]))) == len(ahead)


@dataclass(frozen=True)
class Trial:
    """A question about plans, answered by trying every set of terms."""

    snapshot: Snapshot
    known: AbstractSet[int]
    avoid: AbstractSet[int] = frozenset()
    prefer: AbstractSet[int] = frozenset()
    tier: Tier = Tier.REQUIRED

    def groups(self, number: int) -> tuple[TieredGroup, ...]:
        return requirements(self.snapshot, number, self.tier)

    def ready(self, number: int, there: AbstractSet[int]) -> bool:
        return all(any(there >= set(option) for option in group.options) for group in self.groups(number))

    def sufficient(self, plan: AbstractSet[int], targets: Collection[int]) -> bool:
        there = plan | self.known
        return (
            there >= set(targets)
            and not plan & self.avoid
            and all(there >= set(block(self.snapshot, each)) and self.ready(each, there) for each in plan)
        )

    def every(self, targets: Collection[int]) -> Iterator[frozenset[int]]:
        """Every sufficient set."""
        unknown = [number for number in range(len(self.snapshot.terms)) if number not in self.known]
        for size in range(len(unknown) + 1):
            for plan in combinations(unknown, size):
                if self.sufficient(frozenset(plan), targets):
                    yield frozenset(plan)

    def possible(self) -> AbstractSet[int]:
        """What can be known at all: forward chaining, a block at a time."""
        there = set(self.known)
        blocks = {block(self.snapshot, number) for number in range(len(self.snapshot.terms))}

        def fits(whole: tuple[int, ...]) -> bool:
            fresh = set(whole) - self.known
            return not fresh & self.avoid and all(self.ready(each, there | set(whole)) for each in fresh)

        while now := [whole for whole in blocks if not there >= set(whole) and fits(whole)]:
            there.update(each for whole in now for each in whole)
        return there

    def key(self, plan: AbstractSet[int], count: bool, possible: AbstractSet[int]) -> tuple[object, ...]:
        """What plans are compared by, word for word as the specification has it."""
        there = plan | self.known
        against = positions = 0
        for each in plan:
            whole = set(block(self.snapshot, each))
            for group in self.groups(each):
                options = list(map(set, group.options))
                holding = [place for place, option in enumerate(options) if there >= option]
                wished = [place for place in holding if options[place] & self.prefer]
                positions += (wished or holding)[0]
                asked = not any(self.known | whole >= option for option in options if possible >= option)
                open_wish = any(option & self.prefer and possible >= option for option in options)
                against += asked and open_wish and not wished
        minutes = len(plan) if count else sum(minutes_of(self.snapshot, each) for each in plan)
        return (against, minutes, len(plan), positions, sorted(plan))


def minutes_of(snapshot: Snapshot, number: int) -> int:
    term = snapshot.terms[number]
    defaults = {Level.INTRO: 10, Level.INTERMEDIATE: 20, Level.ADVANCED: 40, None: 20}
    return defaults[term.level] if term.minutes is None else term.minutes
