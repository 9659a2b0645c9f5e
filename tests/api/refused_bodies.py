"""Bodies that are no request for GraphQL over HTTP, with the code and the status that they are refused with."""

import json
from typing import Any

NAME = "{ glossary { name } }"


def deep(levels: int) -> bytes:
    """A request whose variables are nested so deep."""
    return b'{"query": "{ glossary { name } }", "variables": {"a": ' + b"[" * levels + b"]" * levels + b"}}"


def body(**fields: Any) -> bytes:
    """A request of these fields."""
    return json.dumps(fields).encode()


REFUSED: list[tuple[bytes, str, int]] = [
    (b"", "BAD_USER_INPUT", 400),
    (b"null", "BAD_USER_INPUT", 400),
    (b"7", "BAD_USER_INPUT", 400),
    (b'"{ glossary { name } }"', "BAD_USER_INPUT", 400),
    (b"[]", "BAD_USER_INPUT", 400),
    (b'[{"query": "{ glossary { name } }"}]', "BAD_USER_INPUT", 400),
    (b"{}", "BAD_USER_INPUT", 400),
    (b'{"query": "{ glossary { name } }"', "BAD_USER_INPUT", 400),
    (b'{"query": "\xff\xfe"}', "BAD_USER_INPUT", 400),
    (b'{"query": "{ glossary { name } }\\ud800"}', "BAD_USER_INPUT", 400),
    (b'{"query": "{ glossary { name } }", "variables": {"a": NaN}}', "BAD_USER_INPUT", 400),
    (b'{"query": "{ glossary { name } }", "variables": {"a": Infinity}}', "BAD_USER_INPUT", 400),
    (deep(2_000), "BAD_USER_INPUT", 400),
    (deep(100_000), "BAD_USER_INPUT", 400),
    (body(query=""), "BAD_USER_INPUT", 400),
    (body(query=None), "BAD_USER_INPUT", 400),
    (body(query=5), "BAD_USER_INPUT", 400),
    (body(query={}), "BAD_USER_INPUT", 400),
    (body(query=NAME, variables="x"), "BAD_USER_INPUT", 400),
    (body(query=NAME, variables=[]), "BAD_USER_INPUT", 400),
    (body(query=NAME, operationName=1), "BAD_USER_INPUT", 400),
    (body(query=NAME, extensions=1), "BAD_USER_INPUT", 400),
    (body(query="{"), "GRAPHQL_PARSE_FAILED", 400),
    (body(query="   "), "GRAPHQL_PARSE_FAILED", 400),
    (body(query='{ glossary { name } } "\\uD800"'), "GRAPHQL_PARSE_FAILED", 400),
    (body(query="{ nothing }"), "GRAPHQL_VALIDATION_FAILED", 400),
    (body(query="{ glossary }"), "GRAPHQL_VALIDATION_FAILED", 400),
    (body(query="{ term(by: {}) { slug } }"), "GRAPHQL_VALIDATION_FAILED", 400),
    (body(query='{ term(by: {slug: "a", id: "b"}) { slug } }'), "GRAPHQL_VALIDATION_FAILED", 400),
    (body(query="{ term(by: {slug: null}) { slug } }"), "GRAPHQL_VALIDATION_FAILED", 400),
    (body(query="query ($s: String) { term(by: {slug: $s}) { slug } }"), "GRAPHQL_VALIDATION_FAILED", 400),
    (body(query="{ terms(first: " + "9" * 5_000 + ") { totalCount } }"), "GRAPHQL_VALIDATION_FAILED", 400),
    (body(query="type A { a: Int }"), "OPERATION_RESOLUTION_FAILURE", 400),
    (body(query="fragment A on Query { __typename }"), "OPERATION_RESOLUTION_FAILURE", 400),
    (body(query="query A { glossary { name } } query B { glossary { name } }"), "OPERATION_RESOLUTION_FAILURE", 400),
    (body(query=NAME, operationName="Missing"), "OPERATION_RESOLUTION_FAILURE", 400),
    (
        body(query="query A { __typename } query A { __typename }", operationName="A"),
        "OPERATION_RESOLUTION_FAILURE",
        400,
    ),
    (body(query="mutation { a }"), "OPERATION_RESOLUTION_FAILURE", 400),
    (body(query="subscription { a }"), "GRAPHQL_VALIDATION_FAILED", 400),
    (body(query="subscription { termChanged { revision } }"), "NOT_ACCEPTABLE", 406),
    (body(query="query ($by: TermBy!) { term(by: $by) { slug } }"), "BAD_USER_INPUT", 400),
    (body(query="query ($by: TermBy!) { term(by: $by) { slug } }", variables={"by": {}}), "BAD_USER_INPUT", 400),
    (
        body(query="query ($by: TermBy!) { term(by: $by) { slug } }", variables={"by": {"slug": "a", "id": "b"}}),
        "BAD_USER_INPUT",
        400,
    ),
    (
        body(query="query ($by: TermBy!) { term(by: $by) { slug } }", variables={"by": {"slug": None}}),
        "BAD_USER_INPUT",
        400,
    ),
    (body(query="query ($by: TermBy!) { term(by: $by) { slug } }", variables={"by": {"no": 1}}), "BAD_USER_INPUT", 400),
    (
        b'{"query": "query ($n: Int) { terms(first: $n) { totalCount } }", "variables": {"n": ' + b"9" * 5_000 + b"}}",
        "BAD_USER_INPUT",
        400,
    ),
    (body(query="query ($n: Int) { terms(first: $n) { totalCount } }", variables={"n": 10**30}), "BAD_USER_INPUT", 400),
    (body(query="query ($n: Int) { terms(first: $n) { totalCount } }", variables={"n": 1.5}), "BAD_USER_INPUT", 400),
    (
        body(query="query ($k: [TermKind!]) { terms(filter: {kinds: $k}) { totalCount } }", variables={"k": ["x"]}),
        "BAD_USER_INPUT",
        400,
    ),
    (body(query="{" + "a " * 2_001 + "}"), "QUERY_TOO_COMPLEX", 400),
    (body(query="{" + "a{" * 300 + "b" + "}" * 301), "QUERY_TOO_COMPLEX", 400),
    (body(query=NAME + " " * 300_000), "REQUEST_TOO_LARGE", 413),
]
