"""Markdown with links between terms, to HTML that is safe to show, to ordinary Markdown, and to plain words.

The HTML passes two independent guards: a parser that never lets markup through, and a sanitizer with our own list.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from termgraph.graph.snapshot import Snapshot
from termgraph.model import PUBLIC_STATUSES, Source, Term

from .lately import Lately
from .prose_links import BAR, CITATION, WIKI, ProseLink, file_slug, links, outside

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from nh3 import Cleaner

__all__ = ["ALLOWED_ATTRIBUTES", "ALLOWED_SCHEMES", "ALLOWED_TAGS", "LONGEST", "Prose", "ProseLink", "links"]

ALLOWED_TAGS = frozenset(
    {"a", "blockquote", "br", "cite", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"}
    | {"s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
ALLOWED_ATTRIBUTES = {
    "a": frozenset({"href", "data-term", "rel"}),
    "code": frozenset({"class"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"class"}),
    "th": frozenset({"class"}),
}
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})

LONGEST = 200_000
"""A longer text, in characters, is shown as it stands: term files hold a tenth of it, and parsing takes seconds."""

MOST_KEPT = 8_000_000
"""Characters of made texts that are kept: those of some thousand pages. Making one takes a tenth of a millisecond."""

_REL = "noopener noreferrer"
_CLASS = re.compile(r"language-[A-Za-z0-9_+#.-]{1,40}|align-(?:left|center|right)")
_ALIGNED = re.compile(r"text-align:(left|center|right)")
_BARRED = re.compile(r"(\[\[[^\[\]|\\\n]{1,300})\|([^\[\]|\n]{0,300}\]\])")
_TERM_LINK = re.compile(WIKI)
_CITATION = re.compile(CITATION)
_MARKS = re.compile(r"([\\`*_\[\]<>&|~])")
_REFERENCES = (
    (re.compile(r"arxiv:\s*(\S+)", re.IGNORECASE), "https://arxiv.org/abs/"),
    (re.compile(r"doi:\s*(\S+)", re.IGNORECASE), "https://doi.org/"),
)


class Prose:
    """Shows texts for one snapshot, and keeps what it made last: a linked title may change, but not within it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        publisher = snapshot.glossary.publisher
        self._site = publisher.url if publisher else None
        self._lately = Lately(MOST_KEPT)

    def html(self, text: str, sources: tuple[Source, ...] = ()) -> str:
        """`text` as HTML of ALLOWED_TAGS; an unknown or unpublished term shows its words without a link.

        A citation links to the source of its id among `sources`.
        An address that begins with one slash is on the publisher's site; other relative addresses lose their link.
        """
        return self._lately.once(("html", text, sources), lambda: self._html(text, sources))

    def markdown(self, text: str, sources: tuple[Source, ...] = ()) -> str:
        """`text` with links to terms and citations as ordinary Markdown links to absolute addresses, else untouched."""
        parts: list[str] = []
        position = 0
        for link in links(text):
            parts += (text[position : link.start], self._markdown(text, link, sources))
            position = link.end
        return "".join(parts) + text[position:]

    def plain(self, text: str) -> str:
        """The words of `text`, one line a paragraph, heading, list item or table cell; citations are left out."""
        return self._lately.once(("plain", text), lambda: self._plain(text))

    def _plain(self, text: str) -> str:
        return "\n".join(block for token in _parse(text) if (block := self._words(token)))

    def _term(self, slug: str) -> Term | None:
        """The term that may be linked to under this slug, present or former."""
        snapshot = self._snapshot
        term = snapshot.term(snapshot.redirects.get(slug, slug))
        return term if term and term.status in PUBLIC_STATUSES else None

    def _address(self, term: Term) -> str:
        return f"{self._snapshot.glossary.base_url}terms/{term.slug}"

    def _shown(self, target: str, words: str | None) -> str:
        """What a reader sees of `[[target|words]]`."""
        term = self._term(target)
        return (words or "").strip() or (term.name if term else target)

    def _html(self, text: str, sources: tuple[Source, ...]) -> str:
        tokens = _parse(text)
        for token in tokens:
            _align(token)
            if token.children:
                token.children = list(self._linked(token.children, sources))
        parser = _parser()
        return _cleaner().clean(parser.renderer.render(tokens, parser.options, {}))

    def _linked(self, tokens: Sequence["Token"], sources: tuple[Source, ...]) -> Iterator["Token"]:
        """Inline tokens with our own turned into ordinary ones, and links that lead nowhere safe taken off."""
        open_links: list[bool] = []
        for token in tokens:
            if token.type == "link_open":
                attributes = self._link(str(token.attrGet("href") or ""))
                open_links.append(attributes is not None)
                if attributes is not None:
                    token.attrs = attributes
                    yield token
            elif token.type == "link_close":
                if open_links.pop():
                    yield token
            elif token.type == "term_link":
                term = self._term(token.meta["target"])
                attributes = {"href": self._address(term), "data-term": term.slug} if term else None
                yield from _anchor(self._shown(**token.meta), attributes)
            elif token.type == "citation":
                address = _source_address(token.meta["source"], sources)
                yield _token("cite_open", "cite", 1)
                yield from _anchor(f"[{token.meta['source']}]", {"href": address, "rel": _REL} if address else None)
                yield _token("cite_close", "cite", -1)
            else:
                yield token

    def _link(self, address: str) -> dict[str, str | int | float] | None:
        """Attributes of a link to `address`, None where it must not be a link."""
        if slug := file_slug(address):
            term = self._term(slug)
            return {"href": self._address(term), "data-term": term.slug} if term else None
        page = outside(address, self._site)
        return {"href": page, "rel": _REL} if page else None

    def _markdown(self, text: str, link: ProseLink, sources: tuple[Source, ...]) -> str:
        written = text[link.start : link.end]
        if link.kind == "citation":
            address = _source_address(link.target, sources)
            return f"[{_escaped(written)}]({address})" if address else written
        term = self._term(link.target)
        if link.kind == "file":
            return self._address(term) if term else written
        shown = _escaped(self._shown(link.target, link.words))
        return f"[{shown}]({self._address(term)})" if term else shown

    def _words(self, token: "Token") -> str:
        """The words of one block token."""
        if token.type in ("fence", "code_block"):
            return token.content.rstrip("\n")
        parts: list[str] = []
        for child in token.children or ():
            if child.type == "citation":
                parts[-1:] = [part.rstrip(" ") for part in parts[-1:]]
            elif child.type == "term_link":
                parts.append(self._shown(**child.meta))
            else:
                parts.append(" " if child.type in ("softbreak", "hardbreak") else child.content)
        return "".join(parts).strip()


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    parser.inline.ruler.before("link", "term_link", _read_link)
    return parser


