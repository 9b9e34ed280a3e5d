"""A finished leaflet with an empty practice box, read once and ready for any number of copies."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from leaflets.faces import FACES, TEXT
from leaflets.merge.fonts import file_stem, unicode_of
from leaflets.model import Box, Ink, Proof
from leaflets.personalise.layout import READING, Style
from leaflets.personalise.update import Content, Ending, Stream, read_start
from leaflets.typeset.tagging import PRACTICE

POINTS = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True)
class Colours:
    """The operators that set the colours of a copy: of text, of its leaflet's group, of paper and of a QR code."""

    ink: bytes
    group: bytes
    paper: bytes
    code: bytes


@dataclass(frozen=True)
class Letters:
    """What a font of the base can set: its name on the page, and the number of each letter it holds."""

    name: bytes
    codes: Mapping[str, int]


NO_LETTERS = Letters(b"", {})


@dataclass(frozen=True)
class Slots:
    """The numbers of the objects each copy fills in."""

    content: int
    regular: int
    bold: int
    logo: int


@dataclass(frozen=True)
class Tags:
    """Where a copy's tags go: the element of the box, its page, and the tables that lead from content to elements."""

    box: int
    box_head: bytes
    page: int
    owners: int
    owners_head: bytes
    marks: int
    parents: int
    parents_head: bytes
    next_key: int


@dataclass(frozen=True)
class Base:
    """A proof with an empty practice box and what its copies need to know of it."""

    pdf: bytes
    pages: int
    page: int
    trim_mm: tuple[float, float]
    box_mm: Box
    origin: tuple[float, float]
    """The top left corner of the box, in points from the page's own origin."""
    colours: Colours
    ink: Ink
    style: Style
    letters: tuple[Letters, Letters]
    """What the base's own text face can set, regular and bold."""
    ending: Ending
    slots: Slots
    constant: dict[int, Content]
    """The objects that are replaced alike in every copy."""
    catalogue: bytes
    """The inside of the document's catalogue."""
    annotations: tuple[int, bytes]
    """The number of the page's list of annotations, and what it holds already."""
    tags: Tags | None

    @property
    def free(self) -> int:
        """The first number no object of the base or of its replacements has."""
        taken = [self.ending.size, *self.constant, self.slots.bold, self.annotations[0]]
        return max([*taken, self.tags.owners, self.tags.parents] if self.tags else taken) + 1


def colours_of(palette: Mapping[str, str], group: int, ink: Ink) -> Colours:
    """The colours of a leaflet's group as operators; `palette` has them as CSS values in `ink`."""
    return Colours(
        ink=_operator(palette["ink"]),
        group=_operator(palette[f"group-{group}"]),
        paper=_operator(palette["paper"]),
        code=b"0 0 0 1 k" if ink == "press" else b"0 g",
    )


