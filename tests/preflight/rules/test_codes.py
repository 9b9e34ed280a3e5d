from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import qrcode
from qrcode.constants import ERROR_CORRECT_L

from leaflets.content import Catalogue
from leaflets.model.proof import QrCode
from leaflets.preflight.file import File
from leaflets.preflight.inspection import RULES
from leaflets.preflight.measure.qr import quiet_zone, rasterised, symbols, worn
from leaflets.preflight.rules import codes as rules
from leaflets.preflight.subject import Subject
from tests.preflight.drawn import Drawn, file_of
from tests.preflight.said import desk, finished, ms, said

URL = "https://example.org/slaap"
BLOCKING = [rule for rule in RULES if rule.id[0] == "Q" and rule.severity == "blocks"]


def page(side: float = 22, url: str = URL, at: tuple[float, float] = (30, 40), **drawn: Any) -> File:
    """A page with one code, and a manifest that knows it."""
    box = (*at, side, side)
    return file_of(Drawn().code(url, *at, side, **drawn), qr=(QrCode(page=1, url=url, box_mm=box),))


@pytest.mark.parametrize("rule", BLOCKING, ids=lambda rule: rule.check.__name__)
@pytest.mark.parametrize("name", ["ms-a5", "crps-a4"])
def test_finished_leaflets_pass(edition: Path, catalogue: Catalogue, rule: Any, name: str) -> None:
    """The codes of a finished leaflet are large, quiet, read and known."""
    assert said(rule.check, finished(edition, catalogue, name)) == []


def test_codes_are_large() -> None:
    """Q01: a code of 18 mm is told, and one of 20 mm whose modules are smaller than 0.4."""
    assert said(rules.codes_are_large, page()) == []
    assert said(rules.codes_are_large, page(18))[0].startswith(f"the QR code to {URL} is 18.")
    long = "https://example.org/" + "a" * 180
    assert "modules of the QR code" in said(rules.codes_are_large, page(20, long))[0]


def test_a_code_that_is_not_read_has_its_size_too() -> None:
    """Q01: of a code the page does not show, the manifest's size counts."""
    file = file_of(Drawn(), qr=(QrCode(page=1, url=URL, box_mm=(30, 40, 12, 12)),))
    assert said(rules.codes_are_large, file) == [f"the QR code to {URL} is 12.0 mm wide, less than 20"]


def test_codes_are_in_place() -> None:
    """Q01: a code 3 mm from where the manifest says is told, half a millimetre is not."""
    for off, count in ((3, 1), (0.5, 0)):
        code = QrCode(page=1, url=URL, box_mm=(30 + off, 40, 22, 22))
        assert len(said(rules.codes_are_in_place, file_of(Drawn().code(URL, 30, 40, 22), qr=(code,)))) == count


def test_of_two_codes_that_say_the_same_each_is_its_own() -> None:
    """Q01: an address that stands twice on a page is held against the nearer of its codes."""
    places = ((30, 40), (90, 120))
    drawn = Drawn().code(URL, *places[0], 22).code(URL, *places[1], 22)
    codes = tuple(QrCode(page=1, url=URL, box_mm=(*place, 22, 22)) for place in places)
    assert said(rules.codes_are_in_place, file_of(drawn, qr=codes)) == []
    lost = codes[1].model_copy(update={"box_mm": (90, 60, 22, 22)})
    assert len(said(rules.codes_are_in_place, file_of(drawn, qr=(codes[0], lost)))) == 1


@pytest.mark.parametrize(("gap", "tells"), [(4.1, None), (3.0, "3.0 modules"), (1.0, "1.0 modules")])
@pytest.mark.parametrize("side", ["left", "right", "top", "bottom", "corner"])
def test_codes_have_quiet(gap: float, tells: str | None, side: str) -> None:
    """Q02: something 3 modules from a code is told on any side and at a corner, 4 modules away it is not."""
    module = 22 / 25
    near = gap * module
    place = {
        "left": (30 - near - 5, 45), "right": (52 + near, 45), "top": (35, 40 - near - 5), "bottom": (35, 62 + near),
        "corner": (52 + near, 62 + near),
    }[side]  # fmt: skip
    drawn = Drawn().code(URL, 30, 40, 22).box(*place, 5, 5)
    found = said(rules.codes_have_quiet, file_of(drawn, qr=(QrCode(page=1, url=URL, box_mm=(30, 40, 22, 22)),)))
    assert (found == []) if tells is None else (len(found) == 1)
    if tells:
        measured = float(found[0].split(" modules")[0].rsplit(" ", maxsplit=1)[1])
        assert measured == pytest.approx(gap, abs=0.15)


