"""A glossary of any size that looks like a real one: shallow hierarchy, requirements that point back, mixed types."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from termgraph.model import (
    Category,
    Content,
    GlossaryInfo,
    Level,
    Path,
    Profile,
    Relation,
    Requirement,
    Section,
    SectionHeading,
    Term,
    TermKind,
)

TYPES = {"requires": 6, "builds-on": 1, "uses": 1, "is-variant-of": 1, "contrasts-with": 1, "often-confused-with": 1}
"""How often each type fills up the relations: with four relations a term, 1.7 of them are requirements or options."""

_SYLLABLES = [*"aeiou", *(first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou")]


def synthetic(terms: int, relations: int, seed: int = 1, *, texts: bool = True) -> Content:
    """Content with `terms` terms (at least 4) and about `relations` relations, the same for the same arguments.

    Every term is a kind of an earlier one, every eighth is part of another as well, every twentieth requires one of
    three; the rest are relations to earlier terms, most of them requirements (see TYPES). Words are as uneven as in a
    language: their number grows with the terms, and a few are everywhere. Without `texts` only the graph is made.
    """
    chance = random.Random(seed)  # noqa: S311  # reproducible data, not a secret
    words = list(_vocabulary(chance, 200 + terms // 2))
    slugs = [f"{_word(chance, words)}-{_word(chance, words)}-{number}" for number in range(terms)]
    made: dict[tuple[str, str, str], Relation] = {}
    groups: list[Requirement] = []
    for number in range(1, terms):
        subject = slugs[number]
        above = [slugs[chance.randrange(max(1, number // 4))] for _ in range(2)]
        _add(made, Relation(subject, "is-a", above[0]))
        if number % 8 == 0 and above[1] != above[0]:
            _add(made, Relation(subject, "part-of", above[1]))
        earlier = {slugs[chance.randrange(number)] for _ in range(3)}
        if number % 20 == 0 and len(earlier) == 3:
            groups.append(Requirement(subject, tuple((slug,) for slug in sorted(earlier)), why="Any of these will do."))
    kinds, weights = list(TYPES), list(TYPES.values())
    while len(made) + len(groups) < relations:
        later = chance.randrange(1, terms)
        (kind,) = chance.choices(kinds, weights)
        reason = "It needs a reason, and this is one."
        _add(made, Relation(slugs[later], kind, slugs[chance.randrange(later)], why=reason))
    return Content.of(
        GlossaryInfo(
            name="Synthetic",
            base_url="https://glossary.example/",
            sections=(SectionHeading("deeper-dive", {"en": "Deeper dive"}),),
        ),
        categories=[Category(f"shelf-{number}", f"Shelf {number}", order=number) for number in range(12)],
        terms=[_term(slug, number, slugs, words if texts else (), chance) for number, slug in enumerate(slugs)],
        relations=made.values(),
        requirements=groups,
        profiles=[Profile("reader", tuple(slugs[number] for number in range(0, min(terms, 40), 4)))],
        paths=[
            Path(f"path-{number}", f"Path {number}", tuple(chance.sample(slugs, min(terms, 10))), "reader")
            for number in range(20)
        ],
    )


def _vocabulary(chance: random.Random, count: int) -> Iterator[str]:
    """Different words that can be spoken, shorter ones first."""
    found: set[str] = set()
    while len(found) < count:
        length = 2 if len(found) < 1_000 else 3 if len(found) < 20_000 else 4
        word = "".join(chance.choice(_SYLLABLES) for _ in range(length))
        if word not in found:
            found.add(word)
            yield word


def _word(chance: random.Random, words: Sequence[str]) -> str:
    """A word; the first of them ten thousand times as often as the last, roughly as in a language (Zipf)."""
    return words[int(len(words) ** chance.random()) - 1]


def _add(made: dict[tuple[str, str, str], Relation], relation: Relation) -> None:
    made.setdefault((relation.subject, relation.type, relation.object), relation)


def _term(slug: str, number: int, slugs: Sequence[str], words: Sequence[str], chance: random.Random) -> Term:
    if not words:
        return _bare(slug, number, chance)

    def text(count: int) -> str:
        return " ".join(_word(chance, words) for _ in range(count)).capitalize() + "."

    return replace(
        _bare(slug, number, chance),
        summary=text(14),
        definition=f"{text(30)} See [[{slugs[chance.randrange(len(slugs))]}]]. {text(30)}",
        sections=(Section("deeper-dive", text(120)),),
    )


def _bare(slug: str, number: int, chance: random.Random) -> Term:
    return Term(
        slug=slug,
        name=slug.replace("-", " ").title(),
        kind=chance.choice([TermKind.CONCEPT, TermKind.ALGORITHM, TermKind.TECHNIQUE]),
        categories=(f"shelf-{number % 12}",),
        level=chance.choice(list(Level)),
        minutes=chance.randrange(5, 60),
    )
