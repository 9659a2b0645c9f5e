"""References: everything that is named exists, and is where it is said to be."""

from collections.abc import Iterable, Iterator, Mapping

from termgraph.errors import Problem, Rule, Severity
from termgraph.formats.source import Place
from termgraph.model import PUBLIC_STATUSES, Requirement, TermStatus

from .nearest import among, meant
from .view import Check, View
from .words import quoted

CATEGORY = "category:"


def unknown_terms(rule: Rule, view: View) -> Iterator[Problem]:
    """References to slugs that no term has or had."""
    for slug, subjects, place in _unresolved(view):
        if slug in view.moved or slug in view.source.unread:
            continue
        hint = meant(view.nearest_term(slug))
        if place[0] == "link" and slug in view.content.categories:
            hint = f"for the category, write '{CATEGORY}{slug}'"
        yield rule.problem(f"no term has the slug '{slug}'", view.where(*place), hint=hint, subjects=subjects)


def moved_terms(rule: Rule, view: View) -> Iterator[Problem]:
    """References by a former slug."""
    for slug, subjects, place in _unresolved(view):
        if now := view.moved.get(slug):
            yield _moved(rule, slug, now, subjects, view, place)
    for written in view.prose if view.moved else ():
        slug = written.link.target
        if written.link.kind != "citation" and (now := view.moved.get(slug)):
            message = f"'{slug}' is now '{now}'"
            fix = written.text[written.link.start : written.link.end].replace(slug, now, 1)
            yield rule.problem(
                message, view.where_link(written), hint=f"write '{now}'", fix=fix, subjects=(written.term.slug, now)
            )


def _moved(rule: Rule, slug: str, now: str, subjects: tuple[str, ...], view: View, place: Place) -> Problem:
    where = view.where(*place)
    exact = where is not None and where.end_column is not None and where.end_column - where.column == len(slug)
    fix = now if exact else None
    return rule.problem(f"'{slug}' is now '{now}'", where, hint=f"write '{now}'", fix=fix, subjects=subjects)


Reference = tuple[str, tuple[str, ...], Place]
"""A slug, what refers to it, and where."""


def _unresolved(view: View) -> Iterable[Reference]:
    """Slugs that are referred to and name no term."""
    return view.once(_references_to_nothing)


def _references_to_nothing(view: View) -> tuple[Reference, ...]:
    return tuple(_searched(view))


def _searched(view: View) -> Iterator[Reference]:
    content, known = view.content, view.content.terms
    for key, relation in content.relations.items():
        for slug in (relation.subject, relation.object):
            if slug not in known:
                yield slug, (relation.subject, relation.object), ("relation", key)
    for key, requirement in content.requirements.items():
        for slug in (requirement.subject, *_members(requirement)):
            if slug not in known:
                yield slug, (requirement.subject, slug), ("requirement", key, "options", slug)
    for place, subject, slugs in _lists(view):
        for slug in slugs:
            if slug not in known and not (place[0] == "link" and slug.startswith(CATEGORY)):
                yield slug, (subject, slug), (*place, slug)


def _members(requirement: Requirement) -> Iterable[str]:
    """Every term in an option, once."""
    return dict.fromkeys(slug for option in requirement.options for slug in option)


def _lists(view: View) -> Iterator[tuple[Place, str, Iterable[str]]]:
    """Every list of slugs, with its place and what it belongs to."""
    content = view.content
    for slug, term in content.terms.items():
        yield ("term", slug, "replaced_by"), slug, term.replaced_by
    for key, profile in content.profiles.items():
        yield ("profile", key, "terms"), key, profile.terms
    for key, curated in content.paths.items():
        yield ("path", key, "terms"), key, curated.terms
    for key, link in content.links.items():
        yield ("link", key, "about"), key, link.about
        yield ("link", key, "teaches"), key, link.teaches
        yield ("link", key, "requires"), key, link.requires
        yield ("link", key, "term"), key, (link.term,) if link.term else ()
    yield ("glossary", "glossary", "watch"), "watch", content.glossary.watch


def unknown_types(rule: Rule, view: View) -> Iterator[Problem]:
    """Relation types that are neither built in nor the glossary's own; equal findings at one key count as one."""
    if view.lost(view.content.relation_types):
        return
    types, keys = view.registry.types, view.registry.keys
    likely = among(keys)
    for key, relation in view.content.relations.items():
        name = relation.type
        if name not in types:
            where, hint = view.where("relation", key, "type"), meant(likely(name))
            yield rule.problem(f"there is no relation type '{name}'", where, hint=hint, subjects=(relation.subject,))
    for row in view.content.relation_types.values():
        for name in row.disjoint_with:
            where = view.where("relation-type", row.key, "disjoint_with", name)
            if name not in keys and not view.refused(where):
                hint = meant(likely(name))
                yield rule.problem(f"there is no relation type '{name}'", where, hint=hint, subjects=(row.key,))


