"""A typed client for a glossary server: `Client("http://127.0.0.1:8000").term("ppo")`, and the same for asyncio.

It needs httpx, and nothing that a server needs: `pip install "termgraph-glossary[client]"`.
"""

from termgraph.errors import Code, TermgraphError

from .clients import AsyncClient, Client
from .records import Hit, LearningPath, Reference, Relation, Section, Step, Term

__all__ = [
    "AsyncClient",
    "Client",
    "Code",
    "Hit",
    "LearningPath",
    "Reference",
    "Relation",
    "Section",
    "Step",
    "Term",
    "TermgraphError",
]
