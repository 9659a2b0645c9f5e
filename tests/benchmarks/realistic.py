"""Labels as a real glossary has them, for synthetic terms, and what its readers type into the search box.

Names are one to four words; heads ("... learning", "... model") and first words recur, so that hundreds of names share
a beginning or an end. A third has an acronym, two fifths have other labels; some are in other scripts.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from termgraph.model import Alias, Content, Term

HEADS = (
    "learning", "model", "network", "optimization", "sampling", "attention", "training", "embedding", "decoding",
    "gradient", "policy", "loss", "regression", "classification", "search", "inference", "estimation", "transformer",
)  # fmt: skip
"""What things are called after, in every second name."""

FIRST = (
    "deep", "neural", "adaptive", "reinforcement", "self-supervised", "multi-head", "low-rank", "sparse", "variational",
    "bayesian", "contrastive", "recurrent", "hierarchical", "off-policy", "distributed", "quantized",
)  # fmt: skip
"""What many names begin with."""

FOREIGN = ("強化学習", "勾配降下法", "обучение с подкреплением", "Größenschätzung", "apprentissage par renforcement")  # noqa: RUF001
"""A few of which, with a word, are labels in other scripts and with accents."""


def realistic(content: Content, seed: int = 3) -> Content:
    """Synthetic content with such labels in place of its names; slugs, relations and texts stay as they are."""
    chance = random.Random(seed)  # noqa: S311  # reproducible data, not a secret
    words = sorted({word for term in content.terms.values() for word in term.slug.split("-")[:2]})
    chance.shuffle(words)
    terms = {slug: _labelled(term, words, chance) for slug, term in content.terms.items()}
    return replace(content, terms=terms)


def _labelled(term: Term, words: Sequence[str], chance: random.Random) -> Term:
    parts = [_word(words, chance) for _ in range(chance.choices((1, 2, 3), (3, 5, 2))[0])]
    if chance.random() < 0.3:
        parts.insert(0, chance.choice(FIRST))
    if chance.random() < 0.5 or len(parts) == 1:
        parts.append(chance.choice(HEADS))
    name = " ".join(part[0].upper() + part[1:] for part in parts)
    letters = "".join(part[0] for part in name.replace("-", " ").split())
    aliases = [Alias(" ".join(reversed(parts)))] if chance.random() < 0.2 else []
    if chance.random() < 0.2:
        aliases.append(Alias(f"{name}s", "plural"))
    if chance.random() < 0.02:
        aliases.append(Alias(f"{chance.choice(FOREIGN)} {_word(words, chance)}"))
    acronym = letters.upper() if len(letters) > 2 and chance.random() < 0.5 else None
    return replace(term, name=name, acronym=acronym, aliases=tuple(aliases))


def _word(words: Sequence[str], chance: random.Random) -> str:
    """The first words ten thousand times as often as the last, roughly as in a language (Zipf)."""
    return words[int(len(words) ** chance.random()) - 1]


class Typing:
    """What readers type, by kind; the same for the same content and seed."""

    def __init__(self, content: Content, seed: int = 11) -> None:
        self._terms = tuple(content.terms.values())
        self._chance = random.Random(seed)  # noqa: S311  # the same questions every time
        self.kinds: Mapping[str, Callable[[], str]] = {
            "a whole label": self._label,
            "the beginning of a label": self._beginning,
            "two or three letters": self._letters,
            "words of a label, turned round": self._turned,
            "a label with one typo": self._typo,
            "a label with two typos": self._two_typos,
            "one word of a text": self._one,
            "two words of a text": self._two,
            "four words of a text": self._four,
            "the commonest words": self._common,
            "nothing like it": self._unknown,
        }

    def questions(self, kind: str, count: int) -> Iterator[str]:
        """So many of one kind."""
        return (self.kinds[kind]() for _ in range(count))

    def _label(self) -> str:
        term = self._chance.choice(self._terms)
        return self._chance.choice([term.name, *(alias.text for alias in term.aliases), *filter(None, [term.acronym])])

    def _long_label(self) -> str:
        while len(label := self._label()) < 8:
            pass
        return label

    def _beginning(self) -> str:
        label = self._long_label()
        return label[: self._chance.randrange(4, len(label))]

    def _letters(self) -> str:
        return self._long_label()[: self._chance.choice((2, 3))]

    def _turned(self) -> str:
        return " ".join(reversed(self._long_label().split()[-2:]))

    def _typo(self) -> str:
        return self._mistyped(self._long_label())

    def _two_typos(self) -> str:
        return self._mistyped(self._mistyped(self._long_label()))

    def _mistyped(self, text: str) -> str:
        place = self._chance.randrange(1, len(text) - 1)
        letter = self._chance.choice("abcdefghijklmnopqrstuvwxyz")
        return self._chance.choice((
            text[:place] + text[place + 1 :],
            text[:place] + letter + text[place:],
            text[:place] + letter + text[place + 1 :],
            text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :],
        ))  # fmt: skip  # one left out, one too many, a wrong one, two swapped

    def _said(self, count: int) -> str:
        term = self._chance.choice(self._terms)
        said = f"{term.summary} {term.definition}".replace(".", "").split()
        return " ".join(self._chance.sample([word for word in said if word.isalpha()], count))

    def _one(self) -> str:
        return self._said(1)

    def _two(self) -> str:
        return self._said(2)

    def _four(self) -> str:
        return self._said(4)

    def _common(self) -> str:
        """Words that are in many texts: the commonest two of a text are found by taking the shortest."""
        term = self._chance.choice(self._terms)
        said = sorted((term.sections[0].text if term.sections else term.name).rstrip(".").lower().split())
        return " ".join(sorted(set(said), key=lambda word: (-said.count(word), word))[: self._chance.choice((1, 2))])

    def _unknown(self) -> str:
        return "".join(self._chance.choice("qxzjwk") for _ in range(self._chance.randrange(5, 14)))
