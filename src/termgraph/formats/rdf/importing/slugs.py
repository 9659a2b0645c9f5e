"""Slugs for the things of a vocabulary: the same ones each time, whatever the order of the file."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from urllib.parse import unquote

from termgraph.formats.values import is_slug, slugified

_LONGEST = 60


def given(things: Iterable[tuple[str, str]], taken: Mapping[str, str]) -> dict[str, str]:
    """A slug for each (IRI, label), in the order of the IRIs; `taken` are the slugs that some things have already.

    It is made of the label, else of the end of the IRI. Where another thing has it, the end of the IRI is added, and
    where that is not enough, some digits of its hash.
    """
    found = {iri: slug for slug, iri in taken.items()}
    used = set(taken)
    for iri, label in sorted(things):
        if iri in found:
            continue
        slug = next(each for each in _candidates(iri, label) if is_slug(each) and each not in used)
        found[iri] = slug
        used.add(slug)
    return found


def _candidates(iri: str, label: str) -> Iterable[str]:
    end = _short(unquote(iri.rstrip("/#").replace("#", "/").replace(":", "/").rpartition("/")[2]))
    words = _short(label)
    if words:
        yield words
        if end:
            yield f"{words}-{end}"
    elif end:
        yield end
    digest = sha256(iri.encode()).hexdigest()
    for length in (8, 16, 64):
        yield f"{words or end or 'concept'}-{digest[:length]}"


def _short(text: str) -> str:
    """A slug of at most _LONGEST characters that ends with a whole word where it can."""
    slug = slugified(text)
    if len(slug) <= _LONGEST:
        return slug
    cut = slug[: _LONGEST + 1].rpartition("-")[0]
    return cut or slug[:_LONGEST]
