"""What can be followed; events come from one place, whatever carries them to the client."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry

from termgraph.glossary.news import follow
from termgraph.glossary.view import Current

from .changes import RevisionChange
from .declare import followed, object_type
from .reading import Reading, given
from .scalars import Revision
from .term import term_of

From = Annotated[
    Revision | None,
    strawberry.argument(
        description="A revision that you have: what came after it comes first. The present if left out."
    ),
]


@object_type
class Subscription:
    """What can be followed, over a WebSocket (graphql-transport-ws) or as server-sent events."""

    glossary: strawberry.Private[Current]

    @followed
    async def term_changed(self, since: From = strawberry.UNSET) -> AsyncGenerator[RevisionChange, None]:
        """Every revision after `since`, as it comes.

        To go on after an interruption, give the last revision you were told of. Ends with an error,
        REVISION_NOT_REACHED or EPOCH_CHANGED, when what came after that is not known: then read anew what you show.
        """
        async with aclosing(follow(self.glossary, given(since))) as news:
            async for revised in news:
                yield RevisionChange(reading=Reading(self.glossary.current, term_of), revised=revised)
