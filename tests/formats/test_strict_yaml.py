"""Strict YAML: what is refused, where, and in which words; what is read, as text with positions."""

import json
import time
import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_term import plain, tree

from termgraph.formats.reading import Reading
from termgraph.formats.strict_yaml import Listed, Mapped, Node, Scalar, parse

REFUSED = [
    ("a: &x 1", "TG104", 1, 4, "anchor"),
    ("a: 1\nb: *a", "TG104", 2, 4, "alias"),
    ("a: !!str 1", "TG104", 1, 4, "tag"),
    ("a: ! 1", "TG104", 1, 4, "tag"),
    ("a: !!python/object/apply:os.system [id]", "TG104", 1, 4, "tag"),
    ("a: !!map {b: 1}", "TG104", 1, 4, "tag"),
    ("<<: {a: 1}", "TG104", 1, 1, "merge"),
    ("a: 1\n---\nb: 2", "TG104", 2, 1, "second document"),
    ("%YAML 1.2\n---\na: 1", "TG104", 1, 1, "directive"),
    ("%TAG ! tag:x,2000:\n---\na: 1", "TG104", 1, 1, "directive"),
    ("? [a]\n: 1", "TG104", 1, 3, "key"),
    ("a: 1\nb: 2\na: 3", "TG105", 3, 1, "line 1"),
    ("{a: 1, 'a': 2}", "TG105", 1, 8, "'a'"),
    ("e\u0301: 1\n\u00e9: 2", "TG105", 2, 1, "second time"),
    ("[" * 33 + "]" * 33, "TG107", 1, 33, "32"),
    ("a:\n\tb: 1", "TG103", 2, 1, "tab"),
    ("a: 1\n\tb: 2", "TG103", 2, 1, "tab"),
    ("a:\n  - b\n\t- c", "TG103", 3, 1, "tab"),
    ("a:\n  b: 1\n  \tc: 2", "TG103", 3, 3, "tab"),
    ("a: |\n\ttext", "TG103", 2, 1, "tab"),
    ("a:\n -\tb: 1", "TG103", 2, 3, "tab"),
    ("a: b: c", "TG103", 1, 5, "colon"),
    ("a: 1\n b: 2", "TG103", 2, 3, "colon"),
    ("a: [1, 2\nb: 3\n", "TG103", 1, 4, "closed with ]"),
    ("a: {b: 1\n", "TG103", 1, 4, "closed with }"),
    ('a: "x\nb: 1\n', "TG103", 1, 4, "quotation mark"),
    ("a: 'it's'", "TG103", 1, 8, "quotes"),
    ("a: @x", "TG103", 1, 4, "quotes"),
    ("a:\n- b\nc", "TG103", 3, 1, "key: value"),
    ('a: "\\q"', "TG103", 1, 5, "escape"),
    ('a: "\\ud800"', "TG103", 1, 7, "surrogate"),
    ('{\n\t"a": 1\n\t"b": 2\n}', "TG103", 1, 1, "comma"),
    ('a: "\\x00"', "TG102", 1, 4, "NUL"),
    ('a: "\\u202e"', "TG102", 1, 4, "right-to-left"),
    ('a: "\\N"', "TG102", 1, 4, "U+0085"),
    ('a: "\\uFEFF"', "TG102", 1, 4, "byte order mark"),
    ('a: "e' + "\\u0301" * 31 + '"', "TG102", 1, 4, "combining"),
]


@pytest.mark.parametrize(("text", "rule", "line", "column", "words"), REFUSED)
def test_what_is_not_allowed_is_reported_at_its_place(text: str, rule: str, line: int, column: int, words: str) -> None:
    _, problems = tree(text)
    first = problems[0]
    assert first.where is not None
    assert (first.rule, first.where.line, first.where.column) == (rule, line, column)
    assert words in first.message


def test_all_that_can_be_read_is_read_after_a_refusal() -> None:
    node, problems = tree("a: &x 1\nb: *x\nc: !t 2\n<<: {d: 1}\na: 3\ne: 4\n")
    assert [problem.rule for problem in problems] == ["TG104", "TG104", "TG104", "TG104", "TG105"]
    assert plain(node) == {"a": "1", "c": "2", "e": "4"}


@pytest.mark.parametrize("word", ["no", "on", "12:30", "017", "0o17", "2024-01-01", "1e3", "1_000", "~", "=", ".inf"])
def test_plain_words_stay_text(word: str) -> None:
    node, problems = tree(f"{word}: {word}")
    assert not problems
    assert plain(node) == {word: word}


def test_a_deep_tree_of_32_is_read() -> None:
    node, problems = tree("[" * 32 + "]" * 32)
    assert not problems
    assert isinstance(node, Listed)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "\ufeff"])
def test_an_empty_file_is_nothing(text: str) -> None:
    assert tree(text) == (None, [])


