"""Signs of change: what the file system says of everything that reading a data folder looks at."""

import os
import stat
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from .caps import FOLDERS

Sign = tuple[int, int, int, int, int]
"""Kind and permissions, number, size, and when it was written and changed, in nanoseconds.

A file that an editor puts in the place of another has another number; one whose time of writing was set back has
another time of change.
"""

Signs = Mapping[str, Sign]
"""By path below the folder, with slashes; the folder itself is "" (where it is a file, that is all)."""

SETTLED = 2_000_000_000
"""Nanoseconds after which a second write has another time of change, whatever the file system: FAT counts in these.

Within them a write may leave every sign as it was, so that a file must be read again to be sure.
"""


def signs(path: Path) -> Signs:
    """The signs of a data folder, of its files and of everything below terms/, without names that begin with a dot."""
    top = _now(path, "")
    found = {"": top} if top else {}
    waiting = [(str(path), "", 0)]
    while waiting:
        folder, prefix, depth = waiting.pop()
        for each in _entries(folder):
            name = prefix + each.name
            try:
                found[name] = _sign(each.stat(follow_symlinks=False))
            except OSError:
                continue  # It was there for a moment only.
            if (depth or name == "terms") and depth <= FOLDERS.limit and stat.S_ISDIR(found[name][0]):
                waiting.append((each.path, f"{name}/", depth + 1))
    return found


def _entries(folder: str) -> list["os.DirEntry[str]"]:
    """What a folder holds without names that begin with a dot; nothing where it may not be read, which is reported."""
    try:
        with os.scandir(folder) as entries:
            return [each for each in entries if not each.name.startswith(".")]
    except (OSError, ValueError):
        return []


def newest(signs: Signs, most: int) -> list[str]:
    """The folders, and so many of the other things that were changed last: what is most likely to change next."""
    found = sorted(signs, key=lambda name: (not stat.S_ISDIR(signs[name][0]), -signs[name][4], name))
    return found[: most + sum(stat.S_ISDIR(sign[0]) for sign in signs.values())]


def same(path: Path, known: Signs, names: Iterable[str]) -> bool:
    """Whether these things below a folder have the signs that are known of them; those without one are not there."""
    return all(_now(path, name) == known.get(name) for name in names)


def fresh(sign: Sign) -> bool:
    """Whether a file was changed so lately that it may change again without another sign."""
    return max(sign[3:]) + SETTLED > time.time_ns()


def _now(path: Path, name: str) -> Sign | None:
    try:
        return _sign((path / name).lstat() if name else path.stat())
    except (OSError, ValueError):
        return None


def _sign(state: os.stat_result) -> Sign:
    return state.st_mode, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
