"""The same question gives the same bytes, whatever the hash seed, the database or the order of files."""

import json
import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from asking import view_of
from command import termgraph
from databases import postgresql_database
from every_field import documents
from facts import facts

from termgraph.api.execution import Execution, execute
from termgraph.api.limits import Limits
from termgraph.api.requests import Request
from termgraph.glossary import Glossary
from termgraph.glossary.view import View
from termgraph.model import Content, Relation, Term

DATA = Path(__file__).parents[2] / "data"

ROOMY = Limits(cost=10**9, nodes=10**9, seconds=600)
"""Who asks for every field at once asks for more than a client may."""


def everything(view: View) -> dict[str, str]:
    """The answer to every document as JSON, by coordinate; a revision is no part of the comparison."""
    known = execute(view, '{ term(by: {slug: "rlhf"}) { id } }')["data"]["term"]["id"]
    execution, texts = Execution(ROOMY), documents(known, view.snapshot.revision)
    answers = {at: execution.answer(view, Request(text), text).body for at, text in texts.items()}
    assert not [(at, each["errors"]) for at, each in answers.items() if "errors" in each]
    shown = {at: json.dumps(each["data"]) for at, each in answers.items()}
    return {at: text.replace(view.snapshot.revision, "REVISION") for at, text in shown.items()}


def answers_of(database: str) -> dict[str, str]:
    """What a store answers."""
    with Glossary.open(database) as glossary:
        return everything(glossary.current)


def shuffled(folder: Path, target: Path) -> Path:
    """A copy of a folder of term files, made in another order; the statements in each file are in another one too."""
    chance = random.Random(11)  # noqa: S311  # a reproducible order, not a secret
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    chance.shuffle(files)
    for path in files:
        there = target / path.relative_to(folder)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_text(turned(path.read_text("utf-8")), "utf-8")
    return target


def turned(text: str) -> str:
    """A term file with the types of its relations, and the relations of each type, the other way round."""
    head = re.search(r"^relations:\n((?:  .*\n)+)", text, re.MULTILINE)
    if head is None:
        return text
    types = re.findall(r"  \S.*\n(?:    .*\n)*", head[1])
    return text[: head.start(1)] + "".join(map(_turned_items, reversed(types))) + text[head.end(1) :]


def _turned_items(lines: str) -> str:
    key, *items = re.split(r"^(?=    - )", lines, flags=re.MULTILINE)
    return key + "".join(reversed(items))


def test_turning_a_file_moves_statements_and_loses_none() -> None:
    text = (DATA / "terms" / "rlhf.md").read_text("utf-8")
    assert turned(text) != text
    assert turned(turned(text)) == text


def test_the_same_bytes_from_either_database_under_any_hash_seed_from_files_in_any_order(
    postgresql_server: str, tmp_path: Path
) -> None:
    ours, mixed = str(tmp_path / "ours.db"), str(tmp_path / "mixed.db")
    with postgresql_database(postgresql_server) as theirs:
        for data, database in ((DATA, ours), (DATA, theirs), (shuffled(DATA, tmp_path / "data"), mixed)):
            assert termgraph("load", data, "--database", database).status == 0
        found = [_asked_elsewhere(database, seed) for seed, database in enumerate((ours, theirs, mixed))]
    assert len(found[0]) > 50
    assert sum(map(len, found[0].values())) > 300_000
    assert found[0] == found[1]
    assert found[0] == found[2]


def _asked_elsewhere(database: str, seed: int) -> dict[str, str]:
    """What another process answers under a hash seed of its own."""
    tests = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": f"{tests}{os.pathsep}{tests / 'api'}"}
    script = "import json, sys, test_same_answers; print(json.dumps(test_same_answers.answers_of(sys.argv[1])))"
    command = [sys.executable, "-c", script, database]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    answers: dict[str, str] = json.loads(done.stdout)
    return answers


OF_THE_WHOLE = {"Query.glossary", "Query.terms", "Query.search", "Query.relationTypes", "Query.whatNext"}
"""Fields that count or list all terms, which an edit anywhere may change; any term without needs can come next."""


@pytest.mark.parametrize("edit", ["a text", "a term apart"])
def test_an_edit_elsewhere_changes_no_answer(edit: str) -> None:
    content = facts()
    before, after = everything(view_of(content)), everything(view_of(_edited(content, edit), "test.2"))
    assert {at for at in before if before[at] != after[at]} <= OF_THE_WHOLE


def _edited(content: Content, edit: str) -> Content:
    terms, relations = dict(content.terms), dict(content.relations)
    if edit == "a text":
        terms["mlx"] = replace(terms["mlx"], summary="An array library for one maker's chips, told in other words.")
    else:
        terms |= {"zzz": Term("zzz", "Unheard of"), "zzy": Term("zzy", "Unheard of too")}
        apart = Relation("zzz", "uses", "zzy")
        relations[apart.key] = apart
    return replace(content, terms=terms, relations=relations)
