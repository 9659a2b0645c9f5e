"""A schema whose resolvers fail in every way that a resolver can, the same way each time they are asked the same.

What a field answers follows from the number of its object, its name, its arguments and the seed of the case, so that
two executors are told the same lies.
"""

import random
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Annotated, Any, Generic, NewType, TypeVar, get_args, get_origin
from zlib import crc32

import strawberry
from graphql import GraphQLError
from strawberry import UNSET
from strawberry.schema.config import StrawberryConfig


class Lies:
    """How often something is wrong, and the seed of the case."""

    often = 0.0
    seed = 0


class Stranger:
    """An object that no type of the schema stands for."""

    def __str__(self) -> str:
        return "a stranger"

    def __repr__(self) -> str:
        return "Stranger()"


def _odd(value: object) -> object:
    if value == 13:
        return None
    if not isinstance(value, int) or value % 2 == 0:
        raise GraphQLError(f"not odd: {type(value).__name__}", extensions={"code": "EVEN"})
    return value


def _parsed(value: object) -> object:
    if value == "boom":
        raise KeyError("boom")
    return [value]


OddNumber = NewType("OddNumber", int)
Anything = NewType("Anything", object)
SCALARS: dict[object, Any] = {
    OddNumber: strawberry.scalar(name="OddNumber", serialize=_odd, parse_value=_odd),
    Anything: strawberry.scalar(name="Anything", serialize=lambda value: value, parse_value=_parsed),
}


@strawberry.enum
class Color(Enum):
    RED = 1
    GREEN = strawberry.enum_value("green", name="GRUEN")
    BLUE = 3.5


@strawberry.input
class Inner:
    number: int
    text: str | None = strawberry.UNSET
    colors: list[Color] = strawberry.field(default_factory=list)


@strawberry.input
class Outer:
    inner: Inner | None = None
    many: list[Inner | None] | None = strawberry.UNSET
    color: Color = Color.RED
    odd: OddNumber | None = None
    renamed_thing: str = "usual"


@strawberry.input(one_of=True)
class Either:
    left: int | None = strawberry.UNSET
    right: Inner | None = strawberry.UNSET


T = TypeVar("T")


@strawberry.interface
class Thing:
    i: strawberry.Private[int]
    label: str
    remark: str | None


@strawberry.interface
class Numbered:
    i: strawberry.Private[int]
    weight: float | None


CLASSES: dict[str, Any] = {}


def fate(source: Any, name: str, *arguments: object) -> random.Random:
    """The chance that decides what a field of an object answers."""
    number = source.get("i", 0) if isinstance(source, dict) else getattr(source, "i", 0)
    return random.Random(crc32(repr((Lies.seed, number, type(source).__name__, name, arguments)).encode()))  # noqa: S311


def lie(chance: random.Random) -> Any:
    """Something that is wrong almost anywhere, or raises."""
    number = chance.randrange(22)
    if number == 0:
        raise ValueError(f"boom {chance.randrange(99)}")
    if number == 1:
        raise GraphQLError("refused", extensions={"code": "REFUSED"})
    if number == 2:
        raise RuntimeError
    wrong = [
        None, None, None, strawberry.UNSET, ValueError("returned"), GraphQLError("returned too"), float("nan"),
        float("inf"),
        [1], {"i": 5, "label": "a dict"}, Stranger(), "", "text", 2**40, True, b"bytes", {1}, Color.GREEN, (None,),
    ]  # fmt: skip
    return wrong[number - 3]


LEAVES: dict[Any, list[Any]] = {
    str: ["a", "é", "", 5, True, 1.5, Stranger()],
    int: [1, 0, -5, True, 2.0, "7", 2**31 - 1, 2**31, -(2**31) - 1],
    float: [1.5, 2, -0.0, "3.5", True, float("nan"), float("-inf")],
    bool: [True, False, 1, 0.0],
    strawberry.ID: ["x", 5, Stranger()],
    Color: [Color.GREEN, Color.RED, Color.BLUE, 1, "green", 3.5, 9],
    OddNumber: [1, 3, 5, 7, 13, 4],
    Anything: [1, "x", [1, [2]], {"a": None}, True],
}


