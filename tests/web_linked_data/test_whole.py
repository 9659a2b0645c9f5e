"""The glossary as a whole: dumps in all formats, its description and vocabulary, and what search engines look for."""

import json
from io import BytesIO
from xml.etree import ElementTree

import pyoxigraph
import pytest
from asking import Api
from published import BASE, published

from termgraph.formats.rdf import write
from termgraph.settings import Redirect
from termgraph.web.linked_data import site

FORMATS = {
    "ttl": ("turtle", pyoxigraph.RdfFormat.TURTLE),
    "jsonld": ("json-ld", pyoxigraph.RdfFormat.JSON_LD),
    "rdf": ("rdf-xml", pyoxigraph.RdfFormat.RDF_XML),
    "nt": ("n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
    "nq": ("n-quads", pyoxigraph.RdfFormat.N_QUADS),
    "trig": ("trig", pyoxigraph.RdfFormat.TRIG),
}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
VOID, DCAT, DCTERMS = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"


@pytest.fixture(scope="module")
def api() -> Api:
    return published()


def facts(body: bytes, form: pyoxigraph.RdfFormat) -> set[tuple[str, str, str]]:
    found = pyoxigraph.parse(BytesIO(body), form, base_iri="urn:base")
    return {(each.subject.value, each.predicate.value, each.object.value) for each in found}


@pytest.mark.parametrize("profile", ["skos", "schema"])
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_a_dump_is_what_the_writer_writes(api: Api, suffix: str, profile: str) -> None:
    out = BytesIO()
    write(api.holder.current.snapshot, out, FORMATS[suffix][0], profile)
    for coding in ("identity", "gzip"):
        response = api.send("GET", f"/export.{suffix}?_profile={profile}", headers={"Accept-Encoding": coding})
        assert response.status_code == 200
        assert response.content == out.getvalue()
        assert response.headers.get("content-encoding", "identity") == coding


def test_a_dump_says_what_it_is(api: Api) -> None:
    response = api.send("GET", "/export.ttl", headers={"Accept-Profile": "<https://schema.org/>"})
    assert response.headers["content-profile"] == "<https://schema.org/>"
    assert response.headers["vary"] == "Accept-Profile, Accept-Encoding"
    assert response.headers["accept-ranges"] == "bytes"
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["last-modified"] == "Fri, 20 Nov 2026 12:00:00 GMT"
    for relation in ("canonical", "cite-as", "alternate", "describedby", "license", "profile", "type"):
        assert f'rel="{relation}"' in response.headers["link"]
    assert api.send("GET", "/export.ttl?_profile=nonsense").status_code == 406
    assert api.send("GET", "/export.html").status_code == 404


def test_parts_of_a_dump_make_the_whole(api: Api) -> None:
    plain = {"Accept-Encoding": "identity"}
    whole = api.send("GET", "/export.nt", headers=plain)
    tag, size, parts = whole.headers["etag"], len(whole.content), []
    for start in range(0, size, 1000):
        asked = {"Range": f"bytes={start}-{start + 999}", "If-Range": tag, **plain}
        part = api.send("GET", "/export.nt", headers=asked)
        assert part.status_code == 206
        assert part.headers["content-range"] == f"bytes {start}-{min(start + 999, size - 1)}/{size}"
        assert part.headers["etag"] == tag
        parts.append(part.content)
    assert b"".join(parts) == whole.content
    beyond = api.send("GET", "/export.nt", headers={"Range": f"bytes={size}-", **plain})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")


def test_parts_of_the_compressed_bytes_have_the_compressed_bytes_tag(api: Api) -> None:
    packed = api.send("HEAD", "/export.nt", headers={"Accept-Encoding": "gzip"})
    plain = api.send("HEAD", "/export.nt", headers={"Accept-Encoding": "identity"})
    assert packed.headers["etag"] != plain.headers["etag"]
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    asked = {"Accept-Encoding": "gzip", "Range": "bytes=0-9", "If-Range": plain.headers["etag"]}
    assert api.send("HEAD", "/export.nt", headers=asked).status_code == 200


def test_conditions_on_a_dump(api: Api) -> None:
    tag = api.send("GET", "/export.ttl").headers["etag"]
    unchanged = api.send("GET", "/export.ttl", headers={"If-None-Match": tag, "Range": "bytes=0-9"})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert api.send("GET", "/export.ttl", headers={"If-Match": '"x"'}).status_code == 412


def test_the_description_names_what_can_be_had(api: Api) -> None:
    response = api.send("GET", "/.well-known/void")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    found = facts(response.content, pyoxigraph.RdfFormat.TURTLE)
    dumps = {each for subject, predicate, each in found if (subject, predicate) == (BASE, f"{VOID}dataDump")}
    assert dumps == {f"{BASE}export.{suffix}" for suffix in FORMATS}
    for dump in dumps:
        assert api.send("HEAD", dump.removeprefix(BASE.rstrip("/"))).status_code == 200
        assert (dump, f"{DCTERMS}license", "https://spdx.org/licenses/CC-BY-4.0") in found
        assert (BASE, f"{DCAT}distribution", dump) in found
    assert (BASE, f"{VOID}exampleResource", f"{BASE}terms/graph") in found
    assert (BASE, f"{VOID}entities", "4") in found
    assert (BASE, f"{DCTERMS}modified", "2026-11-20T12:00:00Z") in found
    assert (f"{BASE}.well-known/void", "http://xmlns.com/foaf/0.1/primaryTopic", BASE) in found


@pytest.mark.parametrize("path", ["/.well-known/void", "/ns"])
def test_documents_of_data_negotiate(api: Api, path: str) -> None:
    wanted = None
    for suffix in ("ttl", "jsonld", "rdf", "nt"):
        form = FORMATS[suffix][1]
        media = form.media_type
        for asked, headers in ((path, {"Accept": media}), (f"{path}?_mediatype={media}", {"Accept": "text/html"})):
            response = api.send("GET", asked, headers=headers)
            assert response.headers["content-type"].partition(";")[0] == media
            wanted = wanted or facts(response.content, form)
            assert facts(response.content, form) == wanted
    refused = api.send("GET", path, headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert "text/turtle" in refused.text
    assert 'rel="alternate"' in refused.headers["link"]


def test_the_vocabulary_explains_built_in_and_own_predicates(api: Api) -> None:
    found = facts(api.send("GET", "/ns").content, pyoxigraph.RdfFormat.TURTLE)
    labels = {subject for subject, predicate, _ in found if predicate.endswith("rdf-schema#label")}
    assert {f"{BASE}ns#drawnBy", f"{BASE}ns#draws", "https://w3id.org/termgraph/ns#requires"} <= labels
    dump = facts(api.send("GET", "/export.nt").content, pyoxigraph.RdfFormat.N_TRIPLES)
    own = {predicate for _, predicate, _ in dump if predicate.startswith(f"{BASE}ns#")}
    assert own
    assert own <= labels | {f"{BASE}ns#note_example"}


def test_the_context_never_changes_and_fits_what_is_sent(api: Api) -> None:
    response = api.send("GET", "/ns/v1/context.jsonld")
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-type"] == "application/ld+json"
    shared = json.loads(response.content)["@context"]
    used = json.loads(api.send("GET", "/terms/graph.jsonld").content)["@context"]
    assert {key: used.get(key) for key in shared} == shared


def locations(text: str, kind: str = "url") -> list[str]:
    root = ElementTree.fromstring(text)  # noqa: S314  # we wrote it
    return [each.text or "" for each in root.iterfind(f"{SITEMAP}{kind}/{SITEMAP}loc")]


def test_the_sitemap_lists_every_page(api: Api) -> None:
    found = locations(api.send("GET", "/sitemap.xml").text)
    terms = [f"{BASE}terms/{slug}.html" for slug in ("chart", "graph", "t17", "tree")]
    assert found == [*terms, f"{BASE}categories/flat.html", f"{BASE}categories/shapes.html"]
    for address in found:
        assert api.send("GET", "/" + address.removeprefix(BASE)).status_code == 200
    plain = locations(published(redirect=Redirect.NONE).send("GET", "/sitemap.xml").text)
    assert plain[0] == f"{BASE}terms/chart"


def test_too_many_pages_are_in_several_sitemaps(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = locations(api.send("GET", "/sitemap.xml").text)
    monkeypatch.setattr(site, "MOST_LOCATIONS", 4)
    index = api.send("GET", "/sitemap.xml").text
    assert "<lastmod>2026-11-20T12:00:00Z</lastmod>" in index
    parts = locations(index, "sitemap")
    assert parts == [f"{BASE}sitemap-1.xml", f"{BASE}sitemap-2.xml"]
    assert whole == [each for part in parts for each in locations(api.send("GET", "/" + part.removeprefix(BASE)).text)]
    for number in ("0", "3", "-1", "x"):
        assert api.send("GET", f"/sitemap-{number}.xml").status_code == 404


def test_robots_are_told_where_the_sitemap_is(api: Api) -> None:
    response = api.send("GET", "/robots.txt")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert f"Sitemap: {BASE}sitemap.xml" in response.text.splitlines()
    assert response.text.startswith("User-agent: *\n")


def test_browsers_can_search(api: Api) -> None:
    response = api.send("GET", "/opensearch.xml")
    assert response.headers["content-type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(response.text)  # noqa: S314  # we wrote it
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    name, url = root.find(f"{space}ShortName"), root.find(f"{space}Url")
    assert name is not None
    assert url is not None
    assert len(name.text or "") <= 16
    template = url.attrib["template"]
    assert template == f"{BASE}search?q={{searchTerms}}"
    page = api.send("GET", "/" + template.removeprefix(BASE).format(searchTerms="a+net%20work"))
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    found = api.send("GET", "/search?q=network").text
    assert '<a href="terms/graph.html"' in found
    hostile = api.send("GET", "/search?q=%22%3E%3Cscript%3E").text
    assert "<script>" not in hostile
    assert "<form" in api.send("GET", "/search").text


@pytest.mark.parametrize("accept", ["*/*", "text/html", "image/png", "text/turtle"])
def test_the_glossary_itself_is_a_page_or_leads_to_its_description(api: Api, accept: str) -> None:
    response = api.send("GET", "/", headers={"Accept": accept})
    if accept == "text/turtle":
        assert (response.status_code, response.headers["location"]) == (303, ".well-known/void")
    else:
        assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Accept, Accept-Profile" in response.headers["vary"]
