"""`Glossary` as a notebook uses it: from a folder, a file, a store; failures with a code and a hint."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from facts import FILE, facts

from termgraph import Glossary
from termgraph.errors import Code, TermgraphError
from termgraph.graph.preparation import prepare
from termgraph.integrity.served import by_subject, numbered, problems
from termgraph.model import Content, TermStatus, difference
from termgraph.settings import Settings
from termgraph.store import Store


def test_a_file_a_folder_and_a_store_give_the_same_answers(tmp_path: Path) -> None:
    from termgraph.formats.folder import write_folder

    write_folder(facts(), tmp_path / "data")
    database = str(tmp_path / "glossary.db")
    with Store.open(database) as store:
        store.apply(difference(Content(), facts()))
    graphs = [Glossary.open(place).to_networkx() for place in (FILE, tmp_path / "data", database)]
    assert {graph.number_of_edges() for graph in graphs} == {574}
    assert all(dict(graph.nodes) == dict(graphs[0].nodes) for graph in graphs)


def test_a_term_is_found_by_slug_and_a_misspelt_one_gets_a_hint() -> None:
    with Glossary.open(FILE) as glossary:
        assert glossary.term("ppo").acronym == "PPO"
        with pytest.raises(TermgraphError, match="Nearest: ppo") as caught:
            glossary.term("pppo")
    assert caught.value.code is Code.UNKNOWN_TERM
    assert "ppo" in caught.value.details["suggestions"]  # type: ignore[operator]  # a list of slugs


def test_the_graph_carries_every_attribute() -> None:
    graph = Glossary.open(FILE).to_networkx()
    assert graph.nodes["rlhf"]["acronym"] == "RLHF"
    assert graph.edges["dpo", "ppo", "is-alternative-to"]["for"] == "preference-tuning"
    assert graph.edges["rlhf", "ppo", "requires"]["optional"] is True


def test_a_draft_is_in_the_content_and_not_in_the_snapshot(tmp_path: Path) -> None:
    content = facts()
    draft = replace(content.terms["ppo"], status=TermStatus.DRAFT)
    database = str(tmp_path / "glossary.db")
    with Store.open(database) as store:
        store.apply(difference(Content(), replace(content, terms={**content.terms, "ppo": draft})))
    with Glossary.open(database) as glossary:
        assert glossary.content.terms["ppo"].status is TermStatus.DRAFT
        assert glossary.snapshot.term("ppo") is None


def test_an_address_from_outside_replaces_the_glossary_s_own() -> None:
    glossary = Glossary.open(FILE, base_url="https://elsewhere.example/words")
    assert glossary.snapshot.glossary.base_url == "https://elsewhere.example/words/"


def test_what_cannot_be_opened_is_a_failure_with_a_code(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\nterms: [{slug: a, name: A, level: expert}]\n", "utf-8")
    for place, code in ((broken, Code.CONTENT_INVALID), (tmp_path / "none", Code.NOT_FOUND)):
        with pytest.raises(TermgraphError) as caught:
            Glossary.open(place)
        assert caught.value.code is code


def test_what_is_swapped_in_is_ready_for_questions_and_has_its_findings_soon(tmp_path: Path) -> None:
    store = str(tmp_path / "glossary.db")
    with (
        Store.open(store) as writer,
        Glossary.follow(Settings(database=store, poll_ms=10, poll_postgresql_ms=100)) as glossary,
    ):
        until = time.monotonic() + 10
        empty = glossary.snapshot
        writer.apply(difference(Content(), facts()))
        while glossary.snapshot is empty:
            assert time.monotonic() < until
        swapped = glossary.snapshot
        made = set(swapped._made)
        prepare(swapped)
        assert set(swapped._made) <= made | {problems, numbered, by_subject}
        while by_subject not in swapped._made:
            assert time.monotonic() < until
