"""RESULTS.md: a section for each thing that is measured, rewritten by whoever measures it again."""

import re
from pathlib import Path

INTRODUCTION = """# Measurements

Written by `scripts/bench`; every section says by which command. Trust the ratios: figures of one run were taken beside
each other on one machine, and another machine has others.
"""


def put(path: Path, heading: str, text: str) -> None:
    """Put a section in place of the one with this heading, or at the end."""
    written = path.read_text("utf-8") if path.exists() else INTRODUCTION
    sections = re.split(r"^(?=## )", written, flags=re.MULTILINE)
    mine = f"## {heading}\n\n{text.strip()}\n"
    kept = [mine if each.startswith(f"## {heading}\n") else f"{each.strip()}\n" for each in sections]
    path.write_text("\n".join(kept if mine in kept else [*kept, mine]), "utf-8")
