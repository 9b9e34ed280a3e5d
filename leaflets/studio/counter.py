"""What stands on each page of the studio, filled into the templates of templates/studio."""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import jinja2
from markupsafe import Markup

from leaflets.content import Catalogue
from leaflets.imposition.consumption import RUN
from leaflets.messages import LANGUAGES, Sentence, say, translated
from leaflets.model.content import Language, Leaflet
from leaflets.model.format import Printer
from leaflets.personalise.telephone import COUNTRIES
from leaflets.problems import visible
from leaflets.site.listing import in_order, listed_name
from leaflets.site.search import name_words, nearly, synonyms_of, words_in
from leaflets.studio.choice import MOST_COPIES, Basket, forms_of
from leaflets.studio.details import FIELDS, FOLDED, LABELS, REQUIRED, Details, Fault
from leaflets.studio.fitting import LeftOut, names, told
from leaflets.studio.forms import SHOWN, WHERE, Form, forms
from leaflets.studio.framed import Refusal
from leaflets.studio.guard import TONGUES, Guest
from leaflets.studio.looks import Wardrobe
from leaflets.studio.orders import PlacedOrder
from leaflets.studio.piece import WantedFile
from leaflets.studio.preview import Scene, Seen
from leaflets.studio.questions import LONGEST, QUESTIONS
from leaflets.studio.settings import settings_of
from leaflets.studio.tally import Takings

FROM = "from"
"""What the address of the editor calls the choice it was come from, so that one goes back to it."""

NAMES = {"nl": "Nederlands", "en": "English", "fr": "Français"}
"""What each language of the studio calls itself."""


@dataclass(frozen=True)
class LeafletRow:
    """A leaflet in the list it is chosen from."""

    leaflet: Leaflet
    name: str
    said_too: str
    words: str
    """What it is found by."""
    is_chosen: bool
    is_shown: bool


@dataclass(frozen=True)
class View:
    """The page a visitor is on: what was chosen, of which texts, and how it looks."""

    choice: Basket
    catalogue: Catalogue
    looks: Wardrobe
    templates: Path
    editions: Mapping[str, str]
    """The names of the editions of its own there are, by id."""
    guest: Guest | None = None
    """Who it is, where a server asked."""
    edits: bool = False
    """Whether the texts may be edited too."""

    @property
    def is_served(self) -> bool:
        """Whether the studio is not on the computer of who sees it."""
        return self.guest is not None

    @property
    def language(self) -> Language:
        return self.catalogue.languages[self.choice.language]

    @property
    def leaflets(self) -> list[Leaflet]:
        """All there are, as a list has them."""
        return in_order(self.catalogue.leaflets[self.choice.language], self.language)

    @property
    def chosen(self) -> list[Leaflet]:
        return [one for one in self.leaflets if one.id in self.choice.leaflets]

    @property
    def forms(self) -> tuple[Form, ...]:
        return forms(self.catalogue, forms_of(self.catalogue))

    def said(self, sentence: str) -> str:
        """A sentence in the visitor's language, to stand by itself: with a capital and a full stop."""
        text = translated(sentence, self.choice.tongue).strip()
        text = text[:1].upper() + text[1:]
        return text if text.endswith((".", "!", "?", "…")) else f"{text}."

    def html(self, template: str, up: str = "", **values: object) -> str:
        """A page; `up` leads from where it is to where the studio's door is."""
        tongue = self.choice.tongue
        return environment_of(self.templates).get_template(f"studio/{template}.html").render(
            say=lambda text, **given: translated(_sentence(text, given), tongue),
            tell=self.said, view=self, choice=self.choice, words=self.language.words, language=self.language,
            tongue=tongue, tongues=[name for name in TONGUES if name in LANGUAGES], names=NAMES,
            static=lambda name: f"{up}static/{self.looks.addresses[name]}",
            listed=lambda one: listed_name(one, self.language),
            up=up, in_tongue=lambda name: replace(self.choice, tongue=name).query, **values,
        )  # fmt: skip


