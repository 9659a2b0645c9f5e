"""Which words of a text name terms: by rule, and against a slow search that tries every place and every label."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.graph import annotate as module
from termgraph.graph.annotate import Labels, annotate
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Alias, Content, GlossaryInfo, Term

TERMS = [
    Term("lm", "Language Model", "LM", aliases=(Alias("SLM", "narrower-name"),)),
    Term("llm", "Large Language Model", "LLM"),
    Term("q-learning", "Q-Learning", aliases=(Alias("Q learning method"),)),
    Term("ram", "Memory", "RAM", aliases=(Alias("Store", case=True), Alias("cell")), no_autolink=("cell",)),
    Term("cafe", "Caf\u00e9"),
    Term("strasse", "Stra\u00dfe"),
    Term("lass", "Lass"),
]
SNAPSHOT = Snapshot.of(Content.of(GlossaryInfo(), terms=TERMS), "a.1")


def named(text: str, *taken: tuple[int, int]) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], SNAPSHOT.terms[each.term].slug) for each in annotate(SNAPSHOT, text, taken)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A large language model is a language model.", [("large language model", "llm"), ("language model", "lm")]),
        ("LLMs, LLM, llm", [("LLMs", "llm")]),
        ("llm", []),  # a short acronym in small letters is some other word
        ("q learning, Q\u2011Learning", [("q learning", "q-learning")]),
        ("the Q-learning methods", [("Q-learning methods", "q-learning")]),
        ("seq-learning, q-learnings, q-learningx", [("q-learnings", "q-learning")]),
        ("RAM ram Ram", [("RAM", "ram")]),
        ("store, Store", [("Store", "ram")]),
        ("a cell", []),
        ("cafe CAFE\u0301 Cafe\u0301s", [("cafe", "cafe")]),
        ("Cafe\u0301s!", [("Cafe\u0301s", "cafe")]),
        ("STRASSE", [("STRASSE", "strasse")]),
        ("\U0001f600 Strasse\U0001f600", [("Strasse", "strasse")]),
        ("_language model_ languagemodel", []),
        ("(language\nmodel)", []),
        ("", []),
        ("s", []),
    ],
)
def test_by_rule(text: str, wanted: list[tuple[str, str]]) -> None:
    assert named(text) == wanted


def test_what_is_taken_is_left_alone_and_the_next_mention_is_told() -> None:
    assert named("LLM and LLM", (1, 2)) == [("LLM", "llm")]
    assert annotate(SNAPSHOT, "LLM and LLM", [(1, 2)])[0].start == 8


def test_what_is_inside_a_longer_name_is_not_named_even_when_that_one_was_linked_before() -> None:
    assert named("large language model, large language models") == [("large language model", "llm")]


WORDS = [
    *("large", "language", "model", "models", "LLM", "llm", "q", "learning", "Q-Learning", "RAM", "lass", "store"),
    *("cafe\u0301", "Caf\u00e9s", "stra\u00dfe", "Store", "x", "s", "\U0001f600"),
]
BETWEEN = [" ", "-", "\u2011", ".", "_", "\n"]
TEXTS = st.lists(st.sampled_from(WORDS) | st.sampled_from(BETWEEN), max_size=25).map("".join)


def fold(text: str) -> str:
    """The slow way to say what does not matter."""
    text = re.sub("[-\u2010\u2011\u2013\u00a0]", " ", text)
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)).casefold()


LABELS = [
    (fold(label), label, term.slug, matters)
    for term in TERMS
    for label, matters in [
        (term.name, False),
        *([(term.acronym, True)] if term.acronym else []),
        *((each.text, each.case) for each in term.aliases if each.kind == "synonym" and each.text != "cell"),
    ]
]


def slowly(text: str) -> list[tuple[str, str]]:
    """Every place, the longest label first."""
    found, seen, place = [], set(), 0
    while place < len(text):
        best = None
        for end in range(len(text), place, -1):
            if end < len(text) and unicodedata.combining(text[end]):
                continue
            piece = text[place:end]
            for folded, label, slug, matters in LABELS:
                if fold(piece) not in (folded, f"{folded}s"):
                    continue
                if matters and not piece.startswith(label):
                    continue
                before, after = fold(text[:place])[-1:], fold(text[end:])[:1]
                if re.match(r"\w", before or " ") or re.match(r"\w", after or " "):
                    continue
                best = best or (piece, slug, end)
        if best:
            if best[1] not in seen:
                found.append(best[:2])
                seen.add(best[1])
            place = best[2]
        else:
            place += 1
    return found


@given(TEXTS)
def test_as_a_slow_search_finds_it(text: str) -> None:
    assert named(text) == slowly(text)


@given(st.text(max_size=60))
def test_any_text_gives_places_in_it(text: str) -> None:
    end = 0
    for each in annotate(SNAPSHOT, text):
        assert end <= each.start < each.end <= len(text)
        end = each.end


@given(TEXTS)
def test_many_labels_are_shared_among_machines_without_a_difference(text: str) -> None:
    shared = Snapshot.of(SNAPSHOT.content, "a.1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SHARE", 2)
        assert annotate(shared, text) == annotate(SNAPSHOT, text)
        assert len(shared.once(Labels.of)._machines) > 3
