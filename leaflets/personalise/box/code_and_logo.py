"""What stands at the right of a practice's text: its QR code with light and caption, its logo over or beside it.

Places are mm from the top left corner of the box. Pure; no PDF here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflets import qr
from leaflets.model.proof import Box
from leaflets.personalise.box.style import BLEED, CLEAR, GAP, SIDE, BoxStyle
from leaflets.units import MM_PER_PT

OVER = (1.0, 14.0, 10.0)
"""How high a logo over a code may be, best first: a share of the code's side, then mm."""
LEAST_OVER = 4.0
"""A logo over a code that would be lower is too small to be read (mm)."""
BESIDE = (1.0, 0.8, 0.6)
"""Shares of the largest size of a logo that stands beside the code."""
ROOMY = 18.5
"""Where so much is left for the text, the logo stands beside the code, else rather over it (comfortable sizes)."""
APART = 1.0
"""What stays free between the light of a code and a logo over it (mm)."""
CAPTION = 1.05
"""The height of a caption in sizes, and with it the least light below it."""


@dataclass(frozen=True)
class PlacedAside:
    """Where all of it stands in a box of some height; the caption by its middle and its baseline."""

    logo: Box | None
    qr: Box | None
    caption: tuple[float, float] | None
    paper: Box | None
    """What becomes paper under the code's symbol and its light zone (ISO/IEC 18004, 6.3.8)."""


@dataclass(frozen=True)
class Aside:
    """One way to place it. `begins` is where the room of the text ends, `needs` the least height of the box."""

    across: float
    style: BoxStyle
    begins: float
    needs: float
    code: float = 0.0
    quiet: float = 0.0
    caption_pt: float = 0.0
    logo: tuple[float, float] | None = None
    is_over: bool = False

    def placed(self, high: float, *, at_top: bool = False) -> PlacedAside:
        """Where it stands in a box `high`: in the middle of its height, or at its top with text going on below."""
        if not self.code:
            return PlacedAside(self._alone(high), None, None, None)
        top = (0.0 if at_top else (high - self.needs) / 2) + self._above()
        left = self.across - self.code - (self.quiet if self.style.is_white else 0.0)
        over = self.logo[1] + self.quiet + APART if self.logo and self.is_over else 0.0
        symbol = (left, top + over, self.code, self.code)
        caption = None
        if self.caption_pt:
            under = symbol[1] + self.code + self.quiet
            caption = (left + self.code / 2, under + 0.8 * self.caption_pt * MM_PER_PT)
        return PlacedAside(self._logo(symbol, top, high), symbol, caption, self._paper(high, at_top=at_top))

    def _above(self) -> float:
        """What is free above it: on a page of paper nothing, in a box that is paper itself the light of the code."""
        return max(self.quiet, self.style.edge) if self.style.is_white else 0.0

    def _alone(self, high: float) -> Box | None:
        if self.logo is None:
            return None
        width, tall = self.logo
        return (self.across - SIDE - width, (high - tall) / 2, width, tall)

    def _logo(self, symbol: Box, top: float, high: float) -> Box | None:
        if self.logo is None:
            return None
        width, tall = self.logo
        if self.is_over:
            return (symbol[0] + (self.code - width) / 2, top, width, tall)
        return (symbol[0] - self.quiet - GAP - width, (high - tall) / 2, width, tall)

    def _paper(self, high: float, *, at_top: bool) -> Box | None:
        if self.style.is_white:
            return None
        side = self.code + self.quiet
        return (self.across - side, -BLEED, side + BLEED, self.needs + BLEED if at_top else high + 2 * BLEED)


def asides(
    logo: tuple[float, float] | None,
    website: str | None,
    size_mm: tuple[float, float],
    style: BoxStyle,
    *,
    caption: bool,
) -> Iterator[Aside]:
    """The ways to place logo (its width and height in any unit) and code in a box, best first."""
    across = size_mm[0]
    if website is None:
        yield from _without_code(logo, size_mm, style)
        return
    side = style.qr_mm
    quiet = qr.QUIET_ZONE * side / len(qr.matrix(website))
    caption_pt = style.small if caption else 0.0
    under = quiet + caption_pt * MM_PER_PT * CAPTION if caption else 0.0
    if style.is_white:
        light = max(quiet, style.edge)
        needs, left = light + side + (under + style.edge if caption else light), across - 2 * quiet - side
    else:
        needs, left = side + under, across - quiet - side
    plain = Aside(across, style, left - CLEAR, needs, side, quiet, caption_pt)
    if logo is None:
        yield plain
        return
    over, beside = list(_over(plain, logo)), list(_beside(plain, logo, size_mm))
    is_roomy = beside[0].begins - SIDE >= ROOMY * style.comfortable * MM_PER_PT
    yield from beside[:1] if is_roomy else over
    yield from over if is_roomy else beside
    yield from beside[1:] if is_roomy else ()


def _without_code(logo: tuple[float, float] | None, size_mm: tuple[float, float], style: BoxStyle) -> Iterator[Aside]:
    across = size_mm[0]
    if logo is None:
        yield Aside(across, style, across - SIDE, 0.0)
        return
    for width, high in _sizes(logo, size_mm, style):
        yield Aside(across, style, across - SIDE - width - GAP, high + 2 * style.edge, logo=(width, high))


def _over(plain: Aside, logo: tuple[float, float]) -> Iterator[Aside]:
    """The logo over the code, at most as wide as its symbol."""
    found: set[float] = set()
    for most in (OVER[0] * plain.code, *OVER[1:]):
        factor = min(plain.code / logo[0], most / logo[1])
        width, high = logo[0] * factor, logo[1] * factor
        if high >= LEAST_OVER and round(high, 2) not in found:
            found.add(round(high, 2))
            needs = plain.needs + high + plain.quiet + APART
            yield Aside(
                plain.across, plain.style, plain.begins, needs, plain.code, plain.quiet, plain.caption_pt,
                (width, high), is_over=True,
            )  # fmt: skip


def _beside(plain: Aside, logo: tuple[float, float], size_mm: tuple[float, float]) -> Iterator[Aside]:
    """The logo between the text and the code."""
    for width, high in _sizes(logo, size_mm, plain.style):
        begins = plain.begins + CLEAR - GAP - width - GAP
        needs = max(plain.needs, high + 2 * plain.style.edge)
        yield Aside(plain.across, plain.style, begins, needs, plain.code, plain.quiet, plain.caption_pt, (width, high))


def _sizes(logo: tuple[float, float], size_mm: tuple[float, float], style: BoxStyle) -> Iterator[tuple[float, float]]:
    across, high = size_mm
    for scale in BESIDE:
        widest = min(style.logo_mm[0], across * 0.26) * scale
        highest = min(style.logo_mm[1], high - 5) * scale
        factor = min(widest / logo[0], highest / logo[1])
        yield logo[0] * factor, logo[1] * factor
