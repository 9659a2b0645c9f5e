"""Names: labels that tell terms apart, mappings that agree, slugs that keep their meaning."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from termgraph.errors import Note, Problem, Rule, Severity
from termgraph.formats.source import Place
from termgraph.model import MATCH_TYPES, Term

from .view import LABELS, SLUGS, Check, View
from .words import quoted

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EXACT, _LOOSE = MATCH_TYPES[0], ("broad-match", "narrow-match", "related-match")


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a term as it was written: what it is, in which language (None for the glossary's own), and where."""

    text: str
    kind: str
    language: str | None
    place: Place
    case: bool = False


def labels(term: Term) -> Iterator[Label]:
    """Every label of a term, those of its translations last; the title is not a label but how two of them are shown."""
    own: Place = ("term", term.slug)
    yield Label(term.name, "name", None, (*own, "name"))
    if term.acronym is not None:
        yield Label(term.acronym, "acronym", None, (*own, "acronym"))
    for alias in term.aliases:
        yield Label(alias.text, alias.kind, alias.language, (*own, "aliases", alias.text), alias.case)
    for translation in term.translations:
        place: Place = (*own, "translations", translation.language)
        yield Label(translation.name, "name", translation.language, (*place, "name"))
        for alias in translation.aliases:
            language = alias.language or translation.language
            yield Label(alias.text, alias.kind, language, (*place, "aliases", alias.text), alias.case)


def label_clashes(rule: Rule, view: View) -> Iterator[Problem]:
    """Labels of one term that are empty, unprintable, or the same string twice in a language."""
    own = view.content.glossary.language
    for slug, term in view.judged.items():
        seen: dict[tuple[str, str], Label] = {}
        for label in labels(term):
            language = label.language or own
            where = view.where(*label.place)
            first = seen.setdefault((language, label.text), label)
            if not label.text.strip():
                yield rule.problem(f"the {label.kind} of '{slug}' is empty", where, subjects=(slug,))
            elif _CONTROL.search(label.text):
                message = f"the {label.kind} {label.text!r} of '{slug}' contains a control character"
                yield rule.problem(message, where, subjects=(slug,))
            elif first is not label:
                note = Note(f"here it is the {first.kind}", view.where(*first.place))
                message = f"'{label.text}' is two labels of '{slug}' at once, {first.kind} and {label.kind}"
                yield rule.problem(message, where, subjects=(slug,), notes=[note])
        languages = [own, *(each.language for each in term.translations)]
        for language in dict.fromkeys(each for each in languages if languages.count(each) > 1):
            where = view.where("term", slug, "translations", language)
            yield rule.problem(f"'{slug}' has more than one name in '{language}'", where, subjects=(slug,))


def shared_labels(rule: Rule, view: View) -> Iterator[Problem]:
    """Labels that, letter case aside, belong to two terms in one language; forbidden ones are not names of anything."""
    own = view.content.glossary.language
    owners: dict[tuple[str, str], list[tuple[str, Label]]] = defaultdict(list)
    for slug, term in view.content.terms.items():
        for label in labels(term):
            if label.kind != "forbidden":
                owners[label.language or own, " ".join(label.text.casefold().split())].append((slug, label))
    for sharing in owners.values():
        if len({slug for slug, _ in sharing}) > 1:
            yield from _shared(rule, view, sharing)


def _shared(rule: Rule, view: View, sharing: list[tuple[str, Label]]) -> Iterator[Problem]:
    """One finding for labels that are equal but for letter case, unless letter case is what tells them apart."""
    clashing = [
        (slug, label)
        for slug, label in sharing
        if any(slug != other and (label.text == each.text or not (label.case or each.case)) for other, each in sharing)
    ]
    by_term = dict(reversed(clashing))
    if len(by_term) < 2:
        return
    slugs = sorted(by_term)
    last = by_term[slugs[-1]]
    notes = [
        Note(f"it is the {by_term[slug].kind} of '{slug}' here", view.where(*by_term[slug].place))
        for slug in slugs[:-1]
    ]
    message = f"'{last.text}' is a label of {quoted(slugs)}"
    yield rule.problem(message, view.where(*last.place), subjects=slugs, notes=notes)


