"""What the site says of a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.content import Catalogue
from leaflets.site.files import described, form_of, size_of
from leaflets.site.shelf import Download
from tests.site.stock import entry


@pytest.mark.parametrize(
    ("form", "made_of", "said"),
    [
        ("a4", {}, "A4 om te printen"), ("large-print", {}, "Grote letters"), ("a5-folded", {}, "Om te vouwen"),
        ("a4", {"light": True}, "A4 om te printen, voor een kantoorprinter"), ("a4", {"ink": "gray"}, "A4 om te printen, in grijs"),
        ("poster", {"size": "a3"}, "Poster, A3"), ("trifold", {"sides": "fronts"}, "Drieluik, alle voorkanten"),
        ("a4", {"fillable": True}, "A4 om te printen, om in te vullen"), ("a5", {"ink": "press"}, "A5 om te lezen, voor de drukker"),
        ("booklet-press", {"ink": "press"}, "Boekje voor de drukker"),
    ],
)  # fmt: skip
def test_what_a_form_is_called(form: str, made_of: dict[str, object], said: str, catalogue: Catalogue) -> None:
    """By the word people know, and what makes this file another than the usual."""
    leaflet = None if form.startswith("booklet") else "ms"
    assert form_of(Download(entry(catalogue, leaflet, form, **made_of)), catalogue.languages["nl"]) == said


def test_a_form_of_ones_own(catalogue: Catalogue) -> None:
    """A format nobody has given words is called by its name."""
    one = replace(entry(catalogue, "ms", "a4"), format="postcard")
    assert form_of(Download(one), catalogue.languages["nl"]) == "postcard"


@pytest.mark.parametrize(
    ("form", "pages", "size", "said"),
    [
        ("a4", 2, 34_738, "2 bladzijden. PDF, 35 kB"), ("poster", 1, 15_400, "1 bladzijde. PDF, 15 kB"),
        ("a5-folded", 2, 30_224, "1 vel papier. PDF, 30 kB"), ("booklet-imposed", 30, 236_831, "15 vellen papier. PDF, 237 kB"),
    ],
)  # fmt: skip
def test_how_much_a_file_is(form: str, pages: int, size: int, said: str, catalogue: Catalogue) -> None:
    """Pages to read, or sheets of paper to print both sides of; and its size."""
    leaflet = None if form.startswith("booklet") else "ms"
    one = replace(entry(catalogue, leaflet, form), pages=pages, bytes=size)
    assert described(Download(one), catalogue.languages["nl"]) == said


def test_the_fronts_alone_are_a_sheet_a_page(catalogue: Catalogue) -> None:
    """For a printer of one side."""
    one = replace(entry(catalogue, None, "booklet-imposed", sides="fronts"), pages=15, bytes=1000)
    assert described(Download(one), catalogue.languages["nl"]).startswith("15 vellen")


def test_a_size_as_the_language_writes_it(catalogue: Catalogue) -> None:
    """Never none at all, and with a comma in Dutch."""
    nl = catalogue.languages["nl"]
    assert [size_of(count, nl) for count in (10, 34_738, 1_234_567)] == ["1 kB", "35 kB", "1,2 MB"]
