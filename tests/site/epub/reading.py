"""An e-book read back: its files, its lists, and its documents as trees."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from leaflets.site.epub.container import FOLDER, PACKAGE

XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class ReadBook:
    """What a reading program finds in a file."""

    data: bytes

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file of the book by its name in the book's folder."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as packed:
            assert packed.testzip() is None
            return {
                name.removeprefix(f"{FOLDER}/"): packed.read(name)
                for name in packed.namelist()
                if name.startswith(f"{FOLDER}/")
            }

    @cached_property
    def package(self) -> ElementTree.Element:
        return ElementTree.fromstring(self.files[PACKAGE])

    @cached_property
    def documents(self) -> dict[str, ElementTree.Element]:
        """Its documents as trees: one that is not well-formed ends the test."""
        return {
            name: ElementTree.fromstring(data) for name, data in self.files.items() if name.endswith(".xhtml")
        }  # fmt: skip

    @property
    def items(self) -> dict[str, dict[str, str]]:
        """The list of files by their names."""
        return {unquote(one.attrib["href"]): one.attrib for one in self.package.iter(f"{OPF}item")}

    @property
    def spine(self) -> list[str]:
        """The documents in the order of reading."""
        names = {one["id"]: name for name, one in self.items.items()}
        return [names[one.attrib["idref"]] for one in self.package.iter(f"{OPF}itemref")]

    def said(self, name: str) -> list[str]:
        """What the book says of itself under the name of an element or a property."""
        found = [*self.package.iter(f"{DC}{name}")]
        found += [one for one in self.package.iter(f"{OPF}meta") if one.get("property") == name]
        return [one.text or "" for one in found]

    def navs(self, kind: str) -> list[tuple[str, str]]:
        """The lines of a list of the navigation document: what each says, and where it leads."""
        for nav in self.documents["nav.xhtml"].iter(f"{XHTML}nav"):
            if nav.get(f"{OPS}type") == kind:
                return [("".join(one.itertext()), one.attrib["href"]) for one in nav.iter(f"{XHTML}a")]
        return []

    def leads(self) -> Iterator[tuple[str, str, str]]:
        """Every address in a document: the document, the element, and where it leads."""
        for name, tree in self.documents.items():
            for element in tree.iter():
                for attribute in ("href", "src"):
                    if attribute in element.attrib:
                        yield name, element.tag.partition("}")[2], element.attrib[attribute]

    def resolves(self, origin: str, target: str) -> bool:
        """Whether an address within the book leads to a file, and to a place that is in it."""
        parts = urlsplit(target)
        name = normpath(join(dirname(origin), unquote(parts.path))) if parts.path else origin
        if name not in self.files:
            return False
        return not parts.fragment or parts.fragment in [one.get("id") for one in self.documents[name].iter()]

    def text(self, name: str) -> str:
        """The words of a document, without the numbers of sources."""
        return said_by(self.documents[name])


def said_by(element: ElementTree.Element) -> str:
    """The words of an element, without the numbers of sources."""
    if element.tag == f"{XHTML}sup":
        return ""
    inner = "".join(said_by(child) + (child.tail or "") for child in element)
    return (element.text or "") + inner


def words(text: str) -> str:
    """The letters of a text alone."""
    return "".join(re.findall(r"\w", text.casefold()))
