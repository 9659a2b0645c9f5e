"""What it takes to do without a prerequisite that is only one of several ways."""

from termgraph import model
from termgraph.graph import why
from termgraph.graph.learning import Verdict

from .declare import object_type, said
from .reading import Reading, TermRef
from .requirements import Requirement, RequirementOption

MOST_REPLACEMENTS = 100


@object_type
class Replacement:
    """A requirement that is met in another way, because one of its options needs what is to be avoided."""

    term: TermRef = said("Whose requirement it is.")
    requirement: Requirement = said("The requirement with all of its options.")
    option: RequirementOption = said("The option that is taken.")


@object_type
class Detour:
    """The shortest plan without a term, against the shortest plan of all."""

    sentence: str = said('It in words: "RLHF can be learned without RLOO, with GRPO instead, in 45 minutes more.".')
    extra_minutes: int = said("How much longer it takes; 0 where the shortest plan has no need of the term.")
    extra_terms: int = said("How many more terms are to be learned; negative where there are fewer.")
    replacements: list[Replacement] = said("What is taken where an option is not possible; at most 100.")
    replacements_total: int = said("How many there are.")
    proved: bool = said("False when a search was stopped by its budget, so that the difference may be another one.")


def detour_of(
    reading: Reading,
    target: int,
    prerequisite: int,
    known: frozenset[int],
    tier: model.Tier,
    verdict: Verdict,
) -> Detour | None:
    """The detour round a prerequisite; None unless the verdict is that there is one."""
    found = None
    if verdict is Verdict.ALTERNATIVE:
        found = why.detour(reading.snapshot, target, prerequisite, known, tier=tier)
    if found is None:
        return None
    replacements = [
        Replacement(
            term=reading.term(each.term),
            requirement=Requirement(reading=reading, group=each.group),
            option=RequirementOption(reading=reading, numbers=each.group.options[each.option]),
        )
        for each in found.options[:MOST_REPLACEMENTS]
    ]
    return Detour(
        sentence=why.detour_sentence(reading.snapshot, target, prerequisite, found),
        extra_minutes=found.extra_minutes,
        extra_terms=found.extra_terms,
        replacements=replacements,
        replacements_total=len(found.options),
        proved=found.proved,
    )
