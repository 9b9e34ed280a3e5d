"""A text saved whole, or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from leaflets.problems import ContentError
from leaflets.studio.editor.saving import NOTHING, OvertakenText, SavedText, compared_lines, save, with_end
from leaflets.studio.editor.texts import file_text
from tests.studio.editor.conftest import MS


@pytest.fixture
def path(folder: Path) -> Path:
    """The file of a text."""
    return folder / "content/nl/ms.md"


def test_what_was_written_lies_there(path: Path, folder: Path) -> None:
    """With lines as files have them; and its digest is what the next save is held against."""
    first = file_text(path, folder / "content")
    done = save(path, folder / "content", MS.replace("\n", "\r\n") + "Meer", first.digest)
    assert path.read_bytes() == f"{MS}Meer\n".encode()
    assert done == SavedText(hashlib.sha256(path.read_bytes()).hexdigest())
    assert save(path, folder / "content", f"{MS}Nog meer", done.digest) != done
    assert path.read_bytes() == f"{MS}Nog meer\n".encode()


def test_the_second_of_two_is_not_saved(path: Path, folder: Path) -> None:
    """He gets the text of the first, and the file stays his."""
    both = file_text(path, folder / "content").digest
    assert isinstance(save(path, folder / "content", f"{MS}Eerste", both), SavedText)
    found = save(path, folder / "content", f"{MS}Tweede", both)
    assert isinstance(found, OvertakenText)
    assert found.theirs.text == f"{MS}Eerste\n"
    assert path.read_text(encoding="utf-8") == f"{MS}Eerste\n"
    assert isinstance(save(path, folder / "content", f"{MS}Beide", found.theirs.digest), SavedText)


def test_the_same_text_is_saved_already(path: Path, folder: Path) -> None:
    """Whoever of the two saved it: nothing is written, nobody is asked."""
    before = path.stat().st_mtime_ns
    assert isinstance(save(path, folder / "content", MS, "another"), SavedText)
    assert path.stat().st_mtime_ns == before


def test_a_file_that_went_away_is_no_reason_to_lose_a_text(path: Path, folder: Path) -> None:
    """It is told, and made anew once it is known to be gone."""
    digest = file_text(path, folder / "content").digest
    path.unlink()
    found = save(path, folder / "content", MS, digest)
    assert isinstance(found, OvertakenText)
    assert found.theirs.digest == NOTHING
    assert isinstance(save(path, folder / "content", MS, NOTHING), SavedText)
    assert path.read_text(encoding="utf-8") == MS


def test_nothing_is_written_through_a_link(path: Path, folder: Path, tmp_path: Path) -> None:
    """What lies outside stays as it was."""
    outside = tmp_path / "outside.md"
    outside.write_text("mine", encoding="utf-8")
    path.unlink()
    path.symlink_to(outside)
    with pytest.raises(ContentError, match="is a link that leads out of the folder"):
        save(path, folder / "content", MS, NOTHING)
    assert outside.read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_written_is_told(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the file is as it was."""
    digest = file_text(path, folder / "content").digest

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ContentError, match="No space left on device"):
        save(path, folder / "content", f"{MS}Meer", digest)
    assert path.read_text(encoding="utf-8") == MS
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("een", "een\n"), ("een\n", "een\n"), ("een\r\ntwee", "een\ntwee\n"), ("a\rb", "a\nb\n"), ("", "")],
)
def test_a_text_ends_with_a_line(text: str, wanted: str) -> None:
    """As editors and git like it."""
    assert with_end(text) == wanted


def test_two_texts_line_by_line() -> None:
    """What differs stands side by side, what only one has beside nothing."""
    found = compared_lines("een\ntwee\ndrie", "een\nTwee\ndrie\nvier")
    assert [(one.kind, one.their_line, one.your_line) for one in found] == [
        ("same", 1, 1), ("other", 2, 2), ("same", 3, 3), ("yours", None, 4),
    ]  # fmt: skip
    assert [one.kind for one in compared_lines("een\ntwee", "een")] == ["same", "theirs"]
    assert found[1].theirs == "twee"
    assert found[1].yours == "Twee"
