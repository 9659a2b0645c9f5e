"""No GraphQL at all: reads the request and answers with the bytes that our server gave to the same question."""

from pathlib import Path
from typing import Any

from on_uvicorn import serve


def app_of(folder: Path) -> Any:
    """The application; the path says which question it is."""
    bodies = {f"/{path.stem}": path.read_bytes() for path in folder.glob("answers/*.json")}
    headers = {
        path: [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        for path, body in bodies.items()
    }

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        path = scope["path"]
        await send({"type": "http.response.start", "status": 200, "headers": headers[path]})
        await send({"type": "http.response.body", "body": bodies[path]})

    return app


if __name__ == "__main__":
    serve(app_of)
