"""A glossary of any size that looks like a real one: shallow hierarchy, requirements that point back, mixed types."""

import random

from termgraph.model import (
    Category,
    Content,
    GlossaryInfo,
    Level,
    Relation,
    Requirement,
    Section,
    SectionHeading,
    Term,
    TermKind,
)

WORDS = [
    *(
        "model",
        "policy",
        "reward",
        "value",
        "token",
        "layer",
        "gradient",
        "batch",
        "sample",
        "weight",
        "memory",
        "cache",
    ),
    *("prompt", "loss", "error", "step", "state", "action", "agent", "vector", "matrix", "rank", "scale", "level"),
    *("signal", "graph", "node", "path", "search", "index", "store", "query", "answer", "label", "link", "page"),
]


def synthetic(terms: int, relations: int, seed: int = 1) -> Content:
    """Content with `terms` terms and about `relations` relations, the same for the same arguments."""
    chance = random.Random(seed)  # noqa: S311  # reproducible data, not a secret
    slugs = [f"{chance.choice(WORDS)}-{chance.choice(WORDS)}-{number}" for number in range(terms)]
    made: list[Relation] = []
    groups: list[Requirement] = []
    for number in range(1, terms):
        subject = slugs[number]
        made.append(Relation(subject, "is-a", slugs[chance.randrange(max(1, number // 4))]))
        earlier = [slugs[chance.randrange(number)] for _ in range(3)]
        if number % 20 == 0 and len(set(earlier)) == 3:
            groups.append(Requirement(subject, tuple((slug,) for slug in earlier), why="Any of these will do."))
    while len(made) + len(groups) < relations:
        first, second = sorted(chance.sample(range(terms), 2))
        kind = chance.choice(["requires", "builds-on", "uses", "contrasts-with", "often-confused-with"])
        relation = Relation(slugs[second], kind, slugs[first], why="It needs a reason, and this is one.")
        made.append(relation)
    return Content.of(
        GlossaryInfo(
            name="Synthetic",
            base_url="https://glossary.example/",
            sections=(SectionHeading("deeper-dive", {"en": "Deeper dive"}),),
        ),
        categories=[Category(f"shelf-{number}", f"Shelf {number}", order=number) for number in range(12)],
        terms=[_term(slug, number, slugs, chance) for number, slug in enumerate(slugs)],
        relations=made,
        requirements=groups,
    )


def _term(slug: str, number: int, slugs: list[str], chance: random.Random) -> Term:
    def text(words: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."

    return Term(
        slug=slug,
        name=slug.replace("-", " ").title(),
        kind=chance.choice([TermKind.CONCEPT, TermKind.ALGORITHM, TermKind.TECHNIQUE]),
        categories=(f"shelf-{number % 12}",),
        level=chance.choice(list(Level)),
        minutes=chance.randrange(5, 60),
        summary=text(14),
        definition=f"{text(30)} See [[{slugs[chance.randrange(len(slugs))]}]]. {text(30)}",
        sections=(Section("deeper-dive", text(120)),),
    )
