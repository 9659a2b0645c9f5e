"""An explanation in words says nothing twice: its sentences are read back into statements, on the facts and by hand."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from graph_seed import seed
from graphs import graph

from termgraph.graph.explain import explain
from termgraph.graph.explanation_words import explain_in_words
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.steps import Step, target, told


def said(snapshot: Snapshot, one: str, other: str) -> tuple[str, ...]:
    return explain_in_words(snapshot, explain(snapshot, snapshot.numbers[one], snapshot.numbers[other]))


# ── reading sentences back ──


@cache
def plain() -> dict[str, tuple[frozenset[int], str]]:
    """Every statement as a sentence from either end: the edges it tells, and the name that "which" would refer to."""
    snapshot = seed()
    found: dict[str, tuple[frozenset[int], str]] = {}
    for number in range(len(snapshot.edges)):
        for step in (Step(number), Step(number, inverse=True)):
            words = told(snapshot, step)
            term = snapshot.terms[target(snapshot, step)]
            edges = found.get(words, (frozenset(), ""))[0] | {number}
            found[words] = edges, term.acronym or term.name
    return found


def statements(sentence: str) -> set[int]:
    """The edges that a sentence tells; none where it says something else, such as what follows from a chain."""
    if sentence in plain():
        return set(plain()[sentence][0])
    if match := re.fullmatch(r"(.+) and (.+) are each (.+)", sentence):
        return _all(f"{name} is {match[3]}" for name in match.groups()[:2])
    if match := re.fullmatch(r"Each of (.+) and (.+?) ((?:is|requires|uses|contrasts|replaces) .+)\.", sentence):
        return _all(f"{name} {each}." for name in match.groups()[:2] for each in _listed(match[3]))
    if match := re.fullmatch(r"Stated of (.+) alone: it (.+)\.", sentence):
        return _all(f"{match[1]} {each}." for each in _listed(match[2]))
    if ", and " in sentence:
        return _all(f"{each.removesuffix('.')}." for each in sentence.split(", and "))
    return _all(_walked(sentence))


def _all(sentences: Iterator[str]) -> set[int]:
    """The edges of all these sentences, or none where one of them is no statement."""
    found: set[int] = set()
    for each in sentences:
        if each not in plain():
            return set()
        found |= plain()[each][0]
    return found


def _listed(words: str) -> list[str]:
    """ "is a kind of X, Y and Z" as "is a kind of X", "is a kind of Y", "is a kind of Z"."""
    labels = sorted((row.label for row in seed().registry.types.values()), key=len, reverse=True)
    label = next((each for each in labels if words.startswith(f"{each} ")), "")
    return [f"{label} {name}" for name in re.split(r", | and ", words.removeprefix(f"{label} "))] if label else [words]


def _walked(sentence: str) -> Iterator[str]:
    """The single sentences of a walk."""
    for part in re.split(r"(?<=\.) (?=[A-Z])", sentence):
        name = ""
        for piece in part.removesuffix(".").split(", which "):
            whole = f"{name} {piece}.".strip()
            yield whole
            name = plain()[whole][1] if whole in plain() else ""


def test_no_sentence_tells_only_what_was_told_before() -> None:
    snapshot, asked, read = seed(), 0, 0
    near = {frozenset((edge.subject, edge.object)) for edge in snapshot.edges}
    below: dict[int, set[int]] = {}
    for edge in snapshot.edges:
        if edge.type in ("is-a", "part-of", "instance-of"):
            below.setdefault(edge.object, set()).add(edge.subject)
    near |= {frozenset(pair) for children in below.values() for pair in combinations(children, 2)}
    for one, other in sorted(map(sorted, near)):
        known: set[int] = set()
        words = explain_in_words(snapshot, explain(snapshot, one, other))
        assert len(set(words)) == len(words)
        for sentence in words:
            tells = statements(sentence)
            assert not tells or tells - known, (sentence, words)
            known |= tells
            read += bool(tells)
        asked += 1
    assert asked > 500
    assert read > 3 * asked  # else the sentences could not be read, and nothing was tested


# ── what is left out, and what is not ──


def test_a_note_is_told_once_and_its_reason_after_it() -> None:
    assert said(seed(), "dpo", "rlhf")[:2] == (
        "DPO is an alternative to RLHF for Preference Tuning.",
        "The same comparisons are used, but no reward model is trained and nothing is sampled.",
    )


def test_what_is_required_outright_is_not_also_called_necessary() -> None:
    assert said(graph("a requires b"), "a", "b") == ("A requires B.",)
    assert said(graph("a requires b", "b requires c"), "a", "c") == (
        "A cannot be learned without C.",
        "A requires B.",
        "B requires C.",
    )


def test_what_every_option_needs_is_called_necessary() -> None:
    assert said(graph("a any b|c", "c requires b"), "a", "b") == (
        "A requires one of B or C.",
        "A cannot be learned without B.",
        "A requires one of B or C. C requires B.",
    )


def test_a_common_parent_is_told_once() -> None:
    assert said(graph("a is-a x", "b is-a x"), "a", "b") == ("A and B are each a kind of X.",)
    assert said(graph("a is-a x", "b is-a x", "a is-a y", "b is-a y", "a uses z", "b uses z"), "a", "b") == (
        "A and B are each a kind of X.",
        "A and B are each a kind of Y.",
        "Each of A and B uses Z.",
    )


def test_a_way_of_which_a_part_is_new_is_told_whole() -> None:
    snapshot = graph("a is-a x", "b is-a x", "a uses z", "z is-a x")
    assert said(snapshot, "a", "b") == (
        "A and B are each a kind of X.",
        "Stated of A alone: it uses Z.",
        "A uses Z, which is a kind of X, which has kind B.",
    )


def test_an_option_in_a_row_does_not_stand_for_the_whole_requirement() -> None:
    snapshot = graph("a is-a x", "b is-a x", "a any y|z", "b any y|w")
    assert said(snapshot, "a", "b") == (
        "A and B are each a kind of X.",
        "Each of A and B can meet a requirement by Y.",
        "Stated of A alone: it can meet a requirement by Z.",
        "Stated of B alone: it can meet a requirement by W.",
        "A requires one of Y or Z. B requires one of Y or W.",
    )


def test_a_term_that_a_long_row_only_counts_was_not_told() -> None:
    shared = [f"u{number}" for number in range(7)]
    busy = [f"u{number} addresses v{number}" for number in range(6)]
    snapshot = graph("a is-a x", "b is-a x", *busy, *(f"{each} uses {name}" for each in "ab" for name in shared))
    assert said(snapshot, "a", "b") == (
        "A and B are each a kind of X.",
        "Each of A and B uses U0, U1, U2, U3, U4 and 2 more.",
        "A uses U6, which is used by B.",
    )
