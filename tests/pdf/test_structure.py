from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from leaflets.pdf.structure import elements, owners
from leaflets.preflight.measure import text as seen

LEAFLET = "nl/leaflets/ms-a5.pdf"


def test_every_text_has_its_owner(edition: Path) -> None:
    """All marked text of a finished leaflet is owned: headings by headings, list items by items, in Dutch."""
    with pikepdf.open(edition / LEAFLET) as pdf:
        found = owners(pdf)
    texts = {
        (page.number, run.mcid): run.text
        for page in seen.pages((edition / LEAFLET).read_bytes(), texts_only=True)
        for run in page.runs
        if run.mcid is not None
    }
    assert set(texts) <= set(found)
    heading = next(key for key, text in texts.items() if text.startswith("In het kort"))
    assert "H2" in found[heading].kinds
    assert found[heading].language == "nl"
    item = next(key for key, text in texts.items() if text.startswith("Slaap is geen luxe"))
    assert found[item].kinds[-3:-1] == ("LI", "LBody")


def test_a_language_of_its_own_is_told_apart(edition: Path) -> None:
    """The marked foreign phrase has an element that sets its language, the words around it do not."""
    with pikepdf.open(edition / LEAFLET) as pdf:
        found = owners(pdf)
    data = (edition / LEAFLET).read_bytes()
    runs = [(page.number, run) for page in seen.pages(data, texts_only=True) for run in page.runs]
    number, phrase = next((number, run) for number, run in runs if run.text.strip() == "lassitude")
    assert phrase.mcid is not None
    own = found[number, phrase.mcid]
    assert own.language == "en"
    assert own.own_language is not None
    around = next((number, run) for number, run in runs if "uitputting die" in run.text)
    assert around[1].mcid is not None
    assert found[around[0], around[1].mcid].own_language is None


def test_a_file_without_tags_has_no_owners() -> None:
    """Nothing is owned where there is no tag tree."""
    assert owners(pikepdf.new()) == {}


def test_elements_come_in_reading_order() -> None:
    """The walk goes down before it goes on, whether /K is one element or several."""
    pdf = pikepdf.new()

    def element(name: str, *kids: pikepdf.Object) -> pikepdf.Object:
        below = kids[0] if len(kids) == 1 else Array(kids)
        return pdf.make_indirect(Dictionary(S=Name(f"/{name}"), K=below))

    root = Dictionary(K=element("A", element("B", element("C"), element("D")), element("E")))
    assert [str(one.S) for one in elements(root)] == ["/A", "/B", "/C", "/D", "/E"]
