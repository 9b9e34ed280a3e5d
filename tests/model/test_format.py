"""A format asks for nothing that paper or a phone cannot give."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from leaflets.model.format import Format, PaperOptions, Profile


def test_a_code_is_never_planned_smaller_than_a_phone_reads() -> None:
    """A format may not ask for codes of less than 20 mm (norms Q01)."""
    with pytest.raises(ValidationError, match="qr_mm"):
        Format(id="x", description="x", paper_mm=(148, 210), qr_mm=19.9)
    assert Format(id="x", description="x", paper_mm=(148, 210), qr_mm=20).qr_mm == 20


def test_a_print_shop_is_known_by_its_checksum_alone() -> None:
    """The bytes of a profile, as long as a leaflet, are in no digest and no message."""
    profile = Profile(name="Coated", sha256="a" * 64, data=b"the whole profile")
    paper = PaperOptions(press=True, icc=profile)
    assert paper.model_dump()["icc"] == {"name": "Coated", "sha256": "a" * 64}
    assert "whole" not in repr(paper)
