"""Objects that can be asked for again by their id (Relay, Global Object Identification)."""

import strawberry

from .declare import field, interface_type


@interface_type
class Node:
    """An object with an id that stays the same for ever, whatever happens to its slug."""

    @field
    def id(self) -> strawberry.ID:
        """An opaque id; give it to `node` to get the object again."""
        raise NotImplementedError
