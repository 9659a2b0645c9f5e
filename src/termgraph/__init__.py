"""termgraph: a folder of term files becomes a graph that answers questions."""

__version__ = "0.1.0"
