"""Pages of every origin may read what is served here (Fetch, section 3.2), and are told so in every answer."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Send

from .headers import OPEN


class OpenToAll(CORSMiddleware):
    """Starlette's middleware without its `Vary: Origin`: the answer is the same whoever asks, so one copy is enough.

    No credentials are allowed, hence `*` always; a copy that a cache got for nobody's page then serves all of them.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["*"],
            max_age=86_400,
        )

    async def send(self, message: Message, send: Send, request_headers: Headers) -> None:
        """Passes a message on, with the headers where it begins an answer."""
        del request_headers
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(OPEN)
        await send(message)
