"""What front ends were promised is kept: nothing breaks that was released, and what will go says when and why.

`schema/released.graphql` is the schema that front ends were last promised. A release copies `schema/schema.graphql`
over it; until then a change may only add, or take away what that schema had deprecated with a day that has passed.
"""

import datetime
import re
from pathlib import Path

import pytest
from graphql import (
    BreakingChange,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
)

from termgraph.api.schema import sdl

RELEASED = Path(__file__).parents[2] / "schema" / "released.graphql"
PROMISE = re.compile(r"Use `(?P<replacement>\w+(\.\w+)?(\(\w+:\))?)` instead; it goes after (?P<day>\d{4}-\d\d-\d\d)\.")


def deprecations(schema: GraphQLSchema) -> dict[str, str]:
    """The reason of everything deprecated in a schema, by coordinate."""
    found: dict[str, str | None] = {}
    for kind in schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        if isinstance(kind, GraphQLEnumType):
            found |= {f"{kind.name}.{name}": value.deprecation_reason for name, value in kind.values.items()}
        if isinstance(kind, GraphQLInputObjectType):
            found |= {f"{kind.name}.{name}": each.deprecation_reason for name, each in kind.fields.items()}
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                found[f"{kind.name}.{name}"] = field.deprecation_reason
                found |= {f"{kind.name}.{name}({at}:)": each.deprecation_reason for at, each in field.args.items()}
    return {coordinate: reason for coordinate, reason in found.items() if reason is not None}


def broken(old: GraphQLSchema, new: GraphQLSchema, today: datetime.date) -> list[BreakingChange]:
    """What a client of the old schema would miss in the new one, without having been told in time."""
    gone = {
        coordinate
        for coordinate, reason in deprecations(old).items()
        if (told := PROMISE.fullmatch(reason)) and datetime.date.fromisoformat(told["day"]) < today
    }
    return [change for change in find_breaking_changes(old, new) if gone.isdisjoint(change.description.split())]


def test_nothing_breaks_that_was_released() -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    assert broken(build_schema(RELEASED.read_text("utf-8")), build_schema(sdl()), today) == []


def test_every_deprecation_names_its_replacement_and_its_day() -> None:
    schema = build_schema(sdl())
    reasons = deprecations(schema)
    assert {at: reason for at, reason in reasons.items() if not PROMISE.fullmatch(reason)} == {}


OLD = """
type Query {
  name: String!
  old: String @deprecated(reason: "Use `Query.name` instead; it goes after 2026-06-30.")
}
"""


@pytest.mark.parametrize(
    ("new", "day", "breaks"),
    [
        ("type Query { name: String!  old: String  more: Int }", 1, False),
        ("type Query { name: String!  old: String! }", 1, False),
        ("type Query { name: String!  old: Int }", 1, True),
        ("type Query { name(a: Int!): String!  old: String }", 1, True),
        ("type Query { name: String  old: String }", 1, True),
        ("type Query { name: String! }", 1, True),
        ("type Query { name: String! }", 30, True),
        ("type Query { name: String! }", 31, False),
        ("type Query { old: String }", 31, True),
    ],
)
def test_what_breaks_and_from_which_day_it_no_longer_does(new: str, day: int, breaks: bool) -> None:
    today = datetime.date(2026, 6, 1) + datetime.timedelta(days=day - 1)
    assert bool(broken(build_schema(OLD), build_schema(new), today)) == breaks


def test_deprecations_are_found_wherever_they_may_stand() -> None:
    found = deprecations(
        build_schema(
            'type Query { a(b: Int @deprecated(reason: "x")): E @deprecated(reason: "y") } '
            'enum E { A B @deprecated(reason: "z") } input I { i: Int @deprecated(reason: "w") }'
        )
    )
    assert found == {"Query.a(b:)": "x", "Query.a": "y", "E.B": "z", "I.i": "w"}
