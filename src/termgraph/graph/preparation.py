"""What questions to one snapshot share, made before the first of them, so that no reader waits for it."""

from collections.abc import Callable

from .adjacency import Adjacency
from .annotate import Labels
from .effort import ease, minutes
from .label_index import LabelIndex
from .links import links_by_target
from .mentions import Mentions
from .orders import by_level, by_minutes, by_name, by_slug, by_type
from .polyhierarchy import Polyhierarchy
from .precedence import prepare_precedence
from .reading_order import hard_types
from .related import Ranking
from .snapshot import Snapshot
from .text_index import TextIndex

_MADE_ONCE: tuple[Callable[[Snapshot], object], ...] = (
    LabelIndex.of, TextIndex.of, Adjacency.of, Polyhierarchy.of, Mentions.of, Ranking.of, links_by_target,
    by_name, by_slug, by_level, by_minutes, by_type, Labels.of,
)  # fmt: skip  # what is found, what is near, what is listed


def prepare(snapshot: Snapshot) -> None:
    """Make everything that depends on a whole snapshot and that some question needs, but for the rules' findings.

    Time is linear in the glossary but for sorting; most of it goes into the words of the texts.
    """
    for make in _MADE_ONCE:
        snapshot.once(make)
    prepare_precedence(snapshot)
    hard_types(snapshot)
    ease(snapshot)
    minutes(snapshot)
    _ = snapshot.labels, snapshot.members, snapshot.nodes
