"""What an edit does: each effect alone, none where there is none, and there and back the mirror image."""

from dataclasses import replace
from itertools import pairwise

import pytest
from contents import contents
from facts import facts
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from termgraph.changes import Impact, PlanEffect, Route, StageMove, TrailMove, VerdictChange, impact
from termgraph.changes.impact import MOST_TRAILS, _path, _verdicts
from termgraph.graph.breadcrumbs import TrailStyle, breadcrumbs
from termgraph.graph.learning import Verdict, necessity, prerequisites
from termgraph.graph.precedence import precedence
from termgraph.graph.snapshot import Snapshot
from termgraph.model import (
    Category,
    Content,
    GlossaryInfo,
    Level,
    Relation,
    Requirement,
    Root,
    Term,
    TermStatus,
    public,
)

MINUTES = {"a": 5, "b": 10, "c": 20, "d": 40, "e": 80}
SHELVES = [Category("s", "S"), Category("t", "T")]


def term(slug: str, **fields: object) -> Term:
    summary = "A summary of the right length, which says nothing in particular."
    own = {
        "name": f"Name {slug}",
        "summary": summary,
        "definition": "It is.",
        "level": Level.INTRO,
        "categories": ("s",),
    }
    return Term(slug, minutes=MINUTES[slug], **{**own, **fields})  # type: ignore[arg-type]


def content(*relations: str, groups: tuple[Requirement, ...] = (), watch: str = "a", **changed: Term) -> Content:
    """Terms a to e with relations such as "a requires b", of which `watch` are watched."""
    said = [relation.split() for relation in relations]
    return Content.of(
        GlossaryInfo(watch=tuple(watch)),
        categories=SHELVES,
        terms=[changed.get(slug) or term(slug) for slug in MINUTES],
        relations=[Relation(subject, kind, target, why="So.", for_="all") for subject, kind, target in said],
        requirements=groups,
    )


def one_of(subject: str, *options: str) -> Requirement:
    return Requirement(subject, tuple(tuple(option) for option in options), why="So.")


BASE = ("a requires b", "b is-a c", "c is-a d", "d uses e")


def test_an_edit_of_words_does_nothing() -> None:
    before = content(*BASE)
    after = content(*BASE, b=term("b", definition="It is other."))
    assert impact(before, after) == Impact()
    assert not impact(before, after)


def test_findings_come_and_go() -> None:
    redundant = content("a is-a b", "b is-a c", "a is-a c", "d uses e", watch="")
    sound = content("a is-a b", "b is-a c", "d uses e", watch="")
    assert [problem.rule for problem in impact(sound, redundant).new] == ["TG311"]
    assert [problem.rule for problem in impact(redundant, sound).fixed] == ["TG311"]
    (new,) = impact(content(*BASE), content(*BASE, e=term("e", definition=None))).new
    assert (new.rule, new.subjects, new.where) == ("TG505", ("e",), None)
    back = impact(content(*BASE, e=term("e", definition=None)), content(*BASE))
    assert (back.new, back.fixed, back.plans, back.trails) == ((), (new,), (), ())


def test_a_watched_plan_grows_and_stages_move() -> None:
    effects = impact(content(*BASE), content(*BASE, "b requires e"))
    assert effects.plans == (
        PlanEffect(
            "a",
            Route(2, 15, True),
            Route(3, 95, True),
            added=("e",),
            moved=(StageMove("a", 1, 2), StageMove("b", 0, 1)),
            verdicts=(VerdictChange("e", Verdict.NOT_A_PREREQUISITE, Verdict.NECESSARY),),
        ),
    )
    assert effects.trails == ()


def test_a_plan_that_nobody_watches_is_no_effect() -> None:
    assert impact(content(*BASE, watch="e"), content(*BASE, "b requires e", watch="e")).plans == ()


def test_minutes_alone_are_an_effect_without_terms() -> None:
    effects = impact(content(*BASE), content(*BASE, b=replace(term("b"), minutes=11)))
    assert effects == Impact(plans=(PlanEffect("a", Route(2, 15, True), Route(2, 16, True)),))


