"""Which state of a term a translation was made from: what a translator translates, as a short digest."""

import hashlib

from .codec import canonical_json
from .term import Term, Translation

DIGITS = 12
"""How many hexadecimal digits of SHA-256 a digest has: 48 bits tell the few states of one term apart."""


def digest(term: Term) -> str:
    """The state of a term's own texts: DIGITS digits, 0 to 9 and a to f.

    It is over what a translator translates: name, summary, definition, and the key and text of each section. Labels,
    relations, links and sources are not in it, nor is the order of sections, which belongs to the glossary.
    """
    sections = sorted((section.key, section.text) for section in term.sections)
    texts = {"name": term.name, "summary": term.summary, "definition": term.definition, "sections": tuple(sections)}
    return hashlib.sha256(canonical_json(texts).encode()).hexdigest()[:DIGITS]


def is_stale(term: Term, translation: Translation) -> bool:
    """Whether the term's texts are others than those the translation was made from; false where it does not say."""
    return translation.of is not None and translation.of != digest(term)
