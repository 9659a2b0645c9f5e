"""Random documents over any schema: fragments, unions, directives, aliases, merged fields, variables right and wrong.

What is drawn is valid for the most part, and where it is not, validation says so: such a document is drawn again.
"""

import json
import random
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
    parse,
    validate,
)

from termgraph.api.documents import Document

JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    7,
    2**31,
    2**70,
    1.5,
    "",
    "RED",
    "é",
    "7",
    [],
    [None],
    [[1]],
    {},
    {"a": 1},
    {"x": [{}]},
)
"""Values for variables of whatever type."""

DEPTH = 4
MOST_LEAVES = 25


@dataclass
class Words:
    """What strings and special scalars are drawn from: strings by the name of an argument, any others.

    `avoided` are fields, as "Type.field", that no document asks for.
    """

    by_name: dict[str, list[str]] = field(default_factory=dict)
    others: list[str] = field(default_factory=lambda: ["", "a", "é\u202e", "7", "RED"])
    avoided: frozenset[str] = frozenset()


@dataclass
class Drawing:
    """One document while it is drawn."""

    chance: random.Random
    schema: GraphQLSchema
    words: Words
    fragments: list[str] = field(default_factory=list)
    variables: dict[str, tuple[str, Any]] = field(default_factory=dict)
    leaves: int = 0

    def operation(self, root: str | None = None) -> str:
        """The text of a document with one operation; of the root only the field `root`, where it is given."""
        kind = self.schema.query_type
        assert kind is not None
        if root:
            body = self.field(root, kind.fields[root], DEPTH, alone=True)
        else:
            body = self.about_schema() if self.chance.random() < 0.05 else self.selections(kind, DEPTH)
        declared = " ".join(f"${name}: {text}" for name, (text, _) in self.variables.items())
        return "\n".join([f"query Drawn{f'({declared})' if declared else ''} {{ {body} }}", *self.fragments])

    def selections(self, kind: GraphQLNamedType, depth: int, within: str = "") -> str:
        """Some selections of a composite type; `within` tells apart what is selected of several types at once."""
        chance = self.chance
        parts = ["__typename"] if chance.random() < 0.2 else []
        if isinstance(kind, GraphQLObjectType) or hasattr(kind, "fields"):
            names = [each for each in kind.fields if f"{kind.name}.{each}" not in self.words.avoided]
            for name in chance.sample(names, min(len(names), chance.randrange(1, 6))):
                if drawn := self.field(name, kind.fields[name], depth, within=within):
                    parts += [drawn] * (2 if chance.random() < 0.1 else 1)
        if is_abstract_type(kind) and depth > 0:
            kinds = [*self.schema.get_possible_types(kind)]
            parts += [
                self.fragment(each, depth, f"{each.name}_")
                for each in chance.sample(kinds, chance.randrange(len(kinds) + 1))
            ]
        elif chance.random() < 0.2 and depth > 0:
            parts.append(self.fragment(kind, depth, within))
        if kind is self.schema.query_type and chance.random() < 0.1:
            parts.append(self.about_schema())
        chance.shuffle(parts)
        return " ".join(parts) or "__typename"

    def about_schema(self) -> str:
        """Questions about the schema itself."""
        name = json.dumps(self.chance.choice([*self.schema.type_map]))
        if self.chance.random() < 0.3:
            name = self.variable(GraphQLNonNull(self.schema.type_map["String"]))
        fields = (
            f"fields{self.directives()} {{ name type {{ kind name ofType {{ name }} }} args {{ name defaultValue }} }}"
        )
        return self.chance.choice(
            [
                "__schema { queryType { name } directives { name locations } }",
                f"t{crc32(name.encode()):x}: __type(name: {name}) {{ kind name {fields} possibleTypes {{ name }} }}",
            ]
        )

    def fragment(self, kind: GraphQLNamedType, depth: int, within: str) -> str:
        """An inline fragment on a type, or a spread of one with a name."""
        inner = self.selections(kind, depth - (self.chance.random() < 0.5), within)
        if self.chance.random() < 0.5:
            on = f" on {kind.name}" if within or self.chance.random() < 0.7 else ""
            return f"...{on}{self.directives()} {{ {inner} }}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {kind.name} {{ {inner} }}")
        return " ".join(f"...{name}{self.directives()}" for _ in range(1 + (self.chance.random() < 0.2)))

    def field(self, name: str, known: GraphQLField, depth: int, *, within: str = "", alone: bool = False) -> str:
        """A field with arguments; a key means the same arguments wherever it is, so that fields merge."""
        below = get_named_type(known.type)
        self.leaves += is_leaf_type(below)
        if not alone and ((depth <= 0 and not is_leaf_type(below)) or self.leaves > MOST_LEAVES):
            return ""
        given = self.arguments(known.args)
        alias = f"{within}{name}_{crc32(given.encode()):x}: " if given or within else ""
        if not alias and self.chance.random() < 0.2:
            alias = f"other_{name}: "
        inner = "" if is_leaf_type(below) else f" {{ {self.selections(below, depth - 1)} }}"
        return f"{alias}{name}{given}{'' if alone else self.directives()}{inner}"

    def directives(self) -> str:
        """None for the most part; conditions with constants and variables, or both."""
        if self.chance.random() < 0.85:
            return ""
        told = []
        for name in self.chance.sample(["skip", "include"], self.chance.choice((1, 1, 2))):
            usual = name == "include"
            truth = self.chance.random() < 0.8
            value = self.condition() if self.chance.random() < 0.6 else json.dumps(truth is usual)
            told.append(f" @{name}(if: {value})")
        return "".join(told)

    def condition(self) -> str:
        """A variable that a condition can depend on."""
        name = self.chance.choice(["yes", "no", "maybe"])
        text = {"yes": "Boolean!", "no": "Boolean!", "maybe": "Boolean = true"}[name]
        self.variables[name] = (text, self.schema.get_type("Boolean"))
        return f"${name}"

    def arguments(self, known: dict[str, GraphQLArgument]) -> str:
        """Arguments in brackets, or nothing."""
        told = []
        for name, argument in known.items():
            if is_required_argument(argument) or self.chance.random() < 0.4:
                told.append(f"{name}: {self.value(argument.type, name)}")
        return f"({', '.join(told)})" if told else ""

    def value(self, kind: Any, name: str) -> str:
        """A literal of an input type, with variables in it or in its place."""
        if self.chance.random() < 0.4:
            return self.variable(kind)
        if isinstance(kind, GraphQLNonNull):
            return self.literal(kind.of_type, name)
        return "null" if self.chance.random() < 0.1 else self.literal(kind, name)

    def variable(self, kind: Any) -> str:
        """A variable that may stand where this type is needed."""
        inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        required = kind is not inner or self.chance.random() < 0.4
        name = f"v{len(self.variables)}"
        same = [each for each, (_, known) in self.variables.items() if known is inner and each.startswith("v")]
        if same and self.chance.random() < 0.3:
            return f"${self.chance.choice(same)}"
        default = ""
        if not required and is_leaf_type(inner) and self.chance.random() < 0.3:
            default = f" = {self.literal(inner, name)}"
        self.variables[name] = (f"{inner}{'!' if required else default}", inner)
        return f"${name}"

    def literal(self, kind: Any, name: str) -> str:
        """A literal that is not null."""
        chance = self.chance
        if isinstance(kind, GraphQLNonNull):
            return self.value(kind, name)
        if isinstance(kind, GraphQLList):
            if chance.random() < 0.1:
                return self.literal(kind.of_type, name)
            return f"[{', '.join(self.value(kind.of_type, name) for _ in range(chance.randrange(3)))}]"
        if isinstance(kind, GraphQLInputObjectType):
            chosen = {each: self.value(type_, each) for each, type_ in self.chosen(kind).items()}
            return f"{{{', '.join(f'{each}: {text}' for each, text in chosen.items())}}}"
        if isinstance(kind, GraphQLEnumType):
            return str(chance.choice([*kind.values]))
        if kind.name == "Int":
            return str(chance.choice([0, 1, 2, 3, 5, 20, 100, 2**31 - 1, -1]))
        if kind.name == "Float":
            return chance.choice(["0", "1.5", "-2e3"])
        if kind.name == "OddNumber":
            return chance.choice(["1", "3"])
        if kind.name == "Boolean":
            return chance.choice(["true", "false"])
        return json.dumps(self.word(name))

    def chosen(self, kind: GraphQLInputObjectType) -> dict[str, Any]:
        """Some fields of an input object with their types; exactly one, and not null, of a `@oneOf`."""
        if kind.extensions["strawberry-definition"].is_one_of:
            only = self.chance.choice([*kind.fields])
            return {only: GraphQLNonNull(kind.fields[only].type)}
        known = kind.fields.items()
        return {name: each.type for name, each in known if is_required_input_field(each) or self.chance.random() < 0.4}

    def word(self, name: str) -> str:
        """A string that makes sense for an argument of this name, mostly."""
        known = self.words.by_name.get(name)
        return self.chance.choice(known if known and self.chance.random() < 0.9 else self.words.others)

    def given(self) -> dict[str, Any]:
        """Values for the variables: right, but in one of five cases for a single one."""
        wrong = self.chance.choice([*self.variables]) if self.variables and self.chance.random() < 0.2 else ""
        found = {}
        for name, (text, kind) in self.variables.items():
            required = text.endswith("!")
            if not required and self.chance.random() < 0.2:
                continue
            found[name] = self.json(GraphQLNonNull(kind) if required else kind, name)
        if wrong in found and self.chance.random() < 0.2:
            del found[wrong]
        elif wrong:
            found[wrong] = self.spoiled(found.get(wrong))
        return found

    def spoiled(self, value: Any) -> Any:
        """A value with something wrong in it, or something wrong in its place."""
        if isinstance(value, dict) and value and self.chance.random() < 0.7:
            name, dice = self.chance.choice([*value]), self.chance.random()
            if dice < 0.4:
                return {each: inner for each, inner in value.items() if each != name}
            return {**value, name if dice < 0.9 else "unheard": self.spoiled(value[name])}
        if isinstance(value, list) and value and self.chance.random() < 0.7:
            return [self.spoiled(value[0]), *value[1:]]
        return self.chance.choice(JUNK)

    def json(self, kind: Any, name: str) -> Any:
        """A JSON value of an input type."""
        chance = self.chance
        if isinstance(kind, GraphQLNonNull):
            kind = kind.of_type
        elif chance.random() < 0.05:
            return None
        if isinstance(kind, GraphQLList):
            return [self.json(kind.of_type, name) for _ in range(chance.randrange(3))]
        if isinstance(kind, GraphQLInputObjectType):
            return {each: self.json(type_, each) for each, type_ in self.chosen(kind).items()}
        if isinstance(kind, GraphQLEnumType):
            return chance.choice([*kind.values])
        if kind.name == "OddNumber":
            return chance.choice([1, 3, 5])
        if kind.name in ("Int", "Float"):
            return chance.choice([0, 1, 2, 3, 5, 20, 100, 2**31 - 1, -1, 2.0])
        if kind.name == "Boolean":
            return chance.random() < 0.7
        return self.word(name)


def drawn(
    chance: random.Random, schema: GraphQLSchema, words: Words, root: str | None, rules: Any
) -> tuple[Drawing, Document | None]:
    """A document, None where it is not valid; its drawing gives values for its variables."""
    drawing = Drawing(chance, schema, words)
    document = Document(parse(drawing.operation(root), max_lexical_tokens=20_000))
    return drawing, None if validate(schema, document.node, rules) else document
