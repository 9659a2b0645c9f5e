"""What is counted of any glossary: chains against brute force, what is wanted, words, and content with errors."""

import time
from collections import Counter
from itertools import pairwise

import pytest
from contents import contents
from glossaries import glossary, term
from hypothesis import given, settings
from hypothesis import strategies as st

from termgraph.errors import Problem, Severity
from termgraph.formats.source import Source
from termgraph.integrity import check
from termgraph.integrity.chains import longest_chain
from termgraph.integrity.coverage import Coverage, coverage
from termgraph.integrity.prose import count_words
from termgraph.model import Content, GlossaryInfo, Requirement, Section, SectionHeading, Term, TermStatus, encode

ARCS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14)


def longest_by_brute_force(before: list[list[int]]) -> int:
    """Nodes on a longest chain of a graph without cycles, 0 without arcs."""

    def above(node: int) -> int:
        return 1 + max(map(above, before[node]), default=0)

    return max((length for node in range(len(before)) if (length := above(node)) > 1), default=0)


@given(ARCS)
def test_a_chain_is_as_long_as_any_and_goes_along_arcs(arcs: list[tuple[int, int]]) -> None:
    before = [sorted({earlier for later, earlier in arcs if later == node and earlier < node}) for node in range(7)]
    chain = longest_chain(before)
    assert len(chain) == longest_by_brute_force(before)
    assert all(earlier in before[later] for earlier, later in pairwise(chain))


@given(ARCS)
def test_with_cycles_a_chain_still_goes_along_arcs_and_visits_nothing_twice(arcs: list[tuple[int, int]]) -> None:
    before = [sorted({earlier for later, earlier in arcs if later == node}) for node in range(7)]
    chain = longest_chain(before)
    assert len(set(chain)) == len(chain) != 1
    assert all(earlier in before[later] for earlier, later in pairwise(chain))


def test_of_equal_chains_the_one_with_the_smallest_numbers_from_its_end_on() -> None:
    assert longest_chain([[], [], [1, 0], [0, 1]]) == [0, 2]
    assert longest_chain([]) == longest_chain([[], []]) == longest_chain([[0]]) == []


def test_a_chain_of_thirty_thousand_needs_no_stack() -> None:
    started = time.process_time()
    assert len(longest_chain([[], *([number] for number in range(29_999))])) == 30_000
    assert time.process_time() - started < 5


def missing(found: Coverage, name: str) -> tuple[str, ...]:
    (part,) = (part for part in found.parts if part.name == name)
    return part.missing


def test_a_term_is_wanted_once_by_each_other_that_requires_or_links_to_it() -> None:
    content = glossary(
        term("a", definition="[[c]], [[c]] and [[a]].", sections=(Section("s", "[old](gone.md)"),)),
        term("b", definition="`[[d]]` [@d] [[nothing]] [[c]]"),
        term("c"),
        term("d"),
        term("e", former_slugs=("gone",)),
        relations=["a requires c", "d requires c", "a uses d", "a contrasts-with d"],
        groups=["b requires e+c | a"],
    )
    found = coverage(content, ())
    # c by a, b and d; e by a, which links to its former slug, and b; a by b; d by none, for a only uses it.
    assert missing(found, "sources") == ("c", "e", "a", "b", "d")
    assert found.term_links == 4
    assert found.requiring == 3
    assert found.chain == ("c", "a", "b")
    assert missing(found, "relations") == ()


def test_a_term_is_not_wanted_more_for_being_linked_to_more_often() -> None:
    texts = {"a": "[[c]], [[c]], [[c]]", "b": "[[e]]", "d": "[[e]]"}
    content = glossary(
        *(term(slug, definition=text) for slug, text in texts.items()), "c", "e", relations=["a requires c"]
    )
    assert missing(coverage(content, ()), "sources")[:2] == ("e", "c")


def test_a_term_without_any_statement_lacks_relations() -> None:
    found = coverage(glossary("a", "b", "c", relations=["a uses b", "c uses nothing"]), ())
    assert missing(found, "relations") == found.unconnected == ("c",)


def test_findings_are_counted_by_rule_the_worst_and_then_the_most_frequent_first() -> None:
    rules = {"TG509": 3, "TG506": 1, "TG319": 1, "TG201": 1}
    severities = {"TG201": Severity.ERROR, "TG319": Severity.WARNING}
    problems = [
        Problem(code, severities.get(code, Severity.INFO), "It is so.")
        for code, times in rules.items()
        for _ in range(times)
    ]
    found = coverage(Content(), problems)
    assert [(each.rule, each.total) for each in found.rules] == [("TG201", 1), ("TG319", 1), ("TG509", 3), ("TG506", 1)]
    assert found.rules[2].name == "unlinked-mention"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two three.", 3),
        ("well-known, it's 8 x 2 = 16 GB -- or | so |", 9),
        ("A [[reward-model|model of rewards]] and [a page](https://x.example/y).", 7),
        ("[[reward-model]] `some code` here [@source].", 3),
        ("Before.\n\n```python\nprint('not prose')\n```\n\nAfter.", 2),
        ("---\n\n***", 0),
        ("naïve Wörter \u5f37\u5316\u5b66\u7fd2", 3),
    ],
)
def test_words_are_what_a_reader_reads(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize("piece", ["-", "[", "[[a|", "](", "`", "_", "\ufffc ", "a-", ". "])
def test_the_words_of_a_long_hostile_text_are_counted_in_time(piece: str) -> None:
    started = time.process_time()
    count_words(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 3


@settings(max_examples=60)
@given(contents())
def test_any_content_is_counted_and_the_counts_agree(content: Content) -> None:
    problems = check(Source(content))
    found = coverage(content, problems)
    assert found.terms == len(content.terms)
    assert all(sum(values.values()) == found.terms for values in found.counts.values())
    assert all(part.there + len(part.missing) == found.published for part in found.parts)
    assert sum(each.total for each in found.statements) == len(content.relations) + len(content.requirements)
    assert Counter({each.value: 0 for each in Severity}) + Counter(found.findings) == Counter(found.findings)
    assert sum(each.total for each in found.rules) == sum(found.findings.values()) == len(problems)
    assert encode(found) == encode(coverage(content, problems))


def test_what_is_broken_is_counted_as_far_as_it_can_be() -> None:
    content = Content.of(
        GlossaryInfo(sections=(SectionHeading("s", {"en": "S"}),)),
        terms=[Term("a", "A", status=TermStatus.DRAFT), Term("b", "B", categories=("nowhere",)), Term("c", "C")],
        requirements=[
            Requirement("a", (("b",),)), Requirement("b", (("a",), ("nothing",))), Requirement("c", ()),
            Requirement("nobody", (("a",),)), Requirement("c", (("c",),)),
        ],
    )  # fmt: skip
    found = coverage(content, check(Source(content)))
    assert found.counts["category"] == {"none": 2, "nowhere": 1}
    assert found.findings["error"] > 0
    assert found.requiring == 2
    assert found.chain == ()
