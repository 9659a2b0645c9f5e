"""Addresses of terms, shelves and people: what each answers, with which headers, and that nothing hostile gets out."""

import gzip
import json
import re
from html.parser import HTMLParser
from io import BytesIO

import pyoxigraph
import pytest
from asking import Api
from published import BASE, CONTENT, published

from termgraph.formats.rdf import term_bytes
from termgraph.settings import Redirect

DATA = {
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "rdf": pyoxigraph.RdfFormat.RDF_XML,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
}
SKOS, SCHEMA = "http://www.w3.org/2004/02/skos/core", "https://schema.org/"


@pytest.fixture(scope="module")
def api() -> Api:
    return published()


def triples(body: bytes, suffix: str) -> set[str]:
    return {str(each) for each in pyoxigraph.parse(BytesIO(body), DATA[suffix], base_iri="urn:base")}


def relations(link: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for target, relation, rest in re.findall(r'<([^>]*)>; rel="([^"]*)"((?:; \w+="[^"]*")*)', link):
        if "anchor=" not in rest:
            found.setdefault(relation, []).append(target)
    return found


@pytest.mark.parametrize("folder", ["terms/graph", "categories/shapes", "people/jd"])
@pytest.mark.parametrize("suffix", list(DATA))
def test_every_format_states_the_same(api: Api, folder: str, suffix: str) -> None:
    response = api.send("GET", f"/{folder}.{suffix}")
    assert response.status_code == 200
    assert response.headers["content-profile"] == f"<{SKOS}>"
    same = api.send("GET", f"/{folder}.nt")
    assert triples(response.content, suffix) == triples(same.content, "nt")
    assert any(f"<{BASE}{folder}>" in each for each in triples(response.content, suffix))


@pytest.mark.parametrize("suffix", list(DATA))
def test_the_profile_of_schema_org(api: Api, suffix: str) -> None:
    response = api.send("GET", f"/terms/graph.{suffix}?_profile=schema")
    assert response.headers["content-profile"] == f"<{SCHEMA}>"
    assert any("schema.org/DefinedTerm>" in each for each in triples(response.content, suffix))
    assert (
        api.send("GET", f"/terms/graph.{suffix}", headers={"Accept-Profile": f"<{SCHEMA}>"}).content == response.content
    )


@pytest.mark.parametrize("suffix", list(DATA))
def test_the_list_of_representations(api: Api, suffix: str) -> None:
    response = api.send("GET", f"/terms/graph.{suffix}?_profile=alt")
    found = triples(response.content, suffix)
    assert sum("hasRepresentation" in each for each in found) == 14
    assert sum("hasDefaultRepresentation" in each for each in found) == 1
    page = api.send("GET", "/terms/graph.html?_profile=alt").text
    assert page.count("<tr>") == 15
    for address in re.findall(r'href="(graph\.[^"]*)"', page):
        assert api.send("GET", f"/terms/{address}").status_code == 200


def test_a_document_is_what_the_writer_writes(api: Api) -> None:
    body = api.send("GET", "/terms/graph.ttl").content
    assert body == term_bytes(api.holder.current.snapshot, "graph", "turtle")


def test_a_thing_leads_to_a_document(api: Api) -> None:
    response = api.send("GET", "/terms/graph", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.headers["location"]) == (303, "graph.ttl")
    assert response.headers["vary"] == "Accept, Accept-Profile, Accept-Encoding"
    assert "graph.ttl" in response.text
    schema = api.send("GET", "/terms/graph?_profile=schema", headers={"Accept": "text/turtle"})
    assert schema.headers["location"] == "graph.ttl?_profile=schema"
    assert api.send("GET", "/terms/graph").headers["location"] == "graph.html"


def test_a_thing_may_be_answered_with_the_document_itself() -> None:
    api = published(redirect=Redirect.NONE)
    response = api.send("GET", "/terms/graph", headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    assert response.headers["content-location"] == "graph.ttl"
    assert response.headers["vary"] == "Accept, Accept-Profile, Accept-Encoding"
    assert response.content == api.send("GET", "/terms/graph.ttl").content
    tag = response.headers["etag"]
    again = api.send("GET", "/terms/graph", headers={"Accept": "text/turtle", "If-None-Match": tag})
    assert again.status_code == 304
    other = api.send("GET", "/terms/graph", headers={"Accept": "application/rdf+xml", "If-None-Match": tag})
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/terms/graph", "/terms/graph.html", "/terms/graph.ttl", "/categories/shapes.jsonld"])
def test_every_answer_has_what_caches_and_robots_need(api: Api, path: str) -> None:
    response = api.send("GET", path)
    head = response.headers
    assert re.fullmatch(r'"[0-9a-f]{32}"', head["etag"])
    assert head["last-modified"] == "Fri, 20 Nov 2026 12:00:00 GMT"
    assert head["cache-control"] == "public, no-cache"
    assert head["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in head
    assert "Accept-Encoding" in head["vary"]
    assert "origin" not in head["vary"].lower()
    links = relations(head["link"])
    assert {"canonical", "cite-as", "alternate", "describedby", "type", "collection", "license"} <= links.keys()
    thing = path.rpartition(".")[0] or path
    assert links["cite-as"] == [BASE.rstrip("/") + thing]
    assert links["collection"] == [BASE]
    assert links["license"] == ["https://spdx.org/licenses/CC-BY-4.0"]
    assert links["canonical"] == [BASE.rstrip("/") + thing + ".html"]
    unchanged = api.send("GET", path, headers={"If-None-Match": head["etag"]})
    if response.status_code == 200:
        assert unchanged.status_code == 304
        assert not unchanged.content
        kept = ("etag", "last-modified", "cache-control", "vary", "link", "access-control-allow-origin")
        assert [unchanged.headers[name] for name in kept] == [head[name] for name in kept]
        assert "content-type" not in unchanged.headers


def test_how_long_caches_keep_an_answer_is_a_setting() -> None:
    assert published(max_age=60).send("GET", "/terms/graph.ttl").headers["cache-control"] == "public, max-age=60"


def test_a_document_says_what_it_describes(api: Api) -> None:
    links = relations(api.send("GET", "/terms/graph.ttl").headers["link"])
    assert links["describes"] == [f"{BASE}terms/graph.html"]
    assert links["describedby"] == [f"{BASE}.well-known/void"]
    assert links["profile"] == [SKOS]
    page = relations(api.send("GET", "/terms/graph.html").headers["link"])
    assert page["describedby"] == [f"{BASE}terms/graph.jsonld", f"{BASE}terms/graph.ttl"]
    assert "profile" not in page


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0"])
def test_nothing_acceptable_is_told_what_there_is(api: Api, accept: str) -> None:
    response = api.send("GET", "/terms/graph", headers={"Accept": accept})
    assert response.status_code == 406
    error = response.json()["errors"][0]["extensions"]
    assert error["code"] == "NOT_ACCEPTABLE"
    assert {"url": "graph.ttl", "type": "text/turtle", "profile": SKOS} in error["representations"]
    assert len(error["representations"]) == 14
    assert {"vary", "etag", "last-modified", "cache-control", "link"} <= response.headers.keys()
    assert response.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("query", ["_mediatype=image/png", "_profile=nonsense", "_mediatype=", "_profile=%3C%3E"])
def test_what_an_address_asks_for_and_there_is_not(api: Api, query: str) -> None:
    assert api.send("GET", f"/terms/graph?{query}").status_code == 406


@pytest.mark.parametrize("path", ["/terms/graph", "/terms/graph.html", "/terms/graph.ttl", "/terms/nothing"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_head_is_get_without_the_body(api: Api, path: str, coding: str) -> None:
    get, head = (api.send(method, path, headers={"Accept-Encoding": coding}) for method in ("GET", "HEAD"))
    assert head.status_code == get.status_code
    assert dict(head.headers) == dict(get.headers)
    assert not head.content or path == "/terms/nothing"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_written_here(api: Api, method: str) -> None:
    response = api.send(method, "/terms/graph.ttl")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_a_former_slug_moved_for_good(api: Api) -> None:
    plain = api.send("GET", "/terms/net")
    assert (plain.status_code, plain.headers["location"]) == (301, "graph")
    document = api.send("GET", "/terms/net.ttl?_profile=schema&_mediatype=a%2Fb%0d%0a&x=y")
    assert document.headers["location"] == "graph.ttl?_mediatype=a%2Fb%0D%0A&_profile=schema"


def test_what_was_deleted_is_gone_and_what_is_there_is_not(api: Api) -> None:
    for path in ("/terms/line", "/terms/line.ttl", "/terms/stroke.html"):
        response = api.send("GET", path, headers={"Accept": "text/turtle"})
        assert response.status_code == 410
        assert response.json()["errors"][0]["extensions"]["code"] == "GONE"
    assert api.send("GET", "/terms/graph.ttl").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/terms/secret",
        "/terms/secret.ttl",
        "/terms/nothing",
        "/terms/graph.png",
        "/terms/graph.ttl.ttl",
        "/terms/.ttl",
        "/terms/graph/",
        "/terms/Graph",
        "/terms/%00",
        "/terms/%ff",
        "/categories/line",
        "/categories/nothing.ttl",
        "/people/nobody",
        "/terms/",
        "/terms",
    ],
)
def test_what_is_not_there(api: Api, path: str) -> None:
    response = api.send("GET", path)
    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


def test_a_mistyped_slug_gets_suggestions(api: Api) -> None:
    response = api.send("GET", "/terms/grahp")
    assert response.json()["errors"][0]["extensions"]["suggestions"] == ["graph"]


def test_a_deprecated_term_is_there_and_names_what_replaces_it(api: Api) -> None:
    for path, status in (("/terms/chart", 303), ("/terms/chart.nt", 200), ("/terms/chart.html", 200)):
        response = api.send("GET", path)
        assert response.status_code == status
        assert relations(response.headers["link"])["successor-version"] == [f"{BASE}terms/graph", f"{BASE}terms/tree"]
    found = triples(api.send("GET", "/terms/chart.nt").content, "nt")
    assert any("owl#deprecated" in each for each in found)
    assert sum("isReplacedBy" in each for each in found) == 2
    assert "successor-version" not in api.send("GET", "/terms/tree.ttl").headers["link"]


@pytest.mark.parametrize("path", ["/terms/graph.ttl", "/terms/graph.html", "/terms/t17.html"])
def test_a_tag_belongs_to_the_bytes_that_are_sent(api: Api, path: str) -> None:
    plain = api.send("GET", path, headers={"Accept-Encoding": "identity"})
    packed = api.send("GET", path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    for tag, coding, status in (
        (packed.headers["etag"], "gzip", 304),
        (plain.headers["etag"], "gzip", 200),
        (packed.headers["etag"], "identity", 200),
    ):
        asked = {"Accept-Encoding": coding, "If-None-Match": tag}
        assert api.send("GET", path, headers=asked).status_code == status


def test_packed_bytes_do_not_depend_on_the_clock(api: Api) -> None:
    from asgi import raw

    body = raw(api, "/terms/graph.ttl", "gzip")
    assert body[4:8] == bytes(4)
    assert gzip.decompress(body) == api.send("GET", "/terms/graph.ttl").content


def test_formats_have_tags_of_their_own(api: Api) -> None:
    tags = {api.send("GET", f"/terms/graph.{suffix}").headers["etag"] for suffix in ("html", *DATA)}
    assert len(tags) == 5


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded"])
@pytest.mark.parametrize(
    "path", ["/terms/graph", "/terms/graph.html", "/terms/net", "/.well-known/void", "/sitemap.xml"]
)
def test_the_host_of_a_request_is_never_believed(api: Api, header: str, path: str) -> None:
    response = api.send("GET", path, headers={header: "evil.example"})
    assert b"evil" not in response.content
    assert "evil" not in str(response.headers)


class Parsed(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("path", ["/terms/graph", "/terms/t17", "/terms/chart", "/categories/shapes", "/people/jd"])
def test_a_page_has_nothing_that_runs(api: Api, path: str) -> None:
    response = api.send("GET", f"{path}.html")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    page = Parsed(response.text)
    assert page.tags.count("h1") == 1
    assert not {"style", "iframe", "object", "img"} & set(page.tags)
    assert "script-src 'self'" in response.headers["content-security-policy"] or "script" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert not [value for name, value in page.attributes if name == "href" and value and "script:" in value]
    assert "<Things>" not in response.text


def test_a_page_links_to_what_it_names(api: Api) -> None:
    text = api.send("GET", "/terms/tree.html").text
    assert '<a href="../terms/graph.html"' in text
    assert '<a href="../categories/flat.html"' in text
    assert '<a href="../terms/tree.html"' in api.send("GET", "/categories/flat.html").text
    assert '<a href="../categories/flat.html"' in api.send("GET", "/categories/shapes.html").text


def test_every_term_can_be_had(api: Api) -> None:
    for term in CONTENT.terms.values():
        if term.slug != "secret":
            for suffix in ("html", *DATA):
                assert api.send("GET", f"/terms/{term.slug}.{suffix}").status_code == 200


def test_json_ld_is_compacted(api: Api) -> None:
    response = api.send("GET", "/terms/graph", headers={"Accept": "application/json"}, follow_redirects=True)
    assert response.headers["content-type"] == 'application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"'
    assert {"@context", "@graph"} <= json.loads(response.content).keys()
