"""`init` makes a folder for a new glossary; `new` writes the file of a new term, ready to be filled in."""

import re
from pathlib import Path

import click

from termgraph.errors import Code, TermgraphError

from .options import data_option

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

GLOSSARY = """\
format: 1
name: {name}
base_url: http://localhost:8000/
language: en
languages: [en]
licence: CC-BY-4.0
title_pattern: "{{name}} ({{acronym}})"
sections: {{deeper-dive: Deeper dive, practical-example: Practical example, workflow-example: Workflow example}}
categories:
  - {{slug: basics, name: Basics, order: 10}}
profiles: {{newcomer: []}}
"""

LINKS = """\
groups: []
links: []
"""

RELATION_TYPES = """\
relation_types: {}
"""

TERM = """\
---
name: {name}
kind: {kind}
{category}level: intro
status: draft
summary: >-
  One plain sentence of 40 to 200 characters that says what this is, without its name.
---

What it is, what it is for, and how it differs from its neighbours, in two to six sentences.
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="Glossary", show_default=True, help="The glossary's name.")
def init(folder: Path, name: str) -> None:
    """Make FOLDER for a new glossary: its settings, an empty list of links and relation types, and one draft term."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TermgraphError(Code.USAGE, f"{folder} is already there and not an empty folder; nothing was written.")
    (folder / "terms").mkdir(parents=True)
    (folder / "glossary.yaml").write_text(GLOSSARY.format(name=_yaml_text(name)), "utf-8")
    (folder / "links.yaml").write_text(LINKS, "utf-8")
    (folder / "relation-types.yaml").write_text(RELATION_TYPES, "utf-8")
    _write_term(folder, "first-term", "First term", "concept", "basics")
    click.echo(f"Wrote {folder}; next: termgraph check {folder}", err=True)


@click.command()
@click.argument("slug")
@data_option
@click.option("--name", help="The term's name; made from the slug when not given.")
@click.option("--kind", default="concept", show_default=True)
@click.option("--category", help="The slug of its category.")
def new(slug: str, data: Path, name: str | None, kind: str, category: str | None) -> None:
    """Write the file of a new draft term SLUG; `termgraph check` then says what it still needs."""
    if not SLUG.fullmatch(slug):
        raise TermgraphError(Code.USAGE, f"{slug!r} is not a slug: lower-case letters, digits and single hyphens.")
    if not (data / "glossary.yaml").is_file():
        raise TermgraphError(Code.USAGE, f"{data} has no glossary.yaml; `termgraph init {data}` makes one.")
    if taken := sorted((data / "terms").rglob(f"{slug}.md")):
        raise TermgraphError(Code.USAGE, f"{taken[0]} is already there; nothing was written.")
    path = _write_term(data, slug, name or slug.replace("-", " ").capitalize(), kind, category)
    click.echo(str(path))


def _write_term(data: Path, slug: str, name: str, kind: str, category: str | None) -> Path:
    from termgraph.model import TermKind

    if kind not in list(TermKind):
        raise TermgraphError(Code.USAGE, f"{kind!r} is not a kind; the kinds are {', '.join(TermKind)}.")
    path = data / "terms" / f"{slug}.md"
    path.parent.mkdir(exist_ok=True)
    line = f"category: {_yaml_text(category)}\n" if category else ""
    text = TERM.format(name=_yaml_text(name), kind=kind, category=line)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    return path


def _yaml_text(text: str) -> str:
    """`text` as a YAML scalar: plain where that is safe, else in double quotes."""
    import json

    plain = re.fullmatch(r"[A-Za-z][\w .()/+-]*[\w)]|[A-Za-z]", text) is not None
    reserved = text.lower() in {"true", "false", "null", "yes", "no", "on", "off"}
    return text if plain and not reserved else json.dumps(text, ensure_ascii=False)
