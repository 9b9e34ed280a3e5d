"""content/shops/<id>.yaml: what a print shop or its portal wants of files, its papers and, filled in, its prices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from leaflets.content.records import load_record
from leaflets.messages import joined, say
from leaflets.model.fields import Bleed, Caliper, Grams, Price
from leaflets.model.format import BLEED_MM, PressSheet
from leaflets.model.value import Value
from leaflets.press.conditions import DEFAULT, condition_named, names
from leaflets.problems import WrongOption, or_meant, visible
from leaflets.storage.files import is_there

SHOPS = "shops"
"""The folder of the content where they lie."""

Binding = Literal["stapled", "glued"]

PER = ("order", "copy", "sheet", "cover-sheet", "kg")
"""What a price may be for: the whole order, a copy, a printed sheet of the inside or of the cover, a kilogram."""


MOST_LINES = 8
"""Of a price table: with more of them the order sheet is no page."""


def _choices(values: tuple[str, ...], given: object) -> object:
    if given not in values:
        raise ValueError(say("it is none of its values; choose from: {names}", names=", ".join(values)))
    return given


class Stock(Value):
    """A paper: what the shop calls it, matt paper where it says nothing, and its weight.

    The thickness follows from the weight where nobody measured it.
    """

    paper: Annotated[str, Field(min_length=1, max_length=50)] | None = None
    grams: Grams
    coated: bool = False
    caliper_mm: Caliper | None = None


class PriceLine(Value):
    """A line of a price table; one without a price is not filled in yet."""

    name: Annotated[str, Field(min_length=1, max_length=45)]
    per: Annotated[
        Literal["order", "copy", "sheet", "cover-sheet", "kg"], BeforeValidator(lambda it: _choices(PER, it))
    ]
    price: Price | None = None


class Prices(Value):
    """What a shop asks; nothing is known of what it does not say."""

    with_vat: bool
    lines: tuple[PriceLine, ...] = Field(max_length=MOST_LINES)


class Contact(Value):
    """How a shop is reached."""

    person: Annotated[str, Field(max_length=50)] | None = None
    address: Annotated[str, Field(max_length=60)] | None = None
    email: Annotated[str, Field(max_length=50, pattern=r"^[!-?A-~]+@[a-zA-Z0-9.-]+$")] | None = None
    telephone: Annotated[str, Field(max_length=30)] | None = None
    website: (
        Annotated[str, Field(max_length=50, pattern=r"^(https://)?[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+(/[!-~]*)?$")] | None
    ) = None


class Shop(Value):
    """What a print shop wants."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    contact: Contact = Contact()
    marks: bool = Field(default=True, description=say("Write yes for crop marks, or no."))
    origin: Annotated[Literal["trim", "zero"], BeforeValidator(lambda it: _choices(("trim", "zero"), it))] = "trim"
    bleed_mm: Bleed = Field(
        default=BLEED_MM,
        description=say("Write 1 to 3: no page is painted farther than 3 mm beyond its edge."),
    )
    cover_apart: bool | None = Field(default=None, description=say("Write yes for a file of its own, or no."))
    condition: str = DEFAULT.name
    inside: Stock = Field(description=say("Write paper and grams, and whether it is coated."))
    cover: Stock | None = Field(default=None, description=say("Write paper and grams, or leave it out."))
    binding: Annotated[Binding, BeforeValidator(lambda it: _choices(("stapled", "glued"), it))] = "stapled"
    prices: Prices | None = None

    @field_validator("condition")
    @classmethod
    def _is_condition(cls, text: str) -> str:
        if condition_named(text) is None and not text.lower().endswith((".icc", ".icm")):
            raise ValueError(
                say(
                    '"{name}" is none; choose from: {names}, or name an .icc file',
                    name=text[:40],
                    names=", ".join(names()),
                )
            )
        return text

    @field_validator("binding")
    @classmethod
    def _can_be_glued(cls, binding: Binding, info: ValidationInfo) -> Binding:
        if binding == "glued" and info.data.get("cover_apart") is False:
            raise ValueError(say("a glued booklet has its cover in a file of its own; write cover_apart: yes"))
        return binding

    @property
    def sheet(self) -> PressSheet:
        """What stands round the trim of its files."""
        return PressSheet(marks=self.marks, zero_origin=self.origin == "zero", bleed_mm=self.bleed_mm)


def load_shop(named: str, content: Path) -> Shop:
    """The shop of an id, or that of a file. Raises WrongOption where there is none, ContentError for what is wrong."""
    own = content / SHOPS / f"{named.strip().lower()}.yaml"
    if is_there(own) and own.parent == content / SHOPS:
        return load_record(Shop, own, f"{content.resolve().name}/{SHOPS}/{own.name}", content)
    path = Path(named)
    if path.suffix in (".yaml", ".yml") and is_there(path):
        return load_record(Shop, path, visible(named))
    there = sorted(shops_in(content))
    choose = say("Choose from: {names}; or name a .yaml file.", names=", ".join(there) or say("none"))
    raise WrongOption(
        joined(
            (say('There is no print shop "{name}".', name=visible(named[:60])), or_meant(choose, named.lower(), there))
        )
    )


def shops_in(content: Path) -> Iterator[str]:
    """The ids of the shops of a content."""
    return (path.stem for path in (content / SHOPS).glob("*.yaml"))
