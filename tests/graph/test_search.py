"""Search, suggestions and "did you mean": which term is found, by what, and in which order."""

import pytest
from graph_seed import seed
from hypothesis import given
from hypothesis import strategies as st

from termgraph.graph import excerpt
from termgraph.graph.label_index import LabelIndex, Query
from termgraph.graph.labels import fold, labels_of
from termgraph.graph.preparation import prepare
from termgraph.graph.search import LONGEST, Hit, SearchTier, nearest, search, suggest
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Alias, Content, Section, Term, Translation

EXACT, PREFIX, WORDS, FUZZY, TEXT = SearchTier


def found(snapshot: Snapshot, text: str) -> list[tuple[str, SearchTier]]:
    return [(snapshot.terms[hit.term].slug, hit.tier) for hit in search(snapshot, text)]


def of(*terms: Term) -> Snapshot:
    return Snapshot.of(Content.of(terms=terms))


# ── tiers ──


def test_every_label_on_the_facts_is_found_exactly_and_first() -> None:
    snapshot = seed()
    for number, term in enumerate(snapshot.terms):
        for label in labels_of(number, term):
            hits = search(snapshot, label.text)
            exact = [hit.term for hit in hits if hit.tier is EXACT]
            assert number in exact
            assert [hit.term for hit in hits[: len(exact)]] == exact


@pytest.mark.parametrize(
    ("typed", "first", "tier"),
    [
        ("PPO", "ppo", EXACT),
        ("proximal policy optimization (ppo)", "ppo", EXACT),
        ("RLHF (Reinforcement Learning from Human Feedback)", "rlhf", EXACT),
        ("q learning", "q-learning", EXACT),
        ("Q-LEARN", "q-learning", PREFIX),
        ("reinforceme", "reinforcement-learning", PREFIX),
        ("learn reinf", "reinforcement-learning", WORDS),
        ("reinforcment lerning", "reinforcement-learning", FUZZY),
        ("rlfh", "rlhf", FUZZY),
        ("qlearning", "q-learning", FUZZY),
        ("polcy gradent", "policy-gradient", FUZZY),
        ("rule by rule", "machine-learning", TEXT),
    ],
)
def test_what_a_reader_types_finds_the_term(typed: str, first: str, tier: SearchTier) -> None:
    assert found(seed(), typed)[0] == (first, tier)


def test_tiers_come_in_order_and_a_term_stands_in_its_best_one() -> None:
    terms = [
        Term("a", "Token", definition="token token"),
        Term("b", "Token budget"),
        Term("c", "Stop token"),
        Term("d", "Other", summary="It counts every token."),
        Term("e", "Tokem"),
    ]
    assert found(of(*terms), "token") == [("a", EXACT), ("b", PREFIX), ("c", WORDS), ("d", TEXT)]
    assert found(of(*terms[1:]), "tokem b") == [("b", FUZZY)]
    assert found(of(terms[4], terms[3]), "token") == [("e", FUZZY), ("d", TEXT)]


def test_names_come_before_acronyms_before_aliases_before_hidden_labels_and_slugs() -> None:
    terms = [
        Term("rl", "Fifth"),
        Term("b", "Fourth", aliases=(Alias("RL", "hidden"),)),
        Term("c", "Third", aliases=(Alias("RL"),)),
        Term("d", "Second", acronym="RL"),
        Term("e", "RL"),
    ]
    assert [slug for slug, _ in found(of(*terms), "rl")] == ["e", "d", "c", "b", "rl"]


def test_shorter_labels_come_first_and_equal_ones_by_slug() -> None:
    terms = [Term("z", "Model"), Term("y", "Model ab"), Term("x", "Model ab"), Term("w", "Model abc")]
    assert [slug for slug, _ in found(of(*terms), "mode")] == ["z", "x", "y", "w"]


def test_nearly_right_labels_come_nearest_first() -> None:
    terms = [Term("a", "Gradient rules of thumb for clipping"), Term("b", "Other", aliases=(Alias("gradients"),))]
    assert [slug for slug, _ in found(of(*terms), "gradiemts")] == ["b", "a"]


def test_of_several_nearly_right_words_in_a_label_the_nearest_counts() -> None:
    (hit,) = search(of(Term("a", "Gradient gradants")), "gradiant")
    assert hit.score == round((8 - 1) / len("gradient gradants"), 6)


# ── labels ──


def test_a_hit_says_which_label_matched_and_never_shows_a_hidden_one() -> None:
    term = Term(
        "kl", "KL Divergence", former_slugs=("relative",),
        aliases=(Alias("relative entropy"), Alias("KL distance", "hidden"), Alias("KL metric", "forbidden")),
        translations=(Translation("nb", "KL-avvik", (Alias("informasjonsgevinst"),)),),
    )  # fmt: skip
    snapshot = of(term)

    def matched(text: str) -> tuple[str, str, str | None] | None:
        hits = search(snapshot, text)
        label = hits[0].label if hits else None
        return (label.text, label.kind, label.language) if label else None

    assert matched("Relative Entropy") == ("relative entropy", "synonym", None)
    assert matched("kl distance") == ("KL Divergence", "name", None)
    assert matched("kl") == ("KL Divergence", "name", None)
    assert matched("relative") == ("KL Divergence", "name", None)
    assert matched("kl avvik") == ("KL-avvik", "name", "nb")
    assert matched("informasjons") == ("informasjonsgevinst", "synonym", "nb")
    assert matched("metric") is None


