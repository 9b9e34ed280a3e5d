"""What stands where on rendered pages: QR codes in millimetres, parts of the layout and the lines that do not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from weasyprint import HTML, Document
from weasyprint.formatting_structure import boxes

from leaflets.model.proof import Box, Issuer, Numbers, PracticeBox, QrCode
from leaflets.qr import QUIET_ZONE
from leaflets.units import MM_PER_PX, PT_PER_PX

SAYS: tuple[Literal["issuer", "giver"], ...] = ("issuer", "giver")
"""The classes of what is left empty in a line."""


def qr_codes(document: Document, zoom: float = 1) -> tuple[QrCode, ...]:
    """The QR codes of the document printed at `zoom`; the box is the symbol's, without its quiet zone."""
    return tuple(
        QrCode(page=number, url=url, box_mm=_printed(box, zoom))
        for number, page in enumerate(document.pages, start=1)
        for url, box in _codes_of(page)
    )


def practice_box(document: Document, zoom: float = 1) -> PracticeBox | None:
    """The box the format reserves for the practice, printed at `zoom`, or None when it has none."""
    for number, page, box in _boxes_of(document, "practice"):
        room = round((box.border_box_y() - _lowest_above(page, box)) * MM_PER_PX * zoom, 2)
        return PracticeBox(
            page=number,
            box_mm=_printed(_sides(box), zoom),
            is_white=_is_white(box),
            room_mm=room,
            notes_mm=_left_for_notes(document, number, box, zoom),
        )
    return None


def _left_for_notes(document: Document, number: int, practice: Any, zoom: float) -> Box | None:
    """Where copies may rule lines above the box: down to it, or to the imprint where that stands higher beside it."""
    feet = [box for page, _, box in _boxes_of(document, "imprint") if page == number]
    for page, _, box in _boxes_of(document, "unruled"):
        if page == number:
            left, top, width, _ = _sides(box)
            foot = min(one.border_box_y() for one in (practice, *feet))
            return _printed((left, top, width, foot - top), zoom)
    return None


def issuer(document: Document, zoom: float = 1) -> Issuer | None:
    """The lines left for who issues the leaflet or gives the booklet, printed at `zoom`, or None where there are none.

    They begin where other words end, and go on over what is left free below these.
    """
    found = ((says, number, box) for says in SAYS for number, _, box in _boxes_of(document, says))
    for says, number, mark in found:
        around, room = (next(box for _, _, box in _boxes_of(document, name)) for name in ("issued", "room"))
        # The mark is empty and stands where other words end, so its line and place are where ours begin.
        line = next(line for line in lines_of(around) if mark in line.children)
        left, top, width = around.content_box_x(), line.position_y, around.width
        whole = (left, top, width, room.border_box_y() + room.border_height() - top)
        return Issuer(
            says=says,
            page=number,
            box_mm=_printed(whole, zoom),
            indent_mm=round((mark.position_x - left) * MM_PER_PX * zoom, 2),
            baseline_mm=round(line.baseline * MM_PER_PX * zoom, 3),
            size_pt=round(float(around.style["font_size"]) * PT_PER_PX * zoom, 2),
            line_pt=round(float(line.height) * PT_PER_PX * zoom, 2),
        )
    return None


def numbers(document: Document, zoom: float = 1) -> Numbers | None:
    """The lines left for the numbers of a practice, printed at `zoom`, or None where there are none."""
    for number, _, box in _boxes_of(document, "numbers"):
        return Numbers(page=number, box_mm=_printed(_sides(box), zoom))
    return None


def notes_room(document: Document) -> float | None:
    """How far it is from the heading of the lines to write on to the foot of its panel, in mm, or None without one."""
    panels = [(number, box) for number, _, box in _boxes_of(document, "panel")]
    for number, _, notes in _boxes_of(document, "notes"):
        around = next(box for page, box in panels if page == number and notes in inner_boxes(box))
        foot = around.border_box_y() + around.border_height()
        return float(round((foot - notes.border_box_y() - notes.border_height()) * MM_PER_PX, 2))
    return None