def test_another_option_turns_the_necessary_into_an_alternative() -> None:
    before = content(*BASE[1:], groups=(one_of("a", "b"),))
    after = content(*BASE[1:], groups=(one_of("a", "b", "e"),))
    (effect,) = impact(before, after).plans
    assert (effect.before, effect.after) == (Route(2, 15, True), Route(2, 15, True))
    assert (effect.added, effect.removed, effect.moved) == ((), (), ())
    assert effect.verdicts == (
        VerdictChange("b", Verdict.NECESSARY, Verdict.ALTERNATIVE),
        VerdictChange("e", Verdict.NOT_A_PREREQUISITE, Verdict.ALTERNATIVE),
    )


def test_a_cheaper_option_takes_the_place_of_the_other() -> None:
    groups = (one_of("a", "d", "e"),)
    cheap = replace(term("e"), minutes=1)
    (effect,) = impact(content(*BASE[1:], groups=groups), content(*BASE[1:], groups=groups, e=cheap)).plans
    assert (effect.removed, effect.added) == (("d",), ("e",))
    assert (effect.before, effect.after) == (Route(2, 45, True), Route(2, 6, True))
    assert effect.verdicts == ()


def test_a_watched_term_that_comes_or_goes_has_a_plan_on_one_side_only() -> None:
    whole = content(*BASE)
    without = Content.of(
        whole.glossary,
        categories=SHELVES,
        terms=[each for slug, each in whole.terms.items() if slug != "a"],
        relations=[each for each in whole.relations.values() if each.subject != "a"],
    )
    (effect,) = impact(without, whole).plans
    assert (effect.before, effect.after, effect.added) == (None, Route(2, 15, True), ("b", "a"))
    (effect,) = impact(whole, without).plans
    assert (effect.before, effect.after, effect.removed) == (Route(2, 15, True), None, ("b", "a"))


def test_a_newly_watched_term_has_the_plan_it_had() -> None:
    assert impact(content(*BASE, watch=""), content(*BASE, watch="a")) == Impact()
    (effect,) = impact(content(*BASE, watch=""), content(*BASE, "a requires e", watch="a")).plans
    assert effect.before == Route(2, 15, True)


def test_a_term_that_moves_takes_the_trails_below_it_along() -> None:
    effects = impact(content(*BASE), content("a requires b", "b is-a c", "c is-a e", "d uses e"))
    assert effects.trails == (
        TrailMove("b", TrailStyle.CONCEPT, ("glossary", "d", "c", "b"), ("glossary", "e", "c", "b")),
        TrailMove("c", TrailStyle.CONCEPT, ("glossary", "d", "c"), ("glossary", "e", "c")),
    )
    assert effects.trails_total == 2
    assert effects.plans == ()


def test_a_term_on_another_shelf_has_another_category_trail() -> None:
    effects = impact(content(*BASE), content(*BASE, a=term("a", categories=("t", "s"))))
    assert effects == Impact(
        trails=(TrailMove("a", TrailStyle.CATEGORY, ("glossary", "s", "a"), ("glossary", "t", "a")),), trails_total=1
    )


def test_a_second_parent_or_category_that_is_not_canonical_moves_no_trail() -> None:
    assert impact(content(*BASE), content(*BASE, a=term("a", categories=("s", "t")))).trails == ()
    assert impact(content(*BASE), content(*BASE, "c part-of e")).trails == ()


def test_another_root_moves_every_trail_and_only_some_are_told() -> None:
    many = [Term(f"t{number:03}", f"T {number}") for number in range(MOST_TRAILS)]
    before = Content.of(GlossaryInfo(), terms=many)
    effects = impact(before, replace(before, glossary=GlossaryInfo(root=Root("lexicon", "Lexicon"))))
    assert (len(effects.trails), effects.trails_total) == (MOST_TRAILS, 2 * MOST_TRAILS)
    assert [each.term for each in effects.trails[:3]] == ["t000", "t000", "t001"]


def test_what_readers_do_not_see_has_no_effect_on_plans_and_trails() -> None:
    draft = term("b", status=TermStatus.DRAFT)
    effects = impact(content(*BASE, b=draft), content(*BASE, "b requires e", b=draft))
    assert (effects.plans, effects.trails) == ((), ())


