"""Blank nodes become things with IRIs (RDF 1.1 Concepts, 3.5), named by what is said of them and not by their labels.

Two files that say the same get the same names. Naming is hard for graphs in general, so that what hangs together is
limited to a few nodes, as nested descriptions are; the cells of a list (RDF Schema 1.1, 5.2) do not count.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256

from termgraph.formats.rdf.names import IRI, NAMESPACES, Object

FIRST, REST, NIL, TYPE = (NAMESPACES["rdf"] + each for each in ("first", "rest", "nil", "type"))
LIST = Object(NAMESPACES["rdf"] + "List")
BLANK = "_:"
"""What a blank node's name begins with while a file is read."""

MOST = 10
"""How many blank nodes may hang together; more are refused."""

_LEAVES = 1_000
"""How many orders of look-alike nodes are tried in one component."""

About = dict[str, dict[str, list[Object]]]
Fact = tuple[str, str, Object]
Colours = dict[str, str]


class TangledError(ValueError):
    """Blank nodes that cannot be told apart with the work that is allowed; the text says where they hang."""


def named(about: About, base: str) -> About:
    """The statements with an IRI under `base` for every blank node; raises TangledError."""
    lists = _lists(about)
    facts = _facts(about, lists)
    names: dict[str, str] = {}
    into: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, said in about.items():
        if subject not in facts and subject not in lists.cells:
            for predicate, objects in said.items():
                for each in objects:
                    if each.datatype == IRI and each.value.startswith(BLANK):
                        into[each.value].append((subject, predicate))
    for component in _components(facts):
        if len(component) > MOST:
            at = next((subject for node in component for subject, _ in into[node]), "no thing with an IRI")
            raise TangledError(f"{len(component)} blank nodes hang together, at {at}")
        for node, colour in _canonical(component, facts, into).items():
            names[node] = f"{base}.well-known/genid/{colour}"
    for head, cells in lists.heads.items():
        names |= {cell: f"{names[head]}-{place}" for place, cell in enumerate(cells) if place}
    return _renamed(about, names)


class _Lists:
    """Well-formed lists: the cells of each by its first cell, and all cells but the first ones."""

    def __init__(self) -> None:
        self.heads: dict[str, list[str]] = {}
        self.cells: set[str] = set()


def _lists(about: About) -> _Lists:
    nexts = {node: rest for node, said in about.items() if (rest := _next(node, said))}
    referred: dict[str, int] = defaultdict(int)
    for said in about.values():
        for objects in said.values():
            for each in objects:
                if each.datatype == IRI and each.value in nexts:
                    referred[each.value] += 1
    # An inner cell is the rest of one cell and nothing else.
    inner = {rest for rest in nexts.values() if rest in nexts and referred[rest] == 1}
    found = _Lists()
    for head in nexts:
        if head in inner:
            continue
        cells = [head]
        while (rest := nexts[cells[-1]]) in inner:
            cells.append(rest)
        if rest == NIL:
            found.heads[head] = cells
            found.cells.update(cells[1:])
    return found


def _next(node: str, said: Mapping[str, list[Object]]) -> str | None:
    """The rest of a list where the node is a cell of one."""
    first, rest = said.get(FIRST, ()), said.get(REST, ())
    if not node.startswith(BLANK) or len(first) != 1 or len(rest) != 1 or rest[0].datatype != IRI:
        return None
    return rest[0].value if said.keys() <= {FIRST, REST, TYPE} and said.get(TYPE, [LIST]) == [LIST] else None


def _facts(about: About, lists: _Lists) -> dict[str, list[tuple[str, Object]]]:
    """What is said of each blank node, a list being one node with its items in order."""
    found: dict[str, list[tuple[str, Object]]] = {}
    for node, said in about.items():
        if not node.startswith(BLANK) or node in lists.cells:
            continue
        cells = lists.heads.get(node)
        if cells:
            found[node] = [(f"{FIRST} {place}", about[cell][FIRST][0]) for place, cell in enumerate(cells)]
        else:
            found[node] = [(predicate, each) for predicate, objects in said.items() for each in objects]
    # A node of which nothing is said is one as well.
    for said in about.values():
        for objects in said.values():
            for each in objects:
                if each.datatype == IRI and each.value.startswith(BLANK) and each.value not in lists.cells:
                    found.setdefault(each.value, [])
    return found