# ── texts ──


def test_texts_of_a_term_are_searched_as_a_reader_sees_them() -> None:
    terms = [
        Term("ppo", "Proximal Policy Optimization"),
        Term(
            "a", "A", summary="First words.", sections=(Section("deeper-dive", "A **bold** `code` ~~gone~~ word."),),
            definition="# Heading\n\n- one [[ppo|of them]] and [[ppo]], [here](https://x.example/hidden) [@k17] __u__",
            translations=(Translation("nb", "B", summary="Oversatt tekst."),),
        ),
    ]  # fmt: skip
    snapshot = of(*terms)
    for text in ("first", "bold code gone", "heading", "one of them", "proximal here", "u", "oversatt", "words bold"):
        assert ("a", TEXT) in found(snapshot, text), text
    for text in ("hidden", "k17", "https", "firstt zzz"):
        assert ("a", TEXT) not in found(snapshot, text), text


def test_a_text_hit_shows_the_words_around_its_first_match_and_where_the_matches_are() -> None:
    before, after = "lorem ipsum " * 40, " dolor sit" * 40
    snapshot = of(Term("a", "A", summary="No.", definition=f"{before}the **Gradient** of gradients{after}"))
    (hit,) = search(snapshot, "gradient")
    assert (hit.tier, hit.label) == (TEXT, None)
    snippet = hit.snippet or ""
    assert [snippet[start:end] for start, end in hit.matches] == ["Gradient", "gradients"]
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert 100 < len(snippet) < 200
    assert "*" not in snippet


def test_a_short_text_is_shown_whole_and_a_label_hit_has_no_snippet() -> None:
    snapshot = of(Term("a", "A", summary="The gradient, briefly."), Term("b", "Gradient"))
    label, text = search(snapshot, "gradient")
    assert (label.snippet, label.matches) == (None, ())
    assert (text.snippet, text.matches) == ("The gradient, briefly.", ((4, 12),))


def test_longer_words_find_words_that_begin_with_them_and_shorter_ones_do_not() -> None:
    snapshot = of(Term("a", "A", summary="Many gradients vary."))
    assert found(snapshot, "gradient") == [("a", TEXT)]
    assert found(snapshot, "man") == []


def test_a_text_that_says_a_rare_word_more_often_comes_first() -> None:
    terms = [
        Term("a", "A", summary="x common x x"),
        Term("b", "B", summary="rare common"),
        Term("c", "C", summary="rare rare"),
    ]
    assert [slug for slug, _ in found(of(*terms), "rare")] == ["c", "b"]
    assert [slug for slug, _ in found(of(*terms), "rare common")] == ["b"]


# ── other scripts ──


def test_scripts_without_spaces_are_found_by_any_part() -> None:
    terms = [
        Term("rl", "強化学習", summary="試行錯誤で方策を学ぶ手法。"),
        Term("sl", "教師あり学習"),
        Term("th", "การเรียนรู้ของเครื่อง"),
        Term("odd", "学強習化"),
        Term("turned", "測定測測"),
    ]
    snapshot = of(*terms)
    assert found(snapshot, "強化学習") == [("rl", EXACT)]
    assert found(snapshot, "強化") == [("rl", PREFIX)]
    assert found(snapshot, "学習") == [("rl", WORDS), ("sl", WORDS)]
    assert found(snapshot, "習") == [("odd", WORDS), ("rl", WORDS), ("sl", WORDS)]
    assert found(snapshot, "測測定")[0][1] is not WORDS  # its pairs are all there, in another order
    assert found(snapshot, "เรียนรู้") == [("th", WORDS)]
    (hit,) = search(snapshot, "方策を")
    assert (hit.tier, [(hit.snippet or "")[start:end] for start, end in hit.matches]) == (TEXT, ["方策を"])


# ── bounds and determinism ──


@pytest.mark.parametrize("text", ["", " ", "...", "—", "\u0301", "\0", "()[]{}"])
def test_text_without_letters_finds_nothing(text: str) -> None:
    assert search(seed(), text) == suggest(seed(), text) == ()
    assert nearest(seed(), text) == ()


def test_a_label_of_signs_is_found_by_just_these() -> None:
    snapshot = of(Term("nabla", "∇"), Term("partial", "∂"))
    assert found(snapshot, "∇") == [("nabla", EXACT)]


def test_a_long_query_is_cut() -> None:
    snapshot = of(Term("a", "x" * LONGEST))
    assert found(snapshot, "x" * 10_000) == [("a", EXACT)]
    assert search(seed(), "learning " * 2_000) == search(seed(), ("learning " * 2_000)[:LONGEST])


