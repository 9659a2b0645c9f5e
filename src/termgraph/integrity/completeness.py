"""What statements and terms still lack: reasons, purposes, definitions, minutes, levels."""

from collections.abc import Iterator

from termgraph.errors import Problem, Rule, Severity
from termgraph.model import TermStatus
from termgraph.relations import REQUIRES

from .view import EDGES, SLUGS, Check, View

ALTERNATIVE = "is-alternative-to"


def unexplained(rule: Rule, view: View) -> Iterator[Problem]:
    """Statements of types that expect a `why` without one, and alternatives that do not say for what."""
    types, terms = view.registry.types, view.content.terms
    expecting = {key for key, row in types.items() if row.why != "optional"}
    for key, relation in view.content.relations.items():
        ends = (relation.subject, relation.object)
        if relation.type not in types or any(slug not in terms for slug in ends):
            continue
        said = f"'{relation.subject}' {types[relation.type].label} '{relation.object}'"
        if relation.type in expecting and not relation.why:
            yield rule.problem(f"{said} does not say why", view.where("relation", key), subjects=ends)
        if relation.type == ALTERNATIVE and not relation.for_:
            yield rule.problem(f"{said} does not say for what", view.where("relation", key), subjects=ends)
    for key, requirement in view.content.requirements.items():
        if REQUIRES in expecting and not requirement.why:
            message = f"a requirement of '{requirement.subject}' with alternatives does not say why"
            yield rule.problem(message, view.where("requirement", key), subjects=(requirement.subject,))


def unfinished(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms without a definition, minutes or a level, each a finding; drafts may lack them."""
    for slug, term in view.judged.items():
        if term.status is TermStatus.DRAFT:
            continue
        lacking = {
            "definition": not (term.definition or "").strip(),
            "minutes": term.minutes is None,
            "level": term.level is None,
        }
        for field in (field for field, lacks in lacking.items() if lacks):
            yield rule.problem(f"'{slug}' has no {field}", view.where("term", slug, field), subjects=(slug,))


COMPLETENESS = (
    Check(
        Rule(
            "TG319", "unexplained", Severity.WARNING,
            "Types that expect a reason have a `why`: requires, builds-on, often-confused-with, and types of the "
            "glossary's own that say so; an alternative says `for` what.",
            "The reason is what a reader is shown; without it a statement can only be believed.",
            "`requires: [policy]`",
            "Write `{to: policy, why: ...}`; for an alternative, `{to: dpo, for: preference-tuning}`.",
            "W3",
        ),
        unexplained,
        sees=frozenset({SLUGS, *EDGES}),
    ),
    Check(
        Rule(
            "TG505", "unfinished", Severity.WARNING,
            "A term has a definition, minutes and a level.",
            "Pages have a hole without the first, and plans guess where the other two are missing.",
            "A term file that ends with its front matter.",
            "Write what is missing, or set `status: draft` until then.",
            "W12",
        ),
        unfinished,
        sees=frozenset(),
        each=True,
    ),
)  # fmt: skip  # one row reads as one paragraph