def _components(facts: Mapping[str, list[tuple[str, Object]]]) -> list[list[str]]:
    beside: dict[str, set[str]] = {node: set() for node in facts}
    for node, said in facts.items():
        for _, each in said:
            if each.datatype == IRI and each.value in beside:
                beside[node].add(each.value)
                beside[each.value].add(node)
    found, seen = [], set()
    for node in facts:
        if node in seen:
            continue
        component, waiting = [], [node]
        seen.add(node)
        while waiting:
            component.append(waiting.pop())
            fresh = beside[component[-1]] - seen
            seen |= fresh
            waiting += fresh
        found.append(component)
    return found


def _canonical(
    component: list[str],
    facts: Mapping[str, list[tuple[str, Object]]],
    into: Mapping[str, list[tuple[str, str]]],
) -> Colours:
    """A name for each node that is the same whatever the nodes are called and in whatever order they come."""
    start = {
        node: _hash(
            [
                f"{predicate} {_plain(each)}"
                for predicate, each in facts[node]
                if each.datatype != IRI or each.value not in facts
            ]
            + [f"{subject} {predicate} <" for subject, predicate in into.get(node, ())]
        )
        for node in component
    }
    edges = {
        (node, predicate, each.value)
        for node in component
        for predicate, each in facts[node]
        if each.datatype == IRI and each.value in facts
    }
    best: Colours | None = None
    waiting, leaves = [_refined(start, edges)], 0
    while waiting:
        colours = waiting.pop()
        alike = _alike(colours)
        if not alike:
            leaves += 1
            if leaves > _LEAVES:
                raise TangledError(f"{len(component)} blank nodes look alike in too many ways")
            if best is None or sorted(colours.values()) < sorted(best.values()):
                best = colours
            continue
        # Of nodes that can change places and leave all as it is, one stands for the others.
        tried = alike[:1] if all(_exchangeable(alike[0], each, edges) for each in alike[1:]) else alike
        waiting += [_refined({**colours, node: _hash([colours[node], "!"])}, edges) for node in tried]
    return best or {}


def _refined(colours: Colours, edges: set[tuple[str, str, str]]) -> Colours:
    """Colours after each node has taken in those of its neighbours, as often as there are nodes."""
    if not edges:
        return colours
    for _ in colours:
        seen: dict[str, list[str]] = {node: [colour] for node, colour in colours.items()}
        for subject, predicate, value in edges:
            seen[subject].append(f"{predicate} > {colours[value]}")
            seen[value].append(f"{predicate} < {colours[subject]}")
        colours = {node: _hash(sorted(each)) for node, each in seen.items()}
    return colours


def _alike(colours: Colours) -> list[str]:
    """The nodes of the first colour that several have."""
    by_colour: dict[str, list[str]] = defaultdict(list)
    for node, colour in colours.items():
        by_colour[colour].append(node)
    return next((nodes for _, nodes in sorted(by_colour.items()) if len(nodes) > 1), [])


def _exchangeable(one: str, other: str, edges: set[tuple[str, str, str]]) -> bool:
    swap = {one: other, other: one}
    return all((swap.get(s, s), p, swap.get(o, o)) in edges for s, p, o in edges if s in swap or o in swap)


def _plain(each: Object) -> str:
    return f"{each.datatype} {each.language} {each.value}"


def _hash(parts: Iterable[str]) -> str:
    return sha256("\n".join(sorted(parts)).encode()).hexdigest()[:32]


def _renamed(about: About, names: Mapping[str, str]) -> About:
    found: About = {}
    for subject, said in about.items():
        target = found.setdefault(names.get(subject, subject), {})
        for predicate, objects in said.items():
            target.setdefault(predicate, []).extend(
                each._replace(value=names[each.value]) if each.datatype == IRI and each.value in names else each
                for each in objects
            )
    return found
