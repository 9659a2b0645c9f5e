"""The client against a real server: what it reads, what it raises, what it does not ask for twice."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import api_of, serving

from termgraph.client import AsyncClient, Client, Code, LearningPath, TermgraphError
from termgraph.glossary import Glossary

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    api = api_of()
    with Glossary.open(DATA) as glossary:
        api.holder.current = glossary.current
    with serving(api.app) as address:
        yield address


@pytest.fixture
def client(address: str) -> Iterator[Client]:
    with Client(address) as client:
        yield client


def test_a_term_is_read_whole(client: Client) -> None:
    ppo = client.term("ppo", profile="llm-user")
    assert ppo is not None
    assert (ppo.slug, ppo.title) == ("ppo", "Proximal Policy Optimization (PPO)")
    assert ppo.kind == "ALGORITHM"
    assert ppo.trail[0] == "Glossary"
    assert [each.key for each in ppo.sections] == ["deeper-dive", "practical-example", "workflow-example"]
    rlhf = {(each.label, each.is_option) for each in ppo.relations if each.term.slug == "rlhf"}
    assert rlhf == {("is an algorithm for", False), ("is required by", True)}
    assert ppo.minutes_before
    assert ppo.before
    assert ppo.related
    assert ppo.redirected_from is None
    assert ppo.revision == client.revision
    assert client.term("no-such-term") is None
    assert client.term("rlhf", profile="nobody").before == ()  # type: ignore[union-attr]


def test_search_and_suggestions(client: Client) -> None:
    (first, *_) = client.search("PPO", first=3)
    assert (first.term.slug, first.tier, first.matched) == ("ppo", "EXACT", "PPO")
    assert client.suggest("q-l", first=2)[0].slug == "q-learning"
    assert client.search("zzzzzzzzzzzz") == ()


def test_all_terms_are_read_page_by_page(client: Client) -> None:
    slugs = [each.slug for each in client.terms()]
    assert (
        len(slugs)
        == len(set(slugs))
        == len(list((DATA / "terms").glob("*.md"))) - len(list((DATA / "terms").glob("*.*.md")))
    )


def test_a_path_is_whole_whatever_its_length(client: Client) -> None:
    path = client.learning_path("rlhf", "mixture-of-experts", "speculative-decoding", tier="CONTEXT")
    assert len(path.steps) > 50
    assert [each.stage for each in path.steps] == sorted(each.stage for each in path.steps)
    assert path.minutes == sum(each.minutes for each in path.steps)
    assert path.optimal
    assert any(each.options for each in path.steps)
    shorter = client.learning_path("rlhf", known=["ppo"], profile="llm-engineer")
    assert shorter.minutes < path.minutes
    assert all(reason or of for each in shorter.steps for of, reason in each.needed_for)


def test_how_two_terms_are_related(client: Client) -> None:
    assert client.explain("dpo", "rlhf")[0].startswith("DPO is an alternative to RLHF")
    assert client.compare("dpo", "rlhf")


@pytest.mark.parametrize(
    ("code", "ask"),
    [
        (Code.UNKNOWN_TERM, lambda client: client.explain("dpo", "x")),
        (Code.UNKNOWN_TERM, lambda client: client.learning_path("x")),
        (Code.UNKNOWN_PROFILE, lambda client: client.learning_path("rlhf", profile="nobody")),
        (Code.NO_ROUTE, lambda client: client.learning_path("rlhf", avoid=["machine-learning"])),
        (Code.SAME_TERM, lambda client: client.compare("dpo", "dpo")),
        (Code.BAD_USER_INPUT, lambda client: client.search("ppo", first=0)),
        (Code.GRAPHQL_VALIDATION_FAILED, lambda client: client.ask("{ nothing }")),
    ],
)
def test_what_is_refused_is_raised_with_its_code(client: Client, code: Code, ask: Any) -> None:
    with pytest.raises(TermgraphError) as caught:
        ask(client)
    assert caught.value.code is code
    assert caught.value.message.endswith(".")


def test_any_query_can_be_asked(client: Client) -> None:
    query = "query ($slug: String!) { term(by: {slug: $slug}) { acronym } }"
    assert client.ask(query, {"slug": "ppo"}) == {"term": {"acronym": "PPO"}}


def test_an_answer_that_did_not_change_is_not_sent_again(address: str) -> None:
    seen: list[httpx.Response] = []
    with Client(address, event_hooks={"response": [seen.append]}) as client:
        one, other = client.term("ppo"), client.term("ppo")
        client.term("dpo")
    assert one == other
    assert [each.status_code for each in seen] == [200, 304, 200]
    assert seen[1].num_bytes_downloaded == 0


def test_a_server_out_of_reach_or_another_one_is_raised_with_a_code(address: str) -> None:
    proxy = httpx.MockTransport(lambda _: httpx.Response(502, text="<h1>Bad gateway</h1>"))
    for place, options, code, says in (
        ("http://127.0.0.1:1", {}, Code.STORE_UNAVAILABLE, "cannot be reached"),
        (address, {"transport": proxy}, Code.STORE_UNAVAILABLE, "status 502 and no GraphQL"),
        (f"{address}/static", {}, Code.NOT_FOUND, "nothing at /static/graphql"),
    ):
        with Client(place, **options) as client, pytest.raises(TermgraphError, match=says) as caught:  # type: ignore[arg-type]
            client.term("ppo")
        assert caught.value.code is code


def test_the_one_for_asyncio_says_the_same(address: str, client: Client) -> None:
    async def ask() -> list[Any]:
        async with AsyncClient(address) as other:
            found = [
                await other.term("ppo"),
                await other.search("ppo"),
                await other.suggest("q"),
                [each async for each in other.terms()],
                await other.learning_path("rlhf", known=["ppo"]),
                await other.explain("dpo", "rlhf"),
                await other.compare("dpo", "rlhf"),
                await other.ask("{ glossary { name } }"),
            ]
            assert other.revision == client.revision
            with pytest.raises(TermgraphError):
                await other.explain("dpo", "x")
            return found

    ours = [
        client.term("ppo"),
        client.search("ppo"),
        client.suggest("q"),
        list(client.terms()),
        client.learning_path("rlhf", known=["ppo"]),
        client.explain("dpo", "rlhf"),
        client.compare("dpo", "rlhf"),
        client.ask("{ glossary { name } }"),
    ]
    assert asyncio.run(ask()) == ours
    assert isinstance(ours[4], LearningPath)
    assert asdict(ours[4])["steps"]


def test_it_imports_nothing_of_the_server() -> None:
    script = "import sys, termgraph.client; print(sorted(m for m in sys.modules if m.startswith('termgraph.')))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "termgraph.api" not in loaded
    assert "termgraph.store" not in loaded
    for heavy in ("strawberry", "sqlalchemy", "fastapi", "networkx"):
        assert heavy not in loaded
