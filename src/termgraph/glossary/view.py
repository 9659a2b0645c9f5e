"""What a request pins: one snapshot and the texts rendered from it."""

from dataclasses import dataclass

from termgraph.formats.prose import Prose
from termgraph.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class View:
    """One revision as readers see it; `prose` renders its texts and keeps what it rendered."""

    snapshot: Snapshot
    prose: Prose
