"""Documents that clients name instead of sending: the package's, an operator's, and those that clients registered.

A document is named by `documentId` (GraphQL over HTTP, Persisted Documents): "sha256:" and the hexadecimal digest of
its text, or, for a known one, the name of its operation. Apollo's automatic persisted queries name the same digest in
`extensions.persistedQuery`, and register it by sending the text along.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from termgraph.errors import Code, TermgraphError

from .requests import Request

SHIPPED = Path(__file__).parent / "screens"
SUFFIX = ".graphql"

PREFIX = "sha256:"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*")

LEARNED = 2_000_000
"""Characters of all texts that clients registered; the one asked for longest ago is forgotten first."""


def read_documents(folder: Path) -> Iterator[tuple[str, str]]:
    """The name and the text of every document in a folder; the file's stem is the name.

    Raises TermgraphError USAGE where a name is none or a file cannot be read.
    """
    if not folder.is_dir():
        raise TermgraphError(Code.USAGE, f"There is no folder {folder} with documents.")
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if not _NAME.fullmatch(path.stem):
            raise TermgraphError(Code.USAGE, f"{path} is not named as a GraphQL operation can be.")
        try:
            yield path.stem, path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TermgraphError(Code.USAGE, f"{path} cannot be read: {error}.") from None


class Persisted:
    """The documents that can be named. `trusted` keeps clients from running, and from registering, any other."""

    def __init__(self, folder: Path | None = None, *, trusted: bool = False) -> None:
        self._known: dict[str, str] = {}
        for name, text in (*read_documents(SHIPPED), *(read_documents(folder) if folder else ())):
            self._known[name] = self._known[digest(text)] = text
        self._learned: OrderedDict[str, str] = OrderedDict()
        self._size = 0
        self._trusted = trusted

    def text(self, request: Request) -> str:
        """The text of the document that a request asks for, sent or named.

        Raises TermgraphError BAD_USER_INPUT for names that are malformed or contradict each other,
        PERSISTED_QUERY_NOT_FOUND for one that is not known, DOCUMENT_NOT_TRUSTED.
        """
        named = _named(request)
        if named is None:
            if request.query is None:
                raise TermgraphError(Code.BAD_USER_INPUT, "The request has no `query`.", parameter="query")
            return self._trusting(request.query, digest(request.query) if self._trusted else "")
        if request.query is None:
            return self._found(named)
        if named != digest(request.query):
            raise TermgraphError(Code.BAD_USER_INPUT, "The document's id is not the SHA-256 digest of `query`.")
        return self._learn(self._trusting(request.query, named), named)

    def _trusting(self, text: str, name: str) -> str:
        if self._trusted and name not in self._known:
            raise TermgraphError(
                Code.DOCUMENT_NOT_TRUSTED, "This server runs only documents that its operator gave it."
            )
        return text

    def _found(self, name: str) -> str:
        if text := self._known.get(name):
            return text
        if text := self._learned.get(name):
            self._learned.move_to_end(name)
            return text
        # The sentence is the one that Apollo's clients look for; they send the text along then.
        raise TermgraphError(Code.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound")

    def _learn(self, text: str, name: str) -> str:
        if name not in self._known and name not in self._learned:
            self._learned[name] = text
            self._size += len(text)
            while self._size > LEARNED:
                self._size -= len(self._learned.popitem(last=False)[1])
        return text


def digest(text: str) -> str:
    """The SHA-256 digest of a text in UTF-8, in lower-case hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def _named(request: Request) -> str | None:
    """A digest or an operation's name, None when the request names no document."""
    given = [each for each in (_document_id(request.document_id), _apollo(request.extensions)) if each is not None]
    if len(set(given)) > 1:
        raise TermgraphError(Code.BAD_USER_INPUT, "`documentId` and `extensions.persistedQuery` name two documents.")
    return given[0] if given else None


def _document_id(given: str | None) -> str | None:
    if given is None:
        return None
    name = given.removeprefix(PREFIX)
    if not (_DIGEST if given.startswith(PREFIX) else _NAME).fullmatch(name):
        message = f'`documentId` must be "{PREFIX}" and 64 hexadecimal digits in lower case, or a known name.'
        raise TermgraphError(Code.BAD_USER_INPUT, message, parameter="documentId")
    return name


def _apollo(extensions: Mapping[str, Any]) -> str | None:
    given = extensions.get("persistedQuery")
    if given is None:
        return None
    named = given.get("sha256Hash") if isinstance(given, dict) and given.get("version") == 1 else None
    if not isinstance(named, str) or not _DIGEST.fullmatch(named.lower()):
        message = "`persistedQuery` must be `{version: 1, sha256Hash}` with 64 hexadecimal digits."
        raise TermgraphError(Code.BAD_USER_INPUT, message, parameter="extensions")
    return named.lower()
