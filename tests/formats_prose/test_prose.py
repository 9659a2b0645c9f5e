"""Prose: what a reader sees of an editor's Markdown, and that the two ways of finding links agree."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import INFO, PPO, PROSE, REL, SOURCES, STAR, TERMS, html

from termgraph.formats.prose import Prose, links
from termgraph.formats.prose import _parse as parse
from termgraph.formats.prose_links import file_slug
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content

# What a reader sees


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [[ppo]].", f"<p>See {PPO}Proximal Policy Optimization</a>.</p>\n"),
        ("See [[ppo|the PPO paper]].", f"<p>See {PPO}the PPO paper</a>.</p>\n"),
        ("See [[ ppo | it ]].", f"<p>See {PPO}it</a>.</p>\n"),
        ("See [[ppo|]].", f"<p>See {PPO}Proximal Policy Optimization</a>.</p>\n"),
        ("See [[old]].", f"<p>See {PPO}Proximal Policy Optimization</a>.</p>\n"),
        ("[[gone]]", '<p><a href="https://glossary.example/terms/gone" data-term="gone">Gone</a></p>\n'),
        ("See [[nope]] and [[nope|words]].", "<p>See nope and words.</p>\n"),
        ("See [[draft]] and [[draft|words]].", "<p>See draft and words.</p>\n"),
        ("*[[ppo|x]]* **[[ppo|y]]**", f"<p><em>{PPO}x</a></em> <strong>{PPO}y</a></strong></p>\n"),
        ("- [[ppo|x]]\n  - [[ppo|y]]", f"<ul>\n<li>{PPO}x</a>\n<ul>\n<li>{PPO}y</a></li>\n</ul>\n</li>\n</ul>\n"),
        ("[w](ppo.md) [w](./ppo.md#top)", f"<p>{PPO}w</a> {PPO}w</a></p>\n"),
        ("[*w*](../terms/ppo.nb.md) [w](nope.md)", f"<p>{PPO}<em>w</em></a> w</p>\n"),
        ("[w][r]\n\n[r]: ppo.md", f"<p>{PPO}w</a></p>\n"),
        ("[w](https://x.y/?a=1&b=2)", f'<p><a href="https://x.y/?a=1&amp;b=2" {REL}>w</a></p>\n'),
        ("<https://x.y/>", f'<p><a href="https://x.y/" {REL}>https://x.y/</a></p>\n'),
        ("<a@x.y>", f'<p><a href="mailto:a@x.y" {REL}>a@x.y</a></p>\n'),
        ("[w](/guides/gpu)", f'<p><a href="https://site.example/guides/gpu" {REL}>w</a></p>\n'),
        ("[w](#top) [w](a/b) [w](//x.y/) [w]()", "<p>w w w w</p>\n"),
        ("![alt](https://x.y/a.png)", f'<p>!<a href="https://x.y/a.png" {REL}>alt</a></p>\n'),
        ("`[[ppo|x]]` and ``[@s]``", "<p><code>[[ppo|x]]</code> and <code>[@s]</code></p>\n"),
        ("```python\n[[ppo|x]]\n```", '<pre><code class="language-python">[[ppo|x]]\n</code></pre>\n'),
        ("    [[ppo|x]]", "<pre><code>[[ppo|x]]\n</code></pre>\n"),
        ("\\[[ppo]] [\\[ppo]] [[ppo", "<p>[[ppo]] [[ppo]] [[ppo</p>\n"),
        ("~~gone~~ a\\\nb", "<p><s>gone</s> a<br>\nb</p>\n"),
        ("3. x", '<ol start="3">\n<li>x</li>\n</ol>\n'),
        ("[[a-star]]", f"<p>{STAR}A* &lt;search&gt; &amp; [more]</a></p>\n"),
        ("[see [[ppo|x]]](https://x.y/)", f"<p>[see {PPO}x</a>](https://x.y/)</p>\n"),
        ("", ""),
    ],
)
def test_html(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_bar_in_a_link_does_not_end_a_table_cell() -> None:
    table = "| a | b |\n|:-:|--:|\n| [[ppo|x]] | `[[ppo|y]]` |\n| [[ppo\\|z]] | \\| |\n"
    assert html(table) == (
        '<table>\n<thead>\n<tr>\n<th class="align-center">a</th>\n<th class="align-right">b</th>\n</tr>\n'
        "</thead>\n<tbody>\n"
        f'<tr>\n<td class="align-center">{PPO}x</a></td>\n<td class="align-right"><code>[[ppo|y]]</code></td>\n</tr>\n'
        f'<tr>\n<td class="align-center">{PPO}z</a></td>\n<td class="align-right">|</td>\n</tr>\n</tbody>\n</table>\n'
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[@s]", f'<cite><a href="https://arxiv.org/abs/1707.06347" {REL}>[s]</a></cite>'),
        ("[@d]", f'<cite><a href="https://doi.org/10.1000/a%28b%29%3Cc%3E" {REL}>[d]</a></cite>'),
        ("[@w]", f'<cite><a href="https://x.example/a%20b?c=1&amp;d=2" {REL}>[w]</a></cite>'),
        ("[@book]", "<cite>[book]</cite>"),
        ("[@evil]", "<cite>[evil]</cite>"),
        ("[@nobody]", "<cite>[nobody]</cite>"),
        ("[@s](https://x.y/)", f'<a href="https://x.y/" {REL}>@s</a>'),
    ],
)
def test_citations(text: str, shown: str) -> None:
    assert html(text) == f"<p>{shown}</p>\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A *b* [[ppo]].", "A *b* [Proximal Policy Optimization](https://glossary.example/terms/ppo)."),
        ("[[a-star]]", r"[A\* \<search\> \& \[more\]](https://glossary.example/terms/a-star)"),
        ("[[nope|a*b]] [[draft]]", r"a\*b draft"),
        ("[w](../ppo.md#x) [w](nope.md)", "[w](https://glossary.example/terms/ppo) [w](nope.md)"),
        ("`[[ppo]]`\n\n```\n[[ppo]]\n```\n", "`[[ppo]]`\n\n```\n[[ppo]]\n```\n"),
        ("So [@s], [@book].", r"So [\[@s\]](https://arxiv.org/abs/1707.06347), [@book]."),
        ("\r\nno links\t ", "\r\nno links\t "),
    ],
)
def test_markdown_changes_links_and_nothing_else(text: str, expected: str) -> None:
    assert PROSE.markdown(text, SOURCES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A *b* [[ppo]]\nand `c`.", "A b Proximal Policy Optimization and c."),
        ("# H\n\n- [[ppo|x]]\n- y\n\n> z", "H\nx\ny\nz"),
        ("Proved [@s].", "Proved."),
        ("| a | b |\n|---|---|\n| [[ppo|x]] | \\| |", "a\nb\nx\n|"),
        ("```\ncode [[ppo|x]]\n```\nafter", "code [[ppo|x]]\nafter"),
        ("[w](https://x.y) &amp; <b>", "w & <b>"),
        ("", ""),
    ],
)
def test_plain_is_the_words_only(text: str, expected: str) -> None:
    assert PROSE.plain(text) == expected


def test_links_have_exact_offsets() -> None:
    text = 'é [[ppo]], [[ppo|w]] [x](a/ppo.nb.md#t "title") [@s]\n\n[r]: <../rlhf.md>\n'
    found = [(link.kind, link.target, link.words, text[link.start : link.end]) for link in links(text)]
    assert found == [
        ("term", "ppo", None, "[[ppo]]"),
        ("term", "ppo", "w", "[[ppo|w]]"),
        ("file", "ppo", None, "a/ppo.nb.md#t"),
        ("citation", "s", None, "[@s]"),
        ("file", "rlhf", None, "../rlhf.md"),
    ]


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("ppo.md", "ppo"),
        ("./ppo.md", "ppo"),
        ("../terms/ppo.nb.md#x", "ppo"),
        ("Foo Bar.md", "Foo Bar"),
        ("/ppo.md", None),
        ("https://x.y/ppo.md", None),
        ("ppo.html", None),
        ("ppo.md?x", None),
        (".md", None),
        ("", None),
        ("javascript:x.md", None),
        ("..\\ppo.md", None),
    ],
)
def test_which_addresses_mean_term_files(address: str, slug: str | None) -> None:
    assert file_slug(address) == slug


def test_a_changed_name_shows_with_the_next_snapshot_only() -> None:
    renamed = Prose(Snapshot.of(Content.of(INFO, terms=[replace(TERMS[0], name="New")])))
    assert PROSE.html("[[ppo]]") == PROSE.html("[[ppo]]") == f"<p>{PPO}Proximal Policy Optimization</a></p>\n"
    assert renamed.html("[[ppo]]") == f"<p>{PPO}New</a></p>\n"
    assert PROSE.html("[@s]") != PROSE.html("[@s]", SOURCES)


# The two scanners


def whole_parser(text: str) -> list[tuple[str, str]]:
    """The links of a text as the renderer sees them."""
    found: list[tuple[str, str]] = []
    for token in (child for block in parse(text) for child in block.children or ()):
        if token.type == "term_link":
            found.append(("term", token.meta["target"]))
        elif token.type == "citation":
            found.append(("citation", token.meta["source"]))
        elif token.type == "link_open" and (slug := file_slug(str(token.attrGet("href")))):
            found.append(("file", slug))
    return found


WORDS = st.sampled_from(
    [
        "word",
        "[[a]]",
        "[[b|two words]]",
        "[@c]",
        "[x](d.md)",
        "[`y` z](../e.nb.md#f 'T')",
        "`[[code]]`",
        "`` ` [x](n.md) ``",
        "*[[g]]*",
        "**[@h]**",
        "\\[[i]]",
        "\\`",
        "[w](https://x.y/z.md)",
        "<https://x.y/[[j]]>",
        "a_b",
        "x[0]",
        "(y)",
        "[[k|`l`]]",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
BLOCKS = st.one_of(
    st.just("one lonely ` tick"),
    PARAGRAPHS,
    LINES.map("## {}".format),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"1. {line}" for line in lines)),
    st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    LINES.map("| a |\n|---|\n| {} |".format),
    PARAGRAPHS.map("```python\n{}\n```".format),
    PARAGRAPHS.map("~~~~\n{}\n```\n~~~\n~~~~~".format),
    LINES.map("- item\n\n  ```\n  {}\n  ```".format),
    LINES.map("> ```\n> {}\n> ```".format),
)


@given(st.lists(BLOCKS, max_size=5).map("\n\n".join))
@settings(max_examples=400, deadline=None)
def test_the_scanner_finds_exactly_the_links_that_are_rendered(text: str) -> None:
    assert [(link.kind, link.target) for link in links(text)] == whole_parser(text)


@given(st.lists(BLOCKS, max_size=5).map("\n\n".join))
@settings(max_examples=100, deadline=None)
def test_markdown_without_our_links_renders_to_the_same_words(text: str) -> None:
    def words(shown: str) -> str:
        return re.sub(r"\s+", " ", re.sub(r"</?(?:a|cite)\b[^>]*>", "", shown))

    assert words(PROSE.html(PROSE.markdown(text))) == words(PROSE.html(text))
