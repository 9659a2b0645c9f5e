"""What a plan tells of translations: an edit of a mark, and an edit of an original that leaves translations behind."""

from dataclasses import replace

from termgraph.changes import as_json, impact, lines, markdown, plan
from termgraph.errors import Severity
from termgraph.model import Content, GlossaryInfo, Term, Translation, originals

OLD, NEW = "0123456789ab", "fedcba987654"
INFO = GlossaryInfo(languages=("en", "nb", "de"))


def content(of: str | None, **fields: str) -> Content:
    translations = (Translation("de", "Formel"), Translation("nb", "Formel nb", summary="Kort.", of=of))
    return Content.of(INFO, terms=[replace(Term("a", "Formula", translations=translations), **fields)])  # type: ignore[arg-type]


def test_an_edit_of_a_mark_alone_is_shown() -> None:
    for before, after in ((OLD, NEW), (None, NEW), (OLD, None)):
        found = plan(content(before), content(after))
        (change,) = as_json(found)["changes"]
        assert (change["sign"], change["key"], list(change["fields"])) == ("~", "a", ["translations"])
        shown = "\n".join(lines(found))
        assert all(mark in shown for mark in (before, after) if mark)
        assert "~ term a" in shown


def test_the_same_mark_is_no_change() -> None:
    assert plan(content(OLD), content(OLD)).changes == ()


def test_an_edit_of_an_original_says_which_translations_it_leaves_behind() -> None:
    now = originals.digest(content(None).terms["a"])
    before, after = content(now), content(now, summary="Something else.")
    effect = impact(before, after)
    (stale,) = (each for each in effect.new if each.rule == "TG603")
    assert stale.severity is Severity.INFO
    assert "'nb'" in stale.message
    # A translation without a mark was not known to be up to date before either.
    assert [each.rule for each in effect.fixed if each.rule.startswith("TG6")] == []
    assert [each.rule for each in effect.new if each.rule.startswith("TG6")] == ["TG603"]
    assert "TG603" in markdown(plan(before, after), effect)
