"""Answers about what the facts lack: texts, translations, links, renames, reviews; and every edge from both ends."""

from collections import Counter
from typing import Any

import pytest
from asking import Api, api_of, view_of
from contents import contents
from hypothesis import given, settings

from termgraph.api.enums import Direction
from termgraph.api.reading import Reading
from termgraph.api.relations import relation_key, seen_from
from termgraph.api.term import term_of
from termgraph.model import (
    Alias,
    Category,
    Content,
    GlossaryInfo,
    Link,
    LinkGroup,
    Mapping,
    Person,
    Publisher,
    Relation,
    Requirement,
    Review,
    Section,
    SectionHeading,
    Source,
    Term,
    TermStatus,
    Translation,
)


def small() -> Content:
    return Content.of(
        GlossaryInfo(
            name="Småord",
            base_url="https://g.example/base/",
            language="en",
            languages=("en", "nb"),
            licence="CC-BY-4.0",
            publisher=Publisher("Example", "https://site.example/"),
            description="Words.",
            sections=(SectionHeading("deeper-dive", {"en": "Deeper dive", "nb": "Dypere"}),),
        ),
        people=[Person("jd", "J. Doe", "editor")],
        categories=[
            Category("top", "Top", order=1),
            Category("sub", "Sub", parent="top", order=2, description="Below."),
        ],
        link_groups=[LinkGroup("papers", "Papers", 10), LinkGroup("trouble", "When it doesn't work", 5)],
        terms=[
            Term(
                "alpha",
                "Alpha",
                acronym="A",
                aliases=(Alias("First letter"), Alias("alfa", "hidden"), Alias("Beta", "related")),
                former_slugs=("aleph", "alef"),
                categories=("sub", "top"),
                summary="The first.",
                definition="See [[beta|the next]]. <script>alert(1)</script> [@s1]",
                sections=(Section("deeper-dive", "**Deep** `x`"), Section("notes", "n", title="Notes")),
                sources=(Source("s1", "arXiv:1707.06347", "A paper"),),
                mappings=(Mapping("exact-match", "https://example.org/A"),),
                review=Review("jd", "2026-11-20", "2027-05-20"),
                translations=(
                    Translation("nb", "Alfa", summary="Den første.", sections=(Section("deeper-dive", "Dypt"),)),
                ),
            ),
            Term("beta", "Beta", status=TermStatus.DEPRECATED, replaced_by=("alpha",)),
            Term("beta-2", "Beta"),
        ],
        relations=[Relation("alpha", "uses", "beta", why="It does.", source="s1", since="2020")],
        requirements=[Requirement("alpha", (("beta", "beta-2"),))],
        links=[
            Link("p1", "A paper", "https://arxiv.org/abs/1", "papers", about=("alpha",), published="2020-01-01"),
            Link("t1", "Trouble", "/errors/trouble", "trouble", about=("category:sub",), level="intro", minutes=8),
            Link("t2", "More trouble", "errors/more", "trouble", teaches=("alpha",), requires=("beta",), language="en"),
        ],
    )


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of(small())


def test_texts_are_answered_in_each_format(api: Api) -> None:
    data = api.ask("""{ term(by: {slug: "alpha"}) { markdown: definition html: definition(format: HTML)
        plain: definition(format: PLAIN)
        sections { key title markdown: text html: text(format: HTML) plain: text(format: PLAIN) }
        summaryText { value html language isFallback } definitionText { language } } }""")["term"]
    assert "(https://g.example/base/terms/beta)" in data["markdown"]
    assert '<a href="https://g.example/base/terms/beta"' in data["html"]
    assert "<script" not in data["html"]
    assert "https://arxiv.org/abs/1707.06347" in data["html"]
    assert data["plain"].startswith("See the next.")
    assert [(each["key"], each["title"]) for each in data["sections"]] == [
        ("deeper-dive", "Deeper dive"),
        ("notes", "Notes"),
    ]
    assert data["sections"][0]["html"].strip() == "<p><strong>Deep</strong> <code>x</code></p>"
    assert data["sections"][0]["plain"] == "Deep x"
    assert data["summaryText"] == {
        "value": "The first.",
        "html": "<p>The first.</p>\n",
        "language": "en",
        "isFallback": False,
    }


