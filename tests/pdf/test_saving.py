from __future__ import annotations

import io

import pikepdf
import pytest

from leaflets.pdf.saving import saved
from tests.reading import opened


def made(words: bytes) -> pikepdf.Pdf:
    """A page that says this, in a stream that is not packed."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    pdf.pages[0].Contents = pdf.make_stream(words)
    return pdf


def test_the_same_content_is_the_same_bytes() -> None:
    """Nothing of the moment goes in, and other content is other bytes with another identifier."""
    one, other = made(b"q Q"), made(b"q q Q Q")
    assert saved(one) == saved(made(b"q Q"))
    with opened(saved(one)) as first, opened(saved(other)) as second:
        assert bytes(first.trailer.ID[0]) != bytes(second.trailer.ID[0])


def test_it_is_small() -> None:
    """Streams are packed, and the objects stand in one that is packed too."""
    words = b"q Q " * 1000
    pdf = made(words)
    plain = io.BytesIO()
    pdf.save(plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = saved(pdf)
    assert len(data) < len(plain.getvalue()) / 4
    assert b"/ObjStm" in data
    with opened(data) as again:
        assert again.pages[0].Contents.read_bytes() == words


@pytest.mark.parametrize(("version", "said"), [("1.6", b"%PDF-1.6"), ("", b"%PDF-1.5")])
def test_a_version_is_as_asked(version: str, said: bytes) -> None:
    """Where none is asked for it is the least that what stands in it needs."""
    assert saved(made(b"q Q"), version)[:8] == said
