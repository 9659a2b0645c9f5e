"""What was made of one snapshot and holds for the next as well: an edit of one text changes few of the indexes.

Whether something holds depends on what its module reads of a snapshot, so that is written down here, in one table.
"""

from collections.abc import Callable
from dataclasses import fields

from termgraph.model import Content, Term

from .snapshot import STATEMENTS, Snapshot, differ
from .text_index import TextIndex

LABELS = frozenset({"term.name", "term.acronym", "term.title", "term.aliases", "term.translations", "glossary"})
"""What terms are called, and the pattern of titles."""

MENTIONS = LABELS | {"term.summary", "term.definition"}

READS = {
    "label_index": LABELS | {"term.former_slugs"},
    "adjacency": STATEMENTS,
    "annotate": LABELS | {"term.no_autolink"},
    "polyhierarchy": STATEMENTS | {"term.categories"},
    "mentions": MENTIONS,
    "related": STATEMENTS | MENTIONS | {"term.categories"},
    "links": frozenset({"links"}),
    "orders": frozenset({"term.name", "term.level", "term.minutes", "relation_types"}),
    "precedence": STATEMENTS,
    "reading_order": STATEMENTS,
    "effort": frozenset({"term.level", "term.minutes"}),
}
"""For each module what it reads of a snapshot, beside the slugs, to make what is kept with `Snapshot.once`.

What a module makes that is not here, is made anew; so is everything where terms have come or gone, since they are
numbered then in another way.
"""

DERIVED = {
    "labels": LABELS,
    "members": frozenset({"term.categories", "categories"}),
    "nodes": frozenset({"term.former_slugs", "categories", "relation_types", "links"}),
}
"""The same for what a snapshot keeps of itself."""


def inherit(before: Snapshot, now: Snapshot) -> None:
    """Give a new snapshot what was made of the one before it and is the same for it; both are of one glossary."""
    if TextIndex.of in before.made:
        now.keep(TextIndex.of, before.once(TextIndex.of).after(before, now))
    if before.numbers is not now.numbers:
        return
    changed = differing(before.content, now.content)
    for make in before.made:
        reads = READS.get(_module(make))
        if reads is not None and reads.isdisjoint(changed):
            now.keep(make, before.once(make))
    for name, reads in DERIVED.items():
        if name in vars(before) and reads.isdisjoint(changed):
            vars(now)[name] = vars(before)[name]


def differing(before: Content, now: Content) -> frozenset[str]:
    """The fields that differ between two contents with the same terms; those of terms as "term.name" and so on."""
    found = {each.name for each in fields(Content) if each.name != "terms" and _differ(before, now, each.name)}
    unread = [each.name for each in fields(Term)]
    for one, other in zip(before.terms.values(), now.terms.values(), strict=True):
        if one is not other:
            changed = [name for name in unread if getattr(one, name) != getattr(other, name)]
            unread = [name for name in unread if name not in changed]
            found.update(f"term.{name}" for name in changed)
    return frozenset(found)


def _differ(before: Content, now: Content, name: str) -> bool:
    if name == "glossary":
        return before.glossary != now.glossary
    return differ(before, now, name)


def _module(make: Callable[..., object]) -> str:
    made: Callable[..., object] = getattr(make, "func", make)  # a `partial` is of the module of its function
    return made.__module__.rpartition(".")[2]
