"""Terms on somebody else's page: cards and links from another host, with offsets right for any text."""

import gzip
import http.server
import threading
from collections.abc import Iterator

import pytest
from asking import api_of, serving
from browser import browser
from playwright.sync_api import Browser, expect

from termgraph.model import Alias, Content, GlossaryInfo, Term
from termgraph.web.app import STATIC

__all__ = ["browser"]

MOST = 8_000
"""Bytes of the component as it is sent."""

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Elsewhere</title>
<script type="module" src="%s/static/pages/embed.js"></script>
<p>One <term-card term="ppo" id="one">policy trick</term-card>.</p>
<term-links id="text"><h2>PPO in a heading</h2>
<p>\U0001f600 e\u0301 First PPO, then ppo again; KV-caches and <code>PPO</code>, <a href="#x">PPO</a>. RAM or ram?</p>
<h2>Next</h2><p>\U0001f1e9\U0001f1ea here <b>PPO</b> once more.</p></term-links>"""

CONTENT = Content.of(
    GlossaryInfo(),
    terms=[
        Term("ppo", "Proximal Policy Optimization", "PPO", summary="Clips <b>updates</b>."),
        Term("kv-cache", "KV Cache", summary="Keeps keys."),
        Term("memory", "Random-Access Memory", "RAM", aliases=(Alias("store"),), summary="Where programs live."),
    ],
)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The address of a page on another host that uses the component."""
    with serving(api_of(CONTENT).app) as glossary:

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = (PAGE % glossary).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:  # nothing on the test's output
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_component_is_small() -> None:
    assert len(gzip.compress((STATIC / "pages" / "embed.js").read_bytes())) < MOST


def test_cards_and_links_work_on_a_page_of_another_host(browser: Browser, elsewhere: str) -> None:
    page = browser.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(elsewhere)
    one = page.locator("#one")
    one.hover()
    expect(one.get_by_role("tooltip")).to_contain_text("Clips <b>updates</b>.")
    page.keyboard.press("Escape")
    links = page.locator("#text term-card")
    expect(links).to_have_count(4)
    assert links.evaluate_all("all => all.map((each) => [each.getAttribute('term'), each.textContent])") == [
        ["ppo", "PPO"],
        ["kv-cache", "KV-caches"],
        ["memory", "RAM"],
        ["ppo", "PPO"],
    ]
    assert page.locator("h2 term-card, code term-card, a term-card").count() == 0
    text = page.locator("#text").evaluate("each => each.textContent")
    assert "\U0001f600 e\u0301 First PPO, then ppo again; KV-caches and PPO, PPO. RAM or ram?" in text
    assert page.locator("b term-card").count() == 1
    assert trouble == []
    page.close()


def test_of_a_page_without_end_the_beginning_is_linked(browser: Browser, elsewhere: str) -> None:
    page = browser.new_page()
    page.goto(elsewhere)
    sent: list[int] = []
    page.on("request", lambda request: sent.append(len(request.post_data or "")) if request.method == "POST" else None)
    page.evaluate("""async () => {
      const text = document.createElement('term-links');
      text.id = 'endless';
      for (const words of ['PPO', ' x'.repeat(19_990), 'RAM', ' KV Cache'.repeat(100_000)]) {
        const part = document.createElement('p');
        part.append(words);
        text.append(part);
      }
      const linked = new Promise((done) => text.addEventListener('linked', done));
      document.body.append(text);
      await linked;
    }""")
    links = page.locator("#endless term-card")
    assert links.evaluate_all("all => all.map((each) => each.getAttribute('term'))") == ["ppo", "memory", "kv-cache"]
    assert [size for size in sent if size > 1_000] == [pytest.approx(40_050, abs=50)]
    page.close()