HOSTILE = {
    "100,000 brackets": "[" * 100_000,
    "5 MB of brackets": "[" * 5_000_000,
    "5 MB of braces": '{"a":' * 1_000_000,
    "block lists": "- " * 500_000,
    "empty lists": "[" + "[]," * 300_000,
    "questions": "? " * 500_000,
    "complex keys": "{? " * 300_000,
    "colons": ": " * 500_000,
    "same keys": "k: 1\n" * 200_000,
    "aliases": "*a " * 300_000,
    "anchors": "&a " * 300_000,
    "one anchor": "&" + "a" * 1_000_000,
    "tags": "[!!a " * 200_000,
    "directives": "%a\n" * 300_000,
    "documents": "---\n" * 250_000,
    "ends": "...\n" * 250_000,
    "open quotes": "- '" * 300_000,
    "long line": "a: " + "x " * 500_000,
    "continued": 'a: "' + "\\\n" * 500_000,
    "spaces": "a: " + " " * 1_000_000 + "b",
    "digits": "a: " + "9" * 1_000_000,
    "hashes": "#" * 1_000_000,
    "backslashes": 'a: "' + "\\\\" * 500_000 + '\\ud83d\\ude00"',
    "surrogates": '["' + "\\ud83d\\ude00" * 80_000 + '"]',
    "escapes": '["' + '\\x00","' * 150_000,
    "marks": "\u0301" * 400_000,
    "marks in disguise": "\u0f73" * 300_000,
    "overrides": "\u202e" * 300_000,
    "stairs": "a:\n" + "".join(" " * depth + "a:\n" for depth in range(1400)),
    "tabs": "\t" * 1_000_000,
    "nothing": "\x00" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_quickly(name: str) -> None:
    data = HOSTILE[name].encode()
    started = time.process_time()
    _, problems = tree(data)
    # The contract is one second a megabyte; the machine that runs this may be slow.
    assert time.process_time() - started < 2 * max(1, len(data) / 1e6)
    assert len(problems) <= 101
    assert all(len(problem.message) < 300 for problem in problems)


def test_a_nul_inside_a_quoted_key_does_not_stay() -> None:
    node, problems = tree('{"a\\u0000b": 1}')
    assert [problem.rule for problem in problems] == ["TG102"]
    assert "\x00" not in str(plain(node))


def test_values_are_counted() -> None:
    reading = Reading("f")
    assert parse("[a, b]", reading, 3) is not None
    assert not reading.problems
    assert parse("[a, b, c]", reading, 3) is None
    assert [problem.rule for problem in reading.problems] == ["TG106"]


# Positions


def test_positions_are_those_an_editor_shows() -> None:
    node, _ = tree('\ufeffé: "ü"  # c\r\nb:\r\n  - plain text   # c\r\n  - {k: v}\r\n  - >-\r\n    folded\r\n')
    assert isinstance(node, Mapped)
    key, value = node.entries["é"]
    assert key == Scalar("é", "", 1, 1, 2)
    assert value == Scalar("ü", '"', 1, 4, 7)
    items = node.entries["b"][1]
    assert isinstance(items, Listed)
    assert (items.line, items.column) == (3, 3)
    text, mapping, folded = items.items
    assert text == Scalar("plain text", "", 3, 5, 15)
    assert (mapping.line, mapping.column) == (4, 5)
    assert folded == Scalar("folded", ">", 5, 5, None)


def test_text_that_is_not_in_nfc_keeps_the_columns_of_the_file() -> None:
    node, _ = tree("cafe\u0301: [x, e\u0301]")
    assert isinstance(node, Mapped)
    assert node.entries["caf\u00e9"][0].end_column == 6
    assert plain(node) == {"caf\u00e9": ["x", "\u00e9"]}


_JSON_TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "M"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff").filter(
        lambda each: not 0x202A <= ord(each) <= 0x202E and not 0x2066 <= ord(each) <= 0x2069
    ),
    max_size=12,
)
_JSON = st.recursive(
    _JSON_TEXT | st.integers(-(10**9), 10**9).map(str),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_JSON_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(_JSON, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_json_is_read_as_json_readers_do(value: object, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    node, problems = tree(text)
    assert not problems
    assert plain(node) == _normal(value)


def _normal(value: object) -> object:
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", key): _normal(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_normal(each) for each in value]
    return unicodedata.normalize("NFC", str(value))


def test_columns_after_surrogate_pairs_are_those_of_the_file() -> None:
    text = '{"a": "\\ud83d\\ude00\\\\\\uD83D\\uDE01", "b": ["x", @'
    _, problems = tree(text)
    assert problems[0].where is not None
    assert text[problems[0].where.column - 1] == "@"
    node, problems = tree('{"a": "\\ud83d\\ude00\\ud83d\\ude01", "b": "x"}')
    assert not problems
    assert isinstance(node, Mapped)
    assert plain(node) == {"a": "\U0001f600\U0001f601", "b": "x"}
    line = '{"a": "\\ud83d\\ude00\\ud83d\\ude01", "b": "x"}'
    for part in (node.entries["a"][1], *node.entries["b"]):
        assert isinstance(part, Scalar)
        assert part.end_column is not None
        assert line[part.column - 1] == line[part.end_column - 2] == '"'


_WORDS = st.sampled_from(["alpha", "no", "017", "x y", "ß", "強化", "a#b", "1.5", "it's", "👍", "e\u0301"])
_VALUES = st.recursive(
    _WORDS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_WORDS, inner, min_size=1, max_size=3),
    max_leaves=10,
)


@settings(max_examples=60)
@given(_VALUES, st.booleans(), st.sampled_from([None, "'", '"']))
def test_each_scalar_stands_where_its_position_says(value: object, flow: bool, style: str | None) -> None:
    text: str = yaml.dump(value, default_flow_style=flow, allow_unicode=True, width=30, default_style=style)
    node, problems = tree(text)
    assert not problems
    lines = text.split("\n")
    for scalar in _scalars(node):
        if scalar.end_column is None:
            continue
        written = lines[scalar.line - 1][scalar.column - 1 : scalar.end_column - 1]
        read, _ = tree(f"[{written}]")
        assert plain(read) == [scalar.text]


def _scalars(node: Node | None) -> list[Scalar]:
    found: list[Scalar] = []
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Scalar):
            found.append(each)
        elif isinstance(each, Listed):
            waiting += each.items
        elif isinstance(each, Mapped):
            for key, value in each.entries.values():
                waiting += [key, value]
    return found
