"""An import into a folder that is killed, or not alone there: no file is half-written, and nobody's work is lost.

A second run ends what a killed one began, in the bytes that an undisturbed one writes.
"""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from vocabularies import PREFIXES

from termgraph.errors import Code, TermgraphError
from termgraph.formats import folder_writing
from termgraph.formats.folder_writing import put, put_all, state_of

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["termgraph.cli.imports", "termgraph.formats.rdf.importing", "termgraph.integrity"])
KINDS = ("green", "black", "white")
TEA = PREFIXES + "".join([
    'ex:s a skos:ConceptScheme ; skos:prefLabel "Drinks"@en, "Getränke"@de .\n',
    'ex:tea a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "tea"@en, "Tee"@de ; skos:changeNote "Check."@en .\n',
    *(f'ex:{each} a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "{each} tea"@en, "{each}er Tee"@de ;\n'
      f'  skos:definition "A tea that is {each}."@en ; skos:broader ex:tea ; ex:taste "{each}" .\n' for each in KINDS),
    'ex:twin a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "tea"@en ; skos:related ex:green .\n',
    'ex:shelf a skos:Collection ; skos:prefLabel "leaves"@en ; skos:member ex:green, ex:black .\n',
])  # fmt: skip
COFFEE = PREFIXES + (
    'ex:c a skos:ConceptScheme ; skos:prefLabel "Coffee"@en .\n'
    'ex:mocha a skos:Concept ; skos:inScheme ex:c ; skos:prefLabel "mocha"@en .\n'
    'ex:latte a skos:Concept ; skos:inScheme ex:c ; skos:prefLabel "latte"@en ; skos:related ex:mocha .\n'
)
"""A later state of the world: other concepts, and the first vocabulary in other words."""
WORDIER = TEA.replace("A tea that is", "Leaves of the tea plant; they are").replace("Check.", "Check again.")


def run(file: Path, folder: Path, die_at: int | None = None, write: str = "put") -> None:
    """An import in a process of its own; it kills itself right before the given file is in its place."""
    from termgraph.cli import main

    sys.stderr = sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # until the process ends
    if die_at is not None:
        _die_before(die_at)
    if write == "carelessly":
        folder_writing.put = _in_two_halves
    sys.argv = ["termgraph", "import", "skos", str(file), "--to", str(folder), "--yes"]
    main()


def _die_before(number: int) -> None:
    count, replace = [0], Path.replace

    def dying(self: Path, target: Path) -> Path:
        if count[0] == number:
            os.kill(os.getpid(), signal.SIGKILL)
        count[0] += 1
        return replace(self, target)

    Path.replace = dying  # type: ignore[method-assign,assignment]  # in a process that ends with it


