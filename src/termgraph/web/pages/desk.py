"""What a page is made with: answers of the API from one view, and links from where the page is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from termgraph.glossary.view import View

from .addresses import Addresses
from .asking import Questions

LONG = 1_000
"""Items of a list on one live page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: `facts` for its template. `moved` is where it is instead, as a path below the root."""

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """One page's questions, all of them to the same revision."""

    questions: Questions
    view: View
    addresses: Addresses
    static: bool = False

    def ask(self, document: str, **variables: Any) -> Any:
        """The data of a document of the package; raises TermgraphError."""
        return self.questions.ask(self.view, document, variables)

    def whole(self, document: str, *path: str, **variables: Any) -> tuple[Any, str | None]:
        """The data of a document with all pages of the connection at `path` in one, and where to go on.

        A live page stops at LONG items, and says where the next one begins; a static one has no next one.
        """
        data = self.ask(document, **variables)
        connection = reduce(lambda found, name: found[name] if found else None, path, data)
        while connection and connection["pageInfo"]["hasNextPage"]:
            if not self.static and len(connection["nodes"]) >= LONG:
                return data, connection["pageInfo"]["endCursor"]
            variables["after"] = connection["pageInfo"]["endCursor"]
            more = reduce(lambda found, name: found[name], path, self.ask(document, **variables))
            connection["nodes"] += more["nodes"]
            connection["pageInfo"] = more["pageInfo"]
        return data, None

    def named(self, names: Iterable[str]) -> tuple[list[Any], list[Any]]:
        """The terms that a reader means, each once, and for every other name what the API says of it.

        A name is a slug, as in an address that was shared, or a label, as somebody types it.
        """
        found: dict[str, Any] = {}
        unknown = []
        for name in names:
            answer = self._looked_up(name)
            if "term" in answer:
                found.setdefault(answer["term"]["slug"], answer["term"])
            else:
                unknown.append({"name": name, **answer})
        return list(found.values()), unknown

    def _looked_up(self, name: str) -> Any:
        answer = self.ask("LookUp", by={"slug": name})["lookup"]
        return answer if "term" in answer else self.ask("LookUp", by={"label": name})["lookup"]


def by(terms: Iterable[Any]) -> list[dict[str, str]]:
    """The terms as the API takes them."""
    return [{"slug": term["slug"]} for term in terms]
