"""The addresses of the editor."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from leaflets.content.records import MAX_BYTES
from leaflets.studio.editor.routes import replaced
from leaflets.studio.editor.visiting import Editor
from tests.conftest import PROJECT
from tests.studio.editor.conftest import BOLD, LONG, MS


def digest_in(page: str) -> str:
    found = re.search(r'name="digest" value="(\w*)"', page)
    assert found is not None
    return found[1]


def test_without_edit_there_is_no_editor(visitor: TestClient) -> None:
    """Nor anything else at these addresses."""
    for path in ("/edit", "/edit/nl/ms"):
        assert visitor.get(path).status_code == 404
    assert visitor.post("/edit/nl/ms/save", data={"text": "x", "digest": ""}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/edit/nl/plague", "/edit/xx/ms", "/edit/nl/_language", "/edit/nl/..%2fedition", "/edit/nl/../../content/nl/ms",
        "/edit/nl/ms.md", "/edit/nl/%2e%2e", "/edit/nl/glossary", "/edit/practices/de-linde", "/edit/nl/booklet",
        "/edit/nl/ms%00", "/edit/nl/MS",
    ],
)  # fmt: skip
def test_only_what_the_catalogue_knows_can_be_edited(writer: TestClient, folder: Path, path: str) -> None:
    """A text is chosen by its id; whatever else is asked for is not there, and nothing is written."""
    before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file() and one.suffix != ".json"}
    assert writer.get(path).status_code == 404
    assert writer.post(f"{path}/save", data={"text": "x", "digest": ""}).status_code == 404
    assert {one: one.read_bytes() for one in before} == before


def test_who_may_not_edit_finds_nothing(writer: TestClient, editor: Editor) -> None:
    """A server for members says who may."""
    editor.may_edit = lambda _: False
    assert writer.get("/edit").status_code == 404
    assert writer.get("/edit/nl/ms").status_code == 404
    assert writer.post("/edit/nl/ms/save", data={"text": MS, "digest": ""}).status_code == 404


def test_from_a_leaflet_to_its_text_and_back_to_the_choice(writer: TestClient, editor: Editor) -> None:
    """Where texts may be edited and nowhere else; in whatever language one reads by then, and after saving too."""
    choice = "l=ms&l=crps&f=a4&ink=full&lang=nl"

    def links(path: str, marked: str) -> list[str]:
        page = html.unescape(writer.get(path).text)
        return re.findall(rf'<a class="{marked}" href="([^"]*)"', page)

    found = links(f"/?{choice}&ui=nl", "edits")
    assert [one.partition("?")[0] for one in found[:2]] == ["edit/nl/sleep-and-recovery", "edit/nl/alzheimer"]
    text = next(one for one in found if one.startswith("edit/nl/ms?"))
    assert links(f"/{text}", "way")[1] == f"../../?{choice}&ui=nl"
    everything = links(f"/{text}", "way")[0]
    assert links(f"/edit/nl/{everything}", "way") == [f"./?{choice}&ui=nl"]
    page = writer.get(f"/{text}").text
    french = html.unescape(re.findall(r'href="([^"]*)" lang="fr"', page)[0])
    assert links(f"/edit/nl/ms{french}", "way")[1] == f"../../?{choice}&ui=fr"
    saved = writer.post(text.replace("/ms?", "/ms/save?"), data={"text": MS, "digest": digest_in(page)})
    assert links(f"/edit/nl/ms/{saved.headers['location']}", "way")[1] == f"../../?{choice}&ui=nl"
    editor.may_edit = lambda _: False
    assert links(f"/?{choice}", "edits") == []


def test_where_nothing_is_edited_no_link_leads_there(visitor: TestClient) -> None:
    """The list is for who prints."""
    page = visitor.get("/").text
    assert 'class="leaflets"' in page
    assert "edit/" not in page


def test_a_form_of_another_kind_is_no_text(writer: TestClient) -> None:
    """No file is taken here, and no other page may ask."""
    files = {"text": ("x.md", b"x", "text/markdown")}
    assert writer.post("/edit/nl/ms/save", files=files).status_code == 400
    other = {"Origin": "http://127.0.0.1:9999", "Sec-Fetch-Site": "cross-site"}
    assert writer.post("/edit/nl/ms/save", data={"text": "x"}, headers=other).status_code == 403
    assert (PROJECT / "content/nl/ms.md").read_text(encoding="utf-8") == MS


def test_a_text_is_opened_and_saved(writer: TestClient, folder: Path) -> None:
    """Without a script it comes back as saved; then the studio prints it."""
    page = writer.get("/edit/nl/ms").text
    changed = MS.replace("wakker", "klaarwakker")
    answer = writer.post(
        "/edit/nl/ms/save?ui=nl", data={"text": changed.replace("\n", "\r\n"), "digest": digest_in(page)}
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("../ms?saved=1")
    assert (folder / "content/nl/ms.md").read_text(encoding="utf-8") == changed
    shown = writer.get("/edit/nl/ms?saved=1&ui=nl").text
    assert re.search(r'<span class="said">Bewaard</span>', shown)


def test_the_second_of_two_writers_loses_nothing(writer: TestClient, folder: Path) -> None:
    """409 with both texts; what he saves after that is held against what he was shown."""
    digest = digest_in(writer.get("/edit/nl/ms").text)
    first, second = MS.replace("wakker", "klaarwakker"), MS.replace("wakker", "halfwakker")
    assert writer.post("/edit/nl/ms/save", data={"text": first, "digest": digest}).status_code == 303
    answer = writer.post("/edit/nl/ms/save", data={"text": second, "digest": digest})
    assert answer.status_code == 409
    assert "Iemand anders heeft deze tekst intussen bewaard" in answer.text
    assert "klaarwakker" in answer.text
    assert "halfwakker" in answer.text
    assert (folder / "content/nl/ms.md").read_text(encoding="utf-8") == first
    again = writer.post("/edit/nl/ms/save", data={"text": second, "digest": digest_in(answer.text)})
    assert again.status_code == 303
    assert (folder / "content/nl/ms.md").read_text(encoding="utf-8") == second


def test_a_script_saves_without_leaving(writer: TestClient) -> None:
    """It gets the digest of what lies there now, or that it is too late."""
    digest = digest_in(writer.get("/edit/nl/ms").text)
    wants = {"Accept": "application/json"}
    body = {"text": MS + "\n", "digest": digest}
    answer = writer.post("/edit/nl/ms/save", data=body, headers=wants)
    assert answer.status_code == 200
    late = writer.post("/edit/nl/ms/save", data={"text": MS + "x", "digest": digest}, headers=wants)
    assert late.status_code == 409
    assert late.json()["digest"] == answer.json()["digest"]


def test_what_cannot_be_saved_stays_on_the_page(writer: TestClient, folder: Path) -> None:
    """With the reason, and the text as it was typed."""
    path = folder / "content/nl/ms.md"
    page = writer.get("/edit/nl/ms").text
    path.unlink()
    path.symlink_to(PROJECT / "content/nl/crps.md")
    answer = writer.post("/edit/nl/ms/save", data={"text": f"{MS}Meer", "digest": ""})
    assert answer.status_code in (404, 422)
    assert digest_in(page)
    assert (PROJECT / "content/nl/crps.md").read_text(encoding="utf-8").startswith("---")


@pytest.mark.parametrize(
    "text",
    ["", "Geen kop", "---\n", MS.replace("group: 5", "group: [1"), "\x00\x1b", "#" * 300_000, "[" * 5000, MS * 20],
)
def test_whatever_is_written_is_answered_with_sentences(writer: TestClient, text: str) -> None:
    """Never with a mistake of the server; and what was typed comes back."""
    for what in ("problems", "page", "file", "fits"):
        answer = writer.post(f"/edit/nl/ms/{what}?ui=nl", data={"text": text, "f": "a5", "p": "2"})
        assert answer.status_code == 200
    told = writer.post("/edit/nl/ms/problems?ui=nl", data={"text": text}).json()["problems"]
    assert any(one["severity"] == "blocks" for one in told)
    assert all(one["said"].endswith((".", "?", "!", "…")) for one in told)
    page = writer.post("/edit/nl/ms", data={"text": text, "f": "nonsense", "p": "-1"})
    assert page.status_code == 200


def test_a_text_that_is_too_long_is_not_read(writer: TestClient, folder: Path) -> None:
    """Nor saved; the limit is that of any file of words."""
    text = "x" * (MAX_BYTES + 1)
    (problem,) = writer.post("/edit/nl/ms/problems?ui=en", data={"text": text}).json()["problems"]
    assert problem["said"] == "Is longer than 500 kB."
    assert writer.post("/edit/nl/ms/page", data={"text": text}).json()["drawn"] is None
    answer = writer.post("/edit/nl/ms/save", data={"text": text}, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert (folder / "content/nl/ms.md").read_text(encoding="utf-8") == MS


def test_a_file_that_is_wrong_can_be_mended_here(writer: TestClient, folder: Path) -> None:
    """It opens as it is, with what is wrong; one that is no text at all is left alone, with a sentence."""
    path = folder / "content/nl/ms.md"
    path.write_text("nothing of a leaflet\n", encoding="utf-8")
    page = writer.get("/edit/nl/ms?ui=nl")
    assert page.status_code == 200
    assert "nothing of a leaflet" in page.text
    assert "Hier is nog geen bladzijde van" in page.text
    assert "Er is iets mis in het bestand" in writer.get("/edit?ui=nl").text
    path.write_bytes(b"\xff\xfe\x00\x00")
    answer = writer.get("/edit/nl/ms?ui=en")
    assert answer.status_code == 422
    assert "UTF-8" in answer.text


def test_while_a_list_is_wrong_nobody_loses_a_text(writer: TestClient, folder: Path) -> None:
    """It is shown as typed, with what is wrong with the list, and can be saved."""
    digest = digest_in(writer.get("/edit/nl/ms").text)
    (folder / "content/sources.yaml").write_text("sources: [", encoding="utf-8")
    page = writer.post("/edit/nl/ms?ui=en", data={"text": f"{MS}Meer", "digest": digest})
    assert page.status_code == 200
    assert "Meer\n</textarea>" in page.text
    assert writer.post("/edit/nl/ms/save", data={"text": f"{MS}Meer", "digest": digest}).status_code == 303
    assert (folder / "content/nl/ms.md").read_text(encoding="utf-8") == f"{MS}Meer\n"


def test_a_page_is_turned_and_a_format_chosen(writer: TestClient) -> None:
    """By buttons of the form, whatever else was typed."""
    page = writer.post("/edit/nl/ms?ui=nl", data={"text": MS, "digest": "x", "f": "a4", "p": "2"}).text
    assert "A4, bladzijde 2 van 2" in page
    drawn = writer.post("/edit/nl/ms/page", data={"text": MS, "f": "a5", "p": "3"}).json()["drawn"]
    assert (drawn["page"], drawn["pages"]) == (3, 4)
    assert drawn["picture"].startswith("data:image/jpeg;base64,")


def test_what_is_too_long_is_on_the_page_and_in_the_list(writer: TestClient) -> None:
    """How many lines, marked on the page, and at the line it begins with."""
    text = MS.replace("Rust is geen zwakte", f"{LONG}\n\nRust is geen zwakte")
    page = writer.post("/edit/nl/ms?ui=nl", data={"text": text, "digest": "x", "p": "2"}).text
    assert re.search(r"\d+ regels hebben geen plaats", page)
    assert 'class="over"' in page
    told = writer.post("/edit/nl/ms/page?ui=nl", data={"text": text, "p": "2"}).json()["problems"]
    assert re.search(r"\d+ regels te lang", told[0]["said"])
    assert told[0]["line"] is not None


def test_a_source_is_put_in_the_place_of_another(writer: TestClient) -> None:
    """On its line alone, by a button of the form."""
    text = MS.replace("[@barbi-2022-ms-brain]", "[@barbi-2023]")
    page = writer.post("/edit/nl/ms?ui=nl", data={"text": text, "digest": "x"}).text
    (value,) = re.findall(r'name="replace" value="([^"]+)"', page)
    mended = writer.post("/edit/nl/ms?ui=nl", data={"text": text, "digest": "x", "replace": value}).text
    assert "[@barbi-2023]" not in mended
    assert re.search(r'<span class="said"></span>', mended)


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        ("1 [@a] [@b]", "x [@b]\n[@a]"), ("2 [@a] [@b]", "x [@a]\n[@b]"), ("3 [@a] [@b]", "x [@a]\n[@a]"),
        ("0 [@a] [@b]", "x [@a]\n[@a]"), ("x", "x [@a]\n[@a]"), ("1 [@a]", "x [@a]\n[@a]"),
        ("99999999 a b", "x [@a]\n[@a]"),
    ],
)  # fmt: skip
def test_only_that_line_is_changed(at: str, wanted: str) -> None:
    """What names no line and no two marks changes nothing."""
    assert replaced("x [@a]\n[@a]", at) == wanted


def test_a_translation_is_beside_its_source(writer: TestClient, folder: Path) -> None:
    """Paragraph by paragraph, what is missing told; a source stands alone."""
    content = folder / "content"
    shutil.copytree(content / "nl", content / "en")
    words = content / "en/_language.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("id: nl", "id: en", 1), encoding="utf-8")
    short = MS.replace("\n- Slecht slapen maakt u vermoeider, maar is vaak te behandelen. [C34]", "")
    assert short != MS
    (content / "en/ms.md").write_text(short, encoding="utf-8")
    page = writer.get("/edit/en/ms?ui=nl").text
    assert "Naast de tekst waarvan het is vertaald" in page
    assert page.count('<li class="waits">') == 1
    assert "Nog te vertalen: 1 alinea" in page
    pairs = writer.post("/edit/en/ms/problems", data={"text": MS}).json()["pairs"]
    assert len(pairs) > 20
    assert all(one["line"] for one in pairs)
    assert "Naast de tekst waarvan" not in writer.get("/edit/nl/ms?ui=nl").text


def test_what_is_wrong_is_told_in_the_reader_s_language(writer: TestClient) -> None:
    """By the address first."""
    text = MS.replace("Rust vervangt", f"{BOLD} Rust vervangt")
    said = {
        tongue: writer.post(f"/edit/nl/ms/problems?ui={tongue}", data={"text": text}).json()["problems"][0]["said"]
        for tongue in ("nl", "en", "fr")
    }
    assert "doet bewering C54 te stellig" in said["nl"]
    assert "states claim C54 too boldly" in said["en"]
    assert len(set(said.values())) == 3
