"""Facts and a template to the bytes of a page; everything that is not marked as HTML is escaped."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import markup, theme
from .desk import Desk, Shown

if TYPE_CHECKING:
    from jinja2 import Environment

OWN = Path(__file__).parent / "templates"

REFERENCES = (("arxiv:", "https://arxiv.org/abs/"), ("doi:", "https://doi.org/"))


class Templates:
    """Our templates, and those of a publisher's folder, which stand before them and may extend ours as "own/…"."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @cached_property
    def _environment(self) -> "Environment":
        """Made for the first page: who only asks for data never needs templates."""
        from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

        loaders = [FileSystemLoader(self._folder)] if self._folder else []
        environment = Environment(
            loader=ChoiceLoader([*loaders, FileSystemLoader(OWN), PrefixLoader({"own": FileSystemLoader(OWN)})]),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        environment.filters["num"] = lambda number: f"{number:g}"
        return environment

    def page(self, shown: Shown, desk: Desk, site: Mapping[str, Any]) -> bytes:
        """The page that a handler wants shown; `site` is what all pages show around their content."""
        facts: dict[str, Any] = {
            "site": site,
            "language": None,
            "edit": None,
            **theme.around(site),
            "canonical": desk.addresses.canonical,
            "static": desk.static,
            "template": shown.template,
            "to": desk.addresses.to,
            "page": desk.addresses.page,
            "prose": desk.addresses.prose,
            "source": source_address,
            **shown.facts,
        }
        if shown.template == "term.html":
            facts["edit"] = theme.edit_address(site, facts["term"]["slug"])
            facts["markup"] = markup.of_term(facts["term"], site, facts["language"] or site["language"])
        return self._environment.get_template(shown.template).render(facts).encode()


def source_address(reference: str) -> str | None:
    """Where a source can be read: its address, or that of its arXiv number or DOI; None where it has none."""
    for prefix, address in REFERENCES:
        if reference.lower().startswith(prefix):
            return address + reference[len(prefix) :].strip()
    return reference if reference.startswith(("https://", "http://")) else None
