"""What was chosen: leaflets, forms, how much ink. The address of every page says it, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urlencode

from leaflets.content import Catalogue
from leaflets.imposition.consumption import RUN
from leaflets.imposition.printer import answered
from leaflets.model.format import Printer
from leaflets.plan.request import is_booklet
from leaflets.problems import WrongOption

FIRST = ("a5-folded",)
"""The form that is ticked for who has chosen none yet: one sheet of A4, which any office printer takes."""

LONGEST_CODES = 60
"""Characters of all five answers of the trial sheet, with room."""

MOST_COPIES = 9999
"""Of one file; who needs more goes to a print shop."""

MOST = 500
"""Names in an address that are looked at; no series has so many leaflets."""


class Query(Protocol):
    """The query of an address."""

    def getlist(self, key: str) -> Sequence[str]: ...


@dataclass(frozen=True)
class Basket:
    """Leaflets and forms in the order of the lists they are chosen from; all of them exist."""

    language: str
    leaflets: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    light: bool = True
    edition: str | None = None
    printer: str = ""
    """What the trial sheet showed of the printer, as the codes of its boxes: A2,B0.5,C-1."""
    tongue: str = "en"
    """The language of the studio's own words."""
    copies: int = RUN
    """How many of each file are printed, for what that takes."""

    @property
    def query(self) -> str:
        """As the address says it."""
        pairs = [("l", name) for name in self.leaflets] + [("f", name) for name in self.forms]
        pairs += [("ink", "light" if self.light else "full"), ("lang", self.language)]
        pairs += [("edition", self.edition)] if self.edition else []
        pairs += [("printer", self.printer)] if self.printer else []
        pairs += [("n", str(self.copies))] if self.copies != RUN else []
        return urlencode([*pairs, ("ui", self.tongue)])

    def without(self, leaflet: str = "", form: str = "") -> Basket:
        """The choice with one leaflet or form taken out."""
        return replace(
            self,
            leaflets=tuple(one for one in self.leaflets if one != leaflet),
            forms=tuple(one for one in self.forms if one != form),
        )

    def files(self, catalogue: Catalogue) -> int:
        """How many files it comes to."""
        booklets = sum(is_booklet(catalogue.formats[name]) for name in self.forms)
        return (booklets if self.leaflets else 0) + (len(self.forms) - booklets) * len(self.leaflets)


def choice_of(asked: Query, catalogue: Catalogue, edition: str | None, tongue: str) -> Basket:
    """What an address says; a name of what is no longer there says nothing, so that an old address still works."""
    languages = [name for name, several in catalogue.leaflets.items() if several]
    language = _first(asked.getlist("lang"), languages) or tongue
    if language not in languages:
        language = languages[0]
    leaflets = _known(asked.getlist("l"), (leaflet.id for leaflet in catalogue.leaflets[language]))
    forms = _known(asked.getlist("f"), forms_of(catalogue))
    if not forms and not leaflets and not asked.getlist("ink"):
        forms = _known(FIRST, forms_of(catalogue))
    light = asked.getlist("ink")[:1] != ["full"]
    copies = copies_of((asked.getlist("n") or [""])[0]) or RUN
    return Basket(language, leaflets, forms, light, edition, _codes(asked.getlist("printer")), tongue, copies)


def copies_of(said: str) -> int | None:
    """A number of copies as it is typed; None for what is none, or more than an office prints at once."""
    text = said.strip()
    count = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_COPIES)) else 0
    return count if 0 < count <= MOST_COPIES else None


def _codes(asked: Sequence[str]) -> str:
    """The codes of a printer as an address says them; nothing where they are none."""
    try:
        answered(asked[0][:LONGEST_CODES] if asked else "")
    except WrongOption:
        return ""
    return asked[0][:LONGEST_CODES]


def printer_of(basket: Basket, office: Printer) -> Printer:
    """The printer of who chose, as far as the trial sheet told; else as the office's printer.yaml says it."""
    return office.model_copy(update=answered(basket.printer)) if basket.printer else office


def forms_of(catalogue: Catalogue) -> tuple[str, ...]:
    """The forms a choice can be in: those of the edition, where it names some."""
    own = catalogue.edition.own
    return tuple(name for name in catalogue.formats if not (own and own.formats) or name in own.formats)


def _known(asked: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    wanted = set(asked[:MOST])
    return tuple(name for name in known if name in wanted)


def _first(asked: Sequence[str], known: Sequence[str]) -> str | None:
    return next((name for name in asked[:MOST] if name in known), None)


def tongue_of(asked: Sequence[str], header: str, known: Sequence[str]) -> str:
    """The language of the studio's own words: what the address says, else the browser's first that there is.

    `header` is its Accept-Language (RFC 9110, 12.5.4).
    """
    if asked and asked[0] in known:
        return asked[0]
    liked: list[tuple[float, str]] = []
    for part in header.split(",")[:20]:
        name, _, weight = part.partition(";")
        try:
            rank = float(weight.strip().removeprefix("q=")) if weight.strip() else 1.0
        except ValueError:
            rank = 0.0
        liked.append((-rank, name.strip().lower().partition("-")[0]))
    return next((name for _, name in sorted(liked, key=lambda one: one[0]) if name in known), known[0])
