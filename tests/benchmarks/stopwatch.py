"""CPU time of calls: how long this process computed, on all of its threads, however busy the machine is otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import process_time_ns
from typing import Any


@dataclass
class Stopwatch:
    """The CPU time of each call, in milliseconds, and the sum that ends the measuring: `seconds` of all calls."""

    seconds: float
    taken: list[float] = field(default_factory=list)

    @property
    def used_up(self) -> bool:
        """Whether enough was measured; three calls always are."""
        return len(self.taken) >= 3 and sum(self.taken) > 1000 * self.seconds

    def time(self, call: Callable[..., Any], *arguments: object) -> Any:
        """What the call answers."""
        start = process_time_ns()
        answer = call(*arguments)
        self.taken.append((process_time_ns() - start) / 1_000_000)
        return answer

    def share(self, part: float) -> float:
        """What this part of the calls took at most: 0.5 gives the median."""
        ordered = sorted(self.taken)
        return ordered[min(int(part * len(ordered)), len(ordered) - 1)]
