"""Search and suggest against the contract read aloud: every label and every text is looked at, nothing is indexed."""

import random
from collections import Counter
from collections.abc import Iterator
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from termgraph.graph.label_index import HIDDEN, Query
from termgraph.graph.labels import fold, unspaced_runs, words
from termgraph.graph.plain_text import plain, texts
from termgraph.graph.search import Hit, SearchTier, nearest, search, suggest
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.text_index import TextIndex
from termgraph.graph.text_ranking import Documents, ranking
from termgraph.model import Alias, Content, Term, Translation

EXACT, PREFIX, WORDS, FUZZY, TEXT = SearchTier

Found = tuple[str, SearchTier, float, tuple[int, ...], str | None]
"""Slug, tier, score, order and label of a hit."""


class Reference:
    """The contract, slowly."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        rows: dict[tuple[int, str], tuple[int, str]] = {}
        for rank, term, text, shown in self._findable():
            if text and ((term, text) not in rows or rank < rows[term, text][0]):
                rows[term, text] = rank, shown
        self.entries = sorted((rank, len(text), term, text, shown) for (term, text), (rank, shown) in rows.items())
        self.vocabulary = sorted({word for entry in self.entries for word in words(entry[3])})

    def _findable(self) -> Iterator[tuple[int, int, str, str]]:
        for label in self.snapshot.labels.entries:
            name = self.snapshot.terms[label.term].name
            yield label.rank, label.term, fold(label.text), name if label.rank == HIDDEN else label.text
        for number, term in enumerate(self.snapshot.terms):
            for slug in (term.slug, *term.former_slugs):
                yield HIDDEN, number, fold(slug), term.name

    def found(self, text: str) -> list[Found]:
        query = Query.of(text)
        if not query.text:
            return []
        hits: dict[int, Found] = {}
        for tier in (EXACT, PREFIX, WORDS, FUZZY):
            if tier is FUZZY and hits:
                break
            scored = []
            for entry in self.entries:
                share = self._share(tier, query, entry[3])
                if share is not None:
                    scored.append((entry, share))
            if tier is FUZZY:
                scored.sort(key=lambda row: -round(row[1], 6))  # stable: equally alike ones keep the order of entries
            for (rank, length, term, _, shown), share in scored:
                near = -round((round(share, 6) if tier is FUZZY else share) * 1_000_000)
                order = (tier, near, rank, length) if tier is FUZZY else (tier, rank, near, length)
                slug = self.snapshot.terms[term].slug
                hits.setdefault(term, (slug, tier, round(share, 6), order, shown))
        written = [
            (self.snapshot.terms[term].slug, TEXT, score, (TEXT, 0, -round(score * 1_000_000), 0), None)
            for term, score in self._written(query)
            if term not in hits
        ]
        return [*hits.values(), *written]

    def _share(self, tier: SearchTier, query: Query, label: str) -> float | None:
        """How much of a label was typed; None where the tier does not find it."""
        letters = len(query.text.replace(" ", ""))
        if tier is EXACT:
            return 1.0 if label == query.text else None
        if tier is PREFIX:
            return len(query.text) / len(label) if label.startswith(query.text) else None
        if tier is WORDS:
            has = all(any(word.startswith(each) for word in words(label)) for each in query.words)
            has = has and bool(query.words) and all(run in label for run in query.runs)
            return min(1.0, letters / len(label)) if has else None
        whole, by_words = OSA.distance(query.text, label), [self._nearest(each, label) for each in query.words]
        shares = [1 - whole / max(len(query.text), len(label))] if whole <= tolerance(len(query.text)) else []
        near = [each for each in by_words if each is not None]
        if near and len(near) == len(by_words) and len(query.words) <= 8:
            shares.append(max(0, letters - sum(near)) / max(letters, len(label)))
        return max(shares, default=None)

    def _nearest(self, typed: str, label: str) -> int | None:
        found = [0 for word in words(label) if word.startswith(typed)]
        if most := tolerance(len(typed)):
            found += [each for word in words(label) if (each := OSA.distance(typed, word)) <= most]
        return min(found, default=None)

    def _written(self, query: Query) -> list[tuple[int, float]]:
        said = [Counter(words(fold(plain(self.snapshot, "\n".join(texts(term)))))) for term in self.snapshot.terms]
        lengths = [each.total() for each in said]
        mean = max(1, sum(lengths)) / max(1, len(lengths))
        counted: list[dict[int, int]] = []
        for word in query.words[:16]:
            begins = len(word) >= 4 or bool(unspaced_runs(word))
            counts = {
                term: sum(
                    min(count, 15)
                    for other, count in each.items()
                    if other == word or (begins and other.startswith(word))
                )
                for term, each in enumerate(said)
            }
            counted.append({term: count for term, count in counts.items() if count})
        scores: dict[int, float] = {}
        for term, length in enumerate(lengths):
            if counted and all(term in counts for counts in counted):
                damping = 1.2 * (1 - 0.75 + 0.75 * length / mean)
                score = 0.0
                for counts in sorted(counted, key=len):
                    rarity = log(1 + (len(said) - len(counts) + 0.5) / (len(counts) + 0.5)) * 2.2
                    score += rarity * counts[term] / (counts[term] + damping)
                scores[term] = round(score, 6)
        return sorted(scores.items(), key=lambda row: (-row[1], row[0]))

    def meant(self, text: str) -> list[int]:
        typed = fold(text)
        length = len(typed)
        most = 0 if length < 3 else 1 if length <= 4 else 2 if length <= 8 else 3
        near = [(distance, entry) for entry in self.entries if (distance := OSA.distance(typed, entry[3])) <= most]
        return list(dict.fromkeys(entry[2] for _, entry in sorted(near, key=lambda row: (row[0], row[1][:4]))))


def tolerance(length: int) -> int:
    return 0 if length < 4 else 1 if length < 8 else 2


def told(snapshot: Snapshot, hit: Hit) -> Found:
    label = hit.label.text if hit.label else None
    return snapshot.terms[hit.term].slug, hit.tier, hit.score, hit.order, label


WORD = st.sampled_from([
    "token", "tokens", "tokem", "gradient", "gradiant", "reinforcement", "renforcement", "learning", "to", "q", "C++",
    "Größe", "GRO\u0308SSE", "naïve", "ﬁne", "強化学習", "学習", "การเรียนรู้", "обучение",
    "İstanbul", "e\u0301", "∇", "🙂", "x" * 9,
])  # fmt: skip
LABEL = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(WORD, max_size=30).map(" ".join)
TERM = st.builds(
    Term,
    slug=st.just(""),
    name=LABEL,
    acronym=st.none() | st.sampled_from(["RL", "to", "Q", "token"]),
    title=st.none() | LABEL,
    aliases=st.lists(
        st.builds(Alias, LABEL, st.sampled_from(["synonym", "plural", "hidden", "forbidden"])), max_size=2
    ).map(tuple),
    summary=st.none() | TEXTS,
    definition=st.none() | TEXTS,
    translations=st.lists(st.builds(Translation, st.just("nb"), LABEL, summary=TEXTS), max_size=1).map(tuple),
    former_slugs=st.just(()),
)
COPIED = ("name", "acronym", "title", "aliases", "summary", "definition", "translations")
CONTENT = st.lists(TERM, min_size=1, max_size=20).map(
    lambda terms: Content.of(
        terms=[
            Term(f"t-{number:02}", **{name: getattr(term, name) for name in COPIED})
            for number, term in enumerate(terms)
        ]
    )
)


@st.composite
def typed(draw: st.DrawFn) -> str:
    """A label, with at most three mistakes."""
    text = draw(LABEL | st.text(max_size=6))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.sampled_from(["", "e", "t", " ", "習"])) + text[place + draw(st.integers(0, 1)) :]
    return text[: draw(st.none() | st.integers(1, 12))]


@settings(max_examples=80)
@given(CONTENT, st.lists(typed(), min_size=1, max_size=6), st.sets(st.integers(0, 19)), st.sampled_from([0, 16]))
def test_search_and_suggest_answer_what_the_contract_says(
    content: Content, asked: list[str], some: set[int], looking: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:  # whether entries of words are looked through or intersected
        patch.setattr("termgraph.graph.fuzzy.LOOKING", looking)
        patch.setattr("termgraph.graph.label_index.LOOKING", looking)
        _agree(content, asked, some)


def _agree(content: Content, asked: list[str], some: set[int]) -> None:
    snapshot = Snapshot.of(content)
    reference = Reference(snapshot)
    for text in asked:
        expected = reference.found(text)
        hits = search(snapshot, text)
        assert len(hits) == len(expected)
        assert [told(snapshot, hit) for hit in hits] == expected
        among = [row for row in expected if snapshot.numbers[row[0]] in some]
        kept = search(snapshot, text, some)
        assert [told(snapshot, hit) for hit in kept] == among
        assert [told(snapshot, kept[place]) for place in reversed(range(len(kept)))] == among[::-1]
        labelled = [row for row in expected if row[1] is not TEXT]
        assert [told(snapshot, hit) for hit in suggest(snapshot, text, 5)] == labelled[:5]
        assert list(nearest(snapshot, text, 50)) == reference.meant(text)


@settings(max_examples=40)
@given(CONTENT)
def test_an_exact_label_is_always_first(content: Content) -> None:
    snapshot = Snapshot.of(content)
    for label in snapshot.labels.entries:
        if fold(label.text):
            exact = [hit.term for hit in search(snapshot, label.text) if hit.tier is EXACT]
            assert label.term in exact
            assert [hit.term for hit in search(snapshot, label.text)[: len(exact)]] == exact


def test_many_texts_are_ranked_alike_whether_words_are_common_or_rare() -> None:
    chance = random.Random(2)  # noqa: S311  # the same texts every time
    said = ["every", "other", "third", "token", "tokens", "rare"]
    weights = [30, 20, 10, 10, 2, 0.2]
    terms = [
        Term(f"t-{number:03}", f"Name {number}", definition=" ".join(chance.choices(said, weights, k=length)))
        for number, length in enumerate(chance.choices((3, 12, 40, 41), k=300))
    ]
    snapshot = Snapshot.of(Content.of(terms=terms))
    reference, some = Reference(snapshot), set(range(0, 300, 3))
    (segment,) = snapshot.once(TextIndex.of).segments
    assert len(segment.common) < len(segment.vocabulary.words)
    for text in ("every", "every other", "token", "rare every", "every other third token", "tokens rare", "every toke"):
        expected = reference.found(text)
        assert len(expected) > 2, text
        assert [told(snapshot, hit) for hit in search(snapshot, text)] == expected, text
        kept = [row for row in expected if snapshot.numbers[row[0]] in some]
        assert [told(snapshot, hit) for hit in search(snapshot, text, some)] == kept, text


@pytest.mark.parametrize("looking", [0, 16])
def test_of_several_nearly_right_words_in_a_label_the_nearest_counts(
    looking: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("termgraph.graph.fuzzy.LOOKING", looking)
    snapshot = Snapshot.of(
        Content.of(terms=[Term("a", "Rewards gradient gradants"), Term("b", "Gradient"), Term("c", "X")])
    )
    (hit,) = search(snapshot, "rewarts gradient")
    assert hit.score == round((15 - 1) / len("rewards gradient gradants"), 6)


def test_texts_that_are_equally_good_stand_by_slug_though_one_is_longer() -> None:
    documents = Documents.of(dict(enumerate([10**6 + 1, 10**6, 10**6 + 2, 10])), 4)
    count, ranked = ranking([(documents, [bytes([1, 1, 1, 1])])])
    assert (count, [term for term, _ in ranked]) == (4, [3, 0, 1, 2])
    count, ranked = ranking([(documents, [{1: 1, 2: 1, 3: 1}])], barred=[0])
    assert (count, [term for term, _ in ranked]) == (2, [1, 2])