def test_a_chain_of_twenty_thousand_terms_takes_linear_time() -> None:
    names = [f"t{number:05}" for number in range(20_000)]
    terms = [Term(name, f"Name {name}") for name in [*names, "top", "u"]]
    chain = [Relation(low, "is-a", high) for low, high in pairwise(names)]
    before, after = (
        Content.of(GlossaryInfo(), terms=terms, relations=[*chain, Relation(names[-1], "is-a", top)])
        for top in ("top", "u")
    )
    effects = impact(before, after)
    assert effects.trails_total == 20_000
    assert [len(each.before) for each in effects.trails[:2]] == [20_002, 20_001]


# Laws


@given(contents(5))
@settings(max_examples=25, deadline=None)
def test_nothing_has_no_impact(some: Content) -> None:
    assert impact(some, some) == Impact()
    assert impact(some, replace(some)) == Impact()


@given(contents(5), contents(5))
@settings(max_examples=40, deadline=None)
def test_there_and_back_is_the_mirror_image(one: Content, other: Content) -> None:
    there, back = impact(one, other), impact(other, one)
    assert (there.new, there.fixed) == (back.fixed, back.new)
    assert there.trails == tuple(replace(each, before=each.after, after=each.before) for each in back.trails)
    assert there.trails_total == back.trails_total
    assert there.plans == tuple(
        replace(
            each,
            before=each.after,
            after=each.before,
            added=each.removed,
            removed=each.added,
            moved=tuple(replace(move, before=move.after, after=move.before) for move in each.moved),
            verdicts=tuple(replace(change, before=change.after, after=change.before) for change in each.verdicts),
        )
        for each in back.plans
    )


@given(contents(6), contents(6))
@settings(max_examples=40, deadline=None)
def test_the_trails_told_are_exactly_those_that_differ(one: Content, other: Content) -> None:
    shown = [Snapshot.of(public(each)) for each in (one, other)]
    expected = []
    for slug in sorted(set(shown[0].numbers) & set(shown[1].numbers)):
        for style in (TrailStyle.CATEGORY, TrailStyle.CONCEPT):
            ways = [
                tuple(each.crumb.slug for each in breadcrumbs(snapshot, snapshot.numbers[slug], style).crumbs)
                for snapshot in shown
            ]
            if ways[0] != ways[1]:
                expected.append(TrailMove(slug, style, *ways))
    assert impact(one, other).trails == tuple(expected)


@pytest.mark.parametrize("target", ["rlhf", "dpo", "best-of-n", "constitutional-ai", "win-rate"])
def test_verdicts_on_the_facts_are_those_of_necessity(target: str) -> None:
    snapshot = Snapshot.of(facts())
    path, number = _path(snapshot, target), snapshot.numbers[target]
    assert path
    expected = {
        snapshot.terms[each.term].slug: necessity(snapshot, number, each.term)
        for each in prerequisites(snapshot, number)
    }
    assert _verdicts(snapshot, target, path) == expected


@given(contents(7), st.data())
@settings(max_examples=40, deadline=None)
def test_verdicts_are_those_of_necessity(some: Content, data: st.DataObject) -> None:
    snapshot = Snapshot.of(some)
    order = precedence(snapshot)
    # On a circle, which is never loaded, what a plan does without may be necessary.
    assume(all(order.places[each] < order.places[late] for late, before in enumerate(order.before) for each in before))
    number = data.draw(st.integers(0, len(snapshot.terms) - 1))
    slug = snapshot.terms[number].slug
    if path := _path(snapshot, slug):
        found = _verdicts(snapshot, slug, path)
        assert found == {
            snapshot.terms[each.term].slug: necessity(snapshot, number, each.term)
            for each in prerequisites(snapshot, number)
        }


def test_leaving_rloo_out_of_the_facts_leads_by_grpo() -> None:
    before = replace(facts(), glossary=replace(facts().glossary, watch=("rlhf", "lora")))
    key = next(key for key, each in before.requirements.items() if each.subject == "rlhf")
    group = before.requirements[key]
    less = replace(group, options=tuple(option for option in group.options if option != ("rloo",)))
    requirements = {**{each: it for each, it in before.requirements.items() if each != key}, less.key: less}
    (effect,) = impact(before, replace(before, requirements=dict(sorted(requirements.items())))).plans
    assert (effect.target, effect.before, effect.after) == ("rlhf", Route(38, 695, True), Route(40, 740, True))
    assert "rloo" in effect.removed
    assert "grpo" in effect.added
