from __future__ import annotations

import pikepdf
import pytest

from leaflets.imposition.viewer import for_paper
from leaflets.pdf.saving import saved
from tests.reading import opened


def prepared(edge: str | None) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        for_paper(pdf, "Vellen & meer", "nl", edge)  # type: ignore[arg-type]
        return saved(pdf)


@pytest.mark.parametrize(
    ("edge", "duplex"),
    [("short", "/DuplexFlipShortEdge"), ("long", "/DuplexFlipLongEdge"), (None, "/Simplex")],
)
def test_the_print_window_is_told_scale_and_sides(edge: str | None, duplex: str) -> None:
    """Scaling is off, and the sides are those of the file: over the short or the long edge, or one."""
    with opened(prepared(edge)) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert (str(wishes.PrintScaling), str(wishes.Duplex)) == ("/None", duplex)


def test_the_title_is_in_both_places_and_shown() -> None:
    """Information dictionary and XMP agree on the title, the window shows it, and the language is set."""
    with opened(prepared("short")) as pdf:
        assert str(pdf.docinfo.Title) == "Vellen & meer"
        assert pdf.open_metadata()["dc:title"] == "Vellen & meer"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.Lang) == "nl"


def test_saving_adds_nothing_of_the_moment() -> None:
    """Two files of the same content are the same bytes, without dates."""
    assert prepared("short") == prepared("short")
    with opened(prepared("short")) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer"}
