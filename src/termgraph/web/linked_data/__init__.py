"""The glossary as linked data on the web: addresses that negotiate, dumps, and what is said of the whole."""

from starlette.routing import Route

from termgraph.glossary.view import Current
from termgraph.settings import Settings

from .addresses import Page, endpoint
from .site import site_routes
from .things import FOLDERS
from .whole import wants_data, whole_routes

__all__ = ["linked_data_routes", "wants_data"]


def linked_data_routes(glossary: Current, settings: Settings, html: Page) -> list[Route]:
    """Every route of linked data; `html` makes the pages that people see."""
    things = [Route(f"/{folder}/{{name}}", endpoint(folder, glossary, settings, html)) for folder in FOLDERS]
    return [*things, *whole_routes(glossary, settings), *site_routes(glossary, settings)]
