"""Trails from the glossary to a term or a page, ready to print."""

from collections.abc import Iterable
from itertools import count
from urllib.parse import urljoin

from termgraph import model
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.trails import Crumb

from .declare import object_type, said
from .enums import CrumbKind
from .reading import Reading
from .scalars import URL

KINDS: dict[str, CrumbKind] = {str(each.value): each for each in CrumbKind}


@object_type
class Breadcrumb:
    """One step of a trail."""

    position: int = said("Counted from 1 at the root.")
    kind: CrumbKind = said("What this step is.")
    label: str = said("What to print.")
    slug: str = said("The slug of the category or term, or the key of the root, group or link.")
    url: URL | None = said("The page of this step; null for the heading of a group, which has none.")


def printed(reading: Reading, crumbs: Iterable[Crumb], positions: Iterable[int] | None = None) -> list[Breadcrumb]:
    """The crumbs with their addresses and positions: 1, 2, 3 and so on unless they are given."""
    return [
        Breadcrumb(
            position=position,
            kind=KINDS[crumb.kind],
            label=crumb.label,
            slug=crumb.slug,
            url=_page(reading, crumb),
        )
        for position, crumb in zip(positions or count(1), crumbs, strict=False)
    ]


def link_address(snapshot: Snapshot, link: model.Link) -> URL:
    """Where a link leads: its address, resolved against the publisher's site when it is relative."""
    publisher = snapshot.glossary.publisher
    site = (publisher.url if publisher else None) or snapshot.glossary.base_url
    return URL(urljoin(site, link.url))


def _page(reading: Reading, crumb: Crumb) -> URL | None:
    match crumb.kind:  # A text: members of an enum take longer to tell apart.
        case "root":
            return reading.address()
        case "category":
            return reading.address("categories", crumb.slug)
        case "term":
            return reading.address("terms", crumb.slug)
        case "link":
            return link_address(reading.snapshot, reading.snapshot.content.links[crumb.slug])
    return None
