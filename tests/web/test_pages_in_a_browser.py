"""Pages in a real browser: by keyboard, mouse and touch; on a phone, in the dark, without JavaScript, on paper."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import api_of, serving
from browser import browser
from node import NPM, npm
from page_list import KINDS
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from termgraph import Glossary
from termgraph.web.pages.drawing import WIDTH

__all__ = ["browser", "npm"]

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
DATA = Path(__file__).parents[2] / "data"
AXE = NPM / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    api = api_of()
    with Glossary.open(DATA) as glossary:  # Its texts are whole pages, with code and tables.
        api.holder.current = glossary.current
    with serving(api.app) as found:
        yield found


@contextlib.contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page of a new reader, who is told of every error and every request to another host."""
    context: BrowserContext = browser.new_context(base_url=address, viewport=options.pop("viewport", DESK), **options)
    page, trouble = context.new_page(), []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: trouble.append(request.url) if not request.url.startswith(address) else None)
    try:
        yield page
    finally:
        context.close()
    assert trouble == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier_or_is_wider_than_the_screen(
    browser: Browser, address: str, npm: Path, viewport: Any, scheme: Any
) -> None:
    del npm
    script = AXE.read_text("utf-8")
    with opened(browser, address, viewport=viewport, color_scheme=scheme, bypass_csp=True) as page:
        for name, path in KINDS.items():
            page.goto(path)
            page.evaluate(script)
            found = page.evaluate("axe.run(document).then(({ violations }) => violations)")
            assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == [], name
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_what_comes_before_a_term_is_met_early_and_once(browser: Browser, address: str) -> None:
    for viewport, is_phone in ((PHONE, True), (DESK, False)):
        with opened(browser, address, viewport=viewport) as page:
            page.goto("/terms/rlhf.html")
            heading = page.get_by_role("heading", name="Before this")
            expect(heading).to_have_count(1)
            deeper, before = (
                each.bounding_box() for each in (page.get_by_role("heading", name="Deeper dive"), heading)
            )
            assert deeper
            assert before
            first = page.get_by_role("link", name="Tokenization", exact=True).locator("visible=true").first
            if is_phone:
                assert before["y"] < deeper["y"]
                expect(first).not_to_be_visible()
                heading.click()
                expect(first).to_be_visible()
                order = page.locator("h2:visible").all_inner_texts()
                assert order.index("Before this") == order.index("Deeper dive") - 1
            else:
                assert before["x"] > deeper["x"] + 600
                assert before["y"] < 200
                expect(first).to_be_visible()
            page.emulate_media(media="print")
            expect(heading).to_have_count(1)


