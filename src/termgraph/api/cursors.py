"""Cursors: the sort key of an item, written so that it passes through a URL.

A cursor says where an item stands in an order, not how many stand before it; items that come or go elsewhere do not
shift it, and it stays good when its own item is gone. It knows no list.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

import orjson

from termgraph.errors import Code, TermgraphError

Key = tuple[str | int, ...]
"""What a list is sorted by; the last part is unique, so that no two items have the same key."""

LONGEST = 4096
"""Characters; a label of 300 characters outside ASCII needs about 1,700."""


def encode(order: str, key: Key) -> str:
    """The cursor of the item with `key` in the order named `order`."""
    return urlsafe_b64encode(orjson.dumps([order, *key])).rstrip(b"=").decode("ascii")


def decode(order: str, cursor: str) -> Key:
    """The key in a cursor; raises TermgraphError BAD_USER_INPUT when `encode` did not make it, or for another order."""
    try:
        raw = cursor.encode("ascii") if len(cursor) <= LONGEST else b"!"
        value = orjson.loads(urlsafe_b64decode(raw + b"=" * (-len(raw) % 4)))
        _, *parts = value if isinstance(value, list) else [None]
        key: Key = tuple(part for part in parts if isinstance(part, str | int))
        if encode(order, key) == cursor:
            return key
    except (ValueError, binascii.Error):
        pass  # One refusal for everything that is not a cursor of ours.
    raise TermgraphError(Code.BAD_USER_INPUT, "This is not a cursor of this list.")
