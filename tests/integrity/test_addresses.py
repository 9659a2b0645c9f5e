"""Addresses in texts: the rule blames exactly those that a page shows without a link; summaries of translations."""

import pytest
from glossaries import SUMMARY, advice, glossary, term
from hypothesis import given
from hypothesis import strategies as st

from termgraph.formats.prose import Prose
from termgraph.formats.prose_links import addresses, links
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, GlossaryInfo, Publisher, Section, TermStatus, Translation

SITE = GlossaryInfo(publisher=Publisher("Us", "https://us.example/"))


def written(text: str, info: GlossaryInfo | None = None) -> Content:
    return glossary(term("a", definition=text), "quantization", glossary=info or GlossaryInfo())


DEAD = [
    "[words](quantization)", "[words](../quantization)", "[words](quantization.html)", "[words](#deeper-dive)",
    "[words](//host/path)", "[words](ftp://host/x)", "[words](javascript:alert)", "[words][x]\n\n[x]: quantization",
    "![words](figure.png)", "[a](https://x.example) [b](c)", "[words](<quantization>)", "[words](?q)",
]  # fmt: skip
ALIVE = [
    "[words](https://x.example/a)", "[words](HTTP://x.example)", "[words](mailto:a@x.example)",
    "[words](quantization.md)",
    "[words](../quantization.md#top)", "[[quantization]]", "`[words](quantization)`", "```\n[words](quantization)\n```",
    r"\[words](quantization)", "[words] (quantization)", "[note]: see quantization", "An array a[i] of f(x).",
    "[words][x]\n\n[x]: https://x.example 'Title'",
]  # fmt: skip


@pytest.mark.parametrize("text", DEAD)
def test_an_address_that_leads_nowhere_is_blamed_once(text: str) -> None:
    (problem,) = advice(written(text), "TG513")
    assert problem.subjects == ("a",)
    assert "\n" not in problem.message


@pytest.mark.parametrize("text", ALIVE)
def test_an_address_that_leads_somewhere_is_not(text: str) -> None:
    assert advice(written(text), "TG513") == []


def test_a_path_leads_somewhere_where_the_publisher_has_a_site() -> None:
    assert len(advice(written("[words](/guides)"), "TG513")) == 1
    assert advice(written("[words](/guides)", SITE), "TG513") == []
    assert len(advice(written("[words](//host/guides) [words](guides)", SITE), "TG513")) == 2


def test_a_relative_address_that_ends_like_a_slug_is_told_how_to_link() -> None:
    (problem,) = advice(written("[words](/glossary/quantization/?x#y)"), "TG513")
    assert problem.hint == "link a term with '[[quantization]]'"


def test_sections_and_translations_are_read() -> None:
    info = GlossaryInfo(languages=("en", "de"))
    german = Translation("de", "A", definition="[b](c)")
    content = glossary(term("a", sections=(Section("s", "[b](d)"),), translations=(german,)), glossary=info)
    assert len(advice(content, "TG513")) == 2


@given(st.text(alphabet="abc/:.#?-md", min_size=1, max_size=20), st.booleans())
def test_what_is_blamed_is_what_a_page_shows_without_a_link(address: str, ours: bool) -> None:
    content = written(f"[words]({address})", SITE if ours else None)
    shown = Prose(Snapshot.of(content)).html(content.terms["a"].definition or "")
    blamed = {each.rule for code in ("TG503", "TG513") for each in advice(content, code)}
    assert bool(blamed) == ("<a " not in shown)


@given(st.text(alphabet="a \n`[]()@|\\~<>:.x/-", max_size=80))
def test_addresses_are_in_their_places_and_those_of_files_are_links(text: str) -> None:
    found = list(addresses(text))
    assert all(text.startswith(address, start) for address, start in found)
    assert len(found) >= sum(link.kind == "file" for link in links(text)) - text.count("]:")


# Summaries


@pytest.mark.parametrize("summary", ["Kurz.", "x" * 201, f"{SUMMARY}\n{SUMMARY}", f"{SUMMARY} [[a]]"])
def test_the_summary_of_a_translation_fits_where_it_is_shown(summary: str) -> None:
    info = GlossaryInfo(languages=("en", "de"))
    content = glossary(term("a", translations=(Translation("de", "A", summary=summary),)), glossary=info)
    (problem,) = advice(content, "TG502")
    assert "'a' in 'de'" in problem.message
    draft = term("a", status=TermStatus.DRAFT, translations=(Translation("de", "A", summary=summary),))
    assert advice(glossary(draft, glossary=info), "TG502") == []


def test_a_translation_may_do_without_a_summary() -> None:
    info = GlossaryInfo(languages=("en", "de"))
    assert advice(glossary(term("a", translations=(Translation("de", "A"),)), glossary=info), "TG502") == []
