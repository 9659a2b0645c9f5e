"""Requests of at most 64 kB that want to cost a server more than they should: one corpus for tests and measurements.

Some are refused; others are within the limits and ask for as much as the limits allow.
"""

import json
from collections.abc import Iterator
from typing import Any

from hostile_documents import HOSTILE
from refused_bodies import REFUSED

LARGEST = 64 * 1024

TEXTS = {
    "one letter": "a",
    "common words": "learning of the model " * 60,
    "a long word": "x" * 40_000,
    "letters apart": "a " * 20_000,
    "combining marks": "e" + "\u0301" * 20_000,
    "letters that unfold": "\ufdfa" * 15_000,
    "a flag and a family": "\U0001f1e9\U0001f1ea\U0001f468\u200d\U0001f469\u200d\U0001f467" * 1_500,
    "right to left": "\u202e\u05d0" * 5_000,
    "quotes": '"' * 20_000,
    "brackets": "[[" * 10_000,
    "wildcards": "%_*?" * 5_000,
    "a pattern": "(a+)+$" * 3_000,
    "near a name": "reinforcement learnimg from humam feedbacc",
    "near nothing": "qzxwv jkqz wvxq",
    "spaces": " " * 30_000,
    "nulls": "\u0001" * 5_000,
}
"""Texts that cost more than their length suggests, where somebody was careless."""

ALL = ["rlhf", "ppo", "dpo", "lora", "quantization", "q-learning", "transformer", "tokenization", "kv-cache", "mlx"]

QUESTIONS = {
    "search": "search(text: $text, first: 100) { totalCount edges { tier snippet node { slug } } }",
    "suggest": "suggest(prefix: $text, first: 20) { label }",
    "lookup": "lookup(by: {label: $text}) { __typename ... on TermNotFound { suggestions { slug } } }",
    "slug": "term(by: {slug: $text}) { slug }",
    "id": "node(id: $text) { id }",
    "url": "term(by: {url: $text}) { slug }",
    "since": "changes(since: $text) { totalCount }",
    "profile": "whatNext(known: [], profile: $text) { __typename }",
    "path": "curatedPath(name: $text) { key }",
    "language": 'term(by: {slug: "ppo"}) { name(language: $text) }',
    "cursor": "terms(first: 5, after: $text) { totalCount }",
    "type": 'term(by: {slug: "ppo"}) { relations(types: [$text]) { totalCount } }',
    "group": 'term(by: {slug: "ppo"}) { relatedLinks(groups: [$text]) { title } }',
}  # fmt: skip
TYPES = {"id": "ID!", "since": "Revision!"}

EXPENSIVE = {
    "neighbourhood": "neighbourhood(nodes: 60, edges: 200) { nodes { term { slug } } edges { why } }",
    "learning path": "learningPath(tier: CONTEXT) { ... on LearningPath { steps { nodes { slack term { slug } } } } }",
    "unlocks": "unlocks(depth: 20, first: 100) { eventually { term { slug } } }",
    "related": "related(first: 50) { nodes { slug } }",
    "trails": "trails(first: 20) { items { crumbs { __typename } } }",
    "ancestors": "ancestors(first: 100) { nodes { slug } }",
    "prerequisites": "prerequisites(tier: CONTEXT, first: 100) { nodes { slug } }",
    "definition": "definition(format: HTML) sections { text(format: HTML) }",
    "links": "relatedLinks(perGroup: 20) { title trail { label } links { link { missingFor { __typename } } } }",
    "findings": "findings { message }",
}

RELATING = {
    "explain": 'explain(a: {slug: "%s"}, b: {slug: "%s"}, first: 20) { __typename }',
    "compare": 'compare(a: {slug: "%s"}, b: {slug: "%s"}) { __typename }',
    "commonAncestors": 'commonAncestors(a: {slug: "%s"}, b: {slug: "%s"}) { __typename }',
    "whyPrerequisite": 'whyPrerequisite(target: {slug: "%s"}, prerequisite: {slug: "%s"}, all: true) { __typename }',
    "necessity": 'necessity(target: {slug: "%s"}, prerequisite: {slug: "%s"}) { __typename }',
}  # fmt: skip


