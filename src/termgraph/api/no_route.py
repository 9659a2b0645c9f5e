"""Why there is no plan: a proof that reads as sentences."""

from termgraph.errors import Code
from termgraph.graph import plans
from termgraph.graph.plans import proof_sentences
from termgraph.graph.sentences import short_name

from .codes import ErrorCode
from .declare import object_type, said
from .reading import Reading, TermRef
from .requirements import Requirement, RequirementOption
from .scalars import Revision

MOST_OBSTACLES = 100
MOST_BLOCKED = 100


@object_type
class BlockedOption:
    """An option that cannot be taken."""

    option: RequirementOption = said("The option.")
    term: TermRef = said("The term of it that stands in the way.")
    avoided: bool = said("Whether that term is to be avoided; else it cannot be learned, and the proof says why.")


@object_type
class Obstacle:
    """Why one term cannot be learned."""

    term: TermRef = said("The term.")
    owner: TermRef = said("Whose requirement it is: the term itself, or another that is learned together with it.")
    avoided: bool = said("Whether `owner` is itself to be avoided.")
    requirement: Requirement | None = said("The requirement no option of which can be taken; null when it is avoided.")
    blocked: list[BlockedOption] = said("Why not, option by option; at most 100, none when it is avoided.")
    sentence: str = said("All of it in words.")


@object_type
class NoRoute:
    """There is no plan, because of what is to be avoided."""

    message: str = said("What is the matter, in a sentence.")
    code: ErrorCode = said("Always NO_ROUTE.")
    targets: list[TermRef] = said("The targets that cannot be learned; at most 20.")
    already_known: list[TermRef] = said("Targets that need no learning; at most 20.")
    proof: list[Obstacle] = said("Why, from the targets down; each term once, at most 100.")
    total: int = said("How many terms the proof is about.")
    truncated: bool = said("Whether there is more than what is in `proof`.")
    revision: Revision = said("The revision of the glossary this answer comes from.")


def no_route_of(reading: Reading, found: plans.NoRoute) -> NoRoute:
    """What the graph answers, as the schema shows it."""
    sentences = proof_sentences(reading.snapshot, found)
    proof = [
        _obstacle(reading, each, sentence)
        for each, sentence in zip(found.proof[:MOST_OBSTACLES], sentences, strict=False)
    ]
    names = ", ".join(short_name(reading.snapshot.terms[number]) for number in found.targets)
    return NoRoute(
        message=f"There is no way to {names} that avoids what is to be avoided.",
        code=ErrorCode[Code.NO_ROUTE.name],
        targets=[reading.term(number) for number in found.targets],
        already_known=[reading.term(number) for number in found.already_known],
        proof=proof,
        total=len(found.proof),
        truncated=len(found.proof) > len(proof),
        revision=Revision(reading.snapshot.revision),
    )


def _obstacle(reading: Reading, found: plans.Obstacle, sentence: str) -> Obstacle:
    group = found.group
    options = group.options if group else ()
    return Obstacle(
        term=reading.term(found.term),
        owner=reading.term(found.owner),
        avoided=found.avoided,
        requirement=Requirement(reading=reading, group=group) if group else None,
        blocked=[
            BlockedOption(
                option=RequirementOption(reading=reading, numbers=options[each.option]),
                term=reading.term(each.term),
                avoided=each.avoided,
            )
            for each in found.blocked[:MOST_BLOCKED]
        ],
        sentence=sentence,
    )
