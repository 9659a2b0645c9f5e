"""Two answers to one question, compared as a client would see them."""

import json
from typing import Any

from graphql import ExecutionResult

from termgraph.api.budget import Exhausted

Outcome = ExecutionResult | Exhausted
"""What a run comes to: an answer, or nothing when its budget ran out."""


def told(outcome: Outcome) -> str:
    """All that a client could tell two outcomes apart by, as one text: keys, order, messages, places, codes."""
    if isinstance(outcome, Exhausted):
        return f"{outcome.error.code}: {outcome.error.message}"
    errors = [[each.formatted, type(each.original_error).__name__] for each in outcome.errors or ()]
    return json.dumps([outcome.data, errors], default=_shown)


def _shown(value: Any) -> str:
    """What is no JSON; the types of both must be the same, and their values where they say them."""
    return f"{type(value).__name__}: {value}"
