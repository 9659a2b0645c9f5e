"""Small glossaries for the tests of rules, from a few words each."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from termgraph.errors import Problem
from termgraph.formats.source import Source
from termgraph.integrity import check
from termgraph.integrity.completeness import COMPLETENESS
from termgraph.integrity.learning_order import LEARNING_ORDER
from termgraph.integrity.mentions import MENTIONS
from termgraph.integrity.pairs import PAIRS
from termgraph.integrity.shape import SHAPE
from termgraph.integrity.style import STYLE
from termgraph.integrity.translations import TRANSLATIONS
from termgraph.integrity.units import UNITS
from termgraph.model import Content, GlossaryInfo, Relation, Requirement, Term
from termgraph.relations import Registry

ADVICE = {"TG211", "TG320"} | {
    row.rule.code for row in (*SHAPE, *PAIRS, *LEARNING_ORDER, *COMPLETENESS, *MENTIONS, *TRANSLATIONS)
}
"""What could be better, as against what is wrong: a glossary of three terms cannot keep all of these rules."""

SUMMARY = "A summary of the right length, which says nothing in particular."

MANNERS = {row.rule.code for row in (*STYLE, *UNITS)}
"""How texts are written; the made-up texts of other tests need not care."""


def term(slug: str, **fields: Any) -> Term:
    """A term that no rule complains about."""
    return Term(slug, **{"name": f"Name of {slug}", "summary": SUMMARY, **fields})


def glossary(
    *terms: str | Term, relations: Iterable[str | Relation] = (), groups: Iterable[str | Requirement] = (), **rest: Any
) -> Content:
    """Content of terms (slugs or records), relations ("a is-a b") and groups ("a requires b+c | d")."""
    registry = Registry.of(rest.get("relation_types", ()))
    statements = [relation(each) if isinstance(each, str) else each for each in relations]
    return Content.of(
        rest.pop("glossary", GlossaryInfo()),
        terms=[term(each) if isinstance(each, str) else each for each in terms],
        relations=[registry.stored(each) for each in statements],
        requirements=[group(each) if isinstance(each, str) else each for each in groups],
        **rest,
    )


def relation(words: str) -> Relation:
    """The relation that "a is-a b" writes."""
    subject, kind, target = words.split()
    return Relation(subject, kind, target)


def group(words: str) -> Requirement:
    """The group that "a requires b+c | d" writes."""
    subject, options = words.split(" requires ")
    return Requirement(subject, tuple(tuple(option.strip().split("+")) for option in options.split("|")))


def faults(source: Source, today: date | None = None) -> tuple[Problem, ...]:
    """What is wrong with a source, whatever could be better about it."""
    return tuple(problem for problem in check(source, today) if problem.rule not in ADVICE | MANNERS)


def codes(content: Content) -> list[str]:
    """The codes of everything that is wrong with `content`, in order of code."""
    return sorted(problem.rule for problem in faults(Source(content)))


def advice(content: Content, code: str) -> list[Problem]:
    """What the rule with this code has to say of `content`."""
    return [problem for problem in check(Source(content)) if problem.rule == code]