def value(chance: random.Random, kind: Any) -> Any:
    """What a resolver of this type answers: mostly what it should."""
    if chance.random() < Lies.often:
        return lie(chance)
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    arguments = get_args(kind)
    if type(None) in arguments:
        if chance.random() < 0.15:
            return None
        left = [each for each in arguments if each is not type(None)]
        return value(chance, chance.choice(left))
    if get_origin(kind) is list:
        return listed(chance, arguments[0])
    if kind in LEAVES:
        known = LEAVES[kind]
        if kind in (str, int) and chance.random() >= 2 * Lies.often:
            return kind(chance.randrange(1000))
        return chance.choice(known) if chance.random() < 2 * Lies.often else known[0]
    if get_origin(kind) is Box:
        return Box(i=chance.randrange(2**30), content=value(chance, arguments[0]))
    if arguments:
        return value(chance, chance.choice(arguments))
    return made(chance, kind)


def listed(chance: random.Random, kind: Any) -> Any:
    """A list, a tuple, something that makes its items as it goes, or breaks in the middle."""
    number, dice = chance.randrange(5), chance.random()
    if dice < 0.75 or Lies.often == 0:
        found = []
        for _ in range(number):
            try:
                found.append(value(chance, kind))
            except Exception as error:  # noqa: BLE001
                found.append(error)
        return tuple(found) if dice < 0.1 else found

    def going() -> Iterator[Any]:
        for _ in range(number):
            yield value(chance, kind)
        if chance.random() < Lies.often:
            raise KeyError("no more")

    return going()


def made(chance: random.Random, kind: Any) -> Any:
    """An object of a type, of one that implements it, or one that is said to be."""
    if kind in (Thing, Numbered):
        kind = chance.choice([each for each in CLASSES.values() if issubclass(each, kind)])
    number = chance.randrange(2**30)
    if chance.random() < Lies.often / 2:
        return strawberry.cast(
            chance.choice([kind, *CLASSES.values()]), chance.choice([Stranger(), built(Cat, number)])
        )
    if chance.random() < Lies.often / 4:
        kind = chance.choice([*CLASSES.values()])
    return built(kind, number)


def built(kind: Any, number: int) -> Any:
    """An object of a class, with values in its plain fields; sometimes one is not there at all."""
    found = kind.__new__(kind)
    found.i = number
    for each in kind.__strawberry_definition__.fields:
        if each.base_resolver is None:
            chance = fate(found, each.python_name)
            if chance.random() < Lies.often / 4:
                continue
            try:
                content = value(chance, SHAPES[each.python_name])
            except Exception as error:  # noqa: BLE001
                content = error
            setattr(found, each.python_name, content)
    return found


def resolver(name: str, kind: Any) -> Callable[..., Any]:
    """A method that takes nothing."""

    def resolve(self: Any) -> Any:
        return value(fate(self, name), kind)

    resolve.__annotations__ = {"return": kind}
    return resolve


def asking(name: str, kind: Any) -> Callable[..., Any]:
    """A method that takes an argument of each kind."""

    def resolve(  # type: ignore[no-untyped-def]
        self,
        number=4,
        text=strawberry.UNSET,
        outer=strawberry.UNSET,
        inners=None,
        color=Color.GREEN,
        either=strawberry.UNSET,
        some_odd=strawberry.UNSET,
        anything=strawberry.UNSET,
    ) -> Any:
        told = (number, text, outer, inners, color, either, some_odd, anything)
        if isinstance(inners, list):
            inners.append("changed by a resolver")
        return value(fate(self, name, told), kind)

    resolve.__annotations__ = {
        "number": int, "text": str | None, "outer": Outer | None, "inners": list[Inner] | None, "color": Color,
        "either": Either | None, "some_odd": OddNumber | None, "anything": Anything | None, "return": kind,
    }  # fmt: skip
    return resolve


def told(self: Any, words: str | None = UNSET, number: int = 2) -> str | None:
    """Of no other function, so that it can be written where it would be called."""
    if words is UNSET:
        return value(fate(self, "told", number), TEXT)  # type: ignore[no-any-return]
    return value(fate(self, "told", words, number), TEXT)  # type: ignore[no-any-return]


