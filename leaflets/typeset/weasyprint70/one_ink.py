"""Neutral colours as DeviceGray. WeasyPrint 70 writes black text in red, green and blue.

An office printer makes such a black of four inks, or asks its driver, who guesses: letters get coloured edges where the
plates are a hair apart, and a page in greys is counted and paid as one in colour. DeviceGray is black ink alone on
every device (ISO 32000-1, 8.6.4.2), and the same to the eye on a screen.
"""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.pdf.stream import Stream

_set_rgb = pydyf.Stream.set_color_rgb
_add_shading = Stream.add_shading
_add_group = Stream.add_group
_set_alpha_state = Stream.set_alpha_state
_RGB = "/DeviceRGB"


def _set_in_one_ink(stream: pydyf.Stream, r: float, g: float, b: float, stroke: bool = False) -> None:
    """Set a colour; one of equal parts is a grey (ISO 32000-1, 8.6.8, table 74)."""
    if r == g == b:
        stream.stream.append(b"%b %b" % (pydyf._to_bytes(r), b"G" if stroke else b"g"))
    else:
        _set_rgb(stream, r, g, b, stroke)


def _add_shading_in_one_ink(stream: Stream, *about: Any) -> Any:
    """Add a gradient; one whose colours are all of equal parts goes from grey to grey."""
    shading = _add_shading(stream, *about)
    steps = [step for step in shading["Function"].get("Functions", [shading["Function"]]) if "C0" in step]
    ends = [step[end] for step in steps for end in ("C0", "C1")]
    # The space and the colours are turned together: three numbers in a space of one ink are no colour.
    if shading["ColorSpace"] == _RGB and all(len(set(colour)) == 1 for colour in ends):
        shading["ColorSpace"] = "/DeviceGray"
        for step in steps:
            step["C0"], step["C1"] = (pydyf.Array(step[end][:1]) for end in ("C0", "C1"))
    return shading


def _add_group_of_any_space(stream: Stream, x: float, y: float, width: float, height: float) -> Any:
    """Add a transparency group that is mixed in the printer's own inks.

    Without a space of its own it takes that of the page (ISO 32000-1, 11.6.6); in RGB its greys would leave it as four
    inks.
    """
    group = _add_group(stream, x, y, width, height)
    if group.extra["Group"]["CS"] == _RGB:
        del group.extra["Group"]["CS"]
    return group


def _set_alpha_state_in_one_ink(stream: Stream, *about: Any, **how: Any) -> Any:
    """Set a mask; a group whose lightness is the mask must name a space (ISO 32000-1, 11.6.5.3)."""
    mask = _set_alpha_state(stream, *about, **how)
    mask.extra["Group"].setdefault("CS", "/DeviceGray")
    return mask


def install() -> None:
    """Let every stream be written so."""
    pydyf.Stream.set_color_rgb = _set_in_one_ink
    Stream.add_shading = _add_shading_in_one_ink
    Stream.add_group = _add_group_of_any_space
    Stream.set_alpha_state = _set_alpha_state_in_one_ink
