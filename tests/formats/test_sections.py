"""A body is cut at its level-2 headings, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from termgraph.formats.sections import Headings, split, without_blank_lines
from termgraph.model import GlossaryInfo, SectionHeading

INFO = GlossaryInfo(
    languages=("en", "nb"),
    sections=(
        SectionHeading("deeper-dive", {"en": "More detail", "nb": "Dypdykk"}),
        SectionHeading("c-sharp", {"en": "C#"}),
    ),
)


def cut(body: str) -> list[tuple[str | None, str, int, int]]:
    return [(part.heading, part.text, part.number, part.first) for part in split(body)]


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("", [(None, "", 1, 1)]),
        ("a\nb\n", [(None, "a\nb", 1, 1)]),
        ("\n\n    code\n\n", [(None, "    code", 1, 3)]),
        ("## A\ntext", [(None, "", 1, 1), ("A", "text", 1, 2)]),
        ("x\n\n## A ##\n\n\ntext\n## B\n", [(None, "x", 1, 1), ("A", "text", 3, 6), ("B", "", 7, 8)]),
        ("   ## A", [(None, "", 1, 1), ("A", "", 1, 2)]),
        ("    ## A", [(None, "    ## A", 1, 1)]),
        ("##\tA#", [(None, "", 1, 1), ("A#", "", 1, 2)]),
        ("## A \\#", [(None, "", 1, 1), ("A \\#", "", 1, 2)]),
        ("##", [(None, "", 1, 1), ("", "", 1, 2)]),
        ("## ##", [(None, "", 1, 1), ("", "", 1, 2)]),
        ("##A\n### B\n# C", [(None, "##A\n### B\n# C", 1, 1)]),
        ("```\n## a\n```\n## B", [(None, "```\n## a\n```", 1, 1), ("B", "", 4, 5)]),
        ("````\n```\n## a\n````\n## B", [(None, "````\n```\n## a\n````", 1, 1), ("B", "", 5, 6)]),
        ("~~~ `x`\n```\n## a\n~~~~\n## B", [(None, "~~~ `x`\n```\n## a\n~~~~", 1, 1), ("B", "", 5, 6)]),
        ("``` a`b\n## B", [(None, "``` a`b", 1, 1), ("B", "", 2, 3)]),
        ("```\n``` x\n## a\n```\n", [(None, "```\n``` x\n## a\n```", 1, 1)]),
    ],
)
def test_where_a_body_is_cut(body: str, parts: list[tuple[str | None, str, int, int]]) -> None:
    assert cut(body) == parts


def test_an_open_fence_is_noticed() -> None:
    (part,) = split("text\n\n~~~~ python\n## x\n~~~", 11)
    assert (part.fence, part.opened) == ("~~~~", 13)
    parts = split("## A\n\n```\n", 5)
    assert (parts[-1].fence, parts[-1].opened) == ("```", 7)
    assert split("```\n```")[-1].fence is None


_LINES = st.lists(
    st.sampled_from(
        [
            "text",
            "",
            "## A",
            "##",
            " ## B ##",
            "## C#",
            "### D",
            "# E",
            "```",
            "~~~",
            "````",
            "```py",
            "``` a`b",
            "~~~~",
        ]
    ),
    max_size=12,
)


@given(_LINES)
def test_headings_are_those_a_markdown_parser_sees(lines: list[str]) -> None:
    tokens = MarkdownIt("commonmark").parse("\n".join(lines))
    seen = [
        (tokens[index + 1].content, token.map[0] + 1)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.markup == "##" and token.map
    ]
    assert [(part.heading, part.number) for part in split("\n".join(lines))[1:]] == seen


@given(_LINES)
def test_no_line_is_lost_and_text_is_settled(lines: list[str]) -> None:
    body = "\n".join(lines)
    parts = split(body)
    for part in parts:
        assert without_blank_lines(part.text) == part.text
        first = part.text.split("\n", 1)[0]
        if first:
            assert body.split("\n")[part.first - 1].rstrip() == first.rstrip()
    assert sum(len(part.text.split()) for part in parts) + sum(2 for part in parts[1:]) >= len(parts) - 1


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("More detail", "deeper-dive"),
        ("MORE DETAIL", "deeper-dive"),
        ("dypdykk", "deeper-dive"),
        ("Deeper dive", "deeper-dive"),
        ("deeper-dive", "deeper-dive"),
        ("C#", "c-sharp"),
        ("Something Else!", "something-else"),
        ("Übung", "ubung"),
        ("定義", "section-0c3d9e2b"),
    ],
)
def test_headings_find_their_section(heading: str, key: str) -> None:
    section = Headings.of(INFO).section(heading, "text")
    known = key in ("deeper-dive", "c-sharp")
    assert section.title == (None if known else heading)
    assert section.key == key or (heading == "定義" and section.key.startswith("section-"))


def test_sections_stand_in_the_order_of_the_glossary() -> None:
    headings = Headings.of(INFO)
    sections = [headings.section(each, "") for each in ("Zebra", "C#", "Ape", "Dypdykk")]
    assert [each.key for each in headings.sorted(sections)] == ["deeper-dive", "c-sharp", "zebra", "ape"]
