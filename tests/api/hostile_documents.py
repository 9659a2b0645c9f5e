"""Documents that ask for more than anybody needs: one table for tests and measurements."""


def doubling(levels: int) -> str:
    fragments = (f"fragment F{level} on Query {{ ...F{level + 1} ...F{level + 1} }}" for level in range(levels))
    return "{ ...F0 } " + " ".join(fragments) + f" fragment F{levels} on Query {{ glossary {{ name }} }}"


def aliases(count: int, field: str) -> str:
    return "{ " + " ".join(f"a{number}: {field}" for number in range(count)) + " }"


def overlapping(levels: int) -> str:
    """Fragments that contain each other twice on every level: exponential to walk without a memory."""
    body = "nodes { category { terms { ...%s ...%s } } }"
    parts = ["{ terms { ...A0 ...B0 } }"]
    for level in range(levels):
        inner = body % (f"A{level + 1}", f"B{level + 1}")
        parts += [f"fragment {name}{level} on TermConnection {{ {inner} }}" for name in "AB"]
    return " ".join([*parts, *(f"fragment {name}{levels} on TermConnection {{ totalCount }}" for name in "AB")])


HOSTILE = {
    "fan-out of 64 bytes": "{terms{nodes{relations{nodes{relations{nodes{relations{nodes{id}}}}}}}}}",
    "fan-out of seven levels": "{terms{nodes" + "{relations{nodes" * 6 + "{id}" + "}}" * 6 + "}}",
    "doubling fragments": doubling(40),
    "overlapping fragments": overlapping(20),
    "aliases": aliases(150, 'search(text: "learning", first: 100) { edges { snippet } }'),
    "aliases of introspection": aliases(250, "__schema { types { fields { name } } }"),
    "fields of introspection": "{ __schema { types { " + aliases(200, "fields { name type { name } }")[2:-2] + " } } }",
    "introspection in circles": "{__schema{types" + "{fields{type" * 8 + "{name}" + "}}" * 8 + "}}",
    "one field 490 times": "{ " + "glossary { name } " * 490 + "}",
    "depth": "{" + "a{" * 150 + "b" + "}" * 151,
    "depth over the parser's": "{" + "a{" * 900 + "b" + "}" * 901,
    "depth in fragments": "{ ...F0 } "
    + " ".join(f"fragment F{n} on Category {{ parent {{ ...F{n + 1} }} }}" for n in range(60))
    + " fragment F60 on Category { slug }",
    "tokens": "{ " + "a " * 5_000 + "}",
    "comments": "#\n" * 5_000 + "{ __typename }",
    "a list 64 deep": "{ nodes(ids: " + "[" * 64 + "]" * 64 + ") { id } }",
    "a list 900 deep": "{ nodes(ids: " + "[" * 900 + "]" * 900 + ") { id } }",
    "a long name": "{ " + "a" * 200_000 + " }",
    "many unknown names": "{ " + " ".join(f"glossar{'y' * 80}{n}" for n in range(1_500)) + " }",
    "many variables": "query (" + " ".join(f"$v{n}: Int" for n in range(400)) + ") { __typename }",
    "a cycle of fragments": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "options of options": "{ terms(first: 100) { nodes { "
    + "requirements { options { terms { " * 4
    + "slug"
    + " } } }" * 4
    + " } } }",
}