@pytest.mark.parametrize("language", ["nb", "NB", "nb-NO"])
def test_a_text_is_answered_in_the_language_asked_for_and_falls_back_part_by_part(api: Api, language: str) -> None:
    data = api.ask(
        """query ($l: String) { term(by: {slug: "alpha"}) { languages name(language: $l) title(language: $l)
        summary(language: $l) definition(language: $l) sections(language: $l) { title text language isFallback }
        nameText(language: $l) { value language isFallback }
        definitionText(language: $l) { language isFallback } } }""",
        l=language,
    )["term"]
    assert data["languages"] == ["en", "nb"]
    assert (data["name"], data["title"], data["summary"]) == ("Alfa", "Alfa (A)", "Den første.")
    assert data["definition"].startswith("See ")
    assert data["sections"] == [
        {"title": "Dypere", "text": "Dypt", "language": "nb", "isFallback": False},
        {"title": "Notes", "text": "n", "language": "en", "isFallback": True},
    ]
    assert data["nameText"] == {"value": "Alfa", "language": "nb", "isFallback": False}
    assert data["definitionText"] == {"language": "en", "isFallback": True}


@pytest.mark.parametrize("language", ["fr", "n", "", "en", None, "x" * 10_000, "nb_NO"])
def test_a_language_without_translation_gives_the_glossarys_own(api: Api, language: str | None) -> None:
    query = """query ($l: String) { term(by: {slug: "alpha"}) { name(language: $l) title(language: $l)
        nameText(language: $l) { language isFallback } } }"""
    data = api.ask(query, l=language)["term"]
    assert (data["name"], data["title"]) == ("Alpha", "Alpha (A)")
    assert data["nameText"] == {"language": "en", "isFallback": language not in ("en", None)}


def test_labels_leave_out_what_is_never_shown(api: Api) -> None:
    nodes = api.ask('{ term(by: {slug: "alpha"}) { labels { nodes { text kind language } } } }')["term"]["labels"][
        "nodes"
    ]
    assert [(each["text"], each["kind"], each["language"]) for each in nodes] == [
        ("Alpha", "NAME", "en"),
        ("Alfa", "NAME", "nb"),
        ("A", "ACRONYM", "en"),
        ("First letter", "SYNONYM", "en"),
        ("Beta", "RELATED", "en"),
    ]


def test_links_are_grouped_absolute_and_have_a_trail(api: Api) -> None:
    data = api.ask("""{ term(by: {slug: "alpha"}) { relatedLinks(perGroup: 1) { key title total truncated
        trail { kind label url } links { trail { position kind label url } link { id key title url kind level minutes
        language published terms { nodes { slug } } requires { nodes { slug } } } } } } }""")["term"]
    trouble, papers = data["relatedLinks"]
    assert (trouble["title"], trouble["total"], trouble["truncated"]) == ("When it doesn't work", 2, True)
    assert [crumb["kind"] for crumb in trouble["trail"]] == ["ROOT", "CATEGORY", "TERM", "LINK_GROUP"]
    (shown,) = trouble["links"]
    assert shown["link"]["url"] == "https://site.example/errors/more"
    assert shown["link"]["requires"]["nodes"] == [{"slug": "beta"}]
    assert shown["link"]["terms"]["nodes"] == [{"slug": "alpha"}]
    assert [(crumb["label"], crumb["url"]) for crumb in shown["trail"]] == [
        ("Glossary", "https://g.example/base/"),
        ("Sub", "https://g.example/base/categories/sub"),
        ("Alpha (A)", "https://g.example/base/terms/alpha"),
        ("When it doesn't work", None),
        ("More trouble", "https://site.example/errors/more"),
    ]
    assert papers["links"][0]["link"]["published"] == "2020-01-01"
    only = api.ask('{ term(by: {slug: "alpha"}) { relatedLinks(groups: ["papers", "none"]) { key } } }')["term"]
    assert only["relatedLinks"] == [{"key": "papers"}]
    node = api.ask("query ($id: ID!) { node(id: $id) { ... on Link { title } } }", id=shown["link"]["id"])
    assert node == {"node": {"title": "More trouble"}}


def test_a_renamed_term_keeps_its_id_and_its_old_addresses_lead_to_it(api: Api) -> None:
    query = (
        """query ($by: TermBy!) { term(by: $by) { id slug } lookup(by: $by) { ... on TermFound { redirectedFrom } } }"""
    )
    now = api.ask(query, by={"slug": "alpha"})
    for former in ("aleph", "alef"):
        for by in ({"slug": former}, {"url": f"https://g.example/base/terms/{former}"}):
            data = api.ask(query, by=by)
            assert data["term"] == now["term"]
            assert data["lookup"] == {"redirectedFrom": former}
    before = api_of(Content.of(terms=[Term("aleph", "Aleph")]))
    assert before.ask(query, by={"slug": "aleph"})["term"]["id"] == now["term"]["id"]


def test_an_ambiguous_label_is_told_apart_by_the_reader(api: Api) -> None:
    data = api.ask("""{ term(by: {label: "beta"}) { slug } lookup(by: {label: "beta"}) { __typename
        ... on TermAmbiguous { message truncated terms { slug } } } }""")
    assert data["term"] is None
    assert data["lookup"] == {
        "__typename": "TermAmbiguous",
        "message": "2 terms have this label.",
        "truncated": False,
        "terms": [{"slug": "beta"}, {"slug": "beta-2"}],
    }


