"""Prose written by an attacker: only allowed tags, attributes and addresses reach a page, in bounded time."""

import re
import time
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import PROSE, SOURCES, html

from termgraph.formats.prose import ALLOWED_ATTRIBUTES, ALLOWED_SCHEMES, ALLOWED_TAGS, LONGEST, Prose, links


class Seen(HTMLParser):
    """Every tag, attribute and address of some HTML, and whether tags are closed in the order they were opened."""

    VOID = frozenset({"br", "hr"})

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.other: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert len(attrs) == len(dict(attrs))
        for name, value in attrs:
            self.attributes.add((tag, name))
            assert value is not None
            if name == "href":
                self.addresses.append(value)
            elif name == "class":
                assert re.fullmatch(r"language-[\w+#.-]+|align-(left|center|right)", value)
            elif name == "rel":
                assert value == "noopener noreferrer"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)


def assert_safe(text: str) -> None:
    shown = html(text)
    seen = Seen(shown)
    assert seen.tags <= ALLOWED_TAGS
    assert all(name in ALLOWED_ATTRIBUTES.get(tag, ()) for tag, name in seen.attributes)
    assert seen.open == seen.other == []
    for address in seen.addresses:
        assert urlsplit(address).scheme in ALLOWED_SCHEMES
        assert not re.search(r"[\x00-\x20\"'<>`\\]", address.replace("'", ""))
    assert Prose(PROSE._snapshot).html(text, SOURCES) == shown


SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "java&Tab;script:alert(1)",
    "\x01javascript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "javascript\\:alert(1)",
    "%6aavascript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "data:image/png;base64,AAAA",
    "file:///etc/passwd",
    "//evil.example/x",
    "/\\evil.example",
    "/\t/evil.example",
    "///evil.example",
    "\\\\evil.example",
    "http:javascript:alert(1)",
    "https:/evil",
    "blob:https://x/y",
    "ws://x",
    "x:y",
    'mailto:a@b?x="onclick="',
    "ppo.md:x",
    "javascript:alert(1)//ppo.md",
    "javascript:alert(1).md",
    "http://[::1]/",
    "http://[",
    'https://x.y/"onmouseover="a',
    "https://x.y/' onclick='a",
    "https://a\u202eb.c/",
    "https://xn--a\u3002b/",
    "http://\ud7ff",
    "https://x.y/`a`",
]
SHAPES = [
    "[x]({})",
    "[x](<{}>)",
    '[x]( {} "title")',
    "[x]({} 'a\" onclick=\"b')",
    "![x]({})",
    "<{}>",
    "[x][r]\n\n[r]: {}",
    "[[ppo|[x]({})]]",
    "[[{}]]",
    "[[{}|x]]",
    "[[ppo|{}]]",
    "[@{}]",
    "| [x]({}) |\n|---|\n| [x]({}) |",
    "- > # [x]({})",
    '<a href="{}">x</a>',
    "<img src=x onerror={}>",
    "[a](ppo.md){}",
    "```{}\nx\n```",
    '~~~ {} "x\n',
    "{}",
]
MARKUP = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "[[x|<img onerror>]]",
    "[[ppo|<img src=x onerror=alert(1)>]]",
    '[[ppo|"><script>]]',
    '[[ppo" onclick="x]]',
    "[[<svg/onload=x>]]",
    "<svg><script>1</script></svg>",
    "<math><mtext></p><style><img src onerror=x></style>",
    "<!-- --!><script>1</script> -->",
    "<!DOCTYPE html>",
    "<?php x ?>",
    "<![CDATA[<script>]]>",
    "</p></div></body>",
    "<p onclick=x>",
    "<a href=javascript:1>x",
    "<iframe srcdoc='<script>'>",
    "<style>*{}</style>",
    "<base href=//x>",
    "<meta http-equiv=refresh>",
    "<form><input>",
    "<table><tr><td><a><table>",
    '<noscript><p title="</noscript><img src=x onerror=1>">',
    "<template><script>",
    "&lt;script&gt;",
    "&amp;lt;script&amp;gt;",
    "&#60;script&#62;",
    "\\<script\\>",
    "`<script>`",
    "```\n</code><script>\n```",
    '```" onload=x\nx\n```',
    '```x"><script>\nx\n```',
    "    <script>",
    "# <script>",
    "| <script> |\n|-|\n| <b onclick=x> |",
    "[<script>](https://x.y)",
    '[x](https://x.y "<script>")',
    "[x](https://x.y '\" onclick=\"x')",
    "<https://x.y/<script>>",
    "\x00<script>",
    "<scr\x00ipt>",
    "\ufdd0[[ppo\ufdd0x]]\ufdd0",
    "[[ppo\ufdd0<b>|x]]",
    "[[a\ufdd0b|c]] `[[a|b]]\ufdd0`",
    '<a href="https://x.y" rel="opener" target=_blank>',
    "3. x\n999999999. y",
    "[[ppo|x]](javascript:alert(1))",
    "[[[[ppo]]]]",
    "[[[ppo]]](https://x.y)",
    "[[ppo|[[ppo]]]]",
    "[x [[ppo]] y](javascript:alert(1))",
    "[@s [[ppo]]]",
]
UNCLOSED = [
    "[[",
    "[[ppo",
    "[[ppo|",
    "[[ppo|x]",
    "[@",
    "[@s",
    "[x](",
    "[x](<",
    '[x](y "',
    "**",
    "*[[ppo]]",
    "`",
    "```",
    "~~~",
    "~~",
    "<",
    "<a",
    '<a href="',
    "<!--",
    "&",
    "&#",
    "|",
    "|-",
    "> - 1. # ",
    "\\",
    "[x][",
    "[x]:",
    "![",
    "<http:",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_no_address_reaches_a_page_but_of_allowed_schemes(shape: str) -> None:
    for address in SCHEMES:
        assert_safe(shape.replace("{}", address))


def test_no_markup_of_the_writer_reaches_a_page() -> None:
    for text in [*MARKUP, *UNCLOSED]:
        assert_safe(text)
        assert_safe(f"[[ppo]] *a {text} [[ppo|b]]* {text}\n\n> {text}\n- {text}\n\n|{text}|{text}|\n|-|-|\n|{text}|")


@given(
    st.lists(st.sampled_from([*SCHEMES, *SHAPES, *MARKUP, *UNCLOSED, "\n", "\n\n", " ", "x"]), max_size=12).map("".join)
)
@settings(max_examples=300, deadline=None)
def test_nothing_put_together_from_hostile_pieces_is_unsafe(text: str) -> None:
    assert_safe(text)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_safe_in_every_form(text: str) -> None:
    assert_safe(text)
    PROSE.markdown(text, SOURCES)
    PROSE.plain(text)
    assert all(0 <= link.start < link.end <= len(text) for link in links(text))


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[[",
        "[[a|",
        "![",
        "](",
        "[a](",
        '[a](b "',
        "[@",
        "> ",
        ">",
        "- ",
        "1. ",
        "* a\n  ",
        "*",
        "**a ",
        "_a*",
        "`",
        "` ``",
        "~~",
        "<",
        "<a ",
        "<aa:",
        "<!--",
        "&",
        "&amp",
        "\\",
        "\n",
        "|",
        "|a\n|-\n",
        "```\n",
        "[a]: b\n",
        "[a]:",
        "\t",
        "#",
        "x",
        "[[ppo]]",
        "[[ppo|x]] `",
        "é",
        "\ufdd0",
        "[`[",
        "[`x`",
    ],
)
def test_a_megabyte_of_anything_is_shown_in_bounded_time(piece: str) -> None:
    for size in (LONGEST // 10, 1_000_000):
        text = piece * (size // len(piece))
        started = time.process_time()
        shown = PROSE.html(text)
        found = sum(1 for _ in links(text))
        assert time.process_time() - started < 5
        if piece == "[[ppo]]":
            assert found == len(text) // len(piece)
        assert not Seen(shown).tags - ALLOWED_TAGS


def test_deep_nesting_stays_flat_enough_to_show() -> None:
    for text in (
        "> " * 5_000 + "x",
        "\n".join("  " * depth + "- x" for depth in range(300)),
        "*" * 5_000 + "x" + "*" * 5_000,
    ):
        assert_safe(text)


def test_a_text_too_long_to_be_parsed_is_shown_as_it_stands() -> None:
    text = "*[[ppo]]* <b>" + "x" * LONGEST
    assert html(text) == f"<p>*[[ppo]]* &lt;b&gt;{'x' * LONGEST}</p>"
