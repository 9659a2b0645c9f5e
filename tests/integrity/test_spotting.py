"""What is found in one pass over a text is what a search word by word finds."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.formats.prose_links import STAND_IN, bare
from termgraph.formats.source import Source
from termgraph.graph.snapshot import Snapshot
from termgraph.integrity.mentions import Labels
from termgraph.integrity.prose import Phrases, english
from termgraph.integrity.spotting import Spotter, plainly_folded
from termgraph.integrity.view import View
from termgraph.model import Alias, Content, GlossaryInfo, Term

WORDS = ("policy", "gradient", "GPT-4", "LoRA", "low", "rank", "q", "Q8", "c++", "model", "Models", "vue", "KV")
LABELS = tuple(f"{first} {then}" for first, then in product(WORDS[:4], WORDS[:6])) + WORDS
PARTS = (
    *WORDS,
    "policies",
    "policys",
    "models",
    "lowrank",
    ".",
    ",",
    "-",
    "  ",
    "\n\n",
    "[[low]]",
    "`q`",
    "\u00e9",
    "(",
)


@st.composite
def glossaries(draw: st.DrawFn) -> Snapshot:
    """A few terms whose labels overlap, with texts of the same words."""
    names = draw(st.lists(st.sampled_from(LABELS), min_size=1, max_size=8, unique=True))
    terms = []
    for number, name in enumerate(names):
        texts = ["".join(f"{part} " for part in draw(st.lists(st.sampled_from(PARTS), max_size=14))) for _ in range(2)]
        aliases = tuple(Alias(text, "plural") for text in draw(st.lists(st.sampled_from(LABELS), max_size=2)))
        ordinary = tuple(draw(st.lists(st.sampled_from(LABELS), max_size=1)))
        terms.append(Term(f"t-{number}", name, aliases=aliases, no_autolink=ordinary, summary=texts[0] or None))
        terms[-1] = replace(terms[-1], definition=texts[1] or None)
    return Snapshot.of(Content.of(GlossaryInfo(), terms=terms))


@given(glossaries())
def test_mentions_and_phrases_are_those_of_a_search_word_by_word(snapshot: Snapshot) -> None:
    labels, phrases = Labels.of(snapshot), Phrases.of(snapshot)
    slow = replace(labels, spotter=_Everywhere(()))
    for written in english(View(Source(snapshot.content))):
        assert list(labels.named(written.text).items()) == list(slow.named(written.text).items())
        folded = plainly_folded(written.words)
        places = None if folded is None else phrases.places(written, folded)
        assert list(phrases.found(written.words, places)) == list(phrases.found(written.words))


class _Everywhere(Spotter):
    """Says that a label may begin at every word."""

    def places(self, folded: str) -> range:
        return range(len(folded.split()))


@given(st.lists(st.sampled_from(["a", "b", "a b", "b a b", "c"]), unique=True), st.lists(st.sampled_from("abcd")))
def test_a_spotter_finds_every_place_once(labels: list[str], said: list[str]) -> None:
    words = [label.split() for label in labels]
    expected = [place for place in range(len(said)) if any(said[place : place + len(each)] == each for each in words)]
    assert list(Spotter(labels).places(" ".join(said))) == expected


def test_texts_in_other_scripts_are_not_for_a_spotter() -> None:
    assert plainly_folded("A caf\u00e9") is None
    assert plainly_folded(f"Low-rank, {STAND_IN} C++") == "low rank c++"


@pytest.mark.parametrize("mark", ["\\*", "`a`", "<https://a.example>", "[[a]]", "[@a]", "[a](b.md)", "~~~\na\n~~~\n"])
def test_every_mark_that_is_no_word_is_seen(mark: str) -> None:
    text = f"a\n\n{mark}\n\nb"
    assert (bare(text) == text) is mark.startswith("\\")
