"""Python's search for garbage in cycles, put off while many records are made, of which none is in a cycle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cycles_sought() -> Iterator[None]:
    """While it lasts, cycles are not looked for; what is in no cycle is let go as always.

    Among the millions of records of a large glossary each search takes seconds, and finds nothing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
