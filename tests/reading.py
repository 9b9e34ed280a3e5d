"""Read a finished PDF back, with none of the code that made it: marked text, tags, links, places in millimetres."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

MM = 72 / 25.4
"""Points in a millimetre."""


def opened(pdf: bytes | Path) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf if isinstance(pdf, bytes) else pdf.read_bytes()))


@dataclass(frozen=True)
class Run:
    """A piece of text as a page shows it, with the marked content it stands in, its size in pt and its colour."""

    text: str
    tag: str | None
    mcid: int | None
    kind: str | None
    size: float
    font: str
    fill: tuple[float, ...] = ()
    """Its colour in grey, RGB or CMYK, each from 0 to 1; nothing where it is of another space or a pattern."""


def runs(page: pikepdf.Page) -> list[Run]:
    """The text of a page in the order it is drawn, decoded with each font's own Unicode map (ISO 32000-1, 9.10)."""
    found: list[Run] = []
    maps = {name: _unicode_map(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    marks: list[tuple[str, int | None, str | None]] = []
    saved: list[tuple[float, tuple[float, ...]]] = []
    scale = 1.0
    fill: tuple[float, ...] = (0.0,)
    font, size = "", 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), str(instruction.operator)
        match operator:
            case "q":
                saved.append((scale, fill))
            case "Q":
                scale, fill = saved.pop()
            case "g" | "rg" | "k":
                fill = tuple(map(float, operands))
            case "cs":
                fill = ()
            case "cm":
                scale *= abs(float(operands[3]))
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "BMC" | "BDC":
                marks.append(_mark(operands))
            case "EMC":
                marks.pop()
            case "TJ" | "Tj":
                strings = operands[0] if operator == "TJ" else operands
                text = "".join(_decode(bytes(part), maps[font]) for part in strings if isinstance(part, pikepdf.String))
                tag, mcid, kind = marks[-1] if marks else (None, None, None)
                found.append(Run(text, tag, mcid, kind, size * scale, font, fill))
    return found


def _mark(operands: list[Any]) -> tuple[str, int | None, str | None]:
    properties = operands[1] if len(operands) > 1 else {}
    mcid = properties.get("/MCID")
    return str(operands[0]), None if mcid is None else int(mcid), str(properties.get("/Type", "")) or None


def _unicode_map(font: pikepdf.Object) -> dict[bytes, str]:
    blocks = re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL)
    pairs = (pair for block in blocks for pair in re.findall(rb"<(\w+)>\s*<(\w+)>", block))
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _decode(string: bytes, mapping: dict[bytes, str]) -> str:
    return "".join(mapping[string[at : at + 2]] for at in range(0, len(string), 2))


