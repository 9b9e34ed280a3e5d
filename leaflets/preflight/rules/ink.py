"""P10: no place of a press file takes more ink than can dry: the paper's limit, and that of the profile in the file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from PIL import ImageCms

from leaflets.messages import say
from leaflets.pictures.inks import MOST_INK
from leaflets.preflight.file import File
from leaflets.preflight.measure.ink import bound, measured, most_of
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.rules.intent import intents
from leaflets.press.conditions import PrintingCondition, condition_named
from leaflets.press.profile import darkest

FAULT_OF_SEPARATION = say("This is a fault of the press, which separates pictures itself; please report it.")
# Four inks of 8 bits are each off by up to 0.2 %.
INK_ROUNDING = 1

SPOT_MM = 1.0
"""The side of the square that is shown where ink was measured."""


def most_ink(file: File) -> float:
    """What a place of a press file may take, by the printing conditions it is for."""
    found = [float(MOST_INK)]
    for intent in intents(file):
        profile = intent.get("/DestOutputProfile")
        condition = condition_named(str(intent.get("/OutputConditionIdentifier", "")))
        found.append(limit_of(condition, profile.read_bytes() if profile is not None else None))
    return min(found)


def limit_of(condition: PrintingCondition | None, profile: bytes | None) -> float:
    """What a place may take: the least of the house's limit, a condition's and what a profile gives at most."""
    limits = [float(MOST_INK), *([float(condition.most_ink)] if condition is not None else [])]
    most = _most_of(profile) if profile is not None else None
    return min([*limits, *([most] if most is not None else [])])


@lru_cache(maxsize=4)
def _most_of(profile: bytes) -> float | None:
    """The most ink a profile gives; None for one that cannot be used, which other rules tell."""
    try:
        return darkest(profile)
    except (OSError, ValueError, ImageCms.PyCMSError):
        return None


@rule("P10", "blocks", "print shops' rule", "Use a colour of less ink in styles/colours.yaml.")
def ink_can_dry(file: File) -> Iterator[Finding]:
    """No place takes more than 300 % of ink, nor more than the printing condition and the profile in the file allow."""
    if file.subject.purpose != "press":
        return
    limit = most_ink(file)
    for number, painted in enumerate(file.painted, start=1):
        found = list(_painted(file, number, limit))
        yield from found
        if not found and bound(painted) > limit + INK_ROUNDING:
            yield from _overprinted(file, number, limit)


def _painted(file: File, number: int, limit: float) -> Iterator[Finding]:
    """The colours and pictures of a page that have too much ink by themselves."""
    painted = file.painted[number - 1]
    most = max((sum(values) * 100 for space, values in painted.colours if space == "cmyk"), default=0.0)
    if most > limit + INK_ROUNDING:
        yield Finding(say("a colour of {most:.0f} % ink, more than {most_ink:g}", most=most, most_ink=limit), number)
    for picture in painted.pictures:
        if picture.space == "cmyk" and (ink := most_of(picture)) > limit + INK_ROUNDING:
            said = say("a picture of up to {ink:.0f} % ink, more than {most_ink:g}", ink=ink, most_ink=limit)
            yield Finding(said, number, picture.box, todo=FAULT_OF_SEPARATION)


def _overprinted(file: File, number: int, limit: float) -> Iterator[Finding]:
    """Where black is printed over a colour, as the plates show it."""
    (place,) = measured(file.proof.pdf, (number,), file.bench)
    if place.ink > limit + INK_ROUNDING:
        said = say(
            "black over a colour comes to {ink:.0f} % ink, more than {most_ink:g}", ink=place.ink, most_ink=limit
        )
        yield Finding(said, number, (place.left_mm, place.top_mm, SPOT_MM, SPOT_MM))
