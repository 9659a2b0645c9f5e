"""Content negotiation to the letter (RFC 9110, 12; W3C connegp): tables of cases, and laws for any header."""

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from termgraph.api.header_lists import MOST_BYTES, MOST_ITEMS, codings, media_ranges, profile_names, takes_gzip
from termgraph.web.linked_data.negotiation import Wishes, arguments, negotiate, quality
from termgraph.web.linked_data.representations import (
    ALTERNATES,
    FORMATS,
    HTML,
    JSON_LD,
    OF_OTHERS,
    OF_TERMS,
    SCHEMA,
    SKOS,
    TURTLE,
    Format,
)

COMPACTED = "http://www.w3.org/ns/json-ld#compacted"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


def suffix(accept: str | None) -> str | None:
    found = negotiate(Wishes(accept), OF_TERMS)
    return found.format.suffix if found else None


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (None, "html"),
        ("", "html"),
        (" ", "html"),
        (",,", "html"),
        ("*/*", "html"),
        (BROWSER, "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("application/n-triples", "nt"),
        # ties, in the order html, jsonld, ttl, rdf, nt
        ("application/n-triples, application/rdf+xml, text/turtle, application/json, text/html", "html"),
        ("application/n-triples, application/rdf+xml, text/turtle, application/json", "jsonld"),
        ("application/n-triples, application/rdf+xml, text/turtle", "ttl"),
        ("application/n-triples, application/rdf+xml", "rdf"),
        ("application/*", "jsonld"),
        ("text/*", "html"),
        # weights
        ("text/turtle;q=0.9, text/html;q=0.8", "ttl"),
        ("text/turtle; q=0.9 , text/html ;q=0.901", "html"),
        ("text/turtle;Q=0.1, text/html;q=0.05", "ttl"),
        ("text/turtle;q=1., text/html;q=0.", "ttl"),
        ("text/turtle;q=0.001", "ttl"),
        ("text/turtle;q=0", None),
        ("text/turtle;q=0.000, application/n-triples;q=0.001", "nt"),
        ("*/*;q=0", None),
        ("text/html;q=0, */*;q=0.1", "jsonld"),
        ("text/*;q=0, */*", "jsonld"),
        ("text/*;q=0, text/turtle", "ttl"),
        # the most specific range decides, whatever the others weigh
        ("*/*, text/html;q=0.2, application/*;q=0.1", "ttl"),
        ("text/*;q=0.3, text/turtle;q=0.7, */*;q=0.5", "ttl"),
        ("text/turtle;q=0.2, text/turtle;charset=utf-8;q=0.9, text/html;q=0.5", "ttl"),
        ("text/turtle;q=0.9, text/turtle;charset=utf-8;q=0.2, text/html;q=0.5", "html"),
        # application/json stands for JSON-LD where JSON-LD itself is not named
        ("application/ld+json;q=0, application/json", None),
        ("application/ld+json;q=0.1, application/json, text/turtle;q=0.5", "ttl"),
        ("application/*;q=0.1, application/json;q=0.8, text/turtle;q=0.5", "jsonld"),
        ("application/json;q=0, text/turtle;q=0.5, */*;q=0.9", "html"),
        # parameters
        ("text/turtle;charset=UTF-8", "ttl"),
        ('text/turtle;charset="utf-8"', "ttl"),
        ('text/turtle; charset="\\utf-8"', "ttl"),
        ("text/turtle;charset=latin-1", None),
        ("text/turtle;version=1.2", None),
        (f'application/ld+json;profile="{COMPACTED}"', "jsonld"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', "jsonld"),
        ('application/ld+json;profile="a,b;q=0", text/html;q=0.1', "jsonld"),
        ('application/n-triples;x="\\",text/html", application/rdf+xml;q=0.1', "rdf"),
        ("text/turtle;;q=0.5;", "ttl"),
        # one known type among unknown ones, or none
        ("image/png, text/turtle;q=0.1", "ttl"),
        ("image/png", None),
        ("image/*, application/zip", None),
        ("*/turtle", None),
        # not well-formed: the default
        ("text", "html"),
        ("text/", "html"),
        ("/turtle", "html"),
        ("text/turtle text/html", "html"),
        ("text/turtle;q", "html"),
        ("text/turtle;q=", "html"),
        ("text/turtle;q=2", "html"),
        ("text/turtle;q=1.001", "html"),
        ("text/turtle;q=0.0001", "html"),
        ("text/turtle;q=-1", "html"),
        ('text/turtle;q="0.5"', "html"),
        ("text/turtle;q=0.5;q=0.6", "html"),
        ("text/turtle;q = 0.5", "html"),
        ('text/turtle;a="', "html"),
        ("text/turtle; a = b", "html"),
        ("text/turtle\x00", "html"),
        ("text/türtle", "html"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "html"),  # what Java's URLConnection sends
        # too long
        (", ".join(["x/y"] * 31 + ["text/turtle"]), "ttl"),
        (", ".join(["x/y"] * 32 + ["text/turtle"]), "html"),
        ("text/turtle" + " " * (2048 - 11), "ttl"),
        ("text/turtle" + " " * (2049 - 11), "html"),
    ],
)
def test_the_type_that_suits_best(accept: str | None, wanted: str | None) -> None:
    assert suffix(accept) == wanted


