"""docs/pages.md says what is so: its addresses answer, its settings are read, its command prints what is shown."""

import re
import shlex
import shutil
from pathlib import Path

from asking import api_of
from command import termgraph

from termgraph import Glossary
from termgraph.formats.folder import read_folder
from termgraph.settings import PREFIX, from_environment
from termgraph.web.pages.routes import PAGES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "pages.md").read_text("utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    return str(found)


def test_every_address_answers_and_every_page_is_named() -> None:
    api = api_of()
    with Glossary.open(ROOT / "data") as glossary:
        api.holder.current = glossary.current
    addresses = re.findall(r"^\| `(/\S*)` \|", TEXT, re.MULTILINE)
    for address in addresses:
        assert api.send("GET", address).status_code == 200, address
    patterns = [re.sub(r"\{\w+\}", "[^/]+", path) for path in PAGES]
    named = [pattern for pattern in patterns if any(re.fullmatch(pattern, each.split("?")[0]) for each in addresses)]
    assert set(patterns) - set(named) == {"/index.html", "/search", "/path"}


def test_the_look_is_read_as_shown(tmp_path: Path) -> None:
    text = (ROOT / "data" / "glossary.yaml").read_text("utf-8") + block("yaml")
    (tmp_path / "glossary.yaml").write_text(text, "utf-8")
    source = read_folder(tmp_path)
    assert source.problems == ()
    site = source.content.glossary.site
    assert site is not None
    assert (site.title, site.logo) == ("Local AI, explained", "logo.svg")
    assert site.colours is not None
    assert site.colours.accent_dark == "#f0a8d8"


def test_the_template_extends_ours(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "term.html").write_text(block("jinja"), "utf-8")
    assert from_environment({f"{PREFIX}SITE": str(tmp_path)}).site == tmp_path
    page = api_of(site=tmp_path).send("GET", "/terms/ppo.html").text
    assert '<link rel="stylesheet" href="../site/more.css">' in page
    assert "application/ld+json" in page


def test_the_command_prints_what_is_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    command, _, output = block("console").partition("\n")
    result = termgraph(*shlex.split(command)[2:], cwd=tmp_path)
    assert result.out == output
    assert (tmp_path / "site" / "terms" / "rlhf.html").is_file()
