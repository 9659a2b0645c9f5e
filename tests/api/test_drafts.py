"""Drafts do not leak: an answer is byte for byte that of a glossary that never had them."""

import json
from dataclasses import replace

import pytest
from asking import api_of
from facts import facts

from termgraph.model import Content, TermStatus

DRAFTS = {"ppo", "quantization", "kl-divergence"}

QUERIES = [
    "{ glossary { counts { terms relations links } findings(first: 100) { totalCount nodes { message } } } }",
    "{ terms(first: 100) { totalCount nodes { slug } pageInfo { endCursor } } }",
    '{ search(text: "policy optimization", first: 50) { totalCount edges { node { slug } tier score } } }',
    '{ suggest(prefix: "q", first: 20) { term { slug } } }',
    '{ lookup(by: {slug: "ppo"}) { __typename ... on TermNotFound { suggestions { slug } } } }',
    (
        '{ learningPath(targets: [{slug: "rlhf"}]) { ... on LearningPath { totals { terms minutes } '
        "steps(first: 100) { nodes { term { slug } neededFor { why } } } } } }"
    ),
    (
        '{ term(by: {slug: "rlhf"}) { requirements { sentence } relations(first: 100) { edges { sentence } } '
        "related(first: 30) { edges { node { slug } score because } } trails { total } } }"
    ),
]


def with_drafts() -> Content:
    content = facts()
    terms = {
        slug: replace(term, status=TermStatus.DRAFT) if slug in DRAFTS else term for slug, term in content.terms.items()
    }
    return replace(content, terms=terms)


def without() -> Content:
    """The same content written without the drafts; not by the code that hides them."""
    content = facts()
    groups = [
        replace(each, options=tuple(option for option in each.options if not DRAFTS & set(option)))
        for each in content.requirements.values()
        if each.subject not in DRAFTS
    ]
    return replace(
        content,
        terms={slug: term for slug, term in content.terms.items() if slug not in DRAFTS},
        relations={
            key: replace(each, for_=None) if each.for_ in DRAFTS else each
            for key, each in content.relations.items()
            if not DRAFTS & {each.subject, each.object}
        },
        requirements={each.key: each for each in groups if each.options},
        profiles={
            key: replace(each, terms=tuple(slug for slug in each.terms if slug not in DRAFTS))
            for key, each in content.profiles.items()
        },
    )


@pytest.mark.parametrize("query", QUERIES)
def test_an_answer_is_that_of_a_glossary_without_the_drafts(query: str) -> None:
    seen, expected = (api_of(content()).ask(query) for content in (with_drafts, without))
    assert json.dumps(seen) == json.dumps(expected)
    assert json.dumps(seen) != json.dumps(api_of().ask(query))