def test_search_by_keyboard_alone(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto("/")
        box = page.get_by_role("combobox", name="Search")
        page.keyboard.press("Tab")  # the link to the content
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(box).to_be_focused()
        page.keyboard.type("qua")
        options = page.get_by_role("option")
        expect(options.first).to_be_visible()
        expect(box).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(box).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("ArrowDown")
        expect(options.first).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/terms/qua[a-z-]*\.html$"))
        page.get_by_role("combobox", name="Search").fill("polcy")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Search")
        expect(page.get_by_role("link", name="Policy", exact=True)).to_be_visible()


def test_a_path_is_built_and_its_address_can_be_shared(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto("/path.html")
        page.get_by_label("What do you want to understand?").fill("RLHF")
        page.get_by_label("What do you know already?").press_sequentially("ppo, rewa")
        page.get_by_role("option", name=re.compile("^Reward Model Reward Model")).click()
        expect(page.get_by_label("What do you know already?")).to_have_value("ppo, reward-model, ")
        page.get_by_role("button", name="Show the way").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("The way to RLHF")
        stages = page.locator(".stages")
        expect(stages).not_to_contain_text("A network trained on judgements")
        first = page.locator("[data-known]").first
        slug = first.get_attribute("data-known")
        first.get_by_role("button", name="I know this").click()
        expect(first).to_have_class("known")
        page.goto(page.url)  # shared, and opened again
        expect(page.locator("[data-known]").first).to_have_class("known")
        page.get_by_role("button", name="Add the 1 you marked as known").click()
        expect(page.get_by_label("What do you know already?")).to_have_value(f"ppo, reward-model, {slug}")


def test_the_drawing_leads_on_and_has_a_list_beside_it(browser: Browser, address: str) -> None:
    with opened(browser, address, viewport=PHONE) as page:
        page.goto("/around/ppo.html")
        boxes = page.locator("svg a.box")
        assert boxes.count() > 5
        listed = page.locator("aside [data-term]").evaluate_all("all => all.map((each) => each.dataset.term)")
        for number in range(boxes.count()):
            link = str(boxes.nth(number).get_attribute("href"))
            assert link.removeprefix("../terms/").removesuffix(".html") in [*listed, "ppo"]
        size = page.locator("svg text").first.evaluate("text => text.getBoundingClientRect().height")
        assert size >= 10  # pixels, on a phone
        page.goto("/path.html?to=rlhf&tier=CONTEXT")
        widths = page.locator("svg text").evaluate_all("all => all.map((each) => each.getBBox().width)")
        assert max(widths) <= WIDTH
        page.goto("/around/ppo.html")
        boxes.nth(1).focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/terms/"))


def test_a_card_opens_by_mouse_stays_while_hovered_and_goes_by_escape(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto("/terms/rlhf.html")
        link = page.locator("article a[data-term=language-model], aside a[data-term]").first
        card = page.get_by_role("tooltip")
        link.hover()
        expect(card).to_be_visible()
        expect(link).to_have_attribute("aria-describedby", "term-card")
        card.hover()
        page.wait_for_timeout(600)
        expect(card).to_be_visible()
        page.keyboard.press("Escape")
        expect(card).not_to_be_visible()
        link.hover()
        expect(card).to_be_visible()
        page.mouse.move(5, 5)
        expect(card).not_to_be_visible()


def test_a_card_that_was_lost_is_asked_for_again(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.route("**/graphql?*HoverCard*", lambda route: route.fulfill(json={"errors": []}), times=1)
        page.goto("/terms/rlhf.html")
        link, card = page.locator("article a[data-term]").first, page.get_by_role("tooltip")
        with page.expect_response("**/graphql?*HoverCard*"):
            link.hover()
        page.mouse.move(5, 5)
        page.wait_for_timeout(400)
        expect(card).not_to_be_visible()
        link.hover()
        expect(card).to_be_visible()


def test_an_answer_that_comes_after_escape_opens_nothing(browser: Browser, address: str) -> None:
    held: list[Route] = []
    with opened(browser, address) as page:

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/graphql?*SearchAsYouType*", hold, times=1)
        page.goto("/path.html")
        box = page.get_by_label("What do you want to understand?")
        with page.expect_request("**/graphql?*SearchAsYouType*"):
            box.press_sequentially("qua")
        box.press("Escape")
        with contextlib.suppress(Error):  # Nobody may wait for it any more.
            held[0].continue_()
        page.wait_for_timeout(300)
        expect(page.locator(".suggestions li")).to_have_count(0)
        box.fill("policy")
        expect(page.locator(".suggestions li").first).to_be_visible()


def test_a_card_opens_by_keyboard(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto("/terms/rlhf.html")
        page.locator("main").focus()
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.dataset.term"):
                break
        expect(page.get_by_role("tooltip")).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(page.get_by_role("tooltip")).not_to_be_visible()


def test_a_first_touch_opens_a_card_and_a_second_one_follows_the_link(browser: Browser, address: str) -> None:
    with opened(browser, address, viewport=PHONE, has_touch=True) as page:
        page.goto("/terms/rlhf.html")
        link = page.locator("main a[data-term]").first
        slug = link.get_attribute("data-term")
        link.tap()
        expect(page.get_by_role("tooltip")).to_be_visible()
        expect(page).to_have_url(f"{address}/terms/rlhf.html")
        link.tap()
        expect(page).to_have_url(f"{address}/terms/{slug}.html")


def test_everything_can_be_read_and_asked_without_javascript(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_label("Search").fill("quantization")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Quantization", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Quantization")
        page.get_by_role("link", name="The whole path, with reasons").click()
        page.get_by_role("link", name="Say what you know already").click()
        page.get_by_label("What do you know already?").fill("Machine Learning, gpu")
        page.get_by_role("button", name="Show the way").click()
        expect(page.locator(".stages li").last).to_contain_text("Quantization")


def test_paper_shows_the_text_and_no_forms(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.goto("/path.html?to=rlhf")
        page.emulate_media(media="print")
        expect(page.locator(".find")).not_to_be_visible()
        expect(page.locator(".ask")).not_to_be_visible()
        expect(page.locator(".stages li").first).to_be_visible()
