"""What an import could not make part of the glossary: all that an export of the glossary would not say again."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from termgraph.formats.extra_statements import spelled, tied
from termgraph.formats.rdf import skos
from termgraph.formats.rdf.ground import Ground
from termgraph.formats.rdf.names import IRI, Object
from termgraph.formats.scope import WHOLE
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, Extra

from .graph import Graph

Rename = Callable[[str], str]


def extras(
    graph: Graph,
    content: Content,
    rename: Rename,
    spent: Mapping[str, Mapping[str, Iterable[Object]]],
    added: Iterable[str],
) -> list[Extra]:
    """The statements of the graph that an export of `content` does not make, and the lines `added`, tied to terms.

    `rename` gives the IRI that a thing of the graph has in the export; `spent` are statements, by subject and
    predicate, that the content says in another way. Nothing can be forgotten here that a reader of the graph
    overlooked. The graph is used up.
    """
    _take_away(graph, content, rename)
    for subject, said in spent.items():
        for predicate, objects in said.items():
            if predicate in graph.about.get(subject, ()):
                gone = set(objects)
                graph.about[subject][predicate] = [each for each in graph.about[subject][predicate] if each not in gone]
    lines = {*added, *(spelled(*each) for each in graph.aside)}
    lines.update(_lines(graph))
    return tied(sorted(lines), content.terms.values(), content.glossary.base_url)


def _take_away(graph: Graph, content: Content, rename: Rename) -> None:
    subjects: dict[str, list[str]] = {}
    for subject in graph.about:
        subjects.setdefault(rename(subject), []).append(subject)
    for part in skos.parts(Ground.of(Snapshot.of(content, "e.0")), WHOLE):
        for node in part.nodes.values():
            for subject in subjects.get(node.iri, ()):
                said = graph.about[subject]
                for predicate, objects in said.items():
                    exported = node.facts.get(rename(predicate))
                    if exported:
                        known = set(exported)
                        said[predicate] = [each for each in objects if not _said(each, known, rename)]


def _said(each: Object, known: set[Object], rename: Rename) -> bool:
    return each in known or (each.datatype == IRI and Object(rename(each.value)) in known)


def _lines(graph: Graph) -> Iterator[str]:
    for subject, said in graph.about.items():
        for predicate, objects in said.items():
            for each in objects:
                yield spelled(subject, predicate, each)
