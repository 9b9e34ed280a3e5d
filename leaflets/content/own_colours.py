"""The colours of an edition of an association's own: checked against what stands on them, the rest worked out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice

from leaflets.messages import say
from leaflets.model.colour import PaletteColour, Rgb, contrast
from leaflets.model.own_edition import OwnColours
from leaflets.pictures.inks import ink_of
from leaflets.problems import ContentError, Problem, or_meant

OWN = re.compile(r"accent(-soft)?|(group|tint|glow|glow-outer)-\d+")
"""The colours an edition may change: none of those of alarm, text and codes."""

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text, and of shapes and large letters (WCAG 2.2, 1.4.3 and 1.4.11; norms T06)."""

PRINTED = 3.0
"""Of text by its inks, whose look is known about only: what is far off is told, and the finished file is measured."""

MOST_INK = 300
"""Per cent of all four inks together (norms §4)."""

SHARES: Mapping[str, float] = {"glow": 0.86, "glow-outer": 0.93, "tint": 0.1}
"""How much of a group's colour is in what goes with it, the rest white, as in the table of colours."""


def resolved(
    given: Mapping[str, PaletteColour],
    table: Mapping[str, PaletteColour],
    where: str,
    line: Callable[[str], int | None],
) -> OwnColours:
    """The colours of an edition in place of those of `table`, with the glow and tint of each group that has a new one.

    Raises ContentError for what is no colour, may not be changed, or cannot be read or printed.
    """
    problems = [problem for name in given for problem in _wrong(name, table, where, line(name))]
    if problems:
        raise ContentError(*problems)
    own = dict(given)
    for name, value in list(own.items()):
        kind, _, group = name.rpartition("-")
        if kind == "group":
            own = {f"{other}-{group}": _share(value, share) for other, share in SHARES.items()} | own
    problems = list(_unreadable(own, {**table, **own}, given, where, line))
    if problems:
        raise ContentError(*problems)
    return tuple(sorted(own.items()))


def _wrong(name: str, table: Mapping[str, PaletteColour], where: str, line: int | None) -> Iterator[Problem]:
    if name not in table or not OWN.fullmatch(name):
        may = [one for one in table if OWN.fullmatch(one)]
        said = say('there is no colour "{name}"', name=name)
        if name in table:
            said = say('the colour "{name}" is the same in every edition', name=name)
        todo = say("An edition may have its own: {names}.", names=", ".join(may))
        yield Problem(said, where, or_meant(todo, name, may), line=line)


def with_inks(srgb: str) -> PaletteColour:
    """A colour of the screen (#RRGGBB) with the inks it is printed in."""
    red, green, blue = (int(srgb[at : at + 2], 16) / 255 for at in (1, 3, 5))
    cyan, magenta, yellow, black = (round(100 * part, 1) for part in ink_of(red, green, blue))
    return PaletteColour(srgb=srgb, cmyk=(cyan, magenta, yellow, black))


def _share(colour: PaletteColour, share: float) -> PaletteColour:
    """So much of a colour, the rest white."""
    srgb = "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in colour.rgb)
    cyan, magenta, yellow, black = (round(part * share, 1) for part in colour.cmyk)
    return PaletteColour(srgb=srgb, cmyk=(cyan, magenta, yellow, black))


def _unreadable(
    own: Mapping[str, PaletteColour],
    table: Mapping[str, PaletteColour],
    given: Collection[str],
    where: str,
    line: Callable[[str], int | None],
) -> Iterator[Problem]:
    """One for each group of the colours on which, or in which, something cannot be read, and those of too much ink."""
    for name, value in own.items():
        if (ink := sum(value.cmyk)) > MOST_INK:
            said = say('the colour "{name}" takes {ink:.0f} % ink, more than {most}', name=name, ink=ink, most=MOST_INK)
            yield Problem(said, where, say("Choose one of less ink."), line=line(name))
    for pairs in _pairs(own, table):
        faint = (
            (contrast(seen(table[name]), seen(table[on])), name, on, least if called is _srgb else PRINTED, called)
            for name, on, least in pairs
            for seen, called in ((_on_screen, _srgb), (_in_print, _inks))
            if called is _srgb or least == TEXT
        )
        for ratio, name, on, least, called in islice((one for one in faint if one[0] < one[3]), 1):
            said = say(
                'the contrast of "{name}" ({colour}) and "{on}" ({other}) is {ratio:.1f}, less than {least}',
                name=name, colour=called(table[name]), on=on, other=called(table[on]), ratio=ratio, least=least,
            )  # fmt: skip
            at = line(name if name in given else on if on in given else f"group-{name.rpartition('-')[2]}")
            yield Problem(said, where, say("Choose a darker or a lighter one."), line=at, rule="T06")


def _on_screen(colour: PaletteColour) -> Rgb:
    return colour.rgb


def _in_print(colour: PaletteColour) -> Rgb:
    """About as the inks of a colour are seen on white paper; a press prints them less bright."""
    *inks, black = (part / 100 for part in colour.cmyk)
    red, green, blue = (round(255 * (1 - ink) * (1 - black)) for ink in inks)
    return red, green, blue


def _srgb(colour: PaletteColour) -> str:
    return colour.srgb


def _inks(colour: PaletteColour) -> str:
    return "CMYK " + " ".join(f"{part:g}" for part in colour.cmyk)


def _pairs(
    own: Mapping[str, PaletteColour], table: Mapping[str, PaletteColour]
) -> Iterator[list[tuple[str, str, float]]]:
    """For each group what stands on what, where one of the two is an edition's own, with the least contrast."""
    groups = sorted(name.partition("-")[2] for name in table if re.fullmatch(r"group-\d+", name))
    for group in groups:
        colour = f"group-{group}"
        every = [
            (colour, "paper", TEXT), (colour, f"tint-{group}", TEXT), ("ink", f"tint-{group}", TEXT),
            ("accent", colour, SHAPE), (f"glow-{group}", "paper", TEXT), (f"glow-outer-{group}", "paper", TEXT),
        ]  # fmt: skip
        yield [pair for pair in every if pair[0] in own or pair[1] in own]