def unmarked_painting(page: pikepdf.Page) -> list[str]:
    """The operators that paint something outside all marked content (forbidden by ISO 14289-1, 7.1)."""
    depth, found = 0, []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
        if depth == 0 and operator in {"f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "sh", "Do", "TJ", "Tj"}:
            found.append(operator)
    return found


@dataclass(frozen=True)
class Element:
    """An element of the tag tree, with its page (from 0) and the text of everything under it."""

    tag: str
    lang: str | None
    page: int | None
    text: str
    kids: tuple[Element, ...]
    own: pikepdf.Object

    def all(self) -> Iterator[Element]:
        """This element and all under it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.all()


def tag_tree(pdf: pikepdf.Pdf) -> Element:
    """The element under the root of the tag tree."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    shown = [{run.mcid: "" for run in runs(page)} for page in pdf.pages]
    for number, page in enumerate(pdf.pages):
        for run in runs(page):
            shown[number][run.mcid] += run.text
    kids = pdf.Root.StructTreeRoot.K
    return _element(kids[0] if isinstance(kids, pikepdf.Array) else kids, pages, shown)


def _element(own: pikepdf.Object, pages: dict[Any, int], shown: list[dict[int | None, str]]) -> Element:
    page = pages[own.Pg.objgen] if "/Pg" in own else None
    text, kids = "", []
    below = own.get("/K", pikepdf.Array())
    for kid in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(kid, int):
            assert page is not None
            text += shown[page].get(kid, "")
        elif "/S" in kid:
            kids.append(_element(kid, pages, shown))
            text += kids[-1].text
    return Element(str(own.S), str(own.Lang) if "/Lang" in own else None, page, text, tuple(kids), own)


def elements(pdf: pikepdf.Pdf, *tags: str) -> list[Element]:
    """The elements with one of `tags`, in reading order."""
    return [element for element in tag_tree(pdf).all() if element.tag in tags]


def links(page: pikepdf.Page) -> list[pikepdf.Object]:
    return [one for one in page.obj.get("/Annots", pikepdf.Array()) if one.Subtype == pikepdf.Name.Link]


def target(pdf: pikepdf.Pdf, link: pikepdf.Object) -> int | None:
    """The page (from 0) a link within the file goes to; None for a link to the web."""
    destination = link.get("/Dest", link.get("/A", pikepdf.Dictionary()).get("/D"))
    if destination is None:
        return None
    if isinstance(destination, pikepdf.String):
        names = list(pdf.Root.Names.Dests.Names)
        destination = dict(zip(map(str, names[::2]), names[1::2], strict=True))[str(destination)]
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return pages[destination[0].objgen]


def text_in(page: pypdfium2.PdfPage, left: float, top: float, right: float, bottom: float) -> str:
    """The text inside a box in mm from the page's top left corner."""
    height = page.get_height()
    box = {"left": left * MM, "right": right * MM, "top": height - top * MM, "bottom": height - bottom * MM}
    return str(page.get_textpage().get_text_bounded(**box)).strip()


def picture(page: pypdfium2.PdfPage, dpi: float, grey: bool = False) -> Image.Image:
    """A page as a picture."""
    return page.render(scale=dpi / 72, grayscale=grey).to_pil()  # type: ignore[no-any-return]


def spaces(pdf: bytes | Path) -> set[str]:
    """What colours of a file are said in: operators of all its contents, and spaces of its images, shadings and groups.

    Contents are those of pages, forms, patterns, glyphs and the looks of fields, whether a page shows them or not.
    """
    with opened(pdf) as file:
        of_pages = {said for page in file.pages for said in _operators(page)}
        return of_pages | {said for thing in dictionaries(file) for said in _spaces(thing)}


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream of a file, those within others too."""
    for thing in pdf.objects:
        yield from _within(thing)


def _within(thing: Any) -> Iterator[Any]:
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
        parts = [value for _, value in thing.items()]
    else:
        parts = list(thing) if isinstance(thing, pikepdf.Array) else []
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _within(part)


_COLOURS = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "ri", "BI"}


def _operators(content: Any) -> set[str]:
    """Those that set a colour; a pattern sets none, for it has a content of its own."""
    steps = [step for step in pikepdf.parse_content_stream(content) if str(step.operator) in _COLOURS]
    return {str(step.operator) for step in steps if not isinstance(step.operands[-1], pikepdf.Name)} | {
        f"{step.operands[-1]}" for step in steps if str(step.operator) in ("cs", "CS")
    } - {"/Pattern"}


def _spaces(thing: Any) -> Iterator[str]:
    if thing.get("/Subtype") == "/Form" or thing.get("/PatternType") == 1:
        yield from _operators(thing)
    for procedure in thing.get("/CharProcs", {}).values() if thing.get("/Subtype") == "/Type3" else ():
        yield from _operators(procedure)
    for key in ("/ColorSpace", "/CS"):
        space = thing.get(key)
        # The resources of a page list spaces by name in a dictionary; a colour table has its space second.
        if isinstance(space, pikepdf.Array):
            yield str(space[1] if space[0] == "/Indexed" else space[0])
        elif isinstance(space, pikepdf.Name):
            yield str(space)
    if "/DA" in thing:
        yield from re.findall(r"(?:^|\s)(rg|RG|k|K|g|G)(?=\s|$)", str(thing.DA))