def shown(self: Any) -> str | None:
    """Likewise, and nothing is called."""
    return self.remark if self.i is not None else self.label  # type: ignore[no-any-return]


TEXT = str | None


def needing(name: str, kind: Any) -> Callable[..., Any]:
    """A method whose arguments have to be given, and that looks at what it is told about its field."""

    def resolve(self, info, number, colors, maybe=None) -> Any:  # type: ignore[no-untyped-def]
        raw = info._raw_info
        told: tuple[Any, ...] = (
            number,
            colors,
            maybe,
            raw.path.as_list(),
            str(raw.parent_type),
            len(raw.field_nodes),
            str(raw.return_type),
        )
        told = (*told, sorted(info.variable_values.items(), key=lambda each: each[0]), info.field_name)
        return value(fate(self, name, told), kind)

    resolve.__annotations__ = {
        "info": strawberry.Info, "number": int, "colors": list[Color], "maybe": bool | None, "return": kind
    }  # fmt: skip
    return resolve


PARENT: Any = strawberry.Parent
PARENT = PARENT[Any]


def apart(name: str, kind: Any) -> Callable[..., Any]:
    """A function that is no method and is given the object by name."""

    def resolve(parent, number=1) -> Any:  # type: ignore[no-untyped-def]
        return value(fate(parent, name, number), kind)

    resolve.__annotations__ = {"parent": PARENT, "number": int | None, "return": kind}
    return resolve


@strawberry.type
class Box(Generic[T]):
    i: strawberry.Private[int]
    content: T
    size: int = 3


SHAPES: dict[str, Any] = {
    "label": str, "remark": str | None, "weight": float | None, "plain": list[int] | None, "shade": Color | None,
    "flag": bool,
}  # fmt: skip


class Cat(Thing):
    plain: list[int] | None


class Dog(Thing, Numbered):
    shade: Color | None


class Robot:
    i: strawberry.Private[int]
    flag: bool


CLASSES |= {"Cat": Cat, "Dog": Dog, "Robot": Robot}

Pet = Annotated[Cat | Dog, strawberry.union("Pet")]
Any_ = Annotated[Cat | Dog | Robot, strawberry.union("AnyOfThem")]
Boxes = Annotated[Box[Cat] | Box[int], strawberry.union("Boxes")]

FIELDS: dict[str, Any] = {
    "name": str, "nick": str | None, "age": int, "years": int | None, "height": float | None, "good": bool,
    "key": strawberry.ID, "color": Color, "hue": Color | None, "odd": OddNumber, "odds": list[OddNumber | None] | None,
    "thing": Anything | None, "words": list[str], "grid": list[list[int]],
    "cube": list[list[list[int | None]] | None] | None, "hues": list[Color | None], "pet": Pet | None,
    "pets": list[Pet], "them": list[Any_ | None] | None, "owner": Thing | None, "owners": list[Thing],
    "counted": list[list[Numbered | None]] | None, "cat": Cat | None, "cats": list[Cat], "dog": Dog,
    "dogs": list[list[Dog]] | None,
    "robot": Robot | None, "boxed": Box[Cat] | None, "boxes": list[Boxes | None],
}  # fmt: skip


def _completed() -> None:
    """Gives every class its fields, and makes them types of the schema."""
    styles = (resolver, resolver, asking, apart, needing)
    for number, (name, found) in enumerate(CLASSES.items()):
        for place, (each, kind) in enumerate(FIELDS.items()):
            if (place + number) % 4:
                style = styles[crc32(f"{name}.{each}".encode()) % len(styles)]
                setattr(found, each, strawberry.field(resolver=style(each, kind)))
        found.told = strawberry.field(resolver=told)
        if issubclass(found, Thing):
            found.shown = strawberry.field(resolver=shown)
        strawberry.type(found)


_completed()


class Query:
    i: strawberry.Private[int]


for _place, (_name, _kind) in enumerate(FIELDS.items()):
    _optional = _kind if type(None) in get_args(_kind) else _kind | None
    setattr(Query, _name, strawberry.field(resolver=(resolver, asking, needing)[_place % 3](_name, _optional)))
strawberry.type(Query)

nasty = strawberry.Schema(query=Query, types=[*CLASSES.values()], config=StrawberryConfig(scalar_map=SCALARS))
