"""However texts are found that have all of several words, they come in one order: with marks, by bounds, one by one."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.graph import text_ranking
from termgraph.graph.text_counts import Counts
from termgraph.graph.text_ranking import Documents, Part, Ranked, ranking

TERMS = 30


@st.composite
def parts(draw: st.DrawFn) -> list[tuple[Documents, list[bytes]]]:
    """One or two lots of texts, of which none has a term of another's; up to five words, rare, common or everywhere."""
    words = draw(st.integers(1, 5))
    most = draw(st.lists(st.sampled_from([1, 3, 15, 255]), min_size=words, max_size=words))
    found = []
    for terms in draw(st.sampled_from([[range(TERMS)], [range(20), range(20, TERMS)]])):
        lengths = {term: draw(st.integers(1, 6)) for term in terms}
        counts = [
            bytes(draw(st.lists(st.integers(0, largest), min_size=len(terms), max_size=len(terms)))) for largest in most
        ]
        found.append((Documents.of(lengths, TERMS), counts))
    return found


SOME = st.frozensets(st.integers(0, TERMS - 1), max_size=10)


def ranked(some: list[Part], barred: frozenset[int], among: frozenset[int] | None) -> tuple[int, list[Ranked]]:
    count, found = ranking(some, barred, among)
    return count, list(found)


@given(some=parts(), barred=SOME, among=st.none() | SOME)
def test_three_ways_to_find_them_agree(
    some: list[tuple[Documents, list[bytes]]], barred: frozenset[int], among: frozenset[int] | None
) -> None:
    one_by_one: list[Part] = [
        (documents, [{place: count for place, count in enumerate(each) if count} for each in counts])
        for documents, counts in some
    ]
    expected = ranked(one_by_one, barred, among)
    whole: list[Part] = [(documents, list[Counts](counts)) for documents, counts in some]
    assert ranked(whole, barred, among) == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_ranking, "_marked", lambda _: None)
        assert ranked(whole, barred, among) == expected


def test_by_bounds_few_texts_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    size = 20_000
    documents = Documents.of({term: 150 + term % 80 for term in range(size)}, size)
    counts: list[Counts] = [bytes((place * step) % 13 + place % 3 for place in range(size)) for step in (3, 5, 7, 11)]
    looked, score = [0], text_ranking._score

    def counting(*arguments: object) -> float:
        looked[0] += 1
        return score(*arguments)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(text_ranking, "_score", counting)
    monkeypatch.setattr(text_ranking, "_marked", lambda _: None)
    count, found = ranking([(documents, counts)])
    assert len(list(islice(found, 20))) == 20
    assert count > size / 2
    assert 20 <= looked[0] < size / 10
