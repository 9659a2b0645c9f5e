"""What every rule looks at: the content, where it was written, and what the readers already said about it."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from termgraph.errors import Problem, Rule, Severity, Where
from termgraph.formats.prose_links import ProseLink, links
from termgraph.formats.source import Place, Source
from termgraph.graph.learning import TieredGroup, requirements
from termgraph.graph.reading_order import block
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Relation, Requirement, Term, Tier, Translation
from termgraph.relations import Registry

from .closures import Closures
from .nearest import Nearest

Made = TypeVar("Made")

SLUGS, LABELS, LEVELS = "slugs", "labels", "levels"
"""What a rule may see of terms other than the one it judges: which there are and were; names, acronyms, aliases and
`no_autolink`; kind, level, minutes and status."""

UP, HARD, SOFT, BESIDE = "up", "hard", "soft", "beside"
"""Relations that lead up; those and the requirements that say what must come before or with what; those that say what
should; and all others."""

EDGES = frozenset({UP, HARD, SOFT, BESIDE})
"""All that joins terms."""


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link in the text of a term, and the place of that text."""

    term: Term
    link: ProseLink
    text: str
    place: Place


class View:
    """A source as the rules see it; what several rules need is worked out once.

    `judged` are the terms that rules of one term each are asked about: all, but in a view made by `only`. `linked` has
    the links in the texts of the terms that somebody asked about.
    """

    def __init__(self, source: Source, today: datetime.date | None = None) -> None:
        self.source = source
        self.content = source.content
        self.today = today
        self.registry = Registry.of(source.content.relation_types.values())
        self.judged: Mapping[str, Term] = source.content.terms
        self._made: dict[Callable[..., object], Any] = {}
        self._whole: View | None = None
        self.linked: dict[str, tuple[Term, tuple[WrittenLink, ...]]] = {}

    def only(self, slugs: Iterable[str]) -> "View":
        """The same view, in which only some terms are judged."""
        part = View(self.source, self.today)
        part.judged = {slug: self.content.terms[slug] for slug in slugs}
        part.snapshot, part.moved = self.snapshot, self.moved
        part._whole = self
        return part

    def follow(self, last: "View", changed: Collection[str]) -> None:
        """Take over from the view of an earlier source what is the same, since only `changed` has changed."""
        self.snapshot = Snapshot.of(self.content, before=last.snapshot)
        self.linked = {slug: each for slug, each in last.linked.items() if each[0] is self.content.terms.get(slug)}
        same: list[str] = []
        if not {SLUGS, *EDGES} & set(changed):
            same += ["joining"]
        if not {SLUGS, HARD} & set(changed):
            same += ["required", "needs", "hard", "closures"]
        if not {SLUGS, LABELS} & set(changed):
            same += ["_meant"]
        for name in same:
            if name in last.__dict__:
                self.__dict__[name] = last.__dict__[name]

    def once(self, make: "Callable[[View], Made]") -> Made:
        """What `make` makes of this view, made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    def where(self, *place: str) -> Where | None:
        """Where a part of the content was written, as exactly as is known."""
        return self.source.where(*place)

    def where_statement(self, statement: Relation | Requirement, member: str = "") -> Where | None:
        """Where a relation or requirement was written, exactly at one `member` of its options if that is named."""
        if isinstance(statement, Relation):
            return self.where("relation", statement.key)
        return self.where("requirement", statement.key, *(["options", member] if member else []))

    @cached_property
    def snapshot(self) -> Snapshot:
        """The content as the graph sees it: by number, without statements about unknown terms and types."""
        return Snapshot.of(self.content)

    @cached_property
    def joining(self) -> Mapping[str, list[Relation]]:
        """The relations between different, existing terms, by type, each list in the order of the content."""
        terms = self.content.terms
        found: dict[str, list[Relation]] = {}
        for each in self.content.relations.values():
            if each.subject != each.object and each.subject in terms and each.object in terms:
                found.setdefault(each.type, []).append(each)
        return found

    def joined_by(self, types: Collection[str]) -> list[Relation]:
        """The relations between different, existing terms that have one of these types, in the order of the content."""
        lists = [self.joining[key] for key in types if key in self.joining]
        if len(lists) == 1:
            return lists[0]
        return sorted(chain.from_iterable(lists), key=lambda each: each.key)

    @cached_property
    def required(self) -> tuple[tuple[str, str, Relation | Requirement], ...]:
        """Every (term, what must be learned before it, statement) between different, existing terms."""
        terms = self.content.terms
        sides = {key: row.first for key, row in self.registry.types.items() if row.tier is Tier.REQUIRED}
        found: list[tuple[str, str, Relation | Requirement]] = []
        for relation in self.joined_by(sides):
            later, earlier = relation.subject, relation.object
            turned = sides[relation.type] != "object"
            found.append((earlier, later, relation) if turned else (later, earlier, relation))
        for requirement in self.content.requirements.values():
            asked = dict.fromkeys(slug for option in requirement.options for slug in option)
            there = [slug for slug in asked if slug in terms and slug != requirement.subject]
            if requirement.subject in terms:
                found += [(requirement.subject, earlier, requirement) for earlier in there]
        return tuple(found)

    @cached_property
    def needs(self) -> tuple[tuple[TieredGroup, ...], ...]:
        """The hard prerequisites of every term, by number."""
        return tuple(requirements(self.snapshot, number) for number in range(len(self.snapshot.terms)))

    @cached_property
    def hard(self) -> tuple[tuple[int, ...], ...]:
        """For every term what must, or by some option may, come right before it or with it, by number."""
        if self._whole is not None:
            return self._whole.hard
        return tuple(
            tuple(dict.fromkeys([each for group in groups for each in group.members] + self._with(number)))
            for number, groups in enumerate(self.needs)
        )

    @cached_property
    def closures(self) -> Closures:
        """Everything that may come before each term, all options counted: the closure of `hard`."""
        return Closures(self.hard)

    def _with(self, number: int) -> list[int]:
        return [each for each in block(self.snapshot, number) if each != number]

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Former slugs that no term has any more, with the present slug of their term."""
        terms = self.content.terms
        return {former: slug for slug, term in terms.items() for former in term.former_slugs if former not in terms}

    @cached_property
    def _refused(self) -> frozenset[Where]:
        """Where the readers found errors."""
        errors = (problem for problem in self.source.problems if problem.severity is Severity.ERROR)
        return frozenset(problem.where for problem in errors if problem.where)

    def refused(self, where: Where | None) -> bool:
        """True when the readers have reported an error at this very place: one mistake is one finding."""
        return where in self._refused

    def lost(self, records: Mapping[str, object]) -> bool:
        """True when there are no such records because the file that should hold them could not be read."""
        return not records and any(not where.file.endswith(".md") for where in self._refused)

    @cached_property
    def nearest_term(self) -> Nearest:
        """Finds slugs by what resembles them or a label of their term."""
        return self._meant.anew()

    @cached_property
    def _meant(self) -> Nearest:
        terms = self.content.terms
        labels = [
            (text, slug)
            for slug, term in terms.items()
            for text in (term.name, term.acronym, *(alias.text for alias in term.aliases))
            if text
        ]
        return Nearest([*((slug, slug) for slug in terms), *labels])

    @cached_property
    def texts(self) -> tuple[tuple[Place, Term, str], ...]:
        """(place, term, Markdown) of every definition and section of the judged, those of translations too."""
        return tuple((place, term, text) for term in self.judged.values() for place, text in _texts(term))

    @cached_property
    def prose(self) -> tuple[WrittenLink, ...]:
        """Every link and citation in the texts of the judged, in the order of terms and texts."""
        for slug, term in self.judged.items():
            if slug not in self.linked:
                texts = _texts(term)
                found = tuple(WrittenLink(term, link, text, place) for place, text in texts for link in links(text))
                self.linked[slug] = (term, found)
        return tuple(chain.from_iterable(self.linked[slug][1] for slug in self.judged))

    def where_link(self, written: WrittenLink) -> Where | None:
        """The line and columns of a link, as `where_words` finds them."""
        return self.where_words(written.place, written.text, written.link.start, written.link.end)

    def where_words(self, place: Place, text: str, start: int, end: int) -> Where | None:
        """The line and columns of text[start:end]; the place of the text where that is not lines of a Markdown file.

        Text inside YAML may be indented, folded or escaped, so that nothing can be counted there.
        """
        first = self.source.positions.get(place)
        if first is None or first.column != 1:
            return self.where(*place)
        before = text[:start]
        column = len(before) - before.rfind("\n")
        return Where(first.file, first.line + before.count("\n"), column, column + end - start)


@dataclass(frozen=True, slots=True)
class Check:
    """A row of the rule table: the rule, and the function that finds where it is broken.

    `sees` is what of the content the findings depend on, none where it may be anything; the glossary's own settings
    are seen by all. With `each`, a finding is about the first of its subjects, one of the terms that are `judged`, and
    depends on all of that term and on what is seen of the others. Without, it stands at statements and terms as wholes.
    """

    rule: Rule
    run: Callable[[Rule, View], Iterable[Problem]]
    sees: frozenset[str] | None = None
    each: bool = False


def _texts(term: Term) -> list[tuple[Place, str]]:
    """The Markdown texts of a term and of its translations, with their places."""
    found: list[tuple[Place, str]] = []
    own: Place = ("term", term.slug)
    written: list[tuple[Place, Term | Translation]] = [(own, term)]
    written += [((*own, "translations", each.language), each) for each in term.translations]
    for place, record in written:
        if record.definition:
            found.append(((*place, "definition"), record.definition))
        found += [((*place, "sections", section.key), section.text) for section in record.sections]
    return found
