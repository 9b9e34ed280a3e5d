"""The addresses of the studio."""

from __future__ import annotations

import base64
import html
import io
import logging
import re
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor

import html5lib
import pikepdf
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from leaflets.messages import ENGLISH, LANGUAGES
from leaflets.model.format import Costs, Printer
from leaflets.studio import backstage
from leaflets.studio.crew import MOST_WAITING
from leaflets.studio.piece import WantedFile
from leaflets.studio.preview import Scene, scene_of
from leaflets.studio.sent import MOST_LOGO
from leaflets.studio.stock import StudioStock
from leaflets.studio.visit import Studio
from tests.conftest import PROJECT
from tests.studio.conftest import CHOICE, TYPED, plain

LINDE = (PROJECT / "content/practices/de-linde.svg").read_bytes()


def sent(path: str, visitor: TestClient, query: str = CHOICE, logo: bytes = b"", **typed: str) -> Response:
    files = {"logo": ("logo.png" if logo else "", logo, "image/png")}
    return visitor.post(f"/{path}?{query}", data={**TYPED, **typed}, files=files)


@pytest.mark.parametrize(
    "path",
    ["/", f"/?{CHOICE}", f"/details?{CHOICE}", "/?q=reuma&g=4", "/?ui=fr", "/?ui=en", f"/details?{CHOICE}&ui=fr"],
)
def test_every_page_is_well_formed(visitor: TestClient, path: str) -> None:
    """HTML5 without a mistake, in a language that is said."""
    answer = visitor.get(path)
    assert answer.status_code == 200
    parser = html5lib.HTMLParser()
    parser.parse(answer.text)
    assert parser.errors == []


def test_no_page_holds_a_script_or_style_of_its_own(visitor: TestClient) -> None:
    """The policy would stop it."""
    for answer in (visitor.get("/"), sent("take", visitor), visitor.get(f"/details?{CHOICE}")):
        assert " style=" not in answer.text
        assert "<style" not in answer.text
        assert "<script>" not in answer.text
        assert " on" not in {part[:3] for part in answer.text.split('"')}


def test_from_choice_to_zip(visitor: TestClient) -> None:
    """Two leaflets in two forms, typed, seen, and taken along with tickets and the practice's file."""
    query = "l=ms&l=crps&f=a5-folded&f=large-print&ink=light&lang=nl&ui=nl"
    page = sent("take", visitor, query, LINDE)
    assert page.status_code == 200
    assert "4 bestanden" in page.text
    kept = base64.b64encode(LINDE).decode()
    assert kept in page.text
    answer = visitor.post(f"/download?{query}", data={**TYPED, "kept": kept}, files={"none": b""})
    assert answer.headers["content-disposition"] == 'attachment; filename="huisartsenpraktijk-de-linde.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()
        assert sum(name.endswith(".pdf") and "ticket" not in name for name in names) == 4
        assert sum("ticket" in name for name in names) == 2
        assert {"praktijk.yaml", "logo.svg", "index.html"} <= set(names)
        assert all(not name.startswith("/") and ".." not in name for name in names)
        for name in names:
            if name.endswith(".pdf"):
                with pikepdf.open(io.BytesIO(packed.read(name))) as pdf:
                    assert len(pdf.pages) > 0
    assert (
        visitor.post(f"/download?{query}", data={**TYPED, "kept": kept}, files={"none": b""}).content == answer.content
    )


def hidden(page: str) -> dict[str, str]:
    """What a page carries along."""
    return {name: html.unescape(said) for name, said in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}