def test_a_pale_ground_is_quiet() -> None:
    """Q02: a tint behind code and quiet zone is white enough; a dark edge within it is not."""
    tint = Drawn().box(20, 30, 45, 45, "0.93 0.95 0.97 rg").code(URL, 30, 40, 22)
    code = (QrCode(page=1, url=URL, box_mm=(30, 40, 22, 22)),)
    assert said(rules.codes_have_quiet, file_of(tint, qr=code)) == []
    edge = Drawn().box(0, 0, 148, 38.5, "0.1 0.2 0.4 rg").code(URL, 30, 40, 22)
    assert len(said(rules.codes_have_quiet, file_of(edge, qr=code))) == 1


def test_codes_are_read() -> None:
    """Q03: a code that is half covered is told at each resolution with its place."""
    drawn = Drawn().code(URL, 30, 40, 22).box(30, 40, 9, 22, "1 1 1 rg")
    code = QrCode(page=1, url=URL, box_mm=(30, 40, 22, 22))
    found = list(rules.codes_are_read(file_of(drawn, qr=(code,))))
    assert [one.said for one in found] == [f"the QR code to {URL} is not read at {dpi} dpi" for dpi in (150, 200, 300)]
    assert {one.box for one in found} == {code.box_mm}


def test_codes_of_a_page_that_is_gone_are_not_read() -> None:
    """Q03: a code the manifest knows on a page the file has not is told, once a resolution, and stops nothing else."""
    file = file_of(Drawn(), qr=(QrCode(page=2, url=URL, box_mm=(30, 40, 22, 22)),))
    assert [(one.said, one.page) for one in rules.codes_are_read(file)] == [
        (f"the QR code to {URL} is not read at {dpi} dpi", 2) for dpi in (150, 200, 300)
    ]
    assert said(rules.addresses_are_printed, file) == []


def test_codes_are_read_from_a_worn_copy() -> None:
    """Q03: a pale code is read from a clean page, and not from one that is blurred, noisy and turned."""
    found = said(rules.codes_are_read, page(8, colour="0.8 0.8 0.8 rg"))
    assert any("blurred by 0.1 mm, noisy and turned by 7°" in one for one in found)
    assert said(rules.codes_are_read, page()) == []


def test_a_worn_copy_is_the_same_each_time() -> None:
    """Q03: what blur and noise do to a picture does not change from check to check."""
    import pypdfium2

    picture = rasterised(pypdfium2.PdfDocument(page().proof.pdf)[0], 150).crop((150, 200, 350, 400))
    once, again = worn(picture, 150), worn(picture, 150)
    assert once.tobytes() == again.tobytes()
    assert once.size[0] > picture.size[0]
    assert once.getextrema() != picture.getextrema() or once.tobytes() != picture.tobytes()


def test_codes_are_known() -> None:
    """Q03: a code nobody asked for is told on a page with others and on a page without, with its place."""
    beside = Drawn().code(URL, 30, 40, 22).code("https://example.org/vreemd", 80, 40, 22)
    file = file_of(beside, Drawn().code("https://example.org/los", 60, 90, 22), qr=page().proof.qr)
    found = list(rules.codes_are_known(file))
    assert [(one.page, one.said) for one in found] == [
        (1, "a QR code to https://example.org/vreemd stands here that nobody asked for"),
        (2, "a QR code to https://example.org/los stands here that nobody asked for"),
    ]
    assert found[1].box == pytest.approx((60, 90, 22, 22), abs=0.4)


def test_codes_are_well_made() -> None:
    """Q04: level L, http and an address of more than 62 bytes are told."""
    assert said(rules.codes_are_well_made, page()) == []
    assert said(rules.codes_are_well_made, page(url="http://example.org/a")) == [
        "the QR code to http://example.org/a is not https"
    ]
    long = "https://example.org/" + "a" * 50
    assert said(rules.codes_are_well_made, page(30, long)) == [f"the address {long} has 70 bytes, more than 62"]
    assert said(rules.codes_are_well_made, low_level()) == [f"the QR code to {URL} has level L"]


