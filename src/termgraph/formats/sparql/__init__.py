"""SPARQL 1.1 queries of one snapshot, read-only, each in a process of its own that the system ends in time."""

from .questions import Form, Question, read
from .results import GRAPHS, TABLES, Result
from .zygote import Limits, Zygote

__all__ = ["GRAPHS", "TABLES", "Form", "Limits", "Question", "Result", "Zygote", "read"]
