"""What the web application serves besides the API itself."""

import pytest
from asking import Api, Holder, api_of, view_of

from termgraph.api.schema import sdl
from termgraph.errors import Code, TermgraphError
from termgraph.settings import Settings
from termgraph.web.app import create_app

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


@pytest.mark.parametrize(("path", "accept"), [("/graphiql", "*/*"), ("/graphiql", BROWSER), ("/graphql", BROWSER)])
def test_a_browser_gets_graphiql_from_our_own_files(api: Api, path: str, accept: str) -> None:
    response = api.send("GET", path, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "http" not in response.text.replace("http-equiv", "")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "<script>" not in response.text
    assert "style=" not in response.text


@pytest.mark.parametrize(
    "name", ["graphiql.min.js", "graphiql.min.css", "react.production.min.js", "boot.js", "page.css"]
)
def test_static_files_are_kept_by_browsers(api: Api, name: str) -> None:
    response = api.send("GET", f"/static/graphiql/{name}")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "public, max-age=3600"
    again = api.send("GET", f"/static/graphiql/{name}", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304


def test_the_schema_can_be_downloaded(api: Api) -> None:
    response = api.send("GET", "/schema.graphql")
    assert response.text == sdl()
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


def test_health_says_that_the_process_lives_and_has_something_to_answer_from(api: Api) -> None:
    assert api.send("GET", "/livez").status_code == 200
    assert api.send("GET", "/readyz").text == "ready at revision test.1\n"


def test_a_server_without_a_view_lives_and_is_not_ready() -> None:
    class Empty:
        @property
        def current(self) -> None:
            raise TermgraphError(Code.STORE_UNAVAILABLE, "There is no snapshot yet.")

    api = Api(Holder(view_of()), create_app(Settings(), Empty()))  # type: ignore[arg-type]
    assert api.send("GET", "/livez").status_code == 200
    for response in (api.send("GET", "/readyz"), api.post("{ __typename }")):
        assert response.status_code == 503
        assert response.json()["errors"][0]["extensions"]["code"] == "STORE_UNAVAILABLE"


def test_the_root_is_a_page_whatever_host_is_named(api: Api) -> None:
    response = api.send("GET", "/", headers={"Host": "evil.example"})
    assert response.status_code == 200
    assert "evil.example" not in response.text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "NOT_FOUND"),
        ("GET", "/graphql/", 404, "NOT_FOUND"),
        ("GET", "/static/../app.py", 404, "NOT_FOUND"),
        ("GET", "/static/%2e%2e/app.py", 404, "NOT_FOUND"),
        ("GET", "/static/graphiql/missing.js", 404, "NOT_FOUND"),
        ("GET", "/docs", 404, "NOT_FOUND"),
        ("GET", "/openapi.json", 404, "NOT_FOUND"),
        ("POST", "/livez", 405, "METHOD_NOT_ALLOWED"),
    ],
)
def test_what_is_not_there_is_refused_with_a_code(api: Api, method: str, path: str, status: int, code: str) -> None:
    response = api.send(method, path)
    assert response.status_code == status
    assert response.json()["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(
    "path", ["/graphql", "/graphiql", "/livez", "/schema.graphql", "/nothing", "/static/graphiql/boot.js"]
)
def test_no_response_is_sniffed(api: Api, path: str) -> None:
    response = api.send("GET", path)
    assert response.headers["x-content-type-options"] == "nosniff"


def test_an_address_where_nothing_is_is_a_page_for_readers_alone(api: Api) -> None:
    for path, up in (("/nothing", ""), ("/a/b/nothing", "../../"), ("/a%2Fb/<script>", "../")):
        response = api.send("GET", path, headers={"Accept": "text/html,*/*;q=0.8"})
        assert (response.status_code, response.headers["vary"].split(", ")[0]) == (404, "Accept")
        assert response.headers["cache-control"] == "no-store"
        assert f'href="{up}all-terms.html"' in response.text
        assert "<script>" not in response.text
        for accept in ("application/json", "*/*"):
            refused = api.send("GET", path, headers={"Accept": accept})
            assert refused.status_code == 404
            assert refused.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
            assert "accept" in refused.headers["vary"].lower()
