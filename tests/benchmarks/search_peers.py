"""The engines that stand beside our search: the same folded labels and texts, in memory.

None knows the contract (tiers, ranks of labels, ties by slug), so they are asked the nearest they have: which twenty
terms match best. FTS5 has no way to forgive a typo; rapidfuzz has nothing else, and compares every label.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import rapidfuzz
from rapidfuzz import process
from rapidfuzz.distance import OSA

from termgraph.graph.fuzzy import tolerance
from termgraph.graph.labels import fold, words
from termgraph.graph.plain_text import plain, texts
from termgraph.graph.snapshot import Snapshot

FIRST = 20
"""Terms on a page."""


@dataclass(frozen=True)
class Engine:
    """One engine, its version, how it is asked for the best FIRST terms, and which kinds of typing it is made for."""

    name: str
    version: str
    ask: Callable[[str], Sequence[int]]
    forgives: bool
    only_typos: bool = False


def engines() -> tuple[str, ...]:
    """Those that are there; SQLite and rapidfuzz always are."""
    return tuple(name for name in BUILDERS if name != "tantivy" or find_spec(name))


def _folded(snapshot: Snapshot) -> list[tuple[str, str]]:
    """For each term its labels and what is written about it."""
    labels: list[list[str]] = [[] for _ in snapshot.terms]
    for label, text in zip(snapshot.labels.entries, snapshot.labels.folded, strict=True):
        labels[label.term].append(text)
    written = (" ".join(words(fold(plain(snapshot, "\n".join(texts(term)))))) for term in snapshot.terms)
    return [(" | ".join(own), text) for own, text in zip(labels, written, strict=True)]


def _fts5(snapshot: Snapshot) -> Engine:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE term USING fts5(label, text, prefix='2 3', detail=column)")
    rows = ((number, *row) for number, row in enumerate(_folded(snapshot)))
    database.executemany("INSERT INTO term(rowid, label, text) VALUES (?, ?, ?)", rows)
    database.execute("INSERT INTO term(term) VALUES ('optimize')")

    def ask(text: str) -> list[int]:
        asked = " ".join(f'"{word}"*' for word in words(fold(text)))
        rows = database.execute(
            "SELECT rowid FROM term WHERE term MATCH ? AND rank MATCH 'bm25(10, 1)' ORDER BY rank LIMIT ?",
            (asked, FIRST),
        )
        return [number for (number,) in rows]

    return Engine("SQLite FTS5", sqlite3.sqlite_version, ask, forgives=False)


def _rapidfuzz(snapshot: Snapshot) -> Engine:
    folded = snapshot.labels.folded
    terms = [label.term for label in snapshot.labels.entries]

    def ask(text: str) -> list[int]:
        typed = fold(text)
        rows = process.extract(typed, folded, scorer=OSA.distance, score_cutoff=tolerance(len(typed)), limit=FIRST)
        return [terms[place] for _, _, place in rows]

    return Engine("rapidfuzz", rapidfuzz.__version__, ask, forgives=True, only_typos=True)


def _tantivy(snapshot: Snapshot) -> Engine:
    tantivy = import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("term", stored=True)
    for name in ("label", "text"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    for number, (label, text) in enumerate(_folded(snapshot)):
        writer.add_document(tantivy.Document(term=number, label=label, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, must, should = index.searcher(), tantivy.Occur.Must, tantivy.Occur.Should

    def found(asked: Sequence[str], fields: Sequence[str], *, forgiving: bool) -> list[int]:
        def near(field: str, word: str) -> Any:
            distance = tolerance(len(word)) if forgiving else 0
            return tantivy.Query.fuzzy_term_query(schema, field, word, distance=distance, prefix=True)

        every = [
            (must, tantivy.Query.boolean_query([(should, near(field, word)) for field in fields])) for word in asked
        ]
        hits = searcher.search(tantivy.Query.boolean_query(every), FIRST).hits
        return [searcher.doc(address)["term"][0] for _, address in hits]

    def ask(text: str) -> list[int]:
        asked = words(fold(text))
        return found(asked, ("label", "text"), forgiving=False) or found(asked, ("label",), forgiving=True)

    return Engine("tantivy", tantivy.__version__.removeprefix("tantivy v").partition(",")[0], ask, forgives=True)


BUILDERS: dict[str, Callable[[Snapshot], Engine]] = {
    "SQLite FTS5": _fts5,
    "rapidfuzz": _rapidfuzz,
    "tantivy": _tantivy,
}
