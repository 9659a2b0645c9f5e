"""Whether the public sees a write is known from its changes exactly as from the whole content before and after."""

from dataclasses import replace

from contents import contents
from hypothesis import given, settings

from termgraph.model import ENTITIES, PUBLIC_STATUSES, Change, Changes, Content, apply, difference, public
from termgraph.store.visible import shows


def _shows(before: Content, changes: Changes) -> bool:
    hidden = [slug for slug, term in before.terms.items() if term.status not in PUBLIC_STATUSES]
    return shows(changes, hidden, lambda: [each for each in before.relations.values() if each.for_ is not None])


@settings(max_examples=40)
@given(contents(), contents())
def test_between_any_two_contents(one: Content, other: Content) -> None:
    assert _shows(one, difference(one, other)) == (public(one) != public(other))


@settings(max_examples=40)
@given(contents())
def test_for_every_single_record_that_is_taken_away_or_edited(content: Content) -> None:
    edits = [
        Change(entity.name, key, record, None)
        for entity in ENTITIES
        if entity.name != "term"
        for key, record in getattr(content, entity.field).items()
    ]
    edits += [Change("term", slug, term, replace(term, minutes=601)) for slug, term in content.terms.items()]
    edits.append(Change("glossary", "glossary", content.glossary, replace(content.glossary, watch=())))
    for edit in edits:
        assert _shows(content, (edit,)) == (public(content) != public(apply(content, [edit])))
