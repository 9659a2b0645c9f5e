"""The GraphiQL page in a real browser: it loads, asks this server and nobody else, and shows the answer."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from asking import api_of, serving
from browser import browser as browser  # noqa: PLC0414  # a fixture is found by its name in the module
from playwright.sync_api import Browser, Page, expect


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(api_of().app) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize("path", ["/graphiql", "/graphql"])
def test_the_page_runs_its_example_and_talks_to_nobody_else(page: Page, address: str, path: str) -> None:
    hosts: set[str] = set()
    trouble: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc) if "://" in request.url else None)
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(address + path)
    page.get_by_role("button", name="Execute query").click()
    answer = page.get_by_label("Result Window")
    expect(answer).to_contain_text("RLHF (Reinforcement Learning from Human Feedback)", timeout=20_000)
    assert hosts == {urlsplit(address).netloc}
    assert trouble == []


def test_the_page_documents_the_schema(page: Page, address: str) -> None:
    page.goto(address + "/graphiql")
    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.get_by_role("link", name="Query").click()
    expect(page.get_by_text("Questions about the glossary.")).to_be_visible(timeout=20_000)


def test_a_shared_address_opens_with_its_query(page: Page, address: str) -> None:
    page.goto(address + "/graphql?query=%7B%20glossary%20%7B%20name%20%7D%20%7D")
    page.get_by_role("button", name="Execute query").click()
    expect(page.get_by_label("Result Window")).to_contain_text("AI Glossary", timeout=20_000)
