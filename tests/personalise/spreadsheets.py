"""Spreadsheets made by hand, right ones and ones that no program would save."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

HEADINGS = ("id", "name", "telephone", "country")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return target.getvalue()


def xlsx(rows: str, shared: str = "", dimension: str = "", others: Mapping[str, bytes] = {}) -> bytes:
    """A sheet with the four headings and what follows them, with its shared strings."""
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    return packed({
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'{relations}<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
                       "</Relationships>",
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
                           "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{relations}<Relationship Id="r1" Type="{_OFFICE}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_OFFICE}/sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}>{dimension}<sheetData>{xlsx_row(1, HEADINGS)}{rows}"
                                    "</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {_MAIN}>{shared}</sst>",
        **others,
    })  # fmt: skip


def xlsx_row(number: int, cells: Sequence[str]) -> str:
    found = "".join(f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
                    for place, text in enumerate(cells))  # fmt: skip
    return f'<row r="{number}">{found}</row>'


def ods(rows: str) -> bytes:
    """The same as LibreOffice saves it."""
    names = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OASIS}:manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:manifest>',
        "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{ods_row(HEADINGS)}{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
    })  # fmt: skip


def ods_row(cells: Sequence[str], repeated: str = "", each: str = "") -> str:
    """A row with so many repetitions of itself and of each of its cells."""
    found = "".join(
        f'<table:table-cell office:value-type="string" {each}><text:p>{text}</text:p></table:table-cell>'
        for text in cells
    )
    return f"<table:table-row {repeated}>{found}</table:table-row>"


def xls(cells: Mapping[tuple[int, int], str]) -> bytes:
    """A sheet of Excel 97 with texts by row and column, counted from 0."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def beginning(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    texts = b"".join(
        record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))
        for (row, column), text in cells.items()
    )
    end = record(0x000A, b"")
    globe = beginning(0x0005) + record(0x0042, struct.pack("<H", 1200))
    place = len(globe) + 4 + 8 + 1 + len(end)
    globe += record(0x0085, struct.pack("<IBBBB", place, 0, 0, 1, 0) + b"S") + end
    return _compound(globe + beginning(0x0010) + texts + end)


def _compound(stream: bytes) -> bytes:
    """A compound file [MS-CFB] with one stream, `Workbook`."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * (512 - len(head) - 4)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    table = b"".join(struct.pack("<I", each) for each in chain).ljust(512, b"\xff")
    assert len(table) == 512, "more than one sector of the table is needed"
    folder = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return head + table + folder.ljust(512, b"\0") + stream.ljust(count * 512, b"\0")


def _entry(name: str, kind: int, child: int, first: int, length: int) -> bytes:
    text = name.encode("utf-16-le").ljust(64, b"\0")
    nobody = 0xFFFFFFFF
    sizes = struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, nobody, nobody, child)
    return text + sizes + bytes(36) + struct.pack("<IQ", first, length)


def lying(data: bytes, name: str, said: int) -> bytes:
    """A ZIP whose headers say that a part is so long, whatever it unpacks to."""
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        part = read.getinfo(name)
    changed = bytearray(data)
    changed[part.header_offset + 22 : part.header_offset + 26] = struct.pack("<I", said)
    entry = data.index(name.encode(), data.index(b"PK\x01\x02")) - 46
    changed[entry + 24 : entry + 28] = struct.pack("<I", said)
    return bytes(changed)
