"""Objects by their keys, whatever their type: by id, and by the key that is unique within a type."""

from termgraph.graph.lookup import by_slug

from .categories import Category
from .links import Link
from .reading import Reading
from .relation_types import RelationType
from .term import Term

Object = Term | Category | RelationType | Link


def object_by_id(reading: Reading, identity: str) -> Object | None:
    """The object with this id, None where there is none."""
    kind, key = reading.snapshot.nodes.get(identity, ("", ""))
    return object_by_key(reading, kind, key)


def object_by_key(reading: Reading, kind: str, key: str) -> Object | None:
    """The object of a kind ("term", "category", "relation-type", "link") with this slug or key."""
    snapshot = reading.snapshot
    match kind:
        case "term" if found := by_slug(snapshot, key):
            return reading.term(found.term)
        case "category" if record := snapshot.categories.get(key):
            return Category(reading=reading, record=record)
        case "relation-type" if row := snapshot.registry.types.get(key):
            return RelationType(row=row)
        case "link" if link := snapshot.content.links.get(key):
            return Link(reading=reading, record=link)
    return None