def test_what_was_typed_goes_from_page_to_page_without_a_script(visitor: TestClient) -> None:
    """From the files back to the list, there another choice, and on to the files: what was typed is never asked again."""
    taken = sent("take", visitor, logo=LINDE).text
    assert f'formaction="./?{html.escape(CHOICE)}&amp;ui=nl" formmethod="post"' in taken
    carried = hidden(taken)
    assert carried == {**TYPED, "kept": base64.b64encode(LINDE).decode()}

    list_of = visitor.post(f"/?{CHOICE}&ui=nl", data=carried)
    assert list_of.status_code == 200
    assert 'action="./?ui=nl" method="post"' in list_of.text
    assert carried.items() <= hidden(list_of.text).items()
    chosen = {**carried, "l": ["ms", "crps"], "f": "a4", "ink": "full", "lang": "nl", "printer": "", "q": "reuma"}
    found = visitor.post("/?ui=nl", data=chosen)
    assert (found.status_code, found.headers["location"]) == (307, "./?l=ms&l=crps&f=a4&ink=full&lang=nl&ui=nl")
    found = visitor.post(f"/{found.headers['location']}", data=chosen)
    assert found.status_code == 200
    assert re.findall(r'name="l" value="([\w-]+)" checked', found.text) == ["crps", "ms"]
    assert 'value="reuma"' in found.text
    assert carried.items() <= hidden(found.text).items()

    away = visitor.post("/?ui=nl", data={**chosen, "away": "l ms"})
    assert away.headers["location"] == "./?l=crps&f=a4&ink=full&lang=nl&ui=nl"
    assert visitor.post(f"/{away.headers['location']}", data={**chosen, "away": "l ms"}).status_code == 200

    on = visitor.post("/details?ui=nl", data=chosen)
    assert (on.status_code, on.headers["location"]) == (307, "details?l=ms&l=crps&f=a4&ink=full&lang=nl&ui=nl")
    details = visitor.post(f"/{on.headers['location']}", data=chosen).text
    assert 'value="Huisartsenpraktijk De Linde"' in details
    assert "Uw logo staat erin." in details
    assert hidden(details)["kept"] == carried["kept"]


def test_what_was_typed_is_there_still_where_nothing_is_chosen(visitor: TestClient) -> None:
    """The list says what is missing, and holds it."""
    chosen = {**TYPED, "ink": "light", "lang": "nl"}
    moved = visitor.post("/details?ui=nl", data=chosen)
    page = visitor.post(f"/{moved.headers['location']}", data=chosen)
    assert page.status_code == 422
    assert TYPED.items() <= hidden(page.text).items()
    assert TYPED.items() <= hidden(sent("take", visitor, "f=a4&ui=nl").text).items()


def test_what_was_typed_goes_along_to_the_printer(visitor: TestClient) -> None:
    """And comes back with its answers in the address; who typed nothing is asked by the address alone."""
    page = visitor.post(f"/printer?{CHOICE}&ui=nl", data=TYPED)
    assert TYPED.items() <= hidden(page.text).items()
    answer = visitor.post(f"/printer?{CHOICE}&ui=nl", data={**TYPED, "a": "1", "b": "0.5", "c": "0"})
    way, _, query = answer.headers["location"].partition("?")
    assert (answer.status_code, way, "printer=A1%2CB0.5%2CC0" in query) == (307, "take", True)
    wrong = visitor.post(f"/printer?{CHOICE}&ui=nl", data={**TYPED, "a": "3"})
    assert (wrong.status_code, TYPED.items() <= hidden(wrong.text).items()) == (422, True)
    assert visitor.get(f"/printer?{CHOICE}&a=1&b=0&c=0").status_code == 303


def test_another_language_of_the_pages_keeps_page_and_choice(visitor: TestClient) -> None:
    """And what was typed."""
    assert f'href="details?{html.escape(CHOICE)}&amp;ui=fr"' in visitor.get(f"/details?{CHOICE}").text
    assert f'formaction="take?{html.escape(CHOICE)}&amp;ui=fr"' in sent("take", visitor).text
    assert f'href="printer?{html.escape(CHOICE)}&amp;ui=fr"' in visitor.get(f"/printer?{CHOICE}").text


def test_one_file_opens_in_the_browser(visitor: TestClient) -> None:
    """With the name of the practice in it; and its print ticket does too."""
    answer = sent("download", visitor, file="ms a5-folded")
    assert answer.headers["content-disposition"] == 'inline; filename="ms-a5-folded-light.pdf"'
    assert answer.content.startswith(b"%PDF")
    assert sent("download", visitor, file="ms a5-folded", ticket="1").content != answer.content
    assert sent("download", visitor, file="crps a5-folded").status_code == 404


def test_a_mistake_is_said_beside_its_field_and_on_top(visitor: TestClient) -> None:
    """With what was typed still there, and tied to the field."""
    answer = sent("take", visitor, telephone="09 000", website="www")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Er klopt nog iets niet in 2 vakken" in answer.text
    assert 'aria-describedby="telephone-fault" aria-invalid="true"' in answer.text
    assert 'value="09 000"' in answer.text


