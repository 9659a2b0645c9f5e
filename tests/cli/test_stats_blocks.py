"""`stats` in the terminal: the longest chain and the findings by rule are told, and `--help` says what is wanted."""

from pathlib import Path

from command import termgraph

DATA = Path(__file__).parents[2] / "data"

GLOSSARY = "format: 1\nname: Test\nlanguages: [en]\n"


def test_the_longest_chain_and_the_findings_of_each_rule_are_told(tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    (tmp_path / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    (tmp_path / "terms" / "a.md").write_text("---\nname: A\n---\n\nIt needs 16 gb, see [[b]].\n", "utf-8")
    (tmp_path / "terms" / "b.md").write_text("---\nname: B\nrelations: {requires: [a, nothing]}\n---\n", "utf-8")
    result = termgraph("stats", tmp_path)
    assert result.status == 0
    assert "1 error" in result.out
    assert "1 from term to term" in result.out
    assert "the longest chain has 2 terms: a b" in result.out
    assert "  TG514 mistaken-unit                   1   warning\n" in result.out
    assert result.out.index("TG201") < result.out.index("TG514"), "the worst first"


def test_the_help_says_in_what_order_terms_are_named() -> None:
    assert "wanted by every other term that requires it or links to it" in " ".join(
        termgraph("stats", "--help").out.split()
    )


def test_our_own_texts_have_no_warning_of_style() -> None:
    told = termgraph("check", DATA, "--fail-on", "warning")
    assert told.status == 0, told.out
