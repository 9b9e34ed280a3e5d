"""The command that writes the download site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaflets.site.addresses import FOLDER
from tests.content.own import Editions
from tests.site.stock import fill
from tests.small import Outcome, run


def site(content: Path, output: Path, *options: str) -> Outcome:
    return run("site", *options, "--content", str(content), "--output", str(output))


@pytest.fixture
def small(content: Path) -> Path:
    """A copy of the content with two leaflets, and no list of what else people call the others."""
    for path in (content / "nl").glob("*.md"):
        if path.stem not in ("ms", "crps"):
            path.unlink()
    return content


def stocked(content: Path, output: Path) -> None:
    """Put every file there is beside the content."""
    from leaflets.content import load
    from tests.conftest import PROJECT

    fill(output, load(content, PROJECT / "styles")[0])


def test_the_site_is_written_and_then_left_alone(small: Path, tmp_path: Path) -> None:
    """It says how many files it has; asked again, that nothing has changed; and with force it is written anew."""
    output = tmp_path / "out"
    stocked(small, output)
    first = site(small, output)
    assert (first.code, first.err) == (0, "")
    assert "files in " in first.out
    assert (output / FOLDER / "nl/ms/index.html").is_file()
    assert site(small, output).out.startswith("Nothing has changed: ")
    assert not site(small, output, "--force").out.startswith("Nothing has changed: ")
    assert site(small, output, "--quiet").out == ""


def test_what_is_missing_is_told_and_the_rest_is_there(small: Path, tmp_path: Path) -> None:
    """It ends with 1, and says what makes the files; it is told each time."""
    output = tmp_path / "out"
    for _ in range(2):
        code, out, err = site(small, output)
        assert code == 1
        assert err.startswith("nl: 17 files are not there to download: ")
        assert "Make them first: build.py." in err
        assert "files in " in out
    assert (output / FOLDER / "nl/ms/index.html").is_file()


def test_as_json(small: Path, tmp_path: Path) -> None:
    """Another program gets the number of files, the folder and what is missing."""
    said = json.loads(site(small, tmp_path / "out", "--json").out)
    assert (said["folder"], said["problems"][0]["severity"]) == ("site", "warns")
    assert said["files"] == sum(path.is_file() for path in (tmp_path / "out" / FOLDER).rglob("*"))


def test_a_text_that_is_wrong_stops_all(small: Path, tmp_path: Path) -> None:
    """For its page would be gone: what was there before is untouched."""
    output = tmp_path / "out"
    site(small, output)
    (small / "nl/ms.md").write_text("no leaflet", encoding="utf-8")
    code, _, err = site(small, output)
    assert code == 1
    assert "nl/ms.md" in err
    assert (output / FOLDER / "nl/ms/index.html").is_file()


def test_an_edition_has_a_site_of_its_own(content: Path, tmp_path: Path) -> None:
    """In its own folder, with its own leaflets; one there is not is told."""
    Editions(content).read()
    code, _, err = site(content, tmp_path / "out", "--edition", "moe", "--quiet")
    assert code == 1
    assert "build.py --edition moe" in err
    written = tmp_path / "out/editions/moe" / FOLDER
    assert (written / "nl/ms/index.html").is_file()
    assert not (written / "nl/crps").exists()
    said = (written / "nl/ms/index.html").read_text(encoding="utf-8")
    assert "Uitgave: Moe maar moedig vzw" in said
    assert 'href="https://moemaarmoedig.example"' in said
    assert site(content, tmp_path / "out", "--edition", "other").code == 2


def test_a_folder_that_cannot_be_written(small: Path, tmp_path: Path) -> None:
    """A file where the site should be is told, and stays."""
    output = tmp_path / "out"
    output.mkdir()
    (output / FOLDER).write_text("mine", encoding="utf-8")
    code, _, err = site(small, output)
    assert code == 1
    assert "site: is a file where a folder should be" in err
    assert (output / FOLDER).read_text(encoding="utf-8") == "mine"