def test_a_logo_that_is_too_large_says_how_large_it_is(visitor: TestClient) -> None:
    """Beside its field, and nothing of it is read."""
    answer = sent("take", visitor, logo=b"\x89PNG" + b"x" * MOST_LOGO)
    assert answer.status_code == 422
    assert "2,0 MB. Kies een logo tot 2 MB." in answer.text


def test_who_goes_on_without_a_leaflet_is_told_so(visitor: TestClient) -> None:
    """The button is never grey; the page says what is missing."""
    for answer in (visitor.get("/details?f=a4&ui=nl"), visitor.get("/details?l=ms&ink=light&ui=nl")):
        assert "Kies eerst een folder en een vorm" in answer.text
    assert sent("take", visitor, "f=a4&ui=nl").status_code == 422


def test_the_preview_gives_pictures_or_says_why_not(visitor: TestClient) -> None:
    """Of every place of the page, with the words for who cannot see them."""
    seen = sent("preview", visitor, logo=LINDE).json()
    assert len(seen["pictures"]) == 2
    assert all(one.startswith("data:image/jpeg;base64,") for one in seen["pictures"])
    assert "Huisartsenpraktijk De Linde" in seen["words"]
    wrong = sent("preview", visitor, telephone="1").json()
    assert len(wrong["pictures"]) == 2
    assert "Huisartsenpraktijk De Linde" in wrong["words"]
    assert any("…" in one for one in wrong["words"])
    empty = visitor.post(f"/preview?{CHOICE}", data={"country": "be"}).json()
    assert empty["pictures"] == []
    assert [one["field"] for one in wrong["problems"]] == ["telephone"]


def test_the_page_behind_the_preview_is_kept_for_ever(visitor: TestClient) -> None:
    """Under the digest of its file; under another there is none."""
    page = visitor.get(f"/details?{CHOICE}").text
    address = page.split('<image href="')[1].split('"')[0].replace("&amp;", "&")
    answer = visitor.get(f"/{address}")
    assert answer.headers["content-type"] == "image/jpeg"
    assert "immutable" in answer.headers["cache-control"]
    assert visitor.get(f"/{address.replace(address.split('/')[1], '0' * 64)}").status_code == 404


