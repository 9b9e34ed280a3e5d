"""Arrange a practice's text, logo and QR code in its box: as large as fits, never below the floor. Pure; no PDF here.

Places are mm from the box's top left corner, sizes pt. A box may grow upward into free space, so that places can be
above its corner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from leaflets import qr
from leaflets.model.proof import Box, Issuer
from leaflets.personalise.box.code_and_logo import Aside, PlacedAside, asides
from leaflets.personalise.box.lines import (
    LEADING,
    Fact,
    Measure,
    Piece,
    Width,
    below,
    height,
    placed,
    separated,
    set_lines,
    words,
)
from leaflets.personalise.box.style import BLEED, CLEAR, FLOOR, GAP, LARGE, NAME_SCALE, READING, SIDE, BoxStyle
from leaflets.text.addresses import site_of
from leaflets.units import MM_PER_PT


@dataclass(frozen=True)
class Layout:
    """What stands where in the box."""

    pieces: tuple[Piece, ...]
    logo: Box | None
    qr: Box | None
    paper: Box | None
    """What becomes paper under the QR code's symbol and its light zone (ISO/IEC 18004, 6.3.8)."""
    caption: Piece | None = None
    label: Piece | None = None
    """What is written on the rule: the label of a line for the patient."""
    rule: Box | None = None
    ground: Box | None = None
    """What becomes box where it grows, over its whole width."""

    @property
    def grown(self) -> float:
        """How much higher than reserved the box is, in mm."""
        return -self.ground[1] if self.ground else 0.0


NARROW = 11.0
"""A column narrower than so many sizes breaks nearly every fact."""


class DoesNotFit(ValueError):
    """The text is too long for the box, even at the floor."""


@dataclass(frozen=True)
class Extras:
    """What is added where there is room: the words under the code, and those of a line for the patient to write on."""

    caption: str = ""
    write: str = ""


NOTHING = Extras()


def arrange(
    facts: Sequence[Fact], logo: tuple[float, float] | None, website: str | None, size_mm: tuple[float, float],
    width: Width, style: BoxStyle = READING, *, room: float = 0.0, extras: Extras = NOTHING,
) -> Layout:  # fmt: skip
    """`facts` (the name first) in a box of `size_mm`, beside the logo (its width and height in any unit) and QR code.

    `room` is how far (mm) it may grow upward. Raises DoesNotFit.
    """
    site = website if size_mm[1] + room >= style.qr_mm else None
    for attempt in _attempts(size_mm[1], size_mm[1] + room, style, extras):
        for aside in asides(logo, site, size_mm, style, caption=bool(attempt.extras.caption)):
            for way in attempt.ways if aside.needs <= attempt.high else ():
                for size in attempt.sizes:
                    found = _tried(facts, aside, attempt, way, size, size_mm, width)
                    if found is not None:
                        return found
    raise DoesNotFit


Way = Callable[[Sequence[Fact], Measure, float, Width], list[Piece] | None]
"""Sets facts on lines of a measure (pt) in a size; None when that cannot be."""


@dataclass(frozen=True)
class _Attempt:
    """What is tried together: a height of the box, sizes, ways to set the facts, and what is added to them."""

    high: float
    sizes: Sequence[float]
    ways: Sequence[Way]
    extras: Extras

    def row(self, style: BoxStyle) -> float:
        """The height of the line to write on."""
        return style.write_mm if self.extras.write else 0.0


def _attempts(high: float, grown: float, style: BoxStyle, extras: Extras) -> Iterator[_Attempt]:
    """What to try, best first.

    The box grows before its text is smaller than is comfortable, and only as much as that takes. Then what is added is
    left out, and last the facts share lines.
    """
    comfortable = [size for size in style.sizes if size >= style.comfortable]
    small = [size for size in style.sizes if size < style.comfortable]
    own = (_stack, _under, _columns)
    choices = (extras, Extras("", extras.write), Extras(extras.caption), NOTHING)
    for choice in choices if style.write_mm else (Extras(extras.caption), NOTHING):
        yield _Attempt(high, comfortable, own, choice)
        if grown > high:
            yield _Attempt(grown, comfortable[-1:], own, choice)
        yield _Attempt(grown, small, own, choice)
    for way in (_flow, _run_in):
        yield _Attempt(grown, style.sizes, (way,), NOTHING)