def _sentence(text: str, given: Mapping[str, object]) -> Sentence:
    """What a template says, with what it fills in; a sentence that has its values stays as it is."""
    return text if isinstance(text, Sentence) else Sentence(text, "", given)


@lru_cache(maxsize=8)
def environment_of(templates: Path) -> jinja2.Environment:
    """The templates of a folder, each compiled once."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def pick(view: View, query: str, group: int | None, typed: Details | None = None, *, is_empty: bool = False) -> str:
    """The page on which leaflets and forms are chosen; `is_empty` where somebody went on without any.

    What was `typed` goes along, where one came back without a script.
    """
    rows, is_near = _rows(view, query, group)
    groups = sorted({one.group for one in view.leaflets})
    several = [form for form in view.forms if form.id in SHOWN or form.id in view.choice.forms]
    return view.html(
        "pick", step=1, **carried(typed, "pick"), rows=rows, is_near=is_near, query=query, group=group,
        groups=[(one, view.language.groups[one]) for one in groups],
        shown=several, folded=_by_place([form for form in view.forms if form not in several]),
        chosen_forms=[form for form in view.forms if form.id in view.choice.forms],
        files=view.choice.files(view.catalogue), is_empty=is_empty,
        editing=urlencode({"ui": view.choice.tongue, FROM: view.choice.query}) if view.edits else "",
        languages=[one for name, one in view.catalogue.languages.items() if view.catalogue.leaflets.get(name)],
    )  # fmt: skip


def _rows(view: View, query: str, group: int | None) -> tuple[list[LeafletRow], bool]:
    """The list, and whether a word that is asked for is only nearly one of it."""
    synonyms = synonyms_of(view.language)
    glossary = list(view.catalogue.glossary.get(view.choice.language, ()))
    called = {one.id: sorted(name_words(one, synonyms, glossary)) for one in view.leaflets}
    asked = _asked(query, {word for words in called.values() for word in words})
    found = []
    for leaflet in view.leaflets:
        words = called[leaflet.id]
        is_found = all(any(word.startswith(tuple(one)) for word in words) for one in asked)
        is_shown = is_found and group in (None, leaflet.group)
        too = leaflet.full_name or ("" if leaflet.group else view.language.groups[0])
        name, is_chosen = listed_name(leaflet, view.language), leaflet.id in view.choice.leaflets
        found.append(LeafletRow(leaflet, name, too, " ".join(words), is_chosen, is_shown))
    return found, asked != [(one,) for one in words_in(query)]


def _asked(query: str, words: Collection[str]) -> list[Collection[str]]:
    """For each word that is asked for what a word of a leaflet begins with: it, or the names it nearly is."""
    return [
        (one,) if any(word.startswith(one) for word in words) else nearly(one, words) or (one,)
        for one in words_in(query)
    ]


def _by_place(several: Sequence[Form]) -> list[tuple[Sentence, list[Form]]]:
    """The folded forms, by where they are printed."""
    places = [(said, [form for form in several if form.where == where]) for where, said in WHERE.items()]
    return [(said, found) for said, found in places if found]


MOST_LEFT, LONGEST_LEFT = 5, 30
"""Names that a file had too many, and letters of one: enough to find them there."""

HINTS: Mapping[str, Sentence] = {
    "publisher": say("Name and address. Required in Belgium."),
    "kind": say("Stands under the name, such as: group practice."),
    "logo": say("PNG, JPEG or SVG, at most 2 MB."),
}  # fmt: skip
"""What a field is for, where its name does not say it all."""

TYPES: Mapping[str, tuple[str, str, str]] = {
    "name": ("text", "organization", "text"), "address": ("text", "street-address", "text"),
    "telephone": ("tel", "tel", "tel"), "out_of_hours_telephone": ("tel", "off", "tel"),
    "website": ("text", "url", "url"), "appointment": ("text", "off", "url"),
}  # fmt: skip
"""The kind of a field, what a browser may fill in, and the keyboard of a telephone (HTML, 4.10.18.7)."""


def details(
    view: View,
    typed: Details,
    faults: Sequence[Fault],
    stage: Stage | LateStage | UnmadeStage,
    *,
    is_refused: bool = False,
) -> str:
    """The page on which a practice's details are typed; `is_refused` where somebody went on and could not.

    Before that what is missing stands beside the picture alone.
    """
    found = {one.field: one for one in faults if is_refused or not one.is_missing}
    return view.html(
        "details", step=2, here="details", holder="details", typed=typed, faults=found, left=_left_over(typed),
        fields=[one for one in FIELDS if one not in FOLDED],
        folded=[one for one in FIELDS if one in FOLDED], required=REQUIRED, labels=LABELS, hints=HINTS, types=TYPES,
        countries=COUNTRIES, stage=stage, is_late=isinstance(stage, LateStage),
        is_unmade=isinstance(stage, UnmadeStage), is_refused=is_refused,
        needed=needed(view, faults), kept="" if "logo" in found else kept_logo(typed),
        described=lambda name: _described(name, found), capital=lambda said: view.said(said).rstrip("."),
        is_unfolded=any(typed[name] or name in found for name in FOLDED), **_shelf(view, stage),
    )  # fmt: skip


def _left_over(typed: Details) -> str:
    """The names in a file that nobody knows: the first few, and no longer than they need be."""
    names = [visible(one[:LONGEST_LEFT]) for one in typed.unknown[:MOST_LEFT]]
    return ", ".join([*names, "…"] if len(typed.unknown) > MOST_LEFT else names)


def needed(view: View, faults: Sequence[Fault]) -> str:
    """What is still to be typed, as the preview says it; nothing where all is there."""
    labels = [translated(LABELS[one.field], view.choice.tongue) for one in faults if one.is_missing]
    names = ", ".join(label[:1].lower() + label[1:] for label in labels)
    return translated(say("Still needed: {fields}", fields=names), view.choice.tongue) if names else ""


def _described(name: str, faults: Mapping[str, Fault]) -> Markup:
    """The attributes that tie a field to its hint and to what is wrong with it."""
    by = [f"{name}-{what}" for what, is_there in (("hint", name in HINTS), ("fault", name in faults)) if is_there]
    said = Markup(' aria-describedby="{}"').format(" ".join(by)) if by else Markup()
    return said + Markup(' aria-invalid="true"' if name in faults else "")


def _shelf(view: View, stage: Stage | LateStage | UnmadeStage) -> dict[str, Any]:
    """What may be shown in the preview, by the value of its field, and what is."""
    several = []
    for form in view.forms:
        if form.id in view.choice.forms:
            shown = view.chosen[:1] if form.is_booklet else view.chosen
            said = translated(form.name, view.choice.tongue)
            several += [
                (f"{one.id} {form.id}", said if form.is_booklet else f"{listed_name(one, view.language)}, {said}")
                for one in shown
            ]
    query = piece_query(stage.piece, view.choice)
    return {"several": several, "now": f"{stage.piece.leaflets[0]} {stage.piece.format}", "query": query}


def carried(typed: Details | None, holder: str) -> dict[str, Any]:
    """What a form carries along, and its id, for buttons elsewhere on the page that take it to another page."""
    found = {} if typed is None else {**typed.texts, "kept": kept_logo(typed)}
    return {"carried": found, "holder": holder if found else ""}


def kept_logo(typed: Details) -> str:
    """The logo as letters, for a form to carry it along."""
    return base64.b64encode(typed.logo.data).decode() if typed.logo else ""


@dataclass(frozen=True)
class LateStage:
    """What the preview will show: a file that is not typeset yet."""

    piece: WantedFile


@dataclass(frozen=True)
class UnmadeStage:
    """What the preview would show: a file that cannot be made, and why in the visitor's language."""

    piece: WantedFile
    why: str


