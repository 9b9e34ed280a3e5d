from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from leaflets.build.outcome import BuildOutcome
from leaflets.build.pipeline import make
from leaflets.cli import main
from leaflets.content import Catalogue, load
from leaflets.model.format import PaperOptions
from leaflets.plan import Request
from leaflets.problems import WrongOption
from leaflets.storage.manifest import read_manifest
from tests.conftest import PROJECT
from tests.reading import opened

pytestmark = pytest.mark.whole


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's styles and templates, for a test to break."""
    for folder in ("styles", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / "project" / folder)
    return tmp_path / "project"


@pytest.fixture
def output(tmp_path: Path, edition: Path) -> Path:
    """An empty output folder that knows the pages of the session's build: only what is done with them is made here."""
    shutil.copytree(edition / ".cache", tmp_path / "output/.cache")
    return tmp_path / "output"


def made(output: Path, *formats: str, paper: PaperOptions | None = None, project: Path = PROJECT) -> BuildOutcome:
    catalogue, problems = load(PROJECT / "content", project / "styles")
    assert problems == []
    leaflets = ("ms",) if project is PROJECT else ("ms", "crps")
    options = paper or PaperOptions()
    request = Request(project, PROJECT / "content", output, leaflets=leaflets, formats=formats, paper=options)
    return make(catalogue, request, lambda *_: None)


