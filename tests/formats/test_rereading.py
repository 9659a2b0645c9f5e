"""A folder read again after any edits says what it says to a reader who opens it for the first time."""

import itertools
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_term import GLOSSARY, write

from termgraph.formats.folder import TermFile, read_folder, take
from termgraph.formats.rereading import Folder, Reread
from termgraph.formats.signs import newest, same, signs

NAMES = ("a", "b", "c", "d-e")
FRONT = (
    "name: A\naliases: [one, two]",
    "name: A\nminutes: x",
    "name: B\nrelations: {uses: [a, b], contrasts-with: [{to: c, why: x}]}",
    "name: B\n\n\nrelations: {used-by: [a, b], contrasts-with: [{to: a, why: y}]}",
    "name: C\nrelations:\n  requires:\n  - any: [[a], [b, d-e]]\n    why: z\n  - b\n",
    "name: C\nrelations:\n  requires:\n  - any: [[d-e, b], [a]]\n",
    "name: D\nlinks: [{title: T, url: 'https://x.example/', group: g}]",
    "name: D\nlinks: [{id: same, title: T, url: 'https://x.example/', group: g}, {title: T, url: 'no', group: g}]",
    "names: E",
    "a: [",
    "",
)
BODIES = ("", "\nText [[a]].\n", "\nText.\n\n## Deeper dive\n\nMore.\n\n## Odd\n\nx\n", "\n```\n")
FILES = (
    *(f"terms/{name}.md" for name in NAMES),
    "terms/a.nb.md", "terms/b.nb.md", "terms/a.de.md", "terms/nobody.nb.md",
    "terms/sub/a.md", "terms/sub/f.md", "terms/sub/deeper/g.md", "terms/A.md", "terms/notes.txt", "terms/.b.md.swp",
)  # fmt: skip
OTHERS = {
    "glossary.yaml": (GLOSSARY, f"{GLOSSARY}watch: [a]\n", "name: [", "format: 1\nname: T\n"),
    "links.yaml": ("groups: [{key: g, title: G}]\n", "links: [{id: same, title: T, url: /a, group: g}]\n"),
    "relation-types.yaml": ("relation_types: [{key: eats, label: eats}]\n", "relation_types: 1\n"),
    "extra.nt": ("<https://e.example/a> <https://e.example/b> <https://e.example/c> .\n", "x\n"),
    "notes.yaml": ("x: 1\n",),
}

Edit = Callable[[Path], None]


CLOCK = itertools.count(1_000_000_000, 1_000_000_000)
"""Times of writing, of which no two are the same however fast the test is."""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        path.unlink()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(0, next(CLOCK)))


def _put(name: str, text: str) -> Edit:
    return lambda folder: _write(folder / name, text)


def _replace(name: str, text: str) -> Edit:
    """As careful editors save: another file, put in the place of the old one."""

    def replace(folder: Path) -> None:
        path = folder / name
        _write(path.with_name(".new"), text)
        path.with_name(".new").replace(path)

    return replace


def _remove(name: str) -> Edit:
    return lambda folder: (folder / name).unlink(missing_ok=True)


def _rename(name: str, other: str) -> Edit:
    def rename(folder: Path) -> None:
        if (folder / name).exists():
            (folder / other).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).replace(folder / other)

    return rename


