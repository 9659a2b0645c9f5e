"""What a request showed, and how expectations are put: a sentence that is None when they are met."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from .exchange import Headers, Reply, Server

Expectation = Callable[[Reply], str | None]
"""Tells what is wrong with a reply, None where nothing is."""

_LINK = re.compile(
    r'\s*<([^>]*)>((?:\s*;\s*[\w!#$&+.^`|~-]+\*?\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]+))?)*)\s*(?:,|$)'
)
_ATTRIBUTE = re.compile(r';\s*([\w!#$&+.^`|~-]+\*?)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]+)))?')


@dataclass(frozen=True, slots=True)
class Outcome:
    """One request: which part of which specification is at stake, what was asked, what was wanted, what came."""

    section: str
    asked: str
    wanted: str
    came: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a Link header."""

    target: str
    attributes: dict[str, str]

    @property
    def relations(self) -> list[str]:
        """Its relation types."""
        return self.attributes.get("rel", "").split()


def ask(
    server: Server,
    section: str,
    request: tuple[str, str, Headers],
    wanted: str,
    *expectations: Expectation,
) -> tuple[Outcome, Reply]:
    """Sends one request and judges the reply; `wanted` says the expectations in words."""
    method, address, headers = request
    reply = server.send(method, address, headers)
    wrong = [complaint for each in expectations if (complaint := each(reply))]
    shown = "".join(f"; {name}: {value[:80]}" for name, value in headers)
    came = "; ".join(wrong) if wrong else f"{reply.status} {reply.media_type}".strip()
    return Outcome(section, f"{method} {address}{shown}", wanted, came, not wrong), reply


def typed(wanted: str | None, profile: str | None = None) -> Expectation:
    """The body is of this media type, and says that it conforms to this profile; None for any."""

    def judge(reply: Reply) -> str | None:
        if wanted not in (None, reply.media_type):
            return f"content of type {reply.media_type or 'none'}"
        said = reply.header("content-profile") or "nothing"
        return None if profile is None or f"<{profile}>" in said else f"content that conforms to {said}"

    return judge


def body(wanted: bytes | None) -> Expectation:
    """The body is these bytes; None for any."""
    return lambda reply: None if wanted in (None, reply.body) else f"{len(reply.body)} other bytes"


def status(*numbers: int) -> Expectation:
    """The reply has one of these statuses."""
    return lambda reply: None if reply.status in numbers else f"status {reply.status}"


def has(name: str, value: str | None = None) -> Expectation:
    """The reply has this header, with exactly this value where one is given."""

    def judge(reply: Reply) -> str | None:
        found = reply.header(name)
        if found is None:
            return f"no {name}"
        return None if value in (None, found) else f"{name}: {found}"

    return judge


def lacks(name: str) -> Expectation:
    """The reply has not this header."""
    return lambda reply: None if reply.header(name) is None else f"{name}: {reply.header(name)}"


def lists(name: str, *values: str) -> Expectation:
    """The header lists these tokens, or all (`*`)."""

    def judge(reply: Reply) -> str | None:
        found = reply.tokens(name)
        missing = [each for each in values if each not in found and "*" not in found]
        return f"{name} without {', '.join(missing)}" if missing else None

    return judge


def empty(reply: Reply) -> str | None:
    """The reply has no body."""
    return f"a body of {len(reply.body)} bytes" if reply.body else None


def strong_tag(reply: Reply) -> str | None:
    """The reply has a strong entity tag."""
    tag = reply.header("etag")
    if tag is None:
        return "no ETag"
    return None if re.fullmatch(r'"[\x21\x23-\x7e]*"', tag) else f"ETag: {tag}"


def never_says(word: str) -> Expectation:
    """Neither headers nor body have this word."""

    def judge(reply: Reply) -> str | None:
        said = [name for name, value in reply.headers if word in value]
        return f"{word} in {', '.join(said) or 'the body'}" if said or word.encode() in reply.body else None

    return judge


def links_of(reply: Reply) -> list[Link] | None:
    """The links of a reply (RFC 8288, section 3), targets made absolute; None where the header is malformed."""
    header, found, position = reply.header("link") or "", [], 0
    while position < len(header):
        match = _LINK.match(header, position)
        if match is None:
            return None
        pairs = _ATTRIBUTE.findall(match[2])
        found.append(Link(urljoin(reply.url, match[1]), {name.lower(): quoted or bare for name, quoted, bare in pairs}))
        position = match.end()
    return found


def links_with(reply: Reply, relation: str) -> list[Link]:
    """The links of one relation whose context is the thing itself."""
    return [each for each in links_of(reply) or () if relation in each.relations and "anchor" not in each.attributes]


def has_links(*relations: str) -> Expectation:
    """The Link header is well-formed and has these relations."""

    def judge(reply: Reply) -> str | None:
        if links_of(reply) is None:
            return "a malformed Link header"
        missing = [each for each in relations if not links_with(reply, each)]
        return f"no link of relation {', '.join(missing)}" if missing else None

    return judge


def judged(section: str, asked: str, wanted: str, complaints: Iterable[str]) -> Outcome:
    """What follows from replies that are there already."""
    wrong = list(complaints)
    return Outcome(section, asked, wanted, "; ".join(wrong) or "so it is", not wrong)
