"""Small graphs written as statements, and random ones, for the tests of the graph package."""

from collections.abc import Iterable

from hypothesis import strategies as st

from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, Relation, RelationType, Requirement, Term
from termgraph.relations import Registry


def statement(text: str) -> Relation | Requirement:
    """`"a uses b"` as a relation, `"a any b+c|d"` as a requirement with the options (b and c) or d."""
    subject, key, target = text.split()
    if key == "any":
        return Requirement(subject, tuple(tuple(sorted(option.split("+"))) for option in target.split("|")))
    return Relation(subject, key, target)


def graph(*statements: str, terms: Iterable[Term] = (), own: Iterable[RelationType] = ()) -> Snapshot:
    """A snapshot of statements; terms that only statements name are made up."""
    said = [statement(each) for each in statements]
    given = {term.slug: term for term in terms}
    named = {slug for each in said for slug in _slugs(each)} - given.keys()
    registry = Registry.of(own)
    return Snapshot.of(
        Content.of(
            relation_types=own,
            terms=[*given.values(), *(Term(slug, slug.upper()) for slug in named)],
            relations=[registry.stored(each) for each in said if isinstance(each, Relation)],
            requirements=[each for each in said if isinstance(each, Requirement)],
        )
    )


def _slugs(said: Relation | Requirement) -> set[str]:
    if isinstance(said, Relation):
        return {said.subject, said.object}
    return {said.subject, *(slug for option in said.options for slug in option)}


@st.composite
def acyclic(draw: st.DrawFn, types: tuple[str, ...], most: int = 7) -> list[str]:
    """Statements of these types ("any" for groups of alternatives) that all point one way, over shuffled slugs."""
    count = draw(st.integers(2, most))
    slugs = draw(st.permutations("abcdefgh"[:count]))
    said: set[str] = set()
    for place in range(1, count):
        for kind in draw(st.lists(st.sampled_from(types), max_size=3)):
            below = st.sampled_from(slugs[:place])
            if kind == "any":
                options = draw(st.lists(st.lists(below, min_size=1, max_size=2, unique=True), min_size=1, max_size=3))
                said.add(f"{slugs[place]} any {'|'.join('+'.join(sorted(option)) for option in options)}")
            else:
                said.add(f"{slugs[place]} {kind} {draw(below)}")
    return sorted(said) or [f"{slugs[1]} {'requires' if types[0] == 'any' else types[0]} {slugs[0]}"]


def slugs_of(snapshot: Snapshot, numbers: Iterable[int]) -> list[str]:
    """The slugs of these terms, in the order given."""
    return [snapshot.terms[number].slug for number in numbers]
