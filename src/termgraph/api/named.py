"""Terms and profiles that a question names, found; or what to say about those that are not there."""

from collections.abc import Iterable

from termgraph.errors import Code, TermgraphError
from termgraph.graph.search import nearest

from .codes import ErrorCode
from .declare import object_type, said
from .lookup import MOST_SUGGESTIONS, TermBy, found, given_key
from .reading import Reading, TermRef

MOST_SHOWN = 100


@object_type
class TermList:
    """Terms, and how many there are."""

    items: list[TermRef] = said("At most 100 of them.")
    total: int = said("How many there are.")
    truncated: bool = said("Whether there are more than those in `items`.")


@object_type
class UnknownTerm:
    """A key that does not name exactly one term."""

    key: str = said("The key as it was given.")
    suggestions: list[TermRef] = said("Terms it may have meant, nearest first; at most three.")


@object_type
class UnknownTerms:
    """Some keys of the question do not name exactly one term each, so it was not answered."""

    message: str = said("What is the matter, in a sentence.")
    code: ErrorCode = said("Always UNKNOWN_TERM.")
    terms: list[UnknownTerm] = said("The keys, in the order given; at most 20.")
    truncated: bool = said("Whether there are more than those in `terms`.")


@object_type
class UnknownProfile:
    """The glossary has no profile with this name, so the question was not answered."""

    message: str = said("What is the matter, in a sentence.")
    code: ErrorCode = said("Always UNKNOWN_PROFILE.")
    profiles: list[str] = said("The profiles there are; at most 1,000.")


class Named:
    """Finds the terms that one question names, and remembers the keys that name none."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._unknown: list[UnknownTerm] = []

    def one(self, by: TermBy) -> int:
        """The number of a term; any number for a key that names none, which `failure` then tells."""
        answers = found(self._reading, by)
        if len(answers) == 1:
            return answers[0].term
        _, text = given_key(by)
        numbers = [each.term for each in answers] or nearest(self._reading.snapshot, text[:300], MOST_SUGGESTIONS)
        suggestions = [self._reading.term(number) for number in numbers[:MOST_SUGGESTIONS]]
        self._unknown.append(UnknownTerm(key=text[:300], suggestions=suggestions))
        return -1

    def many(self, bys: Iterable[TermBy] | None) -> tuple[int, ...]:
        """The numbers of several terms, in their order."""
        return tuple(self.one(by) for by in bys or ())

    def failure(self) -> UnknownTerms | None:
        """What to answer when some key names no term; None when all do."""
        if not self._unknown:
            return None
        keys = ", ".join(repr(each.key[:60]) for each in self._unknown[:3])
        return UnknownTerms(
            message=f"There is no single term for {keys}{' and others' if len(self._unknown) > 3 else ''}.",
            code=ErrorCode[Code.UNKNOWN_TERM.name],
            terms=self._unknown[:20],
            truncated=len(self._unknown) > 20,
        )

    def refuse_unknown(self) -> None:
        """Raises TermgraphError UNKNOWN_TERM with the keys that name no term and what they may have meant.

        For fields whose answer is no union.
        """
        if failure := self.failure():
            terms = [
                {"key": each.key, "suggestions": [term.record.slug for term in each.suggestions]}
                for each in failure.terms
            ]
            raise TermgraphError(Code.UNKNOWN_TERM, failure.message, terms=terms)


def unknown_profile(reading: Reading, profile: str | None) -> UnknownProfile | None:
    """What to answer for a profile that is not there; None for one that is, and for none asked for."""
    profiles = reading.snapshot.profiles
    if profile is None or profile in profiles:
        return None
    return UnknownProfile(
        message=f"There is no profile {profile[:100]!r}.",
        code=ErrorCode[Code.UNKNOWN_PROFILE.name],
        profiles=sorted(profiles)[:1000],
    )


def term_list(reading: Reading, numbers: Iterable[int]) -> TermList:
    """The terms with these numbers, in their order."""
    given = tuple(numbers)
    shown = [reading.term(number) for number in given[:MOST_SHOWN]]
    return TermList(items=shown, total=len(given), truncated=len(given) > len(shown))
