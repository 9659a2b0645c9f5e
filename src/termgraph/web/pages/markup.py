"""What a term's page says to programs: schema.org, a WebPage about a DefinedTerm, and its breadcrumbs."""

import json
from typing import Any

LEAST_HARMFUL = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""JSON's own escapes for what could end a script element (HTML Standard, 4.12.1.3)."""


def of_term(term: Any, site: Any, language: str) -> str:
    """JSON-LD for a script element, of a term as the document TermPage answers it."""
    address = term["url"]
    text = _json(
        {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "DefinedTerm",
                    "@id": address,
                    "url": address,
                    "name": term["title"],
                    "termCode": term["slug"],
                    "description": term["summary"],
                    "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": site["url"], "name": site["name"]},
                },
                {
                    "@type": "WebPage",
                    "@id": f"{address}.html",
                    "url": f"{address}.html",
                    "name": term["title"],
                    "inLanguage": language,
                    "mainEntity": {"@id": address},
                    "keywords": [each["name"] for each in term["categories"]],
                    "breadcrumb": _breadcrumbs(term, site["name"]),
                    "license": site["licence"],
                    "reviewedBy": _reviewer(term),
                },
            ],
        }
    )
    for character, escape in LEAST_HARMFUL.items():
        text = text.replace(character, escape)
    return text


def _breadcrumbs(term: Any, home: str) -> list[Any]:
    """One list for each trail, the shelf's first; each begins at the glossary, which pages call `home`."""
    trails = [term["breadcrumbs"]]
    if term["trails"]:
        trails += [[crumb["breadcrumb"] for crumb in trail["crumbs"]] for trail in term["trails"]["items"]]
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": number,
                    "name": home if number == 1 else each["label"],
                    "item": each["url"],
                }
                for number, each in enumerate((each for each in crumbs if each["url"]), start=1)
            ],
        }
        for crumbs in trails
    ]


def _reviewer(term: Any) -> Any:
    review = term["editorialReview"]
    return {"@type": "Person", "name": review["by"]["name"]} if review else None


def _json(value: Any) -> str:
    return json.dumps(_stated(value), ensure_ascii=False, separators=(",", ":"))


def _stated(value: Any) -> Any:
    """Without what nothing is known of."""
    if isinstance(value, dict):
        return {key: _stated(each) for key, each in value.items() if each not in (None, [], {})}
    return [_stated(each) for each in value] if isinstance(value, list) else value
