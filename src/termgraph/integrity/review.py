"""Reviews: dates that are dates, and reviews that are due."""

import re
from collections.abc import Iterator
from datetime import date

from termgraph.errors import Problem, Rule, Severity
from termgraph.formats.source import Place

from .view import Check, View

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def bad_dates(rule: Rule, view: View) -> Iterator[Problem]:
    """Dates of reviews and links that are not calendar dates."""
    dates: list[tuple[Place, str, str | None]] = [
        (("term", slug, "review", field), slug, text)
        for slug, term in view.content.terms.items()
        if term.review
        for field, text in (("date", term.review.date), ("due", term.review.due))
    ]
    dates += [(("link", key, "published"), key, link.published) for key, link in view.content.links.items()]
    for place, subject, text in dates:
        if text is not None and _date(text) is None:
            yield rule.problem(f"'{text}' is not a date such as 2026-11-20", view.where(*place), subjects=(subject,))


def overdue_reviews(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms whose next review should have happened before today; silent when no day is given."""
    if view.today is None:
        return
    for slug, term in view.content.terms.items():
        due = _date(term.review.due) if term.review and term.review.due else None
        if due and due < view.today:
            message = f"the review of '{slug}' was due on {due.isoformat()}"
            yield rule.problem(message, view.where("term", slug, "review", "due"), subjects=(slug,))


def _date(text: str) -> date | None:
    """The calendar date that `text` writes as ISO 8601 does in its extended format, None for anything else."""
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


REVIEW = (
    Check(
        Rule(
            "TG701", "bad-date", Severity.ERROR,
            "Dates are calendar dates, year, month and day with hyphens between them.",
            "Anything else is read differently on the two sides of an ocean.",
            "`review: {by: jd, date: 20.11.2026}`",
            "Write it as 2026-11-20.",
        ),
        bad_dates,
    ),
    Check(
        Rule(
            "TG702", "review-overdue", Severity.WARNING,
            "A term is looked at again by the day its review says.",
            "What is said of a moving field goes out of date without anybody touching it.",
            "`due: 2026-05-20`, judged with `--today 2026-06-01`",
            "Read the term critically, correct it, and set `date` and `due` anew.",
        ),
        overdue_reviews,
    ),
)  # fmt: skip  # one row reads as one paragraph
