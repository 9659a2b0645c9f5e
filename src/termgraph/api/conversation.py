"""The server's side of graphql-transport-ws as a state machine: what each message means, and nothing of sockets.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md; where that leaves a choice, it is that of the npm
package graphql-ws.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import orjson

from termgraph.errors import Code, TermgraphError

from .execution import Answer
from .failures import failure
from .requests import Request, request_of

PROTOCOL = "graphql-transport-ws"

LONGEST_ID = 256
"""Characters of an operation's id; every message about it repeats it."""


class CloseCode(IntEnum):
    """Why the server closes a connection: those of the WebSocket protocol, then those of graphql-transport-ws.

    Of these, clients on graphql-ws come back by themselves after GOING_AWAY, TRY_AGAIN_LATER and INIT_TIMEOUT.
    """

    GOING_AWAY = 1001
    TOO_BIG = 1009
    TRY_AGAIN_LATER = 1013
    BAD_REQUEST = 4400
    UNAUTHORIZED = 4401
    SUBPROTOCOL = 4406
    INIT_TIMEOUT = 4408
    SUBSCRIBER_EXISTS = 4409
    TOO_MANY_INITS = 4429
    INTERNAL = 4500


@dataclass(frozen=True, slots=True)
class Say:
    """Send this text."""

    text: str


@dataclass(frozen=True, slots=True)
class Close:
    """Close the connection; nothing may be said afterwards."""

    code: CloseCode
    reason: str


@dataclass(frozen=True, slots=True)
class Begin:
    """Run this operation and tell what comes of it under its id, until it is over or ended."""

    id: str
    request: Request


@dataclass(frozen=True, slots=True)
class End:
    """Stop this operation, and say no more of it."""

    id: str


Action = Say | Close | Begin | End

INVALID = Close(CloseCode.BAD_REQUEST, "Invalid message received")


class Conversation:
    """One connection: whether the client introduced itself, and which operations are under way."""

    def __init__(self, most_operations: int, longest: int) -> None:
        self._most = most_operations
        self._longest = longest
        self.introduced = False
        self.operations: set[str] = set()

    def heard(self, text: str | None) -> Action | None:
        """What to do about a message, None for nothing; of a binary one, `text` is None."""
        if text is None:
            return INVALID
        # A character is one byte or more, so that most texts need not be encoded to know that they are short enough.
        if len(text) > self._longest or (4 * len(text) > self._longest and len(text.encode()) > self._longest):
            return Close(CloseCode.TOO_BIG, f"A message may have {self._longest:,} bytes")
        try:
            message = orjson.loads(text)
        except orjson.JSONDecodeError:
            return INVALID
        if not isinstance(message, dict):
            return INVALID
        match message.get("type"):
            case "connection_init" if _is_optional_object(message):
                return self._introduce()
            case "ping" if _is_optional_object(message):
                return _pong(message.get("payload"))
            case "pong" if _is_optional_object(message):
                return None
            case "subscribe" if _has_id(message):
                return self._subscribe(message["id"], message.get("payload"))
            case "complete" if _has_id(message):
                return self._complete(message["id"])
        return INVALID

    def over(self, identity: str) -> None:
        """An operation has come to its end; its id may be used again."""
        self.operations.discard(identity)

    def _introduce(self) -> Action:
        if self.introduced:
            return Close(CloseCode.TOO_MANY_INITS, "Too many initialisation requests")
        self.introduced = True
        return Say('{"type":"connection_ack"}')

    def _subscribe(self, identity: str, payload: Any) -> Action:
        try:
            request = request_of(payload)
        except TermgraphError:
            return INVALID
        if not isinstance(payload.get("query"), str) and not _names_a_document(request):
            return INVALID
        if not self.introduced:
            return Close(CloseCode.UNAUTHORIZED, "Unauthorized")
        if identity in self.operations:
            return Close(CloseCode.SUBSCRIBER_EXISTS, _short(f"Subscriber for {identity} already exists"))
        if len(self.operations) >= self._most:
            message = f"At most {self._most:,} operations may be under way in one connection."
            return told(identity, Answer({"errors": [failure(Code.THROTTLED, message)]}, Code.THROTTLED))
        self.operations.add(identity)
        return Begin(identity, request)

    def _complete(self, identity: str) -> Action | None:
        if identity not in self.operations:
            return None  # It was over before the client knew.
        self.operations.discard(identity)
        return End(identity)


def told(identity: str, answer: Answer) -> Say:
    """What is said of an answer: a result, or the errors with which the operation is over."""
    if answer.code is None:
        return Say(_json({"id": identity, "type": "next", "payload": answer.body}))
    return Say(_json({"id": identity, "type": "error", "payload": answer.body["errors"]}))


def completed(identity: str) -> Say:
    """What is said when all answers were."""
    return Say(_json({"id": identity, "type": "complete"}))


PING = Say('{"type":"ping"}')


def _pong(payload: Any) -> Action:
    if not payload:
        return Say('{"type":"pong"}')
    try:
        return Say(_json({"type": "pong", "payload": payload}))
    except orjson.JSONEncodeError:  # It is nested more deeply than can be written.
        return INVALID


def _json(message: dict[str, Any]) -> str:
    return orjson.dumps(message).decode()


def _is_optional_object(message: dict[str, Any]) -> bool:
    return message.get("payload") is None or isinstance(message["payload"], dict)


def _has_id(message: dict[str, Any]) -> bool:
    identity = message.get("id")
    return isinstance(identity, str) and 0 < len(identity) <= LONGEST_ID


def _names_a_document(request: Request) -> bool:
    return request.document_id is not None or "persistedQuery" in request.extensions


def _short(reason: str) -> str:
    """A reason as long as a close frame can have it: 123 bytes (RFC 6455, 5.5)."""
    return reason.encode()[:123].decode(errors="ignore")
