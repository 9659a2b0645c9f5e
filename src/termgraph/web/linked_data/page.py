"""A plain page about a thing, for people: one template, with everything in it escaped and nothing that runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from termgraph.formats.rdf.names import segment
from termgraph.glossary.view import View
from termgraph.graph.search import search
from termgraph.graph.sentences import sentence
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Category, Relation, Term, TermStatus

from .representations import Representation

POLICY: Mapping[str, str] = MappingProxyType(
    {"Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"}
)
"""What the page may do (Content Security Policy Level 3): show itself, and send its search form."""

MOST_HITS = 50

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{head}</head>
<body>
<p>{home}</p>
<main>
<h1>{heading}</h1>
{body}</main>
{foot}</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page: its heading, and HTML that is safe as it stands."""

    heading: str | None
    html: str


def page(
    snapshot: Snapshot, title: str, blocks: Iterable[Block], name: str = "", offers: Sequence[Representation] = ()
) -> bytes:
    """The page of a thing; `name` is the last part of its address, `offers` how else it can be had."""
    glossary = snapshot.glossary
    others = [(name + each.suffix, each) for each in offers if each.profile is not None]
    links = "".join(
        f'<link rel="alternate" type="{each.format.media_type}" href="{escape(address)}">\n' for address, each in others
    )
    listed = [f'<a href="{escape(address)}">{_called(each)}</a>' for address, each in others]
    foot = f"<footer>\n<p>Also as: {', '.join(listed)}</p>\n</footer>\n" if listed else ""
    body = "".join(
        (f"<h2>{escape(block.heading)}</h2>\n" if block.heading else "") + block.html + "\n" for block in blocks
    )
    return _PAGE.format(
        language=escape(glossary.language),
        title=escape(f"{title} | {glossary.name}"),
        home=anchor(glossary.base_url, glossary.name),
        heading=bidi(title),
        head=links,
        body=body,
        foot=foot,
    ).encode()


def term_blocks(view: View, number: int) -> list[Block]:
    """What a page says of a term."""
    snapshot, prose = view.snapshot, view.prose
    term = snapshot.terms[number]
    blocks = [Block(None, _deprecated(snapshot, term))] if term.status is TermStatus.DEPRECATED else []
    if term.summary:
        blocks.append(Block(None, f"<p>{bidi(term.summary)}</p>"))
    if term.definition:
        blocks.append(Block(None, prose.html(term.definition, term.sources)))
    headings = {each.key: each.titles for each in snapshot.glossary.sections}
    for section in term.sections:
        heading = section.title or headings.get(section.key, {}).get(snapshot.glossary.language) or section.key
        blocks.append(Block(heading, prose.html(section.text, term.sources)))
    if relations := _relations(snapshot, number):
        blocks.append(Block("Relations", _list(relations)))
    shelves = [each for slug in term.categories if (each := snapshot.categories.get(slug))]
    if shelves:
        blocks.append(Block("Categories", _list([_to_category(snapshot, each) for each in shelves])))
    return blocks


def category_blocks(snapshot: Snapshot, category: Category) -> list[Block]:
    """What a page says of a category."""
    blocks = [Block(None, f"<p>{bidi(category.description)}</p>")] if category.description else []
    inside = [each for each in snapshot.categories.values() if each.parent == category.slug]
    if inside:
        blocks.append(Block("Categories", _list([_to_category(snapshot, each) for each in inside])))
    terms = [snapshot.terms[number] for number in snapshot.members[category.slug]]
    blocks.append(Block("Terms", _list([_to_term(snapshot, each) for each in terms])))
    return blocks


def search_blocks(snapshot: Snapshot, query: str) -> list[Block]:
    """A form, and the first terms that were found."""
    form = (
        '<form action="search" role="search"><p><label>Search: '
        f'<input type="search" name="q" value="{escape(query)}"></label> <button>Search</button></p></form>'
    )
    hits = search(snapshot, query) if query.strip() else ()
    found = _list([_to_term(snapshot, snapshot.terms[hit.term]) for hit in hits[:MOST_HITS]])
    more = f"<p>{len(hits) - MOST_HITS} more were found.</p>" if len(hits) > MOST_HITS else ""
    return [Block(None, form + (found or "<p>Nothing was found.</p>") + more if query.strip() else form)]


def redirection_note(location: str) -> bytes:
    """What a redirect says to people."""
    return f"<!DOCTYPE html>\n<title>Elsewhere</title>\n<p>This is at {anchor(location, location)}.</p>\n".encode()


def anchor(address: str, words: str) -> str:
    """A link."""
    return f'<a href="{escape(address)}">{bidi(words)}</a>'


def bidi(words: str) -> str:
    """Words as they stand, kept from turning the direction of what is around them (HTML, 4.5.25)."""
    return f"<bdi>{escape(words)}</bdi>"


def _called(each: Representation) -> str:
    profile = each.profile.token if each.profile else "page"
    return escape(f"{each.format.suffix} ({profile})")


def _deprecated(snapshot: Snapshot, term: Term) -> str:
    successors = [found for slug in term.replaced_by if (found := snapshot.term(slug))]
    instead = ", ".join(_to_term(snapshot, each) for each in successors)
    return f"<p><strong>Deprecated.</strong>{f' Replaced by {instead}.' if instead else ''}</p>"


def _relations(snapshot: Snapshot, number: int) -> list[str]:
    """A sentence a statement, each once, with a link to the other end where it has one."""
    found: dict[str, None] = {}
    ends = [(place, False) for place in snapshot.out(number)] + [(place, True) for place in snapshot.into(number)]
    for place, inverse in ends:
        edge = snapshot.edges[place]
        said = sentence(snapshot, edge.statement, inverse=inverse)
        if isinstance(edge.statement, Relation):
            other = snapshot.terms[edge.subject if inverse else edge.object]
            found[f"{bidi(said)} {_to_term(snapshot, other)}"] = None
        else:
            found[bidi(said)] = None
    return list(found)


def _to_term(snapshot: Snapshot, term: Term) -> str:
    return anchor(f"{snapshot.glossary.base_url}terms/{segment(term.slug)}", term.name)


def _to_category(snapshot: Snapshot, category: Category) -> str:
    return anchor(f"{snapshot.glossary.base_url}categories/{segment(category.slug)}", category.name)


def _list(items: Sequence[str]) -> str:
    return "<ul>\n" + "".join(f"<li>{each}</li>\n" for each in items) + "</ul>" if items else ""
