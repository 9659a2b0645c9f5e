"""`of`, the state of the original that a translation was made from: read, refused, written, and put into a file."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_contents import INFO, odd_contents
from reading_term import at, rules, token, write

from termgraph.errors import Code, TermgraphError
from termgraph.formats import read
from termgraph.formats.document import document_yaml
from termgraph.formats.folder import folder_files
from termgraph.formats.marking import marked
from termgraph.formats.source import Source
from termgraph.model import Content, Section, Term, Translation

STATE = "0a1b2c3d4e5f"
NEW = "fedcba987654"
PLACE = ("term", "ppo", "translations", "nb", "of")


def translated(folder: Path, text: str | bytes) -> Source:
    return read(write(folder, {"terms/ppo.md": "---\nname: PPO\n---\n", "terms/ppo.nb.md": text}))


def of(source: Source) -> str | None:
    (translation,) = source.content.terms["ppo"].translations
    return translation.of


# Reading


@pytest.mark.parametrize("value", [STATE, f"'{STATE}'", f'"{STATE}"', f"{STATE}  # then", f">-\n  {STATE}"])
def test_a_mark_is_read(tmp_path: Path, value: str) -> None:
    source = translated(tmp_path, f"---\nname: X\nof: {value}\n---\n")
    assert source.problems == ()
    assert of(source) == STATE


@pytest.mark.parametrize("state", ["000000000000", "123456789012", "00000012e345"])
def test_digits_stay_text(tmp_path: Path, state: str) -> None:
    assert of(translated(tmp_path, f"---\nname: X\nof: {state}\n---\n")) == state


@pytest.mark.parametrize("value", ["", " ", " ~", " ''", " null"])
def test_an_empty_mark_is_none(tmp_path: Path, value: str) -> None:
    source = translated(tmp_path, f"---\nname: X\nof:{value}\n---\n")
    assert source.problems == ()
    assert of(source) is None


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("yesterday", "TG110"),
        ("0A1B2C3D4E5F", "TG110"),
        (STATE[:11], "TG110"),
        (f"{STATE}0", "TG110"),
        ("0a1b2c3d4e5g", "TG110"),
        ("'\uff10a1b2c3d4e5f'", "TG110"),
        ("x" * 10_000, "TG110"),
        ("[a]", "TG109"),
        ("{a: b}", "TG109"),
    ],
)
def test_what_is_no_state_is_refused_where_it_stands(tmp_path: Path, value: str, rule: str) -> None:
    source = translated(tmp_path, f"---\nname: X\nof: {value}\n---\n")
    (problem,) = source.problems
    assert problem.rule == rule
    assert at(problem.where) == ("ppo.nb.md", 3, 5)
    assert problem.message.isprintable()
    assert rule == "TG109" or "termgraph translated" in (problem.hint or "")
    assert of(source) is None


def test_the_place_of_a_mark_is_known(tmp_path: Path) -> None:
    source = translated(tmp_path, f"---\nname: X\nof: '{STATE}'\n---\n")
    assert token(source.where(*PLACE)) == f"'{STATE}'"
    assert at(translated(tmp_path, "---\nname: X\n---\n").where(*PLACE)) == ("ppo.nb.md", 2, 1)


def test_a_mark_is_read_from_one_file_too(tmp_path: Path) -> None:
    term = f"{{slug: ppo, name: P, translations: {{nb: {{name: X, of: {STATE}}}}}}}"
    (tmp_path / "x.yaml").write_text(f"format: 1\nlanguages: [en, nb]\nterms: [{term}]", "utf-8")
    source = read(tmp_path / "x.yaml")
    assert of(source) == STATE
    assert token(source.where(*PLACE)) == STATE
    assert at(source.where(*PLACE[:-1])) == ("x.yaml", 3, 49)


def test_a_term_has_no_mark(tmp_path: Path) -> None:
    assert rules(read(write(tmp_path, {"terms/ppo.md": f"---\nname: X\nof: {STATE}\n---\n"}))) == ["TG108"]


# Writing


def test_a_mark_is_written_last_and_as_text_for_every_reader() -> None:
    translation = Translation("nb", "X", summary="Kort.", definition="Tekst.", of=STATE)
    content = Content.of(INFO, terms=[Term("ppo", "PPO", translations=(translation,))])
    assert folder_files(content)["terms/ppo.nb.md"] == (f"---\nname: X\nsummary: Kort.\nof: '{STATE}'\n---\n\nTekst.\n")
    assert f"of: '{STATE}'" in document_yaml(content)


# Putting it into a file


CASES = {
    "none": ("---\nname: X\n---\nText\n", "---\nname: X\nof: {}\n---\nText\n"),
    "another": ("---\nname: X\nof: 0a1b2c3d4e5f\n---\n", "---\nname: X\nof: {}\n---\n"),
    "in the middle": ("---\nof: 0a1b2c3d4e5f\nname: X\n---\n", "---\nof: {}\nname: X\n---\n"),
    "quoted": ('---\nname: X\nof: "0a1b2c3d4e5f"\n---\n', "---\nname: X\nof: {}\n---\n"),
    "quoted key": ("---\nname: X\n'of' : 0a1b2c3d4e5f\n---\n", "---\nname: X\n'of' : {}\n---\n"),
    "with a comment": ("---\nname: X\nof:  0a1b2c3d4e5f  # old\n---\n", "---\nname: X\nof:  {}  # old\n---\n"),
    "wrong": ("---\nname: X\nof: last year\n---\n", "---\nname: X\nof: {}\n---\n"),
    "empty": ("---\nname: X\nof:\n---\n", "---\nname: X\nof: {}\n---\n"),
    "empty, with space": ("---\nname: X\nof: \n---\n", "---\nname: X\nof: {} \n---\n"),
    "empty, before others": ("---\nof:\nname: X\n---\n", "---\nof: {}\nname: X\n---\n"),
    "empty, with a comment": ("---\nname: X\nof: # none\n---\n", "---\nname: X\nof: {} # none\n---\n"),
    "null": ("---\nname: X\nof: ~\n---\n", "---\nname: X\nof: {}\n---\n"),
    "empty text": ("---\nname: X\nof: ''\n---\n", "---\nname: X\nof: {}\n---\n"),
    "on the next line": ("---\nname: X\nof:\n  0a1b2c3d4e5f\n---\n", "---\nname: X\nof:\n  {}\n---\n"),
    "windows": ("---\r\nname: X\r\n---\r\nText\r\n", "---\r\nname: X\r\nof: {}\r\n---\r\nText\r\n"),
    "old mac": ("---\rname: X\r---\rText", "---\rname: X\rof: {}\r---\rText"),
    "mixed": ("---\nname: X\r\nof: a\r---\n\r\nT\r", "---\nname: X\r\nof: {}\r---\n\r\nT\r"),
    "byte order mark": ("\ufeff---\nname: X\n---\n", "\ufeff---\nname: X\nof: {}\n---\n"),
    "no final line": ("---\nname: X\n---", "---\nname: X\nof: {}\n---"),
    "space after dashes": ("---  \nname: X\n---\t\n", "---  \nname: X\nof: {}\n---\t\n"),
    "indented": ("---\n  name: X\n---\n", "---\n  name: X\n  of: {}\n---\n"),
    "after a block": ("---\nname: X\nsummary: |+\n  a\n\n---\n", "---\nname: X\nsummary: |+\n  a\n\nof: {}\n---\n"),
    "after a comment": ("---\nname: X\n# of: no\n---\n", "---\nname: X\n# of: no\nof: {}\n---\n"),
    "in another value": ("---\nname: |\n  of: y\n---\n", "---\nname: |\n  of: y\nof: {}\n---\n"),
    "in one line": ("---\n{name: X, of: a}\n---\n", "---\n{name: X, of: {}}\n---\n"),
    "wide letters": ("---\n{name: \U0001f9e0e\u0301, of: a}\n---", "---\n{name: \U0001f9e0e\u0301, of: {}}\n---"),
    "not in nfc": ("---\nname: e\u0301\n---\ne\u0301 \u212b\n", "---\nname: e\u0301\nof: {}\n---\ne\u0301 \u212b\n"),
    "a rule in the text": ("---\nname: X\n---\n\n---\nof: a\n---\n", "---\nname: X\nof: {}\n---\n\n---\nof: a\n---\n"),
}  # fmt: skip  # before and after, one below the other where they differ in one place


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
@pytest.mark.parametrize(("state", "shown"), [(NEW, NEW), (STATE, f"'{STATE}'")])
def test_only_the_mark_is_written(before: str, after: str, state: str, shown: str, tmp_path: Path) -> None:
    wanted = after.replace("{}", shown).encode()
    assert marked(before.encode(), state) == wanted
    assert marked(wanted, state) == wanted
    source = translated(tmp_path, wanted)
    assert source.problems == ()
    assert of(source) == state


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no front matter",
        "---\nname: X\n",
        "---\nname: [\n---\n",
        "---\n- name\n---\n",
        "---\n---\n",
        "---\n{name: X}\n---\n",
        "---\nname: X\n...\n---\n",
        f"---\nname: X\nof: >-\n  {STATE}\n---\n",
        "---\nname: X\nof: '0a1b2c\n  3d4e5f'\n---\n",
        "---\nname: X\nof: [a]\n---\n",
        "---\nname: X\nof: {a: b}\n---\n",
        "---\nname: X\nof: a\nof: b\n---\n",
        "---\n? of\nname: X\n---\n",
        "---\n{name: X, of}\n---\n",
        "---\nname: X\nof: !!str a\n---\n",
    ],
)
def test_what_only_a_person_should_edit_is_left_alone(text: str) -> None:
    with pytest.raises(TermgraphError) as caught:
        marked(text.encode(), STATE)
    assert caught.value.code is Code.CONTENT_INVALID
    assert "`of: " in caught.value.message


ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@settings(max_examples=60, deadline=None)
@given(odd_contents(), ENDS, st.booleans(), st.sampled_from([STATE, NEW]))
def test_any_file_of_ours_can_be_marked(content: Content, end: str, bom: bool, state: str) -> None:
    for name, text in folder_files(content).items():
        if not re.search(r"\.[^./]+\.md$", name):
            continue
        before = (b"\xef\xbb\xbf" if bom else b"") + text.replace("\n", end).encode()
        after = marked(before, state)
        line = re.search(rb"of: '?%b'?" % state.encode(), after)
        assert line is not None
        if b"of: " not in before:
            assert after[: line.start()] + after[line.end() + len(end) :] == before
        with tempfile.TemporaryDirectory() as folder:
            (old,) = translated(Path(folder), before).content.terms["ppo"].translations
            (new,) = translated(Path(folder), after).content.terms["ppo"].translations
        assert new.of == state
        assert (new.name, new.aliases, new.summary) == (old.name, old.aliases, old.summary)
        assert (new.definition, new.sections) == (old.definition, old.sections)


def test_a_section_is_no_key(tmp_path: Path) -> None:
    text = f"---\nname: X\n---\n\n## Dypdykk\n\nof: {STATE}\n"
    source = translated(tmp_path, marked(text.encode(), NEW))
    (translation,) = source.content.terms["ppo"].translations
    assert (translation.of, translation.sections) == (NEW, (Section("deeper-dive", f"of: {STATE}"),))