@cache
def _cleaner() -> "Cleaner":
    from nh3 import Cleaner

    return Cleaner(
        tags=set(ALLOWED_TAGS),
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes=set(ALLOWED_SCHEMES),
        link_rel=None,
    )


def _parse(text: str) -> list["Token"]:
    """Block tokens of Markdown `text`, where inline children may be "term_link" and "citation"."""
    if len(text) > LONGEST:
        return [_token("p_open", "p", 1), _inline(text), _token("p_close", "p", -1)]
    tokens = _parser().parse(_BARRED.sub(rf"\1{BAR}\2", text.replace(BAR, "\ufffd")))
    for token in tokens:
        _restore(token)
        for child in token.children or ():
            _restore(child)
    return tokens


def _read_link(state: "StateInline", silent: bool) -> bool:
    """An inline rule of the parser: `[[slug]]`, `[[slug|words]]` and `[@id]`."""
    for kind, pattern in (("term_link", _TERM_LINK), ("citation", _CITATION)):
        if found := pattern.match(state.src, state.pos, state.posMax):
            if not silent:
                token = state.push(kind, "", 0)
                token.meta = {key: value and value.strip() for key, value in found.groupdict().items()}
            state.pos = found.end()
            return True
    return False


def _restore(token: "Token") -> None:
    """Bars of what turned out not to be a link, in code for instance, are bars again."""
    if BAR in token.content:
        token.content = token.content.replace(BAR, "|")
    if BAR in token.info:
        token.info = token.info.replace(BAR, "|")


def _align(token: "Token") -> None:
    """The alignment of a table cell as a class: a page's content security policy may forbid style attributes."""
    if token.attrs and (found := _ALIGNED.fullmatch(str(token.attrs.pop("style", "")))):
        token.attrs["class"] = f"align-{found[1]}"


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """The sanitizer's last word on one attribute."""
    if name == "class":
        return value if _CLASS.fullmatch(value) else None
    if name == "rel":
        return _REL
    return value


def _token(kind: str, tag: str, nesting: Any) -> "Token":
    from markdown_it.token import Token

    return Token(kind, tag, nesting)


def _inline(text: str) -> "Token":
    inline, words = _token("inline", "", 0), _token("text", "", 0)
    words.content = text
    inline.children = [words]
    return inline


def _anchor(words: str, attributes: dict[str, Any] | None) -> Iterator["Token"]:
    """The tokens of `words`, as a link when there are attributes for one."""
    shown = _token("text", "", 0)
    shown.content = words
    if attributes is None:
        yield shown
        return
    opening = _token("link_open", "a", 1)
    opening.attrs = attributes
    yield from (opening, shown, _token("link_close", "a", -1))


def _source_address(identity: str, sources: tuple[Source, ...]) -> str | None:
    """Where the source with this id can be read, None when it is unknown or has no address."""
    reference = next((source.ref.strip() for source in sources if source.id == identity), "")
    for pattern, base in _REFERENCES:
        if found := pattern.fullmatch(reference):
            return base + quote(found[1], safe="/.:;-_")
    if reference.lower().startswith(("https://", "http://")):
        return quote(reference, safe="/:?#[]@!$&'*+,;=~%.-_")
    return None


def _escaped(words: str) -> str:
    """`words` as Markdown that shows exactly them."""
    return _MARKS.sub(r"\\\1", words)
