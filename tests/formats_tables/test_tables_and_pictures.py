"""Tables and pictures hold every term and relation of their part, whatever is in the labels."""

import csv
import io
import json
import re

import pytest
from contents import contents
from facts import facts
from hypothesis import given, settings
from hypothesis import strategies as st

from termgraph.errors import Code, TermgraphError
from termgraph.formats import csv_tables, cytoscape, dot, graphml, mermaid
from termgraph.formats.scope import WHOLE, Scope
from termgraph.formats.table import FORMATS, Choice
from termgraph.graph.labels import shown_title
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Category, Content, GlossaryInfo, Relation, RelationType, Requirement, Term, public

ODD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
PICTURES = ("graphml", "csv", "csv-relations", "cytoscape", "mermaid", "dot")


def hostile(slug: str, label: str, why: str) -> Content:
    return Content.of(
        GlossaryInfo(label, "https://glossary.example/"),
        relation_types=[RelationType("own", label, "owned", label)],
        terms=[Term(slug, label, summary=why, definition=why), Term("zz", why), Term("zzz", "Z")],
        relations=[Relation(slug, "own", "zz", why, label, label), Relation(slug, "contrasts-with", "zz")],
        requirements=[Requirement("zz", ((slug,), ("zzz",)), label)],
    )


def written(content: Content, name: str, scope: Scope = WHOLE) -> str:
    out, write = io.BytesIO(), FORMATS[name].write
    assert write is not None
    write(Snapshot.of(content, "e.1"), out, Choice(scope))
    return out.getvalue().decode()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def edges_of(content: Content) -> set[tuple[str, str, str]]:
    snapshot = Snapshot.of(content, "e.1")
    return {(snapshot.terms[edge.subject].slug, edge.type, snapshot.terms[edge.object].slug) for edge in snapshot.edges}


DOT_STRING = r'"((?:[^"\\]|\\.)*)"'
DOT_NODE = re.compile(rf"  {DOT_STRING} \[label={DOT_STRING}, URL={DOT_STRING}\];\n", re.DOTALL)
DOT_EDGE = re.compile(
    rf'  {DOT_STRING} -> {DOT_STRING} \[label={DOT_STRING}(?:, (?:style="dashed"|dir="none"))?\];\n', re.DOTALL
)


def dot_text(text: str) -> str:
    """What Graphviz shows of a label: its escapes, then HTML's names of characters."""
    plain = re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), text, flags=re.DOTALL)
    return plain.replace("&amp;", "&")


