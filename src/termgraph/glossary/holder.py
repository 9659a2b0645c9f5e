"""The holder of the current view: the one mutable thing in the process.

A request reads `current` once and uses no other; a swap is one assignment of a reference.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from termgraph.errors import Code, Severity, TermgraphError
from termgraph.formats.prose import Prose
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, Term, public
from termgraph.settings import Settings

from .history import History
from .news import News
from .parting import Parting, give_back
from .past import last_changed, past, revision_of
from .view import View

if TYPE_CHECKING:
    import networkx
    import rdflib

    from termgraph.store import Changed, Head, LoggedRevision, Reading

    from .watch import Follower

LOG = logging.getLogger("termgraph.glossary")

FILES = frozenset({".yaml", ".yml", ".json"})

MOST_AT_LEISURE = 5_000
"""Terms of which the rules' findings are made when nothing else is to be done, in about two seconds of the follower.

Those of a larger glossary would keep it from noticing news; they are made when somebody asks for them.
"""

UNSTORED = "0.0"
"""The revision of content that was read from files and is in no store."""


class Glossary:
    """What a program asks: `Glossary.open("data/")` for term files, `Glossary.open("glossary.db")` for a store.

    `current` is the view of one revision and `content` all of it, drafts included. One that is opened stays as it was
    read; one that follows its store (`Glossary.follow`) moves on. Use it as a context manager, or call `close`.
    """

    def __init__(self, content: Content, revision: str, base_url: str | None = None) -> None:
        self._base_url = base_url
        self._content = content
        self._view = view_of(content, revision, base_url)
        self._news = News()
        self._parting = Parting()
        self._store: Reading | None = None
        self._head: Head | None = None
        self._follower: Follower | None = None

    @classmethod
    def open(cls, place: str | Path, *, base_url: str | None = None) -> Self:
        """A glossary from a folder of term files, one YAML or JSON file, an SQLite file, or a database URL.

        `base_url` overrides the glossary's own. Raises TermgraphError CONTENT_INVALID (details: `problems`) when the
        files have errors, and the store's errors when it cannot be read.
        """
        path = Path(place)
        if isinstance(place, Path) or "://" not in place:
            if path.is_dir() or path.suffix in FILES:
                return cls(read_content(path), UNSTORED, base_url)
            if not path.exists():
                raise TermgraphError(Code.NOT_FOUND, f"There is no folder, file or store {path}.")
        from termgraph.store import open_to_read

        store = open_to_read(str(place), create=False)
        try:
            head, content = store.content()
            glossary = cls(content, revision_of(head), base_url)
            glossary._view = replace(glossary.current, changed=last_changed(store, head))
        finally:
            store.close()
        return glossary

    @classmethod
    def follow(cls, settings: Settings) -> Self:
        """A glossary on the store of `settings` that moves on with it: a revision written by any process is noticed.

        Readers never wait for it: the new view is made in a thread of its own and then takes the old one's place.
        """
        glossary = cls.read(settings)
        glossary.prepare()
        glossary.start(settings)
        return glossary

    @classmethod
    def read(cls, settings: Settings) -> Self:
        """A glossary on the store of `settings` that stands still until `start`; no thread, and no connection is open.

        So a process can be forked from one that has read it.
        """
        from termgraph.store import open_to_read

        store = open_to_read(settings.database)
        head, content = store.content()
        glossary = cls(content, revision_of(head), settings.base_url)
        glossary._store, glossary._head = store, head
        bygone = store.bygone(head)
        history = past(store, head, content)
        glossary._view = replace(
            glossary.current, history=history, changed_at=bygone.at, gone=bygone.gone, changed=last_changed(store, head)
        )
        store.close()
        return glossary

    def prepare(self) -> None:
        """Make what the first questions to the current view would wait for, but for findings (`MOST_AT_LEISURE`).

        What that takes besides is given back, before a fork at best.
        """
        from termgraph.graph.preparation import prepare

        prepare(self.snapshot)
        give_back()

    def start(self, settings: Settings, *, rest: float = 0) -> None:
        """Begins to follow the store that was read; what is not prepared yet is first, while questions are answered.

        Before that are so many seconds of `rest`.
        """
        from .watch import Follower

        if self._store is None or self._head is None:
            raise RuntimeError("Only what was read from a store can follow it.")

        def first() -> None:
            time.sleep(rest)
            self.prepare()

        self._follower = Follower(
            self._store,
            self._head,
            self._content,
            self._publish,
            LOG.warning,
            look=settings.poll_ms / 1000,
            poll=settings.poll_postgresql_ms / 1000,
            first=first,
            leisure=self._find,
        )
        self._follower.start()

    def catch_up(self, seconds: float) -> bool:
        """Waits, for so many seconds at most, until readers are known to see the newest revision; whether they are."""
        until = time.monotonic() + seconds
        while self._follower is not None and self._follower.staleness() is None:
            if time.monotonic() > until:
                return False
            time.sleep(0.005)
        return True

    @property
    def current(self) -> View:
        """The view of the newest revision this process has seen."""
        return self._view

    @property
    def news(self) -> News:
        """Tells when `current` is another."""
        return self._news

    @property
    def content(self) -> Content:
        """Everything, drafts included, of the newest revision this process has seen."""
        return self._content

    @property
    def snapshot(self) -> Snapshot:
        """The current snapshot: terms, relations, and what the functions of `termgraph.graph` ask about."""
        return self._view.snapshot

    def term(self, slug: str) -> Term:
        """The term with this slug or former slug; raises TermgraphError UNKNOWN_TERM (details: `suggestions`)."""
        from termgraph.graph.lookup import by_slug
        from termgraph.graph.search import nearest

        snapshot = self.snapshot
        if found := by_slug(snapshot, slug):
            return snapshot.terms[found.term]
        suggestions = [snapshot.terms[number].slug for number in nearest(snapshot, slug)]
        hint = f" Nearest: {', '.join(suggestions)}." if suggestions else ""
        raise TermgraphError(Code.UNKNOWN_TERM, f"There is no term {slug!r}.{hint}", suggestions=suggestions)

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """The current snapshot as a networkx MultiDiGraph with all attributes."""
        return self.snapshot.to_networkx()

    def to_rdflib(self, profile: str = "skos") -> "rdflib.Graph":
        """The current snapshot as an rdflib Graph with its namespaces bound, in the profile `skos` or `schema`.

        Raises TermgraphError UNKNOWN_FORMAT for another profile, CONTENT_INVALID where the base is no web address.
        """
        from termgraph.formats.rdf import to_rdflib

        return to_rdflib(self.snapshot, profile, changed=self.current.changed.at)

    def close(self) -> None:
        """Stops following the store and closes it; the current view stays usable."""
        if self._follower is not None:
            self._follower.close()
        if self._store is not None:
            self._store.close()

    def _publish(self, content: Content, head: "Head", writes: "Sequence[LoggedRevision]") -> None:
        """Makes `content` the current view; readers that hold the old view keep it."""
        from termgraph.graph.preparation import prepare

        history = self._view.history.continued(self._content, writes)
        view = view_of(content, revision_of(head), self._base_url, self._view.snapshot)
        if (history.epoch, history.newest) == (head.epoch, head.public_revision):
            view = replace(view, history=history)
        view = replace(
            view,
            changed_at=self._changed_at(view, writes),
            gone=self._gone(content),
            changed=self._last_changed(head, writes),
        )
        self._parting.let_go()
        prepare(view.snapshot)
        self._parting.replaced(self._view.snapshot, view.snapshot)
        before, self._view, self._content = self._view, view, content
        before.replaced()
        self._news.tell()

    def _changed_at(self, view: View, writes: "Sequence[LoggedRevision]") -> str | None:
        """When what readers see became what it is; where the log was not read, when this process noticed."""
        if view.snapshot.revision == self._view.snapshot.revision:
            return self._view.changed_at
        return next((write.at for write in reversed(writes) if write.public), None) or datetime.now(UTC).isoformat()

    def _last_changed(self, head: "Head", writes: "Sequence[LoggedRevision]") -> "Changed":
        """When terms were last changed; where the log was not read, the store tells it anew."""
        if writes or self._store is None:
            return self._view.changed.after(writes)
        return last_changed(self._store, head)

    def _gone(self, content: Content) -> frozenset[str]:
        """The slugs of terms that readers saw and that `content` has no more; those of earlier views stay gone."""
        deleted = (term for term in self.snapshot.terms if term.slug not in content.terms)
        return self._view.gone.union(slug for term in deleted for slug in (term.slug, *term.former_slugs))

    def _find(self) -> None:
        """Frees what was replaced, and makes the findings about what readers see, so that nobody waits for either.

        Memory that is free then goes back to the system.
        """
        self._parting.let_go()
        if len(self.snapshot.terms) <= MOST_AT_LEISURE:
            from termgraph.integrity.served import prepare

            prepare(self.snapshot)
        give_back()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_content(path: Path) -> Content:
    """The content of term files that have no error; raises TermgraphError CONTENT_INVALID otherwise."""
    from termgraph.formats import read
    from termgraph.integrity import check

    source = read(path)
    errors = [problem for problem in check(source, least=Severity.ERROR) if problem.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        raise TermgraphError(
            Code.CONTENT_INVALID,
            f"{path} has {len(errors)} errors; the first: {first.where}: {first.message}",
            problems=errors,
        )
    return source.content


def view_of(content: Content, revision: str, base_url: str | None = None, before: Snapshot | None = None) -> View:
    """The public view of a content; it takes over what still holds of the snapshot `before` it."""
    from termgraph.graph.succession import inherit

    shown = public(content)
    if base_url is not None:
        shown = replace(shown, glossary=replace(shown.glossary, base_url=base_url.rstrip("/") + "/"))
    snapshot = Snapshot.of(shown, revision, before)
    if before is not None:
        inherit(before, snapshot)
    return View(snapshot, Prose(snapshot), History.beginning(revision))
