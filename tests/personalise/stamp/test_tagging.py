"""What a stamp adds is read in its order, and each link lies on its own words."""

from __future__ import annotations

from typing import cast

import pypdfium2
import pytest

from leaflets.personalise.box.drawing import Drawing, Element, Field, Link, TaggedMark
from leaflets.personalise.sets.task import Copy, Master
from leaflets.personalise.stamp.base import Tags
from leaflets.personalise.stamp.tagging import Tagging
from tests.personalise.conftest import copies, practice
from tests.personalise.stamp.bare import base
from tests.personalise.stamp.test_apply import SAID
from tests.reading import MM, elements, links, opened, tag_tree, text_in


@pytest.mark.parametrize(
    ("leaflet", "post"),
    # The codes of MS leave no room for whom to call when the practice is closed, which stands on the page before too.
    [("ms", ()), ("crps", ("Praktijk dicht? Bel de wachtpost 1733",))],
)
def test_a_screen_reader_reads_it_in_order(masters: list[Master], leaflet: str, post: tuple[str, ...]) -> None:
    """Each fact is a paragraph, in order, between the sources and the imprint; the code is a figure with words."""
    (one,) = [one for one in masters if one.work.path == f"nl/leaflets/{leaflet}-a5.pdf"]
    (copy,) = copies(practice(), [one])
    with opened(copy.pdf) as pdf:
        (box,) = [element for element in tag_tree(pdf).all() if str(element.own.get("/T", "")) == "practice"]
        said = [kid.text for kid in box.kids if kid.tag == "/P"]
        assert said == [*SAID[:4], *post, *SAID[4:], "Website", "Mijn volgende afspraak"]
        (figure,) = [kid for kid in box.kids if kid.tag == "/Figure"]
        assert str(figure.own.Alt) == "QR-code naar Huisartsenpraktijk De Ŵilg"
        order = [element.text for element in elements(pdf, "/P") if element.page == 3]
        assert order.index(SAID[-1]) < next(
            at for at, text in enumerate(order) if text.startswith("Deze tekst vervangt")
        )


def test_whom_to_call_is_read_within_the_box_on_when_to_call(copy: Copy) -> None:
    """Two paragraphs after the help line, each with a link of its own, before all that follows the box."""
    with opened(copy.pdf) as pdf:
        tree = tag_tree(pdf)
        (place,) = [one for one in tree.all() if str(one.own.get("/T", "")) == "numbers"]
        (section,) = [one for one in tree.all() if one.tag == "/Sect" and any(kid is place for kid in one.all())]
        assert [kid.text for kid in place.kids] == [
            "Huisartsenpraktijk De Ŵilg 09 123 45 67", "Praktijk dicht? Bel de wachtpost 1733",
        ]  # fmt: skip
        assert [[kid.tag for kid in one.kids] for one in place.kids] == [["/Link"], ["/Link"]]
        said = section.text
        assert said.startswith("Wanneer belt u de huisarts?")
        assert said.index("Denkt u aan zelfdoding?") < said.index("Huisartsenpraktijk De Ŵilg")
        assert said.rstrip().endswith("1733")
        (link, _) = links(pdf.pages[2])[-2:]
        assert (str(link.A.URI), str(link.Contents)) == ("tel:+3291234567", "Bel 09 123 45 67")


def test_its_links_lead_where_they_say(copy: Copy, a5: Master) -> None:
    """Numbers dial and addresses open; each link lies on its own words and says what it does."""
    with opened(copy.pdf) as pdf, opened(a5.proofs[0].pdf) as before:
        new = links(pdf.pages[3])[len(links(before.pages[3])) :]
        found = [(str(link.A.URI), str(link.Contents)) for link in new]
        places = [[float(side) / MM for side in link.Rect] for link in new]
    assert found == [
        ("tel:+3291234567", "Bel 09 123 45 67"),
        ("https://www.wilg.example.org", "Open de webpagina: www.wilg.example.org"),
        ("https://www.wilg.example.org/afspraak", "Open de webpagina: www.wilg.example.org/afspraak"),
    ]
    page = pypdfium2.PdfDocument(copy.pdf)[3]
    left, bottom, right, top = places[0]
    assert text_in(page, left, 210 - top, right, 210 - bottom) == "09 123 45 67"


def test_elements_are_numbered_after_the_page_s_own() -> None:
    """The page leads to each owner in the order of its marks, the keys to each annotation, and the box to its kids."""
    link = Link(1, "tel:1733", "Bel 1733", ((10.0, 5.0, 20.0, 2.0),))
    figure = Element("Figure", (2,), "Logo", (0.0, 0.0, 10.0, 10.0))
    field = Element("Form", (Field("name", "Naam", (0.0, 0.0, 10.0, 5.0), 10.0),))
    marks = (TaggedMark("P", "ink"), TaggedMark("Link", "ink"), TaggedMark("Figure", "none"), TaggedMark(None, "tint"))
    tagging = Tagging(base(), Tags(15, b"0 13 0 R", 3), 20)
    objects = tagging.of({"practice": Drawing(marks, (Element("P", (0, link)), figure, field))})
    # 20 is the paragraph, 21 its link, 22 the annotation of that, 23 the figure, 24 the form, 25 its field.
    assert objects[14] == b"<</S/Div/K[20 0 R 23 0 R 24 0 R]>>"
    assert objects[20] == b"<</Type/StructElem/S/P/P 14 0 R/Pg 10 0 R/K[5 21 0 R]>>"
    assert objects[21] == b"<</Type/StructElem/S/Link/P 20 0 R/Pg 10 0 R/K[6 <</Type/OBJR/Obj 22 0 R>>]>>"
    assert objects[13] == b"[4 0 R 20 0 R 21 0 R 23 0 R]"
    assert objects[12] == b"[9 0 R 22 0 R 25 0 R]"
    assert objects[15] == b"<</Nums[0 13 0 R 3 21 0 R 4 24 0 R]>>"
    assert tagging.fields == [25]
    assert tagging.free == 26
    # 10 mm are 28.35 pt: to the right of the box's corner, and down from it.
    assert b"/Rect[128.35 180.16 185.04 185.83]/StructParent 3" in cast("bytes", objects[22])
    assert b"/BBox[100.00 171.65 128.35 200.00]" in cast("bytes", objects[23])
    assert b"/Rect[100.00 185.83 128.35 200.00]/StructParent 4" in cast("bytes", objects[25])
