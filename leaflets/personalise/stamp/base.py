"""A finished leaflet with places left empty for a practice, read once and ready for any number of copies."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from leaflets.faces import FACES, TEXT
from leaflets.model.artefact import Ink
from leaflets.model.proof import Box, Issuer, Numbers, PracticeBox, Proof
from leaflets.pdf.fonts import file_stem, unicode_of
from leaflets.personalise.box.style import READING, BoxStyle
from leaflets.personalise.incremental_update import Content, Ending, Stream, read_start
from leaflets.units import PT_PER_MM


@dataclass(frozen=True)
class Colours:
    """The operators that set a copy's colours: of text, its leaflet's group, its box, paper, a QR code and lines."""

    ink: bytes
    group: bytes
    tint: bytes
    paper: bytes
    code: bytes
    rule: bytes

    @property
    def are_light(self) -> bool:
        """Whether tints are paper, as in the light edition."""
        return self.tint == self.paper


@dataclass(frozen=True)
class Letters:
    """What a font of the base can set: its name on the page, and the number of each letter it holds."""

    name: bytes
    codes: Mapping[str, int]


NO_LETTERS = Letters(b"", {})


@dataclass(frozen=True)
class Slots:
    """The numbers of the objects each copy fills in, whichever page uses them."""

    regular: int
    bold: int
    logo: int


@dataclass(frozen=True)
class Spot:
    """A place on a page that copies write into, and the element its tags go under."""

    name: str
    origin: tuple[float, float]
    """Its top left corner, in points from the page's own origin."""
    element: int = 0
    head: bytes = b""


@dataclass(frozen=True)
class BoxMarks:
    """The table that leads from what is marked on a page to its elements: its number, what it holds, and how much."""

    owners: int
    head: bytes
    count: int


@dataclass(frozen=True)
class Leaf:
    """A page copies write on: the numbers of its own object and of the content they add, and its places."""

    number: int
    object: int
    content: int
    letters: tuple[Letters, Letters]
    """What the page's own text face can set, regular and bold."""
    annotations: tuple[int, bytes]
    """The number of the page's list of annotations, and what it holds already."""
    spots: tuple[Spot, ...]
    marks: BoxMarks | None


@dataclass(frozen=True)
class Tags:
    """The table of all pages that leads from what is marked to elements, and the first key it has free."""

    parents: int
    head: bytes
    next_key: int


@dataclass(frozen=True)
class Base:
    """A proof with places left empty for a practice, and what its copies need to know of it."""

    pdf: bytes
    practice: PracticeBox | None
    issuer: Issuer | None
    numbers: Numbers | None
    colours: Colours
    ink: Ink
    style: BoxStyle
    ending: Ending
    slots: Slots
    constant: dict[int, Content]
    """The objects that are replaced alike in every copy."""
    catalogue: bytes
    """The inside of the document's catalogue."""
    leaves: tuple[Leaf, ...]
    tags: Tags | None
    is_foil: bool = False
    """Whether its copies bring the whole face, and not only the letters they lack."""

    @property
    def free(self) -> int:
        """The first number no object of the base or of its replacements has."""
        taken = [self.ending.size, *self.constant, self.slots.logo]
        for leaf in self.leaves:
            taken += [leaf.content, leaf.annotations[0], leaf.marks.owners if leaf.marks else 0]
        return max([*taken, self.tags.parents] if self.tags else taken) + 1


def colours_of(palette: Mapping[str, str], group: int, ink: Ink) -> Colours:
    """The colours of a leaflet's group as operators; `palette` has them as CSS values in `ink`."""
    return Colours(
        ink=_operator(palette["ink"]),
        group=_operator(palette[f"group-{group}"]),
        tint=_operator(palette[f"tint-{group}"]),
        paper=_operator(palette["paper"]),
        code=b"0 0 0 1 k" if ink == "press" else b"0 g",
        rule=_operator(palette["rule"]),
    )


