"""A folder judged again after an edit has the findings that it has when it is judged anew."""

import datetime
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from contents import contents
from hypothesis import given, settings
from hypothesis import strategies as st

from termgraph.errors import Problem, Severity
from termgraph.formats.folder import folder_files, read_folder, write_folder
from termgraph.formats.rereading import Folder, Reread
from termgraph.formats.signs import signs
from termgraph.integrity import CHECKS, check
from termgraph.integrity.again import Judge
from termgraph.model import Content
from termgraph.relations import RELATION_TYPES

DATA = Path(__file__).parents[2] / "data"
TODAY = datetime.date(2027, 1, 31)


class Watched:
    """A folder and those who read and judge it again and again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folder, self._judge = Folder(path), Judge(TODAY)
        self._strict = Judge(TODAY, least=Severity.WARNING)

    def agree(self) -> tuple[Problem, ...]:
        """The findings, which are those of a check that knows nothing of what was before."""
        reread = self._folder.read(signs(self.path)) or Reread(read_folder(self.path), None)
        found, cold = self._judge.judge(*reread), read_folder(self.path)
        assert found == check(cold, TODAY)
        assert self._strict.judge(*reread) == tuple(
            each for each in found if each.severity is not Severity.INFO or each in cold.problems
        )
        return found


@settings(max_examples=6, deadline=None)
@given(before=contents(), after=contents(), chance=st.randoms(use_true_random=False))
def test_any_glossary_becomes_any_other_file_by_file(before: Content, after: Content, chance: random.Random) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "data"
        write_folder(before, folder)
        watched = Watched(folder)
        watched.agree()
        texts: Mapping[str, str] = folder_files(after)
        names = sorted({*texts, *folder_files(before)} - {"glossary.yaml", "relation-types.yaml"})
        chance.shuffle(names)
        for each in names:
            if each in texts:
                (folder / each).write_text(texts[each], "utf-8", newline="\n")
            else:
                (folder / each).unlink()
            watched.agree()


SLUGS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
TYPES = tuple(row.key for row in RELATION_TYPES)


def wild(slug: str, chance: random.Random) -> str:
    """A term file that says anything of anything: circles, contradictions, wrong kinds, shared names."""
    front = [f"name: {chance.choice((slug, slug, 'shared')).title()} Model"]
    lines = {
        "kind": chance.choice(("concept", "algorithm", "tool", "hardware", "task")),
        "level": chance.choice(("intro", "intermediate", "advanced")),
        "minutes": chance.choice((1, 20, 400)),
        "status": chance.choice(("published", "published", "draft", "deprecated")),
        "acronym": chance.choice(("ABC", slug[:3].upper())),
        "aliases": f"[{chance.choice(SLUGS).title()} Models]",
        "no_autolink": f"[{chance.choice(SLUGS).title()} Model]",
        "former_slugs": "[old]",
        "replaced_by": f"[{chance.choice(SLUGS)}]",
        "mappings": "{exact-match: ['https://e.example/a']}",
        "suppress": f"[{{rule: {chance.choice(('W1', 'TG404', 'TG509', 'W9'))}, why: x}}]",
        "summary": f"What a {chance.choice(SLUGS)} model does to a {chance.choice(SLUGS)} model in 16 Gb of memory.",
    }
    front += [f"{key}: {value}" for key, value in lines.items() if chance.random() < 0.4]
    front.append("relations:")
    for key in dict.fromkeys(chance.choices((*TYPES, "requires", "is-a", "part-of", "nothing"), k=chance.randrange(5))):
        others = dict.fromkeys(chance.choices((*SLUGS, "nobody", "old"), k=chance.randrange(1, 4)))
        rows = [chance.choice((f"{{to: {each}, why: x, primary: true}}", each, each)) for each in others]
        if key == "requires" and chance.random() < 0.5:
            rows.append(
                f"{{any: [[{chance.choice(SLUGS)}], [{chance.choice(SLUGS)}, {chance.choice(SLUGS)}]], why: x}}"
            )
        front.append(f"  {key}: [{', '.join(rows)}]")
    said = " ".join(f"{chance.choice(('A', '[[beta]],', 'MFU,'))} {chance.choice(SLUGS)} model." for _ in range(3))
    return "\n".join(("---", *front, "---", "", said, ""))


@pytest.mark.parametrize("seed", range(6))
def test_a_glossary_in_which_anything_may_be_wrong(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same glossary every time, no secret
    (tmp_path / "terms").mkdir()
    (tmp_path / "glossary.yaml").write_text("format: 1\nname: T\n", "utf-8")
    watched = Watched(tmp_path)
    seen: set[str] = set()
    for step in range(30):
        slug = chance.choice(SLUGS)
        path = tmp_path / "terms" / f"{slug}.md"
        if step > 10 and chance.random() < 0.1:
            path.unlink(missing_ok=True)
        elif path.exists() and chance.random() < 0.5:
            path.write_text(_one_line_of(path.read_text("utf-8"), wild(slug, chance), chance), "utf-8")
        else:
            path.write_text(wild(slug, chance), "utf-8")
        seen |= {problem.rule for problem in watched.agree()}
    assert len(seen) > 20


def _one_line_of(text: str, other: str, chance: random.Random) -> str:
    """A text with one of its lines as another text has it: mostly one field or one type of relation changes."""
    lines = text.split("\n")
    keys = {line.partition(":")[0]: line for line in other.split("\n")}
    place = chance.randrange(1, len(lines))
    lines[place] = keys.get(lines[place].partition(":")[0], lines[place])
    return "\n".join(lines)


def edited(text: str, chance: random.Random, slugs: list[str]) -> str:
    """A term file after one of the edits that people make, and some that nobody makes on purpose."""
    lines = text.split("\n")
    place = chance.randrange(len(lines))
    first, second = chance.sample(slugs, 2)
    match chance.randrange(9):
        case 0:
            lines.insert(place, "")
        case 1:
            del lines[place]
        case 2:
            lines.insert(place, lines[place])
        case 3:
            return f"{text}\nIt needs [[{first}]], {second.replace('-', ' ')} and 16 Gb of VRAM.\n"
        case 4:
            return text.replace(chance.choice(slugs), first)
        case 5:
            return re.sub("^level: .*$", f"level: {chance.choice(('intro', 'advanced'))}", text, flags=re.MULTILINE)
        case 6:
            return text.replace("relations:\n", f"relations:\n  uses: [{first}, {second}]\n", 1)
        case 7:
            return re.sub("^name: (.*)$", rf"name: {first.title()} \1", text, count=1, flags=re.MULTILINE)
        case _:
            return re.sub("^name:", chance.choice(("aliases: [Model]\nname:", "former_slugs: [old]\nname:")), text)
    return "\n".join(lines)


def steps(folder: Path, count: int, seed: int) -> Iterator[None]:
    """Edits one of the files, puts one back, or gives one another name, so many times."""
    chance = random.Random(seed)  # noqa: S311  # the same edits every time, no secret
    files = sorted((folder / "terms").iterdir())
    slugs = [path.stem for path in files if path.stem.count(".") == 0]
    for _ in range(count):
        path = chance.choice(files)
        if not path.exists() or chance.random() < 0.2:
            shutil.copy(DATA / "terms" / path.name, path)
        elif chance.random() < 0.1:
            path.rename(path.with_name(f"{path.stem}-2.md"))
        else:
            path.write_text(edited(path.read_text("utf-8"), chance, slugs), "utf-8")
        yield


@pytest.mark.parametrize("seed", range(2))
def test_the_glossary_after_edits(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    watched = Watched(folder)
    seen = {problem.rule for problem in watched.agree()}
    for _ in steps(folder, 6, seed):
        seen |= {problem.rule for problem in watched.agree()}
    assert len(seen) > 5


def test_every_edit_of_a_field_is_judged_as_if_anew(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    terms = folder / "terms"
    terms.mkdir(parents=True)
    (folder / "glossary.yaml").write_text("format: 1\nname: T\nlanguages: [en, de]\n", "utf-8")
    texts = {
        "alpha": "name: Alpha Model\nkind: algorithm\nlevel: intro\nminutes: 5",
        "beta": "name: Beta Model\nkind: concept\nlevel: advanced\nrelations:\n  requires: [alpha]\n  is-a: [gamma]",
        "gamma": "name: Gamma Model\nrelations:\n  part-of: [beta]\n  requires:\n  - any: [[alpha], [beta]]",
    }
    body = "Some gamma model, an alpha model and MFU: 16 Gb of [[beta]] and [[old]]. It is powerful."
    summary = "summary: An alpha model that is a beta model and a gamma model too."
    for slug, front in texts.items():
        (terms / f"{slug}.md").write_text(f"---\n{front}\n{summary}\n---\n\n{body}\n", "utf-8")
    watched = Watched(folder)
    watched.agree()
    original = (terms / "alpha.md").read_text("utf-8")
    for key in (
        "title: X", "aliases: [Beta Model]", "aliases: [{text: MFU, kind: plural}]", "no_autolink: [Alpha Model]",
        "former_slugs: [old]", "category: nothing", "status: draft", "status: deprecated", "replaced_by: [beta]",
        "mappings: {exact-match: ['https://e.example/a']}", "review: {by: x, date: 2026-01-01, due: 2026-02-01}",
        "suppress: [{rule: TG509, why: x}]", "links: [{title: T, url: 'https://e.example/', group: g}]", "\n\n",
        "acronym: MFU", "relations: {is-a: [gamma]}", "relations: {uses: [delta]}", "relations: {requires: [gamma]}",
    ):  # fmt: skip
        (terms / "alpha.md").write_text(original.replace("kind:", f"{key}\nkind:"), "utf-8")
        watched.agree()
    for before, after in (("level: intro", "level: advanced"), ("minutes: 5", "minutes: 500"), ("algorithm", "tool")):
        (terms / "alpha.md").write_text(original.replace(before, after), "utf-8")
        watched.agree()
    (terms / "alpha.de.md").write_text("---\nname: Alpha\n---\n\nEin Text [[nirgends]].\n", "utf-8")
    watched.agree()
    (terms / "delta.md").write_text(original.replace("Alpha", "Delta"), "utf-8")
    watched.agree()


def test_rules_that_judge_terms_one_by_one_say_first_which(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    list(steps(tmp_path / "data", 40, 3))
    source = read_folder(tmp_path / "data")
    each = {row.rule.code for row in CHECKS if row.each}
    found = [problem for problem in check(source, TODAY) if problem.rule in each]
    assert len(found) > 20
    for problem in found:
        where = problem.where
        assert where is not None
        assert Path(where.file).name.split(".", 1)[0] == problem.subjects[0]
