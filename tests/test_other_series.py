"""The press is bound to no series: another one, on hay fever, is made of files in content/ and styles/ alone."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from leaflets.content import load
from leaflets.content.series import worded
from leaflets.preflight.measure.letters import letters
from leaflets.units import PT_PER_MM
from tests.conftest import PROJECT, once
from tests.small import Outcome, run

SERIES = PROJECT / "tests" / "other_series"
LEAFLETS = ("boompollen", "graspollen", "hooikoorts", "kruidpollen", "neusspray")
SHEETS = ("a5-folded", "booklet-imposed", "dl-card", "trifold")
"""Formats that a print ticket goes with."""
OTHERS = re.compile(
    r"slaap|slape|jesse|vermoeid|zelfdoding|alzheimer|parkinson|fibromyalgie|crps|lupus|long covid|facebook",
    re.IGNORECASE,
)
"""Words of the series the press comes with."""


@dataclass(frozen=True)
class Series:
    """A folder of one's own, and how the commands in it ended."""

    home: Path

    def run(self, *command: str) -> Outcome:
        where = ("--content", str(self.home / "content"), "--output", str(self.home / "output"))
        return run(*command, "--jobs", "2", *where)

    @property
    def output(self) -> Path:
        return self.home / "output"

    @property
    def made(self) -> dict[str, dict[str, Any]]:
        """The artefacts of the manifest by path."""
        listed = json.loads((self.output / "manifest.json").read_text("utf-8"))["artefacts"]
        return {entry["path"]: entry for entry in listed}


def begun(home: Path) -> Series:
    """A series begun with the command, all of whose places to fill in are filled in from tests/other_series."""
    assert run("init", str(home), "--bare", "--quiet").code == 0
    language = home / "content" / "nl" / "_language.yaml"
    language.write_text(worded(language.read_text("utf-8"), (SERIES / "words.yaml").read_text("utf-8")), "utf-8")
    for drawing in (home / "styles" / "motifs").iterdir():
        drawing.unlink()
    for folder in ("content", "styles"):
        shutil.copytree(SERIES / folder, home / folder, dirs_exist_ok=True)
    return Series(home)


@pytest.fixture(scope="session")
def of_hay_fever(tmp_path_factory: pytest.TempPathFactory) -> Series:
    """The series made whole, one leaflet in each ink, and the set of a practice; not to be changed."""
    with once(tmp_path_factory, "hay-fever") as (folder, is_first):
        series = Series(folder / "mine")
        if is_first:
            begun(series.home)
            said = [series.run("build", "--quiet")]
            for option in ("--light", "--gray", "--press"):
                said.append(series.run("build", "--quiet", option, "--leaflet", "neusspray", "--format", "a5"))
            practice = str(series.home / "content" / "practices" / "de-els.yaml")
            said.append(series.run("personalise", practice, "--leaflet", "boompollen", "--format", "a5", "--quiet"))
            assert [(one.code, one.err) for one in said] == [(0, "")] * len(said)
    return series


def words_of(path: Path) -> str:
    """All that can be read on the pages of a file, on one line."""
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def painted(path: Path) -> str:
    """The operators of all streams of a file that paint its pages."""
    with pikepdf.open(path) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        texts = (one for one in streams if one.get("/Subtype") in (None, "/Form") and "/Length1" not in one)
        return "\n".join(one.read_bytes().decode("latin-1") for one in texts)


def test_it_is_made_in_every_format_there_is(of_hay_fever: Series) -> None:
    """Five leaflets and a booklet, each format with the pages it has, and a ticket with each sheet."""
    formats = {path.stem for path in (PROJECT / "styles" / "formats").glob("*.css")}
    made = {(entry["leaflet"], entry["format"]) for entry in of_hay_fever.made.values()}
    assert made == {
        *((name, kind) for name in LEAFLETS for kind in formats if not kind.startswith("booklet")),
        *((None, kind) for kind in formats if kind.startswith("booklet")),
    }
    sheets = {path for path, entry in of_hay_fever.made.items() if entry["format"] in SHEETS}
    tickets = {
        path.relative_to(of_hay_fever.output).as_posix() for path in of_hay_fever.output.glob("nl/*/*-ticket.pdf")
    }
    assert tickets == {f"{path.removesuffix('.pdf')}-ticket.pdf" for path in sheets}
    assert of_hay_fever.made["nl/booklet/booklet.pdf"]["pages"] == 24


def test_nothing_of_it_is_held_back(of_hay_fever: Series) -> None:
    """What was made passes every rule that blocks, and no text has one that does."""
    told = json.loads(of_hay_fever.run("check", "--json").out)
    assert [one for one in told["problems"] if one["severity"] == "blocks"] == []
    assert {one["rule"] for one in told["problems"] if one["rule"].startswith("C")} <= {"C05"}


