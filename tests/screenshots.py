"""Takes the pictures of the README: pages of our glossary as a browser shows them. `scripts/screenshots` runs it."""

import shutil
import sys
from pathlib import Path
from typing import Any

from asking import api_of, serving
from browser import ARGUMENTS, NAMES
from playwright.sync_api import sync_playwright

from termgraph import Glossary

DATA = Path(__file__).parents[1] / "data"

PICTURES: dict[str, tuple[str, int, int, Any]] = {
    "term": ("/terms/rlhf.html", 1200, 800, "light"),
    "path": ("/path.html?to=rlhf&know=ppo,supervised-fine-tuning", 1200, 1000, "light"),
    "phone": ("/around/ppo.html", 375, 812, "dark"),
}
"""Address, width, height and colours of each."""


def main(folder: Path) -> None:
    """Writes every picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    api = api_of()
    with Glossary.open(DATA) as glossary:
        api.holder.current = glossary.current
    path = next(filter(None, map(shutil.which, NAMES)), None)
    with serving(api.app) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        for name, (page, width, height, scheme) in PICTURES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            opened = context.new_page()
            opened.goto(address + page)
            opened.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
