"""A file of RDF becomes a Graph, or a finding that says why not: nothing is fetched, and everything has a limit."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path
from sys import intern
from typing import Any

from termgraph.formats.caps import LITERAL, STATEMENTS, VOCABULARY
from termgraph.formats.files import read_bytes
from termgraph.formats.rdf.names import IRI, LANGUAGE_STRING, Object
from termgraph.formats.reading import START, Reading, Spot, shorten
from termgraph.formats.rules import FILE_RULES
from termgraph.formats.schemes import LINKED, linked, why_refused

from .blank_nodes import BLANK, TangledError, named
from .graph import Graph, Statement, ordered
from .guards import RefusedError, guarded
from .places import place_of
from .sniffing import JSON, QUADS, SUFFIXES, TRIG, WITHOUT_GRAPHS, XML, sniff

Progress = Callable[[int, int], None]

_STEP = 20_000
_BYTES_A_STATEMENT = 100


def open_graph(path: Path, reading: Reading, base: str, progress: Progress | None = None) -> Graph | None:
    """What a file says; None with an error among the findings of `reading` where it is not read.

    `base` is what relative addresses are resolved against, and begins the names of blank nodes. Content never makes
    this raise. Time and space are linear in the file.
    """
    data = read_bytes(str(path), reading, VOCABULARY, follow=True)
    return None if data is None else graph_of(data, path.suffix.lower(), reading, base, progress)


def graph_of(data: bytes, suffix: str, reading: Reading, base: str, progress: Progress | None = None) -> Graph | None:
    """What the bytes of a file with this suffix say; as `open_graph`."""
    data = data.removeprefix(BOM_UTF8)
    syntax = sniff(data)
    if syntax is None:
        reading.report("TG711", START, "this is neither Turtle, TriG, N-Triples, N-Quads, RDF/XML nor JSON-LD")
        return None
    if syntax not in SUFFIXES.get(suffix, (syntax,)):
        reading.report("TG712", START, f"this is {syntax}, which a name ending in {suffix} does not say; it is read so")
    try:
        graph = _graph(guarded(data, syntax), syntax, base, progress)
    except _AddressError as error:
        spot = place_of(error.iri, data, syntax)
        if spot is None:
            hint = f"it stands in {reading.file}, made with a prefix or escaped"
            about = (shorten(error.iri),)
            reading.problems.append(FILE_RULES["TG715"].problem(str(error), None, hint=hint, subjects=about))
        else:
            reading.report("TG715", spot, str(error))
        return None
    except RefusedError as error:
        reading.report(error.rule, Spot(error.line, error.column), str(error))
        return None
    except TangledError as error:
        reading.report("TG716", START, str(error), hint="give them addresses of their own")
        return None
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        reading.report("TG710", Spot(line, column), shorten_message(str(error)))
        return None
    if suffix in WITHOUT_GRAPHS and graph.graphs != ("",):
        reading.report("TG712", START, f"this file has named graphs, which a name ending in {suffix} does not say")
    if len(graph.graphs) > 1:
        message = f"statements stand in {len(graph.graphs)} graphs; they are read as one, and not told apart again"
        reading.report("TG718", START, message)
    return graph


def shorten_message(message: str) -> str:
    """What a parser says, on one line and of a length that fits."""
    return shorten(message[message.find(": ") + 2 :] if message.startswith("Parser error at") else message)


def _graph(data: bytes, syntax: str, base: str, progress: Progress | None) -> Graph:
    about: dict[str, dict[str, list[Object]]] = {}
    graphs: dict[str, None] = {}
    total = max(1, len(data) // _BYTES_A_STATEMENT)
    blank = False
    predicates: dict[str, str] = {}
    checked = _Checked()
    for number, (subject, predicate, each, graph) in enumerate(_statements(data, syntax, base, checked), 1):
        if number > STATEMENTS.limit:
            raise RefusedError("TG714", f"{STATEMENTS.of} has at most {STATEMENTS.limit:,} statements")
        blank = blank or subject.startswith(BLANK) or (each.datatype == IRI and each.value.startswith(BLANK))
        # One copy of each predicate: there are few of them, and they stand in every statement.
        said = about.get(subject)
        if said is None:
            said = about[subject] = {}
        known = predicates.setdefault(predicate, predicate)
        if known in said:
            said[known].append(each)
        else:
            said[known] = [each]
        graphs[graph] = None
        if progress and not number % _STEP:
            progress(number, max(number, total))
    if blank:
        about = named(about, base)
    aside = _set_aside(about) if checked.unlinked else ()
    return Graph(ordered(about), tuple(sorted(graphs)) or ("",), aside)


def _set_aside(about: dict[str, dict[str, list[Object]]]) -> tuple[Statement, ...]:
    """The statements that name anything of a scheme that we do not link, in order; they are taken out of `about`."""
    found = {
        (subject, predicate, each)
        for subject, said in about.items()
        for predicate, objects in said.items()
        for each in objects
        if not all(map(linked, _names(subject, predicate, each)))
    }
    for subject, predicate in {each[:2] for each in found}:
        objects = about[subject].pop(predicate)
        if rest := [each for each in objects if (subject, predicate, each) not in found]:
            about[subject][predicate] = rest
    for subject in {each[0] for each in found}:
        if not about[subject]:
            del about[subject]
    return tuple(sorted(found))


def _names(subject: str, predicate: str, each: Object) -> tuple[str, str, str]:
    return subject, predicate, each.value if each.datatype == IRI else each.datatype


def _statements(data: bytes, syntax: str, base: str, checked: "_Checked") -> Iterator[tuple[str, str, Object, str]]:
    """Subject, predicate, object and graph of every statement; blank nodes have names that begin with BLANK."""
    import pyoxigraph

    formats = {
        TRIG: pyoxigraph.RdfFormat.TRIG,
        QUADS: pyoxigraph.RdfFormat.N_QUADS,
        XML: pyoxigraph.RdfFormat.RDF_XML,
        JSON: pyoxigraph.RdfFormat.JSON_LD,
    }
    for quad in pyoxigraph.parse(data, formats[syntax], base_iri=base):
        graph = quad.graph_name
        name = "" if isinstance(graph, pyoxigraph.DefaultGraph) else checked.thing(graph)
        yield checked.thing(quad.subject), checked.thing(quad.predicate), checked.object(quad.object), name


class _AddressError(RefusedError):
    """An IRI of a scheme that is refused."""

    def __init__(self, iri: str, why: str) -> None:
        super().__init__("TG715", f"the address '{shorten(iri)}' is not taken: {why}")
        self.iri = iri


class _Checked:
    """Terms of the parser as plain text; what no glossary can hold is refused.

    `unlinked` is whether anything was named with a scheme that we do not link.
    """

    def __init__(self) -> None:
        import pyoxigraph

        self._node, self._blank, self._literal = pyoxigraph.NamedNode, pyoxigraph.BlankNode, pyoxigraph.Literal
        self._languages: dict[str, str] = {}
        self.unlinked = False

    def thing(self, term: Any) -> str:
        if type(term) is self._node:
            iri: str = term.value
            if not iri.startswith(LINKED) and not linked(iri):
                if why := why_refused(iri):
                    raise _AddressError(iri, why)
                self.unlinked = True
            return iri
        if type(term) is self._blank:
            return f"{BLANK}{term.value}"
        raise RefusedError("TG717", "a statement about a statement (RDF 1.2) is not read")

    def object(self, term: Any) -> Object:
        if type(term) is not self._literal:
            return Object(self.thing(term), IRI)
        value: str = term.value
        if len(value) > LITERAL.limit:
            raise RefusedError("TG714", f"{LITERAL.of} has at most {LITERAL.limit:,} {LITERAL.unit}")
        language = term.language
        if not language:
            return Object(value, intern(self.thing(term.datatype)))
        if term.direction is not None:
            raise RefusedError("TG717", "a text with a direction (RDF 1.2) is not read; leave the direction out")
        tag = self._languages.get(language)
        if tag is None:
            tag = self._languages[language] = language.lower()
        return Object(value, LANGUAGE_STRING, tag)
