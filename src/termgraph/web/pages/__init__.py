"""Pages for readers: each is one GraphQL document, asked of our own API, and one template."""

from .routes import POLICY, Pages

__all__ = ["POLICY", "Pages"]
