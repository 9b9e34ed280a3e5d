from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image
from rich.console import Console

from leaflets.messages import say, verbatim
from leaflets.preflight.inspection import IDS, RULES
from leaflets.preflight.report import html as report
from leaflets.preflight.report.check import CheckOutcome, Verdict
from leaflets.preflight.rules.language import Reading
from leaflets.problems import ContentError, Problem
from tests.preflight.drawn import Drawn, pdf_of, saved
from tests.preflight.said import PROJECT

SMALL = Problem(
    say("text of 8.0 pt, less than 9: <b>klein</b>"), "nl/leaflets/ms-a5.pdf", say("Set it larger."), page=1, rule="T02",
    box_mm=(37.0, 52.5, 74.0, 21.0),
)  # fmt: skip
OLD = Problem(say("the review date has passed"), "content/nl/ms.md", say("Have it reviewed."), line=12, rule="C03")
LONG = Problem(
    say("a sentence of 21 words"), "content/nl/ms.md", say("Make two of it."), line=30, rule="L01", severity="warns"
)
LONGER = Problem(
    say("a sentence of 25 words"), "content/nl/crps.md", say("Make two of it."), line=8, rule="L01", severity="warns"
)


def outcome(*verdicts: Verdict) -> CheckOutcome:
    return CheckOutcome(
        verdicts, ("nl/leaflets/ms-a5.pdf",), 4, (("content/nl/ms.md", Reading(500, 40, 12.5, 19, 71.3)),)
    )


