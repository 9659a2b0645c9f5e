"""The judge: what is wrong with a glossary as a whole, as findings; it changes nothing and never stops at the first."""

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from termgraph.errors import Code, Problem, Rule, Severity, TermgraphError
from termgraph.formats.rules import FILE_RULES
from termgraph.formats.source import Source
from termgraph.model.garbage import no_cycles_sought

from .completeness import COMPLETENESS
from .learning_order import LEARNING_ORDER
from .loops import LOOPS
from .mentions import MENTIONS
from .names import NAMES
from .nearest import among
from .pairs import PAIRS
from .prerequisites import PREREQUISITES
from .references import REFERENCES
from .relation_types import RELATION_TYPES
from .review import REVIEW
from .shape import SHAPE
from .statements import STATEMENTS
from .style import STYLE
from .suppressions import BAD_SUPPRESSION, bad_suppressions, matching, names, unsuppressed
from .texts import TEXTS
from .translations import TRANSLATIONS
from .units import UNITS
from .view import Check, View
from .vocabulary import VOCABULARY

__all__ = ["CHECKS", "RULES", "Check", "View", "check", "rule", "standing"]

CHECKS: tuple[Check, ...] = (
    *REFERENCES, *LOOPS, *STATEMENTS, *PREREQUISITES, *NAMES, *RELATION_TYPES, *TEXTS, *REVIEW,
    *SHAPE, *PAIRS, *LEARNING_ORDER, *COMPLETENESS, *MENTIONS, *STYLE, *UNITS, *TRANSLATIONS,
)  # fmt: skip  # the families on one line
"""Every rule that content is held to, with the function that judges it."""

_ROWS = [*FILE_RULES.values(), *(row.rule for row in CHECKS), *(row.rule for row in VOCABULARY), BAD_SUPPRESSION]

RULES: Mapping[str, Rule] = MappingProxyType({row.code: row for row in sorted(_ROWS, key=lambda row: row.code)})
"""Every rule by code, those of the readers included: one table for `termgraph rule` and for suppressions."""


def check(
    source: Source, today: datetime.date | None = None, *, least: Severity = Severity.INFO
) -> tuple[Problem, ...]:
    """The readers' findings and all others about `source`, in the order they are shown in.

    Reviews that are overdue are found only when `today` is given. What a term suppresses is left out. Rules less severe
    than `least` are not asked, which saves their time.
    """
    asked = [row for row in CHECKS if row.rule.severity.rank >= least.rank]
    with no_cycles_sought():
        view = View(source, today)
        return standing(view, [problem for row in asked for problem in row.run(row.rule, view)])


def standing(view: View, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """What the rules found and what the readers did, without what is suppressed, in the order it is shown in."""
    found = [*view.source.problems, *found, *bad_suppressions(view, RULES)]
    left = sorted(unsuppressed(found, view.content, RULES), key=lambda problem: problem.sort_key)
    return tuple(dict.fromkeys(left))


def rule(code: str) -> Rule:
    """The rule with this code, design name ("E4", of several the first) or name; raises UNKNOWN_RULE for others."""
    if found := matching(code, RULES):
        return found[0]
    likely = among(names(RULES))(code)
    hint = f" Did you mean '{likely}'?" if likely else ""
    raise TermgraphError(Code.UNKNOWN_RULE, f"There is no rule {code!r}.{hint}", suggestions=[likely] if likely else [])