def test_the_example_of_the_specification() -> None:
    accept = "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5"
    ranges = media_ranges(accept)
    assert ranges is not None

    def of(media_type: str, *parameters: tuple[str, str]) -> int:
        return quality(ranges, Format("", media_type, parameters))

    assert of("text/plain", ("format", "flowed")) == 1000
    assert of("text/plain") == 700
    assert of("text/html") == 300
    assert of("image/jpeg") == 500
    assert of("text/plain", ("format", "fixed")) == 400
    assert of("text/html", ("level", "3")) == 300


PROFILES = {SKOS: "<http://www.w3.org/2004/02/skos/core>", SCHEMA: "<https://schema.org/>"}


@pytest.mark.parametrize(
    ("wishes", "wanted"),
    [
        (Wishes(accept_profile="<https://schema.org/>"), ("jsonld", SCHEMA)),
        (Wishes(accept_profile="<http://schema.org>"), ("jsonld", SCHEMA)),
        (Wishes(accept_profile="schema"), ("jsonld", SCHEMA)),
        (Wishes("text/turtle", "<https://schema.org/>"), ("ttl", SCHEMA)),
        # a profile goes before the type's weight, and only formats that have it are looked at
        (Wishes(BROWSER, "<https://schema.org/>"), ("jsonld", SCHEMA)),
        (Wishes("text/html", "<https://schema.org/>"), ("html", None)),
        (Wishes("image/png", "<https://schema.org/>"), None),
        (Wishes(accept_profile="<urn:x:unknown>"), ("html", None)),
        (Wishes("text/turtle", "<urn:x:unknown>"), ("ttl", SKOS)),
        (Wishes(accept_profile="<urn:x:unknown>, <https://schema.org/>;q=0.1"), ("jsonld", SCHEMA)),
        (Wishes(accept_profile="schema;q=0.4, skos;q=0.5"), ("jsonld", SKOS)),
        (Wishes(accept_profile="schema;q=0, skos;q=0"), ("html", None)),
        (Wishes(accept_profile="*"), ("html", None)),
        (Wishes(accept_profile="schema;q=0.5, *"), ("html", None)),
        (Wishes(accept_profile='"https://schema.org/"'), ("html", None)),
        (Wishes(accept_profile="<https://schema.org/"), ("html", None)),
        (Wishes(accept_profile="<>"), ("html", None)),
        (Wishes(accept_profile=""), ("html", None)),
        # the query stands over headers
        (Wishes("text/html", media="text/turtle"), ("ttl", SKOS)),
        (Wishes(media="image/png"), None),
        (Wishes(media=""), None),
        (Wishes(media="nonsense"), None),
        (Wishes(media="image/png,application/n-triples,text/turtle"), ("nt", SKOS)),
        (Wishes(media="text/turtle;q=0.1,application/n-triples;q=0.2"), ("nt", SKOS)),
        (Wishes(media="application/json"), ("jsonld", SKOS)),
        (Wishes(media="*/*"), ("html", None)),
        (Wishes(profile="schema"), ("jsonld", SCHEMA)),
        (Wishes(profile="https://schema.org/"), ("jsonld", SCHEMA)),
        (Wishes(profile="<https://schema.org/>"), ("jsonld", SCHEMA)),
        (Wishes(profile="nothing,schema,skos"), ("jsonld", SCHEMA)),
        (Wishes(profile="nothing"), None),
        (Wishes(profile=""), None),
        (Wishes(accept_profile=PROFILES[SKOS], profile="schema"), ("jsonld", SCHEMA)),
        (Wishes(profile="alt"), ("html", ALTERNATES)),
        (Wishes(profile="all"), ("html", ALTERNATES)),
        (Wishes("text/turtle", profile="alt"), ("ttl", ALTERNATES)),
        (Wishes("text/html", profile="schema", media="text/turtle"), ("ttl", SCHEMA)),
    ],
)
def test_profiles_and_query_arguments(wishes: Wishes, wanted: tuple[str, object] | None) -> None:
    found = negotiate(wishes, OF_TERMS)
    assert (found and (found.format.suffix, found.profile)) == wanted


