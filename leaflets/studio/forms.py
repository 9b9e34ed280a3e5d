"""What each format is to somebody who prints: its name, what it is for, and where it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from leaflets.content import Catalogue
from leaflets.messages import Sentence, say, verbatim
from leaflets.model.format import Format, PaperOptions
from leaflets.plan.request import is_booklet, is_light

Where = Literal["printer", "screen", "shop"]

SHOWN = ("a5-folded", "a4", "large-print")
"""Those that stand open; the others are folded away below, and one that was used once is open from then on."""

_SAID: Mapping[str, tuple[Sentence, Sentence]] = {
    "a5-folded": (say("To fold"), say("1 sheet of A4, folded once. Four pages.")),
    "a4": (say("A4"), say("1 sheet, both sides. No folding.")),
    "large-print": (say("Large print"), say("A4, for who finds small letters hard to read.")),
    "trifold": (say("Folded in three"), say("1 sheet of A4, for the rack.")),
    "dl-card": (say("Cards"), say("3 on a sheet of A4, for the counter.")),
    "poster": (say("Poster"), say("A4, for the waiting room.")),
    "booklet-imposed": (say("Booklet"), say("All your leaflets in one. Fold and staple.")),
    "booklet-press": (say("Booklet for a print shop"), say("All your leaflets in one, with crop marks.")),
    "a5": (say("For a screen"), say("To mail, or for your website.")),
    "booklet": (say("Booklet for a screen"), say("All your leaflets in one file, to mail.")),
}
"""The name of a form and what it is for."""

WHERE: Mapping[Where, Sentence] = {
    "printer": say("On your own printer"), "screen": say("On a screen, or to mail"), "shop": say("For a print shop"),
}  # fmt: skip


_LIGHT = PaperOptions(light=True)


@dataclass(frozen=True)
class Form:
    """A format as it is chosen."""

    id: str
    name: Sentence
    use: Sentence
    where: Where
    picture: str
    """The drawing of the folded thing in templates/studio/_forms.html."""
    is_booklet: bool
    is_sheet: bool
    """Whether it is printed on both sides of sheets that are folded, cut or stapled, and has a ticket."""
    is_light: bool
    """Whether it can be had with little ink."""


def forms(catalogue: Catalogue, names: Iterable[str]) -> tuple[Form, ...]:
    """The forms of these names, those that stand open first."""
    found = [form_of(catalogue.formats[name]) for name in names]
    return tuple(sorted(found, key=lambda one: (_rank(one.id), one.where != "printer", one.where, one.is_booklet)))


def described(description: str) -> Sentence:
    """What a format is, as a sentence of the catalogues, which get it from its style sheet."""
    return Sentence(description, "", {})


def _rank(name: str) -> int:
    return SHOWN.index(name) if name in SHOWN else len(SHOWN)


def form_of(fmt: Format) -> Form:
    """A format as it is chosen."""
    name, use = _SAID.get(fmt.id) or (verbatim(fmt.id), described(fmt.description))
    where: Where = "shop" if fmt.ink == "press" else "printer" if _is_printed(fmt) else "screen"
    picture = fmt.id if fmt.id in _SAID else "booklet" if is_booklet(fmt) else "a4"
    return Form(fmt.id, name, use, where, picture, is_booklet(fmt), fmt.sheet is not None, is_light(fmt, _LIGHT))


def _is_printed(fmt: Format) -> bool:
    """Whether an office prints it as it is: what is a sheet of its printer, and no page of half of one to read."""
    return fmt.sheet is not None or min(fmt.paper_mm) > A5_MM


A5_MM = 150
"""Whose shorter side is no longer is no sheet for an office printer (ISO 216: 148 mm)."""
