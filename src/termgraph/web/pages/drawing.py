"""A graph as a picture that can be read on a phone: boxes in rows of at most three, edges downwards.

The layered method (Sugiyama, Tagawa, Toda 1981) with rows of bounded width (Coffman, Graham 1972) and barycentres for
the order in a row. What a longer way implies is not drawn. The same graph gives the same picture.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_NODES = 30
COLUMNS = 3
COLUMNS_OF = {1: (1,), 2: (0, 2), 3: (0, 1, 2)}
SWEEPS = 8

WIDTH, HEIGHT = 112, 44
"""Of a box, in units of which a phone shows one a pixel; two lines of words fit into it."""

GUTTER, ROW = 12, 36
"""Between boxes: in a row, where edges over several rows run, and from row to row."""

LINE = 15
"""Characters of a line in a box, also in a wide font."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its place, from the left and from above, and its name in lines."""

    key: str
    title: str
    role: str
    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An edge: from which node to which, and the path of its curve (SVG 2, "Path data")."""

    start: str
    end: str
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything to draw, and how much is not drawn."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left_out: int


def draw(
    nodes: Sequence[tuple[str, str, str]],
    edges: Iterable[tuple[str, str]],
    left_out: int = 0,
    layers: Mapping[str, int] | None = None,
) -> Drawing:
    """The drawing of nodes (key, title, role) and edges (from, to): what an edge comes from stands above.

    Edges that would close a cycle are left out, and those between nodes that are not drawn. Where `layers` are given,
    no node stands above one with a smaller number. At most MOST_NODES are drawn, the first ones.
    """
    kept = nodes[:MOST_NODES]
    keys = [key for key, _, _ in kept]
    ways = _reduced(keys, _acyclic(keys, edges))
    rows = _ordered(_rows(keys, ways, layers or {}), ways)
    places = {key: (row, column) for row, members in enumerate(rows) for column, key in enumerate(members)}
    corners = {key: _corner(*place, len(rows[place[0]])) for key, place in places.items()}
    return Drawing(
        width=COLUMNS * WIDTH + (COLUMNS + 1) * GUTTER,
        height=len(rows) * (HEIGHT + ROW) - ROW + 2 * GUTTER if rows else 0,
        boxes=tuple(Box(key, title, role, *corners[key], _lines(title)) for key, title, role in kept),
        lines=tuple(
            Line(above, below, _curve(corners[above], corners[below], places[below][0] - places[above][0]))
            for above in keys
            for below in ways[above]
        ),
        left_out=left_out + len(nodes) - len(kept),
    )


def _acyclic(keys: Sequence[str], edges: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The edges between `keys`, without those that close a cycle with the ones before them."""
    ways: dict[str, list[str]] = {key: [] for key in keys}
    for above, below in dict.fromkeys(edges):
        if above in ways and below in ways and above != below and above not in _reach(ways, below):
            ways[above].append(below)
    return ways


def _reach(ways: Mapping[str, Sequence[str]], start: str) -> set[str]:
    """All that is below a node, and the node."""
    seen, waiting = {start}, [start]
    while waiting:
        for below in ways[waiting.pop()]:
            if below not in seen:
                seen.add(below)
                waiting.append(below)
    return seen


