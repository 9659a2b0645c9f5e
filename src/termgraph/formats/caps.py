"""How much of anything a file may hold: one table, looked at before work is spent on what it limits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cap:
    """One limit: `limit` is the largest number that is still accepted, of `unit`, in `of`."""

    limit: int
    unit: str
    of: str


FILE = Cap(1_000_000, "bytes", "a file of a data folder")
DOCUMENT = Cap(256_000_000, "bytes", "a glossary in one file")
FILES = Cap(200_000, "files", "a data folder")
FOLDERS = Cap(16, "levels", "folders under terms/")
NODES = Cap(100_000, "values", "a file of a data folder")
DOCUMENT_NODES = Cap(20_000_000, "values", "a glossary in one file")
DEPTH = Cap(32, "levels", "lists and mappings inside one another")
FINDINGS = Cap(100, "findings", "a file, shown")
DOCUMENT_FINDINGS = Cap(10_000, "findings", "a glossary in one file, shown")

LABEL = Cap(300, "characters", "a name, acronym, title, alias, heading or key")
SUMMARY = Cap(1_000, "characters", "a summary")
REMARK = Cap(2_000, "characters", "a reason or other remark")
ADDRESS = Cap(2_000, "characters", "an address")
DEFINITION = Cap(20_000, "bytes of UTF-8", "a definition")
SECTION = Cap(20_000, "bytes of UTF-8", "a section")

SECTIONS = Cap(50, "sections", "a term")
ALIASES = Cap(200, "aliases", "a term")
RELATIONS = Cap(5_000, "relations", "a term's file")
OPTIONS = Cap(100, "entries", "a group of alternatives, or one alternative")
ITEMS = Cap(1_000, "entries", "any other list of a term")
LISTED = Cap(200_000, "entries", "a list of a glossary as a whole")
STATED = Cap(2_000_000, "entries", "the relations of a glossary in one file")
EXTRAS = Cap(5_000_000, "lines", "statements that no record has room for")
VOCABULARY = Cap(2_000_000_000, "bytes", "a file of RDF")
STATEMENTS = Cap(50_000_000, "statements", "a file of RDF")
LITERAL = Cap(1_000_000, "characters", "a text of a file of RDF")
NESTING = Cap(64, "levels", "elements and values of a file of RDF")
MINUTES = Cap(100_000, "minutes", "the time of a term or page")
ORDER = Cap(1_000_000, "", "a place in an order")

COMBINING = Cap(30, "combining marks", "a run of them")
"""Longer runs make Unicode normalisation quadratic; no script needs more than a handful."""