def _link(name: str) -> Edit:
    def link(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(folder / "glossary.yaml")

    return link


def _lose_terms(folder: Path) -> None:
    shutil.rmtree(folder / "terms", ignore_errors=True)


def texts() -> st.SearchStrategy[str]:
    fine = st.builds("---\n{}\n---\n{}".format, st.sampled_from(FRONT), st.sampled_from(BODIES))
    return st.one_of(fine, fine, fine, st.sampled_from(("", "---\nname: Half", "no front matter\n", "---\n---\n\x00")))


def edits() -> st.SearchStrategy[Edit]:
    files = st.sampled_from(FILES)
    others = st.sampled_from([(name, text) for name, all_ in OTHERS.items() for text in all_])
    puts = st.builds(_put, files, texts())
    return st.one_of(
        puts, puts, puts,
        st.builds(_replace, files, texts()),
        st.builds(_remove, st.one_of(files, st.sampled_from(sorted(OTHERS)))),
        st.builds(_rename, files, files),
        st.builds(_link, files),
        others.map(lambda each: _put(*each)),
        st.just(_lose_terms),
    )  # fmt: skip


def _agree(folder: Path, reread: Reread | None) -> None:
    cold = read_folder(folder)
    if reread is None:
        return
    source = reread.source
    assert source.content == cold.content
    for name in ("terms", "relations", "requirements", "links"):
        assert list(getattr(source.content, name)) == list(getattr(cold.content, name))
    assert dict(source.positions) == dict(cold.positions)
    assert source.problems == cold.problems
    assert source.unread == cold.unread


Steps = st.lists(st.lists(edits(), max_size=3), max_size=8)


def _edit_and_compare(start: Mapping[str, str], steps: list[list[Edit]]) -> None:
    with TemporaryDirectory() as name:
        folder = write(Path(name), start)
        (folder / "terms").mkdir(exist_ok=True)
        again = Folder(folder)
        _agree(folder, again.read(signs(folder)))
        for step in steps:
            for edit in step:
                edit(folder)
            _agree(folder, again.read(signs(folder)))


@settings(deadline=None)
@given(start=st.dictionaries(st.sampled_from(FILES[:6]), texts()), steps=Steps)
def test_reading_again_is_reading_anew(start: Mapping[str, str], steps: list[list[Edit]]) -> None:
    _edit_and_compare(start, steps)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.dictionaries(st.sampled_from(FILES[:6]), texts()), steps=Steps)
def test_so_it_is_where_signs_alone_tell_what_changed(
    monkeypatch: pytest.MonkeyPatch, start: Mapping[str, str], steps: list[list[Edit]]
) -> None:
    monkeypatch.setattr("termgraph.formats.signs.SETTLED", -(10**20))
    _edit_and_compare(start, steps)


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path, {f"terms/{name}.md": f"---\nname: {name}\n---\n" for name in ("a", "b", "c")})
    monkeypatch.setattr("termgraph.formats.signs.SETTLED", -(10**20))
    again = Folder(folder)
    first = again.read(signs(folder))
    assert first is not None
    assert first.touched is None
    _write(folder / "terms" / "b.md", "---\nname: other\n---\n")
    (folder / "terms" / "c.md").chmod(0o640)
    taken: list[str] = []
    monkeypatch.setattr("termgraph.formats.rereading.take", _counted(taken, take))
    second = again.read(signs(folder))
    assert taken == ["b"], "the other has the same bytes"
    assert second is not None
    assert second.touched == frozenset({("term", "b"), ("term", "b", "name")})
    assert second.source.content.terms["a"] is first.source.content.terms["a"]
    assert second.source.content.terms["b"].name == "other"
    assert first.source.content.terms["b"].name == "b"
    third = again.read(signs(folder))
    assert third is not None
    assert third.source is second.source
    assert third.touched == frozenset()


def _counted(taken: list[str], take: Callable[..., Any]) -> Callable[..., Any]:
    def counted(each: TermFile, *rest: Any) -> Any:
        taken.append(each.slug)
        return take(each, *rest)

    return counted


def test_a_second_write_that_leaves_no_sign_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path, {"terms/a.md": "---\nname: one\n---\n"})
    again = Folder(folder)
    before = signs(folder)
    again.read(before)
    (folder / "terms" / "a.md").write_text("---\nname: two\n---\n", "utf-8")
    reread = again.read(before)
    assert reread is not None
    assert reread.source.content.terms["a"].name == "two"


def test_signs_are_of_what_reading_looks_at(tmp_path: Path) -> None:
    write(tmp_path, {"terms/a.md": "", "terms/sub/b.md": "", "terms/.a.md.swp": "", "site/x.md": "", ".git/c": ""})
    (tmp_path / "terms" / "loop").symlink_to(tmp_path)
    found = signs(tmp_path)
    assert set(found) == {
        "",
        "glossary.yaml",
        "site",
        "terms",
        "terms/a.md",
        "terms/loop",
        "terms/sub",
        "terms/sub/b.md",
    }
    assert same(tmp_path, found, found)
    assert set(newest(found, 1)[:4]) == {"", "site", "terms", "terms/sub"}
    _write(tmp_path / "terms" / "a.md", "x")
    assert not same(tmp_path, found, newest(signs(tmp_path), 1))
    assert same(tmp_path, found, ["glossary.yaml", "gone.yaml"])
    assert signs(tmp_path / "nowhere") == {}
    assert list(signs(tmp_path / "glossary.yaml")) == [""]
