"""What is written of a practice, in its box and the imprint: arranged once for all masters that leave the same room."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from leaflets.messages import Sentence, say
from leaflets.model.proof import Issuer, Numbers, PracticeBox, Proof, QrCode
from leaflets.personalise.box.drawing import Drawing, draw, listed, said
from leaflets.personalise.box.face import face
from leaflets.personalise.box.layout import DoesNotFit, Extras, Layout, arrange, caption_of, issued
from leaflets.personalise.box.logo import Logo
from leaflets.personalise.box.strip import strip
from leaflets.personalise.box.style import BoxStyle, room_in
from leaflets.personalise.practice import UNNAMED, Practice, calls, facts, issuer
from leaflets.personalise.sets.task import Locale, Master
from leaflets.personalise.stamp.apply import Stamp, press
from leaflets.personalise.stamp.base import Base

_Shape = tuple[Locale, tuple[float, float], BoxStyle]


class Misfit(ValueError):
    """What does not fit a place that is kept for it, what to do, and the field of the practice to begin with."""

    def __init__(self, what: Sentence, todo: Sentence, field: str) -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo
        self.field = field


class Inscription:
    """What is written into the masters of one practice."""

    def __init__(self, practice: Practice, logo: Logo | None) -> None:
        self.practice = practice
        self.logo = logo
        self.without_line: set[str] = set()
        """The formats whose box has no room for the line to write on."""
        self.without_name: set[str] = set()
        """The formats whose box on when to call has no room for the names, so that words stand in their place."""
        self._layouts: dict[_Shape, list[tuple[float, Layout, Drawing]]] = {}
        self._lines: dict[tuple[Locale, Issuer], Drawing] = {}
        self._calls: dict[_Shape, tuple[Drawing, bool]] = {}

    def stamped(self, proof: Proof, base: Base, master: Master) -> Proof:
        """The proof with the practice in its box and the imprint. Raises Misfit."""
        drawings: dict[str, Drawing] = {}
        codes: tuple[QrCode, ...] = ()
        logo_mm = 0.0
        if base.practice is not None:
            layout, drawings["practice"] = self._boxed(base.practice, base.style, master)
            if layout.rule is None and base.style.write_mm:
                self.without_line.add(master.work.format.id)
            codes = tuple(self._code(base.practice, layout))
            logo_mm = layout.logo[2] if layout.logo else 0.0
        if base.issuer is not None:
            drawings[base.issuer.says] = self._issued(base.issuer, master)
        if base.numbers is not None:
            drawings["numbers"] = self._called(base.numbers, base.style, master)
        stamp = Stamp(drawings, self.logo if logo_mm else None, logo_mm)
        return proof.model_copy(update={"pdf": press(base, stamp), "qr": (*proof.qr, *codes)})

    def _code(self, box: PracticeBox, layout: Layout) -> Iterator[QrCode]:
        if layout.qr is not None and self.practice.website is not None:
            left, top, width, height = layout.qr
            place = (round(box.box_mm[0] + left, 2), round(box.box_mm[1] + top, 2), width, height)
            yield QrCode(page=box.page, url=self.practice.website, box_mm=place)

    def _boxed(self, box: PracticeBox, style: BoxStyle, master: Master) -> tuple[Layout, Drawing]:
        """The box of a master. What was arranged with more room and needs no more than there is, is what fits here."""
        room = room_in(box)
        known = self._layouts.setdefault((master.place, box.box_mm[2:], style), [])
        for wider, layout, drawing in known:
            if layout.grown <= room <= wider:
                return layout, drawing
        layout = self._arranged(box, style, master)
        on_white = self.logo is not None and self.logo.is_on_white
        drawing = draw(
            layout, facts(self.practice, master.words), self.practice.website, master.words,
            is_white=style.is_white, logo_on_white=on_white,
        )  # fmt: skip
        known.append((room, layout, drawing))
        return layout, drawing

    def _arranged(self, box: PracticeBox, style: BoxStyle, master: Master) -> Layout:
        words = master.words
        said_here = facts(self.practice, words)
        size = self.logo.size if self.logo else None
        website = self.practice.website
        caption = caption_of(website, words["practice_website"], style, _width) if website else ""
        extras = Extras(caption, words["next_appointment"])
        try:
            return arrange(
                said_here, size, self.practice.website, box.box_mm[2:], _width, style, room=room_in(box), extras=extras
            )
        except DoesNotFit:
            longest = max(said_here, key=lambda fact: len(fact.text))
            what = say(
                "the text does not fit the practice box, even at {size:g} pt;"
                ' "{field}" is the longest ({length} characters)',
                size=style.sizes[-1], field=longest.field, length=len(longest.text),
            )  # fmt: skip
            raise Misfit(what, say("Shorten it, or leave something out."), longest.field) from None

    def _issued(self, place: Issuer, master: Master) -> Drawing:
        """The words that say who issues the leaflet, or who gives the booklet."""
        key = (master.place, place.model_copy(update={"page": 0}))
        if key not in self._lines:
            fact = issuer(self.practice, master.work.jobs[0].edition.publisher, master.words)
            if place.says == "giver":
                fact = facts(self.practice, master.words)[0]
            try:
                self._lines[key] = said(issued(fact, place, _width))
            except DoesNotFit:
                where = say("cover") if place.says == "giver" else say("imprint")
                typed = getattr(self.practice, fact.field) or fact.text  # without the words the imprint adds to it
                what = say(
                    '"{field}" does not fit the {place} ({length} characters)',
                    field=fact.field, place=where, length=len(typed),
                )  # fmt: skip
                raise Misfit(what, say("Shorten it."), fact.field) from None
        return self._lines[key]

    def _called(self, place: Numbers, style: BoxStyle, master: Master) -> Drawing:
        """Whom to call; a name that does not fit gives way to the language's word, so that no number is left out."""
        shape = (master.place, place.box_mm[2:], style)
        if shape not in self._calls:
            self._calls[shape] = self._listed(place, style, master)
        drawing, is_named = self._calls[shape]
        if not is_named:
            self.without_name.add(master.work.format.id)
        return drawing

    def _listed(self, place: Numbers, style: BoxStyle, master: Master) -> tuple[Drawing, bool]:
        for unnamed in UNNAMED:
            found = calls(self.practice, master.words, unnamed=unnamed)
            try:
                pieces = strip(found, place.box_mm[2:], _width, style)
            except DoesNotFit:
                continue
            return listed(pieces, found, master.words), not unnamed
        what = say("the number does not fit the box on when to call")
        raise Misfit(what, say("Shorten it."), "telephone")


@lru_cache(maxsize=100_000)
def _width(text: str, bold: bool) -> float:
    return face(bold=bold).width(text)