@pytest.mark.parametrize("form", ["a5-folded", "trifold"])
@pytest.mark.parametrize("whose", ["nobody's", "hers", "the office's"])
def test_the_page_behind_the_preview_is_there_for_every_printer(
    form: str, whose: str, visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the wizard was answered, where the office has a printer.yaml, and where neither is."""
    where = f"/details?l=ms&f={form}&ink=light&lang=nl"
    if whose == "hers":
        where = visitor.get(f"/printer?l=ms&f={form}&ink=light&lang=nl&a=2&b=2,5&c=-1").headers["location"]
    if whose == "the office's":
        monkeypatch.setattr(StudioStock, "printer", Printer(back_right_mm=1.5, back_down_mm=-0.5))
    page = visitor.get(where).text
    behind, follows = (
        html.unescape(page.split(before)[1].split('"')[0]) for before in ('<image href="', 'data-preview="')
    )
    assert visitor.get(f"/{behind}").status_code == 200
    pictures = visitor.post(f"/{follows}", data=TYPED).json()["pictures"]
    assert pictures
    shown = sent("details", visitor, where.partition("?")[2]).text
    assert all(picture in shown for picture in pictures)


def test_the_form_is_there_before_its_picture(
    visitor: TestClient, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so; what asks to wait has the picture with it."""
    may_end = threading.Event()

    def slow(stock: StudioStock, piece: WantedFile) -> Scene:
        assert may_end.wait(30)
        return scene_of(stock, piece)

    monkeypatch.setattr(backstage, "scene_of", slow)
    studio.crew.stampers.pool = ThreadPoolExecutor(1)
    page = visitor.get(f"/details?{CHOICE}")
    assert "De bladzijde wordt gemaakt…" in page.text.split('class="said">')[1].split("<")[0]
    assert "<image" not in page.text
    parser = html5lib.HTMLParser()
    parser.parse(page.text)
    assert parser.errors == []
    wrong = visitor.post(f"/details?{CHOICE}", data={**TYPED, "telephone": "12"}).text
    assert 'id="telephone-fault"' in wrong
    threading.Timer(0.5, may_end.set).start()
    there = sent("details", visitor, wait="1").text
    assert "Bijgewerkt" in there.split('class="said">')[1].split("<")[0]
    assert "data:image/jpeg" in there


def test_a_preview_begins_with_a_form_that_is_quick(visitor: TestClient) -> None:
    """A booklet takes long, whatever place it has in the list; who asks for it gets it."""
    query = "l=ms&l=crps&f=booklet&f=a5-folded&ink=light&lang=nl"
    assert '<option value="ms a5-folded" selected>' in visitor.get(f"/details?{query}").text


def test_what_was_saved_is_opened_again(visitor: TestClient) -> None:
    """The file of the practice fills the form, and what is none is said to be none."""
    saved = sent("praktijk.yaml", visitor)
    assert saved.status_code == 200
    answer = visitor.post(f"/open?{CHOICE}", files={"file": ("praktijk.yaml", saved.content)})
    assert 'value="Kerkstraat 12, 9000 Gent"' in answer.text
    assert "data:image/jpeg" in answer.text
    wrong = visitor.post(f"/open?{CHOICE}", files={"file": ("praktijk.yaml", b"\xff")})
    assert wrong.status_code == 422
    assert "Dit is geen bestand met de gegevens van een praktijk." in wrong.text


def test_what_was_left_out_of_a_saved_file_is_said(visitor: TestClient) -> None:
    """By its name, and that is no mistake of a field; a file may hold anything."""
    saved = sent("praktijk.yaml", visitor).content
    kept = {"file": ("praktijk.yaml", saved + b"foo: 3\ntelefoon: 09\n'<b>': 1\n" + b"x" * 300 + b": 1\n")}
    answer = visitor.post(f"/open?{CHOICE}", files=kept)
    assert answer.status_code == 200
    said = html.unescape(re.findall(r'<p class="note left-over".*?<span>(.*?)</span>', answer.text)[0])
    assert said.startswith("Deze regels van het bestand kennen we niet; we lieten ze weg: foo, telefoon, ")
    assert (len(said) < 250, "<b>" not in answer.text) == (True, True)
    assert "Bijgewerkt" in answer.text.split('class="said">')[1].split("<")[0]
    assert "left-over" not in visitor.post(f"/open?{CHOICE}", files={"file": ("praktijk.yaml", saved)}).text


@pytest.mark.parametrize("ui", LANGUAGES)
def test_every_word_of_a_page_is_in_its_language(visitor: TestClient, ui: str) -> None:
    """No translation is half done: no English sentence stands on a page of another language."""
    page = visitor.get(f"/details?{CHOICE}&ui={ui}").text
    assert f'<html lang="{ui}">' in page
    assert ("Name of the practice" in page) is (ui == ENGLISH)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../etc/passwd", "/static/%2e%2e%2f%2e%2e%2fetc/passwd", "/static/..%5c..%5cx", "/static/%00",
        "/static//etc/passwd", "/static/%252e%252e/x", "/static/CON", "/static/" + "x" * 4000, "/nowhere", "/page/x/1@2.jpg",
        "/page/../1@2.jpg", "/static/", "/page/0/99999999999999999999@2.jpg",
    ],
)  # fmt: skip
def test_no_path_of_a_request_reaches_the_disk(visitor: TestClient, path: str) -> None:
    """What is none of the studio's own is not there."""
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_what_is_typed_stands_as_text(visitor: TestClient) -> None:
    """Whatever it would be in HTML, a template, or a header."""
    for text in (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{7*7}}",
        "a\u2028b",
        "x\r\nSet-Cookie: a=b",
    ):
        answer = sent("details", visitor, name=text, review=text)
        assert answer.status_code in (200, 422)
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "49" not in answer.text.split("Naam van de praktijk")[1][:400]


