"""What is written of a practice, in its box and the imprint: arranged once for all masters that leave the same room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from leaflets.messages import Sentence, say
from leaflets.model.proof import Issuer, Numbers, PracticeBox, Proof, QrCode
from leaflets.personalise.box.drawing import Drawing, draw, frame, listed, said
from leaflets.personalise.box.face import face
from leaflets.personalise.box.layout import DoesNotFit, Extras, Layout, arrange, caption_of, issued
from leaflets.personalise.box.lines import Fact
from leaflets.personalise.box.logo import Logo
from leaflets.personalise.box.notes import notes
from leaflets.personalise.box.strip import strip
from leaflets.personalise.box.style import BoxStyle, room_in
from leaflets.personalise.practice import CALLS, Practice, calls, facts, issuer
from leaflets.personalise.sets.task import Locale, Master
from leaflets.personalise.stamp.apply import Stamp, press
from leaflets.personalise.stamp.base import Base

_Shape = tuple[Locale, tuple[float, float], BoxStyle]


@dataclass(frozen=True)
class _Calls:
    """Whom to call at the foot of the box on when to call."""

    drawing: Drawing
    told: frozenset[str]
    """The fields of the practice that need stand nowhere else."""
    is_named: bool


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
        self.grown_mm = 0.0
        """How much higher than reserved the box is that was stamped last."""
        self._layouts: dict[
            tuple[Locale, tuple[float, float], BoxStyle, frozenset[str]], list[tuple[float, Layout, Drawing]]
        ] = {}
        self._lines: dict[tuple[Locale, Issuer], Drawing] = {}
        self._calls: dict[_Shape, _Calls] = {}

    def stamped(self, proof: Proof, base: Base, master: Master) -> Proof:
        """The proof with the practice in its box and the imprint. Raises Misfit."""
        stamp, codes = self.drawn(base, master)
        return proof.model_copy(update={"pdf": press(base, stamp), "qr": (*proof.qr, *codes)})

    def drawn(self, base: Base, master: Master) -> tuple[Stamp, tuple[QrCode, ...]]:
        """What is written in each place of a base, and the codes among it. Raises Misfit."""
        drawings: dict[str, Drawing] = {}
        codes: tuple[QrCode, ...] = ()
        logo_mm = 0.0
        told: frozenset[str] = frozenset()
        if base.numbers is not None:
            called = self._called(base.numbers, base.style, master)
            drawings["numbers"], told = called.drawing, called.told
        if base.practice is not None:
            layout, drawing = self._boxed(base.practice, base.style, master, told=told)
            self.grown_mm = layout.grown
            drawings["practice"] = notes(base.practice, layout.grown, master.words["my_notes"]).then(drawing)
            if base.colours.are_light:
                drawings["practice"] = drawings["practice"].then(frame(base.practice, layout.grown))
            if layout.rule is None and base.style.write_mm:
                self.without_line.add(master.work.format.id)
            codes = tuple(self._code(base.practice, layout))
            logo_mm = layout.logo[2] if layout.logo else 0.0
        if base.issuer is not None:
            drawings[base.issuer.says] = self._issued(base.issuer, master)
        return Stamp(drawings, self.logo if logo_mm else None, logo_mm), codes

    def _code(self, box: PracticeBox, layout: Layout) -> Iterator[QrCode]:
        if layout.qr is not None and self.practice.website is not None:
            left, top, width, height = layout.qr
            place = (round(box.box_mm[0] + left, 2), round(box.box_mm[1] + top, 2), width, height)
            yield QrCode(page=box.page, url=self.practice.website, box_mm=place)

    def _boxed(
        self, box: PracticeBox, style: BoxStyle, master: Master, *, told: frozenset[str]
    ) -> tuple[Layout, Drawing]:
        """The box of a master. What was arranged with more room and needs no more than there is, is what fits here."""
        room = room_in(box)
        known = self._layouts.setdefault((master.place, box.box_mm[2:], style, told), [])
        for wider, layout, drawing in known:
            if layout.grown <= room <= wider:
                return layout, drawing
        layout, said_here = self._arranged(box, style, master, told=told)
        on_white = self.logo is not None and self.logo.is_on_white
        drawing = draw(
            layout, said_here, self.practice.website, master.words, is_white=style.is_white, logo_on_white=on_white
        )
        known.append((room, layout, drawing))
        return layout, drawing

    def _arranged(
        self, box: PracticeBox, style: BoxStyle, master: Master, *, told: frozenset[str]
    ) -> tuple[Layout, tuple[Fact, ...]]:
        """The box and what it says; `told` are the fields that the box on when to call tells too.

        Who may be called when the practice is closed gives way to the line to write on, the practice's own number only
        to what would not fit at all.
        """
        said_here = facts(self.practice, master.words)
        found: list[tuple[Layout, tuple[Fact, ...]]] = []
        for left_out in dict.fromkeys((frozenset[str](), told - {"telephone"}, told)):
            if found and "telephone" in left_out:
                break
            several = tuple(fact for fact in said_here if fact.field not in left_out)
            with suppress(DoesNotFit):
                found.append((self._laid_out(several, box, style, master.words), several))
                if found[-1][0].rule is not None or not style.write_mm:
                    return found[-1]
        if found:
            return found[0]
        longest = max(said_here, key=lambda fact: len(fact.text))
        what = say(
            "the text does not fit the practice box, even at {size:g} pt;"
            ' "{field}" is the longest ({length} characters)',
            size=style.sizes[-1], field=longest.field, length=len(longest.text),
        )  # fmt: skip
        raise Misfit(what, say("Shorten it, or leave something out."), longest.field)

    def _laid_out(
        self, several: tuple[Fact, ...], box: PracticeBox, style: BoxStyle, words: Mapping[str, str]
    ) -> Layout:
        size = self.logo.size if self.logo else None
        website = self.practice.website
        caption = caption_of(website, words["practice_website"], style, _width) if website else ""
        extras = Extras(caption, words["next_appointment"])
        return arrange(several, size, website, box.box_mm[2:], _width, style, room=room_in(box), extras=extras)

    def _issued(self, place: Issuer, master: Master) -> Drawing:
        """The words that say who issues the leaflet, or who gives the booklet."""
        key = (master.place, place.model_copy(update={"page": 0}))
        if key not in self._lines:
            fact = issuer(self.practice, master.work.jobs[0].edition.issuer, master.words)
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

    def _called(self, place: Numbers, style: BoxStyle, master: Master) -> _Calls:
        """Whom to call; a name that does not fit gives way to the language's word, so that no number is left out."""
        shape = (master.place, place.box_mm[2:], style)
        if shape not in self._calls:
            self._calls[shape] = self._listed(place, style, master)
        if not self._calls[shape].is_named:
            self.without_name.add(master.work.format.id)
        return self._calls[shape]

    def _listed(self, place: Numbers, style: BoxStyle, master: Master) -> _Calls:
        for unnamed, is_short in CALLS:
            found = calls(self.practice, master.words, unnamed=unnamed, is_short=is_short)
            try:
                pieces = strip(found, place.box_mm[2:], _width, style)
            except DoesNotFit:
                continue
            own, post = (fact.field for fact in found)
            # The practice's own name stands in its box; the post's would be nowhere else.
            told = frozenset({own} if 1 in unnamed else {own, post})
            return _Calls(listed(pieces, found, master.words), told, not unnamed)
        what = say("the number does not fit the box on when to call")
        raise Misfit(what, say("Shorten it."), "telephone")


@lru_cache(maxsize=100_000)
def _width(text: str, bold: bool) -> float:
    return face(bold=bold).width(text)
