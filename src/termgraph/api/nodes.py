"""Objects that can be asked for again by their id (Relay, Global Object Identification)."""

from functools import lru_cache

import strawberry

from termgraph.graph.snapshot import node_id

from .declare import field, interface_type

KEPT = 65_536
"""Ids that are kept beyond a request, about 200 bytes each: lists hash little else."""


@interface_type
class Node:
    """An object with an id that stays the same for ever, whatever happens to its slug."""

    __slots__ = ()

    @field
    def id(self) -> strawberry.ID:
        """An opaque id; give it to `node` to get the object again."""
        raise NotImplementedError


@lru_cache(KEPT)
def term_id(first_slug: str) -> strawberry.ID:
    """The id of the term that was born with this slug."""
    return strawberry.ID(node_id("term", first_slug))


@lru_cache(KEPT // 16)
def category_id(slug: str) -> strawberry.ID:
    """The id of the category with this slug."""
    return strawberry.ID(node_id("category", slug))
