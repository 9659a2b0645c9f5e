"""What hostile requests cost: the whole corpus of tests/api, in process, in CPU time."""

import sys
import time
from pathlib import Path
from statistics import median

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "api")]

from asking import api_of
from hostile_requests import LARGEST, requests

HEADERS = {"Content-Type": "application/json", "Accept": "application/graphql-response+json"}
SHOWN = 10


def hostile_board(rounds: int = 3) -> str:
    """A table of the costliest requests: milliseconds of CPU, the median of some rounds after a first one."""
    api, corpus = api_of(response_cache_mb=0), requests()  # kept answers would cost nothing
    times: dict[str, list[float]] = {name: [] for name in corpus}
    statuses: dict[str, int] = {}
    for number in range(rounds + 1):
        for name, raw in corpus.items():
            start = time.process_time()
            statuses[name] = api.send("POST", content=raw, headers=HEADERS).status_code
            if number:
                times[name].append(time.process_time() - start)
    found = sorted(((median(each), name) for name, each in times.items()), reverse=True)
    rows = (f"| {name} | {statuses[name]} | {1000 * seconds:.0f} |" for seconds, name in found[:SHOWN])
    total = sum(each for each, _ in found)
    return f"""`scripts/bench hostile`: {len(corpus)} requests of at most {LARGEST // 1024} kB over the facts of the
tests, in process, client included. Together {total:.1f} s of CPU; the costliest:

| request | status | ms of CPU |
|---|---|---|
{chr(10).join(rows)}
"""
