"""Join the tag trees of sections: what no PDF library does (qpdf #490, PyMuPDF #2469, pdfcpu #832, pdf-lib #402)."""

from __future__ import annotations

from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


class TagJoiner:
    """Hangs the tags of section after section under one Document, and renumbers what points from pages to tags."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        self.kids = ArrayObject()
        self.nums = ArrayObject()
        self.next_key = 0
        self.root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        self.root_reference = writer._add_object(self.root)
        self.document = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject("/Document"),
                NameObject("/P"): self.root_reference,
                NameObject("/K"): self.kids,
            }
        )
        self.document_reference = writer._add_object(self.document)

    def join(self, reader: PdfReader, first: int) -> None:
        """Take the tags of `reader`, whose pages are in the writer already, from page number `first` (from 0) on."""
        own = cast(DictionaryObject, reader.root_object["/StructTreeRoot"])
        # Cloned after the pages, so that pypdf maps each /Pg and /Obj to the copy that is in the writer.
        tree = own.clone(self.writer)
        keys = self._pages(reader, first)
        parent_tree = cast(DictionaryObject, tree["/ParentTree"].get_object())
        nums = cast(ArrayObject, parent_tree["/Nums"])
        for key, owner in zip(nums[::2], nums[1::2], strict=True):
            self.nums.extend([NumberObject(int(key) + self.next_key), owner])
            keys.add(int(key))
        self._annotations(first)
        for element in self._tops(tree):
            section = cast(DictionaryObject, element.get_object())
            section[NameObject("/P")] = self.document_reference
            # A Document may not stand in a Document (ISO 32000-1, 14.8.4.2): a section of the whole is a Part.
            section[NameObject("/S")] = NameObject("/Part")
            self.kids.append(element)
        self.next_key += max(keys) + 1

    def finish(self, language: str) -> None:
        """Write the joined tree into the catalogue, with what a tagged file says of itself (ISO 14289-1, 7.1)."""
        parent_tree = self.writer._add_object(DictionaryObject({NameObject("/Nums"): self.nums}))
        self.root[NameObject("/K")] = ArrayObject([self.document_reference])
        self.root[NameObject("/ParentTree")] = parent_tree
        self.root[NameObject("/ParentTreeNextKey")] = NumberObject(self.next_key)
        catalogue = self.writer.root_object
        catalogue[NameObject("/StructTreeRoot")] = self.root_reference
        catalogue[NameObject("/Lang")] = TextStringObject(language)
        catalogue[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        catalogue[NameObject("/ViewerPreferences")] = DictionaryObject(
            {NameObject("/DisplayDocTitle"): BooleanObject(True)}
        )

    def _pages(self, reader: PdfReader, first: int) -> set[int]:
        """Put back each page's /StructParents, which pypdf drops, with its new number."""
        keys: set[int] = set()
        for number, page in enumerate(reader.pages):
            key = int(cast(NumberObject, page["/StructParents"]))
            self.writer.pages[first + number][NameObject("/StructParents")] = NumberObject(key + self.next_key)
            keys.add(key)
        return keys

    def _annotations(self, first: int) -> None:
        for page in self.writer.pages[first:]:
            for reference in page.get("/Annots", ArrayObject()):
                annotation = reference.get_object()
                if "/StructParent" in annotation:
                    key = int(annotation["/StructParent"]) + self.next_key
                    annotation[NameObject("/StructParent")] = NumberObject(key)

    @staticmethod
    def _tops(tree: DictionaryObject) -> list[IndirectObject]:
        kids = tree.raw_get("/K")
        return list(cast(ArrayObject, kids.get_object())) if not isinstance(kids, IndirectObject) else [kids]
