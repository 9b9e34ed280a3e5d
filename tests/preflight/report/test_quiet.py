"""What a library says of a broken file is not said on the terminal, and only then."""

from __future__ import annotations

import io
import logging
import re

import pikepdf
import pytest

from leaflets.preflight.report.quiet import quiet


def pages_that_are_none() -> bytes:
    """A PDF whose list of pages holds one that is not there."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.add_blank_page()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data, changes = re.subn(rb"(/Kids \[ \d+ 0 R) \d+", b"\\1 999", target.getvalue())
    assert changes == 1
    return data


def test_a_broken_list_of_pages_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """qpdf complains of it to whoever opens the file, but not meanwhile."""
    with quiet(), pikepdf.open(io.BytesIO(pages_that_are_none())) as pdf:
        assert len(pdf.pages) < 2
    assert caplog.messages == []
    with pikepdf.open(io.BytesIO(pages_that_are_none())) as pdf:
        assert len(pdf.pages) < 2
    assert "Pages tree includes non-dictionary object" in caplog.text


def test_half_a_stream_is_no_warning() -> None:
    """pikepdf warns of it, which is an error here, but not meanwhile."""
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(b"[[[[ 1 re")
        with quiet():
            pikepdf.parse_content_stream(stream)
        with pytest.warns(UserWarning, match="Unexpected end"):
            pikepdf.parse_content_stream(stream)
    assert logging.getLogger("pikepdf").propagate