def test_what_is_no_term_has_no_profile_of_schema_org() -> None:
    assert negotiate(Wishes(accept_profile="<https://schema.org/>"), OF_OTHERS) == OF_OTHERS[0]
    assert negotiate(Wishes(profile="schema"), OF_OTHERS) is None


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("_mediatype=application/ld+json", {"_mediatype": "application/ld+json"}),
        ("_mediatype=a%2Fb%2Bc&_profile=schema", {"_mediatype": "a/b+c", "_profile": "schema"}),
        ("_profile=a&_profile=b", {"_profile": "a"}),
        ("_profile", {}),
        ("_profile=%ff&&=&x", {"_profile": "\ufffd", "": ""}),
    ],
)  # fmt: skip  # a row a line
def test_query_arguments_are_read_as_they_stand(query: str, wanted: dict[str, str]) -> None:
    assert arguments(query) == wanted


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("*", True),
        ("deflate, br", False),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("*;q=0", False),
        ("identity", False),
        ("identity;q=0.5, gzip", True),
        ("identity, gzip;q=0.5", False),
        ("identity;q=0, gzip;q=0.1", True),
        ("br, gzip;q=0.001", True),
        ("gzip;q=", False),
    ],
)
def test_whether_to_compress(header: str | None, wanted: bool) -> None:
    assert takes_gzip(header) is wanted


HEADERS = st.text(st.sampled_from('tex/*ul;q=01.,"\\ <>:\t\x7fé'), max_size=60) | st.text(max_size=80)


@given(HEADERS)
@example('text/turtle;a="' + "\\" * 2000)
@example(";" * 2048)
@example("\n")
@example("text/html,\n")
@example("text/html \n")
@example("a/b" + " ;" * 1000)
def test_no_header_is_an_error(text: str) -> None:
    for read in (media_ranges, codings, profile_names):
        items = read(text)
        assert items is None or (len(items) <= MOST_ITEMS and len(text) <= MOST_BYTES)
    negotiate(Wishes(text, text), OF_TERMS)
    negotiate(Wishes(text, text, text, text), OF_TERMS)
    arguments(text)


TYPES = ["text/html", "text/turtle", "application/ld+json", "application/json", "text/*", "application/*", "*/*", "a/b"]
RANGES = st.lists(st.tuples(st.sampled_from(TYPES), st.integers(0, 1000)), max_size=8, unique_by=lambda each: each[0])


def written(ranges: list[tuple[str, int]]) -> str:
    return ", ".join(f"{media};q={weight / 1000:.3f}" for media, weight in ranges)


def weighed(ranges: dict[str, int], offered: Format) -> int:
    """The weight of a format by the words of the specification, name by name."""
    own, kind = offered.media_type, offered.media_type.split("/")[0]
    names = [own, *([offered.also] if offered.also else []), f"{kind}/*", "*/*"]
    return next((ranges[each] for each in names if each in ranges), 0)


@given(RANGES)
def test_the_choice_is_the_best_by_the_words_of_the_specification(ranges: list[tuple[str, int]]) -> None:
    weights = [weighed(dict(ranges), each) for each in FORMATS] if ranges else [1000] * len(FORMATS)
    best = max(weights)
    wanted = FORMATS[weights.index(best)].suffix if best else None
    assert suffix(written(ranges)) == wanted


@given(RANGES, st.randoms())
def test_the_order_of_ranges_does_not_matter(ranges: list[tuple[str, int]], chance: object) -> None:
    mixed = list(ranges)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # a random.Random
    assert suffix(written(ranges)) == suffix(written(mixed))


@given(RANGES)
def test_what_has_no_weight_is_never_sent(ranges: list[tuple[str, int]]) -> None:
    found = negotiate(Wishes(written(ranges)), OF_TERMS)
    if found is not None and ranges:
        assert weighed(dict(ranges), found.format) > 0


def test_every_offer_can_be_asked_for() -> None:
    for offer, words in product(OF_TERMS, (False, True)):
        media = offer.format.content_type if words else offer.format.media_type
        named = offer.profile
        profile = None if named is None else named.uri if words else named.token
        assert negotiate(Wishes(media=media, profile=profile), OF_TERMS) == offer
    assert [each.format for each in OF_TERMS[:3]] == [HTML, JSON_LD, TURTLE]
