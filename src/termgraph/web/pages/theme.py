"""A publisher's look: colours as a style sheet of their own, and what stands around the content."""

from collections.abc import Mapping
from typing import Any

PROPERTIES = ("accent", "paper", "ink")
"""Custom properties of style.css that a publisher may set, each for light and for dark surroundings."""


def style_sheet(site: Mapping[str, Any]) -> str:
    """The publisher's colours as CSS, "" where there are none; the API lets nothing but `#rrggbb` through."""
    colours = (site["site"] or {}).get("colours") or {}
    light = [f"--{name}: {colours[name]};" for name in PROPERTIES if colours.get(name)]
    dark = [f"--{name}: {colours[f'{name}Dark']};" for name in PROPERTIES if colours.get(f"{name}Dark")]
    parts = []
    if light:
        parts.append(f":root {{ {' '.join(light)} }}\n")
    if light or dark:
        # Without dark colours of the publisher's own, ours return: a light one on our dark ground may not be readable.
        lonely = [name for name in PROPERTIES if colours.get(name) and not colours.get(f"{name}Dark")]
        ours = [f"--{name}: {DARK[name]};" for name in lonely]
        parts.append(f"@media (prefers-color-scheme: dark) {{ :root {{ {' '.join([*dark, *ours])} }} }}\n")
    return "".join(parts)


DARK = {"accent": "#8cc9e0", "paper": "#15181b", "ink": "#e4e6e3"}
"""Our colours in the dark, as in style.css."""


def around(site: Mapping[str, Any]) -> dict[str, Any]:
    """What templates show of the publisher: brand, logo, footer, and whether there is a style sheet."""
    look = site["site"] or {}
    return {
        "brand": look.get("title") or site["name"],
        "logo": f"site/{look['logo']}" if look.get("logo") else None,
        "footer": look.get("footer"),
        "theme": bool(style_sheet(site)),
    }


def edit_address(site: Mapping[str, Any], slug: str) -> str | None:
    """Where a term is edited; None where the publisher does not say."""
    pattern = (site["site"] or {}).get("edit")
    return pattern.replace("{slug}", slug) if pattern else None
