"""All parts of the probe, one after another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .conditional import codings, conditions, headers_of_answers, methods
from .dumping import dumping
from .exchange import Server
from .linking import linking
from .negotiating import negotiating
from .outcomes import Outcome
from .site import site
from .statuses import odd_requests, statuses
from .subject import Subject, subject_of

PARTS: dict[str, Callable[[Server, Subject], Iterator[Outcome]]] = {
    "Negotiation": negotiating,
    "Methods": methods,
    "Headers": headers_of_answers,
    "Conditions": conditions,
    "Codings": codings,
    "Statuses": statuses,
    "Odd requests": odd_requests,
    "Links": linking,
    "Dumps": dumping,
    "The site": site,
}
"""The parts by what they are about."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, part by part, and how many requests it took."""

    subject: Subject
    parts: dict[str, tuple[Outcome, ...]]
    requests: int

    @property
    def failures(self) -> list[Outcome]:
        """What is not as it should be."""
        return [outcome for part in self.parts.values() for outcome in part if not outcome.passed]


def probe(url: str, term: str | None = None, **others: str | None) -> Report:
    """Probes the server at `url`; `term`, and in `others` "old", "gone" and "deprecated", are paths of terms.

    Raises TermgraphError USAGE for what is no address, STORE_UNAVAILABLE when a request gets no answer.
    """
    server = Server(url)
    subject = subject_of(server, term, **others)
    parts = {name: tuple(part(server, subject)) for name, part in PARTS.items()}
    return Report(subject, parts, server.sent)
