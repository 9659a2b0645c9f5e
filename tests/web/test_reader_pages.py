"""Pages as a reader gets them: well-formed, escaped, cached, and leading only where there is something."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

import pytest
from asking import Api, api_of, publish
from facts import facts
from node import npm, run
from page_list import KINDS

from termgraph.graph.preparation import prepare
from termgraph.model import (
    Alias,
    Category,
    Change,
    Colours,
    Content,
    GlossaryInfo,
    Publisher,
    Relation,
    Section,
    Site,
    Source,
    Term,
    TermStatus,
    Translation,
)

__all__ = ["npm"]


class Page(HTMLParser):
    """What a page holds: elements with their attributes, in order, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str, attribute: str) -> list[str]:
        """A list of what an attribute of all such elements says."""
        return [value for name, found in self.elements if name == tag and (value := found.get(attribute)) is not None]


@pytest.fixture(scope="module")
def api() -> Api:
    """The application over the facts, made ready as a server does before it listens."""
    api = api_of()
    prepare(api.holder.current.snapshot)
    return api


def page(api: Api, path: str, status: int = 200) -> Page:
    response = api.send("GET", path)
    assert response.status_code == status, response.text[:500]
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Page(response.text)


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_every_page_has_one_heading_a_title_and_no_empty_link(api: Api, path: str) -> None:
    found = page(api, path)
    assert sum(tag == "h1" for tag, _ in found.elements) == 1
    assert "None" not in found.words
    assert "Undefined" not in found.words
    assert all(found.all("a", "href"))
    identities = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_page_may_do_nothing_inline_and_ask_nobody_else(api: Api, path: str) -> None:
    response = api.send("GET", path)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag, attributes in Page(response.text).elements:
        assert tag != "style"
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        if tag == "script":
            assert attributes.get("type") == "application/ld+json" or attributes["src"]
        for name in ("src", "srcset", "data-suggest"):
            assert not str(attributes.get(name, "")).startswith(("http", "//"))


def test_the_pages_are_html_to_the_letter(api: Api, npm: object, tmp_path: Path) -> None:
    del npm
    files = []
    for number, path in enumerate(KINDS.values()):
        file = tmp_path / f"{number}.html"
        file.write_bytes(api.send("GET", path).content)
        files.append(str(file))
    assert run("validate.mjs", *files) == ""


def test_every_link_of_every_page_leads_somewhere(api: Api) -> None:
    seen: dict[str, int] = {}
    for start in KINDS.values():
        for link in page(api, start).all("a", "href"):
            address, fragment = urldefrag(urljoin(f"http://here{start}", link))
            if not address.startswith("http://here/") or address in seen:
                continue
            response = api.send("GET", address.removeprefix("http://here"))
            seen[address] = response.status_code
            if fragment:
                assert f'id="{fragment}"' in response.text
    assert set(seen.values()) == {200}
    assert len(seen) > 200


def test_a_term_shows_what_the_contract_of_a_page_names(api: Api) -> None:
    words = " ".join(page(api, "/terms/ppo.html").words.split())
    for wanted in (
        "Proximal Policy Optimization (PPO)",
        "Large language models",
        "Before this",
        "The whole path, with reasons",
        "How it differs",
        "Relations",
        "Related",
    ):
        assert wanted in words
    path = " ".join(page(api, "/path.html?to=rlhf&know=ppo").words.split())
    assert "no other way takes less" in path
    assert "was chosen" in path
    assert "would do as well" in path
    assert "What you know lets you skip" in path


def test_a_reader_may_know_many_terms(api: Api) -> None:
    known = sorted(facts().terms)[:120]
    found = page(api, f"/path.html?to=rlhf&know={','.join(known)}")
    assert "No term is called" not in found.words
    field = next(said for tag, said in found.elements if tag == "input" and said.get("id") == "know")
    assert str(field["value"]).split(", ") == known
    page(api, "/path.html?to=rlhf&know=" + ",".join(f"t{number}" for number in range(201)), 400)


def test_a_long_category_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termgraph.web.pages.desk.LONG", 200)
    content = Content.of(
        GlossaryInfo(),
        categories=[Category("c", "C")],
        terms=[Term(f"t{number:03}", f"T {number:03}", categories=("c",)) for number in range(250)],
    )
    api, path, seen, more = api_of(content), "/categories/c.html", [], [""]
    for _ in range(2):
        found = page(api, path)
        seen += [name for name in found.all("a", "data-term") if name]
        more = [link for link in found.all("a", "href") if "after=" in link]
        path = urljoin(path, more[0] if more else "")
    assert seen == [f"t{number:03}" for number in range(250)]
    assert more == []
    page(api, "/categories/c.html?after=nonsense", 400)


def test_a_page_that_cannot_be_made_is_no_page_to_keep() -> None:
    response = api_of(max_nodes=10).send("GET", "/terms/ppo.html")
    assert response.status_code >= 400
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


