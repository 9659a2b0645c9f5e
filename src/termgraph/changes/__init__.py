"""What a load would do: the difference between the store and the files, what of it is held back, and its effects."""

from .impact import Impact, PlanEffect, Route, StageMove, TrailMove, VerdictChange, impact
from .plan import LARGE_SHARE, Plan, as_json, field_changes, lines, plan, sign
from .report import effect_lines, effects_json, markdown

__all__ = [
    "LARGE_SHARE",
    "Impact",
    "Plan",
    "PlanEffect",
    "Route",
    "StageMove",
    "TrailMove",
    "VerdictChange",
    "as_json",
    "effect_lines",
    "effects_json",
    "field_changes",
    "impact",
    "lines",
    "markdown",
    "plan",
    "sign",
]