@pytest.mark.parametrize("caliper", ["5", "0", "-0.1", "nan", "inf", "dik", "0.1mm"])
def test_a_thickness_no_paper_has_is_a_wrong_option(
    caliper: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nonsense after --caliper ends in exit 2 and a sentence with the thickness of office paper, and makes nothing."""
    assert main(["--caliper", caliper, "--output", str(tmp_path)]) == 2
    assert f"--caliper {caliper}: one sheet of paper is 0.03 to 0.5 mm thick" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_decimal_comma_will_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0,12 is a thickness too: what is wrong here is the leaflet."""
    assert main(["--caliper", "0,12", "--leaflet", "nobody", "--output", str(tmp_path)]) == 2
    assert 'There is no leaflet "nobody"' in capsys.readouterr().err


def test_a_wrong_printers_file_stops_the_build(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nonsense in printer.yaml ends in exit 1 and a sentence with file and line; nothing is made."""
    (content / "printer.yaml").write_text("flip: short\nunprinted_mm: veel\n", encoding="utf-8")
    output = tmp_path / "output"
    assert main(["--format", "a5-folded", "--content", str(content), "--output", str(output)]) == 1
    assert "content/printer.yaml, line 2: the field" in capsys.readouterr().err
    assert not output.exists()


def test_the_printers_file_goes_into_the_sheets(content: Path, output: Path) -> None:
    """With flip: long the sheets are made for the long edge, and their ticket says so."""
    (content / "printer.yaml").write_text("flip: long\n", encoding="utf-8")
    arguments = ["--leaflet", "ms", "--format", "a5-folded", "--content", str(content), "--output", str(output)]
    assert main(arguments) == 0
    with opened(output / "nl/leaflets/ms-a5-folded.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
    ticket = pypdfium2.PdfDocument(output / "nl/leaflets/ms-a5-folded-ticket.pdf")
    assert "langs de lange zijde" in ticket[0].get_textpage().get_text_bounded()


def test_an_impossible_format_is_one_sentence_and_spares_the_others(project: Path, tmp_path: Path) -> None:
    """Geometry that cannot be is reported once, with its file, however many leaflets; other formats are made."""
    style = project / "styles/formats/a5-folded.css"
    style.write_text(style.read_text(encoding="utf-8").replace("size_mm: [297, 210]", "size_mm: [200, 210]"), "utf-8")
    report = made(tmp_path / "o", "a5", "a5-folded", project=project)
    assert {problem.where for problem in report.problems} == {"styles/formats/a5-folded.css"}
    assert [problem.what for problem in report.problems] == [
        "paper_mm and size_mm of its sheet differ",
        "two pages of 148 × 210 mm do not fit a sheet of 200 × 210 mm",
    ]
    assert sorted(report.made) == ["nl/leaflets/crps-a5.pdf", "nl/leaflets/ms-a5.pdf"]
    assert not list((tmp_path / "o/nl").rglob("*folded*"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("scheme: saddle", "scheme: slots\n  front: [{page: 1, left: -5}]", 'the field "sheet.front.0.left" is wrong'),
        ("scheme: saddle", "scheme: origami", 'the field "sheet.scheme" is wrong'),
        ("flip: short", "gutter_mm: -1", 'the field "sheet.gutter_mm" is wrong'),
        ("size_mm: [297, 210]", "size_mm: [297, wide]", 'the field "sheet.size_mm.1" is wrong'),
    ],
)
def test_geometry_that_is_no_geometry_is_named_with_its_line(project: Path, old: str, new: str, said: str) -> None:
    """A negative slot or gutter, an unknown scheme, words for numbers: the sentence has the format's file and line."""
    style = project / "styles/formats/a5-folded.css"
    text = style.read_text(encoding="utf-8").replace(old, new)
    style.write_text(text, encoding="utf-8")
    _, problems = load(PROJECT / "content", project / "styles")
    (problem,) = problems
    assert problem.where == "styles/formats/a5-folded.css"
    assert problem.what.startswith(said)
    assert problem.line is not None
    assert new.endswith(text.split("\n")[problem.line - 1].strip())


def test_manual_duplex_gives_fronts_and_backs_with_a_ticket_each(output: Path) -> None:
    """For a one-sided printer each sheet file becomes two, named for their sides; the file for duplex stays."""
    made(output, "a5-folded")
    report = made(output, "a5-folded", paper=PaperOptions(manual_duplex=True))
    assert report.problems == []
    assert sorted(report.made) == [f"nl/leaflets/ms-a5-folded-{sides}.pdf" for sides in ("backs", "fronts")]
    manifest = read_manifest(output)
    assert sorted(entry.made_of.sides for entry in manifest.artefacts.values()) == ["backs", "both", "fronts"]
    assert set(manifest.tickets) == set(manifest.artefacts)
    ticket = pypdfium2.PdfDocument(output / "nl/leaflets/ms-a5-folded-fronts-ticket.pdf")
    assert "ms-a5-folded-backs.pdf" in ticket[0].get_textpage().get_text_bounded()


def test_manual_duplex_without_sheets_is_a_wrong_option(output: Path) -> None:
    """Asked for a format of single pages, --manual-duplex says that it goes with sheets."""
    with pytest.raises(WrongOption, match="--manual-duplex goes with formats on sheets"):
        made(output, "a5", paper=PaperOptions(manual_duplex=True))


def test_a_lost_ticket_is_made_again(output: Path) -> None:
    """A sheet file whose ticket is gone or spoiled is not up to date; one that has its ticket is."""
    made(output, "a5-folded")
    assert made(output, "a5-folded").made == []
    (output / "nl/leaflets/ms-a5-folded-ticket.pdf").write_bytes(b"spoiled")
    assert made(output, "a5-folded").made == ["nl/leaflets/ms-a5-folded.pdf"]
    assert (output / "nl/leaflets/ms-a5-folded-ticket.pdf").read_bytes().startswith(b"%PDF")


def test_a_thicker_paper_makes_other_sheets_only(output: Path) -> None:
    """The thickness of the paper goes into sheets, not into reading files."""
    made(output, "a5", "a5-folded")
    again = made(output, "a5", "a5-folded", paper=PaperOptions(caliper_mm=0.2))
    assert (again.kept, again.made) == (["nl/leaflets/ms-a5.pdf"], ["nl/leaflets/ms-a5-folded.pdf"])


def test_every_leaflet_and_the_booklet_have_their_sheets(catalogue: Catalogue, tmp_path: Path) -> None:
    """The formats on sheets are planned for all thirteen leaflets, and the imposed booklet once."""
    from leaflets.plan import works

    wanted, problems = works(catalogue, Request(PROJECT, PROJECT / "content", tmp_path))
    assert problems == []
    paths = [work.path for work in wanted if work.format.id in ("a5-folded", "booklet-imposed")]
    assert len(paths) == 14
    assert "nl/booklet/booklet-imposed.pdf" in paths
