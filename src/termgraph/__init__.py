"""termgraph: a folder of term files becomes a graph that answers questions.

In a notebook: `from termgraph import Glossary; glossary = Glossary.open("data/")`, then `glossary.to_networkx()`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .glossary import Glossary

__all__ = ["Glossary", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`termgraph.Glossary`, imported on first use so that the command line starts fast (PEP 562)."""
    if name == "Glossary":
        from .glossary import Glossary

        return Glossary
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
