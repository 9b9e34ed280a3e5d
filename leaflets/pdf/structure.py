"""Which element of the tag tree each piece of a page's content belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Object, Pdf

BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "LBody", "Lbl", "TD", "TH", "Caption"})
"""Elements that begin a line of their own."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The element a text belongs to: the kinds from the top of the tree down, its language and its block."""

    kinds: tuple[str, ...] = ()
    language: str | None = None
    block: tuple[int, int] | None = None
    """Which paragraph, heading or item it is, as the number of that object in the file."""
    own_language: tuple[int, int] | None = None
    """The element that sets another language than is spoken around it."""
    link: tuple[int, int] | None = None
    """The link it is the words of."""


def owners(pdf: Pdf) -> dict[tuple[int, int], Owner]:
    """By page (from 1) and MCID, the element a piece of marked content belongs to."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return {}
    # Elements name their page by its object and not by its number (ISO 32000-1, 14.7.2, table 323).
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    language = str(pdf.Root.get("/Lang", "")) or None
    return dict(_walk(root, Owner(language=language), numbers))


def _walk(root: Object, whole: Owner, numbers: dict[tuple[int, int], int]) -> Iterator[tuple[tuple[int, int], Owner]]:
    stack: list[tuple[Object, Owner, Object | None]] = [(kid, whole, None) for kid in kids(root)]
    while stack:
        kid, owner, page = stack.pop()
        # A bare number is an MCID on the element's own page (ISO 32000-1, 14.7.4.2).
        if isinstance(kid, int):
            if page is not None:
                yield (numbers.get(page.objgen, 0), kid), owner
        elif isinstance(kid, Dictionary) and "/S" in kid:
            own = _own(kid, owner)
            # The page of an element holds for what hangs below it, until one names another.
            below = kid.get("/Pg", page)
            stack += [(each, own, below) for each in kids(kid)]
        # A marked-content reference (MCR) has an MCID on a page of its own: an element may go on over the page.
        elif isinstance(kid, Dictionary) and "/MCID" in kid:
            where = kid.get("/Pg", page)
            if where is not None:
                yield (numbers.get(where.objgen, 0), int(kid.MCID)), owner


def _own(element: Object, above: Owner) -> Owner:
    kind = str(element.S).removeprefix("/")
    # The nearest language above holds (ISO 32000-1, 14.9.2).
    language = str(element.get("/Lang", "")) or above.language
    return Owner(
        kinds=(*above.kinds, kind),
        language=language,
        block=element.objgen if kind in BLOCKS else above.block,
        own_language=element.objgen if language != above.language else above.own_language,
        link=element.objgen if kind == "Link" else above.link,
    )


def elements(root: Object) -> Iterator[Object]:
    """Every structure element under `root`, in reading order."""
    stack = list(reversed(kids(root)))
    while stack:
        element = stack.pop()
        if isinstance(element, Dictionary) and "/S" in element:
            yield element
            stack.extend(reversed(kids(element)))


def kids(element: Object) -> list[Object]:
    """What hangs under an element or the root: elements, numbers of marked content, and references."""
    below = element.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, Array) else [below]


def bookmarks(pdf: Pdf) -> Iterator[Object]:
    """All bookmarks of a file in the order of reading; one that comes again is not followed."""
    outlines = pdf.Root.get("/Outlines")
    seen: set[tuple[int, int]] = set()
    stack = [outlines.get("/First")] if isinstance(outlines, Dictionary) else []
    while stack:
        item = stack.pop()
        if isinstance(item, Dictionary) and item.objgen not in seen:
            seen.add(item.objgen)
            yield item
            stack += [item.get("/Next"), item.get("/First")]
