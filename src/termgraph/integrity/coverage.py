"""How far a glossary is written: what its published terms have and lack, counted; what is wrong the rules say."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from termgraph.errors import Problem, Severity
from termgraph.graph.curated import curated_path
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, Relation, Requirement, Term, TermStatus, originals
from termgraph.relations import REQUIRES


@dataclass(frozen=True, slots=True)
class Part:
    """Something a published term should have: how many have it, and the slugs of those that lack it.

    Most wanted first: by how many other terms name the term in a statement, then by slug.
    """

    name: str
    there: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one relation type, and how many have a reason; `purposes` count those that say for what."""

    type: str
    total: int
    reasons: int
    purposes: int


@dataclass(frozen=True, slots=True)
class PathLine:
    """A curated path: its terms, their minutes, and whether it holds; None where errors keep it from being judged."""

    key: str
    terms: int
    minutes: int | None
    sound: bool | None


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """The translations to one language: how many, and how many are older than their originals, or do not say."""

    language: str
    translations: int
    stale: int
    unmarked: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A glossary in numbers. Terms are counted by field and value; all other counts are of the published ones.

    `words` are those of definitions and sections, of all published terms and of the median one.
    """

    terms: int
    published: int
    counts: Mapping[str, Mapping[str, int]]
    parts: tuple[Part, ...]
    words: int
    median_words: int
    statements: tuple[Statements, ...]
    roots: int
    unconnected: tuple[str, ...]
    links: int
    paths: tuple[PathLine, ...]
    languages: tuple[LanguageLine, ...]
    findings: Mapping[str, int]


def coverage(content: Content, problems: Sequence[Problem]) -> Coverage:
    """What `content` has and lacks; `problems` are the findings about it. Linear in the content, paths apart."""
    terms = content.terms.values()
    published = [term for term in terms if term.status is TermStatus.PUBLISHED]
    wanted = _wanted(content)
    lengths = [_words(term) for term in published]
    stated: list[Relation | Requirement] = [*content.relations.values(), *content.requirements.values()]
    needing = {each.subject for each in stated if isinstance(each, Requirement) or each.type == REQUIRES}
    named = {*wanted, *(each.subject for each in stated)}
    broken = any(problem.severity is Severity.ERROR for problem in problems)
    return Coverage(
        terms=len(terms),
        published=len(published),
        counts=_counts(terms),
        parts=tuple(_part(name, has, published, wanted) for name, has in _parts(content).items()),
        words=sum(lengths),
        median_words=round(median(lengths)) if lengths else 0,
        statements=_statements(content),
        roots=sum(term.slug not in needing for term in published),
        unconnected=tuple(term.slug for term in published if term.slug not in named),
        links=len(content.links),
        paths=_paths(content, judged=not broken),
        languages=_languages(content),
        findings={severity.value: sum(each.severity is severity for each in problems) for severity in Severity},
    )


def _wanted(content: Content) -> Counter[str]:
    """How many statements of other terms name each term."""
    named = Counter(each.object for each in content.relations.values())
    for requirement in content.requirements.values():
        named.update({slug for option in requirement.options for slug in option})
    return named


def _counts(terms: Iterable[Term]) -> dict[str, dict[str, int]]:
    fields: dict[str, Callable[[Term], str]] = {
        "status": lambda term: term.status.value,
        "kind": lambda term: term.kind.value,
        "level": lambda term: term.level.value if term.level else "none",
        "category": lambda term: term.categories[0] if term.categories else "none",
    }
    found = {name: Counter(map(value, terms)) for name, value in fields.items()}
    return {name: dict(sorted(each.items(), key=lambda item: (-item[1], item[0]))) for name, each in found.items()}


def _parts(content: Content) -> dict[str, Callable[[Term], bool]]:
    """What a term should have, by name, with how to tell."""
    keys = [section.key for section in content.glossary.sections]

    def having(key: str) -> Callable[[Term], bool]:
        return lambda term: any(section.key == key for section in term.sections)

    return {
        "summary": lambda term: bool(term.summary),
        "definition": lambda term: bool(term.definition),
        **{key: having(key) for key in keys},
        "every section": lambda term: {*keys} <= {section.key for section in term.sections},
        "sources": lambda term: bool(term.sources),
        "level": lambda term: term.level is not None,
        "minutes": lambda term: term.minutes is not None,
        "category": lambda term: bool(term.categories),
        "review": lambda term: term.review is not None,
    }


def _part(name: str, has: Callable[[Term], bool], terms: Sequence[Term], wanted: Counter[str]) -> Part:
    missing = sorted((term.slug for term in terms if not has(term)), key=lambda slug: (-wanted[slug], slug))
    return Part(name, len(terms) - len(missing), tuple(missing))


def _words(term: Term) -> int:
    return sum(len(text.split()) for text in (term.definition or "", *(section.text for section in term.sections)))


def _statements(content: Content) -> tuple[Statements, ...]:
    """Types by number of statements; a requirement with alternatives is one statement of `requires`."""
    rows = [(each.type, bool(each.why), bool(each.for_)) for each in content.relations.values()]
    rows += [(REQUIRES, bool(each.why), False) for each in content.requirements.values()]
    totals = Counter(key for key, *_ in rows)
    reasons = Counter(key for key, why, _ in rows if why)
    purposes = Counter(key for key, _, purpose in rows if purpose)
    found = [Statements(key, total, reasons[key], purposes[key]) for key, total in totals.items()]
    return tuple(sorted(found, key=lambda each: (-each.total, each.type)))


def _paths(content: Content, *, judged: bool) -> tuple[PathLine, ...]:
    snapshot = Snapshot.of(content) if judged else None
    found = []
    for key, path in content.paths.items():
        answer = curated_path(snapshot, key) if snapshot else None
        minutes, sound = (answer.minutes, answer.sound) if answer else (None, None)
        found.append(PathLine(key, len(path.terms), minutes, sound))
    return tuple(found)


def _languages(content: Content) -> tuple[LanguageLine, ...]:
    """The glossary's other languages, and those that only translations name."""
    there = [(term, each) for term in content.terms.values() for each in term.translations]
    named = [*content.glossary.languages, *sorted({each.language for _, each in there})]
    return tuple(
        LanguageLine(
            language,
            sum(each.language == language for _, each in there),
            sum(each.language == language and originals.is_stale(term, each) for term, each in there),
            sum(each.language == language and each.of is None for _, each in there),
        )
        for language in dict.fromkeys(named)
        if language != content.glossary.language
    )