def requests() -> dict[str, bytes]:
    """Bodies by what they try."""
    found = {f"document: {name}": _body(text) for name, text in HOSTILE.items()}
    found |= {f"refused {number}": raw for number, (raw, _, _) in enumerate(REFUSED)}
    found |= {f"{name}: {what}": raw for name, what, raw in _texts()}
    found |= {f"many: {name}": raw for name, raw in _many()}
    found |= {f"json: {name}": raw for name, raw in _json()}
    return {name: raw for name, raw in found.items() if len(raw) <= LARGEST}


def _body(query: str, **variables: Any) -> bytes:
    return json.dumps({"query": query, "variables": variables}, ensure_ascii=False).encode()


def _texts() -> Iterator[tuple[str, str, bytes]]:
    for name, question in QUESTIONS.items():
        query = f"query ($text: {TYPES.get(name, 'String!')}) {{ {question} }}"
        for what, text in TEXTS.items():
            yield name, what, _body(query, text=text)


def _many() -> Iterator[tuple[str, bytes]]:
    for name, selection in EXPENSIVE.items():
        for count in (1, 5, 20, 90):
            fields = " ".join(
                f'a{number}: term(by: {{slug: "{ALL[number % len(ALL)]}"}}) {{ {selection} }}'
                for number in range(count)
            )
            yield f"{name} of {count} terms", _body(f"{{ {fields} }}")
        yield f"{name} of all terms", _body(f"{{ terms(first: 100) {{ nodes {{ {selection} }} }} }}")
    for name, question in RELATING.items():
        for count in (1, 20, 90):
            pairs = ((ALL[number % 10], ALL[(number // 10 + number + 1) % 10]) for number in range(count))
            yield (
                f"{name} {count} times",
                _body("{ " + " ".join(f"a{number}: {question % pair}" for number, pair in enumerate(pairs)) + " }"),
            )
    names = "".join(f'{{slug: "{slug}"}}' for slug in ALL * 60)
    yield "targets", _body(f"{{ learningPath(targets: [{names}]) {{ __typename }} }}")
    yield "known", _body(f"{{ whatNext(known: [{names}]) {{ __typename }} }}")
    yield "reviewed", _body(f"{{ whatToReview(known: [{names}]) {{ __typename }} }}")
    by = [{"slug": slug} for slug in ALL * 250]
    for name, text in {
        "targets": "learningPath(targets: $by) { __typename }",
        "avoided": 'learningPath(targets: [{slug: "rlhf"}], avoid: $by) { __typename }',
        "preferred": 'learningPath(targets: [{slug: "rlhf"}], prefer: $by) { __typename }',
        "known": "whatNext(known: $by, first: 100) { __typename }",
        "reviewed": "whatToReview(known: $by) { __typename }",
    }.items():
        yield f"{name} as variables", _body(f"query ($by: [TermBy!]!) {{ {text} }}", by=by)
    ids = [f"{number}" * 20 for number in range(2_000)]
    yield "ids", _body("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)
    entities = [{"__typename": "Term", "slug": slug} for slug in ALL * 100]
    query = "query ($all: [_Any!]!) { _entities(representations: $all) { __typename } }"
    yield "representations", _body(query, all=entities)


def _json() -> Iterator[tuple[str, bytes]]:
    start = b'{"query": "{ __typename }", "variables": '
    yield "an object 30,000 deep", start + b'{"a":' * 10_000 + b"1" + b"}" * 10_001
    yield "a number of 60,000 digits", start + b'{"a": ' + b"9" * 60_000 + b"}}"
    yield "a fraction of 60,000 digits", start + b'{"a": 0.' + b"9" * 60_000 + b"}}"
    yield "an exponent", start + b'{"a": 1e' + b"9" * 300 + b"}}"
    yield "10,000 keys", start + b"{" + b",".join(b'"k%d":0' % number for number in range(5_000)) + b"}}"
    yield "one key 5,000 times", start + b"{" + b",".join([b'"k":0'] * 5_000) + b"}}"
    yield "30,000 empty lists", start + b'{"a": [' + b",".join([b"[]"] * 20_000) + b"]}}"
    yield "escapes", start + b'{"a": "' + b"\\u0000" * 10_000 + b'"}}'
    yield "half of a pair", start + b'{"a": "' + b"\\ud800" * 10_000 + b'"}}'
