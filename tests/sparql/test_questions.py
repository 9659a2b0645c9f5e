"""What is refused by its words, wherever they hide, and what is let through though it looks alike."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.errors import Code, TermgraphError
from termgraph.formats.sparql import Form, read

GRAPH = "https://glossary.example/"
LET_THROUGH = [
    ("SELECT * { ?s ?p ?o }", Form.SELECT),
    ("select*{?service ?from ?o}", Form.SELECT),
    ("ASK {}", Form.ASK),
    ("Construct Where { ?s ?p ?o }", Form.CONSTRUCT),
    ("DESCRIBE <http://x/SERVICE>", Form.DESCRIBE),
    ("# SERVICE <x> {}\nASK {}", Form.ASK),
    ("PREFIX service: <http://x/> ASK { ?s service:from service:SERVICE }", Form.ASK),
    ("PREFIX select: <http://x/> DESCRIBE select:a", Form.DESCRIBE),
    ('ASK { ?s ?p "SERVICE" }', Form.ASK),
    ("ASK { ?s ?p 'SERVICE \\' SERVICE' }", Form.ASK),
    ('ASK { ?s ?p """ " SERVICE "" SERVICE \\""" """ }', Form.ASK),
    ("ASK { ?s ?p ''' ' SERVICE '' FROM <x> ''' }", Form.ASK),
    ('ASK { ?s ?p "chat"@service }', Form.ASK),
    ("ASK { _:service ?p $service }", Form.ASK),
    ("PREFIX x: <http://x/> ASK { ?s ?p x:a\\'b }", Form.ASK),
    ("SELECT * FROM <https://glossary.example/> { ?s ?p ?o }", Form.SELECT),
    ("SELECT * FROM NAMED <https://glossary.example/> { GRAPH ?g { ?s ?p ?o } }", Form.SELECT),
    ("SELECT (COUNT(*) AS ?insert) { ?load ?delete ?drop }", Form.SELECT),
    ("ASK { FILTER(1<2&&3>2) }", Form.ASK),
]
REFUSED = [
    "SELECT * { SERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    "SELECT * {SERVICE<http://x>{}}",
    "SELECT * { ?s ?p 'it''s' SERVICE <http://x> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\\\" SERVICE <http://x> { ?s ?p ?o } }',
    'SELECT * { ?s ?p """a""" SERVICE <http://x> {} }',
    "PREFIX x: <http://x/> SELECT * { ?s ?p x:a\\' . SERVICE <http://x> { ?s ?p 'b' } }",
    "SELECT * { FILTER(?a<?b)SERVICE<http://x>{} }",
    "SELECT * { FILTER(?a<?b)#>\nSERVICE<http://x>{} }",
    "SELECT * { <http://x#> ?p ?o SERVICE <http://x> {} }",
    "SELECT * { \\u0053ERVICE <http://x> {} }",
    "SELECT * { \\U00000053\\u0045RVICE <http://x> {} }",
    'SELECT * { ?s ?p "\\u0022 SERVICE <http://x> {} #" }',
    "SELECT * FROM <http://other/> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://other/> { ?s ?p ?o }",
    "SELECT * FROM <https://glossary.example/> FROM <http://other/> { ?s ?p ?o }",
    "PREFIX g: <https://glossary.example/> SELECT * FROM g: { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM",
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://x>",
    "load silent <http://x> into graph <http://y>",
    "CLEAR ALL",
    "DROP DEFAULT",
    "WITH <http://x> INSERT { ?s ?p ?o } WHERE { SELECT * { ?s ?p ?o } }",
]  # fmt: skip  # a query a line


@pytest.mark.parametrize(("text", "form"), LET_THROUGH)
def test_what_only_looks_like_it_is_let_through(text: str, form: Form) -> None:
    assert read(text, GRAPH).form is form


@pytest.mark.parametrize("text", REFUSED)
def test_no_other_server_no_other_graph_no_change(text: str) -> None:
    with pytest.raises(TermgraphError) as caught:
        read(text, GRAPH)
    assert caught.value.code is Code.SPARQL_REFUSED


@pytest.mark.parametrize("text", ["", "hello", "# SELECT", "'SELECT'", "?select"])
def test_what_asks_nothing_is_no_query(text: str) -> None:
    with pytest.raises(TermgraphError) as caught:
        read(text, GRAPH)
    assert caught.value.code is Code.SPARQL_PARSE_FAILED


PIECES = st.sampled_from([
    '"a"', "'b'", '"""c"""', "'''d'''", "<http://x#y>", "?v", "x:y", "x:y\\'z", "# c\n", "{", "}", ".", "<", ">", "@en",
    "_:b", "1.5", "'\\''", '"\\\\"', "\\u0041", "FILTER", "\n",
])  # fmt: skip  # pieces of queries


@given(st.lists(PIECES, max_size=12), st.lists(PIECES, max_size=12))
def test_a_keyword_between_whole_tokens_is_always_found(before: list[str], after: list[str]) -> None:
    text = f"SELECT * {' '.join(before)} \n SERVICE {' '.join(after)}"
    with pytest.raises(TermgraphError) as caught:
        read(text, GRAPH)
    assert caught.value.code is Code.SPARQL_REFUSED


@given(st.text(max_size=200))
def test_no_text_is_another_error(text: str) -> None:
    try:
        read(text, GRAPH)
        code = None
    except TermgraphError as error:
        code = error.code
    assert code in (None, Code.SPARQL_PARSE_FAILED, Code.SPARQL_REFUSED)


def test_a_string_without_an_end_is_refused_and_ends_the_reading() -> None:
    for text in ("ASK { ?s ?p 'a }", 'ASK { ?s ?p """a" }', 'ASK { ?s ?p "a\n" }'):
        with pytest.raises(TermgraphError) as caught:
            read(text, GRAPH)
        assert caught.value.code is Code.SPARQL_PARSE_FAILED
    assert read('ASK { ?s ?p "an inch, 1\\u0022" }', GRAPH).form is Form.ASK


@pytest.mark.parametrize("text", ["a.", ".", "1", "a-", "\\'", '\\"', '"""\n\\', "_", "@a-", "x:%", "<"])
def test_what_is_repeated_is_read_in_linear_time(text: str) -> None:
    begun = time.process_time()
    with pytest.raises(TermgraphError):
        read(text * (200_000 // len(text)), GRAPH)
    assert time.process_time() - begun < 2  # Quadratic time is minutes.


def test_a_long_text_is_read_in_linear_time() -> None:
    for text in (
        '"""' + '""\\' * 50_000,
        "'" * 200_000,
        "<" * 200_000,
        "x" * 200_000,
        "\\u005C" * 30_000,
        "a:" * 90_000,
    ):
        with pytest.raises(TermgraphError):
            read(text, GRAPH)
