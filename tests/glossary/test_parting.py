"""What a view was made of is freed when nobody reads it, in steps, and what the next one has as well is not touched."""

import weakref
from dataclasses import dataclass, replace

from termgraph.glossary import parting
from termgraph.glossary.holder import view_of
from termgraph.glossary.parting import Parting
from termgraph.graph import letting_go
from termgraph.graph.preparation import prepare
from termgraph.graph.search import search
from termgraph.model import Content, Term


@dataclass(eq=False)
class Item:
    number: int


@dataclass(eq=False)
class Held:
    """Something with a large container, one inside it, and a small one."""

    items: tuple[Item, ...]
    by_number: dict[int, list[Item]]


Held.__module__ = Item.__module__ = "termgraph.made.up"


def held(count: int) -> Held:
    return Held(tuple(map(Item, range(count))), {number: [Item(number)] for number in range(count)})


def test_the_last_reader_frees_nothing_large_and_letting_go_frees_it_all() -> None:
    leaving, old = Parting(), held(3000)
    items = [weakref.ref(each) for each in (old.items[7], old.by_number[7][0])]
    leaving.replaced(old, held(3000))
    reader = old
    del old
    leaving.let_go()
    assert reader.items[7].number == 7  # it is read, so nothing of it goes
    assert reader.by_number[2999][0].number == 2999
    assert all(each() for each in items)
    del reader
    assert all(each() for each in items)
    leaving.let_go()
    assert not any(each() for each in items)
    leaving.let_go()


def test_what_the_next_one_has_as_well_stays() -> None:
    leaving, old = Parting(), held(3000)
    new = replace(old, by_number={})
    leaving.replaced(old, new)
    del old
    leaving.let_go()
    assert [each.number for each in new.items] == list(range(3000))


def test_steps_are_short_whatever_is_freed() -> None:
    assert letting_go.STEP <= 1000
    containers: list[list[int]] = [list(range(2500)), []]
    numbers = {number: number for number in range(1200)}
    letting_go.let_go(*containers, numbers)
    assert containers == [[], []]
    assert numbers == {}


def test_a_view_of_many_terms_goes_and_the_next_answers() -> None:
    terms = {f"t-{number:04}": Term(f"t-{number:04}", f"Term {number}") for number in range(2 * parting.LARGE)}
    before = view_of(Content.of(terms=terms.values()), "e.1")
    prepare(before.snapshot)
    changed = {**terms, "t-0007": replace(terms["t-0007"], name="Another name")}
    now = view_of(Content.of(terms=changed.values()), "e.2", None, before.snapshot)
    prepare(now.snapshot)
    leaving, gone = Parting(), weakref.ref(before.snapshot)
    leaving.replaced(before.snapshot, now.snapshot)
    del before
    assert gone() is None
    leaving.let_go()
    assert [hit.term for hit in search(now.snapshot, "another name")] == [7]
