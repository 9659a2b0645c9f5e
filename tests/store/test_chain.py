"""The hash chain shows every edit of the history, and readers can follow it with the log alone."""

import hashlib
import json

import pytest
from facts import facts

from termgraph.errors import Code, TermgraphError
from termgraph.model import Change, Content, Term, difference, encode
from termgraph.store import Store, next_chain


def test_the_chain_is_the_hash_of_the_last_and_the_changes() -> None:
    changes = (Change("term", "a", None, Term("a", "Ä\n")), Change("term", "b", Term("b", "B"), None))
    logged = [["term", "a", encode(changes[0].after)], ["term", "b", None]]
    canonical = json.dumps(logged, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert next_chain("00ff", changes) == hashlib.sha256(b"00ff" + canonical.encode()).hexdigest()
    assert next_chain("00ff", ()) == hashlib.sha256(b"00ff[]").hexdigest()


def _history(store: Store) -> None:
    one, two = Term("a", "One"), Term("a", "Two")
    store.apply((Change("term", "a", None, one), Change("term", "b", None, Term("b", "B"))))
    store.apply((Change("term", "a", one, two),))
    store.apply((Change("term", "b", Term("b", "B"), None),))


def test_a_reader_follows_the_chain_with_the_log(store: Store) -> None:
    chain = store.head().chain
    store.apply(difference(Content(), facts()))
    _history(store)
    head, logged = store.log(0)
    for entry in logged:
        chain = next_chain(chain, entry.changes)
        assert chain == entry.chain
    assert chain == head.chain


@pytest.mark.parametrize(
    "edit",
    [
        """UPDATE change_log SET after = '{"name":"Other","slug":"a"}' WHERE revision = 1 AND seq = 0""",
        """UPDATE change_log SET after = '{"extra":1,"name":"One","slug":"a"}' WHERE revision = 1 AND seq = 0""",
        "UPDATE change_log SET after = NULL WHERE revision = 2",
        "UPDATE change_log SET key = 'c' WHERE revision = 1 AND seq = 1",
        "UPDATE change_log SET entity = 'link' WHERE revision = 3",
        "UPDATE change_log SET seq = 5 WHERE revision = 1 AND seq = 0",
        "DELETE FROM change_log WHERE revision = 1 AND seq = 1",
        "DELETE FROM change_log WHERE revision = 2",
        "DELETE FROM change_log WHERE revision = 3",
        "INSERT INTO change_log (revision, seq, entity, key) VALUES (4, 0, 'term', 'a')",
        "UPDATE revision SET chain = '0' WHERE revision = 2",
        "DELETE FROM revision WHERE revision = 0",
        "UPDATE graph_state SET chain = '0'",
        "UPDATE graph_state SET revision = 2",
    ],
)
def test_every_edit_of_the_history_is_found(store: Store, edit: str) -> None:
    _history(store)
    assert store.verify().revision == 3
    with store._database.write.begin() as connection:
        connection.exec_driver_sql(edit)
    with pytest.raises(TermgraphError) as error:
        store.verify()
    assert error.value.code is Code.STORE_DAMAGED


def test_two_stores_share_no_history(database: str) -> None:
    with Store.open(database) as one, Store.open("sqlite://") as other:
        assert one.head().epoch != other.head().epoch
        assert one.head().chain != other.head().chain
