"""A form is shown while it is empty, and in the edition’s own letters when it is filled in."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from leaflets.model.proof import Proof
from tests.personalise.stamp.test_fillable import fields
from tests.reading import opened


def test_printed_empty_there_is_a_line_to_write_on(filled_in: Proof) -> None:
    """Along the foot of each field, dark enough to be seen, on white."""
    document = pypdfium2.PdfDocument(filled_in.pdf)
    document.init_forms()
    scale = 300 / 72
    picture = document[3].render(scale=scale, grayscale=True, may_draw_forms=True).to_pil()
    with opened(filled_in.pdf) as pdf:
        for field in fields(pdf):
            x1, y1, x2, _ = (float(side) for side in field.Rect)
            middle = round((x1 + x2) / 2 * scale)
            foot = round(picture.height - y1 * scale)
            column = [picture.getpixel((middle, foot - up)) for up in range(-1, 8)]
            assert min(column) < 140
            assert max(column) == 255


def test_what_is_filled_in_is_shown(filled_in: Proof) -> None:
    """Another program fills in a name, and the page shows it in the field."""
    empty, full = (_form_shown(pdf) for pdf in (filled_in.pdf, _with_name(filled_in, "Praktijk De Wilg")))
    assert sum(one != other for one, other in zip(empty, full, strict=True)) > 100


@pytest.mark.parametrize(("letter", "like"), [("ŵ", "w"), ("ș", "s"), ("ł", "l"), ("ę", "e"), ("ő", "o"), ("ß", "B")])
def test_letters_of_many_names_can_be_typed(filled_in: Proof, letter: str, like: str) -> None:
    """Each is shown as itself: neither nothing nor the letter it is built on."""
    empty, own, other = (_form_shown(_with_name(filled_in, text)) for text in ("", letter * 6, like * 6))
    assert len({empty, own, other}) == 3
    assert sum(one < 128 for one in own) > sum(one < 128 for one in empty) + 10


def _with_name(form: Proof, name: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form.pdf)))
    writer.update_page_form_field_values(writer.pages[3], {"name": name}, auto_regenerate=False)
    target = io.BytesIO()
    writer.write(target)
    assert PdfReader(target).get_fields()["name"]["/V"] == name  # type: ignore[index]
    return target.getvalue()


def _form_shown(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return bytes(document[3].render(scale=1, grayscale=True, may_draw_forms=True).to_pil().tobytes())


def test_the_font_of_the_fields_is_embedded(filled_in: Proof) -> None:
    """What is typed is set in the edition's own face, not in whatever the viewer has."""
    with opened(filled_in.pdf) as pdf:
        font = pdf.Root.AcroForm.DR.Font.Hyperlegible
        assert font.Encoding.BaseEncoding == "/WinAnsiEncoding"
        assert len(font.FontDescriptor.FontFile2.read_bytes()) > 10_000
        widths = {chr(code): int(width) for code, width in zip(range(32, 127), font.Widths, strict=False)}
        assert widths["W"] > widths["i"] > 0
