"""A probe of a server of linked data: some hundred requests, each with what was expected, what came, and why."""

from .run import Report, probe

__all__ = ["Report", "probe"]