def test_one_is_said_as_one_and_a_source_without_a_title_is_a_link() -> None:
    content = Content.of(
        GlossaryInfo(),
        categories=[Category("c", "C")],
        terms=[
            Term("a", "A", categories=("c",), summary="It is A.", minutes=5),
            Term("b", "B", sources=(Source("one", "https://source.example/"), Source("two", "arxiv:1707.06347"))),
        ],
        relations=[Relation("b", "requires", "a", "It builds on it.")],
    )
    api = api_of(content)
    for path in ("/categories/c.html", "/terms/b.html", "/path.html?to=a"):
        words = " ".join(page(api, path).words.split())
        assert "1 term" in words, path
        assert "1 terms" not in words, path
    assert {"https://source.example/", "https://arxiv.org/abs/1707.06347"} <= set(
        page(api, "/terms/b.html").all("a", "href")
    )


def test_a_list_that_is_cut_says_so(api: Api) -> None:
    found = " ".join(page(api, "/about.html").words.split())
    assert re.search(r"[0-9]{2,}, the first 20 of them", found)


def test_what_is_not_there_is_not_found_and_offers_something(api: Api) -> None:
    assert "/terms/rlhf.html" in str(page(api, "/terms/rlhg.html", 404).all("a", "href")).replace("../terms", "/terms")
    for path in ("/categories/nope.html", "/relation-types/nope.html", "/paths/nope.html", "/paths/to/nope.html",
                 "/around/nope.html"):  # fmt: skip
        page(api, path, 404)
    page(api, "/search.html?q=a&after=nonsense", 400)
    page(api, "/path.html?to=" + ",".join(f"t{number}" for number in range(60)), 400)


def test_old_names_and_inverse_types_lead_to_the_present_ones() -> None:
    content = Content.of(
        GlossaryInfo(languages=("en", "de")),
        terms=[Term("new", "New", former_slugs=("old",), translations=(Translation("de", "Neu"),)), Term("b", "B")],
        relations=[Relation("new", "is-algorithm-for", "b")],
    )
    api = api_of(content)
    for path, there in {
        "/terms/old.html": "new.html",
        "/terms/old.de.html": "../terms/new.de.html",
        "/terms/new.fr.html": "../terms/new.html",
        "/relation-types/has-algorithm.html": "../relation-types/is-algorithm-for.html",
        "/paths/to/old.html": "../../paths/to/new.html",
    }.items():
        response = api.send("GET", path)
        assert (response.status_code, response.headers["location"]) == (301, there)
        assert "no-cache" in response.headers["cache-control"]
        assert api.send("GET", urljoin(path, there)).status_code == 200
    for shelf, name in (("terms", "new"), ("relation-types", "is-a")):
        named = api.send("GET", f"/{shelf}/{name}")
        assert (named.status_code, named.headers["location"]) == (303, f"{name}.html")