def _tried(
    facts: Sequence[Fact], aside: Aside, attempt: _Attempt, way: Way, size: float, size_mm: tuple[float, float],
    width: Width,
) -> Layout | None:  # fmt: skip
    """The layout of an attempt with an aside in one way and size; None when it does not fit."""
    style, row = aside.style, attempt.row(aside.style)
    is_under = way is _under
    full = aside.across - SIDE
    measure = Measure((aside.begins - SIDE) / MM_PER_PT)
    if is_under:
        measure = Measure(measure.across, (full - SIDE) / MM_PER_PT, (aside.needs + CLEAR - style.edge) / MM_PER_PT)
    pieces = _as_set(way, tuple(facts), measure, size, width)
    if pieces is None:
        return None
    said = height(pieces) * MM_PER_PT
    needed = max(said + 2 * style.edge, aside.needs if is_under else 0.0) + row
    if max(needed, aside.needs) > attempt.high + 0.001:
        return None
    high = max(size_mm[1], needed, aside.needs)
    top = style.edge if is_under else (high - row - said) / 2
    right = full if is_under else aside.begins
    return _laid(
        list(placed(pieces, SIDE, top)), aside.placed(high, at_top=is_under), attempt.extras, high,
        size_mm, right, style, width,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _as_set(way: Way, facts: tuple[Fact, ...], measure: Measure, size: float, width: Width) -> list[Piece] | None:
    """Facts set in a way, remembered: boxes of other heights, and other extras, ask for the same lines again."""
    return way(facts, measure, size, width)


def _laid(
    pieces: Sequence[Piece], placed: PlacedAside, extras: Extras, high: float, size_mm: tuple[float, float],
    right: float, style: BoxStyle, width: Width,
) -> Layout:  # fmt: skip
    """All of it with its places moved to the corner of the box as it was reserved."""
    up = high - size_mm[1]

    def risen(box: Box | None) -> Box | None:
        return None if box is None else (box[0], box[1] - up, box[2], box[3])

    label = rule = None
    if extras.write:
        baseline = high - style.edge - style.write_mm + 1.0 + style.small * MM_PER_PT
        label = _piece(extras.write, SIDE, baseline - up, style.small, width)
        rule = (SIDE, high - style.edge - 0.5 - up, right - SIDE, 0.0)
    caption = None
    if placed.caption is not None:
        caption = _piece(extras.caption, 0.0, placed.caption[1] - up, style.small, width)
        assert placed.qr is not None
        # Longer than its code, it ends where that does: the box or the page may end there too.
        edge = placed.qr[0] + placed.qr[2]
        caption = caption._replace(left=min(placed.caption[0] - caption.width / 2, edge - caption.width))
    return Layout(
        tuple(piece._replace(baseline=piece.baseline - up) for piece in pieces),
        risen(placed.logo), risen(placed.qr), risen(placed.paper), caption, label, rule,
        (0.0, -up, size_mm[0], up + BLEED) if up > 0.001 else None,
    )  # fmt: skip


def _piece(text: str, left: float, baseline: float, size: float, width: Width) -> Piece:
    return Piece(0, 0, text, False, size, left, baseline, width(text, False) * size * MM_PER_PT)


def _stack(facts: Sequence[Fact], measure: Measure, size: float, width: Width) -> list[Piece] | None:
    """Each fact on lines of its own, one under the other."""
    pieces: list[Piece] = []
    for number, fact in enumerate(facts):
        added = _set(number, fact, measure.lowered(height(pieces)), size, width)
        if added is None:
            return None
        pieces += below(pieces, added)
    return pieces


def _under(facts: Sequence[Fact], measure: Measure, size: float, width: Width) -> list[Piece] | None:
    """As a stack, whose lines go on under what stands beside them."""
    return _stack(facts, measure, size, width)


def _columns(facts: Sequence[Fact], measure: Measure, size: float, width: Width) -> list[Piece] | None:
    """The name over the whole width, the other facts in two columns of about one height."""
    head = _set(0, facts[0], measure, size, width)
    column = (measure.across - GAP / MM_PER_PT) / 2
    if column < NARROW * size:
        return None
    rest = [_set(number, fact, Measure(column), size, width) or [] for number, fact in enumerate(facts[1:], start=1)]
    if head is None or len(rest) < 2 or not all(rest):
        return None
    heights = list(map(height, rest))
    split = min(range(1, len(rest)), key=lambda end: max(sum(heights[:end]), sum(heights[end:])))
    sides: list[list[Piece]] = [[], []]
    for number, added in enumerate(rest):
        side = sides[number >= split]
        side += below(side, added)
    shifted = [piece._replace(left=piece.left + column + GAP / MM_PER_PT) for piece in sides[1]]
    return head + below(head, sides[0] + shifted)


def _flow(facts: Sequence[Fact], measure: Measure, size: float, width: Width) -> list[Piece] | None:
    """The name, then all facts after one another."""
    head = _set(0, facts[0], measure, size, width)
    rest = set_lines(separated(facts, 1), measure, size, width)
    return None if head is None or rest is None else head + below(head, rest)


def _run_in(facts: Sequence[Fact], measure: Measure, size: float, width: Width) -> list[Piece] | None:
    """The last resort: the name and all facts after one another in one size."""
    return set_lines(separated(facts), measure, size, width)


def _set(number: int, fact: Fact, measure: Measure, size: float, width: Width) -> list[Piece] | None:
    """A fact on lines of its own; the name larger than the others."""
    own = round(size * NAME_SCALE * 2) / 2 if number == 0 else size
    return set_lines(list(words(number, fact)), measure, own, width)


def caption_of(website: str, word: str, style: BoxStyle, width: Width) -> str:
    """What stands under the code to a website: the site where its light is as wide as that, or else the word for it."""
    site = site_of(website)
    light = qr.QUIET_ZONE * style.qr_mm / len(qr.matrix(website))
    return site if width(site, False) * style.small * MM_PER_PT <= style.qr_mm + light else word


def issued(fact: Fact, place: Issuer, width: Width) -> list[Piece]:
    """A fact on the lines of the imprint that are left for it, in the imprint's own size or at the floor.

    Places are mm from the corner of these lines. Raises DoesNotFit.
    """
    most = round(place.box_mm[3] / (place.line_pt * MM_PER_PT))
    measure = Measure(place.box_mm[2] / MM_PER_PT)
    for size in (place.size_pt,) if place.size_pt >= LARGE.small else (place.size_pt, FLOOR):
        pieces = set_lines(list(words(0, fact)), measure, size, width, place.indent_mm / MM_PER_PT)
        found = list(placed(pieces or (), 0.0, 0.0))
        rows = [round((piece.baseline / MM_PER_PT - size) / size / LEADING) for piece in found]
        if found and max(rows) < most:
            step = place.line_pt * MM_PER_PT
            return [one._replace(baseline=place.baseline_mm + row * step) for one, row in zip(found, rows, strict=True)]
    raise DoesNotFit
