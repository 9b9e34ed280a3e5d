from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.cli import main
from leaflets.content import Catalogue, load
from leaflets.preflight import check as module
from leaflets.preflight.check import Order, Outcome, check, passing, today
from leaflets.preflight.house import Allowance
from leaflets.preflight.links import Visit
from tests.preflight.said import PROJECT, TODAY

LEAFLET = "nl/leaflets/ms-a5.pdf"


def silent(*_: object) -> None:
    """A progress nobody looks at."""


@pytest.fixture
def output(edition: Path, tmp_path: Path) -> Path:
    """A copy of the shared build, for a test to break."""
    return Path(shutil.copytree(edition, tmp_path / "output", ignore=shutil.ignore_patterns(".cache", "lock", "made")))


def order(output: Path, content: Path = PROJECT / "content", jobs: int = 2) -> Order:
    return Order(PROJECT, content, output, jobs=jobs, today=TODAY)


def blocking(outcome: Outcome) -> list[str]:
    return [str(verdict.problem) for verdict in outcome.verdicts if verdict.blocks]


def test_a_good_edition_has_nothing_that_blocks(output: Path) -> None:
    """Texts and files are all looked at, nothing blocks, and a second look takes all files from the cache."""
    first = check(order(output), silent)
    assert blocking(first) == []
    assert not first.blocks
    assert LEAFLET in first.files
    assert len(first.readings) > 20
    assert first.from_cache == 0
    steps: list[str] = []
    second = check(order(output), lambda what, *_: steps.append(what))
    assert second.from_cache == len(second.files) == len(first.files)
    assert steps == []
    assert second.verdicts == first.verdicts


def test_the_same_is_found_by_any_number_of_processes(output: Path) -> None:
    """One process and two come to the same verdicts in the same order."""
    two = check(order(output, jobs=2), silent)
    shutil.rmtree(output / ".cache")
    assert check(order(output, jobs=1), silent).verdicts == two.verdicts


def test_a_damaged_cache_is_no_matter(output: Path) -> None:
    """What is kept of a file and cannot be read is looked for again."""
    first = check(order(output), silent)
    kept = sorted((output / ".cache" / "preflight").glob("*.json"))
    kept[0].write_text("[{", encoding="utf-8")
    again = check(order(output), silent)
    assert again.from_cache == len(first.files) - 1
    assert again.verdicts == first.verdicts


def test_the_worst_comes_first(output: Path) -> None:
    """What blocks stands before what warns, that before what informs."""
    (output / LEAFLET).unlink()
    found = [verdict.problem.severity for verdict in check(order(output), silent).verdicts]
    assert found[0] == "blocks"
    assert found == sorted(found, key=("blocks", "warns", "informs").index)


def test_files_that_are_gone_or_changed_are_told(output: Path) -> None:
    """A missing file, one that somebody touched and one that is no PDF are named; the others are still looked at."""
    (output / LEAFLET).unlink()
    other = output / "nl/leaflets/crps-a5.pdf"
    other.write_bytes(other.read_bytes() + b"\n% note")
    (output / "nl/leaflets/crps-a4.pdf").write_bytes(b"%PDF-1.7 and nothing")
    found = "\n".join(blocking(check(order(output), silent)))
    assert f"{LEAFLET}: is in the manifest and not in the folder. Run build.py." in found
    assert "crps-a5.pdf: is not the file that was made: somebody changed it." in found
    assert "crps-a4.pdf: cannot be read as a PDF" in found


def test_a_text_that_is_wrong_blocks(output: Path, content: Path) -> None:
    """A review date that has passed is told with file and line, and so is a file that cannot be read."""
    leaflet = content / "nl" / "crps.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("review_by: 2027-11-01", "review_by: 2026-11-02"), "utf-8")
    (content / "nl" / "lupus.md").write_text("---\ntitle: [\n---\n", "utf-8")
    found = blocking(check(order(output, content), silent))
    assert any("nl/crps.md, line 12: the review date 2026-11-02 has passed [C03]" in one for one in found)
    assert any("nl/lupus.md" in one and "not valid YAML" in one for one in found)


def test_a_text_newer_than_its_file_is_told(output: Path, content: Path) -> None:
    """A sentence that was added after the build is not on the pages, and the file does not pass."""
    leaflet = content / "nl" / "crps.md"
    text = leaflet.read_text("utf-8")
    leaflet.write_text(
        text.replace("## Wat kunt u zelf doen?", "Dit is een nieuwe zin.\n\n## Wat kunt u zelf doen?"), "utf-8"
    )
    found = blocking(check(order(output, content), silent))
    assert any('crps-a5.pdf: "Dit is een nieuwe zin." is not on the pages' in one for one in found)
    assert not any("ms-a5.pdf" in one for one in found)


