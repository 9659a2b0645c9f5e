"""A site of files: the pages that a server shows, every link leading to a file, and a search without a server."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from asking import Api, api_of
from browser import browser
from playwright.sync_api import Browser, expect

from termgraph.errors import Code, TermgraphError
from termgraph.model import Content, GlossaryInfo, Relation, Term, Translation
from termgraph.settings import Settings
from termgraph.web.app import STATIC
from termgraph.web.linked_data.files import files
from termgraph.web.pages import Pages
from termgraph.web.pages.site import FILES, MARK, write

__all__ = ["browser"]

STILL = " data-static"
"""What says that a page is a file."""

NEEDS_A_SERVER = re.compile(r"(compare|explain)\.html|graphi?ql|\?to=")
"""Addresses that a static host has nothing at."""


@pytest.fixture(scope="module")
def live() -> Api:
    return api_of()


@pytest.fixture(scope="module")
def folder(live: Api, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the facts, below a folder that is not the root of a host."""
    found = tmp_path_factory.mktemp("host") / "some" / "where"
    found.parent.mkdir(parents=True)
    view = live.holder.current
    count = write(Pages(Settings()), view, found, STATIC, files(view))
    assert count == sum(path.is_file() for path in found.rglob("*"))
    return found


class Links(HTMLParser):
    """Where a page leads, and the ids in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        said = dict(attrs)
        if "id" in said:
            self.ids.add(str(said["id"]))
        self.found += [said[name] or "" for name in ("href", "src", "action") if name in said]


class Live(HTMLParser):
    """The parts of a page of a server that need one: `class="live"`, none inside another."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0, *accumulate(map(len, text.splitlines(keepends=True)))]
        self._text, self._inside, self._start = text, 0, 0
        self.parts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside or "live" in (dict(attrs).get("class") or "").split():
            self._start = self._start if self._inside else self._place()
            self._inside += tag not in ("input", "br")

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._inside -= 1
            if not self._inside:
                self.parts.append(self._text[self._start : self._place() + len(f"</{tag}>")])

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def still(page: str) -> str:
    """A page of a server as it is in a file: it says so, and what needs a server is not in it."""
    for part in Live(page).parts:
        # What stands in a line of its own leaves no empty one.
        line = f"\n{part}\n"
        page = page.replace(line, "\n") if line in page else page.replace(part, "")
    return page.replace('">\n<head>', f'"{STILL}>\n<head>', 1)


def test_every_link_of_every_page_leads_to_a_file(folder: Path) -> None:
    pages = {path: Links(path.read_text("utf-8")) for path in folder.rglob("*.html")}
    assert len(pages) > 600
    checked = 0
    assert not [path for path, page in pages.items() for link in page.found if NEEDS_A_SERVER.search(link)]
    for path, page in pages.items():
        for link in page.found:
            address, fragment = urldefrag(link)
            if address.startswith(("https://", "http://", "data:")):
                continue
            target = (path.parent / unquote(address.split("?")[0])).resolve() if address else path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (path, link)
            assert not fragment or fragment in pages[target].ids, (path, link)
            checked += 1
    assert checked > 10_000


def test_the_pages_are_those_of_the_server(live: Api, folder: Path) -> None:
    pages = sorted(folder.rglob("*.html"))
    for path in (*pages[::7], folder / "index.html"):
        name = path.relative_to(folder).as_posix()
        response = live.send("GET", f"/{name}")
        assert response.status_code == 200
        assert path.read_text("utf-8") == still(response.text), name
    assert len(Live(live.send("GET", "/about.html").text).parts) == 4
    data = ("terms/ppo.ttl", "terms/rlhf.jsonld", "export.nt", "export.trig", "sitemap.xml", "robots.txt")
    for name in ("feed.atom", "llms.txt", *data, *(f"static/pages/{each}" for each in FILES)):
        assert (folder / name).read_bytes() == live.send("GET", f"/{name}").content


def test_all_files_of_the_pages_are_written() -> None:
    assert sorted(path.name for path in (STATIC / "pages").iterdir()) == sorted(FILES)


def test_a_folder_that_holds_something_else_is_left_alone(live: Api, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(TermgraphError) as caught:
        write(Pages(Settings()), live.holder.current, tmp_path, STATIC)
    assert caught.value.code is Code.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_nothing_beside_the_folder_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages, view = Pages(Settings()), api_of(Content.of(GlossaryInfo(), terms=[Term("a", "A")])).holder.current
    (tmp_path / "site.new").mkdir()
    (tmp_path / "site.new" / "mine.txt").write_text("mine", "utf-8")
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    write(pages, view, tmp_path / "site", STATIC)
    write(pages, view, link, STATIC)
    assert (real / MARK).exists()
    monkeypatch.chdir(real)
    for here in (Path(), real, tmp_path):
        with pytest.raises(TermgraphError) as caught:
            write(pages, view, here, STATIC)
        assert caught.value.code is Code.USAGE
    with pytest.raises(ZeroDivisionError):
        write(pages, view, tmp_path / "site", STATIC, ((str(1 // 0), b"") for _ in range(1)))
    assert (tmp_path / "site" / MARK).exists()
    assert (tmp_path / "site.new" / "mine.txt").read_text("utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real", "site", "site.new"]


def test_what_is_gone_is_gone_with_its_translations(tmp_path: Path) -> None:
    target = tmp_path / "site"

    def built(*slugs: str) -> set[str]:
        terms = [Term(slug, slug.title(), translations=(Translation("de", slug),)) for slug in slugs]
        relations = [Relation(one, "related-to", two) for one, two in pairwise(slugs)]
        content = Content.of(GlossaryInfo(languages=("en", "de")), terms=terms, relations=relations)
        write(Pages(Settings()), api_of(content).holder.current, target, STATIC)
        return {path.name for path in (target / "terms").iterdir()}

    assert built("a", "b") == {"a.html", "a.de.html", "b.html", "b.de.html"}
    assert built("a", "c") == {"a.html", "a.de.html", "c.html", "c.de.html"}
    assert (target / MARK).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[str]:
    """A static host."""
    root = folder.parents[1]

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:  # nothing on the test's output
            pass

    handler = functools.partial(Quiet, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/some/where/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_it_is_read_and_searched_from_a_static_host(browser: Browser, host: str) -> None:
    page = browser.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    # A browser that is led on before it has the icon of a page gives the icon up.
    page.on("requestfailed", lambda each: trouble.append(each.url) if each.failure != "net::ERR_ABORTED" else None)
    page.on("response", lambda response: trouble.append(response.url) if response.status >= 400 else None)
    page.goto(host)
    page.get_by_label("Search").fill("q-learn")
    page.get_by_role("button", name="Search").click()
    page.locator("#results").get_by_role("link", name="Q-Learning", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Q-Learning")
    page.locator("aside a[data-term]").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="The whole path, with reasons").click()
    expect(page.locator("svg a.box").first).to_be_visible()
    assert page.url == urljoin(host, "paths/to/q-learning.html")
    page.goto(urljoin(host, "path.html"))
    expect(page.get_by_label("What do you want to understand?")).not_to_be_visible()
    assert trouble == []
    page.close()