def _boxes_of(document: Document, name: str) -> Iterator[tuple[int, Any, Any]]:
    """The boxes of elements of a class, each with the number of its page and that page; a block before its lines."""
    for number, page in enumerate(document.pages, start=1):
        yield from ((number, page, box) for box in inner_boxes(page._page_box) if is_of(box, name))


def is_of(box: Any, name: str) -> bool:
    """Whether it is the box of an element of that class, and none that the style adds to one."""
    element = box.element
    return element is not None and name in (element.get("class") or "").split() and box.element_tag == element.tag


def inner_boxes(box: Any) -> Iterator[Any]:
    """All boxes within one but the page's margin boxes."""
    # A list of those to come and no generator in another: that takes each box through all it stands in.
    waiting = list(reversed(getattr(box, "children", ())))
    while waiting:
        child = waiting.pop()
        if not isinstance(child, boxes.MarginBox):
            inner = getattr(child, "_box", child)  # What is placed absolutely stands behind a placeholder.
            yield inner
            waiting += reversed(getattr(inner, "children", ()))


def _lowest_above(page: Any, box: Any) -> float:
    """Where the lowest of what stands above a box ends: text, pictures, grounds of a colour, or the page's margin."""
    left, top, width, _ = _sides(box)
    lowest = float(page._page_box.content_box_y())
    for other in inner_boxes(page._page_box):
        start, upper, across, high = _sides(other)
        overlaps = start < left + width and start + across > left
        # A pixel of room: positions are sums of many floats, and two boxes that touch may overlap by a hair.
        if overlaps and lowest < upper + high <= top + 1 and _shows(other):
            lowest = upper + high
    return lowest


def _shows(box: Any) -> bool:
    """Whether something of a box is seen; lines to write on may be covered, but not all of those under a heading."""
    if isinstance(box, boxes.TextBox):
        return bool(box.text.strip())
    is_ruled = is_of(box, "notes") and not is_of(box, "unruled")
    return isinstance(box, boxes.ReplacedBox) or is_ruled or _is_coloured(box)


def _sides(box: Any) -> Box:
    if isinstance(box, boxes.TextBox | boxes.LineBox):
        return box.position_x, box.position_y, box.width, box.height
    return box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()


def _is_white(box: Any) -> bool:
    """Whether the background of a box is paper; paper for the print shop is white too."""
    colour = box.style["background_color"]
    if colour.space == "device-cmyk":
        return not any(colour.coordinates)
    return tuple(colour.to("srgb").coordinates) == (1, 1, 1) and bool(colour.alpha == 1)


def _is_coloured(box: Any) -> bool:
    """Whether a box has a background that is not paper."""
    return bool(box.style["background_color"].alpha) and not _is_white(box)


def _printed(box: Box, zoom: float) -> Box:
    """A box in CSS pixels as it is printed, in mm."""
    left, top, width, height = (round(side * MM_PER_PX * zoom, 2) for side in box)
    return left, top, width, height


def _codes_of(page: Any) -> Iterator[tuple[str, Box]]:
    # What is placed absolutely stands behind a placeholder, also where that is within another.
    for box in page._page_box.descendants(placeholders=True):
        url = box.element.get("data-url") if box.element is not None else None
        if url is None or not isinstance(box, boxes.ReplacedBox):
            continue
        # The drawing holds the quiet zone, and the box told is that of the symbol alone (see leaflets.qr).
        quiet = box.width * QUIET_ZONE / float(box.element.get("viewBox").split()[2])
        side = box.width - 2 * quiet
        left, top = box.content_box_x() + quiet, box.content_box_y() + quiet
        yield url, (left, top, side, side)


def part_of(page: Any) -> str:
    """The name of the part of the layout a page belongs to: the CSS `page` property of what stands on it."""
    return str(page._page_box.page_type.name or "")


def first_heading(page: Any) -> str:
    """The first heading within a page, or where it has none the title that stands on it; nothing where neither does."""
    found = [
        (box.element_tag, " ".join(map(_said_on, lines_of(box))))
        for box in inner_boxes(page._page_box)
        if isinstance(box, boxes.BlockBox) and box.element_tag in ("h1", "h2", "h3")
    ]
    return next((said for tag, said in found if tag != "h1"), found[0][1] if found else "")


