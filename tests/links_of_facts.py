"""The facts with pages outside the glossary: what golden values of related links are pinned on."""

from dataclasses import replace
from functools import cache

from facts import facts

from termgraph.model import Content, Link, LinkGroup

GROUPS = (
    LinkGroup("learn", "Learn", 10),
    LinkGroup("compare", "Compare", 20),
    LinkGroup("buyer-guides", "Buyer guides", 30),
    LinkGroup("troubleshooting", "When it does not work", 40),
    LinkGroup("papers", "Papers", 60),
    LinkGroup("videos", "Videos", 70),
)


def _page(key: str, group: str, about: str = "", teaches: str = "", requires: str = "", **rest: str | None) -> Link:
    title = rest.pop("title", None) or key.replace("-", " ").capitalize()
    return Link(
        key,
        title,
        f"/pages/{key}",
        group,
        about=tuple(about.split()),
        teaches=tuple(teaches.split()),
        requires=tuple(requires.split()),
        **rest,  # type: ignore[arg-type]
    )


LINKS = (
    _page("rl-course", "learn", teaches="reinforcement-learning", level="intermediate", published="2024-05-01"),
    _page("rl-in-an-hour", "learn", about="reinforcement-learning", level="intro", published="2025-01-10"),
    _page("value-methods", "learn", teaches="temporal-difference-learning q-learning", level="intermediate"),
    _page("td-by-example", "learn", about="temporal-difference-learning", level="intro"),
    _page("rlhf-step-by-step", "learn", teaches="rlhf", requires="ppo", level="advanced", published="2025-03-01"),
    _page("tuning-overview", "learn", about="preference-tuning fine-tuning", level="intro", published="2024-11-02"),
    _page("what-is-fine-tuning", "learn", teaches="fine-tuning", requires="loss-function", level="intro"),
    _page("dpo-or-ppo", "compare", about="dpo ppo", requires="dpo ppo", level="advanced"),
    _page("lora-or-full", "compare", about="lora full-fine-tuning", level="intermediate"),
    _page("how-much-vram", "buyer-guides", about="vram quantization", requires="vram", level="intro"),
    _page("best-gpu", "buyer-guides", about="category:ai-hardware gpu", requires="vram", level="intro"),
    _page("best-mac", "buyer-guides", about="category:running-models-locally", level="intro", published="2025-02-01"),
    _page("cuda-oom", "troubleshooting", about="vram lora qlora", requires="vram", level="intermediate"),
    _page("nan-loss", "troubleshooting", about="mixed-precision-training loss-function", level="intermediate"),
    _page("ppo-paper", "papers", teaches="ppo", published="2017-07-20", level="advanced"),
    _page("gae-paper", "papers", teaches="generalized-advantage-estimation", published="2015-06-08", level="advanced"),
    _page("dpo-paper", "papers", about="dpo", published="2023-05-29", level="advanced"),
    _page("lora-paper", "papers", teaches="lora", published="2021-06-17", level="advanced"),
    _page("nf4-paper", "papers", about="nf4 qlora", published="2023-05-23", level="advanced"),
    _page("actor-critic-talk", "videos", about="actor-critic policy-gradient", level="intermediate"),
    _page("quantization-talk", "videos", teaches="quantization", level="intermediate", published="2024-02-02"),
    _page("quantization-demo", "videos", about="quantization", level="intermediate", published="2025-02-02"),
)


@cache
def with_links() -> Content:
    """The facts, with the pages above."""
    return replace(
        facts(),
        link_groups={group.key: group for group in GROUPS},
        links={link.id: link for link in sorted(LINKS, key=lambda link: link.id)},
    )
