"""A plan that is written part by part leaves what one written at once leaves."""

from pathlib import Path

import pytest
from facts import facts

from termgraph.model import Content, difference
from termgraph.store import Store
from termgraph.store.chain import Sealing, entries, next_chain, seal


@pytest.mark.parametrize("chunk", [1, 7, 100_000])
def test_parts_are_sealed_as_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr("termgraph.store.sql.CHUNK", chunk)
    monkeypatch.setattr("termgraph.store.writing.CHUNK", chunk)
    content = facts()
    changes = difference(Content(), content)
    with Store.open(str(tmp_path / "store.db")) as store:
        base = store.head()
        head = store.apply(changes, base=base)
        assert head.chain == next_chain(base.chain, changes)
        assert store.verify() == head
        assert store.content() == (head, content)
        assert head.public_revision == 1
        assert store.counts() == (len(content.terms), len(content.relations) + len(content.requirements))


def test_a_seal_does_not_depend_on_how_its_entries_come() -> None:
    logged = entries(difference(Content(), facts()))
    for size in (1, 3, len(logged)):
        sealing = Sealing("begin")
        for start in range(0, len(logged), size):
            sealing.add(logged[start : start + size])
        assert sealing.chain() == seal("begin", logged)
    assert seal("begin", logged[1:]) != seal("begin", logged)
    assert Sealing("begin").chain() == seal("begin", [])
