"""Suppressions: an editor's decision that a rule does not apply to a term."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from termgraph.errors import Problem, Rule, Severity
from termgraph.model import Content

from .nearest import among, meant
from .view import View

BAD_SUPPRESSION = Rule(
    "TG210",
    "bad-suppression",
    Severity.WARNING,
    "A suppression names a rule of severity warning or info.",
    "One that names no rule silences nothing, and an error is never silenced: what it is about would not work.",
    "`suppress: [{rule: E1, why: It is meant to be a circle.}]`",
    "Correct the code, or mend what the rule complains of.",
)


def names(rules: Mapping[str, Rule]) -> set[str]:
    """Everything a rule can be called."""
    return {name for rule in rules.values() for name in (rule.code, rule.name, rule.design) if name}


def matching(name: str, rules: Mapping[str, Rule]) -> list[Rule]:
    """The rules that a person means by a code ("TG404"), a design name ("W6") or a name ("shared-label")."""
    folded = name.strip().casefold()
    return [
        rule
        for rule in rules.values()
        if folded in (rule.code.casefold(), rule.name.casefold(), (rule.design or rule.code).casefold())
    ]


def bad_suppressions(view: View, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """Suppressions that cannot have an effect."""
    likely = among(names(rules))
    for slug, term in view.content.terms.items():
        for each in term.suppress:
            found = matching(each.rule, rules)
            where = view.where("term", slug, "suppress", each.rule)
            if not found:
                hint = meant(likely(each.rule))
                yield BAD_SUPPRESSION.problem(f"there is no rule '{each.rule}'", where, hint=hint, subjects=(slug,))
            elif all(rule.severity is Severity.ERROR for rule in found):
                message = f"'{each.rule}' is an error, and errors cannot be suppressed"
                yield BAD_SUPPRESSION.problem(message, where, subjects=(slug,))


def unsuppressed(problems: Iterable[Problem], content: Content, rules: Mapping[str, Rule]) -> list[Problem]:
    """The findings that stand: all errors, and others unless a term they are about suppresses their rule."""
    silenced: dict[str, set[str]] = defaultdict(set)
    for slug, term in content.terms.items():
        for each in term.suppress:
            silenced[slug].update(rule.code for rule in matching(each.rule, rules))
    return [
        problem
        for problem in problems
        if problem.severity is Severity.ERROR
        or not any(problem.rule in silenced.get(slug, ()) for slug in problem.subjects)
    ]