def unknown_categories(rule: Rule, view: View) -> Iterator[Problem]:
    """Categories that glossary.yaml does not have."""
    content = view.content
    named: list[tuple[str, str, Place]] = [
        (category, slug, ("term", slug, "categories", category))
        for slug, term in content.terms.items()
        for category in term.categories
    ]
    named += [
        (target.removeprefix(CATEGORY), key, ("link", key, field, target))
        for key, link in content.links.items()
        for field, targets in (("about", link.about), ("teaches", link.teaches))
        for target in targets
        if target.startswith(CATEGORY)
    ]
    named += [
        (category.parent, category.slug, ("category", category.slug, "parent"))
        for category in content.categories.values()
        if category.parent
    ]
    yield from _unknown(rule, view, "category has the slug", content.categories, named)


def unknown_groups(rule: Rule, view: View) -> Iterator[Problem]:
    """Link groups that links.yaml does not have."""
    named: list[tuple[str, str, Place]] = [
        (link.group, key, ("link", key, "group")) for key, link in view.content.links.items()
    ]
    yield from _unknown(rule, view, "link group has the key", view.content.link_groups, named)


def unknown_people(rule: Rule, view: View) -> Iterator[Problem]:
    """Reviewers who are not among the people of glossary.yaml."""
    named: list[tuple[str, str, Place]] = [
        (term.review.by, slug, ("term", slug, "review", "by"))
        for slug, term in view.content.terms.items()
        if term.review
    ]
    yield from _unknown(rule, view, "person has the key", view.content.people, named)


def unknown_profiles(rule: Rule, view: View) -> Iterator[Problem]:
    """Profiles that paths start from and glossary.yaml does not have."""
    named: list[tuple[str, str, Place]] = [
        (curated.profile, key, ("path", key, "profile"))
        for key, curated in view.content.paths.items()
        if curated.profile
    ]
    yield from _unknown(rule, view, "profile has the key", view.content.profiles, named)


def _unknown(
    rule: Rule, view: View, what: str, known: Mapping[str, object], named: Iterable[tuple[str, str, Place]]
) -> Iterator[Problem]:
    """A finding for every (key, subject, place) whose key is not `known`."""
    if view.lost(known):
        return
    likely = among(known)
    for key, subject, place in named:
        if key not in known:
            hint = meant(likely(key))
            yield rule.problem(f"no {what} '{key}'", view.where(*place), hint=hint, subjects=(subject,))


def self_relations(rule: Rule, view: View) -> Iterator[Problem]:
    """Relations of a term to itself."""
    for key, relation in view.content.relations.items():
        if relation.subject == relation.object:
            message = f"'{relation.subject}' cannot be related to itself"
            yield rule.problem(message, view.where("relation", key), subjects=(relation.subject,))
    for slug, term in view.content.terms.items():
        if slug in term.replaced_by:
            where = view.where("term", slug, "replaced_by", slug)
            yield rule.problem(f"'{slug}' cannot be replaced by itself", where, subjects=(slug,))


def draft_targets(rule: Rule, view: View) -> Iterator[Problem]:
    """Published terms that point at terms nobody can see; what a draft's own file says about them is no finding."""
    hidden = {slug: term.status for slug, term in view.content.terms.items() if term.status not in PUBLIC_STATUSES}
    if not hidden:
        return
    for slug, target, place in _pointing(view, hidden):
        message = f"'{slug}' is published and points at '{target}', which is in status '{hidden[target]}'"
        yield rule.problem(message, view.where(*place), subjects=(slug, target))
    for written in view.prose:
        slug, target = written.term.slug, written.link.target
        if slug not in hidden and written.link.kind != "citation" and target in hidden:
            message = f"this text is published and links to '{target}', which is in status '{hidden[target]}'"
            yield rule.problem(message, view.where_link(written), subjects=(slug, target))


def retired_targets(rule: Rule, view: View) -> Iterator[Problem]:
    """Links about deprecated terms; those in a deprecated term's own file stay with it."""
    terms = view.content.terms
    retired = {slug for slug, term in terms.items() if term.status is TermStatus.DEPRECATED}
    for key, link in view.content.links.items():
        for field, slugs in (("about", link.about), ("teaches", link.teaches)):
            for slug in slugs:
                if slug in retired and link.term not in retired:
                    instead = [each for each in terms[slug].replaced_by if each not in retired]
                    hint = f"write {quoted(instead)}" if instead else None
                    message = f"the link '{key}' is about '{slug}', which is deprecated"
                    yield rule.problem(message, view.where("link", key, field, slug), hint=hint, subjects=(key, slug))


