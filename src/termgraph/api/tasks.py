"""Ending tasks so that none is left behind, whatever becomes of the one who ends them."""

import asyncio
from collections.abc import Collection
from typing import Any


async def ended(tasks: "Collection[asyncio.Future[Any]]") -> None:
    """Cancels the tasks that are not done, and returns when all are; what they raise is theirs to report."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
