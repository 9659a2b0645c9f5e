"""Texts: summaries that fit, links that lead somewhere, citations that name a source."""

import re
from collections.abc import Iterator

from termgraph.errors import Problem, Rule, Severity
from termgraph.formats.prose_links import addresses, file_slug, outside
from termgraph.formats.reading import shorten
from termgraph.model import Term, TermStatus, Translation

from .nearest import among, meant
from .view import SLUGS, Check, View

SHORTEST, LONGEST = 40, 200
"""Characters of a summary."""

_MARKUP = re.compile(r"\[\[|\]\(|\*\*|__|`|</?[A-Za-z]|^#+ |\[@", re.MULTILINE)


def summary_lengths(rule: Rule, view: View) -> Iterator[Problem]:
    """Summaries that are missing, too short, too long, of several lines, or not plain text; drafts may lack one.

    So may translations, which then show the glossary's own.
    """
    for slug, term in view.judged.items():
        if term.status is TermStatus.DRAFT:
            continue
        if not (term.summary or "").strip():
            yield rule.problem(f"'{slug}' has no summary", view.where("term", slug, "summary"), subjects=(slug,))
        for record, place, of in _summarized(term):
            summary = (record.summary or "").strip()
            where = view.where("term", slug, *place, "summary")
            if "\n" in summary:
                yield rule.problem(f"the summary of '{slug}'{of} has more than one line", where, subjects=(slug,))
            elif summary and not SHORTEST <= len(summary) <= LONGEST:
                message = f"the summary of '{slug}'{of} has {len(summary)} characters, and should have {SHORTEST} to"
                yield rule.problem(f"{message} {LONGEST}", where, subjects=(slug,))
            elif found := _MARKUP.search(summary):
                message = f"the summary of '{slug}'{of} is plain text, so that '{found[0]}' is shown as it stands"
                yield rule.problem(message, where, subjects=(slug,))


def _summarized(term: Term) -> Iterator[tuple[Term | Translation, tuple[str, ...], str]]:
    """A term and its translations, each with its place in the term and with words that tell it from the others."""
    yield term, (), ""
    for each in term.translations:
        yield each, ("translations", each.language), f" in '{each.language}'"


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


def dead_addresses(rule: Rule, view: View) -> Iterator[Problem]:
    """Links in texts to addresses that are neither absolute, nor on the publisher's site, nor of a term's file."""
    publisher = view.content.glossary.publisher
    site = publisher.url if publisher else None
    for place, term, text in view.texts:
        for address, start in addresses(text):
            if outside(address, site) or file_slug(address):
                continue
            last = re.split(r"[?#]", address, maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1].split(".", 1)[0]
            hint = f"link a term with '[[{last}]]'" if last in view.content.terms else None
            where = view.where_words(place, text, start, start + len(address))
            message = f"'{shorten(address)}' leads nowhere, so that its words are shown without a link"
            yield rule.problem(message, where, hint=hint, subjects=(term.slug,))


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
            "A term has a summary: plain text, one line, 40 to 200 characters, in every language that has one.",
            "It is shown on its own, in hover cards, search results and previews, where nothing else fits.",
            "`summary: An algorithm.`",
            "Say in one sentence what it is and what tells it from its neighbours.",
        ),
        summary_lengths,
        sees=frozenset(),
        each=True,
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
        sees=frozenset(),
        each=True,
    ),
    Check(
        Rule(
            "TG513", "dead-address", Severity.WARNING,
            "An address in a text is absolute, a path on the publisher's site, or the .md file of a term.",
            "A page may stand at any depth of any site: a relative address has no meaning there, and the link is lost.",
            "`[quantization](quantization)`",
            "Write `[[quantization]]` for a term, and the whole address, beginning with https://, for a page.",
        ),
        dead_addresses,
        sees=frozenset({SLUGS}),
        each=True,
    ),
)  # fmt: skip  # one row reads as one paragraph
