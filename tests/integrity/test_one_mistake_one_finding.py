"""What a single mistake brings: one finding, in the words and with the proposals an editor needs."""

import pytest
from facts import facts
from glossaries import codes, faults, glossary, group, term

from termgraph.errors import Problem, Severity, Where
from termgraph.formats.rules import FILE_RULES
from termgraph.formats.source import Place, Source
from termgraph.integrity import RULES, rule
from termgraph.model import Alias, Content, Relation, RelationType, Requirement, Suppression, TermStatus


def only(content: Content, **source: object) -> Problem:
    (problem,) = faults(Source(content, **source))  # type: ignore[arg-type]
    return problem


def test_the_checked_facts_have_no_error_and_no_shared_label() -> None:
    problems = faults(Source(facts()))
    assert {problem.rule for problem in problems} == {"TG502"}
    assert sorted(problem.subjects[0] for problem in problems) == ["full-fine-tuning", "inference", "tokens-per-second"]


def test_a_mistyped_slug_gets_the_nearest_one() -> None:
    problem = only(glossary("ppo", "advantage-function", relations=["ppo requires advantage-functoin"]))
    assert problem.message == "no term has the slug 'advantage-functoin'"
    assert problem.hint == "did you mean 'advantage-function'?"


def test_a_label_in_place_of_a_slug_gets_the_slug_of_its_term() -> None:
    content = glossary(
        "rl",
        term("ppo", name="Proximal Policy Optimization", aliases=(Alias("PPO-clip"),)),
        relations=["rl uses ppo-clpi"],
    )
    assert only(content).hint == "did you mean 'ppo'?"
    assert only(glossary("rl", term("ppo", definition="[[RL]]"))).hint == "did you mean 'rl'?"


def test_nothing_is_proposed_where_nothing_is_near() -> None:
    assert only(glossary("ppo", relations=["ppo uses something-else"])).hint is None


def test_a_category_where_a_term_belongs_gets_the_way_to_write_it() -> None:
    from termgraph.model import Category, Link, LinkGroup

    content = glossary(
        "a",
        categories=[Category("shelf", "Shelf")],
        link_groups=[LinkGroup("g", "G")],
        links=[Link("l", "L", "/l", "g", about=("shelf",))],
    )
    assert only(content).hint == "for the category, write 'category:shelf'"


def test_a_former_slug_is_replaced_exactly_where_the_place_is_exact() -> None:
    content = glossary("a", term("b", former_slugs=("old",)), relations=["a uses old"])
    here = Where("a.md", 3, 9, 12)
    problem = only(content, positions={("relation", "a uses old"): here})
    assert (problem.where, problem.message, problem.hint, problem.fix) == (here, "'old' is now 'b'", "write 'b'", "b")
    assert only(content, positions={("term", "a"): Where("a.md")}).fix is None


def test_a_former_slug_in_a_text_keeps_the_words_of_the_link() -> None:
    content = glossary(term("a", definition="one\ntwo [[old|its words]]"), term("b", former_slugs=("old",)))
    problem = only(content, positions={("term", "a", "definition"): Where("a.md", 7)})
    assert (problem.where, problem.fix) == (Where("a.md", 8, 5, 22), "[[b|its words]]")


def test_an_unknown_type_is_one_finding_however_often_a_term_uses_it() -> None:
    problem = only(glossary("a", "b", "c", relations=["a requries b", "a requries c"]))
    assert problem.hint == "did you mean 'requires'?"


@pytest.mark.parametrize(
    ("relations", "code"),
    [
        (["a is-a b", "b is-a a"], "TG301"),
        (["a instance-of b", "b part-of a"], "TG301"),
        (["a requires b", "b requires a"], "TG302"),
        (["a is-variant-of b", "b is-variant-of a"], "TG303"),
        (["a is-a b", "b is-a a", "a is-alternative-to b"], "TG301"),
    ],
)
def test_a_circle_is_one_finding(relations: list[str], code: str) -> None:
    assert codes(glossary("a", "b", relations=relations)) == [code]


def test_what_names_unknown_terms_is_left_out_of_circles() -> None:
    assert codes(glossary("a", relations=["a is-a x", "x is-a a"])) == ["TG201", "TG201"]
    assert codes(glossary("a", groups=["a requires x | y"], relations=["x requires a"])) == ["TG201"] * 3


def test_terms_behind_a_circle_are_not_reported_as_unreachable() -> None:
    content = glossary("a", "b", "c", "d", relations=["a requires b", "b requires a", "c requires a", "d requires c"])
    assert codes(content) == ["TG302"]


