"""How findings put things into words: lists of names, kinds, cycles."""

from collections.abc import Iterable, Sequence

from termgraph.model import TermKind

SHOWN = 12
"""A longer cycle shows its beginning and its end."""

_PLURAL = {TermKind.HARDWARE: "hardware"}


def quoted(names: Iterable[str]) -> str:
    """The names between quotation marks: `'a', 'b' and 'c'`."""
    return listed([f"'{name}'" for name in names], "and")


def listed(parts: Sequence[str], last: str) -> str:
    """The parts as prose: `a, b and c`, where `last` is the last joining word."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


def kind(value: TermKind) -> str:
    """The kind with its article: "an algorithm", "hardware"."""
    if value in _PLURAL:
        return _PLURAL[value]
    words = value.value.replace("-", " ")
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def kinds(allowed: Sequence[TermKind]) -> str:
    """What a closed list of kinds asks for, said the shorter way: "a tool", or "anything but a tool or hardware"."""
    barred = [each for each in TermKind if each not in allowed]
    if len(barred) < len(allowed):
        return f"anything but {listed([kind(each) for each in barred], 'or')}"
    return listed([kind(each) for each in allowed], "or")


def shortened(names: Sequence[str]) -> str:
    """Names between quotation marks, of which a long list says how many it leaves out."""
    if len(names) <= SHOWN:
        return quoted(names)
    shown = ", ".join(f"'{name}'" for name in names[: SHOWN - 1])
    return f"{shown} and {len(names) - SHOWN + 1:,} more"


def circle(names: Sequence[str]) -> str:
    """A circle of names, `a → b → c → a`; a long one says how many names it leaves out."""
    if len(names) > SHOWN:
        left_out = len(names) - SHOWN
        names = [*names[: SHOWN - 3], f"({left_out:,} more)", *names[-3:]]
    return " → ".join([*names, names[0]])
