"""In and out of text: one module per format, and none knows another."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from termgraph.model.garbage import no_cycles_sought

if TYPE_CHECKING:
    from .source import Source


def read(path: Path, progress: Callable[[int, int], None] | None = None) -> "Source":
    """What a data folder, or a glossary in one .yaml, .yml or .json file, says, and what is wrong with it.

    `progress` is called with how many files are read and how many there are. Content never makes this raise.
    """
    with no_cycles_sought():
        if path.suffix.lower() in {".yaml", ".yml", ".json"} and not path.is_dir():
            from .document import read_document

            return read_document(path, progress)
        from .folder import read_folder

        return read_folder(path, progress)
