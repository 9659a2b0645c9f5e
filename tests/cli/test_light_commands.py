"""What a command imports: nothing that its work does not need, for an import costs more than most of the work."""

import subprocess
import sys
from pathlib import Path

import pytest
from command import termgraph

FACTS = Path(__file__).parents[1] / "fixtures" / "ai-terms.yaml"

WEB = ("fastapi", "starlette", "uvicorn", "pydantic", "jinja2")
GRAPHQL = ("strawberry", "graphql")
RDF = ("rdflib", "pyoxigraph")
SQL = ("sqlalchemy", "sqlmodel", "alembic", "psycopg")
GRAPH = ("networkx",)
FILES = ("yaml", "termgraph.formats.vocabulary")
JUDGES = ("termgraph.integrity",)

ALL = (*WEB, *GRAPHQL, *RDF, *SQL, *GRAPH)

SCRIPT = """
import sys
from termgraph.cli import main
sys.argv = ["termgraph", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    status = end.code
print([name for name in NAMES if name in sys.modules], status, file=sys.stderr)
"""


def imported(names: tuple[str, ...], *arguments: str | Path) -> str:
    """Which of the names a command has imported when it ends, and its status, as the last line that it says."""
    script = f"NAMES = {names!r}\n{SCRIPT}"
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stderr.splitlines()[-1]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("light") / "glossary.db"
    assert termgraph("load", FACTS, "--database", path).status == 0
    return path


def test_files_are_checked_without_any_library_of_the_web_rdf_sql_or_graphs() -> None:
    assert imported(ALL, "check", FACTS) == "[] 0"
    assert imported(ALL, "rule", "TG201") == "[] 0"
    assert imported(ALL, "stats", FACTS) == "[] 0"


def test_files_are_checked_without_what_exports_and_searches_need() -> None:
    assert imported(("http.client", "rapidfuzz", "termgraph.graph.search"), "check", FACTS) == "[] 0"


@pytest.mark.parametrize(
    "arguments",
    [("show", "ppo"), ("search", "reward"), ("path", "rlhf"), ("explain", "ppo", "rlhf"), ("related", "ppo")],
    ids=lambda arguments: arguments[0],
)
def test_a_store_is_asked_with_graphql_alone(arguments: tuple[str, ...], database: Path) -> None:
    assert imported((*WEB, *RDF, *SQL, *GRAPH, *JUDGES), *arguments, "--database", database) == "[] 0"


def test_a_load_needs_no_library_of_the_web_or_rdf(tmp_path: Path) -> None:
    names = tuple(name for name in (*WEB, *GRAPHQL, *RDF, *GRAPH) if name != "pydantic")  # which SQLModel needs
    assert imported(names, "load", FACTS, "--database", tmp_path / "glossary.db") == "[] 0"


@pytest.mark.parametrize("command", ["load", "plan"])
def test_files_that_the_store_agrees_with_are_compared_without_a_library_of_sql(command: str, database: Path) -> None:
    assert imported(ALL, command, FACTS, "--database", database) == "[] 0"


SERVING = """
import asyncio, sys
from termgraph.glossary import Glossary
from termgraph.settings import Settings
from termgraph.web.front import Front
from termgraph.web.server import server_of
settings = Settings(database=sys.argv[1])
glossary = Glossary.read(settings)
front = Front(settings, glossary)
server_of(front, front.graphql.streams, settings)

async def body():
    return {"type": "http.request", "body": b'{"query": "{ term(by: {slug: \\\\"ppo\\\\"}) { title } }"}'}

async def show(message):
    print(message.get("status") or message["body"].decode())

scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b""}
asyncio.run(front({**scope, "headers": [(b"content-type", b"application/json")]}, body, show))
print([name for name in NAMES if name in sys.modules])
"""


def test_what_answers_graphql_imports_no_other_library_until_it_is_needed(database: Path) -> None:
    names = (*(name for name in WEB if name not in ("starlette", "uvicorn")), *RDF, *SQL, *GRAPH, *FILES, *JUDGES)
    script = f"NAMES = {names!r}\n{SERVING}"
    done = subprocess.run([sys.executable, "-c", script, database], capture_output=True, text=True, check=True)
    status, answer, found = done.stdout.splitlines()
    assert status == "200"
    assert "Proximal Policy Optimization (PPO)" in answer
    assert found == "[]"
