"""What one request may ask for: the caps of the guard, of the parser and of the run, out of the settings."""

from dataclasses import dataclass

from termgraph.settings import Executors, Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps, all inclusive; what each protects is said with the settings of the same names.

    `comments` and `selections` have no setting: comments cost no work but memory, and one selection set of this many
    different fields is larger than the largest type has. `executor` is who runs what is within them.
    `documents` are the characters of all that are kept parsed, which takes up to 300 times as many bytes.
    """

    tokens: int = 2_000
    comments: int = 500
    depth: int = 15
    cost: int = 30_000
    aliases: int = 100
    directives: int = 100
    repeats: int = 50
    selections: int = 300
    nodes: int = 100_000
    seconds: float = 3.0
    executor: Executors = Executors.COMPILED
    documents: int = 200_000


def limits_of(settings: Settings) -> Limits:
    """The caps that an operator set."""
    return Limits(
        tokens=settings.max_tokens,
        depth=settings.max_depth,
        cost=settings.max_cost,
        aliases=settings.max_aliases,
        directives=settings.max_directives,
        repeats=settings.max_repeats,
        nodes=settings.max_nodes,
        seconds=settings.deadline_ms / 1000,
        executor=settings.executor,
        documents=settings.document_cache_kb * 1000,
    )
