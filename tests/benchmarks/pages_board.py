"""What pages weigh and cost: bytes as sent, and CPU time in process, made and kept."""

import gzip
import sys
import time
from copy import copy
from dataclasses import replace
from pathlib import Path
from statistics import median

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "web")]

from asking import api_of
from page_list import KINDS

from termgraph import Glossary
from termgraph.web.app import STATIC

DATA = Path(__file__).parents[2] / "data"


def pages_board(rounds: int = 7) -> str:
    """A table: bytes, bytes compressed, milliseconds of CPU to make a page, to send it again, to say it is the same."""
    api = api_of()
    with Glossary.open(DATA) as glossary:
        api.holder.current = glossary.current
    rows = []
    for name, path in KINDS.items():
        made, again, kept, body, tag = [], [], [], b"", ""
        for _ in range(rounds):
            # Another snapshot of the same: what was made of the last one is gone, but not what all questions share.
            view = api.holder.current
            api.holder.current = replace(view, snapshot=copy(view.snapshot))
            start = time.process_time()
            response = api.send("GET", path)
            made.append(time.process_time() - start)
            body, tag = response.content, response.headers.get("etag", "")
            start = time.process_time()
            api.send("GET", path)
            again.append(time.process_time() - start)
            start = time.process_time()
            api.send("GET", path, headers={"If-None-Match": tag})
            kept.append(time.process_time() - start)
        sizes = f"{len(body) / 1000:.1f} | {len(gzip.compress(body, 5)) / 1000:.1f}"
        times = " | ".join(f"{1000 * median(each):.1f}" for each in (made, again, kept))
        rows.append(f"| {name} | {sizes} | {times} |")
    files = [each.read_bytes() for each in (STATIC / "pages").iterdir() if each.suffix in (".css", ".js")]
    own = sum(len(gzip.compress(each, 5)) for each in files)
    return "\n".join(
        [
            "`scripts/bench pages`: our glossary, in process, client included (about 1 ms of each figure).",
            f"Style sheet and all scripts together: {own / 1000:.1f} kB compressed, fetched once.",
            "",
            "| page | kB | kB compressed | ms of CPU | ms again | ms when the reader has it |",
            "|---|---|---|---|---|---|",
            *rows,
        ]
    )
