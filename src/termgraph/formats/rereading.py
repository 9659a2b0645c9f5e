"""A data folder that is read again and again: of its term files only those that changed since.

What each file says by itself is kept as a Part; a Source is put together from parts, and the next one from the last and
the parts that differ. What is rare (other settings, two files for one term, an imported vocabulary) is read anew.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from termgraph.errors import Problem, Where
from termgraph.model import ENTITIES, Change, Translation, apply
from termgraph.model.garbage import no_cycles_sought

from .caps import FILE
from .files import read_bytes, shown
from .folder import EXTRA, GLOSSARY, LINKS, TERMS, TYPES, TermFile, read_settings, reading_of, take, term_files
from .gathering import Gathered
from .signs import Sign, Signs, fresh
from .source import Place, Source
from .statements import Statement, merge
from .term_records import Setting

Key = tuple[type, str]
"""The class and the key of a relation or requirement."""

_ENTITY = {entity.field: entity.name for entity in ENTITIES}


@dataclass(slots=True)
class Part:
    """What one term file says, and what it was read from: sign, bytes, the translations of its term.

    `sign` is None where the file has to be read again whatever its sign.
    """

    sign: Sign | None
    digest: bytes
    theirs: tuple[Translation, ...]
    gathered: Gathered
    translation: Translation | None


_NOTHING = Part(None, b"", (), Gathered(), None)
"""The part of a file that is not there."""


class Reread(NamedTuple):
    """A source, and the places of all that differs from the last one; None when everything may."""

    source: Source
    touched: frozenset[Place] | None


@dataclass(slots=True)
class _Kept:
    """What was read of a folder: `around` and `tree` are what its settings and its list of files were read from."""

    around: object
    base: Gathered
    setting: Setting
    tree: Mapping[str, int] = field(default_factory=dict)
    files: list[TermFile] = field(default_factory=list)
    strays: list[Problem] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    stated: dict[Key, list[Statement]] = field(default_factory=dict)
    again: dict[Key, list[Problem]] = field(default_factory=dict)
    source: Source | None = None


class Folder:
    """A data folder that is read again and again, each time with the same result as `read_folder` has."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._top = shown(str(path))
        self._kept: _Kept | None = None

    def read(self, signs: Signs, progress: Callable[[int, int], None] | None = None) -> Reread | None:
        """What the folder says; `signs` are those from right before. Content never makes this raise.

        None where the folder is not as folders are: it has to be read by `read_folder` then.
        """
        with no_cycles_sought():
            kept, self._kept = self._kept, None
            around = self._around(signs)
            if around is None:
                return None
            if kept is None or kept.around != around:
                base = Gathered()
                kept = _Kept(around, base, read_settings(self._path, self._top, base))
            strays = kept.strays
            if not self._list(kept, signs):
                return None
            changed = self._changed(kept, signs, progress)
            if kept.source is None:
                reread = _whole(kept)
            elif changed or strays is not kept.strays:
                reread = _next(kept, kept.source, changed)
            else:
                reread = Reread(kept.source, frozenset())
            if reread is not None:
                kept.source, self._kept = reread.source, kept
            return reread

    def _around(self, signs: Signs) -> object:
        """What the settings are read from: names, kinds, and the bytes of the few files; None where it is unusual."""
        kinds = {name: sign[0] for name, sign in signs.items() if not name.startswith(f"{TERMS}/")}
        texts = [
            read_bytes(str(self._path / name), Gathered().reading(""), FILE)
            for name in (GLOSSARY, TYPES, LINKS)
            if name in kinds
        ]
        return None if EXTRA in kinds or TERMS not in kinds or None in texts else (kinds, texts)

    def _list(self, kept: _Kept, signs: Signs) -> bool:
        """List the term files, if there are others than before; False where two are for the same."""
        tree = {name: sign[0] for name, sign in signs.items() if name.startswith(f"{TERMS}/")}
        if tree != kept.tree:
            walk = Gathered()
            kept.files = term_files(self._path, self._top, walk)
            kept.tree, kept.strays = tree, walk.problems
        return len({each[:2] for each in kept.files}) == len(kept.files)

    def _changed(
        self, kept: _Kept, signs: Signs, progress: Callable[[int, int], None] | None
    ) -> list[tuple[Part, Part]]:
        """The parts that differ, before and after, which `kept` has afterwards."""
        parts: dict[str, Part] = {}
        changed: list[tuple[Part, Part]] = []
        terms = {each.slug for each in kept.files if each.language is None}
        theirs: dict[str, tuple[Translation, ...]] = {}
        for done, each in enumerate(kept.files, 1):
            before = kept.parts.get(each.file.name, _NOTHING)
            sign = signs.get(f"{TERMS}/{each.file.name}")
            part = self._part(each, before, sign, terms, theirs.get(each.slug, ()), kept)
            parts[each.file.name] = part
            if part is not before:
                changed.append((before, part))
            if part.translation:
                theirs[each.slug] = (*theirs.get(each.slug, ()), part.translation)
            if progress:
                progress(done, len(kept.files))
        changed += [(part, _NOTHING) for name, part in kept.parts.items() if name not in parts]
        kept.parts = parts
        return changed

    def _part(
        self,
        each: TermFile,
        before: Part,
        sign: Sign | None,
        terms: set[str],
        theirs: tuple[Translation, ...],
        kept: _Kept,
    ) -> Part:
        """What a file says: `before`, if that was read from the same."""
        # The finding about a translation without a term depends on the names of all terms, so it is made each time.
        home = each.language is None or each.slug in terms
        if home and sign is not None and before.sign == sign and before.theirs == theirs:
            return before
        gathered = Gathered(kept.base.glossary, kept.base.registry)
        reading = reading_of(each, self._top, gathered)
        data = read_bytes(each.file.path, reading, FILE)
        digest = sha256(data).digest() if home and data is not None else b""
        sure = sign if home and sign is not None and not fresh(sign) else None
        if digest and before.digest == digest and before.theirs == theirs:
            before.sign = sure
            return before
        return Part(sure, digest, theirs, gathered, take(each, data, reading, terms, theirs, kept.setting, gathered))


