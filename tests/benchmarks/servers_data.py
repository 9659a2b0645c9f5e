"""What the servers of the board serve and are asked: one store, the same content as JSON, and four questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
from executor_board import ROOMY, leaves, questions
from graphql import parse
from lean_client import request
from synthetic import synthetic

from termgraph.api.budget import Budget
from termgraph.api.documents import Document
from termgraph.api.executor.choice import Executor
from termgraph.api.query import Query
from termgraph.api.reading import Reading
from termgraph.api.schema import core, sdl
from termgraph.api.term import term_of
from termgraph.glossary import Glossary, View
from termgraph.model import Content, difference
from termgraph.store import Store

ASKED = {
    "point": "point, 3 fields",
    "page": "page of a term",
    "list": "100 terms, 5 fields each",
    "introspection": "introspection",
}
"""The questions of the board of the executor that servers are asked, by what they are called in a path."""

LEAVES = 60
"""A term is asked for whose page has about so many values."""

RELATIONS = "relations(first: 100, after: $more) { pageInfo { endCursor hasNextPage } edges { %s } }"
EDGE = "label direction isOption node { slug }"
TERMS = """query ($after: String, $more: String) { terms(first: 100, after: $after) {
  pageInfo { endCursor hasNextPage }
  nodes {
    id slug url name title summary level minutes kind status revision
    labels(first: 100) { nodes { text kind language } }
    categories { id slug name }
    breadcrumbs { position label url }
    %s
  }
} }""" % (RELATIONS % EDGE)
MORE = "query ($slug: String!, $more: String) { term(by: {slug: $slug}) { %s } }" % (RELATIONS % EDGE)


@dataclass(frozen=True)
class Asked:
    """A question as it is sent: its key, its name on the board, the body of a POST, and the target of a GET."""

    key: str
    name: str
    body: bytes
    target: str

    def post(self, path: str = "/graphql") -> bytes:
        """The bytes of a request."""
        return request("POST", path, self.body)

    def get(self, tag: str) -> bytes:
        """The bytes of a request by somebody who has the answer with this entity tag."""
        return request("GET", self.target, If_None_Match=tag) if tag else request("GET", self.target)


def prepared(folder: Path, terms: int, relations: int) -> list[Asked]:
    """The questions; the folder then has `glossary.db`, `schema.graphql` and `terms.json`, all of the same content."""
    database = folder / "glossary.db"
    with Store.open(str(database)) as store:
        store.apply(difference(Content.of(), synthetic(terms, relations)))
    view = Glossary.open(database).current
    ask = _Asking(view)
    records = [_record(ask, node) for node in _pages(ask)]
    categories = {each["id"]: each for record in records for each in record["categories"]}
    for record in records:
        record["categories"] = [each["slug"] for each in record["categories"]]
    data = {"terms": records, "categories": list(categories.values())}
    (folder / "terms.json").write_bytes(orjson.dumps(data))
    (folder / "schema.graphql").write_text(sdl(), "utf-8")
    return list(_asked(ask, view))


class _Asking:
    """Asks our schema in this process."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._executor = Executor(core)
        self._documents: dict[str, Document] = {}

    def __call__(self, text: str, **variables: Any) -> dict[str, Any]:
        document = self._documents.setdefault(text, Document(parse(text)))
        root = Query(reading=Reading(self._view, term_of))
        result = self._executor.run(document, document.operations[0], variables, root, Budget(ROOMY))
        assert not result.errors, result.errors
        return dict(result.data or {})


def _pages(ask: _Asking) -> Iterator[dict[str, Any]]:
    after = None
    while True:
        page = ask(TERMS, after=after)["terms"]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def _record(ask: _Asking, node: dict[str, Any]) -> dict[str, Any]:
    """A term as a server in another language would keep it: connections as lists, other terms by slug."""
    relations, page = [], node["relations"]
    while True:
        relations += [
            {**{key: edge[key] for key in ("label", "direction", "isOption")}, "slug": edge["node"]["slug"]}
            for edge in page["edges"]
        ]
        if not page["pageInfo"]["hasNextPage"]:
            break
        page = ask(MORE, slug=node["slug"], more=page["pageInfo"]["endCursor"])["term"]["relations"]
    return {**node, "labels": node["labels"]["nodes"], "relations": relations}


def _asked(ask: _Asking, view: View) -> Iterator[Asked]:
    """The questions, about the term in the middle of the glossary whose page has the right size."""
    found = {each.name: each for each in questions("")}
    page = found[ASKED["page"]].text
    middle = [term.slug for term in view.snapshot.terms[len(view.snapshot.terms) // 2 :][:100]]
    slug = min(middle, key=lambda slug: abs(leaves(ask(page, slug=slug)) - LEAVES))
    for question in questions(slug):
        key = next((key for key, name in ASKED.items() if name == question.name), None)
        if key:
            sent = {"query": question.text, "variables": question.variables}
            target = urlencode({"query": question.text, "variables": orjson.dumps(question.variables).decode()})
            yield Asked(key, question.name, orjson.dumps(sent), f"/graphql?{target}")
