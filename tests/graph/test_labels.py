"""Folding: what counts as the same label, in any script; and words where a script writes no spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.graph.labels import fold, unspaced_runs, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Q-Learning", "q learning"),
        ("  KL_divergence!\t", "kl divergence"),
        ("Straße", "strasse"),
        ("naïve Café", "naive cafe"),
        ("nai\u0308ve", "naive"),
        ("ﬁne\u2011tuning", "fine tuning"),
        ("C++ / C#", "c++ c#"),
        ("precision@k", "precision@k"),
        ("\U0001d400dam", "adam"),  # MATHEMATICAL BOLD CAPITAL A
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("soft\u00adhyphen", "softhyphen"),
        ("İstanbul", "istanbul"),
        ("Ｑ学習", "q学習"),
        ("한국어", "한국어"),
        ("בְּרֵאשִׁית", "בראשית"),
        ("", ""),
        (" \t", ""),
    ],
)
def test_case_accents_and_punctuation_make_no_difference(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(("one", "other"), [("カス", "ガス"), ("कि", "की"), ("กา", "กี"), ("∇", "∂"), ("C", "C++")])
def test_marks_and_signs_that_make_another_word_stay(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert fold(one)


@given(st.text())
def test_folding_twice_is_folding_once_and_words_hold_no_spaces(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert all(word and " " not in word for word in words(folded))


def test_a_run_without_spaces_gives_its_pairs() -> None:
    assert words(fold("GPU加速 強化学習")) == ["gpu", "加速", "速", "強化", "化学", "学習", "習"]
    assert unspaced_runs(fold("GPU加速 強化学習")) == ["加速", "強化学習"]
    assert words("plain words") == ["plain", "words"]
