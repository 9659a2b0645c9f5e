"""Pages outside the glossary that belong to a term, in their groups, each with a trail that leads to it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from termgraph.model import Level, Link, LinkGroup, Term

from .plans import cheapest_plan
from .reading_order import places
from .snapshot import Snapshot
from .trails import Crumb, ancestors, category_trail

CATEGORY = "category:"
"""What a link's target begins with when it is a category."""

IS_A, USES = "is-a", "uses"
"""The claims by which links are borrowed."""


@dataclass(frozen=True, slots=True)
class InheritedLink:
    """A link borrowed from term `term`; `claim` is what the borrower is to it: "is-a", or "uses"."""

    link: Link
    term: int
    claim: str


@dataclass(frozen=True, slots=True)
class LinkGroupAnswer:
    """The links of one group, best first; `total` counts them before the cut. Borrowed ones stand after them."""

    group: LinkGroup
    links: tuple[Link, ...]
    total: int
    inherited: tuple[InheritedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """What a reader has to learn before a page: the terms of the cheapest plan, in an order to learn them.

    Unless `optimal`, the budget stopped the search and a cheaper plan may exist.
    """

    terms: tuple[int, ...]
    minutes: int
    optimal: bool = True


def related_links(
    snapshot: Snapshot,
    number: int,
    groups: Collection[str] | None = None,
    per_group: int = 5,
    *,
    inherit: bool = False,
) -> tuple[LinkGroupAnswer, ...]:
    """The links about term `number` or one of its categories, by group (order, key); at most `per_group` in each.

    In a group: links that teach before links that are about, those of the term before those of its category, then by
    distance in level (unknown last), newer first (undated last), title, id. Empty and unknown groups are left out.

    With `inherit` a group that is not full borrows: from the terms that this one is a kind of, nearest first, then from
    those it uses, by slug; never from a whole, since a page about the whole is rarely about the part, and never what is
    about a category. What is borrowed then stands by (teaches, distance in level, newer, title, id). A link has one
    group, so it is shown once.
    """
    most = max(per_group, 0)
    found = _direct(snapshot, number)
    borrowed = _borrowed(snapshot, number, found, most) if inherit else {}
    answer: list[LinkGroupAnswer] = []
    for group in sorted(snapshot.link_groups.values(), key=lambda group: (group.order, group.key)):
        own, lent = found.get(group.key, {}), borrowed.get(group.key, {})
        if (own or lent) and (groups is None or group.key in groups):
            links = _ordered(own.values(), lambda link: _nearness(snapshot, number, link))
            answer.append(LinkGroupAnswer(group, links[:most], len(links), _lent_in_order(snapshot, number, lent)))
    return tuple(answer)


def missing_for(snapshot: Snapshot, link: Link, known: AbstractSet[int]) -> Missing | None:
    """What a reader who knows exactly `known` should learn before a page, by the terms that it requires.

    Nothing where it requires nothing else; None where there is no way to learn it. Terms that are not in the glossary
    are passed over.
    """
    wanted = [snapshot.numbers[slug] for slug in link.requires if slug in snapshot.numbers]
    plan = cheapest_plan(snapshot, wanted, known)
    if plan is None:
        return None
    order = places(snapshot)
    return Missing(tuple(sorted(plan.terms, key=lambda term: (order[term], term))), plan.minutes, plan.optimal)


def missing_sentence(missing: Missing) -> str | None:
    """What is missing in words: "Before this page, learn 2 terms, 25 minutes."; None where nothing is."""
    if not missing.terms:
        return None
    return f"Before this page, learn {_counted(len(missing.terms), 'term')}, {_counted(missing.minutes, 'minute')}."


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _direct(snapshot: Snapshot, number: int) -> Mapping[str, Mapping[str, Link]]:
    """The links of a term and its categories by group and id."""
    targets = (snapshot.terms[number].slug, *(CATEGORY + slug for slug in snapshot.terms[number].categories))
    by_target = snapshot.once(links_by_target)
    found: dict[str, dict[str, Link]] = {}
    for target in targets:
        for link in by_target.get(target, ()):
            found.setdefault(link.group, {})[link.id] = link
    return found


Lent = Mapping[str, InheritedLink]
"""What is borrowed, by id of the link."""


def _borrowed(
    snapshot: Snapshot, number: int, direct: Mapping[str, Mapping[str, Link]], per_group: int
) -> Mapping[str, Lent]:
    """For each group what it borrows, as much as it lacks of `per_group`, from the nearest lender that has it."""
    by_target = snapshot.once(links_by_target)
    taken = {link for links in direct.values() for link in links}
    found: dict[str, dict[str, InheritedLink]] = {}
    for lender, claim in _lenders(snapshot, number):
        offers = {
            link.id: InheritedLink(link, lender, claim)
            for link in by_target.get(snapshot.terms[lender].slug, ())
            if link.id not in taken
        }
        for offer in _lent_in_order(snapshot, number, offers):
            key = offer.link.group
            if len(direct.get(key, ())) + len(found.get(key, ())) < per_group:
                taken.add(offer.link.id)
                found.setdefault(key, {})[offer.link.id] = offer
    return found


def _lent_in_order(snapshot: Snapshot, number: int, lent: Lent) -> tuple[InheritedLink, ...]:
    links = (each.link for each in lent.values())
    ordered = _ordered(links, lambda link: _resemblance(snapshot, number, lent[link.id]))
    return tuple(lent[link.id] for link in ordered)


def _lenders(snapshot: Snapshot, number: int) -> Iterator[tuple[int, str]]:
    """The terms that a term borrows from, and the claim: what it is a kind of, nearest first, then what it uses."""
    generic = [key for key, row in snapshot.registry.types.items() if row.hierarchical == "generic"]
    yield from ((each.term, IS_A) for each in ancestors(snapshot, number, generic))
    used = (snapshot.edges[edge] for edge in snapshot.out(number))
    yield from ((edge.object, USES) for edge in used if edge.type == USES)


def _ordered(links: Iterable[Link], nearness: Callable[[Link], tuple[int, ...]]) -> tuple[Link, ...]:
    """In order of nearness, newer first, title, id."""
    ordered = sorted(links, key=lambda link: (link.title, link.id))
    ordered.sort(key=lambda link: link.published or "", reverse=True)
    return tuple(sorted(ordered, key=nearness))


def link_trail(snapshot: Snapshot, number: int, group: LinkGroup, link: Link) -> tuple[Crumb, ...]:
    """Root, category, term, group, link: where a reader of the term's page finds the link."""
    return (
        *category_trail(snapshot, number),
        Crumb("group", group.key, group.title),
        Crumb("link", link.id, link.title),
    )


def links_by_target(snapshot: Snapshot) -> Mapping[str, tuple[Link, ...]]:
    """The links of each term and category; ask for them with `snapshot.once`."""
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


def _nearness(snapshot: Snapshot, number: int, link: Link) -> tuple[int, ...]:
    term = snapshot.terms[number]
    shelves = {CATEGORY + slug for slug in term.categories}
    teaches = term.slug in link.teaches or not shelves.isdisjoint(link.teaches)
    of_the_term = term.slug in (*link.teaches, *link.about, link.term)
    return (not teaches, not of_the_term, _distance(term, link))


def _resemblance(snapshot: Snapshot, number: int, inherited: InheritedLink) -> tuple[int, ...]:
    """How near a borrowed link is to the term that borrows it."""
    teaches = snapshot.terms[inherited.term].slug in inherited.link.teaches
    return (not teaches, _distance(snapshot.terms[number], inherited.link))


def _distance(term: Term, link: Link) -> int:
    """How many levels lie between a term and a link; more than there are when either has none."""
    levels = [each.value for each in Level]
    known = term.level is not None and link.level in levels
    return abs(levels.index(str(link.level)) - levels.index(str(term.level))) if known else len(levels)
