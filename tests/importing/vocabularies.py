"""Small vocabularies for tests: Turtle with the usual prefixes, imported, judged, and exported again."""

import io
import tempfile
from pathlib import Path

from termgraph.errors import Problem
from termgraph.formats.rdf import When, unknown, write
from termgraph.formats.rdf.importing import Imported, import_skos
from termgraph.graph.snapshot import Snapshot
from termgraph.integrity.vocabulary import check_vocabulary
from termgraph.model import Content

EX = "http://vocab.example/"
PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix isothes: <http://purl.org/iso25964/skos-thes#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <http://vocab.example/> .
@prefix far: <http://far.example/> .
"""


def imported(text: str | bytes, into: Content | None = None, *, suffix: str = ".ttl", language: str | None = None,
             base: str | None = None) -> Imported:  # fmt: skip
    """What becomes of a file; Turtle gets the usual prefixes."""
    data = (PREFIXES + text).encode() if isinstance(text, str) and suffix == ".ttl" else text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"vocabulary{suffix}"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return import_skos(path, into, base=base, language=language)


def content_of(text: str, **options: str) -> Content:
    """The glossary that some Turtle becomes."""
    content = imported(text, **options).content  # type: ignore[arg-type]  # each option is one of `imported`
    assert content is not None
    return content


def judged(text: str | bytes, suffix: str = ".ttl") -> tuple[Problem, ...]:
    """What the rules say about a file."""
    data = (PREFIXES + text).encode() if isinstance(text, str) and suffix == ".ttl" else text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"vocabulary{suffix}"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return check_vocabulary(path)[0]


def rules(problems: tuple[Problem, ...]) -> set[str]:
    """The codes of findings."""
    return {problem.rule for problem in problems}


def exported(content: Content, syntax: str = "n-triples", changed: When = unknown) -> bytes:
    """The linked data of a glossary."""
    out = io.BytesIO()
    write(Snapshot.of(content, "e.1"), out, syntax, changed=changed)
    return out.getvalue()


def triples(content: Content) -> set[str]:
    """The lines of a glossary's N-Triples."""
    return set(exported(content).decode().split("\n")) - {""}