WHOLE = outcome(Verdict(SMALL), Verdict(LONG), Verdict(LONGER), Verdict(OLD, "being reviewed"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder with one page of 148 × 210 mm."""
    target = tmp_path / "nl/leaflets/ms-a5.pdf"
    target.parent.mkdir(parents=True)
    target.write_bytes(saved(pdf_of(Drawn().text(40, 60, "klein", 8))))
    report.write(WHOLE, tmp_path, PROJECT / "templates")
    return tmp_path


def test_lines_say_all() -> None:
    """Elsewhere than on a terminal each problem is a line; what is allowed says why."""
    lines = list(report.lines(WHOLE))
    place = "nl/leaflets/ms-a5.pdf, page 1 at 37, 52 mm"
    assert lines[0] == f"blocks: {place}: text of 8.0 pt, less than 9: <b>klein</b> [T02]. Set it larger."
    assert lines[-1].startswith("allowed: content/nl/ms.md, line 12")
    assert lines[-1].endswith("Allowed: being reviewed.")
    assert len(lines) == 4


def test_table_has_the_worst_first_and_puts_equals_together() -> None:
    """On a terminal what blocks has a line of its own, two warnings of one rule share one."""
    console = Console(width=200, file=io.StringIO(), record=True)
    console.print(report.table(WHOLE))
    text = console.export_text()
    assert text.index("T02") < text.index("L01") < text.index("C03")
    assert text.count("L01") == 1
    assert "(+ 1 more)" in text
    assert "Allowed: being reviewed." in text
    assert "<b>klein</b>" in text


def test_many_problems_are_put_together_too() -> None:
    """A rule that blocks a hundred times does not fill the screen a hundred times."""
    several = [
        Verdict(Problem(say("thing {n}", n=n), "x.pdf", say("Mend it."), rule="T02", page=n)) for n in range(100)
    ]
    assert report.table(outcome(*several)).row_count == 1


def test_summary_counts() -> None:
    """The last line says what was looked at and what came of it."""
    assert report.summary(WHOLE, 1.26) == (
        f"1 file (4 pages) and 1 text held to {len(RULES)} rules in 1.3 s: 1 block, 2 warn, 0 inform, 1 allowed."
    )


def test_json_has_problems_rules_and_texts(folder: Path) -> None:
    """preflight.json holds every problem with its place, every rule with its counts, and how each text reads."""
    data = json.loads((folder / "preflight.json").read_text("utf-8"))
    assert {name: data[name] for name in ("blocks", "warns", "informs", "allowed", "pages")} == {
        "blocks": 1, "warns": 2, "informs": 0, "allowed": 1, "pages": 4,
    }  # fmt: skip
    assert data["problems"][0] == {
        "severity": "blocks", "rule": "T02", "where": "nl/leaflets/ms-a5.pdf", "line": None, "page": 1,
        "box_mm": [37.0, 52.5, 74.0, 21.0], "what": SMALL.what, "todo": "Set it larger.", "allowed": None,
    }  # fmt: skip
    assert data["problems"][-1]["allowed"] == "being reviewed"
    assert tuple(dict.fromkeys(rule["id"] for rule in data["rules"])) == IDS
    (tiny,) = (rule for rule in data["rules"] if rule["id"] == "T02")
    assert (tiny["files"], tiny["texts"], tiny["found"]) == (1, 0, 1)
    assert data["texts"] == [
        {"path": "content/nl/ms.md", "words": 500, "sentences": 40, "mean": 12.5, "most": 19, "ease": 71.3}
    ]


def test_page_stands_by_itself(folder: Path) -> None:
    """preflight.html needs nothing from elsewhere, and prints what a text says as text."""
    html = (folder / "preflight.html").read_text("utf-8")
    assert not re.search(r"""(?:src|href)=["'](?!data:)""", html)
    assert "<script" not in html
    assert "&lt;b&gt;klein&lt;/b&gt;" in html
    assert "<b>klein</b>" not in html
    for words in ("Set it larger.", "content/nl/ms.md, line 30", "Allowed: being reviewed.", "500"):
        assert words in html


def test_the_place_is_marked_on_a_picture_of_the_page(folder: Path) -> None:
    """The thumbnail shows the page, and its mark lies where the problem is: a quarter from both edges here."""
    html = (folder / "preflight.html").read_text("utf-8")
    found = re.search(r'src="data:image/jpeg;base64,([^"]+)" alt="([^"]+)"', html)
    assert found is not None
    picture = Image.open(io.BytesIO(base64.b64decode(found[1])))
    assert picture.width / picture.height == pytest.approx(148 / 210, abs=0.01)
    assert found[2] == "Page 1 of nl/leaflets/ms-a5.pdf, the places marked"
    assert "left:25.00%;top:25.00%;width:50.00%;height:10.00%" in html


def test_the_same_outcome_gives_the_same_bytes(folder: Path) -> None:
    """Nothing in the report depends on the moment or the machine."""
    before = {name: (folder / name).read_bytes() for name in (report.JSON, report.HTML)}
    report.write(WHOLE, folder, PROJECT / "templates")
    assert before == {name: (folder / name).read_bytes() for name in (report.JSON, report.HTML)}


def test_a_page_that_is_no_more_has_no_picture(tmp_path: Path) -> None:
    """A problem of a file that is not there is told without a thumbnail."""
    report.write(WHOLE, tmp_path, PROJECT / "templates")
    html = (tmp_path / "preflight.html").read_text("utf-8")
    assert "data:image" not in html
    assert "text of 8.0 pt" in html


STEERS = "a\x1b[2J\x9b\u202eb[@x] [/red]"
SHOWN = "a\\x1b[2J\\x9b\\u202eb[@x] [/red]"


def test_what_steers_is_shown_in_each_report(tmp_path: Path) -> None:
    """Names and words with characters that steer stand as escapes in lines, table and page; brackets are brackets."""
    odd = Problem(verbatim(STEERS), f"{STEERS}.md", verbatim(STEERS), rule="C01", leaflet=STEERS)
    whole = CheckOutcome((Verdict(odd), Verdict(odd, STEERS)), (STEERS,), 1, ((STEERS, Reading(1, 1, 1, 1, None)),))
    console = Console(file=io.StringIO(), width=200, force_terminal=True)
    console.print(report.table(whole))
    drawn = console.file.getvalue()  # type: ignore[attr-defined]
    report.write(whole, tmp_path, PROJECT / "templates")
    page = (tmp_path / report.HTML).read_text(encoding="utf-8")
    for said in ("\n".join(report.lines(whole)), drawn, page):
        assert SHOWN in said
        assert not {"\x9b", "\u202e"} & set(said)
        assert "\x1b[2J" not in said


def test_the_data_hold_every_character_and_no_file_name_stops_them(tmp_path: Path) -> None:
    """preflight.json says just what was found, also of a file whose name is no text, in characters that can all be seen."""
    odd = Problem(say("{steers}é", steers=STEERS), "nl/caf\udce9.md", say("Mend it."), rule="C01")
    report.write(CheckOutcome((Verdict(odd),), (), 0, ()), tmp_path, PROJECT / "templates")
    text = (tmp_path / report.JSON).read_text(encoding="utf-8")
    (problem,) = json.loads(text)["problems"]
    assert (problem["what"], problem["where"]) == (f"{STEERS}é", "nl/caf\udce9.md")
    assert all(character.isprintable() or character == "\n" for character in text)
    assert "é" in text


def test_nothing_is_written_through_a_link_that_leads_out(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The link is named in a sentence, and what is out there stays."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "mine.html"
    elsewhere.write_text("mine", encoding="utf-8")
    (folder / report.HTML).unlink()
    (folder / report.HTML).symlink_to(elsewhere)
    with pytest.raises(ContentError, match=r"^preflight\.html: is a link that leads out of the folder"):
        report.write(WHOLE, folder, PROJECT / "templates")
    assert elsewhere.read_text(encoding="utf-8") == "mine"


def test_a_page_as_large_as_a_house_has_a_small_picture(tmp_path: Path) -> None:
    """However large a damaged file says its page is, its picture is not."""
    target = tmp_path / "nl/leaflets/ms-a5.pdf"
    target.parent.mkdir(parents=True)
    target.write_bytes(saved(pdf_of(Drawn(5000, 5000))))
    _, page = report.write(outcome(Verdict(SMALL)), tmp_path, PROJECT / "templates")
    (data,) = re.findall(r"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", page.read_text(encoding="utf-8"))
    with Image.open(io.BytesIO(base64.b64decode(data))) as picture:
        assert max(picture.size) == pytest.approx(2000, abs=1)
