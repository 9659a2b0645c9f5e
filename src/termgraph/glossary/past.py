"""What a store tells of how it came to be as it is; one that cannot tell is served all the same."""

import logging
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError
from termgraph.model import GLOSSARY, Content, apply
from termgraph.store import Changed, Head

from .history import MOST_REVISIONS, MOST_TOUCHES, History

if TYPE_CHECKING:
    from termgraph.store import Reading

LOG = logging.getLogger("termgraph.glossary")


def revision_of(head: Head) -> str:
    """The revision that clients see: it moves only when something public changes."""
    return f"{head.epoch}.{head.public_revision}"


def past(store: "Reading", head: Head, content: Content) -> History:
    """What came before `head`, at which the store has `content`: clients that were here before a restart go on."""
    now = History.beginning(revision_of(head))
    try:
        undoing, writes = store.past(head, revisions=MOST_REVISIONS, changes=MOST_TOUCHES)
    except TermgraphError as error:
        LOG.warning("The past cannot be read: %s", error.message)
        return now
    before = apply(content, (change for change in undoing if change.entity != GLOSSARY))
    public_writes = sum(write.public for write in writes)
    return History(now.epoch, now.newest - public_writes).continued(before, writes)


def last_changed(store: "Reading", head: Head) -> Changed:
    """When terms were last changed by `head`."""
    try:
        return store.changed(head)
    except TermgraphError as error:
        LOG.warning("When terms were changed cannot be read: %s", error.message)
        return Changed()
