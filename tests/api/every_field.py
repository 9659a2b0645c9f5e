"""Documents that ask for every field of the schema once: what a law about all answers needs."""

from collections.abc import Iterator

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from termgraph.api.schema import core

ABOUT = '{slug: "rlhf"}'
PAIR = '(a: {slug: "rlhf"}, b: {slug: "dpo"})'
ARGUMENTS = {
    "Query._entities": '(representations: [{__typename: "Term", slug: "rlhf"}])',
    "Query.annotate": '(text: "PPO and DPO tune a language model.")',
    "Query.categories": "(first: 5)",
    "Query.category": '(slug: "model-adaptation")',
    "Query.changes": '(since: "REVISION")',
    "Query.commonAncestors": PAIR,
    "Query.compare": PAIR,
    "Query.curatedPath": '(name: "first-week")',
    "Query.explain": PAIR,
    "Query.learningPath": '(targets: [{slug: "rlhf"}, {slug: "lora"}], profile: "llm-user", tier: CONTEXT)',
    "Query.lookup": '(by: {label: "rlhg"})',
    "Query.necessity": '(target: {slug: "rlhf"}, prerequisite: {slug: "ppo"})',
    "Query.node": '(id: "TERM-ID")',
    "Query.nodes": '(ids: ["TERM-ID"])',
    "Query.relationType": '(key: "requires")',
    "Query.search": '(text: "polcy", first: 20)',
    "Query.suggest": '(prefix: "q")',
    "Query.term": f"(by: {ABOUT})",
    "Query.terms": "(first: 100)",
    "Query.whatNext": '(known: [{slug: "ppo"}], goals: [{slug: "rlhf"}], includeRoots: true)',
    "Query.whatToReview": '(known: [{slug: "rlhf"}, {slug: "ppo"}])',
    "Query.whyPrerequisite": '(target: {slug: "rlhf"}, prerequisite: {slug: "machine-learning"}, first: 5, all: true)',
    "Term.ancestors": "(first: 100)",
    "Term.prerequisites": "(tier: CONTEXT, first: 100)",
    "Term.related": "(first: 50)",
    "Term.relations": "(first: 100)",
    "Term.trails": "(first: 20)",
}
"""What a field is asked with, where nothing would fail or show little."""

DEEPEST = 6
ROOT_CATEGORY = 3


def documents(term_id: str, revision: str) -> dict[str, str]:
    """One document for every field of Query and of Term, by coordinate, with what is below to DEEPEST levels.

    A term within an answer is asked for its slug alone, and so is a category that is not what was asked for.
    Fails where a required argument has no sample.
    """
    query, term = core.query_type, core.type_map["Term"]
    assert query is not None
    assert isinstance(term, GraphQLObjectType)
    found = {f"Query.{name}": f"{{ {_asked('Query', name, field, 1)} }}" for name, field in query.fields.items()}
    for name, field in term.fields.items():
        found[f"Term.{name}"] = f"{{ term(by: {ABOUT}) {{ {_asked('Term', name, field, 2)} }} }}"
    return {at: text.replace("TERM-ID", term_id).replace("REVISION", revision) for at, text in found.items()}


def _asked(parent: str, name: str, field: GraphQLField, depth: int, alias: str = "") -> str:
    arguments = ARGUMENTS.get(f"{parent}.{name}", "")
    required = [each for each, argument in field.args.items() if is_required_argument(argument)]
    assert all(f"{each}:" in arguments for each in required), f"{parent}.{name} has no sample of its arguments"
    kind = get_named_type(field.type)
    below = "" if is_leaf_type(kind) else f" {{ {' '.join(['__typename', *_below(kind, depth)])} }}"
    return f"{alias}{name}{arguments}{below}"


def _below(kind: GraphQLNamedType, depth: int) -> Iterator[str]:
    """The selections inside an object, or in each of a union's, whose fields may be called alike and differ in type."""
    if isinstance(kind, GraphQLUnionType):
        for each in kind.types:
            yield f"... on {each.name} {{ {' '.join(_fields(each, depth, f'{each.name}_'))} }}"
    elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        yield from ["... on Node { id }"] if kind.name in ("Term", "Node") else _fields(kind, depth)


def _fields(kind: GraphQLObjectType | GraphQLInterfaceType, depth: int, prefix: str = "") -> Iterator[str]:
    if kind.name == "Term" or (kind.name == "Category" and depth > ROOT_CATEGORY):
        yield f"{prefix}slug: slug"
        return
    for name, field in kind.fields.items():
        if depth < DEEPEST or is_leaf_type(get_named_type(field.type)):
            yield _asked(kind.name, name, field, depth + 1, f"{prefix}{name}: " if prefix else "")
    yield "__typename"
