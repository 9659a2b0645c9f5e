"""What changed, for feed readers (Atom, RFC 4287), and what there is, for language models (llms.txt)."""

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from termgraph.glossary.view import View

from .asking import Questions

ENTRIES = 50

WORDS = {"ADDED": "New", "CHANGED": "Changed", "REMOVED": "Removed"}

_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document can have, escaped or not (XML 1.0, "Char")."""


def atom(questions: Questions, view: View) -> str:
    """The latest changes, the newest first, as an Atom feed."""
    facts = questions.ask(view, "ChangesFeed", {"last": ENTRIES})
    site, changes = facts["glossary"], facts["changes"]["nodes"][::-1]
    updated = changes[0]["at"] if changes else "1970-01-01T00:00:00Z"
    entries = "".join(_entry(each, site) for each in changes)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>{_text(site["url"])}feed.atom</id>
<title>{_text(site["name"])}: changes</title>
<updated>{updated}</updated>
<author><name>{_text((site["publisher"] or site)["name"])}</name></author>
<link rel="self" href={_quoted(site["url"] + "feed.atom")}/>
<link rel="alternate" type="text/html" href={_quoted(site["url"])}/>
{entries}</feed>
"""


def _entry(change: Any, site: Any) -> str:
    term = change["term"]
    address = term["url"] if term else f"{site['url']}terms/{change['slug']}"
    title = f"{WORDS[change['kind']]}: {term['title'] if term else change['slug']}"
    summary = f"<summary>{_text(term['summary'])}</summary>\n" if term and term["summary"] else ""
    return f"""<entry>
<id>{_text(address)}#{_text(change["revision"])}</id>
<title>{_text(title)}</title>
<updated>{change["at"]}</updated>
<link href={_quoted(address)}/>
{summary}</entry>
"""


def llms(questions: Questions, view: View) -> str:
    """The glossary as a list in Markdown (llmstxt.org): every term with its address and a sentence."""
    home = questions.ask(view, "Home")
    site = home["glossary"]
    lines = [f"# {_line(site['name'])}", ""]
    if site["description"]:
        lines += [f"> {_line(site['description'])}", ""]
    lines += [
        f"Every term has a page and a GraphQL answer; the schema is at {site['url']}schema.graphql.",
        "",
        "## Terms",
        "",
    ]
    after = None
    while True:
        found = questions.ask(view, "AllTerms", {"after": after})["terms"]
        for each in found["nodes"]:
            said = f": {_line(each['summary'])}" if each["summary"] else ""
            lines.append(f"- [{_line(each['title'])}]({each['url']}.html){said}")
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            return "\n".join([*lines, ""])


def _line(text: str) -> str:
    """Words on one line that say the same in Markdown: brackets would end a link's words."""
    return " ".join(text.split()).replace("[", "\\[").replace("]", "\\]")


def _text(text: str) -> str:
    return escape(_NO_CHARACTER.sub("", text))


def _quoted(text: str) -> str:
    return quoteattr(_NO_CHARACTER.sub("", text))
