"""Every cap: what is at it is read, and one more is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reading_term import one, rules, tree, write

from termgraph.formats import caps, read
from termgraph.formats.caps import Cap
from termgraph.formats.fields import listed, mapped
from termgraph.formats.files import read_bytes
from termgraph.formats.reading import Reading
from termgraph.formats.sections import split
from termgraph.formats.strict_yaml import Mapped

FRONT = "name: X\n"

TERMS: dict[str, tuple[Cap, Callable[[int], str], Callable[[int], str]]] = {
    "name": (caps.LABEL, lambda size: f"name: {'é' * size}", lambda _: ""),
    "alias": (caps.LABEL, lambda size: f"{FRONT}aliases: [{'x' * size}]", lambda _: ""),
    "reference": (caps.LABEL, lambda size: f"{FRONT}relations: {{uses: [{'x' * size}]}}", lambda _: ""),
    "summary": (caps.SUMMARY, lambda size: f"{FRONT}summary: {'x' * size}", lambda _: ""),
    "why": (caps.REMARK, lambda size: f"{FRONT}relations: {{uses: [{{to: a, why: {'x' * size}}}]}}", lambda _: ""),
    "address": (
        caps.ADDRESS,
        lambda size: f"{FRONT}links: [{{title: x, group: g, url: /{'x' * (size - 1)}}}]",
        lambda _: "",
    ),
    "definition": (caps.DEFINITION, lambda _: FRONT, lambda size: "x" * size),
    "definition in bytes": (caps.DEFINITION, lambda _: FRONT, lambda size: "é" * (size // 2) + "x" * (size % 2)),
    "section": (caps.SECTION, lambda _: FRONT, lambda size: f"## Deeper dive\n{'x' * size}"),
    "sections": (
        caps.SECTIONS,
        lambda _: FRONT,
        lambda size: "".join(f"## Deeper dive {number}\n" for number in range(size)),
    ),
    "aliases": (caps.ALIASES, lambda size: f"{FRONT}aliases: [{', '.join(map(str, range(size)))}]", lambda _: ""),
    "relations": (
        caps.RELATIONS,
        lambda size: f"{FRONT}relations: {{uses: [a0], requires: [{', '.join(f'a{n}' for n in range(size - 1))}]}}",
        lambda _: "",
    ),
    "options": (
        caps.OPTIONS,
        lambda size: f"{FRONT}relations: {{requires: [{{any: [{', '.join(f'[a{n}]' for n in range(size))}]}}]}}",
        lambda _: "",
    ),
    "one option": (
        caps.OPTIONS,
        lambda size: f"{FRONT}relations: {{requires: [{{any: [[{', '.join(f'a{n}' for n in range(size))}]]}}]}}",
        lambda _: "",
    ),
    "items": (
        caps.ITEMS,
        lambda size: f"{FRONT}former_slugs: [{', '.join(f'a{n}' for n in range(size))}]",
        lambda _: "",
    ),
    "links": (
        caps.ITEMS,
        lambda size: f"{FRONT}links:\n" + "".join(f"- {{title: x, url: /{n}, group: g}}\n" for n in range(size)),
        lambda _: "",
    ),
}


@pytest.mark.parametrize("name", TERMS)
def test_caps_of_a_term(tmp_path: Path, name: str) -> None:
    cap, front, body = TERMS[name]
    assert set(rules(one(tmp_path, front(cap.limit), body(cap.limit)))) <= {"TG501"}
    beyond = one(tmp_path, front(cap.limit + 1), body(cap.limit + 1))
    assert [rule for rule in rules(beyond) if rule != "TG501"] == ["TG106"]
    (problem,) = (each for each in beyond.problems if each.rule == "TG106")
    assert f"{cap.limit:,}" in problem.message
    assert len(beyond.content.relations) <= caps.RELATIONS.limit


def test_minutes(tmp_path: Path) -> None:
    assert rules(one(tmp_path, f"{FRONT}minutes: {caps.MINUTES.limit}")) == []
    assert rules(one(tmp_path, f"{FRONT}minutes: {caps.MINUTES.limit + 1}")) == ["TG110"]


def test_places_in_an_order(tmp_path: Path) -> None:
    for order, found in ((caps.ORDER.limit, []), (caps.ORDER.limit + 1, ["TG110"])):
        text = f"format: 1\ncategories: [{{slug: a, name: A, order: {order}}}]"
        assert rules(read(write(tmp_path, {"glossary.yaml": text}))) == found


@pytest.mark.parametrize(("cap", "name"), [(caps.FILE, "terms/a.md"), (caps.DOCUMENT, "x.yaml")])
def test_bytes_of_a_file(tmp_path: Path, cap: Cap, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    for size, found in ((cap.limit, []), (cap.limit + 1, ["TG106"])):
        with path.open("wb") as file:
            file.truncate(size)
        reading = Reading(name)
        data = read_bytes(str(path), reading, cap)
        assert [problem.rule for problem in reading.problems] == found
        assert (data is None) == bool(found)


def test_values_of_a_file() -> None:
    for size, found in ((caps.NODES.limit - 1, []), (caps.NODES.limit, ["TG106"])):
        _, problems = tree("[" + "a," * size + "]")
        assert [problem.rule for problem in problems] == found


def test_depth_of_a_file() -> None:
    for depth, found in ((caps.DEPTH.limit, []), (caps.DEPTH.limit + 1, ["TG107"])):
        _, problems = tree("- " * (depth - 1) + "- a")
        assert [problem.rule for problem in problems] == found


def test_depth_of_folders(tmp_path: Path) -> None:
    text = "---\nname: X\n---\n"
    deep = "d/" * (caps.FOLDERS.limit - 1)
    source = read(write(tmp_path, {f"terms/{deep}a.md": text, f"terms/{deep}d/b.md": text}))
    assert rules(source) == ["TG106"]
    assert list(source.content.terms) == ["a"]


def test_files_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {f"terms/a{number}.md": "---\nname: X\n---\n" for number in range(4)})
    monkeypatch.setattr("termgraph.formats.files.FILES", Cap(4, "files", "a data folder"))
    assert rules(read(tmp_path)) == []
    monkeypatch.setattr("termgraph.formats.files.FILES", Cap(3, "files", "a data folder"))
    source = read(tmp_path)
    assert rules(source) == ["TG106"]
    assert list(source.content.terms) == ["a0", "a1", "a2"]


def test_entries_of_any_list_or_mapping() -> None:
    for size, found in ((3, []), (4, ["TG106"])):
        reading = Reading("f")
        node, _ = tree(f"{{list: [{'a,' * size}], map: {{{','.join(f'k{n}: 1' for n in range(size))}}}}}")
        assert isinstance(node, Mapped)
        assert len(listed(reading, node.entries["list"][1], Cap(3, "entries", "it"))) == 3
        assert [problem.rule for problem in reading.problems] == found
        assert len(mapped(reading, node.entries["map"][1], Cap(3, "entries", "it"))) == 3
        assert [problem.rule for problem in reading.problems] == found * 2


def test_relations_of_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termgraph.formats.document.STATED", Cap(2, "entries", "x"))
    path = tmp_path / "x.yaml"
    head = "{format: 1, base_url: 'https://a.example/', terms: [{slug: a, name: A}, {slug: b, name: B}], relations: ["
    path.write_text(head + "{s: a, t: uses, o: b}, {s: b, t: uses, o: a}]}")
    assert rules(read(path)) == []
    path.write_text(head + "{s: a, t: uses, o: b}, {s: b, t: uses, o: a}, {s: a, t: requires, o: b}]}")
    source = read(path)
    assert rules(source) == ["TG106"]
    assert len(source.content.relations) == 2


def test_values_and_findings_of_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termgraph.formats.document.DOCUMENT_NODES", Cap(10, "values", "x"))
    path = tmp_path / "x.yaml"
    path.write_text("{format: 1, watch: [a, b, c, d, e]}")
    assert rules(read(path)) == []
    path.write_text("{format: 1, watch: [a, b, c, d, e, f]}")
    assert rules(read(path)) == ["TG106"]
    monkeypatch.setattr("termgraph.formats.document.DOCUMENT_FINDINGS", Cap(2, "findings", "x"))
    path.write_text("{format: 1, a: 1, b: 2}")
    assert rules(read(path)) == ["TG108", "TG108"]
    path.write_text("{format: 1, a: 1, b: 2, c: 3}")
    assert rules(read(path)) == ["TG108", "TG108", "TG106"]


def test_the_table_says_what_each_cap_is_of() -> None:
    for name, cap in vars(caps).items():
        if isinstance(cap, Cap):
            assert cap.limit > 0, name
            assert cap.of, name


def test_long_lines_of_a_body_are_cut_quickly() -> None:
    assert len(split("## " + " " * 500_000 + "#" * 500_000)) == 2
    assert len(split("`" * 1_000_000)) == 1