def low_level() -> File:
    """A page with a code of level L."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=0)
    made.add_data(URL)
    made.make(fit=True)
    rows = made.get_matrix()
    drawn, module = Drawn(), 22 / len(rows)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                drawn.box(30 + x * module, 40 + y * module, module, module)
    return file_of(drawn, qr=(QrCode(page=1, url=URL, box_mm=(30, 40, 22, 22)),))


def test_addresses_are_short(catalogue: Catalogue) -> None:
    """Q04: a source with a long address is told once, with its id; on the page it is not told again."""
    long = [source for source in catalogue.sources.values() if len(source.url) > 62]
    found = said(rules.addresses_are_short, desk(catalogue))
    assert len(found) == len(long) > 0
    assert found[0].startswith(f"{long[0].id}: the address {long[0].url} has ")
    file = page(30, long[0].url)
    file.subject = Subject(sources=(long[0],))
    assert said(rules.codes_are_well_made, file) == []


@pytest.mark.parametrize(
    ("rest", "is_told"), [("a" * 42, False), ("a" * 43, True), ("é" * 21, False), ("é" * 21 + "a", True)]
)
def test_an_address_is_counted_in_bytes(catalogue: Catalogue, rest: str, is_told: bool) -> None:
    """Q04: 62 bytes are short, 63 are long, and a letter with an accent is two."""
    url = f"https://example.org/{rest}"
    source = catalogue.sources["mssociety-what-is-ms"].model_copy(update={"url": url})
    found = said(rules.addresses_are_short, desk(replace(catalogue, sources={source.id: source})))
    assert found == [f"{source.id}: the address {url} has 63 bytes, more than 62"] * is_told


def test_addresses_are_printed(catalogue: Catalogue) -> None:
    """Q04: a code without site or title beside it is told; either of the two at its side is enough."""
    code = (QrCode(page=1, url=URL, box_mm=(30, 40, 22, 22)),)
    source = catalogue.sources["mssociety-what-is-ms"].model_copy(update={"url": URL, "title": "Beter slapen"})
    alone, far, near, named = (
        file_of(Drawn().code(URL, 30, 40, 22).text(left, 50, words), qr=code, subject=Subject(sources=(source,)))
        for left, words in ((56, "meer weten"), (80, "example.org"), (56, "www.example.org"), (56, "Beter slapen"))
    )
    assert said(rules.addresses_are_printed, alone) == [
        "beside the QR code neither title nor address is printed (example.org)"
    ]
    assert len(said(rules.addresses_are_printed, far)) == 1
    assert said(rules.addresses_are_printed, near) == []
    assert said(rules.addresses_are_printed, named) == []


def test_a_line_in_many_pieces_is_one(catalogue: Catalogue) -> None:
    """Q04: an address whose first letters stand further off counts when its line comes near the code."""
    drawn = (
        Drawn().code(URL, 100, 40, 22).text(50, 50, "www.exa").text(66.8, 50, "mple.org").text(84.6, 50, "• telefoon")
    )
    file = file_of(drawn, qr=(QrCode(page=1, url=URL, box_mm=(100, 40, 22, 22)),))
    assert said(rules.addresses_are_printed, file) == []


def test_symbols_tell_their_version() -> None:
    """A symbol of version 2 has 25 modules, level M, and a quiet zone of four where nothing is near."""
    import pypdfium2

    picture = rasterised(pypdfium2.PdfDocument(page().proof.pdf)[0], 300)
    (symbol,) = symbols(picture, 300)
    assert (symbol.modules, symbol.level) == (25, "M")
    assert quiet_zone(picture, symbol, 300) == pytest.approx(4, abs=0.1)


def test_codes_are_of_this_version(catalogue: Catalogue) -> None:
    """Q03: a code to the page of another version is told; that of its own, of its last signs and of a source are not."""
    leaflet = ms(catalogue)
    site = "https://slaap.example.org"
    edition = catalogue.edition.model_copy(update={"site": site})
    subject = Subject(edition=edition, texts=(leaflet,))

    def told(url: str, of: Subject = subject) -> list[str]:
        file = page(url=url)
        file.subject = of
        return said(rules.codes_are_of_this_version, file)

    assert told(f"{site}/v/{leaflet.version_id}/") == told(URL) == []
    other = f"{site}/v/ms-nl-2025.11-000000/"
    assert told(other) == [f"the QR code to {other} is of other words than those of this file"]
    assert told(other, Subject(edition=catalogue.edition, texts=(leaflet,))) == []
    long = leaflet.model_copy(update={"id": "rheumatoid-arthritis"})
    assert told(f"{site}/v/{leaflet.version_signs}/", replace(subject, texts=(long,))) == []
    assert told(f"{site}/v/") != []
    assert told(f"{site}/v/", replace(subject, texts=(leaflet, long))) == []  # A booklet has one code for all.