def _said_on(line: Any) -> str:
    return "".join(one.text for one in line.descendants() if isinstance(one, boxes.TextBox)).strip()


def pictures_on(page: Any) -> Iterator[Any]:
    """The pictures of texts on a page."""
    for placed in page._page_box.descendants(placeholders=True):
        box = getattr(placed, "_box", placed)
        if isinstance(box, boxes.ReplacedBox) and box.element_tag == "img":
            yield box


def pictures_outside(page: Any) -> Iterator[str]:
    """The descriptions of pictures that reach outside the page."""
    page_box = page._page_box
    width, height = page_box.margin_width(), page_box.margin_height()
    for box in pictures_on(page):
        left, top = box.content_box_x(), box.content_box_y()
        # A pixel, 0.26 mm, is let pass: what is cut off by less nobody sees, and T07 looks at the ink itself.
        if left < -1 or top < -1 or left + box.width > width + 1 or top + box.height > height + 1:
            yield box.element.get("alt", "")


def pictures_lost(html: HTML, document: Document) -> list[str]:
    """The descriptions of pictures that stand on no page: WeasyPrint drops what does not fit a float, as of text."""
    if html.etree_element.find(".//img") is None:
        return []
    # Of a picture that cannot be read the description stands there, and what is wrong was said.
    every = (box for page in document.pages for box in page._page_box.descendants(placeholders=True))
    shown = {getattr(box, "_box", box).element for box in every}
    return [element.get("alt", "") for element in html.etree_element.iter("img") if element not in shown]


def lines_of(box: Any) -> Iterator[Any]:
    """The lines of text within a box, but for those of the page's margins; what stands within a line is of it."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.MarginBox):
            continue
        if isinstance(child, boxes.LineBox):
            yield child
        else:
            yield from lines_of(getattr(child, "_box", child))


def text_outside(page: Any) -> Iterator[str]:
    """The text of lines that reach outside the page or below its content area's foot."""
    page_box = page._page_box
    width, height = page_box.margin_width(), page_box.margin_height()
    for text in _texts(page_box):
        right = text.position_x + text.width
        bottom = text.position_y + text.height
        if text.position_x < -1 or right > width + 1 or bottom > height + 1 or text.position_y < -1:
            yield text.text


def _texts(page_box: Any) -> Iterator[Any]:
    """The texts of a page that say something, also in what is placed within a line."""
    return (box for box in inner_boxes(page_box) if isinstance(box, boxes.TextBox) and box.text.strip())


def text_on_text(page: Any) -> Iterator[tuple[str, str]]:
    """Pairs of texts that cross: what a box of fixed height cannot hold runs on over its neighbours."""
    found = [(text.position_y + text.baseline - text.style["font_size"] / 2, text) for text in _texts(page._page_box)]
    found.sort(key=lambda item: item[0])
    for position, (_, one) in enumerate(found):
        for top, other in found[position + 1 :]:
            # Between the baseline and half a size above it, where small letters stand; accents may touch.
            if top > one.position_y + one.baseline - 1:
                break
            right = min(one.position_x + one.width, other.position_x + other.width)
            if right - max(one.position_x, other.position_x) > 1:
                yield one.text.strip(), other.text.strip()


def text_lost(html: HTML, document: Document) -> list[str]:
    """Words of the HTML that stand on no page: WeasyPrint drops what does not fit a float and logs nothing.

    Letters are compared, not words: a line may break inside a word after a hyphen.
    """
    written = list(_words_of(html.etree_element))
    # Counted and not searched: what is placed beside or above the text comes in another order on the page.
    wanted = Counter("".join(written))
    for page in document.pages:
        for box in _texts(page._page_box):
            if not box.element_tag.endswith("::marker"):
                wanted.subtract(box.text)
    missing = {letter for letter, count in wanted.items() if count > 0 and not letter.isspace() and letter != "\xad"}
    return [word for word in written if missing & set(word)] if missing else []


def _words_of(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag == "head" or element.tag.endswith("}svg"):
        return
    yield from (element.text or "").split()
    for child in element:
        yield from _words_of(child)
        yield from (child.tail or "").split()
