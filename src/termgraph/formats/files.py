"""Ordinary files of a folder, found and read without following anything out of it."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .caps import FILES, FOLDERS, Cap
from .gathering import Gathered
from .reading import START, Reading

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A symbolic link is not followed, and opening a pipe does not wait for a writer."""


class Found(NamedTuple):
    """One entry below a folder: its path from there, with slashes, and where it is."""

    name: str
    path: str


def shown(path: str) -> str:
    """A path as people may see it: slashes, and escapes for what is not text."""
    clean = path.replace(os.sep, "/").encode("utf-8", "backslashreplace").decode()
    return (
        clean if clean.isprintable() else "".join(each if each.isprintable() else ascii(each)[1:-1] for each in clean)
    )


def read_bytes(path: str, reading: Reading, cap: Cap, *, follow: bool = False) -> bytes | None:
    """The bytes of an ordinary file of at most `cap`, else None with a finding TG106, TG115 or TG117.

    `follow` allows the file itself to be a symbolic link, for a path that the operator named.
    """
    flags = _FLAGS & ~getattr(os, "O_NOFOLLOW", 0) if follow else _FLAGS
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in (errno.ELOOP, errno.EMLINK, errno.ENXIO):
            reading.report("TG115", START, "this is a symbolic link or a device, not an ordinary file; it is not read")
        else:
            reason = getattr(error, "strerror", None) or "its name cannot be used"
            reading.report("TG117", START, f"this file cannot be read: {reason}")
        return None
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            reading.report("TG115", START, "this is not an ordinary file; it is not read")
            return None
        if state.st_size > cap.limit:
            message = f"{cap.of} has at most {cap.limit:,} bytes; this one has {state.st_size:,}"
            reading.report("TG106", START, message)
            return None
        # The size may change while the file is read, and special file systems show a size of 0.
        data = os.read(handle, state.st_size + 1)
        while len(data) <= cap.limit and (more := os.read(handle, cap.limit + 1 - len(data))):
            data += more
    except OSError as error:
        reading.report("TG117", START, f"this file cannot be read: {error.strerror}")
        return None
    finally:
        os.close(handle)
    if len(data) > cap.limit:
        reading.report("TG106", START, f"{cap.of} has at most {cap.limit:,} bytes")
        return None
    return data


def entries(folder: str, reading: Reading) -> list[os.DirEntry[str]]:
    """What a folder holds, in no particular order, without names that begin with a dot."""
    try:
        with os.scandir(folder) as found:
            return [each for each in found if not each.name.startswith(".")]
    except OSError as error:
        reading.report("TG117", START, f"this folder cannot be read: {error.strerror}")
        return []


def walk(folder: Path, name: str, gathered: Gathered) -> list[Found]:
    """Every ordinary file below `folder`, sorted by path; links and devices are reported (TG115).

    `name` is the folder's path as shown; `gathered` gives a reading for a path.
    """
    found: list[Found] = []
    waiting: list[tuple[str, str, int]] = [(str(folder), "", 1)]
    while waiting:
        path, prefix, depth = waiting.pop()
        for each in entries(path, gathered.reading(shown(f"{name}/{prefix}".rstrip("/")))):
            inner = prefix + each.name
            reading = gathered.reading(shown(f"{name}/{inner}"))
            if each.is_symlink():
                reading.report("TG115", START, "this is a symbolic link; put the file itself here")
            elif each.is_dir(follow_symlinks=False):
                if depth >= FOLDERS.limit:
                    reading.report("TG106", START, f"{FOLDERS.of} are at most {FOLDERS.limit} {FOLDERS.unit} deep")
                else:
                    waiting.append((each.path, f"{inner}/", depth + 1))
            elif each.is_file(follow_symlinks=False):
                found.append(Found(inner, each.path))
            else:
                reading.report("TG115", START, "this is a device, a pipe or a socket; it is not read")
    found.sort()
    if len(found) > FILES.limit:
        gathered.reading(name).report("TG106", START, f"{FILES.of} has at most {FILES.limit:,} files")
    return found[: FILES.limit]


def collisions(found: list[Found]) -> Iterator[tuple[Found, Found]]:
    """Pairs of files whose paths differ only in letter case: the later, and the first with that path."""
    first: dict[str, Found] = {}
    for each in found:
        other = first.setdefault(each.name.casefold(), each)
        if other is not each:
            yield each, other