def test_no_word_of_another_series_is_in_any_file(of_hay_fever: Series) -> None:
    """Neither on a page, nor in what a file says of itself, nor on the page of the practice's set."""
    files = sorted(of_hay_fever.output.rglob("[!.]*.pdf"))
    assert len(files) > 50
    found = {}
    for path in files:
        with pikepdf.open(path) as pdf:
            of_itself = " ".join(str(value) for value in pdf.docinfo.values())
        found[path.name] = OTHERS.findall(f"{words_of(path)} {of_itself} {path}")
    assert {name: words for name, words in found.items() if words} == {}
    (page,) = of_hay_fever.output.glob("practices/de-els/*.html")
    said = page.read_text("utf-8")
    assert OTHERS.findall(said) == []
    assert "color: #1F4D2B" in said


def test_its_words_are_read_back_from_the_pages(of_hay_fever: Series) -> None:
    """Each sentence of each leaflet stands in its A5, and each chapter of the booklet in that, in their order."""
    found, _ = load(of_hay_fever.home / "content", of_hay_fever.home / "styles")
    for leaflet in found.leaflets["nl"]:
        said = letters(words_of(of_hay_fever.output / f"nl/leaflets/{leaflet.slug}-a5.pdf"))
        for words in (leaflet.name, leaflet.audience, *(section.heading for section in leaflet.sections)):
            assert letters(words) in said
    whole = letters(words_of(of_hay_fever.output / "nl/booklet/booklet.pdf"))
    titles = (
        "Vooraf",
        "De kalender van de pollen",
        "Deel 1 Wat er in de lucht hangt",
        "Wie kan u helpen?",
        "Over dit boekje",
    )
    places = [whole.rindex(letters(title)) for title in titles]
    assert places == sorted(places)
    assert letters("Rustig door het seizoen van drie soorten pollen") in whole


def test_a_group_that_cites_has_its_sources(of_hay_fever: Series) -> None:
    """The opening of a group may cite: its source stands below the leaflets it names, with where its code is."""
    with pypdfium2.PdfDocument(of_hay_fever.output / "nl/booklet/booklet.pdf") as document:
        (opening,) = [text for page in document if "Deel 1" in (text := page.get_textpage().get_text_range())]
    assert opening.index("Kruidpollen") < opening.index("Bronnen") < opening.index("code\xa03")


@pytest.mark.parametrize(("leaflet", "group"), [("boompollen", 1), ("hooikoorts", 0)])
def test_its_own_drawings_and_colours_are_on_the_pages(leaflet: str, group: int, of_hay_fever: Series) -> None:
    """The leaflet's own drawing, in the colour of its group; the cover of the booklet has that of what is for all."""
    colours = {0: "0.121569 0.301961 0.168627", 1: "0.368627 0.227451 0.101961"}
    own = painted(of_hay_fever.output / f"nl/leaflets/{leaflet}-a5.pdf")
    assert curve(SERIES / "styles" / "motifs" / f"{leaflet}.svg") in own
    assert f"{colours[group]} " in own
    assert f"{colours[1 - group]} " not in own
    cover = painted(of_hay_fever.output / "nl/booklet/booklet.pdf")
    assert all(f"{colour} " in cover for colour in colours.values())


def curve(drawing: Path) -> str:
    """The first curve of a drawing as the operator a page has for it (ISO 32000-1, 8.5.2.1)."""
    found = re.search(r"C([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)", drawing.read_text("utf-8"))
    assert found is not None
    return f"{' '.join(found.groups())} c"


def test_each_ink_is_made(of_hay_fever: Series) -> None:
    """The light file has no field, the grey one no colour, and that of the print shop the inks of the table."""
    kinds = {
        suffix: painted(of_hay_fever.output / f"nl/leaflets/neusspray-a5-{suffix}.pdf")
        for suffix in ("light", "gray", "press")
    }
    assert "0.949020 0.823529" not in kinds["light"]
    assert "0.85 0.4 0.9 0.45 k" in kinds["press"]
    assert not re.search(r"\brg\b", kinds["press"])


def test_a_practice_gets_its_set(of_hay_fever: Series) -> None:
    """With its name, and the post of its own country."""
    (path,) = of_hay_fever.output.glob("practices/de-els/nl/*.pdf")
    said = words_of(path)
    assert "Huisartsen De Els" in said
    assert "wachtpost" in said
    assert "huisartsenpost" not in said


def test_an_imprint_of_many_words_stands_clear_of_the_practices_box(of_hay_fever: Series) -> None:
    """The box, 29 mm high with its label 2 mm below its edge, makes way for it on the back of an A5."""
    with pypdfium2.PdfDocument(of_hay_fever.output / "nl/leaflets/graspollen-a5.pdf") as document:
        text = document[3].get_textpage()
        tops = []
        for words in ("Uw praktijk", "Deze tekst"):
            found = text.search(words).get_next()
            assert found is not None
            tops.append(text.get_charbox(found[0], loose=True)[3] / PT_PER_MM)
    assert tops[0] - tops[1] > 29 - 2 + 1
