"""Translations: whether they say what they were made from, whether that is still so, and which sections they lack.

All three only suggest. An edit of an original makes its translations stale in the very same commit, and whoever edits
English need not know German: a warning there would teach editors to switch warnings off, or to mark what nobody read.
"""

from collections.abc import Iterator

from termgraph.errors import Problem, Rule, Severity
from termgraph.formats.source import Place
from termgraph.model import Term, Translation, originals

from .view import Check, View


def stale_translations(rule: Rule, view: View) -> Iterator[Problem]:
    """Translations made from other texts than those the term has now, each at its `of`."""
    for term, each, place in _translations(view):
        if originals.is_stale(term, each):
            now = originals.digest(term)
            message = (
                f"'{term.slug}' was changed after its translation to '{each.language}' was made: it is at {now} now"
            )
            hint = f"after bringing it up to date write `of: {now}`, or run `{_command(term, each)}`"
            yield rule.problem(message, view.where(*place, "of"), hint=hint, subjects=(term.slug,))


def unmarked_translations(rule: Rule, view: View) -> Iterator[Problem]:
    """Translations that do not say what they were made from."""
    for term, each, place in _translations(view):
        where = view.where(*place, "of")
        # What is no digest was reported by the readers.
        if each.of is None and not view.refused(where):
            message = f"the translation of '{term.slug}' to '{each.language}' does not say what it was made from"
            hint = f"if it is up to date, run `{_command(term, each)}`, which says so"
            yield rule.problem(message, where, hint=hint, subjects=(term.slug,))


def untranslated_sections(rule: Rule, view: View) -> Iterator[Problem]:
    """Sections that the original has and a translation lacks.

    A section that the glossary does not list has no heading in another language, so that none can be missed.
    """
    for term, each, place in _translations(view):
        there = {section.key for section in each.sections}
        for section in term.sections:
            if section.title is None and section.key not in there:
                message = f"the translation of '{term.slug}' to '{each.language}' lacks the section '{section.key}'"
                yield rule.problem(message, view.where(*place), subjects=(term.slug,))


def _translations(view: View) -> Iterator[tuple[Term, Translation, Place]]:
    for slug, term in view.judged.items():
        for each in term.translations:
            yield term, each, ("term", slug, "translations", each.language)


def _command(term: Term, translation: Translation) -> str:
    return f"termgraph translated {term.slug} --language {translation.language}"


TRANSLATIONS = (
    Check(
        Rule(
            "TG603", "stale-translation", Severity.INFO,
            "A translation was made from the texts that the original has now.",
            "Readers of the other language are told what has been corrected since, and nobody notices.",
            "`of: 0a1b2c3d4e5f` in ppo.nb.md, and a sentence of ppo.md was changed since",
            "Bring the translation up to date, then run `termgraph translated` with the slug, which writes `of` anew.",
        ),
        stale_translations,
        sees=frozenset(),
        each=True,
    ),
    Check(
        Rule(
            "TG604", "unmarked-translation", Severity.INFO,
            "A translation says with `of` which state of the original it was made from.",
            "Without it nobody can tell when the original has moved on.",
            "A ppo.nb.md without `of:`.",
            "Compare the two, then run `termgraph translated` with the slug, which writes it.",
        ),
        unmarked_translations,
        sees=frozenset(),
        each=True,
    ),
    Check(
        Rule(
            "TG605", "untranslated-section", Severity.INFO,
            "A translation has the sections that its original has.",
            "Its readers meet that part in the language of the original.",
            "A practical example in ppo.md and none in ppo.nb.md.",
            "Translate the section.",
        ),
        untranslated_sections,
        sees=frozenset(),
        each=True,
    ),
)  # fmt: skip  # one row reads as one paragraph