@dataclass(frozen=True)
class Stage:
    """What the preview shows: a file, where a practice is written in it, and pictures of that where there are any."""

    piece: WantedFile
    leaflet: Leaflet | None
    form: Form
    scene: Scene
    seen: Seen | None
    base: str
    """The address of the page's picture."""

    @property
    def close(self) -> tuple[int, int, int, int]:
        """What is shown close up: left, top, width and height in pixels of the page."""
        return self.pixels(self.seen.close if self.seen else self.scene.close)

    def pixels(self, place: Sequence[float]) -> tuple[int, int, int, int]:
        """A place in pixels of the page."""
        width, height = self.scene.size
        left, top, across, high = place
        return (
            round(left * width / 100),
            round(top * height / 100),
            round(across * width / 100),
            round(high * height / 100),
        )

    @property
    def patches(self) -> list[tuple[tuple[int, int, int, int], str]]:
        """Each place with its picture as an address; none where nothing is stamped yet."""
        if self.seen is None:
            return [(self.pixels(place), "") for place in self.scene.places]
        return [(self.pixels(one.place), data_address(one.picture)) for one in self.seen.patches]


def data_address(picture: bytes) -> str:
    """A JPEG as an address of its own."""
    return f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}"


def piece_query(piece: WantedFile, choice: Basket) -> str:
    """A file as an address says it: the choice with nothing else in it, and a country."""
    one = replace(choice, leaflets=piece.leaflets, forms=(piece.format,), copies=RUN)
    return f"{one.query}&{urlencode({'country': piece.country})}"


