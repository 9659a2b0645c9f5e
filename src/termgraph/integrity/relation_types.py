"""The glossary's own relation types: each sound in itself, and none in the place of another."""

import re
from collections.abc import Iterator

from termgraph.errors import Problem, Rule, Severity
from termgraph.relations import BUILT_IN, check_type

from .view import Check, View

_KEY = re.compile(r"[a-z][a-z0-9-]*")


def unsound_types(rule: Rule, view: View) -> Iterator[Problem]:
    """Own types that contradict themselves or take a key that is in use; what the readers refused is not said again."""
    own = view.content.relation_types
    taken = {key: f"the built-in type '{row.key}'" for key, (row, _) in BUILT_IN.keys.items()}
    faults = [
        (row.key, f"the type '{row.key}' contradicts itself: {fault}")
        for row in own.values()
        for fault in check_type(row)
    ]
    # Keys come before inverse keys: of a key and an inverse that are equal, the inverse is the one to change.
    named = [(key, key) for key in own] + [(key, row.inverse_key) for key, row in own.items() if row.inverse_key]
    for key, name in named:
        if not _KEY.fullmatch(name):
            faults.append((key, f"'{name}' is not made of a to z, 0 to 9 and hyphens, a letter first"))
        if name in taken:
            faults.append((key, f"'{name}' is a key of {taken[name]} already"))
        taken.setdefault(name, f"the type '{key}'")
    for key, fault in faults:
        where = view.where("relation-type", key)
        if not view.refused(where):
            yield rule.problem(fault, where, subjects=(key,))


RELATION_TYPES = (
    Check(
        Rule(
            "TG405", "relation-type-unsound", Severity.ERROR,
            "A relation type of the glossary's own has keys of its own and properties that agree with each other.",
            "A type that contradicts itself, or takes the place of another, would mean different things in different "
            "places.",
            "A type that is symmetric and has an inverse",
            "Change the property the message names.",
        ),
        unsound_types,
    ),
)  # fmt: skip  # one row reads as one paragraph
