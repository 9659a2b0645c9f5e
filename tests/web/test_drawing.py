"""Drawings: nothing overlaps, edges lead downwards and say what the graph says, and the same graph is drawn alike."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from termgraph.web.pages.drawing import COLUMNS, HEIGHT, MOST_NODES, WIDTH, Drawing, draw

NAMES = st.integers(0, 40).map(lambda number: f"n{number}")
Graph = tuple[list[str], list[tuple[str, str]]]
GRAPHS = st.tuples(
    st.lists(NAMES, unique=True, max_size=40), st.lists(st.tuples(NAMES, NAMES), max_size=120)
)  # cycles, loops, edges to what is not drawn


def drawn(keys: list[str], edges: list[tuple[str, str]], **more: object) -> Drawing:
    return draw([(key, f"The {key} of it", "step") for key in keys], edges, **more)  # type: ignore[arg-type]


def below(edges: set[tuple[str, str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for above, under in edges:
            if above == here and under not in found:
                found.add(under)
                waiting.append(under)
    return found


@given(GRAPHS)
def test_boxes_stand_apart_inside_the_picture_and_lines_lead_down(
    graph: Graph,
) -> None:
    keys, edges = graph
    picture = drawn(keys, edges)
    assert len(picture.boxes) == min(len(keys), MOST_NODES)
    assert picture.left_out == len(keys) - len(picture.boxes)
    for a, b in combinations(picture.boxes, 2):
        assert abs(a.x - b.x) >= WIDTH or abs(a.y - b.y) >= HEIGHT
    for box in picture.boxes:
        assert 0 <= box.x <= picture.width - WIDTH
        assert 0 <= box.y <= picture.height - HEIGHT
        assert 1 <= len(box.lines) <= 2
    places = {box.key: box.y for box in picture.boxes}
    assert all(places[line.start] < places[line.end] for line in picture.lines)
    rows = [sum(box.y == each.y for each in picture.boxes) for box in picture.boxes]
    assert max(rows, default=0) <= COLUMNS


@given(GRAPHS)
def test_lines_say_what_the_graph_says_and_nothing_twice(graph: Graph) -> None:
    keys, edges = graph
    picture = drawn(keys, edges)
    lines = {(line.start, line.end) for line in picture.lines}
    assert len(lines) == len(picture.lines)
    assert lines <= set(edges)
    for start, end in lines:  # no other way leads there: the drawing is its own transitive reduction
        assert end not in below(lines - {(start, end)}, start)
    shown = {box.key for box in picture.boxes}
    for start, end in edges:
        if {start, end} <= shown and start != end:  # what is not drawn is implied, or would close a cycle
            assert end in below(lines, start) or start in below(lines, end)


@given(GRAPHS)
def test_the_same_graph_is_drawn_alike(graph: Graph) -> None:
    keys, edges = graph
    assert drawn(keys, edges) == drawn(keys, list(edges))


def test_layers_stay_apart() -> None:
    layers = {"a": -2, "b": -1, "c": 0, "d": 0, "e": 1}
    picture = drawn(["c", "a", "b", "d", "e"], [("a", "c")], layers=layers)
    places = {box.key: box.y for box in picture.boxes}
    assert places["a"] < places["b"] < places["c"] == places["d"] < places["e"]


def test_an_empty_picture_has_no_size() -> None:
    assert drawn([], []).height == 0


def test_a_long_word_is_broken_at_its_hyphen() -> None:
    titles = ("Temporal-Difference Learning", "A-B", "x" * 40, "y-" + "z" * 40, "Reward Model (RM)")
    boxes = draw([(str(number), title, "step") for number, title in enumerate(titles)], []).boxes
    assert [box.lines for box in boxes] == [
        ("Temporal-", "Difference…"),
        ("A-B",),
        ("x" * 14 + "…",),
        ("y-", "z" * 14 + "…"),
        ("Reward Model", "(RM)"),
    ]