def _in_two_halves(path: Path, data: bytes) -> None:
    """What `Path.write_bytes` comes to where a file is large."""
    with path.open("wb") as file:
        file.write(data[: len(data) // 2])
        file.flush()
        if path.name == "tea.md":
            os.kill(os.getpid(), signal.SIGKILL)
        file.write(data[len(data) // 2 :])


def started(*arguments: object) -> ForkServerProcess:
    process = CONTEXT.Process(target=run, args=arguments)
    process.start()
    return process


def imported(*arguments: object) -> int | None:
    process = started(*arguments)
    process.join()
    return process.exitcode


def files(folder: Path) -> dict[str, bytes]:
    """What readers of the folder find."""
    return {name: (folder / name).read_bytes() for name in state_of(folder)}


def vocabulary(folder: Path, text: str) -> Path:
    path = folder / f"{abs(hash(text))}.ttl"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(params=["into a new folder", "into an old one"])
def begun(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Path]:
    """Makes folders, all with the same in them."""

    def make(name: str) -> Path:
        folder = tmp_path / name
        if request.param == "into an old one":
            assert imported(vocabulary(tmp_path, TEA), folder) == 0
            put(folder / "terms" / "mine.md", b"---\nname: Mine\nkind: concept\nstatus: draft\n---\n\nMine.\n")
        return folder

    return make


def only(found: Mapping[str, bytes], *sets: Mapping[str, bytes]) -> bool:
    """Whether every file is, byte for byte, one of one of these sets."""
    return all(any(each.get(name) == text for each in sets) for name, text in found.items())


def test_killed_at_any_file_it_is_ended_by_a_second_run(begun: Callable[[str], Path], tmp_path: Path) -> None:
    source = vocabulary(tmp_path, WORDIER)
    whole = begun("whole")
    before = files(whole)
    assert imported(source, whole) == 0
    after, kills = files(whole), 0
    while True:
        folder = begun(f"killed {kills}")
        status = imported(source, folder, kills)
        if status == 0:
            break
        assert status == -signal.SIGKILL
        assert only(files(folder), before, after)
        assert files(folder) != after
        assert imported(source, folder) == 0
        assert files(folder) == after
        assert not list(folder.rglob(".*"))
        kills += 1
    assert kills == sum(before.get(name) != text for name, text in after.items()) >= 4


def test_killed_at_any_moment_it_leaves_whole_files(begun: Callable[[str], Path], tmp_path: Path) -> None:
    moments = random.Random(1)  # noqa: S311  # a choice of moments, no secret
    source, whole = vocabulary(tmp_path, WORDIER), begun("whole")
    before, clock = files(whole), time.monotonic()
    assert imported(source, whole) == 0
    after, duration = files(whole), time.monotonic() - clock
    for number in range(4):
        folder = begun(f"moment {number}")
        process = started(source, folder)
        time.sleep(moments.uniform(0, duration))
        process.kill()
        process.join()
        assert only(files(folder) if folder.exists() else {}, before, after)
        assert imported(source, folder) == 0
        assert files(folder) == after


def test_the_same_kill_shows_a_careless_writer(tmp_path: Path) -> None:
    source = vocabulary(tmp_path, TEA)
    assert imported(source, tmp_path / "whole") == 0
    assert imported(source, tmp_path / "half", None, "carelessly") == -signal.SIGKILL
    assert not only(files(tmp_path / "half"), files(tmp_path / "whole"))


def test_what_an_editor_saves_before_the_answer_is_not_lost(tmp_path: Path) -> None:
    folder, term = tmp_path / "data", tmp_path / "data" / "terms" / "green-tea.md"
    assert imported(vocabulary(tmp_path, TEA), folder) == 0
    source = str(vocabulary(tmp_path, WORDIER))
    command = [sys.executable, "-m", "termgraph", "import", "skos", source, "--to", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin
        assert process.stderr
        said = b""
        while b"Write this?" not in said:
            read = os.read(process.stderr.fileno(), 1000)
            assert read, said
            said += read
        saved = term.read_bytes() + b"\nAnd so on.\n"
        term.write_bytes(saved)
        before = files(folder)
        said += process.communicate(b"y\n")[1]
        assert process.returncode == 1
    assert b"Somebody changed terms/green-tea.md in" in said
    assert b"0 of " in said
    assert files(folder) == before
    assert term.read_bytes() == saved


def test_two_imports_at_once_are_both_there_in_the_end(tmp_path: Path) -> None:
    for number in range(3):
        folder = tmp_path / str(number)
        assert imported(vocabulary(tmp_path, TEA), folder) == 0
        sources = [vocabulary(tmp_path, WORDIER), vocabulary(tmp_path, COFFEE)]
        both = [started(source, folder) for source in sources]
        for process in both:
            process.join()
        codes = [process.exitcode for process in both]
        assert set(codes) <= {0, 1}
        assert 0 in codes
        for source, status in zip(sources, codes, strict=True):
            assert status == 0 or imported(source, folder) == 0
        found = files(folder)
        assert {"terms/mocha.md", "terms/latte.md", "terms/tea.md"} <= found.keys()
        assert b"they are green" in found["terms/green-tea.md"]


def test_who_saves_while_files_are_written_stops_it_before_that_file(tmp_path: Path) -> None:
    texts = {f"terms/{name}.md": name for name in "abcd"}
    put_all(tmp_path, texts, {})
    seen = state_of(tmp_path)

    def save(done: int, _: int) -> None:
        if done == 2:
            (tmp_path / "terms" / "c.md").write_text("an editor's", "utf-8")

    with pytest.raises(TermgraphError, match=r"changed terms/c.md in .* 2 of 4 files are written") as raised:
        put_all(tmp_path, {name: text * 2 for name, text in texts.items()}, seen, save)
    assert raised.value.code is Code.CONFLICT
    assert [files(tmp_path)[name].decode() for name in texts] == ["aa", "bb", "an editor's", "d"]


def test_a_folder_that_cannot_be_written_is_said_with_what_was(tmp_path: Path) -> None:
    for name in "ab":
        put(tmp_path / name, b"old")
    with pytest.raises(TermgraphError, match=r"cannot be written: .*\. 1 of 2 files are written"):
        put_all(tmp_path, {"a": "new", "b/c": "x"}, state_of(tmp_path))
    assert files(tmp_path) == {"a": b"new", "b": b"old"}
    assert not list(tmp_path.glob(".*"))


def test_term_files_without_a_glossary_are_not_replaced_unread(tmp_path: Path) -> None:
    put_all(tmp_path / "data", {"terms/tea.md": "mine"}, {})
    assert imported(vocabulary(tmp_path, TEA), tmp_path / "data") == 2
    assert files(tmp_path / "data") == {"terms/tea.md": b"mine"}
