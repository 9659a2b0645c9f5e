"""The whole glossary as one document: written once for a revision and format, into a file without a name.

The file is gone with its last reader, and with the process whatever ends it.
"""

import asyncio
import gzip
import io
import tempfile
import weakref
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from threading import Lock
from typing import BinaryIO, cast

from termgraph.formats.rdf import When, unknown, write
from termgraph.graph.snapshot import Snapshot

CHUNK = 256 * 1024
LEVEL = 5

MOST_KEPT = 12
"""Files kept at a time: every format, as it stands and compressed, of the newest revision."""

SMALL = 1024 * 1024
"""A file up to this size, in bytes, stays in memory."""


Key = tuple[str, str, bool]
"""Which file of a revision: its format and profile, and whether it is compressed."""


class Dump:
    """A file that is complete, with its size and the digest of its bytes; closed when nobody has it any more."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lock = Lock()
        self.size = file.seek(0, 2)
        file.seek(0)
        digest = sha256()
        while chunk := file.read(CHUNK):
            digest.update(chunk)
        self.digest = digest.hexdigest()[:32]
        weakref.finalize(self, file.close)

    def read(self, start: int, length: int) -> bytes:
        """Some of its bytes; readers share the file, each with a place of its own."""
        with self._lock:
            self._file.seek(start)
            return self._file.read(length)

    async def chunks(self, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, read off the event loop."""
        while start < end:
            chunk = await asyncio.to_thread(self.read, start, min(CHUNK, end - start))
            yield chunk
            start += len(chunk)


class Dumps:
    """The files of the newest revision; each is made when it is first asked for, one at a time, off the event loop."""

    def __init__(self) -> None:
        self._kept: dict[Key, asyncio.Future[Dump]] = {}
        self._of: Callable[[], Snapshot | None] = lambda: None
        self._turn: asyncio.Lock | None = None

    async def of(
        self, snapshot: Snapshot, syntax: str, profile: str, *, compressed: bool, changed: When = unknown
    ) -> Dump:
        """The file of this representation; whoever asks while it is being made waits for the same one.

        `changed` says when the terms of this very snapshot were last changed.
        """
        if self._of() is not snapshot:
            # Files of the revision before go when those who are still reading them are done.
            self._of, self._kept = weakref.ref(snapshot), {}
        kept, key = self._kept, (syntax, profile, compressed)
        if key not in kept:
            while len(kept) >= MOST_KEPT:
                del kept[next(iter(kept))]
            kept[key] = asyncio.ensure_future(self._made(snapshot, key, changed))
        made = kept[key]
        try:
            # A client that leaves must not end what others wait for.
            return await asyncio.shield(made)
        finally:
            failed = made.done() and (made.cancelled() or made.exception() is not None)
            if failed and kept.get(key) is made:
                del kept[key]

    async def _made(self, snapshot: Snapshot, key: Key, changed: When) -> Dump:
        self._turn = self._turn or asyncio.Lock()
        async with self._turn:
            return await asyncio.to_thread(_written, snapshot, key, changed)


def _written(snapshot: Snapshot, key: Key, changed: When) -> Dump:
    syntax, profile, compressed = key
    file = cast(BinaryIO, tempfile.SpooledTemporaryFile(SMALL))  # noqa: SIM115  # a Dump closes it
    try:
        if compressed:
            packed = gzip.GzipFile("", "wb", LEVEL, file, mtime=0)
            with packed, io.BufferedWriter(packed, CHUNK) as out:
                write(snapshot, out, syntax, profile, changed=changed)
        else:
            write(snapshot, file, syntax, profile, changed=changed)
        return Dump(file)
    except BaseException:
        file.close()
        raise
