"""Preconditions and ranges (RFC 9110, 13 and 14): tables, and the law that a part is a slice."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.web.linked_data.conditions import Validators, Verdict, http_date, read_date, verdict, wanted_part

WHEN = datetime(2026, 11, 21, 10, 0, 0, 500_000, UTC)
NOW, AFTER = (http_date(WHEN.replace(second=second)) for second in (0, 1))
EARLIER = http_date(WHEN.replace(hour=9))
OURS = Validators('"a,b"', WHEN)

PROCEED, UNCHANGED, FAILED = Verdict.PROCEED, Verdict.NOT_MODIFIED, Verdict.FAILED


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        ({}, PROCEED),
        ({"if-none-match": '"a,b"'}, UNCHANGED),
        ({"if-none-match": 'W/"a,b"'}, UNCHANGED),
        ({"if-none-match": ' "x" ,, "a,b"'}, UNCHANGED),
        ({"if-none-match": " * "}, UNCHANGED),
        ({"if-none-match": '"a"'}, PROCEED),
        ({"if-none-match": "a,b"}, PROCEED),
        ({"if-none-match": '"a,b'}, PROCEED),
        ({"if-none-match": ""}, PROCEED),
        ({"if-none-match": '"x", *'}, PROCEED),
        ({"if-match": '"a,b"'}, PROCEED),
        ({"if-match": "*"}, PROCEED),
        ({"if-match": 'W/"a,b"'}, FAILED),
        ({"if-match": '"x"'}, FAILED),
        ({"if-match": ""}, FAILED),
        ({"if-modified-since": NOW}, UNCHANGED),
        ({"if-modified-since": AFTER}, UNCHANGED),
        ({"if-modified-since": EARLIER}, PROCEED),
        ({"if-modified-since": "Saturday, 21-Nov-26 10:00:00 GMT"}, UNCHANGED),
        ({"if-modified-since": "Sat Nov 21 10:00:00 2026"}, UNCHANGED),
        ({"if-modified-since": "soon"}, PROCEED),
        ({"if-modified-since": "Sat, 21 Nov 99999 10:00:00 GMT"}, PROCEED),
        ({"if-unmodified-since": NOW}, PROCEED),
        ({"if-unmodified-since": EARLIER}, FAILED),
        ({"if-unmodified-since": "soon"}, PROCEED),
        # precedence
        ({"if-none-match": '"x"', "if-modified-since": NOW}, PROCEED),
        ({"if-match": '"a,b"', "if-unmodified-since": EARLIER}, PROCEED),
        ({"if-match": '"x"', "if-none-match": '"a,b"'}, FAILED),
        ({"if-match": '"a,b"', "if-none-match": '"a,b"'}, UNCHANGED),
    ],
)
def test_preconditions_in_their_order(headers: dict[str, str], wanted: Verdict) -> None:
    assert verdict(headers, OURS) is wanted


@pytest.mark.parametrize("header", [f'"a",{" " * 100_000}x', f'"{"a" * 100_000}', f'{" " * 100_000}"', '"a",\n', "\n"])
def test_a_long_header_is_read_in_linear_time(header: str) -> None:
    begun = time.process_time()
    assert verdict({"if-none-match": header}, OURS) is PROCEED
    assert time.process_time() - begun < 1  # Quadratic time is many seconds.


def test_a_representation_of_unknown_age_is_never_unchanged_by_date() -> None:
    ageless = Validators('"a"')
    assert verdict({"if-modified-since": NOW}, ageless) is PROCEED
    assert verdict({"if-unmodified-since": EARLIER}, ageless) is PROCEED


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("bytes=0-9", (0, 10)),
        ("bytes=0-0", (0, 1)),
        ("Bytes= 0-9 ", (0, 10)),
        ("bytes=90-200", (90, 100)),
        ("bytes=90-", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-1000", (0, 100)),
        ("bytes=100-", (100, 100)),
        ("bytes=100-200", (100, 100)),
        ("bytes=-0", (100, 100)),
        ("bytes=9-0", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("bytes=0-1,5-6", None),
        ("bytes=0-9999999999999999999999", None),
        ("lines=0-9", None),
        ("bytes 0-9", None),
        ("", None),
    ],
)
def test_the_part_that_is_wanted(header: str, wanted: tuple[int, int] | None) -> None:
    part = wanted_part({"range": header}, OURS, 100)
    assert (part and (part.start, part.end)) == wanted


@pytest.mark.parametrize(
    ("if_range", "all_of_it"), [('"a,b"', False), ('W/"a,b"', True), ('"x"', True), (NOW, True), ("", True)]
)
def test_a_part_of_something_else_is_not_sent(if_range: str, all_of_it: bool) -> None:
    part = wanted_part({"range": "bytes=0-9", "if-range": if_range}, OURS, 100)
    assert (part is None) is all_of_it


@given(st.binary(max_size=20), st.integers(0, 25), st.integers(0, 25))
def test_a_part_is_a_slice(body: bytes, first: int, length: int) -> None:
    part = wanted_part({"range": f"bytes={first}-{first + length}"}, OURS, len(body))
    assert part is not None
    assert body[part.start : part.end] == body[first : first + length + 1]
    last = wanted_part({"range": f"bytes=-{length}"}, OURS, len(body))
    assert last is not None
    assert body[last.start : last.end] == (body[-length:] if length else b"")


@given(st.text(max_size=50))
def test_no_date_is_an_error(text: str) -> None:
    read_date(text)
    verdict({"if-modified-since": text, "if-none-match": text, "if-match": text, "if-unmodified-since": text}, OURS)
    wanted_part({"range": text, "if-range": text}, OURS, 10)
