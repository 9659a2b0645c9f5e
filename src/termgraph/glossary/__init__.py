"""A glossary one can ask: a store or a folder, and its current snapshot."""

from .holder import Glossary
from .view import View

__all__ = ["Glossary", "View"]
