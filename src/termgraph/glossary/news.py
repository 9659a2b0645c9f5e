"""How readers wait for news: one signal for all who wait in an event loop, given by the thread that publishes."""

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import AsyncGenerator
from contextlib import suppress
from threading import Lock

from .history import History, Revised
from .view import Current


class News:
    """Wakes everybody who waits, from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[AbstractEventLoop, asyncio.Event] = {}

    def tell(self) -> None:
        """Says that there is something new; never waits, and costs the same for one who waits and for thousands."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        for loop, signal in waiting.items():
            with suppress(RuntimeError):  # A loop that was closed has nobody left who waits.
                loop.call_soon_threadsafe(signal.set)

    async def after(self, glossary: Current, seen: History) -> None:
        """Returns as soon as the history of `glossary` is another than `seen`."""
        loop = asyncio.get_running_loop()
        while True:
            # The signal is taken before the look, so that what is published in between is not slept through.
            with self._lock:
                signal = self._waiting.setdefault(loop, asyncio.Event())
            if glossary.current.history is not seen:
                return
            await signal.wait()


async def follow(glossary: Current, since: str | None) -> AsyncGenerator[Revised, None]:
    """Every revision after `since`, or after the present one, in order and without end: old ones first, then new ones.

    Only the place in the history is held, however slow the reader is. Raises TermgraphError as `History.after` does,
    later too: when the reader has fallen behind what is remembered, or the history was replaced.
    """
    place = since
    while True:
        history = glossary.current.history
        place = place or history.name(history.newest)
        coming = history.after(place)
        if coming:
            place = coming[0].revision
            yield coming[0]
        else:
            await glossary.news.after(glossary, history)
