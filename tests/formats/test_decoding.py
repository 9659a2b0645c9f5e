"""Bytes to text: strictly UTF-8, plain line ends, nothing that cannot be seen, Unicode NFC."""

import re
import unicodedata

import pytest

from termgraph.errors import Problem
from termgraph.formats.caps import COMBINING
from termgraph.formats.decoding import decode, normal, refused
from termgraph.formats.reading import Reading


def decoded(data: bytes) -> tuple[str | None, list[Problem]]:
    reading = Reading("f")
    return decode(data, reading), reading.problems


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("tab\tok \u200f \u200d".encode(), "tab\tok \u200f \u200d"),
        ("強化 👍".encode(), "強化 👍"),
    ],
)
def test_good_text_is_read(data: bytes, text: str) -> None:
    assert decoded(data) == (text, [])


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"),
    [
        (b"\xe9", "TG101", 1, 1),
        (b"a: caf\xe9 x", "TG101", 1, 7),
        ("é\r\nü".encode() + b"\xff", "TG101", 2, 2),
        (b"\xef\xbb\xbfa\xff", "TG101", 1, 2),
        (b"\xed\xa0\x80", "TG101", 1, 1),
        (b"\xc0\x80", "TG101", 1, 1),
        ("a".encode("utf-16"), "TG101", 1, 1),
        (b"ab\x00", "TG102", 1, 3),
        (b"a\n\x1b[31m", "TG102", 2, 1),
        (b"a\x7f", "TG102", 1, 2),
        ("a\x85b".encode(), "TG102", 1, 2),
        ("é\u2028".encode(), "TG102", 1, 2),
        ("a\u202e".encode(), "TG102", 1, 2),
        ("a\u2066".encode(), "TG102", 1, 2),
        ("a\ufeff".encode(), "TG102", 1, 2),
        ("\ufeff\ufeffa".encode(), "TG102", 1, 1),
        ("a\uffff".encode(), "TG102", 1, 2),
        (("e" + "\u0301" * 31).encode(), "TG102", 1, 2),
    ],
)
def test_bad_text_is_refused_at_its_place(data: bytes, rule: str, line: int, column: int) -> None:
    text, problems = decoded(data)
    assert text is None
    assert problems[0].where is not None
    assert (problems[0].rule, problems[0].where.line, problems[0].where.column) == (rule, line, column)
    assert problems[0].message.isprintable()


def test_every_forbidden_character_is_reported_up_to_the_cap() -> None:
    assert len(decoded(b"\x00a\x00b\x00")[1]) == 3
    assert len(decoded(b"\x00" * 5000)[1]) == 101


@pytest.mark.parametrize("mark", ["\u0301", "\u093f", "\u0f73", "\U0001d165"])
def test_a_run_of_marks_is_allowed_at_the_cap_and_refused_beyond(mark: str) -> None:
    assert not list(refused("e" + mark * COMBINING.limit + "e" + mark * COMBINING.limit))
    assert [place for place, _ in refused("e" + mark * (COMBINING.limit + 1))] == [1]


def test_dashes_and_other_signs_are_no_marks() -> None:
    assert not list(refused("—" * 500))


def test_whatever_decomposes_into_marks_alone_is_counted_as_a_mark() -> None:
    """The law behind the cap: a character outside category M never begins with a combining mark when decomposed."""
    for code in range(0x80, 0x110000):
        character = chr(code)
        decomposed = unicodedata.normalize("NFD", character)
        if any(map(unicodedata.combining, decomposed)) and unicodedata.category(character)[0] != "M":
            assert not unicodedata.combining(decomposed[0])
            # One that brings marks along brings at most a few, so that runs stay short.
            assert sum(map(bool, map(unicodedata.combining, decomposed))) <= 3


def test_marks_are_never_word_characters() -> None:

    assert not [
        code for code in range(0x110000) if unicodedata.category(chr(code))[0] == "M" and re.match(r"[\w\s]", chr(code))
    ]


def test_normal_is_nfc() -> None:
    assert normal("e\u0301") == "é"
    assert normal("plain") == "plain"
