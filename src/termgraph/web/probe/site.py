"""Requests about the glossary as a whole: its description, vocabulary, sitemap, and what search engines look for."""

from collections.abc import Iterator
from xml.etree import ElementTree

from .exchange import Reply, Server
from .outcomes import Expectation, Outcome, ask, has, status, strong_tag, typed
from .subject import Subject

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def site(server: Server, subject: Subject) -> Iterator[Outcome]:
    """Each of them, and what has to be in it."""
    for accept, wanted in (("*/*", "text/turtle"), ("application/ld+json", "application/ld+json")):
        yield ask(
            server,
            "VoID 7.2: /.well-known/void",
            ("GET", ".well-known/void", (("Accept", accept),)),
            f"the description of the dataset in {wanted}",
            status(200),
            typed(wanted),
            has("vary"),
            strong_tag,
        )[0]
    yield ask(
        server,
        "VoID 3.3; DCAT 3 6.8: dumps",
        ("GET", ".well-known/void?_mediatype=application/n-triples", ()),
        "void:dataDump, dcat:distribution and the IRIs' common beginning",
        status(200),
        *(_says(each) for each in (b"void#dataDump", b"dcat#distribution", b"void#uriSpace", subject.base.encode())),
    )[0]
    for suffix, wanted in (("text/turtle", "text/turtle"), ("application/ld+json", "application/ld+json")):
        yield ask(
            server, "design, Answers: /ns", ("GET", "ns", (("Accept", suffix),)), f"the vocabulary in {wanted}",
            status(200), typed(wanted), _says(b"ObjectProperty"),
        )[0]  # fmt: skip
    yield ask(
        server,
        "JSON-LD 1.1 4.1.1; RFC 8246: the context",
        ("GET", "ns/v1/context.jsonld", ()),
        "application/ld+json that never changes",
        status(200),
        typed("application/ld+json"),
        has("access-control-allow-origin", "*"),
        lambda reply: None if "immutable" in reply.tokens("cache-control") else "not immutable",
        _says(b'"@context"'),
    )[0]
    outcome, reply = ask(
        server, "sitemaps.org: sitemap", ("GET", "sitemap.xml", ()), "addresses of pages", status(200),
        _xml(f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex"),
    )  # fmt: skip
    yield outcome
    if (page := _first(reply)) is not None:
        yield ask(
            server, "sitemaps.org: what is listed is there", ("GET", subject.local(page), ()), "200", status(200)
        )[0]
    yield ask(
        server, "RFC 9309 2.2; sitemaps.org: robots.txt", ("GET", "robots.txt", ()), "rules, and where the sitemap is",
        status(200), typed("text/plain"), _says(b"User-agent: *"), _says(b"Sitemap: "),
    )[0]  # fmt: skip
    yield ask(
        server, "OpenSearch 1.1: description", ("GET", "opensearch.xml", ()), "a template for searches",
        status(200), typed("application/opensearchdescription+xml"), _xml(f"{OPENSEARCH}OpenSearchDescription"),
        _says(b"{searchTerms}"),
    )[0]  # fmt: skip


def _says(word: bytes) -> Expectation:
    return lambda reply: None if word in reply.body else f"no {word.decode()}"


def _xml(*roots: str) -> Expectation:
    def judge(reply: Reply) -> str | None:
        try:
            root = ElementTree.fromstring(reply.body)  # noqa: S314  # a few names are looked for in it
        except ElementTree.ParseError as error:
            return f"no XML: {error}"
        return None if root.tag in roots else f"<{root.tag}>"

    return judge


def _first(reply: Reply) -> str | None:
    try:
        root = ElementTree.fromstring(reply.body)  # noqa: S314  # likewise
    except ElementTree.ParseError:
        return None
    found = root.find(f"{SITEMAP}url/{SITEMAP}loc")
    return found.text if found is not None else None