def test_who_has_a_page_is_not_sent_it_again_until_something_changes() -> None:
    api, tag = api_of(), ""
    for path in ("/terms/ppo.html", "/path.html?to=ppo", "/feed.atom", "/llms.txt", "/"):
        tag = api.send("GET", path).headers["etag"]
        again = api.send("GET", path, headers={"If-None-Match": f'"x", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        strong = {"If-None-Match": tag.removeprefix("W/")}  # A comparison is weak (RFC 9110, 13.1.2).
        assert api.send("GET", path, headers=strong).status_code == 304
    publish(api.holder, Change("term", "new", None, Term("new", "New")))
    assert api.send("GET", "/", headers={"If-None-Match": tag}).status_code == 200
    assert "New" in page(api, "/").words
    assert "<title>New: New</title>" in api.send("GET", "/feed.atom").text


def test_a_feed_is_xml_whatever_it_tells_of() -> None:
    api = api_of()
    publish(api.holder, Change("term", "new", None, Term("new", "N\uffffe\ufffew\x0b & <b>", summary="\x00]]>")))
    found = ElementTree.fromstring(api.send("GET", "/feed.atom").content)  # noqa: S314  # our own
    atom = "{http://www.w3.org/2005/Atom}"
    assert [each.text for each in found.findall(f"{atom}entry/{atom}title")] == ["New: New & <b>"]


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202eevil\u2066",
    "&lt;script&gt;&#x3c;script&#x3e;",
    "[a](javascript:alert(1)) ![b](javascript:alert(2)) <a href=javascript:alert(3)>c</a>",
    "[x](data:text/html,<script>alert(1)</script>)",
    "`</code><script>`",
    "\u2028\u2029</ScRiPt>",
)


def hostile_content(text: str) -> Content:
    """A glossary that says `text` wherever it can."""
    line = " ".join(text.split())
    return Content.of(
        GlossaryInfo(
            line,
            languages=("en", "de"),
            licence=line,
            publisher=Publisher(line),
            description=text,
            site=Site(title=line, footer=text),
        ),
        categories=[Category("c", line, description=text)],
        terms=[
            Term(
                "a", line, "ABC", title=line, aliases=(Alias(line),), categories=("c",), summary=line, definition=text,
                sections=(Section("x", text, line),), sources=(Source("s", line, line),),
                translations=(Translation("de", line, summary=line, definition=text),),
            ),
            Term("b", f"{line} b", summary=line, categories=("c",), status=TermStatus.DEPRECATED, replaced_by=("a",)),
        ],
        relations=[
            Relation("a", "is-alternative-to", "b", line, line), Relation("a", "is-a", "b", line, source=line),
        ],
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_data_says_becomes_active(text: str) -> None:
    api = api_of(hostile_content(text))
    for path in ("/", "/terms/a.html", "/terms/a.de.html", "/terms/b.html", "/categories/c.html", "/all-terms.html",
                 "/relation-types/is-a.html", "/compare.html?a=a&b=b", "/explain.html?a=a&b=b", "/paths/to/a.html",
                 "/around/a.html", "/about.html"):  # fmt: skip
        for tag, attributes in page(api, path).elements:
            assert tag not in ("img", "iframe", "object", "embed", "style", "base", "form-x"), (path, tag)
            assert not [name for name in attributes if name.startswith("on")]
            if tag == "script":
                assert attributes.get("type") in ("application/ld+json", "module")
            for name in ("href", "src", "action", "xlink:href"):
                said = (attributes.get(name) or "").strip().lower()
                assert not said.startswith(("javascript:", "data:", "vbscript:"))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_reader_says_becomes_active(api: Api, text: str) -> None:
    for path in ("/search.html", "/path.html", "/compare.html"):
        names = {"q": text, "level": text, "to": text, "know": text, "profile": text, "a": text, "b": text, "after": ""}
        response = api.send("GET", path, params=names)
        assert response.status_code == 200
        for tag, attributes in Page(response.text).elements:
            assert not [name for name in attributes if name.startswith("on")]
            assert tag not in ("img", "iframe", "svg")
            assert tag != "script" or attributes.get("src")


def markup(api: Api, path: str) -> Any:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', api.send("GET", path).text, re.DOTALL)
    return json.loads(text)


def test_programs_read_the_same_facts(api: Api) -> None:
    term, about = markup(api, "/terms/rlhf.html")["@graph"]
    assert (term["@type"], term["termCode"]) == ("DefinedTerm", "rlhf")
    assert term["description"] == facts().terms["rlhf"].summary
    assert about["mainEntity"] == {"@id": term["@id"]}
    assert 1 < len(about["breadcrumb"]) <= 5
    for trail in about["breadcrumb"]:
        crumbs = trail["itemListElement"]
        assert [each["position"] for each in crumbs] == list(range(1, len(crumbs) + 1))
        assert crumbs[-1]["item"] == term["url"]
    hostile = markup(api_of(hostile_content("</script><b>&")), "/terms/a.html")
    assert hostile["@graph"][0]["name"] == "</script><b>&"


def test_a_publisher_sets_the_look_and_may_replace_templates(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    (tmp_path / "templates" / "home.html").write_text(
        '{% extends "own/home.html" %}{% block title %}Ours · {% endblock %}', "utf-8"
    )
    site = Site("Our words", "logo.svg", Colours(accent="#aa0000", paper_dark="#000000"), "We *sell* nothing.",
                "https://edit.example/{slug}.md")  # fmt: skip
    api = api_of(Content.of(GlossaryInfo(site=site), terms=[Term("a", "A")]), site=tmp_path)
    home = page(api, "/")
    assert "Our words" in home.words
    assert "We sell nothing." in home.words
    assert "Ours" in home.words
    assert home.all("img", "src") == ["site/logo.svg"]
    assert api.send("GET", "/site/logo.svg").status_code == 200
    assert api.send("GET", "/site/../templates/home.html").status_code == 404
    sheet = api.send("GET", "/theme.css").text
    assert "--accent: #aa0000;" in sheet
    assert "--paper: #000000;" in sheet
    assert "https://edit.example/a.md" in page(api, "/terms/a.html").all("a", "href")


def test_who_has_a_page_of_another_look_or_address_is_sent_it_again(tmp_path: Path) -> None:
    content = Content.of(GlossaryInfo(), terms=[Term("a", "A")])
    (tmp_path / "templates").mkdir()
    tag = api_of(content).send("GET", "/about.html").headers["etag"]

    def status(base_url: str = "", **settings: Any) -> int:
        info = replace(content.glossary, base_url=base_url or content.glossary.base_url)
        api = api_of(replace(content, glossary=info), **settings)
        return api.send("GET", "/about.html", headers={"If-None-Match": tag}).status_code

    assert status() == 304
    assert status(base_url="https://elsewhere.example/") == 200
    for text in ("one", "two"):
        (tmp_path / "templates" / "about.html").write_text(text, "utf-8")
        assert status(site=tmp_path) == 200
        tag = api_of(content, site=tmp_path).send("GET", "/about.html").headers["etag"]
        assert status(site=tmp_path) == 304


def test_language_models_are_told_what_there_is(api: Api) -> None:
    text = api.send("GET", "/llms.txt").text
    assert len(re.findall(r"^- \[", text, re.MULTILINE)) == len(facts().terms)
    assert text.startswith("# ")