def test_nothing_is_kept_and_nothing_is_written_down(
    visitor: TestClient, studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither in the output folder nor in a log is a word of a practice."""
    caplog.set_level(logging.DEBUG)
    before = plain(studio.output)
    secret = "Geheimepraktijk"
    sent("take", visitor, name=secret)
    sent("download", visitor, name=secret)
    sent("preview", visitor, name=secret, telephone="x")
    sent("praktijk.yaml", visitor, name=secret)
    assert secret not in caplog.text
    new = [name for name in plain(studio.output) if name not in before]
    assert all(secret.encode() not in (studio.output / name).read_bytes() for name in new)
    assert [name for name in new if not name.startswith(".cache/")] == []


def test_a_full_house_says_when_to_come_again(visitor: TestClient, studio: Studio) -> None:
    """A browser is told after how many seconds."""
    studio.crew.stampers.waiting = MOST_WAITING
    answer = sent("preview", visitor)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert "het is druk" in answer.text


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x", "application/json", "x"])
def test_a_body_that_is_no_form_is_refused(visitor: TestClient, kind: str) -> None:
    """With a sentence."""
    answer = visitor.post(f"/take?{CHOICE}", content=b"--y\r\nnothing", headers={"Content-Type": kind})
    assert answer.status_code in (400, 422)


def test_three_questions_set_up_a_printer(visitor: TestClient) -> None:
    """The answers go into the address, the sheet and its ticket are made for that printer; nonsense is told."""
    assert visitor.get("/calibration.pdf").content.startswith(b"%PDF")
    assert "Stel uw printer in" in visitor.get(f"/printer?{CHOICE}").text
    answer = visitor.get(f"/printer?{CHOICE}&a=2&b=0,5&c=-1")
    assert answer.status_code == 303
    query = answer.headers["location"].partition("?")[2]
    assert "printer=A2%2CB0%2C5%2CC-1" in query
    plain_sheet, for_it = (sent("download", visitor, where, file="ms a5-folded").content for where in (CHOICE, query))
    assert plain_sheet != for_it
    assert "Omslaan langs de lange zijde" in sent("take", visitor, query).text
    wrong = visitor.get(f"/printer?{CHOICE}&a=1&b=far&c=0")
    assert wrong.status_code == 422
    assert re.findall(r'id="(.)-fault"', wrong.text) == ["b"]
    assert visitor.get(f"/?{CHOICE}&printer=nonsense").status_code == 200


def test_a_fault_of_the_studio_says_nothing_of_a_practice(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A sentence and the status of a fault; its kind and place are written down, its words are not."""

    def failing(*_: object, **__: object) -> None:
        raise RuntimeError("Geheimepraktijk")

    monkeypatch.setattr("leaflets.studio.door.counter.take", failing)
    answer = sent("take", visitor)
    assert answer.status_code == 500
    assert "Geheimepraktijk" not in answer.text + caplog.text
    assert "Traceback" not in answer.text
    assert "RuntimeError in test_door.py" in caplog.text


def test_the_page_says_what_printing_takes(visitor: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each file and of all, for as many copies as are typed; these stand in every address of the page from then on."""
    query = "l=ms&f=a5-folded&f=large-print&f=a5&ink=light&lang=nl"
    sent("details", visitor, query)  # Meanwhile all is measured.
    page = sent("take", visitor, query, n="20").text
    assert page.count("20 vellen papier, toner voor") == 1
    assert page.count("60 vellen papier, toner voor") == 1
    assert "<b>Samen:</b> 80 vellen papier, toner voor" in page
    assert "€" not in page
    assert page.count("n=20") == page.count("lang=nl") > 5
    monkeypatch.setattr(StudioStock, "costs", Costs(sheet=0.01, page=0.02, coverage=5))
    again = sent("take", visitor, f"{query}&n=40").text
    assert "160 vellen papier" in again
    assert again.count("zo’n €") == 3


def test_what_is_not_measured_yet_is_said_so(visitor: TestClient, studio: Studio) -> None:
    """And the page is there all the same."""
    studio.crew.pressmen.waiting = MOST_WAITING
    answer = sent("take", visitor)
    assert answer.status_code == 200
    assert "Nog niet alle bestanden zijn gemeten." in answer.text
    assert "Samen:" not in answer.text


@pytest.mark.parametrize("said", ["0", "veel", "10000", "<b>"])
def test_what_is_no_number_of_copies_is_said_beside_its_field(visitor: TestClient, said: str) -> None:
    """With a sentence, and the files are there all the same."""
    answer = sent("take", visitor, n=said)
    assert answer.status_code == 422
    assert "Typ een getal van 1 tot 9999." in answer.text
    assert 'aria-describedby="n-fault"' in answer.text
    assert "Download alles" in answer.text
    assert "<b></span>" not in answer.text


def test_what_goes_to_a_screen_takes_nothing(visitor: TestClient) -> None:
    """Nobody is asked for copies of it; and of one way to print each page is well formed."""
    assert 'id="takings"' not in sent("take", visitor, "l=ms&f=a5&ink=light&lang=nl").text
    parser = html5lib.HTMLParser()
    parser.parse(sent("take", visitor, n="7").text)
    assert parser.errors == []


BAD_LOGO = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>1</script></svg>"


@pytest.mark.parametrize("path", ["details", "take"])
@pytest.mark.parametrize("logo", [BAD_LOGO, b"hello", b"PK\x03\x04docx"])
def test_a_refused_logo_is_neither_kept_nor_said_to_be_in(visitor: TestClient, path: str, logo: bytes) -> None:
    """Beside its field stands what is wrong, and nothing else of it goes along."""
    page = sent(path, visitor, logo=logo).text
    assert 'id="logo-fault"' in page
    assert re.search(r'<p class="has-logo" hidden', page)
    assert 'name="kept" value=""' in page


def test_a_refused_logo_is_said_before_anything_is_typed_and_the_picture_stays(visitor: TestClient) -> None:
    """The rest is shown without it."""
    first = visitor.post(f"/preview?{CHOICE}", data={"country": "be"}, files={"logo": ("l.svg", BAD_LOGO)}).json()
    assert [one["field"] for one in first["problems"] if not one["missing"]] == ["logo"]
    seen = sent("preview", visitor, logo=BAD_LOGO).json()
    assert (len(seen["pictures"]), [one["field"] for one in seen["problems"]]) == (2, ["logo"])


def test_an_empty_file_for_a_logo_is_said(visitor: TestClient) -> None:
    """No file at all is none."""
    files = {"logo": ("logo.png", b"", "image/png")}
    assert "is leeg" in visitor.post(f"/take?{CHOICE}", data=TYPED, files=files).text
    assert sent("take", visitor).status_code == 200


def test_what_is_still_to_be_typed_is_no_mistake_before_one_goes_on(visitor: TestClient) -> None:
    """The picture shows what there is, and beside it stands what is needed; after *Next* it stands at the field."""
    page = sent("details", visitor, publisher="", name="").text
    assert "Nog nodig: naam van de praktijk, verantwoordelijke uitgever" in page
    assert 'id="publisher-fault"' not in page
    assert "Wat niet klopt, staat er nog niet op</span>" not in page
    seen = sent("preview", visitor, publisher="").json()
    assert seen["needed"] == "Nog nodig: verantwoordelijke uitgever"
    assert [(one["field"], one["missing"]) for one in seen["problems"]] == [("publisher", True)]
    assert len(seen["pictures"]) == 2
    refused = sent("take", visitor, publisher="").text
    assert 'id="publisher-fault"' in refused
    assert sent("preview", visitor).json()["needed"] == ""


@pytest.mark.parametrize("answers", ["a=&b=&c=", "b=&c=", "a=1&b=&c=0", "b=0&c=0"])
def test_a_question_about_the_printer_that_is_not_answered_is_said(visitor: TestClient, answers: str) -> None:
    """Nothing is answered beforehand: who prints no trial sheet keeps no printer."""
    page = visitor.get(f"/printer?{CHOICE}").text
    assert 'name="b" type="text" inputmode="text" value=""' in page
    assert not re.search(r'name="a"[^>]* checked', page)
    answer = visitor.get(f"/printer?{CHOICE}&{answers}")
    assert answer.status_code == 422
    given = dict(pair.split("=") for pair in answers.split("&"))
    open_ones = [letter for letter in "abc" if not given.get(letter)]
    assert re.findall(r'id="(.)-fault"', answer.text) == open_ones
    assert re.findall(r'<a href="#(.)">', answer.text) == open_ones


def test_a_typing_error_in_a_name_is_forgiven(visitor: TestClient) -> None:
    """And no illness is offered for what somebody feels."""

    def shown(query: str) -> list[str]:
        page = visitor.get(f"/?ui=nl&q={query}").text
        return re.findall(r'<li class="group-\d+" data-words.*?name="l" value="([^"]+)"', page)

    assert shown("fibromialgie") == shown("fibromyalgie") == ["fibromyalgia"]
    assert shown("moe") == []
    near = "Geen folder heet precies zo. Dit komt in de buurt."
    assert [near in visitor.get(f"/?ui=nl&q={query}").text for query in ("fibromialgie", "fibromyalgie", "moe", "")] == [
        True, False, False, False,
    ]  # fmt: skip
    assert shown("multipele sclerose") == ["ms"]