def _operator(value: str) -> bytes:
    if value.startswith("#"):
        parts = [int(value[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    else:
        parts = [float(part) for part in re.findall(r"[\d.]+", value)]
    if len(parts) == 3 and len(set(parts)) == 1:
        # As the page itself has it: a grey is black ink alone.
        del parts[1:]
    operator = {1: " g", 3: " rg", 4: " k"}[len(parts)]
    return (" ".join(f"{part:.4g}" for part in parts) + operator).encode()


def prepare(proof: Proof, colours: Colours, ink: Ink = "screen", style: BoxStyle = READING) -> Base:
    """Read `proof`, which has places left empty. Raises ValueError when it has none."""
    corners: dict[int, dict[str, Box]] = {}
    if proof.practice is not None:
        corners.setdefault(proof.practice.page, {})["practice"] = proof.practice.box_mm
    if proof.issuer is not None:
        corners.setdefault(proof.issuer.page, {})[proof.issuer.says] = proof.issuer.box_mm
    if proof.numbers is not None:
        corners.setdefault(proof.numbers.page, {})["numbers"] = proof.numbers.box_mm
    if not corners:
        raise ValueError(f"{proof.job_id} has no practice box")
    with pikepdf.open(io.BytesIO(proof.pdf)) as pdf:
        ending = _ending(pdf, proof.pdf)
        constant: dict[int, Content] = {}
        slots = Slots(*(pdf.make_indirect(Dictionary()).objgen[0] for _ in range(3)))
        parents = _parents(pdf)
        leaves = tuple(
            _leaf(pdf, number, places, slots, ink, constant, parents) for number, places in sorted(corners.items())
        )
        tags = None if parents is None else Tags(parents.number, _inside(Array(parents.table)), parents.next_key)
        return Base(
            proof.pdf, proof.practice, proof.issuer, proof.numbers, colours, ink, style, ending, slots, constant,
            _inside(pdf.Root), leaves, tags,
        )  # fmt: skip


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


def _leaf(
    pdf: Pdf, number: int, places: Mapping[str, Box], slots: Slots, ink: Ink, constant: dict[int, Content],
    parents: _Parents | None,
) -> Leaf:  # fmt: skip
    """The page `number`, on which `places` are left empty, ready for what copies bring."""
    page = pdf.pages[number - 1]
    letters = _letters(page)
    content = _opened(pdf, page, slots, ink, constant)
    annotations = pdf.make_indirect(Array(page.obj.get("/Annots", Array())))
    page.obj.Annots = annotations
    marks = None if parents is None else _marks(pdf, page, parents)
    spots = tuple(_spot(pdf, page, name, box) for name, box in places.items())
    constant[page.obj.objgen[0]] = page.obj.unparse(resolved=True)
    head = (annotations.objgen[0], _inside(annotations))
    return Leaf(number, page.obj.objgen[0], content, letters, head, spots, marks)


def _opened(pdf: Pdf, page: Page, slots: Slots, ink: Ink, constant: dict[int, Content]) -> int:
    """Hang what each copy brings into the page: two fonts, a logo, and its content after the page's own."""
    content, begin = (pdf.make_indirect(Dictionary()) for _ in range(2))
    old = page.obj.Contents
    # The page's own content may leave the coordinates turned: it is put between q and Q (ISO 32000-1, 8.4.2).
    page.obj.Contents = Array([begin, *(old if isinstance(old, Array) else [old]), content])
    constant[begin.objgen[0]] = Stream(b"", b"q", is_packed=True)  # One letter packed is nine bytes.
    regular, bold, logo = (pdf.get_object(number, 0) for number in (slots.regular, slots.bold, slots.logo))
    resources = _copied(page.obj.Resources)
    resources.Font = _copied(resources.get("/Font"))
    resources.Font.PracticeRegular, resources.Font.PracticeBold = regular, bold
    resources.XObject = _copied(resources.get("/XObject"))
    resources.XObject.PracticeLogo = logo
    # White of a logo takes the colour of the box (ISO 32000-1, 11.3.5.2); in print it would add ink to ink.
    resources.ExtGState = _copied(resources.get("/ExtGState"))
    resources.ExtGState.PracticeLight = Dictionary(BM=Name.Normal if ink == "press" else Name.Multiply)
    page.obj.Resources = resources
    return content.objgen[0]


def _copied(names: Object | None) -> Dictionary:
    """A dictionary of the page's own: other pages share the one it had."""
    return Dictionary(dict(names.items()) if names is not None else {})


@dataclass
class _Parents:
    """The document's table from marks to elements, while pages are read."""

    number: int
    table: list[Object]

    @property
    def next_key(self) -> int:
        return max(int(key) for key in self.table[::2]) + 1

    def place(self, key: int) -> int:
        """Where in the table what belongs to `key` stands."""
        return 2 * [int(other) for other in self.table[::2]].index(key) + 1


def _parents(pdf: Pdf) -> _Parents | None:
    """The table of a tagged file; None in one for paper only, which has no tags."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return None
    tree = root.ParentTree if root.ParentTree.is_indirect else pdf.make_indirect(root.ParentTree)
    return _Parents(tree.objgen[0], list(tree.Nums))


def _marks(pdf: Pdf, page: Page, parents: _Parents) -> BoxMarks:
    """The page's own list of owners, as an object that can be replaced."""
    place = parents.place(int(page.obj.StructParents))
    if not parents.table[place].is_indirect:
        parents.table[place] = pdf.make_indirect(parents.table[place])
    owners = parents.table[place]
    return BoxMarks(owners.objgen[0], _inside(owners), len(owners))


def _spot(pdf: Pdf, page: Page, name: str, box: Box) -> Spot:
    """A place of a page with its corner, and in a tagged file its element."""
    left, _, _, top = (float(side) for side in page.trimbox)
    origin = (left + box[0] * PT_PER_MM, top - box[1] * PT_PER_MM)
    if pdf.Root.get("/StructTreeRoot") is None:
        return Spot(name, origin)
    element = _element(pdf, page, name)
    head = _inside(Dictionary({key: value for key, value in element.items() if key != "/K"}))
    return Spot(name, origin, element.objgen[0], head)


def _element(pdf: Pdf, page: Page, name: str) -> Object:
    """The element of a place on `page`, which has its name for a title."""
    for element in pdf.objects:
        if (
            isinstance(element, Dictionary)
            and element.get("/T") == name
            and element.get("/Type") == Name.StructElem
            and element.Pg.objgen == page.obj.objgen
        ):
            return element
    raise ValueError(f"the place of the {name} is not tagged")


def _inside(thing: Object) -> bytes:
    """An array or dictionary as it is written, without its brackets."""
    whole = thing.unparse(resolved=True)
    width = 1 if isinstance(thing, Array) else 2
    return whole.strip()[width:-width].strip()
