"""One WebSocket from its opening to its end (ASGI): messages to the state machine, answers to the client.

Whatever goes wrong, the client is told by a close code; and whatever ends the connection, no task is left behind.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress

from termgraph.errors import TermgraphError
from termgraph.settings import Settings

from .conversation import PING, PROTOCOL, Action, Begin, Close, CloseCode, Conversation, End, Say, completed, told
from .execution import Answer, failed
from .failures import internal
from .requests import Receive, Request, Scope, Send
from .streams import Streams
from .tasks import ended

INIT_SECONDS = 5.0
"""Until a client must have sent `connection_init`; graphql-ws waits three, which a slow line can miss."""

GOODBYE = 1.0
"""Seconds to send a close frame; a client that reads nothing is not waited for."""

Answers = Callable[[Request], AsyncGenerator[Answer, None]]

INTERNAL = Close(CloseCode.INTERNAL, "Something went wrong on our side")
INIT_TIMEOUT = Close(CloseCode.INIT_TIMEOUT, "Connection initialisation timeout")
GOING_AWAY = Close(CloseCode.GOING_AWAY, "The server stops")
SUBPROTOCOL = Close(CloseCode.SUBPROTOCOL, "Subprotocol not acceptable")


class Connection:
    """Runs one connection; `answers` gives what comes of a request."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, answers: Answers, streams: Streams, settings: Settings
    ) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._answers = answers
        self._streams = streams
        self._heartbeat = settings.heartbeat_ms / 1000
        self._conversation = Conversation(settings.max_operations, settings.max_body)
        self._operations: dict[str, asyncio.Task[None]] = {}
        self._speaking = asyncio.Lock()

    async def run(self) -> None:
        """Returns when the connection is over."""
        if (await self._receive())["type"] != "websocket.connect":
            return
        spoken = PROTOCOL in self._scope.get("subprotocols", ())
        with suppress(OSError):  # which is how a server says that the client is gone
            await self._send({"type": "websocket.accept", "subprotocol": PROTOCOL if spoken else None})
            try:
                with self._streams.entered(self._scope):
                    await self._close(await self._converse() if spoken else SUBPROTOCOL)
            except TermgraphError as error:
                # A refused handshake would look like a broken line to a browser; this tells it when to come back.
                await self._close(Close(CloseCode.TRY_AGAIN_LATER, error.message))

    async def _converse(self) -> Close | None:
        """Reads, answers and keeps alive until one of them says how the connection ends; None when it has ended."""
        tasks: list[asyncio.Task[Close | None]] = [
            asyncio.create_task(each) for each in (self._read(), self._introduction(), self._beat(), self._stop())
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return next(task.result() for task in tasks if task in done)
        except OSError:
            return None
        except Exception as error:  # noqa: BLE001  # the last place before the client
            internal(error)
            return INTERNAL
        finally:
            await ended(tasks)
            await ended(list(self._operations.values()))

    async def _read(self) -> Close | None:
        while (message := await self._receive())["type"] != "websocket.disconnect":
            action = self._conversation.heard(message.get("text"))
            if isinstance(action, Close):
                return action
            await self._perform(action)
            # A server may have many messages at hand; others have their turn before the next one.
            await asyncio.sleep(0)
        return None

    async def _introduction(self) -> Close:
        await asyncio.sleep(INIT_SECONDS)
        if not self._conversation.introduced:
            return INIT_TIMEOUT
        another_ends_it: asyncio.Future[Close] = asyncio.get_running_loop().create_future()
        return await another_ends_it

    async def _beat(self) -> Close:
        while True:
            await asyncio.sleep(self._heartbeat)
            await self._say(PING)

    async def _stop(self) -> Close:
        await self._streams.closing.wait()
        return GOING_AWAY

    async def _perform(self, action: Action | None) -> None:
        match action:
            case Say():
                await self._say(action)
            case Begin(identity, request):
                self._operations[identity] = asyncio.create_task(self._operate(identity, request))
            case End(identity):
                await ended([self._operations.pop(identity)])

    async def _operate(self, identity: str, request: Request) -> None:
        """Tells what comes of one operation; ends alone when all was said, else it is cancelled."""
        try:
            async with aclosing(self._answers(request)) as answers:
                async for answer in answers:
                    await self._say(told(identity, answer))
                    if answer.code is not None:
                        break
                else:
                    await self._say(completed(identity))
        except OSError:
            pass  # The client is gone, as whoever reads will notice.
        except Exception as error:  # noqa: BLE001  # the last place before the client
            await self._say(told(identity, failed(error)))
        finally:
            if self._operations.get(identity) is asyncio.current_task():
                del self._operations[identity]
                self._conversation.over(identity)

    async def _say(self, said: Say) -> None:
        """Sends, and waits as long as the client takes; whoever else has something to say waits in line."""
        async with self._speaking:
            await self._send({"type": "websocket.send", "text": said.text})

    async def _close(self, close: Close | None) -> None:
        if close is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(GOODBYE):
                    await self._send({"type": "websocket.close", "code": int(close.code), "reason": close.reason})
