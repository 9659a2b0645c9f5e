"""Requirement groups that make sense, terms that can be learned at all, and strict paths that can be followed."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from termgraph.errors import Problem, Rule, Severity
from termgraph.graph.acyclic import components
from termgraph.graph.precedence import Precedence
from termgraph.model import Path, Requirement

from .cycles import on_cycles
from .view import HARD, SLUGS, Check, View
from .words import listed, quoted

Options = tuple[tuple[str, ...], ...]


def malformed_groups(rule: Rule, view: View) -> Iterator[Problem]:
    """Groups of alternatives with an option that is empty, twice there, about the term itself, or never needed."""
    for key, requirement in view.content.requirements.items():
        for fault in _faults(requirement):
            yield rule.problem(fault, view.where("requirement", key), subjects=(requirement.subject,))


def _faults(requirement: Requirement) -> Iterator[str]:
    options = [frozenset(option) for option in requirement.options]
    if not all(options):
        yield "an option of this group is empty, so that nothing is required at all"
    if any(requirement.subject in option for option in options):
        yield f"an option of this group contains '{requirement.subject}' itself"
    if any(len(set(option)) < len(option) for option in requirement.options):
        yield "an option of this group names a term twice"
    times = Counter(option for option in options if option)
    yield from (f"the option {_members(option)} stands twice in this group" for option in times if times[option] > 1)
    for larger, option in _needless(list(times)).items():
        yield f"the option {_members(larger)} is never needed, because {_members(option)} is enough"


def _members(option: frozenset[str]) -> str:
    return quoted(sorted(option))


def _needless(options: Sequence[frozenset[str]]) -> Mapping[frozenset[str], frozenset[str]]:
    """Options that contain another, with the first one that they contain."""
    with_member: dict[str, list[frozenset[str]]] = defaultdict(list)
    for option in options:
        for slug in option:
            with_member[slug].append(option)
    found: dict[frozenset[str], frozenset[str]] = {}
    for option in options:
        rarest = min(option, key=lambda slug: (len(with_member[slug]), slug))
        for larger in with_member[rarest]:
            if option < larger:
                found.setdefault(larger, option)
    return found


def unreachable_terms(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms that cannot be learned from nothing, however one goes about it.

    Circles and unknown slugs are other rules' findings and count as met here. What is left is a group without options,
    or a circle that was overlooked: this rule checks the other one by different means.
    """
    terms = list(view.content.terms)
    numbers = {slug: number for number, slug in enumerate(terms)}
    needs: list[list[list[list[int]]]] = [[] for _ in terms]
    for subject, options in _groups(view):
        known = [[numbers[slug] for slug in option if slug in numbers and slug != subject] for option in options]
        needs[numbers[subject]].append(known)
    circular = {numbers[slug] for slug in on_cycles(step[:2] for step in view.required)}
    before = [tuple(each for group in groups for option in group for each in option) for groups in needs]
    order = Precedence(before, dict(enumerate(needs)), {}, components(before))
    learned = circular.union(order.learned(range(len(terms)), circular))
    stuck = [number for number in range(len(terms)) if number not in learned]
    hopeless = [number for number in stuck if not all(needs[number])]
    for slug in (terms[number] for number in hopeless or stuck[:1]):
        keys = (key for key, each in view.content.requirements.items() if each.subject == slug and not each.options)
        where = view.where("requirement", next(keys, ""))
        message = f"'{slug}' can never be learned, because nothing meets one of its requirements"
        yield rule.problem(message, where or view.where("term", slug), subjects=(slug,))


def _groups(view: View) -> Iterator[tuple[str, Options]]:
    """Every hard prerequisite of every existing term: what must be learned before it, as alternatives."""
    terms = view.content.terms
    for later, earlier, statement in view.required:
        if not isinstance(statement, Requirement):
            yield later, ((earlier,),)
    for requirement in view.content.requirements.values():
        if requirement.subject in terms:
            yield requirement.subject, requirement.options


def strict_paths(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms on strict paths that come before what they require."""
    yield from _too_early(rule, view, [each for each in view.content.paths.values() if each.strict])


def other_paths(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms on paths that are not strict and come before what they require."""
    yield from _too_early(rule, view, [each for each in view.content.paths.values() if not each.strict])


def _too_early(rule: Rule, view: View, paths: Sequence[Path]) -> Iterator[Problem]:
    """Terms on these paths with a requirement that comes later or never; the path's profile is known from the start."""
    content = view.content
    groups: dict[str, list[Options]] = defaultdict(list)
    if paths:
        for subject, options in _groups(view):
            groups[subject].append(options)
    for curated in paths:
        profile = content.profiles.get(curated.profile or "")
        known = _with_prerequisites(profile.terms if profile else (), groups)
        for slug in curated.terms:
            missing = [
                options for options in groups.get(slug, ()) if options and not _met(options, known, content.terms)
            ]
            known.add(slug)
            if missing:
                where = view.where("path", curated.key, "terms", slug)
                wanted = listed([quoted(option) for option in missing[0]], "or")
                path = f"the {'strict ' if curated.strict else ''}path '{curated.key}'"
                message = f"'{slug}' comes too early on {path}: it requires {wanted} before it"
                yield rule.problem(message, where, subjects=(curated.key, slug))


def _with_prerequisites(slugs: Iterable[str], groups: Mapping[str, list[Options]]) -> set[str]:
    """These terms and all that knowing them implies: the members of single options, and theirs."""
    known: set[str] = set()
    stack = list(slugs)
    while stack:
        slug = stack.pop()
        if slug not in known:
            known.add(slug)
            stack.extend(each for options in groups.get(slug, ()) if len(options) == 1 for each in options[0])
    return known


def _met(options: Options, known: set[str], terms: Container[str]) -> bool:
    """Whether one of the options is known; slugs that name no term are another rule's finding."""
    return any(all(slug in known or slug not in terms for slug in option) for option in options)


PREREQUISITES = (
    Check(
        Rule(
            "TG308", "malformed-group", Severity.ERROR,
            "The options of a group are different, not empty, without the term itself, and none contains another.",
            "Such an option is always chosen or never, so that the group says something else than it seems to.",
            "`any: [[ppo], [ppo, dpo]]`",
            "Delete the option the message names.",
            "E10",
        ),
        malformed_groups,
        sees=frozenset({SLUGS, HARD}),
    ),
    Check(
        Rule(
            "TG309", "unreachable", Severity.ERROR,
            "Every term can be learned, starting from nothing.",
            "A term that cannot would have no learning path, nor would anything that requires it.",
            "`requires: [{any: []}]`",
            "Give the group an option, or delete the group.",
            "E11",
        ),
        unreachable_terms,
        sees=frozenset({SLUGS, HARD}),
    ),
    Check(
        Rule(
            "TG310", "strict-path", Severity.ERROR,
            "On a path with `strict: true` every term comes after what it requires, unless its profile knows that.",
            "The editor asked for this to be held.",
            "`paths: {first-week: {strict: true, terms: [rlhf, reward-model]}}`",
            "Change the order, add the missing term, or start from another profile.",
            "W13",
        ),
        strict_paths,
    ),
    Check(
        Rule(
            "TG320", "path-order", Severity.WARNING,
            "On every path a term comes after what it requires, unless the path's profile knows that.",
            "A reader who follows the path meets something that nothing on it has explained.",
            "`paths: {first-week: {terms: [rlhf, reward-model]}}`",
            "Change the order, add the missing term, or start from another profile.",
            "W13",
        ),
        other_paths,
    ),
)  # fmt: skip  # one row reads as one paragraph