def test_what_is_allowed_does_not_block(output: Path, content: Path) -> None:
    """An allowance of the command line or the house lets a rule pass, and its reason is kept for the report."""
    leaflet = content / "nl" / "crps.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("review_by: 2027-11-01", "review_by: 2026-11-02"), "utf-8")
    by_option = replace(order(output, content), allow=(Allowance(rule="C03", reason="being reviewed"),))
    house = content / "preflight.yaml"
    outcome = check(by_option, silent)
    assert not outcome.blocks
    assert outcome.allowed == 1
    assert outcome.verdicts[-1].reason == "being reviewed"
    house.write_text('allow: [{rule: C03, where: "*/crps.md", reason: review in December}]', "utf-8")
    assert check(order(output, content), silent).verdicts[-1].reason == "review in December"


def test_dead_addresses_are_told_when_asked_for(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--links warns of what is dead and informs of what refuses; without it no address is asked anything."""
    asked: list[str] = []

    def visits(urls: Iterable[str], _: object) -> tuple[Visit, ...]:
        asked.extend(urls)
        return (
            Visit("https://example.org/gone", "answers 404", True),
            Visit("https://example.org/no", "answers 403", False),
        )

    monkeypatch.setattr(module, "dead_links", visits)
    check(order(output), silent)
    assert asked == []
    outcome = check(replace(order(output), links=True), silent)
    assert len(asked) > 26
    told = {
        str(one.problem).split(".yaml: ")[1]: one.problem.severity
        for one in outcome.verdicts
        if "example.org" in one.problem.what
    }
    assert told == {
        "https://example.org/gone answers 404 [C05]. Look for the page's new address.": "warns",
        "https://example.org/no answers 403 [C05]. Open it in a browser; some sites refuse programs.": "informs",
    }


def test_a_booklet_of_a_choice_is_held_to_its_leaflets(output: Path) -> None:
    """Of the booklet of MS and CRPS the other leaflets are not asked for."""
    outcome = check(order(output), silent)
    assert "nl/booklet/booklet-ms-crps.pdf" in outcome.files
    assert not any(one.problem.rule == "T07" for one in outcome.verdicts)


def test_texts_that_do_not_pass_are_not_made(catalogue: Catalogue, content: Path) -> None:
    """A refused leaflet leaves the catalogue and counts as failed; a refused edition keeps back the booklets."""
    assert passing(catalogue, PROJECT / "content", TODAY) == (catalogue, [])
    leaflet = content / "nl" / "crps.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("review_by: 2027-11-01", "review_by: 2026-11-02"), "utf-8")
    loaded, problems = load(content, PROJECT / "styles")
    assert problems == []
    passed, refused = passing(loaded, content, TODAY)
    assert [problem.rule for problem in refused] == ["C03"]
    assert "crps" not in {one.id for one in passed.leaflets["nl"]}
    assert len(passed.leaflets["nl"]) == 12
    assert passed.failed["nl"] == {"crps"}
    late, _ = passing(catalogue, PROJECT / "content", dt.date(2031, 1, 1))
    assert late.leaflets["nl"] == ()
    assert "edition.yaml" in late.failed["nl"]


def test_the_day_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH says which day it is; without it, or with nonsense in it, it is today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert today() == dt.date(1970, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    assert today() == dt.date.today()


def test_the_command_ends_with_what_it_found(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 and a summary when nothing blocks, 1 and the sentence when a file does not pass; the report is beside them."""
    assert main(["check", "--output", str(output), "--jobs", "2"]) == 0
    said = capsys.readouterr().out
    assert ": 0 block, " in said
    assert "preflight.html" in said.splitlines()[-1]
    assert (output / "preflight.html").is_file()
    (output / LEAFLET).unlink()
    assert main(["check", "--output", str(output), "--jobs", "2"]) == 1
    lines = capsys.readouterr().out.splitlines()
    worst = next(line for line in lines if line.startswith(("blocks", "warns", "informs")))
    assert worst == f"blocks: {LEAFLET}: is in the manifest and not in the folder. Run build.py."
    assert json.loads((output / "preflight.json").read_text("utf-8"))["blocks"] == 1


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is built only the texts are read, and the last lines say so."""
    assert main(["check", "--output", str(tmp_path / "nothing")]) == 0
    assert "There are no finished files: only the " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--allow", "T04"], "Write both"),
        (["--allow", "X99=because I say so"], 'There is no rule "X99"'),
        (["--output", __file__], "is a file"),
        (["--nonsense"], "No such option"),
    ],
)
def test_wrong_options_end_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """A rule that does not exist, an allowance without a reason and a wrong folder are a sentence and exit 2."""
    assert main(["check", "--output", str(tmp_path), *arguments]) == 2
    assert said in capsys.readouterr().err