def test_independent_circles_are_all_found() -> None:
    relations = ["a is-a b", "b is-a a", "c is-a d", "d is-a c", "a requires c", "c requires a"]
    assert codes(glossary("a", "b", "c", "d", relations=relations)) == ["TG301", "TG301", "TG302"]


def test_a_circle_is_shown_as_one_with_the_place_of_every_step() -> None:
    relations = ["a is-a b", "b part-of c", "c is-a a"]
    keys = [tuple(each.split()) for each in relations]
    positions = {("relation", " ".join(key)): Where(f"{key[0]}.md", 5, 11, 12) for key in keys}
    problem = only(glossary("a", "b", "c", relations=relations), positions=positions)
    assert problem.message == "the way up from 'a' leads back to it: a → b → c → a"
    assert problem.where == Where("a.md", 5, 11, 12)
    assert problem.subjects == ("a", "b", "c")
    assert [(note.message, str(note.where)) for note in problem.notes] == [
        ("'a' is a kind of 'b'", "a.md:5:11"),
        ("'b' is part of 'c'", "b.md:5:11"),
        ("'c' is a kind of 'a'", "c.md:5:11"),
    ]


def test_a_circle_through_blocks_shows_what_is_learned_together() -> None:
    relations = ["b learn-with c", "c learn-with d", "d requires a"]
    problem = only(glossary("a", "b", "c", "d", "e", relations=relations, groups=["a requires b | e"]))
    assert problem.message == "'a' would have to be learned before itself: a → b → c → d → a"
    assert [note.message for note in problem.notes] == [
        "'a' requires 'b' (one of several options)",
        "'b' is best learned together with 'c'",
        "'c' is best learned together with 'd'",
        "'d' requires 'a'",
    ]


def test_a_circle_of_twenty_thousand_terms_is_found_and_shown_short() -> None:
    size = 20_000
    names = [f"t{number:05}" for number in range(size)]
    ring = list(zip(names, [*names[1:], names[0]], strict=True))
    relations = [Relation(a, kind, b) for kind in ("part-of", "requires", "precedes") for a, b in ring]
    problems = faults(Source(glossary(*names, relations=relations)))
    assert [problem.rule for problem in problems] == ["TG301", "TG302", "TG303"]
    for problem in problems:
        assert "(19,988 more)" in problem.message
        assert len(problem.notes) == 101
        assert len(problem.subjects) == size


def test_a_contradiction_shows_the_way_it_contradicts() -> None:
    problem = only(glossary("a", "b", "c", relations=["a is-a b", "b is-a c", "c is-alternative-to a"]))
    assert problem.message == "'a' is an alternative to 'c' contradicts the way up from 'a' to 'c', 2 steps"
    assert [note.message for note in problem.notes] == ["'a' is a kind of 'b'", "'b' is a kind of 'c'"]


def test_kinds_are_named_the_shorter_way() -> None:
    assert only(glossary("a", "b", relations=["a implements b"])).message == (
        "the subject of 'implements' is a tool, and 'a' is a concept"
    )
    content = glossary(*facts().terms.values(), relations=["trl implements vllm"])
    (problem,) = (each for each in faults(Source(content)) if each.rule == "TG305")
    assert problem.message == "the object of 'implements' is anything but a tool or hardware, and 'vllm' is a tool"


def test_a_label_of_three_terms_is_one_finding_with_the_other_places() -> None:
    content = glossary(*(term(slug, acronym="X") for slug in "abc"))
    positions = {("term", slug, "acronym"): Where(f"{slug}.md", 3, 10, 11) for slug in "abc"}
    problem = only(content, positions=positions)
    assert problem.subjects == ("a", "b", "c")
    assert problem.message == "'X' is a label of 'a', 'b' and 'c'"
    assert problem.where == Where("c.md", 3, 10, 11)
    assert [note.where for note in problem.notes] == [Where("a.md", 3, 10, 11), Where("b.md", 3, 10, 11)]


def test_a_draft_may_say_what_it_wants_about_published_terms() -> None:
    draft = term("a", status=TermStatus.DRAFT)
    for relations in (["a contrasts-with b"], ["b uses a"]):
        content = glossary(draft, "b", relations=relations)
        key = next(iter(content.relations))
        files: dict[Place, Where] = {("term", "a"): Where("a.md"), ("term", "b"): Where("b.md")}
        assert faults(Source(content, {**files, ("relation", key): Where("a.md", 5)})) == ()
        assert codes(content) == (["TG207"] if key == "b uses a" else [])
        assert only(content, positions={**files, ("relation", key): Where("b.md", 5)}).rule == "TG207"