def _whole(kept: _Kept) -> Reread | None:
    """The source of all parts; None where two say the same thing, which only `read_folder` puts in order."""
    found = [kept.base, *(part.gathered for part in kept.parts.values())]
    positions: dict[Place, Where] = {}
    records: dict[str, dict[str, Any]] = {}
    for each in found:
        positions.update(each.positions)
        for kind, there in each.records.items():
            records.setdefault(kind, {}).update(there)
        for statement in each.statements:
            kept.stated.setdefault(_key(statement), []).append(statement)
    if len(positions) != sum(len(each.positions) for each in found):
        return None
    registry = kept.base.registry
    for key, statements in kept.stated.items():
        if len(statements) > 1:
            kept.again[key] = merge(statements, {}, registry)[2]
    everything = list(chain.from_iterable(kept.stated.values()))
    whole = Gathered(kept.base.glossary, registry, records, everything, _unread(kept), positions)
    source = whole.source()
    return Reread(Source(source.content, positions, _problems(kept), source.unread), None)


def _next(kept: _Kept, last: Source, changed: list[tuple[Part, Part]]) -> Reread | None:
    """The source that follows `last`; None where two parts say the same thing."""
    before, after = ([pair[side].gathered for pair in changed] for side in (0, 1))
    keys = dict.fromkeys(_key(each) for part in (*before, *after) for each in part.statements)
    gone = _Said.of(keys, kept, before)
    for part in before:
        for statement in part.statements:
            kept.stated[_key(statement)].remove(statement)
    for part in after:
        for statement in part.statements:
            kept.stated.setdefault(_key(statement), []).append(statement)
    come = _Said.of(keys, kept, after)
    kept.again.update(come.again)
    positions = dict(last.positions)
    for place in gone.positions:
        del positions[place]
    positions.update(come.positions)
    if len(positions) != len(last.positions) - len(gone.positions) + come.count:
        return None
    changes = [
        Change(_ENTITY[kind], key, gone.records.get((kind, key)), come.records.get((kind, key)))
        for kind, key in dict.fromkeys((*gone.records, *come.records))
    ]
    content = apply(last.content, changes)
    unread = frozenset(_unread(kept) - content.terms.keys())
    touched = frozenset((*gone.positions, *come.positions))
    return Reread(Source(content, positions, _problems(kept), unread), touched)


@dataclass(slots=True)
class _Said:
    """What some parts say: records by kind and key, positions and how many there should be, statements made again."""

    records: dict[tuple[str, str], Any]
    positions: dict[Place, Where]
    count: int
    again: dict[Key, list[Problem]]

    @classmethod
    def of(cls, keys: Iterable[Key], kept: _Kept, parts: Iterable[Gathered]) -> "_Said":
        """What these parts say, with the statements of these keys, whichever parts they are from."""
        said = cls({}, {}, 0, {})
        for part in parts:
            said.positions.update(part.positions)
            said.count += len(part.positions)
            said.records.update(((kind, key), row) for kind, rows in part.records.items() for key, row in rows.items())
        for key in keys:
            places: dict[Place, Where] = {}
            relations, requirements, said.again[key] = merge(kept.stated.get(key, ()), places, kept.base.registry)
            said.records.update((("relations", each.key), each) for each in relations)
            said.records.update((("requirements", each.key), each) for each in requirements)
            said.positions.update(places)
            said.count += len(places)
        return said


def _key(statement: Statement) -> Key:
    return statement.record.__class__, statement.record.key


def _unread(kept: _Kept) -> set[str]:
    return {slug for part in kept.parts.values() for slug in part.gathered.unread}


def _problems(kept: _Kept) -> tuple[Problem, ...]:
    """What the readers found, in the order of files and lines."""
    parts = (part.gathered.problems for part in kept.parts.values())
    found = chain(kept.base.problems, kept.strays, chain.from_iterable(parts), *kept.again.values())
    return tuple(sorted(found, key=lambda problem: problem.sort_key))
