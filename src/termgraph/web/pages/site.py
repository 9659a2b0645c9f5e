"""A whole site: every page and file of it by its path, live or written into a folder for any static host."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import View

from . import feed, read, relate
from .asked import Asked
from .routes import Handler, Pages

FILES = ("style.css", "site.js", "ask.js", "combobox.js", "cards.js", "known.js", "search.js", "embed.js", "icon.svg")


def write(pages: Pages, view: View, folder: Path, static: Path, data: Iterable[tuple[str, bytes]] = ()) -> int:
    """Writes the site into `folder`, which must be empty or a site that was written before; how many files there are.

    `data` are further files, path and bytes: what pages link to and are not made of, such as linked data.

    Raises TermgraphError USAGE for a folder that holds something else, or that cannot be replaced. What is in it is
    replaced as a whole, when everything was written; who ends the program by force may find a hidden folder beside it.
    """
    folder = folder.resolve()
    if Path.cwd().is_relative_to(folder):
        raise TermgraphError(Code.USAGE, f"{folder} is where you are, and is replaced as a whole; name a folder in it.")
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise TermgraphError(Code.USAGE, f"{folder} has other files in it; name an empty folder, or one built before.")
    work, old = (folder.with_name(f".{folder.name}.{os.getpid()}.{name}") for name in ("new", "old"))
    work.mkdir(parents=True)
    try:
        count = _write_files(chain(everything(pages, view, static), data), work)
        try:
            if folder.exists():
                folder.rename(old)
            work.rename(folder)
        except OSError as error:
            message = f"{folder} cannot be replaced ({error.strerror}); name a folder in it."
            raise TermgraphError(Code.USAGE, message) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return count


def _write_files(files: Iterable[tuple[str, bytes]], folder: Path) -> int:
    count = 0
    for path, body in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        count += 1
    return count


MARK = ".termgraph-site"
"""The file by which a folder is known as one of ours."""


def everything(pages: Pages, view: View, static: Path) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file of a static site that is made here."""
    for path, handler, parts in _pages(pages, view):
        status, body = pages.make(view, handler, f"/{path}", Asked(parts), static=True)
        if status != 200:
            raise TermgraphError(Code.INTERNAL_SERVER_ERROR, f"The page {path} could not be made ({status}).")
        yield path, body
    for name in FILES:
        yield f"static/pages/{name}", (static / "pages" / name).read_bytes()
    yield from pages.own_files()
    yield "feed.atom", feed.atom(pages.questions, view).encode()
    yield "llms.txt", feed.llms(pages.questions, view).encode()
    if sheet := pages.style_sheet(view):
        yield "theme.css", sheet.encode()
    yield "search-index.json", json.dumps(_index(pages, view), ensure_ascii=False, separators=(",", ":")).encode()
    yield MARK, f"{view.snapshot.revision}\n".encode()


def _pages(pages: Pages, view: View) -> Iterator[tuple[str, Handler, dict[str, str]]]:
    yield "index.html", read.home, {}
    yield "all-terms.html", read.all_terms, {}
    yield "about.html", read.about, {}
    yield "search.html", read.search, {}
    yield "path.html", relate.path, {}
    for term in terms(pages, view):
        slug = term["slug"]
        yield f"terms/{quote(slug)}.html", read.term, {"slug": slug}
        for language in (each["language"] for each in term["translations"]):
            yield f"terms/{quote(slug)}.{language}.html", read.term, {"slug": slug, "language": language}
        yield f"paths/to/{quote(slug)}.html", relate.path, {"slug": slug}
        yield f"around/{quote(slug)}.html", relate.around, {"slug": slug}
    home = pages.questions.ask(view, "Home")
    for each in home["categories"]["nodes"]:
        yield f"categories/{quote(each['slug'])}.html", read.category, {"slug": each["slug"]}
    for each in home["glossary"]["curatedPaths"]:
        yield f"paths/{quote(each['key'])}.html", relate.curated, {"name": each["key"]}
    for each in pages.questions.ask(view, "AboutPage")["relationTypes"]["nodes"]:
        yield f"relation-types/{quote(each['key'])}.html", read.relation_type, {"key": each["key"]}


def terms(pages: Pages, view: View) -> Iterator[Any]:
    """Every term, as the document SearchIndex has it."""
    after = None
    while True:
        found = pages.questions.ask(view, "SearchIndex", {"after": after})["terms"]
        yield from found["nodes"]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            return


def _index(pages: Pages, view: View) -> list[dict[str, Any]]:
    """What the search of a static site looks through."""
    return [
        {
            "slug": term["slug"],
            "title": term["title"],
            "labels": list(dict.fromkeys(each["text"] for each in term["labels"]["nodes"])),
            "summary": term["summary"] or "",
        }
        for term in terms(pages, view)
    ]
