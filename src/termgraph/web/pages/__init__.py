"""Pages for readers: each is one GraphQL document, asked of our own API, and one template."""

from .routes import Pages

__all__ = ["Pages"]