def mapping_clashes(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms that are the same as one outside thing, and things a term is both the same as and merely near to."""
    owners: dict[str, str] = {}
    same: dict[str, str] = {}
    for slug, term in view.content.terms.items():
        for mapping in term.mappings:
            if mapping.match != _EXACT:
                continue
            _join(same, f"term {slug}", mapping.iri)
            owner = owners.setdefault(mapping.iri, slug)
            if owner != slug:
                note = Note(f"'{owner}' is it as well", view.where("term", owner, "mappings", _EXACT, mapping.iri))
                message = f"'{slug}' and '{owner}' are both the same as <{mapping.iri}>"
                where = view.where("term", slug, "mappings", mapping.match, mapping.iri)
                yield rule.problem(message, where, subjects=sorted((slug, owner)), notes=[note])
    for slug, term in view.content.terms.items():
        for mapping in term.mappings:
            if mapping.match in _LOOSE and _root(same, f"term {slug}") == _root(same, mapping.iri):
                message = f"'{slug}' is the same as <{mapping.iri}>, so it cannot be its {mapping.match} too"
                yield rule.problem(
                    message, view.where("term", slug, "mappings", mapping.match, mapping.iri), subjects=(slug,)
                )


def _root(same: dict[str, str], name: str) -> str:
    """The name that stands for all that are the same as `name`; halves the way there each time it is walked."""
    while (above := same.get(name, name)) != name:
        same[name] = same.get(above, above)
        name = same[name]
    return name


def _join(same: dict[str, str], one: str, other: str) -> None:
    same[_root(same, one)] = _root(same, other)


def reused_slugs(rule: Rule, view: View) -> Iterator[Problem]:
    """Slugs that are no slugs, and former slugs that lead to two places."""
    terms = view.content.terms
    claimed: dict[str, str] = {}
    for slug, term in terms.items():
        if not _SLUG.fullmatch(slug) and not any(each.rule == "TG112" for each in view.source.problems):
            message = f"'{slug}' is not made of a to z, 0 to 9 and single hyphens between them"
            yield rule.problem(message, view.where("term", slug), subjects=(slug,))
        for former in dict.fromkeys(term.former_slugs):
            where = view.where("term", slug, "former_slugs", former)
            if former == slug:
                message = f"'{former}' is the present slug of this term, so it is not a former one"
                yield rule.problem(message, where, subjects=(slug,))
            elif former in terms:
                note = Note(f"the term '{former}' is here", view.where("term", former))
                message = f"'{former}' is the slug of another term, so '{slug}' cannot have it as a former one"
                yield rule.problem(message, where, subjects=(slug, former), notes=[note])
            elif (first := claimed.setdefault(former, slug)) != slug:
                note = Note(f"the term '{first}' has it", view.where("term", first, "former_slugs", former))
                message = f"'{former}' is a former slug of '{first}' and of '{slug}'"
                yield rule.problem(message, where, subjects=(first, slug), notes=[note])


NAMES = (
    Check(
        Rule(
            "TG401", "label-clash", Severity.ERROR,
            "The labels of one term are different strings, none empty, with one name in each language.",
            "A string that is both the name and an alias is found twice, and exports refuse it (SKOS S13, S14).",
            "`acronym: DPO` and `aliases: [DPO]`",
            "Delete one of the two.",
            "E7",
        ),
        label_clashes,
        sees=frozenset(),
        each=True,
    ),
    Check(
        Rule(
            "TG402", "mapping-clash", Severity.ERROR,
            "No two terms are the same as one thing of another vocabulary, and what a term is the same as is not its "
            "broader, narrower or related match as well.",
            "Programs that follow exact matches would take the two terms for one (SKOS S46).",
            "`mappings: {exact-match: [X], broad-match: [X]}`",
            "Keep the match that is true.",
            "E8",
        ),
        mapping_clashes,
    ),
    Check(
        Rule(
            "TG403", "slug-reused", Severity.ERROR,
            "A slug is lower-case letters, digits and single hyphens, and means one term for ever; the former slugs of "
            "a term are in use nowhere else.",
            "Old addresses would lead to another thing than the one somebody linked to.",
            "`former_slugs: [dpo]` in one file beside a term dpo",
            "Give the new term another slug, or take the former slug out if it was never published.",
            "E12",
        ),
        reused_slugs,
    ),
    Check(
        Rule(
            "TG404", "shared-label", Severity.WARNING,
            "No two terms have a label in common, letter case aside.",
            "A reader who looks it up cannot know which is meant, and neither can links made by label.",
            "The acronym GPT on two terms",
            "Rename one, give an alias `case: true` where letter case tells them apart, or suppress the rule with the "
            "reason.",
            "W6",
        ),
        shared_labels,
        sees=frozenset({SLUGS, LABELS}),
    ),
)  # fmt: skip  # one row reads as one paragraph
