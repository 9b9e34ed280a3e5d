from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.messages import say
from leaflets.model.job import Allowance
from leaflets.preflight.report import check as module
from leaflets.preflight.report.check import CheckOutcome, CheckRequest, check
from leaflets.preflight.report.html import write
from leaflets.preflight.report.links import Visit
from leaflets.preflight.report.targets import CheckTarget
from leaflets.problems import Problem
from leaflets.storage.manifest import read_manifest, write_manifest
from tests.conftest import once
from tests.preflight.said import PROJECT, TODAY

LEAFLET = "nl/leaflets/ms-a5.pdf"


def silent(*_: object) -> None:
    """A progress nobody looks at."""


@pytest.fixture(scope="session")
def looked_at(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shared build after a check, so that most tests here look only at what they change."""
    with once(tmp_path_factory, "looked-at") as (folder, is_first):
        if is_first:
            shutil.copytree(
                edition, folder, ignore=shutil.ignore_patterns(".cache", "lock", "made"), dirs_exist_ok=True
            )
            check(order(folder), silent)
    return folder


@pytest.fixture
def output(looked_at: Path, tmp_path: Path) -> Path:
    """A copy of the shared build, for a test to break."""
    return Path(shutil.copytree(looked_at, tmp_path / "output", ignore=shutil.ignore_patterns("lock", "made")))


@pytest.fixture
def one_leaflet(output: Path) -> Path:
    """An output folder with one small file, of which nothing is known yet."""
    write_manifest(output, [read_manifest(output).artefacts[LEAFLET]])
    shutil.rmtree(output / ".cache")
    return output


def order(output: Path, content: Path = PROJECT / "content", jobs: int = 2) -> CheckRequest:
    return CheckRequest(PROJECT, content, output, jobs=jobs, today=TODAY)


def blocking(outcome: CheckOutcome) -> list[str]:
    return [str(verdict.problem) for verdict in outcome.verdicts if verdict.blocks]


def test_a_good_edition_has_nothing_that_blocks(output: Path) -> None:
    """Texts and files are all looked at, and nothing blocks."""
    outcome = check(order(output), silent)
    assert blocking(outcome) == []
    assert not outcome.blocks
    assert {LEAFLET, "nl/booklet/booklet-ms-crps.pdf"} <= set(outcome.files)
    assert len(outcome.readings) > 20


def test_a_file_made_before_its_review_was_due_is_told_when_it_is(output: Path) -> None:
    """The texts warn, and each file that does not say so yet blocks, unless that is allowed; a day before none does."""
    before = replace(order(output), today=dt.date(2027, 10, 31))
    assert blocking(check(before, silent)) == []
    late = check(replace(order(output), today=dt.date(2027, 11, 1)), silent)
    said = '"Herziening verlopen op 1 november 2027" is printed nowhere [C03]. Run build.py again; or look at the'
    assert sorted(blocking(late)) == [f"{name}: {said} template of this format." for name in sorted(late.files)]
    assert late.from_cache == 0
    warned = {verdict.problem.where for verdict in late.verdicts if verdict.problem.severity == "warns"}
    assert {"content/edition.yaml", "content/nl/ms.md", "content/nl/lupus.md"} <= warned
    allowed = (Allowance(rule="C03", reason="the review is under way"),)
    assert not check(replace(order(output), today=dt.date(2037, 3, 1), allow=allowed), silent).blocks


def test_a_second_look_takes_files_from_the_cache(one_leaflet: Path) -> None:
    """What was looked at by the same rules is not looked at again; what is kept and cannot be read is."""
    steps: list[str] = []
    first = check(order(one_leaflet), lambda what, *_: steps.append(what))
    assert (first.from_cache, steps) == (0, [LEAFLET])
    second = check(order(one_leaflet), lambda what, *_: steps.append(what))
    assert (second.from_cache, steps) == (1, [LEAFLET])
    (kept,) = (one_leaflet / ".cache" / "preflight").glob("*.json")
    kept.write_text("[{", encoding="utf-8")
    third = check(order(one_leaflet), lambda what, *_: steps.append(what))
    assert (third.from_cache, steps) == (0, [LEAFLET, LEAFLET])
    assert first.verdicts == second.verdicts == third.verdicts


KEPT: list[bytes] = [
    b"", b"[" * 100_000, b"{}", b'[{"what": "x"}]', b"\xff",
    b'[{"what": 1, "where": "a", "todo": "b"}]',
    b'[{"what": "x", "where": "a", "todo": "b", "severity": "kills"}]',
    b'[{"what": "x", "where": "a", "todo": "b", "line": "three"}]',
    b'[{"what": "x", "where": "a", "todo": "b", "box_mm": [1, 2]}]',
]  # fmt: skip


@pytest.mark.parametrize("data", KEPT)
def test_findings_no_press_kept_are_looked_for_again(data: bytes, tmp_path: Path) -> None:
    """Whatever is damaged or of another shape counts as nothing that is known."""
    (tmp_path / "a.json").write_bytes(data)
    assert module._kept(tmp_path / "a.json", tmp_path) is None


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    """A problem with all its fields is the same problem afterwards."""
    problem = Problem(say("a\x1b"), "é.pdf", say("b"), 1, 2, "T07", "ms", "warns", (1.5, 2, 3, 4))
    (tmp_path / "a.json").write_text(json.dumps(module._PROBLEMS.dump_python([problem])), "utf-8")
    (found,) = module._kept(tmp_path / "a.json", tmp_path) or []
    assert (found, found.what.template) == (problem, problem.what.template)


def test_nothing_is_kept_or_forgotten_behind_a_link_that_leads_out(one_leaflet: Path, tmp_path: Path) -> None:
    """What lies out there is neither read nor removed, and nothing is written there; the check itself is made."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "preflight").mkdir(parents=True)
    (elsewhere / "preflight" / "mine.json").write_text("[]", "utf-8")
    (one_leaflet / ".cache").symlink_to(elsewhere)
    assert blocking(check(order(one_leaflet), silent)) == []
    assert [path.name for path in elsewhere.rglob("*")] == ["preflight", "mine.json"]


def deadly(task: CheckTarget) -> list[Problem]:
    """What the rules find in a file, one of which ends the process."""
    if task.where == LEAFLET:
        os._exit(9)
    return [Problem(say("is seen"), task.where, say("Rest."), severity="informs")]


def test_a_file_a_process_dies_of_costs_itself(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named; all others are looked at, also those that were under way with it."""
    monkeypatch.setattr(module, "_within_limits", deadly)
    shutil.rmtree(output / ".cache")
    outcome = check(order(output, jobs=2), silent)
    assert blocking(outcome) == [f"{LEAFLET}: could not be looked at (BrokenProcessPool). Run build.py --force."]
    seen = {verdict.problem.where for verdict in outcome.verdicts if verdict.problem.what == "is seen"}
    assert seen == set(read_manifest(output).artefacts) - {LEAFLET}


def test_what_was_deleted_is_told_as_that_and_held_to_no_rule(output: Path, content: Path) -> None:
    """Of a deleted leaflet each file left is one sentence that warns; of the others nothing is found that was not before."""
    before = {str(verdict.problem) for verdict in check(order(output), silent).verdicts}
    (content / "nl" / "ms.md").unlink()
    outcome = check(order(output, content), silent)
    assert not outcome.blocks
    assert {str(one.problem) for one in outcome.verdicts if one.problem.where.endswith(".pdf")} - before == {
        f"nl/leaflets/ms-a{size}.pdf: its text is gone (ms). Run build.py to remove it." for size in (4, 5)
    } | {"nl/booklet/booklet-ms-crps.pdf: its text is gone (ms). Run build.py to remove it."}
    assert set(outcome.files) == {"nl/leaflets/crps-a4.pdf", "nl/leaflets/crps-a5.pdf"}


def test_a_damaged_file_with_a_place_in_it_has_a_report(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that cannot be drawn is told without its picture."""
    (output / LEAFLET).write_bytes(b"%PDF-1.7 and nothing")
    found = [Problem(say("is wrong"), LEAFLET, say("Mend it."), page=1, box_mm=(1, 2, 3, 4))]
    monkeypatch.setattr(module, "look_at", lambda task: found if task.where == LEAFLET else [])
    shutil.rmtree(output / ".cache")
    _, page = write(check(order(output, jobs=1), silent), output, PROJECT / "templates")
    assert "is wrong" in page.read_text("utf-8")


def test_the_same_is_found_by_any_number_of_processes(looked_at: Path, output: Path) -> None:
    """One process and two come to the same verdicts in the same order."""
    entries = read_manifest(output).artefacts
    few = [entries[LEAFLET], entries["nl/leaflets/crps-a5.pdf"]]
    write_manifest(output, few)
    shutil.rmtree(output / ".cache")
    two = check(order(output, jobs=2), silent)
    shutil.rmtree(output / ".cache")
    assert check(order(output, jobs=1), silent).verdicts == two.verdicts
    assert len(list((looked_at / ".cache" / "preflight").glob("*.json"))) > 2


def test_a_file_that_takes_too_long_is_told_and_looked_at_again(
    one_leaflet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs itself; tomorrow the machine may be quicker, so nothing is remembered of it."""

    def for_ever(_: object) -> None:
        while True:
            pass

    monkeypatch.setattr("leaflets.processes.limits.SECONDS", 0.2)
    monkeypatch.setattr("leaflets.processes.limits.SECONDS_A_PAGE", 0.0)
    monkeypatch.setattr(module, "look_at", for_ever)
    told = f"{LEAFLET}: looking at it takes more than 0.2 s of the processor."
    for _ in range(2):
        outcome = check(order(one_leaflet), silent)
        assert outcome.from_cache == 0
        assert [one.startswith(told) for one in blocking(outcome)] == [True]


def test_the_worst_comes_first(output: Path) -> None:
    """What blocks stands before what warns, that before what informs."""
    (output / LEAFLET).unlink()
    verdicts = check(order(output), silent).verdicts
    found = [verdict.problem.severity for verdict in verdicts if verdict.reason is None]
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


def test_a_text_that_is_wrong_blocks(one_leaflet: Path, content: Path) -> None:
    """A date that is still to come is told with file and line, and so is a file that cannot be read."""
    leaflet = content / "nl" / "crps.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("date: 2026-11-27", "date: 2026-11-28"), "utf-8")
    (content / "nl" / "lupus.md").write_text("---\ntitle: [\n---\n", "utf-8")
    found = blocking(check(order(one_leaflet, content), silent))
    assert any("nl/crps.md, line 11: the date 2026-11-28 is still to come [C02]" in one for one in found)
    assert any("nl/lupus.md" in one and "not valid YAML" in one for one in found)


def test_a_text_newer_than_its_file_is_told(one_leaflet: Path, content: Path) -> None:
    """A sentence that was added after the build is not on the pages, and the file does not pass."""
    leaflet = content / "nl" / "ms.md"
    text = leaflet.read_text("utf-8")
    leaflet.write_text(
        text.replace("## Wat kunt u zelf doen?", "Dit is een nieuwe zin.\n\n## Wat kunt u zelf doen?"), "utf-8"
    )
    found = blocking(check(order(one_leaflet, content), silent))
    assert any('ms-a5.pdf: "Dit is een nieuwe zin." is not on the pages' in one for one in found)


def test_what_is_allowed_does_not_block(one_leaflet: Path, content: Path) -> None:
    """An allowance of the command line or the house lets a rule pass, and its reason is kept for the report."""
    leaflet = content / "nl" / "crps.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("date: 2026-11-27", "date: 2026-11-28"), "utf-8")
    by_option = replace(order(one_leaflet, content), allow=(Allowance(rule="C02", reason="printed on that day"),))
    house = content / "preflight.yaml"
    outcome = check(by_option, silent)
    assert not outcome.blocks
    assert outcome.allowed == 2
    assert "printed on that day" in [verdict.reason for verdict in outcome.verdicts]
    house.write_text('allow: [{rule: C02, where: "*/crps.md", reason: comes out in December}]', "utf-8")
    assert check(order(one_leaflet, content), silent).verdicts[-1].reason == "comes out in December"


def test_dead_addresses_are_told_when_asked_for(one_leaflet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--links warns of what is dead and informs of what refuses; without it no address is asked anything."""
    asked: list[str] = []

    def visits(urls: Iterable[str], _: object) -> tuple[Visit, ...]:
        asked.extend(urls)
        return (
            Visit("https://example.org/gone", say("answers 404"), True),
            Visit("https://example.org/no", say("answers 403"), False),
        )

    monkeypatch.setattr(module, "dead_links", visits)
    check(order(one_leaflet), silent)
    assert asked == []
    outcome = check(replace(order(one_leaflet), links=True), silent)
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
