"""Sets as a user makes them: what is missing is made, what is wrong is said, and what is there stays."""

from __future__ import annotations

import json
import os
import time
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from leaflets.preflight.measure.tags import unmapped
from tests.office import HEAD, ROWS, Office, made, office, offices
from tests.reading import opened
from tests.small import run

__all__ = ["made", "office", "offices"]


def test_every_practice_has_its_leaflets_an_index_and_one_zip(made: Office) -> None:
    """Three practices, two leaflets each; the manifest says whose they are and what is in them."""
    assert sorted(made.files()) == sorted(
        f"{name}/{file}" for name in ROWS
        for file in ("index.html", "manifest.json", f"{name}.zip", "nl/crps-a5.pdf", "nl/ms-a5.pdf")
    )  # fmt: skip
    said = json.loads((made.folder / "linde" / "manifest.json").read_text(encoding="utf-8"))
    entry = said["artefacts"][1]
    assert (entry["path"], entry["practice"]) == ("practices/linde/nl/ms-a5.pdf", "linde")
    assert (entry["leaflet"], entry["conforms_to"], entry["pages"]) == ("ms", "pdf/ua-1", 4)
    assert entry["bytes"] == len(made.files()["linde/nl/ms-a5.pdf"])
    assert {line["result"]: line["files"] for line in made.report()} == {"made": "2"}


def test_the_zip_holds_what_the_folder_holds(made: Office) -> None:
    """The same files under the same names, so that the index page works in both."""
    files = made.files()
    with zipfile.ZipFile(made.folder / "linde" / "linde.zip") as packed:
        inside = {name: packed.read(name) for name in packed.namelist()}
    assert inside == {name: files[f"linde/{name}"] for name in ("index.html", "nl/crps-a5.pdf", "nl/ms-a5.pdf")}