def read_dot(text: str) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The nodes with their labels and the edges of a DOT file; anything else in it fails."""
    head, _, rest = text.partition("\n  node [")
    assert re.fullmatch(rf'digraph {DOT_STRING} {{\n  graph \[rankdir="BT"\];', head, re.DOTALL)
    rest = rest.partition("];\n")[2]
    nodes, edges = {}, []
    while not rest.startswith("}\n"):
        if found := DOT_NODE.match(rest):
            nodes[found[1]] = dot_text(found[2])
        elif found := DOT_EDGE.match(rest):
            edges.append((found[1], found[2], dot_text(found[3])))
        else:
            pytest.fail(f"neither a node nor an edge: {rest[:200]!r}")
        rest = rest[found.end() :]
    assert rest == "}\n"
    return nodes, edges


MERMAID_TEXT = r'"([^"\n<>`&\\]*)"'
MERMAID_NODE = re.compile(rf"  (n\d+)\[{MERMAID_TEXT}\]")
MERMAID_EDGE = re.compile(rf"  (n\d+) (?:-->|-\.->|---)\|{MERMAID_TEXT}\| (n\d+)")


def mermaid_text(text: str) -> str:
    """What Mermaid shows: character numbers are those characters, and nothing else is special."""
    bare = re.sub(r"#\d+;", "", text)
    assert not set(bare) & set('#;"<>&`*_[]{}|\\~$^')
    assert not re.match(r"\s*(\d+[.)]|[-+*])", text), "Markdown would take it for a list"
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


def read_mermaid(text: str) -> tuple[list[str], list[tuple[int, int, str]]]:
    first, *lines = text.removesuffix("\n").split("\n")
    assert first == "flowchart LR"
    labels: list[str] = []
    edges = []
    for line in lines:
        if found := MERMAID_NODE.fullmatch(line):
            assert found[1] == f"n{len(labels)}"
            labels.append(mermaid_text(found[2]))
        else:
            found = MERMAID_EDGE.fullmatch(line)
            assert found, line
            edges.append((int(found[1][1:]), int(found[3][1:]), mermaid_text(found[2])))
    return labels, edges


@settings(max_examples=80)
@given(ODD, ODD, ODD)
def test_hostile_texts_come_back_from_csv_as_they_went(slug: str, label: str, why: str) -> None:
    content = hostile(slug, label, why)
    found = {row["slug"]: row for row in rows(written(content, "csv"))}
    assert found.keys() == content.terms.keys()
    assert all(None not in row.values() for row in found.values())
    term = content.terms[slug]
    assert [found[slug][key] for key in ("name", "summary", "definition")] == [
        term.name, term.summary or "", term.definition or ""
    ]  # fmt: skip
    relations = rows(written(content, "csv-relations"))
    assert {(row["subject"], row["type"], row["object"]) for row in relations} == edges_of(content)
    own = next((row for row in relations if row["type"] == "own"), None)
    if own:
        assert [own[key] for key in ("label", "why", "for", "source")] == [label, why, label, label]


@settings(max_examples=80)
@given(ODD, ODD, ODD)
def test_hostile_texts_come_back_from_cytoscape_json(slug: str, label: str, why: str) -> None:
    content = hostile(slug, label, why)
    found = json.loads(written(content, "cytoscape"))["elements"]
    nodes = {node["data"]["id"]: node["data"] for node in found["nodes"]}
    edges = [edge["data"] for edge in found["edges"]]
    assert {key: node["name"] for key, node in nodes.items()} == {key: term.name for key, term in content.terms.items()}
    assert {(edge["source"], edge["type"], edge["target"]) for edge in edges} == edges_of(content)
    assert len({edge["id"] for edge in edges} | nodes.keys()) == len(edges) + len(nodes)


@settings(max_examples=80)
@given(ODD, ODD, ODD)
def test_hostile_texts_stay_in_their_quotes_in_dot(slug: str, label: str, why: str) -> None:
    content = hostile(slug, label, why)
    nodes, edges = read_dot(written(content, "dot"))
    titles = {shown_title(content.glossary, term) for term in content.terms.values()}
    assert {text.replace("\r", " ") for text in titles} == set(nodes.values())
    assert len(nodes) == len(content.terms)
    assert len(edges) == len(edges_of(content))
    assert {one for one, _, _ in edges} | {other for _, other, _ in edges} <= nodes.keys()
    assert '\\"' in dot._label('"')


@settings(max_examples=80)
@given(ODD, ODD, ODD)
def test_hostile_texts_stay_in_their_quotes_in_mermaid(slug: str, label: str, why: str) -> None:
    content = hostile(slug, label, why)
    labels, edges = read_mermaid(written(content, "mermaid"))
    titles = [shown_title(content.glossary, term) for term in content.terms.values()]
    assert labels == [" ".join(text.split()) or " " for text in titles]
    assert len(edges) == len(edges_of(content))


@pytest.mark.parametrize(
    "text", ["1. one", "- x", "+ x", "* x", "a&#35;b", "#35;", "<b>", "`x`", "end", '"', "\\n", "a\nb", "", "x]", "|"]
)
def test_what_mermaid_graphviz_or_html_would_read_is_text(text: str) -> None:
    content = Content.of(GlossaryInfo(base_url="https://x.example/"), terms=[Term("a", text), Term("b", "B")])
    (first, _), _ = read_mermaid(written(content, "mermaid"))
    assert first == (" ".join(text.split()) or " ")
    nodes, _ = read_dot(written(content, "dot"))
    assert nodes["a"] == text


@settings(max_examples=30)
@given(contents())
def test_any_glossary_has_every_term_and_relation_in_every_picture(content: Content) -> None:
    shown = public(content)
    expected, count = edges_of(shown), len(shown.terms)
    assert len(rows(written(shown, "csv"))) == len(read_mermaid(written(shown, "mermaid"))[0]) == count
    assert len(read_dot(written(shown, "dot"))[0]) == count
    assert len(read_dot(written(shown, "dot"))[1]) == len(read_mermaid(written(shown, "mermaid"))[1]) == len(expected)
    assert {(row["subject"], row["type"], row["object"]) for row in rows(written(shown, "csv-relations"))} == expected


def test_options_say_that_they_are_options_and_symmetric_ones_have_no_head() -> None:
    content = hostile("a", "A", "B")
    relations = {(row["subject"], row["type"], row["object"]): row for row in rows(written(content, "csv-relations"))}
    option = relations["zz", "requires", "a"]
    assert (option["optional"], option["options"]) == ("true", "a; zzz")
    assert relations["a", "contrasts-with", "zz"]["optional"] == "false"
    assert 'label="requires", style="dashed"' in written(content, "dot")
    assert 'label="contrasts with", dir="none"' in written(content, "dot")
    assert '-.->|"requires"|' in written(content, "mermaid")
    assert '---|"contrasts with"|' in written(content, "mermaid")


@pytest.mark.parametrize("name", PICTURES)
def test_a_part_has_its_terms_and_only_relations_between_them(name: str) -> None:
    scope = Scope.around("ppo", 5)
    terms = {Snapshot.of(facts()).terms[number].slug for number in scope.terms(Snapshot.of(facts()))}
    text = written(facts(), name, scope)
    assert len(terms) == 6
    if name == "csv-relations":
        assert {row["subject"] for row in rows(text)} | {row["object"] for row in rows(text)} <= terms
    elif name == "csv":
        assert {row["slug"] for row in rows(text)} == terms
    elif name == "cytoscape":
        assert {node["data"]["id"] for node in json.loads(text)["elements"]["nodes"]} == terms
    elif name == "dot":
        assert read_dot(text)[0].keys() == terms
    elif name == "mermaid":
        assert len(read_mermaid(text)[0]) == len(terms)
    else:
        assert set(re.findall(r'<node id="([^"]+)"', text)) == terms


@pytest.mark.parametrize("name", PICTURES)
def test_the_bytes_are_the_same_whatever_the_order_of_records(name: str) -> None:
    content = facts()
    turned = Content.of(
        content.glossary,
        terms=list(content.terms.values())[::-1],
        relations=list(content.relations.values())[::-1],
        requirements=list(content.requirements.values())[::-1],
        categories=list(content.categories.values())[::-1],
    )
    assert written(turned, name) == written(content, name)


@pytest.mark.parametrize("module", [cytoscape, dot, mermaid, graphml])
def test_a_part_that_is_not_there_is_refused(module: object) -> None:
    snapshot = Snapshot.of(Content.of(categories=[Category("c", "C")]), "e.1")
    with pytest.raises(TermgraphError) as raised:
        module.write(snapshot, io.BytesIO(), Scope.term("x"))  # type: ignore[attr-defined]  # each has `write`
    assert raised.value.code is Code.UNKNOWN_TERM
    with pytest.raises(TermgraphError, match="no category 'd'"):
        csv_tables.write_terms(snapshot, io.BytesIO(), Scope.category("d"))
