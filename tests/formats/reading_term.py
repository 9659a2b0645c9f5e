"""Shortcuts for the tests of the readers: one small glossary folder, written as a mapping from path to text."""

from collections.abc import Mapping
from pathlib import Path

from termgraph.errors import Problem, Where
from termgraph.formats import read
from termgraph.formats.decoding import decode
from termgraph.formats.reading import Reading
from termgraph.formats.source import Source
from termgraph.formats.strict_yaml import Listed, Mapped, Node, parse

GLOSSARY = """\
format: 1
name: Test
languages: [en, nb]
sections: {deeper-dive: {en: Deeper dive, nb: Dypdykk}, workflow-example: Workflow example}
"""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a data folder; glossary.yaml is GLOSSARY where it is not given."""
    for name, content in {"glossary.yaml": GLOSSARY, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def one(folder: Path, front: str, body: str = "", slug: str = "ppo") -> Source:
    """The source of a folder with one term."""
    return read(write(folder, {f"terms/{slug}.md": f"---\n{front}\n---\n{body}"}))


def rules(source: Source) -> list[str]:
    return [problem.rule for problem in source.problems]


def at(where: Where | None, folder: Path | None = None) -> tuple[str, int, int]:
    """File name, line and column of a place."""
    assert where is not None
    return (Path(where.file).name if folder is None else where.file, where.line, where.column)


def token(where: Where | None) -> str:
    """The characters a place names; to the end of the line where it has no end."""
    assert where is not None
    line = Path(where.file).read_bytes().decode("utf-8-sig").splitlines()[where.line - 1]
    return line[where.column - 1 : where.end_column - 1 if where.end_column else None]


def tree(data: str | bytes) -> tuple[Node | None, list[Problem]]:
    """What the strict reader makes of bytes."""
    reading = Reading("f.yaml")
    text = decode(data.encode() if isinstance(data, str) else data, reading)
    return (None if text is None else parse(text, reading)), reading.problems


def plain(node: Node | None) -> object:
    """A tree as plain lists, mappings and texts."""
    if isinstance(node, Mapped):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Listed):
        return [plain(item) for item in node.items]
    return None if node is None else node.text
