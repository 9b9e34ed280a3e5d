from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaflets.cli import main

pytestmark = pytest.mark.whole


def test_review_leaves_a_page_for_paper_and_one_for_the_screen(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both stand under review/, apart from what is handed out, and the lines for the front matter are told."""
    assert main(["review", "ms", "--content", str(content), "--output", str(tmp_path / "out")]) == 0
    folder = tmp_path / "out" / "review"
    assert (folder / "ms-nl.pdf").read_bytes().startswith(b"%PDF")
    assert "<title>Nalezen: Slaap, rust en herstel bij MS</title>" in (folder / "ms-nl.html").read_text("utf-8")
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in said[-3:]] == ["reviewer", "reviewed", "reviewed_words"]


def test_review_of_a_leaflet_there_is_not(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown leaflet or language is a wrong option that names those there are."""
    assert main(["review", "mms", "--content", str(content)]) == 2
    assert 'There is no leaflet "mms" in the language "nl". Choose from: alzheimer, ' in capsys.readouterr().err
    assert main(["review", "ms", "--language", "xx", "--content", str(content)]) == 2
    assert 'in the language "xx". Choose from: none.' in capsys.readouterr().err


def test_review_of_a_leaflet_that_is_wrong(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong in its file is told first, for that is why there is no such leaflet."""
    (content / "nl" / "ms.md").write_text("x", encoding="utf-8")
    assert main(["review", "ms", "--content", str(content)]) == 2
    assert "content/nl/ms.md, line 1: has no front matter" in capsys.readouterr().err


def test_review_writes_nothing_through_a_link(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that would land out of the output folder is refused in a sentence."""
    output, elsewhere = tmp_path / "output", tmp_path / "mine"
    output.mkdir()
    elsewhere.mkdir()
    (output / "review").symlink_to(elsewhere)
    assert main(["review", "ms", "--content", str(content), "--output", str(output)]) == 1
    assert "is a link that leads out of the folder output" in capsys.readouterr().err
    assert list(elsewhere.iterdir()) == []


def test_what_was_made_is_told_to_a_program(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The two files, and the lines for the front matter; with --quiet there is nothing to say."""
    where = ["--content", str(content), "--output", str(tmp_path)]
    assert main(["review", "ms", "--json", *where]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["made"] == [str(tmp_path / "review" / f"ms-nl.{kind}") for kind in ("pdf", "html")]
    assert [line.partition(":")[0] for line in told["front_matter"]] == ["reviewer", "reviewed", "reviewed_words"]
    assert main(["review", "ms", "-q", *where]) == 0
    assert capsys.readouterr() == ("", "")
