"""A small glossary whose prose the tests show."""

from termgraph.formats.prose import Prose
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, GlossaryInfo, Publisher, Source, Term, TermStatus

TERMS = [
    Term("ppo", "Proximal Policy Optimization", acronym="PPO", former_slugs=("old",)),
    Term("a-star", "A* <search> & [more]"),
    Term("draft", "A secret", status=TermStatus.DRAFT),
    Term("gone", "Gone", status=TermStatus.DEPRECATED),
]
INFO = GlossaryInfo(base_url="https://glossary.example/", publisher=Publisher("P", "https://site.example/en/"))
PROSE = Prose(Snapshot.of(Content.of(INFO, terms=TERMS)))
SOURCES = (
    Source("s", "arXiv:1707.06347"),
    Source("d", "doi:10.1000/a(b)<c>"),
    Source("w", "https://x.example/a b?c=1&d=2"),
    Source("book", "Sutton and Barto, 2018"),
    Source("evil", "javascript:alert(1)"),
)
PPO = '<a href="https://glossary.example/terms/ppo" data-term="ppo">'
STAR = PPO.replace("ppo", "a-star")
REL = 'rel="noopener noreferrer"'


def html(text: str) -> str:
    return PROSE.html(text, SOURCES)
