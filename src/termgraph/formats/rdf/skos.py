"""A glossary in the SKOS profile, part by part, straight from its records: no RDF library, no blank node.

SKOS Reference (W3C 2009) for concepts, labels and notes, ISO 25964 (isothes) for the kinds of hierarchy, and own
predicates (tg, see `formats.vocabulary`) for what those have no word for.
"""

from collections.abc import Iterator

from termgraph.formats.scope import WHOLE, Scope, shelves
from termgraph.relations import BUILT_IN

from .extras import extras_of, extras_of_none
from .ground import Ground
from .nodes import Part
from .relations import relations_of, requirements_of
from .surroundings import (
    about_category,
    about_glossary,
    about_link,
    about_link_group,
    about_notes,
    about_path,
    about_person,
    about_profile,
    about_type,
)
from .terms import about_term, is_top


def parts(ground: Ground, scope: Scope) -> Iterator[Part]:
    """What surrounds the terms, where all is written, then categories, then term by term."""
    if scope == WHOLE:
        yield _surroundings(ground)
    inside = shelves(ground.snapshot)
    for slug in scope.categories(ground.snapshot):
        part = Part()
        about_category(ground, part, ground.snapshot.categories[slug], inside.get(slug, ()))
        yield part
    for number in scope.terms(ground.snapshot):
        yield term_part(ground, number)


def term_part(ground: Ground, number: int) -> Part:
    """Everything that is said of one term."""
    part = Part()
    about_term(ground, part, number)
    relations_of(ground, part, number)
    requirements_of(ground, part, number)
    extras_of(ground, part, number)
    return part


def _surroundings(ground: Ground) -> Part:
    snapshot, part = ground.snapshot, Part()
    about_glossary(ground, part, [number for number in range(len(snapshot.terms)) if is_top(snapshot, number)])
    for person in snapshot.content.people.values():
        about_person(ground, part, person)
    for row in snapshot.registry.types.values():
        if row.key not in BUILT_IN.types:
            about_type(ground, part, row)
    about_notes(ground, part)
    for group in snapshot.link_groups.values():
        about_link_group(ground, part, group)
    for link in snapshot.links:
        if link.term not in snapshot.numbers:
            about_link(ground, part, link)
    for profile in snapshot.profiles.values():
        about_profile(ground, part, profile)
    for path in snapshot.paths.values():
        about_path(ground, part, path)
    extras_of_none(ground, part)
    return part