def _operator(value: str) -> bytes:
    if value.startswith("#"):
        parts = [int(value[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    else:
        parts = [float(part) for part in re.findall(r"[\d.]+", value)]
    return " ".join(f"{part:.4g}" for part in parts).encode() + (b" rg" if len(parts) == 3 else b" k")


def prepare(proof: Proof, colours: Colours, ink: Ink = "screen", style: Style = READING) -> Base:
    """Read `proof`, which has an empty practice box. Raises ValueError when it has none."""
    if proof.practice is None:
        raise ValueError(f"{proof.job_id} has no practice box")
    with pikepdf.open(io.BytesIO(proof.pdf)) as pdf:
        page = pdf.pages[proof.practice.page - 1]
        ending = _ending(pdf, proof.pdf)
        constant: dict[int, Content] = {}
        letters = _letters(page)
        slots = _slots(pdf, page, ink, constant)
        annotations = pdf.make_indirect(Array(page.obj.get("/Annots", Array())))
        page.obj.Annots = annotations
        tags = _tags(pdf, page)
        constant[page.obj.objgen[0]] = page.obj.unparse(resolved=True)
        left, _, _, top = (float(side) for side in page.trimbox)
        box = proof.practice.box_mm
        return Base(
            pdf=proof.pdf,
            pages=proof.pages,
            page=proof.practice.page,
            trim_mm=proof.trim_mm,
            box_mm=box,
            origin=(left + box[0] * POINTS, top - box[1] * POINTS),
            colours=colours,
            ink=ink,
            style=style,
            letters=letters,
            ending=ending,
            slots=slots,
            constant=constant,
            catalogue=_inside(pdf.Root),
            annotations=(annotations.objgen[0], _inside(annotations)),
            tags=tags,
        )


def _ending(pdf: Pdf, data: bytes) -> Ending:
    info = pdf.trailer.get("/Info")
    identifiers = pdf.trailer.get("/ID")
    identifier = bytes(identifiers[0]) if identifiers is not None else hashlib.md5(data, usedforsecurity=False).digest()
    return Ending(
        start=read_start(data),
        size=int(pdf.trailer.Size),
        root=pdf.Root.objgen[0],
        info=info.objgen[0] if info is not None else None,
        identifier=identifier.hex().encode(),
    )


def _letters(page: Page) -> tuple[Letters, Letters]:
    """The regular and bold text face as the page's resources have them."""
    found: dict[str, Letters] = {}
    for key, font in page.obj.Resources.get("/Font", Dictionary()).items():
        if font.get("/Subtype") == Name.Type0 and "/ToUnicode" in font:
            texts = unicode_of(font.ToUnicode.read_bytes())
            codes = {text: number for number, text in texts.items() if len(text) == 1}
            found[file_stem(str(font.BaseFont))] = Letters(str(key)[1:].encode(), codes)
    stems = [file_stem(path.stem) for family, _, _, path in FACES if family == TEXT]
    regular, bold = (found.get(stem, NO_LETTERS) for stem in stems)
    return regular, bold


def _slots(pdf: Pdf, page: Page, ink: Ink, constant: dict[int, Content]) -> Slots:
    """Hang what each copy brings into the page: its content after the page's own, two fonts, a logo."""
    content, regular, bold, logo, begin = (pdf.make_indirect(Dictionary()) for _ in range(5))
    old = page.obj.Contents
    # The page's own content may leave the coordinates turned: it is put between q and Q (ISO 32000-1, 8.4.2).
    page.obj.Contents = Array([begin, *(old if isinstance(old, Array) else [old]), content])
    constant[begin.objgen[0]] = Stream(b"", b"q")
    resources = _copied(page.obj.Resources)
    resources.Font = _copied(resources.get("/Font"))
    resources.Font.PracticeRegular, resources.Font.PracticeBold = regular, bold
    resources.XObject = _copied(resources.get("/XObject"))
    resources.XObject.PracticeLogo = logo
    # White of a logo takes the colour of the box (ISO 32000-1, 11.3.5.2); in print it would add ink to ink.
    resources.ExtGState = _copied(resources.get("/ExtGState"))
    resources.ExtGState.PracticeLight = Dictionary(BM=Name.Normal if ink == "press" else Name.Multiply)
    page.obj.Resources = resources
    return Slots(content.objgen[0], regular.objgen[0], bold.objgen[0], logo.objgen[0])


def _copied(names: Object | None) -> Dictionary:
    """A dictionary of the page's own: other pages share the one it had."""
    return Dictionary(dict(names.items()) if names is not None else {})


def _tags(pdf: Pdf, page: Page) -> Tags | None:
    """Where the tags of the box go; None in a file for paper only, which has no tags."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return None
    box = _box(pdf, page)
    table = list(root.ParentTree.Nums)
    keys, values = [int(key) for key in table[::2]], table[1::2]
    key = int(page.obj.StructParents)
    owners = values[keys.index(key)]
    parents = root.ParentTree if root.ParentTree.is_indirect else pdf.make_indirect(root.ParentTree)
    if not owners.is_indirect:
        owners = pdf.make_indirect(owners)
        table[2 * keys.index(key) + 1] = owners
    return Tags(
        box=box.objgen[0],
        box_head=_inside(Dictionary({name: value for name, value in box.items() if name != "/K"})),
        page=page.obj.objgen[0],
        owners=owners.objgen[0],
        owners_head=_inside(owners),
        marks=len(owners),
        parents=parents.objgen[0],
        parents_head=_inside(Array(table)),
        next_key=max(keys) + 1,
    )


def _box(pdf: Pdf, page: Page) -> Object:
    """The element of the practice box on `page`."""
    for element in pdf.objects:
        if (
            isinstance(element, Dictionary)
            and element.get("/T") == PRACTICE
            and element.get("/Type") == Name.StructElem
            and element.Pg.objgen == page.obj.objgen
        ):
            return element
    raise ValueError("the practice box is not tagged")


def _inside(thing: Object) -> bytes:
    """An array or dictionary as it is written, without its brackets."""
    whole = thing.unparse(resolved=True)
    width = 1 if isinstance(thing, Array) else 2
    return whole.strip()[width:-width].strip()
