"""Which terms a write changes is known from the write exactly as from the whole glossary before and after it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from contents import contents
from facts import facts
from hypothesis import given, settings

from termgraph.model import (
    Change,
    Changes,
    Content,
    Link,
    Relation,
    Requirement,
    Term,
    TermStatus,
    Touch,
    Touched,
    apply,
    difference,
    public,
    touched,
)


def stated(content: Content) -> dict[str, list[object]]:
    """Everything that readers are told about each term, found by looking at all of it."""
    found: dict[str, list[object]] = {slug: [term] for slug, term in content.terms.items()}

    def tell(slugs: set[str], record: object) -> None:
        for slug in slugs & found.keys():
            found[slug].append(record)

    for relation in content.relations.values():
        tell({relation.subject, relation.object}, relation)
    for requirement in content.requirements.values():
        tell({requirement.subject, *(slug for option in requirement.options for slug in option)}, requirement)
    for link in content.links.values():
        tell({str(link.term), *link.about, *link.teaches, *link.requires}, link)
    return found


def compared(before: Content, after: Content) -> Touched:
    """The same question, answered by comparing everything."""
    old, new = stated(public(before)), stated(public(after))
    kinds = {
        slug: Touch.ADDED if slug not in old else Touch.REMOVED if slug not in new else Touch.CHANGED
        for slug in old.keys() | new.keys()
        if old.get(slug) != new.get(slug)
    }
    return tuple(sorted(kinds.items()))


def agree(states: Sequence[Content]) -> None:
    """Holds for a chain of states: as written, and with only what the log of a store keeps of each change."""
    writes = [difference(one, other) for one, other in pairwise(states)]
    wanted = [compared(one, other) for one, other in pairwise(states)]
    assert list(touched(states[0], writes)) == wanted
    kept = [tuple(replace(change, before=None) for change in write) for write in writes]
    assert list(touched(states[0], kept)) == wanted


@settings(max_examples=40)
@given(contents(), contents(), contents())
def test_along_any_chain_of_contents(one: Content, other: Content, third: Content) -> None:
    agree([Content(), one, other, third, one])


@settings(max_examples=25)
@given(contents())
def test_for_every_term_that_is_hidden_and_shown_again(content: Content) -> None:
    for slug, term in content.terms.items():
        hidden = replace(content, terms={**content.terms, slug: replace(term, status=TermStatus.DRAFT)})
        shown = replace(content, terms={**content.terms, slug: replace(term, status=TermStatus.PUBLISHED)})
        agree([content, hidden, shown, hidden])


def once(write: Changes, before: Content | None = None) -> Touched:
    (found,) = touched(facts() if before is None else before, [write])
    return found


def record(entity: str, key: str, after: object) -> Changes:
    return (Change(entity, key, None, after),)


def test_a_relation_written_in_another_file_changes_both_of_its_terms_and_no_other() -> None:
    relation = Relation("lora", "related", "ppo", why="An invented reason.")
    assert once(record("relation", relation.key, relation)) == (("lora", Touch.CHANGED), ("ppo", Touch.CHANGED))


def test_a_requirement_changes_its_subject_and_every_option() -> None:
    requirement = Requirement("lora", (("ppo",), ("dpo", "mlx")))
    assert [slug for slug, _ in once(record("requirement", requirement.key, requirement))] == [
        "dpo", "lora", "mlx", "ppo",
    ]  # fmt: skip


def test_a_link_changes_the_terms_that_it_names() -> None:
    link = Link("x", "X", "https://example.org/x", "docs", term="ppo", about=("category:training",), requires=("dpo",))
    assert [slug for slug, _ in once(record("link", "x", link))] == ["dpo", "ppo"]


def test_what_surrounds_the_terms_changes_none_of_them() -> None:
    category = next(iter(facts().categories.values()))
    assert once(record("category", category.slug, replace(category, name="Renamed"))) == ()
    assert once(record("glossary", "glossary", replace(facts().glossary, name="Another"))) == ()


def test_work_on_a_draft_changes_nothing_and_publishing_it_changes_whoever_it_names() -> None:
    draft = Term("new-term", "New", status=TermStatus.DRAFT)
    relation = Relation("new-term", "uses", "ppo")
    written = (*record("term", "new-term", draft), *record("relation", relation.key, relation))
    edited = record("term", "new-term", replace(draft, summary="A first sentence."))
    shown = record("term", "new-term", replace(draft, status=TermStatus.PUBLISHED))
    assert list(touched(facts(), [written, edited, shown])) == [
        (),
        (),
        (("new-term", Touch.ADDED), ("ppo", Touch.CHANGED)),
    ]


def test_a_renamed_term_goes_and_comes() -> None:
    before = facts()
    renamed = replace(before.terms["mlx"], slug="mlx-array", former_slugs=("mlx",))
    found = once((*record("term", "mlx", None), *record("term", "mlx-array", renamed)), replace(before, relations={}))
    assert ("mlx", Touch.REMOVED) in found
    assert ("mlx-array", Touch.ADDED) in found


def test_an_entry_of_a_log_is_enough() -> None:
    state, writes = facts(), []
    for slug in ("ppo", "dpo"):
        change = Change("term", slug, state.terms[slug], replace(state.terms[slug], minutes=77))
        writes.append((replace(change, before=None),))
        state = apply(state, [change])
    assert list(touched(facts(), writes)) == [(("ppo", Touch.CHANGED),), (("dpo", Touch.CHANGED),)]
