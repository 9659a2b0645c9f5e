"""Writing files into a folder that others may be writing into: none is ever half-written, and nobody's work is lost."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from termgraph.errors import Code, TermgraphError

State = Mapping[str, tuple[int, int, int]]
"""What stands for the content of each file of a folder, by its path from there: inode, size and when it was written."""

_NAMED = 3
"""Files that a message names."""


def state_of(folder: Path) -> State:
    """The state of a folder's files, but for names that begin with a dot; empty for a folder that is not there."""
    found: dict[str, tuple[int, int, int]] = {}
    for path, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in files:
            if not name.startswith(".") and (state := _state(file := Path(path, name))):
                found[file.relative_to(folder).as_posix()] = state
    return found


def put(path: Path, data: bytes) -> None:
    """Puts `data` in place of a file at once: a reader, or a kill at any moment, finds the old file or the new one.

    Raises OSError where it cannot be written; the old one is as it was then.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        with suppress(FileNotFoundError):
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()


def put_all(
    folder: Path, files: Mapping[str, str], seen: State, progress: Callable[[int, int], None] = lambda *_: None
) -> None:
    """Writes files, text by path, in their order into a folder that was read when it was in the state `seen`.

    Raises TermgraphError CONFLICT where somebody has changed the folder since, then or before any one file, and USAGE
    where a file cannot be written; the message says how many files are written.
    """
    done = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            if changed := {name for name, _ in seen.items() ^ state_of(folder).items()}:
                raise _conflict(folder, sorted(changed), 0, len(files))
            for name, text in files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if _state(path) != seen.get(name):
                    raise _conflict(folder, [name], done, len(files))
                put(path, text.encode())
                done += 1
                progress(done, len(files))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"{folder} cannot be written: {reason}. {_written(done, len(files))}"
        raise TermgraphError(Code.USAGE, message) from error


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Waits until no other process of ours writes into the folder, and keeps others waiting; a kill ends it."""
    try:
        import fcntl
    except ImportError:  # Windows: there, who comes second finds the first one's files.
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _conflict(folder: Path, changed: list[str], done: int, count: int) -> TermgraphError:
    more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
    names = ", ".join(changed[:_NAMED]) + more
    message = f"Somebody changed {names} in {folder} since it was read. {_written(done, count)}"
    return TermgraphError(Code.CONFLICT, message)


def _written(done: int, count: int) -> str:
    return f"{done} of {count} files are written; run this again to go on from what is there now."