# What the readers reported


def test_the_readers_findings_come_too_in_order_of_file_and_line() -> None:
    late = FILE_RULES["TG108"].problem("'x' is not a key here", Where("b.md", 9))
    early = FILE_RULES["TG118"].problem("stated again", Where("a.md", 2))
    content = glossary("b", relations=["b uses x"])
    source = Source(content, {("relation", "b uses x"): Where("b.md", 4)}, (late, early))
    assert [problem.rule for problem in faults(source)] == ["TG118", "TG201", "TG108"]


def test_a_reference_to_a_term_whose_file_could_not_be_read_is_no_second_finding() -> None:
    content = glossary(term("a", definition="[[b]]"), relations=["a uses b"])
    refused = FILE_RULES["TG103"].problem("this is not YAML", Where("b.md"), subjects=("b",))
    assert faults(Source(content, problems=(refused,), unread=frozenset({"b"}))) == (refused,)


def test_what_a_file_that_could_not_be_read_would_have_held_is_not_missed() -> None:
    content = glossary(term("a", categories=("shelf",)), "b", relations=["a runs-on b"])
    refused = FILE_RULES["TG103"].problem("this is not YAML", Where("glossary.yaml"))
    assert faults(Source(content, problems=(refused,))) == (refused,)


def test_a_type_the_readers_refused_is_not_refused_again() -> None:
    here = Where("relation-types.yaml", 2, 3, 10)
    refused = FILE_RULES["TG121"].problem("'runs-on': a symmetric type has no inverse", here)
    content = glossary(relation_types=[RelationType("runs-on", "runs on", "runs", symmetric=True)])
    assert faults(Source(content, {("relation-type", "runs-on"): here}, (refused,))) == (refused,)


# Suppressions


@pytest.mark.parametrize("name", ["W6", "TG404", "shared-label", "w6"])
def test_a_term_silences_a_warning_that_is_about_it(name: str) -> None:
    noisy = [term("a", acronym="X"), term("b", acronym="X"), term("c", acronym="Y"), term("d", acronym="Y")]
    assert codes(glossary(*noisy)) == ["TG404", "TG404"]
    noisy[1] = term("b", acronym="X", suppress=(Suppression(name, "Another field."),))
    assert codes(glossary(*noisy)) == ["TG404"]


def test_an_error_is_never_silenced() -> None:
    content = glossary(term("a", suppress=(Suppression("E4", "I know."),)), relations=["a uses b"])
    assert codes(content) == ["TG201", "TG210"]


def test_of_a_design_rule_in_two_severities_the_warning_can_be_silenced() -> None:
    quiet = term("a", suppress=(Suppression("E3", "They take turns."),))
    assert codes(glossary(quiet, "b", relations=["a builds-on b", "b builds-on a"])) == []
    assert codes(glossary(quiet, "b", relations=["a precedes b", "b precedes a"])) == ["TG303"]


def test_a_mistyped_rule_gets_the_nearest_one() -> None:
    assert only(glossary(term("a", suppress=(Suppression("TG40", "?"),)))).hint in {
        f"did you mean '{code}'?" for code in RULES if code.startswith("TG40")
    }


# The table


def test_a_rule_is_found_by_code_design_name_and_name() -> None:
    assert rule("TG201").name == "unknown-term"
    assert rule("E4").code == "TG201"
    assert rule("w6").code == "TG404"
    assert rule("trail-cycle").design == "E1"
    assert rule("TG101") is FILE_RULES["TG101"]


def test_an_unknown_rule_is_a_failure_with_a_proposal() -> None:
    from termgraph.errors import Code, TermgraphError

    with pytest.raises(TermgraphError, match=r"There is no rule 'trail-cylce'. Did you mean 'trail-cycle'\?") as caught:
        rule("trail-cylce")
    assert caught.value.code is Code.UNKNOWN_RULE
    assert caught.value.details["suggestions"] == ["trail-cycle"]


def test_errors_block_and_say_so() -> None:
    problems = faults(
        Source(glossary("a", relations=["a uses b"], groups=[Requirement("a", ()), group("a requires a")]))
    )
    assert {problem.severity for problem in problems} == {Severity.ERROR}