def test_what_surrounds_a_term_is_answered(api: Api) -> None:
    data = api.ask("""{ alpha: term(by: {slug: "alpha"}) { sources { id ref title } mappings { match iri }
        editorialReview { by { key name role } date due } category { slug parent { slug } } categories { slug }
        relations { edges { why source since isOption sentence requirement { sentence } } } }
      beta: term(by: {slug: "beta"}) { status replacedBy { slug } category { slug } breadcrumbs { kind } }
      glossary { description licence languages publisher { name url } sections { key title } counts { links } }
      category(slug: "top") { children { nodes { slug description } } terms { totalCount } } }""")
    alpha = data["alpha"]
    assert alpha["sources"] == [{"id": "s1", "ref": "arXiv:1707.06347", "title": "A paper"}]
    assert alpha["mappings"] == [{"match": "EXACT_MATCH", "iri": "https://example.org/A"}]
    assert alpha["editorialReview"]["by"] == {"key": "jd", "name": "J. Doe", "role": "editor"}
    assert alpha["editorialReview"]["due"] == "2027-05-20"
    assert alpha["category"] == {"slug": "sub", "parent": {"slug": "top"}}
    assert alpha["categories"] == [{"slug": "sub"}, {"slug": "top"}]
    both = [edge for edge in alpha["relations"]["edges"] if edge["requirement"]]
    assert [(edge["isOption"], edge["sentence"]) for edge in both] == [(False, "A requires Beta and Beta.")] * 2
    assert {"why": "It does.", "source": "s1", "since": "2020"}.items() <= alpha["relations"]["edges"][-1].items()
    assert data["beta"] == {
        "status": "DEPRECATED",
        "replacedBy": [{"slug": "alpha"}],
        "category": None,
        "breadcrumbs": [{"kind": "ROOT"}, {"kind": "TERM"}],
    }
    assert data["glossary"]["publisher"] == {"name": "Example", "url": "https://site.example/"}
    assert data["glossary"]["sections"] == [{"key": "deeper-dive", "title": "Deeper dive"}]
    assert data["category"]["children"]["nodes"] == [{"slug": "sub", "description": "Below."}]


def test_an_empty_glossary_answers() -> None:
    empty = api_of(Content.of())
    data = empty.ask("""{ glossary { name counts { terms } } terms { totalCount nodes { slug } pageInfo { endCursor } }
        search(text: "x") { totalCount } suggest(prefix: "x") { label } categories { totalCount }
        lookup(by: {label: "x"}) { __typename } }""")
    assert data["terms"] == {"totalCount": 0, "nodes": [], "pageInfo": {"endCursor": None}}
    assert data["lookup"] == {"__typename": "TermNotFound"}


def test_every_stored_edge_is_seen_once_from_each_end() -> None:
    api = api_of()
    met: Counter[tuple[str, str, str]] = Counter()
    after = None
    while True:
        page: Any = api.ask(
            """query ($after: String) { terms(first: 25, after: $after) {
            pageInfo { hasNextPage endCursor } nodes { slug relations(first: 100) {
                totalCount edges { direction type { key symmetric } node { slug } } } } } }""",
            after=after,
        )["terms"]
        for term in page["nodes"]:
            assert term["relations"]["totalCount"] == len(term["relations"]["edges"])
            for edge in term["relations"]["edges"]:
                ends = [term["slug"], edge["node"]["slug"]]
                if edge["type"]["symmetric"]:
                    ends.sort()
                subject, target = ends if edge["direction"] == "OUT" else ends[::-1]
                met[subject, edge["type"]["key"], target] += 1
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    snapshot = api.holder.current.snapshot
    stored = [
        (snapshot.terms[edge.subject].slug, edge.type, snapshot.terms[edge.object].slug) for edge in snapshot.edges
    ]
    assert met == Counter(dict.fromkeys(stored, 2))


@settings(max_examples=50)
@given(contents())
def test_the_relations_of_any_term_are_ordered_and_split_by_direction(content: Content) -> None:
    reading = Reading(view_of(content), term_of)
    snapshot = reading.snapshot
    for number in range(len(snapshot.terms)):
        seen = seen_from(reading, number)
        keys = [relation_key(snapshot, each) for each in seen]
        assert keys == sorted(set(keys))
        sides = [seen_from(reading, number, direction=side) for side in (Direction.OUT, Direction.IN)]
        assert sorted(map(repr, [*sides[0], *sides[1]])) == sorted(map(repr, seen))
        assert len(seen) == len(set(snapshot.out(number)) | set(snapshot.into(number)))
        for key in {each.edge.type for each in seen}:
            assert seen_from(reading, number, [key]) == [each for each in seen if each.edge.type == key]
