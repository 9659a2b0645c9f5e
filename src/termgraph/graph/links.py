"""Pages outside the glossary that belong to a term, in their groups, each with a trail that leads to it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from termgraph.model import Level, Link, LinkGroup

from .snapshot import Snapshot
from .trails import Crumb, category_trail

CATEGORY = "category:"
"""What a link's target begins with when it is a category."""


@dataclass(frozen=True, slots=True)
class LinkGroupAnswer:
    """The links of one group, best first; `total` counts them before the cut."""

    group: LinkGroup
    links: tuple[Link, ...]
    total: int


def related_links(
    snapshot: Snapshot, number: int, groups: Collection[str] | None = None, per_group: int = 5
) -> tuple[LinkGroupAnswer, ...]:
    """The links about term `number` or one of its categories, by group (order, key); at most `per_group` in each.

    In a group: links that teach before links that are about, those of the term before those of its category, then by
    distance in level (unknown last), newer first (undated last), title, id. Empty and unknown groups are left out.
    """
    targets = (snapshot.terms[number].slug, *(CATEGORY + slug for slug in snapshot.terms[number].categories))
    by_target = snapshot.once(_by_target)
    found: dict[str, dict[str, Link]] = {}
    for target in targets:
        for link in by_target.get(target, ()):
            found.setdefault(link.group, {})[link.id] = link
    answer: list[LinkGroupAnswer] = []
    for group in sorted(snapshot.link_groups.values(), key=lambda group: (group.order, group.key)):
        if group.key in found and (groups is None or group.key in groups):
            links = sorted(found[group.key].values(), key=lambda link: (link.title, link.id))
            links.sort(key=lambda link: link.published or "", reverse=True)
            links.sort(key=lambda link: _nearness(snapshot, number, link))
            answer.append(LinkGroupAnswer(group, tuple(links[: max(per_group, 0)]), len(links)))
    return tuple(answer)


def link_trail(snapshot: Snapshot, number: int, group: LinkGroup, link: Link) -> tuple[Crumb, ...]:
    """Root, category, term, group, link: where a reader of the term's page finds the link."""
    return (
        *category_trail(snapshot, number),
        Crumb("group", group.key, group.title),
        Crumb("link", link.id, link.title),
    )


def _by_target(snapshot: Snapshot) -> Mapping[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for link in snapshot.links:
        for target in dict.fromkeys(_targets(link)):
            found.setdefault(target, []).append(link)
    return {target: tuple(links) for target, links in found.items()}


def _targets(link: Link) -> Iterator[str]:
    """What a link belongs to; one written in a term's file is about that term."""
    yield from link.teaches
    yield from link.about
    if link.term is not None:
        yield link.term


def _nearness(snapshot: Snapshot, number: int, link: Link) -> tuple[bool, bool, int]:
    term = snapshot.terms[number]
    shelves = {CATEGORY + slug for slug in term.categories}
    teaches = term.slug in link.teaches or not shelves.isdisjoint(link.teaches)
    of_the_term = term.slug in (*link.teaches, *link.about, link.term)
    levels = [each.value for each in Level]
    known = term.level is not None and link.level in levels
    distance = abs(levels.index(str(link.level)) - levels.index(str(term.level))) if known else len(levels)
    return (not teaches, not of_the_term, distance)
