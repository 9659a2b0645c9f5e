"""Memory that is free goes back to the system, though something that is still needed lies behind it."""

import platform
import subprocess
import sys

import pytest

SCRIPT = """
import os
from array import array
from termgraph.glossary.parting import give_back

def megabytes():
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

before = megabytes()
pieces = [array("B", bytes(100_000)) for _ in range(500)]
last = pieces[-1]
del pieces
free = megabytes() - before
give_back()
print(free > 40, megabytes() - before < 10)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library needs not be told")
def test_what_lies_before_something_needed_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout == "True True\n"
