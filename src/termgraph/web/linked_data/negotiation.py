"""Which representation to answer with: by media type (RFC 9110, section 12.5.1) and by profile (W3C connegp, 7).

Pure: from what a request says and what there is, to the one that is sent, or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from termgraph.api.header_lists import FULL, MediaRange, ProfileName, Weighted, media_ranges, profile_names

from .representations import SKOS, Format, Profile, Representation

ANY = (MediaRange("*", "*"), FULL)
_WITHOUT_CASE = frozenset({"charset"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a request says of the representation it wants; None where it says nothing.

    `media` and `profile` are the query arguments `_mediatype` and `_profile`, which stand over the headers.
    """

    accept: str | None = None
    accept_profile: str | None = None
    media: str | None = None
    profile: str | None = None


def arguments(query: str) -> dict[str, str]:
    """The arguments of a raw query string, the first of each name; a plus sign is one, as in "application/ld+json"."""
    found: dict[str, str] = {}
    for part in query.split("&"):
        name, equals, value = part.partition("=")
        if equals:
            found.setdefault(unquote(name), unquote(value))
    return found


def negotiate(wishes: Wishes, offers: Sequence[Representation]) -> Representation | None:
    """The offer that suits best; None where none is acceptable, or where the query asks for what there is not.

    The profile goes first: who names one cannot read anything else. Whoever names none gets the default one of each
    format, and so does whoever names only unknown ones in a header. Of equally welcome formats the first offered wins.
    """
    plain = [each for each in offers if each.profile in (None, SKOS)]
    for profile in _wanted(wishes, offers):
        if profile is None:
            return _by_media(wishes, plain)
        if found := _by_media(wishes, [each for each in offers if each.profile == profile]):
            return found
    return None if _unknown_profile(wishes, offers) else _by_media(wishes, plain)


def quality(ranges: Weighted[MediaRange], offered: Format) -> int:
    """How welcome a format is, in thousandths: by the most specific range that fits it, whatever the others weigh.

    A format that answers to a second media type has the weight of that one where its own is not named.
    """
    exactness, weight = _best(ranges, offered.media_type, offered)
    if exactness >= _NAMED or offered.also is None:
        return weight
    other, other_weight = _best(ranges, offered.also, offered)
    return other_weight if other >= _NAMED else weight


_NAMED = (2, 0)
"""The exactness of a range that names a type and a subtype."""


def _best(ranges: Weighted[MediaRange], media_type: str, offered: Format) -> tuple[tuple[int, int], int]:
    kind, subtype = media_type.split("/")
    best = ((-1, 0), 0)
    for each, weight in ranges:
        if (each.type, each.subtype) == (kind, subtype):
            exactness = (2, len(each.parameters))
        elif (each.type, each.subtype) in ((kind, "*"), ("*", "*")):
            exactness = (int(each.type != "*"), len(each.parameters))
        else:
            continue
        if _parameters_fit(each, offered):
            best = max(best, (exactness, weight))
    return best


def _parameters_fit(wanted: MediaRange, offered: Format) -> bool:
    has = dict(offered.parameters)
    return all(
        name in offered.open_parameters or _equal(name, value, has.get(name)) for name, value in wanted.parameters
    )


def _equal(name: str, one: str, other: str | None) -> bool:
    if other is None:
        return False
    return one.lower() == other.lower() if name in _WITHOUT_CASE else one == other


def _by_media(wishes: Wishes, offers: Sequence[Representation]) -> Representation | None:
    if wishes.media is not None:
        return _in_order(media_ranges(wishes.media) or (), offers)
    ranges = media_ranges(wishes.accept) if wishes.accept else None
    weighed = [(quality(ranges or (ANY,), each.format), each) for each in offers]
    weight, found = max(weighed, key=lambda pair: pair[0], default=(0, None))
    return found if weight else None


def _in_order(ranges: Weighted[MediaRange], offers: Sequence[Representation]) -> Representation | None:
    """The offer for the first range that has one: a query argument lists preferences in order (7.3.3)."""
    for each, weight in sorted(ranges, key=lambda pair: -pair[1]):
        fitting = (offer for offer in offers if weight and quality(((each, FULL),), offer.format))
        if found := next(fitting, None):
            return found
    return None


def _wanted(wishes: Wishes, offers: Sequence[Representation]) -> list[Profile | None]:
    """The profiles somebody asks for that there are, the most welcome first; None for any."""
    names = sorted(_names(wishes), key=lambda pair: -pair[1])
    profiles = dict.fromkeys(each.profile for each in offers if each.profile is not None)
    wanted: list[Profile | None] = []
    for name, weight in names:
        if weight and name.is_any:
            wanted.append(None)
        elif weight:
            wanted += [each for each in profiles if each.is_called(name.uri, name.token)]
    return wanted


def _names(wishes: Wishes) -> Weighted[ProfileName]:
    if wishes.profile is not None:
        # A URI without brackets is no token, as it has a colon; what else could it be?
        bare = ":" in wishes.profile and "<" not in wishes.profile
        return profile_names(f"<{wishes.profile}>" if bare else wishes.profile) or ()
    return profile_names(wishes.accept_profile or "") or ()


def _unknown_profile(wishes: Wishes, offers: Sequence[Representation]) -> bool:
    """Whether the address itself asks for a profile that there is not."""
    return wishes.profile is not None and not _wanted(wishes, offers)
