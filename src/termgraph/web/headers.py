"""What every response carries, in words that need no framework."""

from collections.abc import Mapping
from types import MappingProxyType

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
)
"""What browsers are told of every response."""

EXPOSED = (
    "Accept-Ranges", "Content-Location", "Content-Profile", "Content-Range", "ETag", "Link", "Location", "Vary",
    "X-Termgraph-Revision",
)  # fmt: skip  # a list of words
"""The headers that scripts of other origins may read (Fetch, 3.2.3), beyond those that they always may."""

OPEN: Mapping[str, str] = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": ", ".join(EXPOSED),
    }
)
"""What every answer says to pages of other origins: they may read it."""

RAW = tuple((name.lower().encode(), value.encode()) for name, value in {**OPEN, **HEADERS}.items())
"""All of them as ASGI has them, for answers that no middleware sees."""
