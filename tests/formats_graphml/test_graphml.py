"""GraphML holds every term and every relation, is read back by networkx, and has the bytes that it would write."""

import io
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx
import pytest
from contents import contents
from facts import facts
from hypothesis import given, settings

from termgraph.formats.graphml import write
from termgraph.formats.scope import WHOLE, Scope
from termgraph.graph.labels import shown_title
from termgraph.graph.snapshot import Snapshot
from termgraph.model import ENTITIES, Content, Relation, Term, canonical_json, public

TESTS = Path(__file__).parents[1]
PRINT_HASH = """
import hashlib, io
from facts import facts
from termgraph.formats.graphml import write
from termgraph.graph.snapshot import Snapshot
out = io.BytesIO()
write(Snapshot.of(facts(), "e.1"), out)
print(hashlib.sha256(out.getvalue()).hexdigest())
"""


def written(content: Content) -> bytes:
    out = io.BytesIO()
    write(Snapshot.of(content, "e.1"), out)
    return out.getvalue()


def read(data: bytes) -> "networkx.MultiDiGraph[str]":
    graph = networkx.read_graphml(io.BytesIO(data), force_multigraph=True)
    assert isinstance(graph, networkx.MultiDiGraph)
    return graph


def test_every_term_and_relation_is_there_with_its_attributes() -> None:
    snapshot = Snapshot.of(facts(), "e.1")
    graph = read(written(facts()))
    assert graph.graph["revision"] == "e.1"
    assert graph.number_of_nodes() == len(snapshot.terms) == 195
    assert graph.number_of_edges() == len(snapshot.edges)
    assert {(subject, facts["type"], target) for subject, target, facts in graph.edges(data=True)} == {
        (snapshot.terms[edge.subject].slug, edge.type, snapshot.terms[edge.object].slug) for edge in snapshot.edges
    }
    assert graph.nodes["rlhf"]["label"] == "RLHF (Reinforcement Learning from Human Feedback)"
    assert graph.nodes["ppo"]["minutes"] == 40
    assert graph.nodes["ppo"]["categories"] == "large-language-models; reinforcement-learning-methods"
    (group,) = [each for each in graph["rlhf"]["ppo"].values() if each["type"] == "requires"]
    assert group["optional"] is True
    assert group["options"] == '[["ppo"],["rloo"],["grpo"]]'


def test_edge_ids_are_words_used_once() -> None:
    graph = read(written(facts()))
    ids = [key for _, _, key in graph.edges(keys=True)]
    assert len(set(ids)) == len(ids)
    assert all(key.isalnum() for key in ids)


@settings(max_examples=50)
@given(contents())
def test_any_glossary_is_read_back_with_as_many_nodes_and_edges(content: Content) -> None:
    snapshot = Snapshot.of(public(content), "e.1")
    graph = read(written(public(content)))
    assert sorted(graph.nodes) == [term.slug for term in snapshot.terms]
    assert graph.number_of_edges() == len(snapshot.edges)
    for term in snapshot.terms:
        assert graph.nodes[term.slug]["name"] == term.name


def by_networkx(snapshot: Snapshot, scope: Scope) -> bytes:
    """The same graph, made whole and written by networkx."""
    graph = snapshot.to_networkx()
    flat: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    flat.graph.update(plain(graph.graph))
    shown = [snapshot.terms[number] for number in scope.terms(snapshot)]
    for term in shown:
        flat.add_node(
            clean(term.slug), **plain({"label": shown_title(snapshot.glossary, term)} | graph.nodes[term.slug])
        )
    inside = {term.slug for term in shown}
    joined = (edge for edge in graph.edges(keys=True, data=True) if edge[0] in inside and edge[1] in inside)
    for number, (subject, target, kind, said) in enumerate(joined):
        flat.add_edge(clean(subject), clean(target), key=f"e{number}", **plain({"type": kind} | said))
    out = io.BytesIO()
    networkx.write_graphml_xml(flat, out)
    return out.getvalue()


def plain(facts: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in facts.items():
        if isinstance(value, (int, float)):
            found[key] = value
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            found[key] = clean("; ".join(value))
        elif value is not None:
            found[key] = clean(value if isinstance(value, str) else canonical_json(value))
    return found


def clean(text: str) -> str:
    return "".join(
        each if each in "\t\n\r" or (each >= " " and each not in "\ufffe\uffff") else "\ufffd" for each in text
    )


@settings(max_examples=100)
@given(contents())
def test_the_bytes_are_those_of_networkx(content: Content) -> None:
    snapshot = Snapshot.of(public(content), "e.1")
    scopes = [WHOLE, *(Scope.around(term.slug, 3) for term in snapshot.terms[:1])]
    for scope in scopes:
        out = io.BytesIO()
        write(snapshot, out, scope)
        assert out.getvalue() == by_networkx(snapshot, scope)


@pytest.mark.parametrize("content", [facts(), Content()], ids=["facts", "nothing"])
def test_a_glossary_of_facts_and_none_have_the_bytes_of_networkx(content: Content) -> None:
    snapshot = Snapshot.of(content, 'e"&<.1')
    out = io.BytesIO()
    write(snapshot, out)
    assert out.getvalue() == by_networkx(snapshot, WHOLE)


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    odd = Content.of(
        terms=[Term("a\x00&<é>", "x\x01\x0b\ufffe<b>&amp;\U0001f600"), Term("b", "B")],
        relations=[Relation("b", "uses", "a\x00&<é>", why="\x1b[31m")],
    )
    graph = read(written(odd))
    assert graph.nodes["a\ufffd&<é>"]["name"] == "x\ufffd\ufffd\ufffd<b>&amp;\U0001f600"
    assert [facts["why"] for _, _, facts in graph.edges(data=True)] == ["\ufffd[31m"]


def test_an_empty_glossary_is_an_empty_graph() -> None:
    assert read(written(Content())).number_of_nodes() == 0


def test_the_bytes_do_not_depend_on_order_or_hash_seed() -> None:
    content = facts()
    records = {entity.field: list(getattr(content, entity.field).values()) for entity in ENTITIES}
    for each in records.values():
        random.Random(3).shuffle(each)  # noqa: S311  # chance, not secrets
    assert written(Content.of(content.glossary, **records)) == written(content)
    hashes = {
        subprocess.run(
            [sys.executable, "-c", PRINT_HASH],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1
