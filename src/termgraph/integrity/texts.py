"""Texts: summaries that fit, links that lead somewhere, citations that name a source."""

import re
from collections.abc import Iterator

from termgraph.errors import Problem, Rule, Severity
from termgraph.model import TermStatus

from .nearest import among, meant
from .view import Check, View

SHORTEST, LONGEST = 40, 200
"""Characters of a summary."""

_MARKUP = re.compile(r"\[\[|\]\(|\*\*|__|`|</?[A-Za-z]|^#+ |\[@", re.MULTILINE)


def summary_lengths(rule: Rule, view: View) -> Iterator[Problem]:
    """Summaries that are missing, too short, too long, of several lines, or not plain text; drafts may lack one."""
    for slug, term in view.content.terms.items():
        if term.status is TermStatus.DRAFT:
            continue
        summary = (term.summary or "").strip()
        where = view.where("term", slug, "summary")
        if not summary:
            yield rule.problem(f"'{slug}' has no summary", where, subjects=(slug,))
        elif "\n" in summary:
            yield rule.problem(f"the summary of '{slug}' has more than one line", where, subjects=(slug,))
        elif not SHORTEST <= len(summary) <= LONGEST:
            message = f"the summary of '{slug}' has {len(summary)} characters, and should have {SHORTEST} to {LONGEST}"
            yield rule.problem(message, where, subjects=(slug,))
        elif found := _MARKUP.search(summary):
            message = f"the summary of '{slug}' is plain text, so that '{found[0]}' is shown as it stands"
            yield rule.problem(message, where, subjects=(slug,))


def dangling_links(rule: Rule, view: View) -> Iterator[Problem]:
    """Links in texts to slugs that no term has or had."""
    terms = view.content.terms
    for written in view.prose:
        target = written.link.target
        if written.link.kind == "citation" or target in terms or target in view.moved or target in view.source.unread:
            continue
        message = f"no term has the slug '{target}'"
        hint = meant(view.nearest_term(target))
        yield rule.problem(message, view.where_link(written), hint=hint, subjects=(written.term.slug, target))


def unknown_citations(rule: Rule, view: View) -> Iterator[Problem]:
    """Citations of sources that the term does not list."""
    for written in view.prose:
        if written.link.kind != "citation":
            continue
        term, cited = written.term, written.link.target
        known = {source.id for source in term.sources}
        if cited not in known:
            message = f"'{term.slug}' has no source with the id '{cited}'"
            hint = meant(among(known)(cited)) or "list it under 'sources'"
            yield rule.problem(message, view.where_link(written), hint=hint, subjects=(term.slug,))


TEXTS = (
    Check(
        Rule(
            "TG502", "summary-length", Severity.WARNING,
            "A term has a summary: plain text, one line, 40 to 200 characters.",
            "It is shown on its own, in hover cards, search results and previews, where nothing else fits.",
            "`summary: An algorithm.`",
            "Say in one sentence what it is and what tells it from its neighbours.",
        ),
        summary_lengths,
    ),
    Check(
        Rule(
            "TG503", "dangling-link", Severity.ERROR,
            "Links in texts, `[[slug]]` or to a relative .md file, lead to terms.",
            "A reader would click on nothing.",
            "`[[reward-modle]]`",
            "Correct the slug, or write the missing term; put brackets that are no link between backticks.",
        ),
        dangling_links,
    ),
    Check(
        Rule(
            "TG504", "unknown-citation", Severity.ERROR,
            "A citation `[@id]` names one of the term's own sources.",
            "A citation without a source proves nothing.",
            "`[@schulman2017]` without that id under `sources`",
            "Correct the id, or add the source.",
        ),
        unknown_citations,
    ),
)  # fmt: skip  # one row reads as one paragraph
