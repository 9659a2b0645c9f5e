"""What a SPARQL query is, and what of it is refused, by its words alone (SPARQL 1.1 Query Language, section 19).

Nothing is parsed here: text is cut into the tokens of the grammar, so that a word in a string, an IRI, a comment, or a
name is not taken for a keyword. The engine parses what is let through.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from termgraph.errors import Code, TermgraphError

_TOKEN = re.compile(
    r"""
    [\t\n\r\ ]+ | \#[^\n\r]*
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
    | (?!"{3}|'{3})(?: "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
    | (?P<unclosed>["'])
    | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
    | (?P<name>[\w.-]*+:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    | (?P<run>[\w.-]++)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
"""Every character is looked at a bounded number of times: a run of words, digits and signs is one token, and cutting
ends at a string that has no end, or each of its signs would be taken for another beginning.
"""

_WORD = re.compile(r"[^\W\d]\w*")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
PROLOGUE = frozenset({"BASE", "PREFIX"})


class Form(StrEnum):
    """What a query asks for: a table, a truth, or a graph."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def is_graph(self) -> bool:
        """Whether the result is a graph."""
        return self in {Form.CONSTRUCT, Form.DESCRIBE}


@dataclass(frozen=True, slots=True)
class Question:
    """A query that may be asked: its text and its form."""

    text: str
    form: Form


def read(text: str, graph: str) -> Question:
    r"""The question of a query on the one graph there is, named `graph`.

    Raises TermgraphError SPARQL_REFUSED for an update, for SERVICE, and for FROM with any other graph, and
    SPARQL_PARSE_FAILED for what has none of the four forms. Characters may be written as \uXXXX anywhere (section
    19.2): what either reading of the text says is refused.
    """
    # Only the unescaped reading may end early: a string may have a sign escaped that would end it.
    if any(kind == "unclosed" for kind, _ in _tokens(text)):
        raise TermgraphError(Code.SPARQL_PARSE_FAILED, "A string in the query has no end.")
    forms = [_judged(reading, graph) for reading in {text: None, _unescaped(text): None}]
    form = forms[-1]
    if form is None:
        words = ", ".join(Form)
        raise TermgraphError(Code.SPARQL_PARSE_FAILED, f"A query has one of the words {words}; this has none.")
    return Question(text, form)


def check_graphs(named: list[str], graph: str) -> None:
    """Raises TermgraphError SPARQL_REFUSED for a graph that is not here; `graph` is the one that is."""
    for each in named:
        if each != graph:
            raise TermgraphError(Code.SPARQL_REFUSED, f"The one graph here is <{graph}>; no other is looked for.")


def _judged(text: str, graph: str) -> Form | None:
    form: Form | None = None
    tokens = list(_tokens(text))
    for place, (kind, token) in enumerate(tokens):
        word = token.upper() if kind == "word" else ""
        if word == "SERVICE":
            raise TermgraphError(Code.SPARQL_REFUSED, "SERVICE is not carried out: no other server is asked.")
        if word == "FROM":
            rest = tokens[place + 1 : place + 3]
            named = rest[1:] if rest and rest[0][1].upper() == "NAMED" else rest[:1]
            target = named[0] if named else ("", "")
            check_graphs([target[1][1:-1] if target[0] == "iri" else target[1]], graph)
        if form is None and word in UPDATES:
            raise TermgraphError(Code.SPARQL_REFUSED, "Nothing can be changed here; this is an update, not a query.")
        if form is None and word in Form.__members__:
            form = Form(word)
    return form


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """IRIs, prefixed names and words, in order, up to a string without an end; all else is left out."""
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "run":
            yield from (("word", word[0]) for word in _WORD.finditer(found[0]))
        elif found.lastgroup:
            yield found.lastgroup, found[0]
        if found.lastgroup == "unclosed":
            return


def _unescaped(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        point = int(found[1] or found[2], 16)
        return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else "\ufffd"

    return _ESCAPED.sub(character, text)