def take(
    view: View, typed: Details, printer: Printer, found: Takings, left: Sequence[LeftOut] = (), wrong: str | None = None
) -> str:
    """The page with the files, how to print them, and what that takes; of those that are `left` out it says why.

    `wrong` is no number, and was typed for one.
    """
    gone = {form.id: {one.piece.leaflets[0] for one in left if one.piece.format == form.id} for form in view.forms}
    chosen = [
        form for form in view.forms if form.id in view.choice.forms
        if form.is_booklet or not gone[form.id] >= set(view.choice.leaflets)
    ]  # fmt: skip
    files = view.choice.files(view.catalogue) - len(left)
    return view.html(
        "take", step=3, here="take", is_sent=True, **carried(typed, "take"), forms=chosen, files=files,
        gone=gone, left=names(left),
        problems=told(left, view.catalogue),
        takings=found, copies=view.choice.copies if wrong is None else wrong[:20], most=MOST_COPIES,
        is_no_number=wrong is not None,
        tickets=sum(form.is_sheet for form in chosen),
        settings=lambda form: settings_of(view.catalogue.formats[form.id], printer),
    )  # fmt: skip


def set_up(view: View, answers: Mapping[str, str], faults: Mapping[str, Sentence], typed: Details | None = None) -> str:
    """The page on which a printer is asked after; `faults` by question, `typed` where that goes along."""
    said = {name: answers.get(name, "")[:LONGEST] for name in QUESTIONS}
    chosen = [pair for pair in parse_qsl(view.choice.query) if pair[0] != "printer"]
    return view.html(
        "printer", step=3, here="printer", answers=said, faults=faults, chosen=chosen, **carried(typed, "questions")
    )


def ordered(view: View, order: PlacedOrder) -> str:
    """The page on which somebody waits for an order, and then finds what came of it."""
    problems = order.parcel.problems if order.parcel else order.problems
    return view.html("order", "../", step=3, here=f"orders/{order.id}", order=order, problems=problems)


def message(templates: Path, looks: Wardrobe, refusal: Refusal) -> str:
    """A page that says why there is none, with the way on."""
    first, _, rest = refusal.said.partition("\n")[0].partition(". ")
    rest = "\n".join([rest, *refusal.said.splitlines()[1:]])
    return environment_of(templates).get_template("studio/message.html").render(
        say=lambda text: translated(Sentence(text, "", {}), refusal.tongue), refusal=refusal, tongue=refusal.tongue,
        title=first.rstrip("."), said=[one for one in rest.splitlines() if one.strip()], up=refusal.up,
        static=lambda name: f"{refusal.up}static/{looks.addresses[name]}",
    )  # fmt: skip
