"""How far a glossary is written: what its published terms have and lack, counted; what is wrong the rules say."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from termgraph.errors import Problem, Severity
from termgraph.formats.prose_links import links
from termgraph.graph.curated import curated_path
from termgraph.graph.learning import requirements
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, Relation, Requirement, Term, TermStatus, originals
from termgraph.relations import REQUIRES

from . import RULES
from .chains import longest_chain
from .prose import count_words


@dataclass(frozen=True, slots=True)
class Part:
    """Something a published term should have: how many have it, and the slugs of those that lack it.

    Most wanted first: by how many other terms require the term, through any alternative, or link to it in their texts,
    then by slug.
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
class RuleLine:
    """The findings of one rule."""

    rule: str
    name: str
    severity: Severity
    total: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A glossary in numbers: terms by field and value, and so on.

    Parts, words, roots and the unconnected are of the published terms, all other counts of everything.
    `words` are those of definitions and sections without code blocks, of all published terms and of the median one.
    `requiring` terms require something; `chain` is a longest one of slugs, each of which the next may require.
    `links` are pages outside, `term_links` links from the texts of terms to other terms. `rules` stand by severity, the
    worst first, then by how many findings they have.
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
    requiring: int
    chain: tuple[str, ...]
    links: int
    term_links: int
    paths: tuple[PathLine, ...]
    languages: tuple[LanguageLine, ...]
    findings: Mapping[str, int]
    rules: tuple[RuleLine, ...]


def coverage(content: Content, problems: Sequence[Problem]) -> Coverage:
    """What `content` has and lacks; `problems` are the findings about it. Linear in the content, paths apart."""
    terms = content.terms.values()
    published = [term for term in terms if term.status is TermStatus.PUBLISHED]
    snapshot = Snapshot.of(content)
    before = [_required(snapshot, number) for number in range(len(snapshot.terms))]
    linked = [_linked(snapshot, number) for number in range(len(snapshot.terms))]
    wanted = _wanted(snapshot, before, linked)
    lengths = [_words(term) for term in published]
    stated: list[Relation | Requirement] = [*content.relations.values(), *content.requirements.values()]
    needing = {each.subject for each in stated if isinstance(each, Requirement) or each.type == REQUIRES}
    named = {snapshot.terms[end].slug for edge in snapshot.edges for end in (edge.subject, edge.object)}
    broken = any(problem.severity is Severity.ERROR for problem in problems)
    return Coverage(
        terms=len(terms),
        published=len(published),
        counts=_counts(terms),
        parts=tuple(_part(name, has, published, wanted) for name, has in _parts(content, named).items()),
        words=sum(lengths),
        median_words=round(median(lengths)) if lengths else 0,
        statements=_statements(content),
        roots=sum(term.slug not in needing for term in published),
        unconnected=tuple(term.slug for term in published if term.slug not in named),
        requiring=sum(map(bool, before)),
        chain=tuple(snapshot.terms[number].slug for number in longest_chain(before)),
        links=len(content.links),
        term_links=sum(map(len, linked)),
        paths=_paths(snapshot, judged=not broken),
        languages=_languages(content),
        findings={severity.value: sum(each.severity is severity for each in problems) for severity in Severity},
        rules=_rules(problems),
    )


def _required(snapshot: Snapshot, number: int) -> tuple[int, ...]:
    """Every other term that may have to come right before a term, once."""
    members = dict.fromkeys(each for group in requirements(snapshot, number) for each in group.members)
    return tuple(each for each in members if each != number)


def _linked(snapshot: Snapshot, number: int) -> tuple[int, ...]:
    """The other terms that a term's own texts link to, by present or former slugs, once for every link."""
    term = snapshot.terms[number]
    texts = (term.definition or "", *(section.text for section in term.sections))
    targets = (link.target for text in texts for link in links(text) if link.kind != "citation")
    found = (snapshot.numbers.get(snapshot.redirects.get(slug, slug)) for slug in targets)
    return tuple(each for each in found if each is not None and each != number)


def _wanted(snapshot: Snapshot, before: Sequence[Sequence[int]], linked: Sequence[Sequence[int]]) -> Counter[str]:
    """How many other terms require each term or link to it."""
    return Counter(
        snapshot.terms[each].slug for ahead, there in zip(before, linked, strict=True) for each in {*ahead, *there}
    )


def _counts(terms: Iterable[Term]) -> dict[str, dict[str, int]]:
    fields: dict[str, Callable[[Term], str]] = {
        "status": lambda term: term.status.value,
        "kind": lambda term: term.kind.value,
        "level": lambda term: term.level.value if term.level else "none",
        "category": lambda term: term.categories[0] if term.categories else "none",
    }
    found = {name: Counter(map(value, terms)) for name, value in fields.items()}
    return {name: dict(sorted(each.items(), key=lambda item: (-item[1], item[0]))) for name, each in found.items()}


def _parts(content: Content, named: Collection[str]) -> dict[str, Callable[[Term], bool]]:
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
        "relations": lambda term: term.slug in named,
    }


def _part(name: str, has: Callable[[Term], bool], terms: Sequence[Term], wanted: Counter[str]) -> Part:
    missing = sorted((term.slug for term in terms if not has(term)), key=lambda slug: (-wanted[slug], slug))
    return Part(name, len(terms) - len(missing), tuple(missing))


def _words(term: Term) -> int:
    return sum(count_words(text) for text in (term.definition or "", *(section.text for section in term.sections)))


def _statements(content: Content) -> tuple[Statements, ...]:
    """Types by number of statements; a requirement with alternatives is one statement of `requires`."""
    rows = [(each.type, bool(each.why), bool(each.for_)) for each in content.relations.values()]
    rows += [(REQUIRES, bool(each.why), False) for each in content.requirements.values()]
    totals = Counter(key for key, *_ in rows)
    reasons = Counter(key for key, why, _ in rows if why)
    purposes = Counter(key for key, _, purpose in rows if purpose)
    found = [Statements(key, total, reasons[key], purposes[key]) for key, total in totals.items()]
    return tuple(sorted(found, key=lambda each: (-each.total, each.type)))


def _paths(snapshot: Snapshot, *, judged: bool) -> tuple[PathLine, ...]:
    found = []
    for key, path in snapshot.paths.items():
        answer = curated_path(snapshot, key) if judged else None
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


def _rules(problems: Sequence[Problem]) -> tuple[RuleLine, ...]:
    times = Counter((problem.rule, problem.severity) for problem in problems)
    found = [RuleLine(code, RULES[code].name, severity, total) for (code, severity), total in times.items()]
    return tuple(sorted(found, key=lambda each: (-each.severity.rank, -each.total, each.rule)))
