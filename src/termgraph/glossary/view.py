"""What a request pins: one snapshot, the texts rendered from it, and what readers were shown before."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from termgraph.formats.prose import Prose
from termgraph.graph.snapshot import Snapshot
from termgraph.store import Changed

from .history import History

if TYPE_CHECKING:
    from .news import News


class Making:
    """What is made of a view, by what makes it; None once nothing more is to be kept."""

    __slots__ = ("made",)

    def __init__(self) -> None:
        self.made: dict[object, dict[Any, Any]] | None = {}


@dataclass(frozen=True, slots=True)
class View:
    """One revision as readers see it; `prose` renders its texts and keeps what it rendered.

    `history` tells how it came to be; a view that differs in what readers do not see has the same. `changed_at` is when
    the revision was written (UTC, ISO 8601), where that is known, and `gone` are slugs of terms that readers saw and
    that were deleted since: their addresses must not be taken for mistyped ones. `changed` tells when each term was
    last changed, as far as a store knows it.
    """

    snapshot: Snapshot
    prose: Prose
    history: History
    changed_at: str | None = None
    gone: frozenset[str] = frozenset()
    changed: Changed = field(default_factory=Changed)
    making: Making = field(default_factory=Making, init=False, repr=False, compare=False)

    def kept(self, maker: object) -> dict[Any, Any]:
        """Where `maker` keeps what it makes of this view, until the view is replaced; it may lead back to the view."""
        made = self.making.made
        return {} if made is None else made.setdefault(maker, {})

    def replaced(self) -> None:
        """Forget what was made of it: references that lead in a circle would keep it alive after its last reader."""
        self.making.made = None


class Current(Protocol):
    """Whatever has the view that requests are answered from, which a request reads once, and tells when it moves."""

    @property
    def current(self) -> View:
        """The view of the newest revision."""

    @property
    def news(self) -> "News":
        """Tells when `current` is another."""