def _reduced(keys: Sequence[str], ways: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Without the edges that a longer way implies (Aho, Garey, Ullman 1972)."""
    below = {key: _reach(ways, key) - {key} for key in keys}
    return {key: [each for each in ways[key] if not any(each in below[other] for other in ways[key])] for key in keys}


def _rows(keys: Sequence[str], ways: Mapping[str, Sequence[str]], layers: Mapping[str, int]) -> list[list[str]]:
    """Every node as high as those above it allow, at most COLUMNS in a row."""
    above: dict[str, list[str]] = {key: [] for key in keys}
    for key in keys:
        for each in ways[key]:
            above[each].append(key)
    rows: list[list[str]] = []
    row_of: dict[str, int] = {}
    waiting = sorted(keys, key=lambda key: layers.get(key, 0))
    floor, level = 0, layers.get(waiting[0], 0) if waiting else 0
    while waiting:
        key = next(each for each in waiting if all(other in row_of for other in above[each]))
        waiting.remove(key)
        if layers.get(key, 0) > level:
            level, floor = layers.get(key, 0), len(rows)
        row = max([floor, *(row_of[other] + 1 for other in above[key])])
        while row < len(rows) and len(rows[row]) >= COLUMNS:
            row += 1
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row].append(key)
        row_of[key] = row
    return [row for row in rows if row]


def _ordered(rows: list[list[str]], ways: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The rows, each in the order of the mean place of what its nodes are joined with."""
    joined: dict[str, list[str]] = {key: list(ways[key]) for row in rows for key in row}
    for row in rows:
        for key in row:
            for below in ways[key]:
                joined[below].append(key)
    for sweep in range(SWEEPS):
        centre = {key: _centre(column, len(row)) for row in rows for column, key in enumerate(row)}
        for row in rows if sweep % 2 else reversed(rows):
            means = {key: _mean([centre[each] for each in joined[key]], centre[key]) for key in row}
            row.sort(key=lambda key: (means[key], key))  # used at once
            centre |= {key: _centre(column, len(row)) for column, key in enumerate(row)}
    return rows


def _mean(values: Sequence[float], otherwise: float) -> float:
    return round(sum(values) / len(values), 6) if values else otherwise


def _centre(column: int, count: int) -> float:
    """Where the middle of a box is, with `count` boxes in its row: in columns, with room for lines between them."""
    return GUTTER + COLUMNS_OF[count][column] * (WIDTH + GUTTER) + WIDTH / 2


def _corner(row: int, column: int, count: int) -> tuple[float, float]:
    return _centre(column, count) - WIDTH / 2, GUTTER + row * (HEIGHT + ROW)


def _curve(above: tuple[float, float], below: tuple[float, float], rows: int) -> str:
    """From the lower edge of one box to the upper edge of another; over several rows it runs beside the boxes."""
    start, end = above[0] + WIDTH / 2, below[0] + WIDTH / 2
    top, bottom = above[1] + HEIGHT, below[1]
    if rows == 1:
        half = (top + bottom) / 2
        return f"M{start:g} {top:g}C{start:g} {half:g} {end:g} {half:g} {end:g} {bottom:g}"
    lanes = (GUTTER / 2 + number * (WIDTH + GUTTER) for number in range(COLUMNS + 1))
    lane = min(lanes, key=lambda x: (abs(x - start) + abs(x - end), x))
    enter, leave = top + ROW, bottom - ROW
    return (
        f"M{start:g} {top:g}C{start:g} {enter - ROW / 2:g} {lane:g} {enter - ROW / 2:g} {lane:g} {enter:g}"
        f"V{leave:g}C{lane:g} {leave + ROW / 2:g} {end:g} {leave + ROW / 2:g} {end:g} {bottom:g}"
    )


def _breakable(title: str) -> Iterator[str]:
    """Words, and of one that is longer than a line what is before and after a hyphen."""
    for word in title.split():
        hyphen = word.rfind("-", 0, LINE) + 1 if len(word) > LINE else 0
        yield from (part for part in (word[:hyphen], word[hyphen:]) if part)


def _lines(title: str) -> tuple[str, ...]:
    """The name in at most two lines, cut where it does not fit."""
    words, lines = _breakable(title), [""]
    for word in words:
        if len(lines[-1]) + len(word) + bool(lines[-1]) <= LINE:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    lines = [line if len(line) <= LINE else f"{line[: LINE - 1]}\u2026" for line in lines if line]
    if len(lines) > 2:
        second = lines[1] if len(lines[1]) < LINE else lines[1][: LINE - 1]
        lines = [lines[0], f"{second.rstrip(chr(0x2026))}\u2026"]
    return tuple(lines)
