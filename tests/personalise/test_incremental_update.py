"""An update adds to a file and leaves every byte of it as it was."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pypdf import PdfReader

from leaflets.personalise.incremental_update import Content, Ending, Stream, append, read_start, reference


@pytest.fixture
def base() -> bytes:
    """A PDF of one page that says "base" in a stream."""
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.Root.Said = pdf.make_stream(b"base")
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
    return target.getvalue()


def ending(pdf: bytes) -> tuple[Ending, int]:
    """Its ending, and the number of the stream."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = Ending(read_start(pdf), int(file.trailer.Size), file.Root.objgen[0], None, b"00" * 16)
        return found, file.Root.Said.objgen[0]


def test_objects_are_replaced_and_added(base: bytes) -> None:
    """Two readers find the new stream, and through it the objects that were not there before."""
    end, number = ending(base)
    objects: dict[int, Content] = {
        number: Stream(b"/Next " + reference(end.size), b"new"),
        end.size: b"<</Kids[%b]>>" % reference(end.size + 3),
        end.size + 3: b"[1 2 3]",
    }
    made = append(base, end, objects)
    assert made.startswith(base)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.Said.read_bytes() == b"new"
        assert [int(one) for one in pdf.Root.Said.Next.Kids[0]] == [1, 2, 3]
    said = PdfReader(io.BytesIO(made)).root_object["/Said"]
    assert said.get_data() == b"new"  # type: ignore[attr-defined]
    assert said["/Next"]["/Kids"][0].get_object() == [1, 2, 3]  # type: ignore[index]


def test_the_same_update_gives_the_same_bytes(base: bytes) -> None:
    """The order in which objects are given is no matter, and another update has another identifier."""
    end, number = ending(base)
    objects: dict[int, Content] = {number: Stream(b"", b"new"), end.size: b"1"}
    one, other = append(base, end, objects), append(base, end, dict(reversed(objects.items())))
    assert one == other
    changed = append(base, end, {number: Stream(b"", b"old")})
    with pikepdf.open(io.BytesIO(one)) as first, pikepdf.open(io.BytesIO(changed)) as second:
        assert bytes(first.trailer.ID[1]) != bytes(second.trailer.ID[1])


def test_what_is_packed_stays_as_it_is(base: bytes) -> None:
    """A stream packed once is written into every file as it is, and read back as it was."""
    end, number = ending(base)
    packed = Stream.pack(b"", b"many " * 100)
    made = append(base, end, {number: packed})
    assert packed.data in made
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.Said.read_bytes() == b"many " * 100


def test_a_file_without_an_end_is_refused() -> None:
    """What does not end like a PDF cannot be added to."""
    with pytest.raises(ValueError, match="does not end like a PDF"):
        read_start(b"%PDF-1.7 cut off")
