"""Trails on pages: each begins at the glossary, by the one name that it has everywhere on its pages."""

import json
import re
from dataclasses import replace

from asking import api_of
from facts import facts

from termgraph.model import Path as ReadingPath
from termgraph.model import Root

NAME = "Words of AI"


def test_every_trail_begins_at_the_glossary_by_its_name() -> None:
    content = facts()
    info = replace(content.glossary, name=NAME, root=Root("start", "Start"))
    path = ReadingPath("tour", "Tour", ("policy", "ppo"))
    api = api_of(replace(content, glossary=info, paths={path.key: path}))
    for name in ("terms/rlhf", "around/rlhf", "categories/tools", "relation-types/uses", "paths/tour"):
        text = api.send("GET", f"/{name}.html").text
        first = re.findall(r'<nav class="trail"[^>]*><ol>\s*<li><a href="[^"]*">(.*?)</a>', text)
        assert {re.sub("<.*?>", "", each) for each in first} == {NAME}, name
    page = api.send("GET", "/terms/rlhf.html").text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    trails = json.loads(data)["@graph"][1]["breadcrumb"]
    assert len(trails) > 1
    assert {trail["itemListElement"][0]["name"] for trail in trails} == {NAME}
