"""The documents of the package: each is one operation, answers on our data, costs what it says, and has its types."""

from pathlib import Path
from typing import Any

import pytest
from asking import api_of, serving
from graphql import OperationDefinitionNode, parse, validate
from node import NODE, npm, run, shell

from termgraph.api import execution
from termgraph.api.budget import Budget
from termgraph.api.execution import Execution
from termgraph.api.limits import Limits
from termgraph.api.persisted import SHIPPED, read_documents
from termgraph.api.requests import Request
from termgraph.api.schema import core, sdl
from termgraph.glossary import Glossary
from termgraph.glossary.view import View

__all__ = ["npm"]

ROOT = Path(__file__).parents[2]
SCREENS = dict(read_documents(SHIPPED))

RLHF, DPO = {"slug": "rlhf"}, {"slug": "dpo"}
VARIABLES: dict[str, list[dict[str, Any]]] = {
    "AboutPage": [{}],
    "AroundPage": [RLHF, {"slug": "nothing"}],
    "Annotate": [{"text": "PPO tunes a language model."}, {"text": ""}],
    "ChangesFeed": [{}],
    "LookUp": [{"by": {"label": "ppo"}}, {"by": {"label": "rlhg"}}],
    "RelationTypePage": [{"types": ["is-a"]}],
    "SearchIndex": [{}],
    "Site": [{}],
    "AllTerms": [{}, {"first": 5, "filter": {"levels": ["INTRO"]}}],
    "CategoryPage": [{"slug": "model-adaptation"}, {"slug": "nothing"}],
    "ComparePage": [{"a": RLHF, "b": DPO}, {"a": RLHF, "b": RLHF}, {"a": RLHF, "b": {"slug": "x"}}],
    "CuratedPathPage": [{"name": "first-week"}, {"name": "nothing"}],
    "ExplainPage": [{"a": RLHF, "b": DPO}, {"a": RLHF, "b": RLHF}, {"a": {"label": "Q"}, "b": DPO}],
    "Home": [{}],
    "HoverCard": [RLHF, {"slug": "nothing"}],
    "LearningPathPage": [
        {"targets": [RLHF, DPO], "profile": "llm-user", "tier": "CONTEXT"},
        {"targets": [RLHF], "avoid": [{"slug": "machine-learning"}]},
        {"targets": [{"slug": "x"}]},
        {"targets": [RLHF], "profile": "nobody"},
    ],
    "SearchAsYouType": [{"prefix": "q"}, {"prefix": ""}],
    "SearchPage": [{"text": "reward"}, {"text": "polcy", "first": 3}],
    "TermPage": [RLHF, {"slug": "ppo", "profile": "llm-user"}, {"slug": "rlhg"}],
    "WhatNextPage": [{"known": [{"slug": "ppo"}], "goals": [RLHF]}, {"known": [{"slug": "x"}]}],
}


@pytest.fixture(scope="module")
def view() -> View:
    with Glossary.open(ROOT / "data") as glossary:
        return glossary.current


@pytest.mark.parametrize("name", SCREENS)
def test_a_document_is_one_valid_operation_that_is_called_like_its_file(name: str) -> None:
    document = parse(SCREENS[name])
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    assert [each.name.value for each in operations if each.name] == [name]
    assert validate(core, document) == []


@pytest.mark.parametrize(("name", "variables"), [(name, given) for name in SCREENS for given in VARIABLES[name]])
def test_it_answers_and_costs_no_more_than_it_says(
    name: str, variables: dict[str, Any], view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = 0

    class Counting(Budget):
        def take(self, fields: int) -> None:
            nonlocal taken
            taken += fields
            super().take(fields)

    monkeypatch.setattr(execution, "Budget", Counting)
    answer = Execution(Limits()).answer(view, Request(None, None, variables), SCREENS[name])
    assert answer.whole, answer.body
    assert 0 < taken <= answer.body["extensions"]["termgraph"]["cost"]["requested"]


@pytest.mark.usefixtures("npm")
def test_the_generated_types_are_up_to_date(tmp_path: Path) -> None:
    schema = tmp_path / "schema.graphql"
    schema.write_text(sdl(), "utf-8")
    written = (ROOT / "schema" / "screens.ts").read_text("utf-8")
    assert run("types.mjs", str(schema), str(SHIPPED)) == written, "schema/screens.ts is stale: run scripts/types"


def test_a_strict_front_end_builds_on_the_types_and_is_answered(npm: Path, view: View, tmp_path: Path) -> None:
    compiler = npm / "node_modules" / "typescript" / "bin" / "tsc"
    shell(NODE, compiler, "--project", npm, "--outDir", tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    api = api_of()
    api.holder.current = view
    with serving(api.app) as address:
        told = shell(NODE, tmp_path / "tests" / "npm" / "use.js", address)
    assert '"title":"RLHF (Reinforcement Learning from Human Feedback)"' in told
