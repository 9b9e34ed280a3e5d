"""A dry run: it tells what a build makes, and touches nothing."""

from __future__ import annotations

import json
import shutil

from tests.small import FILES, Press


def test_a_dry_run_tells_what_the_build_then_makes(press: Press) -> None:
    """Before: everything, and no output folder; after: nothing; after a change: what that touches."""
    shutil.rmtree(press.output)
    first = press.build("--dry-run")
    assert {line for line in first.out.splitlines() if line.startswith("would")} == {
        f"would make {path}" for path in FILES
    }
    assert first.out.splitlines()[-1].endswith("0 files would stay. Nothing was written.")
    assert not press.output.exists()
    press.build("--format", "a5")
    leaflet = press.content / "nl" / "ms.md"
    leaflet.write_text(
        leaflet.read_text(encoding="utf-8").replace("Wat kunt u zelf doen?", "Wat kunt u doen?"), "utf-8"
    )
    before = sorted((path, path.stat().st_mtime_ns) for path in press.output.rglob("*") if path.is_file())
    second = json.loads(press.build("-n", "--json", "--format", "a5").out)
    assert (second["would_make"], second["kept"]) == (["nl/leaflets/ms-a5.pdf"], ["nl/leaflets/crps-a5.pdf"])
    forced = json.loads(press.build("-n", "--json", "--force", "--format", "a5").out)
    assert (forced["would_make"], forced["kept"]) == (list(FILES[1:]), [])
    assert sorted((path, path.stat().st_mtime_ns) for path in press.output.rglob("*") if path.is_file()) == before


def test_a_dry_run_says_what_is_wrong(press: Press) -> None:
    """A text with a mistake is said with its line, and the exit code is that of the build."""
    shutil.rmtree(press.output)
    (press.content / "nl" / "ms.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    outcome = press.build("-n", "--format", "a5")
    assert outcome.code == 1
    assert outcome.err.startswith("content/nl/ms.md, line 3: ")
    assert "would make nl/leaflets/crps-a5.pdf" in outcome.out
