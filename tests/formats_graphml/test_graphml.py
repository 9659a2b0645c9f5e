"""GraphML holds every term and every relation, and is read back by networkx."""

import io
import os
import random
import subprocess
import sys
from pathlib import Path

import networkx
from contents import contents
from facts import facts
from hypothesis import given, settings

from termgraph.formats.graphml import write
from termgraph.graph.snapshot import Snapshot
from termgraph.model import ENTITIES, Content, Relation, Term, public

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