def test_the_index_says_which_leaflets_version_and_review_date(made: Office) -> None:
    """In the practice's language, with a link to each file and to the ZIP, and nothing fetched from elsewhere."""
    page = (made.folder / "linde" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="nl">' in page
    assert "Folders van De Linde ŵ" in page
    for link in ("nl/ms-a5.pdf", "nl/crps-a5.pdf", "linde.zip"):
        assert f'href="{link}"' in page
    assert "Versie 2026.11.2. Te herzien vóór 1 november 2027." in page
    assert page.count("A5, 4 bladzijden (PDF, ") == 2
    # A screen reader's list of links tells the leaflets apart: what is `hidden` it does not say.
    assert '<span class="heard">: Slaap, rust en herstel bij MS</span></a>' in page
    assert "hidden>" not in page
    assert "http" not in page


@pytest.mark.usefixtures("anew")
def test_the_same_table_gives_the_same_bytes(made: Office) -> None:
    """What two processes made side by side is made again by one, byte for byte."""
    before = made.files()
    outcome = made.make("--force")
    assert (outcome.code, outcome.err) == (0, "")
    assert "(6 made, 0 unchanged)" in outcome.out
    assert made.files() == before


def test_an_old_address_does_not_stay_lying_about(made: Office) -> None:
    """When a practice has moved, its files in formats not asked for this time are taken away."""
    made.write(*ROWS.values())
    run(*made.press.arguments("personalise", str(made.table), "--format", "a5", "--leaflet", "ms"))
    assert "linde/nl/crps-a5.pdf" in made.files()
    made.write(ROWS["linde"].replace("Kerkstraat 12", "Kerkstraat 13"), ROWS["beuk"], ROWS["eik"])
    run(*made.press.arguments("personalise", str(made.table), "--format", "a5", "--leaflet", "ms"))
    assert "linde/nl/crps-a5.pdf" not in made.files()
    assert "beuk/nl/crps-a5.pdf" in made.files()


def test_a_format_that_does_not_fit_costs_itself(office: Office) -> None:
    """The others are made, published and on the index page; exit 1 until it fits, and a look at the set misses it."""
    head = HEAD.replace("address", "address;kind;review;website;appointment")
    site = "https://www.delinde.example.org/" + "een-lange-weg/" * 6
    said = ("Lange Straat " * 12, "Groep voor huisartsen " * 3, "Nagelezen door velen " * 7, site, site[:70])
    office.table.write_text(f"{head}\nlinde;De Linde;09 123 45 67;{';'.join(said)};be\n", encoding="utf-8")
    options = ("personalise", str(office.table), "--leaflet", "ms", "--format", "a5", "--format", "booklet")
    for counts in ("1 made, 0", "0 made, 1"):
        outcome = run(*office.press.arguments(*options))
        assert outcome.code == 1
        assert "line 2: it is not made in a5: the text does not fit the practice box, even at 9 pt" in outcome.err
        assert f"1 set of 1 practice, 1 file ({counts} unchanged)" in outcome.out
        assert "1 set made in part; see " in outcome.out
        assert [(line["result"], line["files"]) for line in office.report()] == [("partly made", "1")]
    assert b"ms-a5.pdf" not in office.files()["linde/index.html"]
    assert b"booklet" in office.files()["linde/index.html"]
    outcome = office.check()
    assert (outcome.code, "linde (De Linde): nl/ms-a5.pdf is missing\n" in outcome.out) == (1, True)


def test_a_belgian_practice_is_told_to_name_who_answers_for_it(office: Office) -> None:
    """Two of three are in Belgium, one names its publisher; the leaflets are made, the edition's own has no address."""
    office.table.write_text(
        "\n".join([f"{HEAD};publisher", *(f"{row};" for row in ROWS.values())]).replace(
            "Kerkstraat 12, 9000 Gent;be;", "Kerkstraat 12, 9000 Gent;be;dr. A, Dorp 1"
        ),
        encoding="utf-8",
    )
    outcome = office.make("--leaflet", "ms")
    assert outcome.code == 0
    assert (
        "1 practice in Belgium without a verantwoordelijke uitgever (the first: practices.csv, line 4)." in outcome.out
    )
    edition = office.press.content / "edition.yaml"
    edition.write_text(
        edition.read_text(encoding="utf-8").replace("address: null", "address: Dorp 2"), encoding="utf-8"
    )
    assert "verantwoordelijke" not in office.make("--leaflet", "ms").out


def test_the_report_runs_nothing_in_a_spreadsheet(office: Office) -> None:
    """A name that looks like a formula is text in the report."""
    office.write("kwaad;=HYPERLINK(1);geen nummer;;be")
    assert office.make().code == 1
    assert office.report()[0]["name"] == "'=HYPERLINK(1)"


def test_the_folder_of_practices_is_read_when_no_table_is_named(office: Office) -> None:
    """The example practice of the content is one of them."""
    outcome = run(*office.press.arguments("personalise", "--format", "a5", "--leaflet", "ms"))
    assert (outcome.code, outcome.err) == (0, "")
    assert "de-linde/nl/ms-a5.pdf" in office.files()


def test_a_text_that_may_not_be_published_is_in_no_set(made: Office) -> None:
    """Past its review date it is made for nobody, and says so; what was handed out before stays where it was."""
    leaflet = made.press.content / "nl" / "ms.md"
    text = leaflet.read_text(encoding="utf-8")
    older = text.replace("date: 2026-11-27", "date: 2026-06-01").replace(
        "review_by: 2027-11-01", "review_by: 2026-11-02"
    )
    leaflet.write_text(older, encoding="utf-8")
    before = made.files()
    made.write(*ROWS.values(), ROWS["eik"].replace("eik", "nieuw", 1))
    outcome = made.make()
    assert outcome.code == 1
    assert outcome.err == (
        "content/nl/ms.md, line 12: its review was due before 2026-11-02, so no practice gets a file of it [C03]. "
        'Have it reviewed; or let it pass with a reason: --allow "C03=why".\n'
    )
    assert "4 sets of 4 practices, 4 files (1 made, 3 unchanged)" in outcome.out
    after = made.files()
    assert {name: after[name] for name in before} == before
    assert [name for name in after if name.startswith("nieuw/nl")] == ["nieuw/nl/crps-a5.pdf"]
    house = made.press.content / "preflight.yaml"
    allow = "\nallow:\n  - {rule: C03, reason: the review is under way}\n"
    house.write_text(house.read_text(encoding="utf-8").replace("\nallow:\n", allow), encoding="utf-8")
    outcome = made.make()
    assert (outcome.code, outcome.err) == (0, "")
    with pypdfium2.PdfDocument(made.files()["nieuw/nl/ms-a5.pdf"]) as pdf:
        assert "Herziening verlopen op 2 november 2026" in pdf[0].get_textpage().get_text_range()


def test_a_leaflet_that_is_no_longer_there_leaves_every_set(made: Office) -> None:
    """Its file, and its line in index, ZIP and manifest, though nothing else of the set has changed."""
    (made.press.content / "nl" / "crps.md").unlink()
    assert "linde (De Linde ŵ): nl/crps-a5.pdf is no longer made\n" in made.check().out
    before = made.files()
    outcome = made.make()
    assert (outcome.code, outcome.err) == (0, "")
    assert "3 sets of 3 practices, 3 files (0 made, 3 unchanged)" in outcome.out
    after = made.files()
    assert [name for name in after if "crps" in name] == []
    assert after["linde/nl/ms-a5.pdf"] == before["linde/nl/ms-a5.pdf"]
    assert b"CRPS" not in after["linde/index.html"]
    with zipfile.ZipFile(made.folder / "linde" / "linde.zip") as packed:
        assert packed.namelist() == ["index.html", "nl/ms-a5.pdf"]
    assert "3 sets up to date, 0 out of date." in made.check().out


def test_a_lost_index_or_zip_is_made_again(made: Office) -> None:
    """Nothing is missing of the leaflets, and the set is whole again."""
    before = made.files()
    (made.folder / "linde" / "index.html").unlink()
    (made.folder / "eik" / "eik.zip").unlink()
    assert "(0 made, 6 unchanged)" in made.make().out
    assert made.files() == before


def test_other_formats_of_a_set_stay(made: Office) -> None:
    """A file for the print shop, asked for once, is not taken away by a run for the screen, nor called outdated."""
    made.make("--leaflet", "ms", "--press")
    assert "linde/nl/ms-a5-press.pdf" in made.files()
    (made.folder / "linde" / "nl" / "ms-a5.pdf").unlink()
    made.make()
    assert {"linde/nl/ms-a5-press.pdf", "linde/nl/ms-a5.pdf"} <= made.files().keys()
    assert "3 sets up to date, 0 out of date." in made.check().out


def test_half_a_file_of_a_killed_run_is_swept_away(made: Office) -> None:
    """An old one goes; one that another run may be writing now stays."""
    folder = made.folder / "linde" / "nl"
    for name, age in ((".ms-a5.pdf.old.half", 3600), (".ms-a5.pdf.now.half", 0)):
        (folder / name).write_bytes(b"%PDF")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    made.make()
    assert sorted(path.name for path in folder.glob(".*")) == [".ms-a5.pdf.now.half"]


def test_mistakes_on_the_command_line_are_sentences(office: Office) -> None:
    """A table that is not there, a format that is not there, a scheduler that is none: exit 2, and what to do."""
    for arguments, said in (
        (["nowhere.csv"], "There is no file or folder nowhere.csv"),
        ([str(office.table), "--format", "a9"], 'There is no format "a9"'),
        ([str(office.table), "--scheduler", "here"], "Write it as tcp://host:8786."),
    ):
        outcome = run(*office.press.arguments("personalise", *arguments))
        assert outcome.code == 2
        assert said in outcome.err


def test_a_practice_is_named_by_its_id(office: Office) -> None:
    """As `list` shows it, with personalise and with --practice; one that is nearly there is offered."""
    options = ("--format", "a5", "--leaflet", "ms")
    for command in (("personalise", "DE-LINDE"), ("--practice", "de-linde")):
        outcome = run(*office.press.arguments(*command, *options))
        assert (outcome.code, outcome.err) == (0, "")
        assert "de-linde/nl/ms-a5.pdf" in office.files()
    for command in (("personalise", "de-lind"), ("--practice", "de-lind")):
        said = run(*office.press.arguments(*command, *options))
        assert said == (2, "", 'build.py: There is no practice "de-lind". Did you mean "de-linde"?\n')
    assert "Did you mean" not in run(*office.press.arguments("personalise", "nowhere/de-linde")).err


def test_a_practice_begins_with_a_pattern(office: Office) -> None:
    """`new practice` writes every field; until its placeholders are replaced nothing is printed of it."""
    content = office.press.content
    assert run("new", "practice", "de-beuk", "--content", str(content)).code == 0
    path = content / "practices" / "de-beuk.yaml"
    outcome = run(*office.press.arguments("personalise", str(path), "--format", "a5"))
    assert outcome.code == 1
    assert 'de-beuk.yaml, line 5: the field "name" is wrong: "‹name›" is a placeholder' in outcome.err
    text = path.read_text(encoding="utf-8").replace("‹name›", "De Beuk").replace("‹telephone›", "09 123 45 67")
    path.write_text(text.replace("‹street and number, postcode and town›", "Dorp 1, 9000 Gent"), encoding="utf-8")
    assert run(*office.press.arguments("personalise", str(path), "--format", "a5", "--leaflet", "ms")).code == 0
    again = run("new", "practice", "de-beuk", "--content", str(content))
    assert (again.code, "is there already" in again.err) == (2, True)
    assert run("new", "practice", "../x", "--content", str(content)).code == 2


def test_the_booklet_gets_the_practice_before_it_is_merged(office: Office) -> None:
    """Its back cover names the practice; merged, each mark of that page still belongs to an element of it."""
    office.write(ROWS["linde"])
    outcome = run(*office.press.arguments("personalise", str(office.table), "--format", "booklet"))
    assert (outcome.code, outcome.err) == (0, "")
    pdf = office.files()["linde/nl/booklet.pdf"]
    document = pypdfium2.PdfDocument(pdf)
    last = document[len(document) - 1].get_textpage().get_text_range()
    assert "De Linde ŵ" in last
    assert "09 123 45 67" in last
    first = document[0].get_textpage().get_text_range()
    assert " ".join(first.split()).endswith("U krijgt dit boekje van De Linde ŵ")
    with opened(pdf) as file:
        assert list(unmapped(file)) == []


def test_the_print_shop_gets_it_in_its_own_inks(office: Office) -> None:
    """A press file has the practice in CMYK before it is made ready: no RGB, no links, no tags."""
    office.write(ROWS["linde"])
    outcome = run(*office.press.arguments("personalise", str(office.table), "--format", "a5", "--press"))
    assert (outcome.code, outcome.err) == (0, "")
    pdf = office.files()["linde/nl/ms-a5-press.pdf"]
    assert "De Linde ŵ" in pypdfium2.PdfDocument(pdf)[3].get_textpage().get_text_range()
    with opened(pdf) as file:
        operators = {str(one.operator) for one in pikepdf.parse_content_stream(file.pages[3])}
        assert "k" in operators
        assert not {"rg", "RG"} & operators
        assert "/Annots" not in file.pages[3].obj


def test_a_damaged_manifest_costs_a_set_and_no_more(made: Office) -> None:
    """It is made again, to the same bytes."""
    before = made.files()
    (made.folder / "linde" / "manifest.json").write_text("{", encoding="utf-8")
    outcome = made.make()
    assert "(2 made, 4 unchanged)" in outcome.out
    assert made.files() == before


@pytest.mark.parametrize("is_link", [False, True])
def test_a_set_that_cannot_be_written_costs_itself(is_link: bool, office: Office) -> None:
    """A file, or a link that leads out, where its folder goes is a sentence; the others are made, and the report says so."""
    elsewhere = office.press.home / "elsewhere"
    elsewhere.mkdir()
    office.folder.mkdir()
    if is_link:
        (office.folder / "linde").symlink_to(elsewhere)
    else:
        (office.folder / "linde").touch()
    outcome = office.make("--leaflet", "ms")
    assert outcome.code == 1
    said = "is a link that leads out of the folder output" if is_link else "is a file where a folder should be"
    assert outcome.err.startswith(f"practices/linde: {said}. ")
    assert outcome.err.count("\n") == 1
    assert {line["id"]: line["result"] for line in office.report()} == {
        "linde": "failed",
        "beuk": "made",
        "eik": "made",
    }
    assert {"beuk/nl/ms-a5.pdf", "beuk/manifest.json", "eik/eik.zip"} <= office.files().keys()
    assert list(elsewhere.iterdir()) == []


def test_a_build_leaves_the_sets_alone(made: Office) -> None:
    """A build of everything removes files it no longer makes, but none of a practice."""
    before = made.files()
    assert made.press.build().code == 0
    assert made.files() == before
    assert not [path for path in made.press.manifest if Path(path).parts[0] == "practices"]