def _pointing(view: View, hidden: Mapping[str, object]) -> Iterator[tuple[str, str, Place]]:
    """(shown term, hidden term, place) of every statement in the file of the shown one."""
    content = view.content
    for key, relation in content.relations.items():
        subject, target = relation.subject, relation.object
        if (subject in hidden) is not (target in hidden):
            shown, unseen = (target, subject) if subject in hidden else (subject, target)
            if _written_by(view, key, shown, otherwise=subject == shown):
                yield shown, unseen, ("relation", key)
    for key, requirement in content.requirements.items():
        for target in _members(requirement):
            if target in hidden and requirement.subject not in hidden:
                yield requirement.subject, target, ("requirement", key, "options", target)
    for slug, term in content.terms.items():
        for target in term.replaced_by:
            if target in hidden and slug not in hidden:
                yield slug, target, ("term", slug, "replaced_by", target)


def _written_by(view: View, key: str, slug: str, *, otherwise: bool) -> bool:
    """Whether a relation stands in the file of this term; `otherwise` when nobody knows."""
    statement, term = view.where("relation", key), view.where("term", slug)
    return otherwise if statement is None or term is None else statement.file == term.file


REFERENCES = (
    Check(
        Rule(
            "TG201", "unknown-term", Severity.ERROR,
            "Every slug that is referred to is the slug of a term.",
            "A reference to nothing loses what it says without a word; glossaries kept by hand have hundreds.",
            "`requires: [advantage-functoin]`",
            "Correct the slug, or write the missing term.",
            "E4",
        ),
        unknown_terms,
    ),
    Check(
        Rule(
            "TG202", "unknown-relation-type", Severity.ERROR,
            "Every relation type is built in or defined in relation-types.yaml.",
            "Only a type with a definition can be read from the other end, explained and exported.",
            "`depends-on: [policy]`",
            "Use the type the message suggests, or define the type in relation-types.yaml.",
            "E4",
        ),
        unknown_types,
    ),
    Check(
        Rule(
            "TG203", "unknown-category", Severity.ERROR,
            "Every category that is named is one of those in glossary.yaml.",
            "A term in an unknown category has no place in the navigation.",
            "`category: large-langauge-models`",
            "Correct the slug, or add the category to glossary.yaml.",
        ),
        unknown_categories,
    ),
    Check(
        Rule(
            "TG204", "unknown-link-group", Severity.ERROR,
            "Every link is in one of the groups of links.yaml.",
            "A link without a group is shown under no heading, so it is never seen.",
            "`group: guides`",
            "Correct the key, or add the group to links.yaml.",
        ),
        unknown_groups,
    ),
    Check(
        Rule(
            "TG205", "self-relation", Severity.ERROR,
            "No term is related to itself.",
            "It says nothing, and it would put a circle into trails and learning paths.",
            "`uses: [ppo]` in ppo.md",
            "Delete the statement, or name the term that was meant.",
            "E4",
        ),
        self_relations,
    ),
    Check(
        Rule(
            "TG206", "unknown-person", Severity.ERROR,
            "Every reviewer is one of the people in glossary.yaml.",
            "A review by nobody in particular is worth nothing to a reader.",
            "`review: {by: jd, date: 2026-11-20}` without jd among the people",
            "Correct the key, or add the person to glossary.yaml.",
        ),
        unknown_people,
    ),
    Check(
        Rule(
            "TG207", "draft-target", Severity.WARNING,
            "A published term does not point at a draft.",
            "Readers cannot see drafts, so the statement is left out for them, or the link loses its address.",
            "`requires: [reward-model]` where reward-model has `status: draft`",
            "Publish the draft, or take the statement out until then.",
        ),
        draft_targets,
    ),
    Check(
        Rule(
            "TG208", "unknown-profile", Severity.ERROR,
            "A path starts from a profile of glossary.yaml.",
            "What its readers know already would be a guess.",
            "`profile: newcommer`",
            "Correct the key, or add the profile to glossary.yaml.",
        ),
        unknown_profiles,
    ),
    Check(
        Rule(
            "TG209", "moved-term", Severity.ERROR,
            "Terms are referred to by their present slug.",
            "Former slugs are kept for readers' bookmarks; files that use them drift from the glossary.",
            "`[[proximal-policy-optimization]]` after a rename to ppo",
            "Write the slug the message names.",
        ),
        moved_terms,
    ),
    Check(
        Rule(
            "TG211", "retired-target", Severity.WARNING,
            "A link outside is about a term that is still in use.",
            "The page of a deprecated term is found by few, and its links by fewer.",
            "`about: [old-term]` where old-term has `status: deprecated`",
            "Name the term that takes its place.",
            "W14",
        ),
        retired_targets,
    ),
)  # fmt: skip  # one row reads as one paragraph
