"""Requests and responses of a client, without a network: what is sent, and what a response says."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, NamedTuple

from termgraph.errors import Code, TermgraphError

MEDIA = "application/graphql-response+json"
KEPT = 256
"""Answers kept by a client, to be used again when the server says that nothing changed."""


class Sent(NamedTuple):
    """What a request is made of: parameters of a GET, or the JSON of a POST."""

    parameters: dict[str, str]
    headers: dict[str, str]


class Exchange:
    """What one client remembers: the newest revision it saw, and answers with their tags."""

    def __init__(self) -> None:
        self.revision: str | None = None
        self._kept: OrderedDict[str, tuple[str, Any]] = OrderedDict()

    def request(self, document: str, variables: Mapping[str, Any]) -> Sent:
        """A GET that names a document, with the tag of the answer that is kept."""
        given = {name: value for name, value in variables.items() if value is not None}
        parameters = {"documentId": document, "variables": json.dumps(given, sort_keys=True)}
        kept = self._kept.get(_key(parameters))
        return Sent(parameters, {"Accept": MEDIA, **({"If-None-Match": kept[0]} if kept else {})})

    def answer(self, sent: Sent, status: int, headers: Mapping[str, str], content: bytes) -> Any:
        """The data of a response to a request of `request`; raises TermgraphError."""
        key = _key(sent.parameters)
        if status == 304 and key in self._kept:
            self._kept.move_to_end(key)
            self._notice(headers)
            return self._kept[key][1]
        data = self.data(status, headers, content)
        if tag := headers.get("etag"):
            self._kept[key] = (tag, data)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return data

    def data(self, status: int, headers: Mapping[str, str], content: bytes) -> Any:
        """The data of a response; raises TermgraphError with the server's own code, or STORE_UNAVAILABLE."""
        try:
            body = json.loads(content)
            errors = body.get("errors")
        except (ValueError, AttributeError):
            message = f"The server answered with status {status} and no GraphQL."
            raise TermgraphError(Code.STORE_UNAVAILABLE, message, status=status) from None
        if errors:
            code, message = _code(errors[0]), " ".join(str(each.get("message")) for each in errors)
            raise TermgraphError(code, message, errors=errors, data=body.get("data"))
        self._notice(headers)
        return body.get("data")

    def _notice(self, headers: Mapping[str, str]) -> None:
        self.revision = headers.get("x-termgraph-revision", self.revision)


def _key(parameters: Mapping[str, str]) -> str:
    return f"{parameters['documentId']} {parameters['variables']}"


def _code(error: Any) -> Code:
    given = (error.get("extensions") or {}).get("code")
    return Code(given) if given in tuple(Code) else Code.INTERNAL_SERVER_ERROR
