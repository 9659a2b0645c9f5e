"""What holds of every content: judging never raises, is the same every time, and takes linear time."""

import random
import time

from contents import contents
from glossaries import SUMMARY, faults, glossary, term
from hypothesis import given, settings

from termgraph.errors import Severity
from termgraph.formats.source import Source
from termgraph.integrity import RULES, check
from termgraph.integrity.nearest import MOST
from termgraph.model import Content, Relation, public


@given(contents())
@settings(max_examples=60, deadline=None)
def test_any_content_is_judged_in_order_by_rules_of_the_table(content: Content) -> None:
    problems = check(Source(content))
    assert problems == check(Source(content))
    assert list(problems) == sorted(problems, key=lambda problem: problem.sort_key)
    assert len(set(problems)) == len(problems)
    for problem in problems:
        assert RULES[problem.rule].severity is problem.severity


@given(contents())
@settings(max_examples=60, deadline=None)
def test_what_the_public_sees_has_no_error_that_the_whole_has_not(content: Content) -> None:
    def references(each: Content) -> int:
        problems = check(Source(each))
        return sum(problem.severity is Severity.ERROR and problem.rule.startswith("TG2") for problem in problems)

    assert references(public(content)) <= references(content)


def large(terms: int = 5_000, relations: int = 25_000) -> Content:
    """An acyclic glossary of the size that performance is promised for, each term with a text of a few links."""
    chance = random.Random(7)  # noqa: S311 - the same glossary every time, no secret
    names = [f"t{number:05}" for number in range(terms)]
    types = ["requires", "uses", "builds-on", "contrasts-with", "is-variant-of", "precedes", "is-a"]
    pairs = (sorted(chance.sample(names, 2)) for _ in range(relations))
    text = "A paragraph that mentions [[{}]] and [[{}|another]], with `code` and [a link](https://example.org/). " * 4
    return glossary(
        *(
            term(name, acronym=name.upper(), summary=SUMMARY, definition=text.format(*(chance.choices(names, k=8))))
            for name in names
        ),
        relations=[Relation(first, chance.choice(types), then) for first, then in pairs],
    )


def test_five_thousand_terms_are_judged_in_less_than_a_second() -> None:
    content = large()
    started = time.process_time()
    check(Source(content))
    took = time.process_time() - started
    assert faults(Source(content)) == ()
    assert took < 4, "a generous multiple of what it takes on a small machine"


def test_twenty_thousand_mistakes_are_judged_in_seconds() -> None:
    names = [f"term-{number}" for number in range(2_000)]
    content = glossary(*names, relations=[Relation(names[n % 2_000], "uses", f"tern-{n}") for n in range(20_000)])
    started = time.process_time()
    problems = faults(Source(content))
    assert time.process_time() - started < 8
    assert len(problems) == 20_000
    assert sum(problem.hint is not None for problem in problems) == MOST
