"""A term by one of its keys: slug, node id, address or label."""

import re
from typing import NamedTuple

from .snapshot import Snapshot

_ADDRESS = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.[a-z0-9]+)?/?(?:[?#].*)?", re.DOTALL)


class Found(NamedTuple):
    """A term, and the former slug that led to it when the key is out of date."""

    term: int
    redirected_from: str | None = None


def by_slug(snapshot: Snapshot, slug: str) -> Found | None:
    """The term with this slug, or that had it once."""
    number = snapshot.numbers.get(slug)
    if number is not None:
        return Found(number)
    current = snapshot.redirects.get(slug)
    return None if current is None else Found(snapshot.numbers[current], slug)


def by_id(snapshot: Snapshot, node: str) -> int | None:
    """The term with this global node id; None for anything else, malformed or of another kind."""
    kind, key = snapshot.nodes.get(node, ("", ""))
    return snapshot.numbers[key] if kind == "term" else None


def by_url(snapshot: Snapshot, url: str) -> Found | None:
    """The term at this address of the glossary: `{base_url}terms/{slug}`.

    A format's suffix (".html"), a slash at the end, a query and a fragment make no difference.
    """
    home = snapshot.glossary.base_url.rstrip("/") + "/terms/"
    if not url.startswith(home):
        return None
    address = _ADDRESS.fullmatch(url, len(home))
    return by_slug(snapshot, address[1]) if address else None


def by_label(snapshot: Snapshot, label: str) -> tuple[int, ...]:
    """Terms with this label: as a name or title, else as an acronym, else as an alias; several when it is ambiguous."""
    return snapshot.labels.find(label)
