"""P12: one ink where one is enough. A black of several inks has coloured edges, and is counted as a page in colour."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Name, Stream

from leaflets.messages import say
from leaflets.preflight.file import File
from leaflets.preflight.measure.paint import Shown
from leaflets.preflight.rule import Finding, rule
from leaflets.problems import FAULT_OF_PRESS

# A step of 8 bits is 0.004: equal parts may have been rounded apart.
EQUAL = 0.005
# Cyan, magenta and yellow, the inks of CMYK that stand before black.
COLOURS = 3


@rule("P12", "blocks", "ISO 32000-1, 8.6.4.2", FAULT_OF_PRESS)
def grey_files_are_grey(file: File) -> Iterator[Finding]:
    """A file made in grey paints in grey only, which every device prints with black ink alone."""
    if file.subject.ink != "gray":
        return
    for number, painted in enumerate(file.painted, start=1):
        spaces = {space for space, _ in painted.colours} | {shown.space for shown in painted.shown}
        if spaces - {"gray", "pattern"}:
            yield Finding(say("something is painted in another colour space than grey"), number)
        for picture in painted.pictures:
            if picture.space != "gray":
                yield Finding(say("a picture is not in grey"), number, picture.box)
    mixed = [one for one in file.pdf.objects if isinstance(one, Dictionary | Stream) and _is_mixed_in_colour(one)]
    if mixed:
        yield Finding(say("{count} parts are mixed in colour before they are printed", count=len(mixed)))


def _is_mixed_in_colour(thing: Dictionary | Stream) -> bool:
    """Whether it is a transparency group with a space of its own that is none of one ink (ISO 32000-1, 11.6.6)."""
    group = thing.get("/Group")
    return isinstance(group, Dictionary) and group.get("/CS", Name.DeviceGray) in (Name.DeviceRGB, Name.DeviceCMYK)


@rule("P12", "blocks", "ISO 32000-1, 8.6.4.2", FAULT_OF_PRESS)
def black_text_is_one_ink(file: File) -> Iterator[Finding]:
    """Black and grey text of what an office prints is said in grey, and not in red, green and blue or four inks."""
    if file.subject.purpose not in ("reading", "sheet"):
        return
    for number, painted in enumerate(file.painted, start=1):
        count = sum(_is_black_of_several(shown) for shown in painted.shown)
        if count:
            yield Finding(say("{count} black texts are painted in several inks", count=count), number)


def _is_black_of_several(shown: Shown) -> bool:
    if shown.space == "cmyk":
        return len(shown.values) > COLOURS and max(shown.values[:COLOURS]) < EQUAL
    return shown.space == "rgb" and bool(shown.values) and max(shown.values) - min(shown.values) < EQUAL