def test_among_filters_the_answer_and_changes_nothing_else() -> None:
    snapshot = seed()
    whole = search(snapshot, "policy")
    some = {hit.term for hit in whole[1::2]}
    assert search(snapshot, "policy", some) == tuple(hit for hit in whole if hit.term in some)
    assert search(snapshot, "policy", ()) == ()


@given(st.text(max_size=12) | st.sampled_from(["policy", "le", "gradeint", "model of", "a"]))
def test_an_answer_is_sorted_by_what_its_hits_say_and_holds_each_term_once(text: str) -> None:
    hits = search(seed(), text)
    assert list(hits) == sorted(hits, key=lambda hit: (hit.order, hit.term))
    assert len({hit.term for hit in hits}) == len(hits)
    assert all(hit.score == round(hit.score, 6) for hit in hits)
    labelled = tuple(hit for hit in hits if hit.tier is not TEXT)
    assert suggest(seed(), text, 500) == labelled
    assert suggest(seed(), text) == labelled[:8]
    for hit in hits:
        assert all(0 <= start < end <= len(hit.snippet or "") for start, end in hit.matches)
        assert bool(hit.matches) == (hit.tier is TEXT)


WORD = st.sampled_from(["token", "tokens", "to", "budget", "é", "学習", "学", "q"])


@given(st.lists(st.lists(WORD, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6), WORD)
def test_label_tiers_agree_with_looking_at_every_label(names: list[str], typed: str) -> None:
    terms = [Term(f"s{number}", name) for number, name in enumerate(names)]
    snapshot = of(*terms)
    text = fold(typed)

    def tier(name: str) -> SearchTier | None:
        if name == text:
            return EXACT
        if name.startswith(text):
            return PREFIX
        parts = [
            name[place:] for place in range(len(name)) if place == 0 or name[place - 1] == " " or typed[0] in "学習"
        ]
        return WORDS if any(part.startswith(text) for part in parts) else None

    expected = sorted(
        (tier(fold(term.name)), len(term.name), term.slug) for term in terms if tier(fold(term.name)) is not None
    )
    hits = [hit for hit in search(snapshot, typed) if hit.tier in (EXACT, PREFIX, WORDS)]
    assert [(hit.tier, snapshot.terms[hit.term].slug) for hit in hits] == [(row[0], row[2]) for row in expected]


# ── suggestions, did you mean ──


def test_suggestions_complete_names_then_words() -> None:
    snapshot = seed()
    labels = [hit.label.text for hit in suggest(snapshot, "polic", 4) if hit.label]
    assert labels[0] == "Policy"
    assert [hit.tier for hit in suggest(snapshot, "polic", 50)] == sorted(
        hit.tier for hit in suggest(snapshot, "polic", 50)
    )
    assert len(suggest(snapshot, "l", 3)) == 3
    assert suggest(snapshot, "l", 0) == suggest(snapshot, "l", -1) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("advantage-functoin", ["advantage-function"]),
        ("q_lerning", ["q-learning"]),
        ("Proximal Policy Optimisation", ["ppo"]),
        ("rlfh", ["rlhf"]),
        ("reinforcement learning from human feedbakc", ["rlhf"]),
        ("zzzzzzzzzz", []),
        ("a", []),
    ],
)
def test_did_you_mean_names_what_is_near_and_nothing_else(typed: str, meant: list[str]) -> None:
    snapshot = seed()
    assert [snapshot.terms[number].slug for number in nearest(snapshot, typed)][: len(meant) or None] == meant


def test_did_you_mean_goes_by_distance_and_is_limited() -> None:
    snapshot = of(
        Term("a", "tokens xyz"),
        Term("b", "tokenz xyz"),
        Term("c", "tokenz xyy"),
        Term("d", "token", former_slugs=("toxens-xyz",)),
    )
    assert [snapshot.terms[number].slug for number in nearest(snapshot, "tokens xyz")] == ["a", "b", "d"]
    assert len(nearest(snapshot, "tokens xyz", 1)) == 1
    assert nearest(snapshot, "tokens xyz", 0) == ()


def test_the_index_is_made_once_and_before_it_is_needed() -> None:
    snapshot = of(Term("a", "A"))
    prepare(snapshot)
    assert snapshot.once(LabelIndex.of) is snapshot.once(LabelIndex.of)
    assert isinstance(search(snapshot, "a")[0], Hit)
    assert Query.of("A b a").words == ("a", "b")
    assert search(Snapshot.of(Content.of()), "a") == ()


PRINTED = st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("\n\t")


@given(st.text(PRINTED, max_size=80), st.text(st.sampled_from("abcAB #+@-_é強 "), max_size=12))
def test_matches_in_plain_ascii_are_those_found_word_by_word(text: str, typed: str) -> None:
    query = Query.of(typed)
    assert list(excerpt._matches(text, query)) == list(excerpt._in_any_script(text, query))
    again = f"{text} {typed}s ({typed})"
    assert list(excerpt._matches(again, query)) == list(excerpt._in_any_script(again, query))
