"""The statements of a file by subject and predicate, as plain text: what importing and judging look at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from termgraph.formats.rdf.names import IRI, Object

Statement = tuple[str, str, Object]
"""Subject, predicate and object."""


@dataclass(slots=True)
class Graph:
    """Statements about things that all have IRIs: `about[subject][predicate]` are the objects, sorted, each once.

    Subjects stand in order; none gets a new predicate once they do. `graphs` are the names of the named graphs that the
    statements stood in, "" for none. `aside` are statements that name things of schemes that we do not link, sorted:
    nobody judges or reads them, and they are kept as they are.
    """

    about: dict[str, dict[str, list[Object]]] = field(default_factory=dict)
    graphs: tuple[str, ...] = ("",)
    aside: tuple[Statement, ...] = ()
    _having: dict[str, list[str]] = field(default_factory=dict)

    def objects(self, subject: str, predicate: str) -> list[Object]:
        """What is said of the subject with this predicate."""
        return self.about.get(subject, _NOTHING).get(predicate, [])

    def iris(self, subject: str, predicate: str) -> list[str]:
        """The things that the subject points at with this predicate."""
        return [each.value for each in self.objects(subject, predicate) if each.datatype == IRI]

    def literals(self, subject: str, predicate: str) -> list[Object]:
        """The texts, numbers and so on that the subject has for this predicate."""
        return [each for each in self.objects(subject, predicate) if each.datatype != IRI]

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Subject and object of every statement with this predicate whose object is a thing, in order."""
        for subject in self.having(predicate):
            for each in self.about[subject][predicate]:
                if each.datatype == IRI:
                    yield subject, each.value

    def having(self, predicate: str) -> Sequence[str]:
        """The subjects of which something was said with this predicate, in order."""
        if not self._having:
            for subject, said in self.about.items():
                for each in said:
                    self._having.setdefault(each, []).append(subject)
        return self._having.get(predicate, ())

    def count(self) -> int:
        """How many statements there are."""
        return len(self.aside) + sum(len(objects) for said in self.about.values() for objects in said.values())


_NOTHING: dict[str, list[Object]] = {}


def ordered(about: dict[str, dict[str, list[Object]]]) -> dict[str, dict[str, list[Object]]]:
    """Statements with their subjects in order, and the objects of each predicate sorted and each once."""
    for said in about.values():
        for predicate, objects in said.items():
            if len(objects) > 1:
                said[predicate] = sorted(set(objects))
    return dict(sorted(about.items()))
