from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaflets.imposition.printer import FILE, PATTERN, load_printer
from leaflets.model.format import Printer
from leaflets.problems import ContentError


def test_without_the_file_a_printer_is_exact(tmp_path: Path) -> None:
    """Nobody has to calibrate: then nothing is turned or moved, and 5 mm of the edge stay white."""
    assert load_printer(tmp_path) == Printer(
        flip="short", back_right_mm=0, back_down_mm=0, unprinted_mm=5, backs_begin_with="last"
    )


def test_the_file_calibrate_leaves_changes_nothing(tmp_path: Path) -> None:
    """The prepared printer.yaml holds every field, and means an exact printer until somebody fills it in."""
    (tmp_path / FILE).write_text(PATTERN, encoding="utf-8")
    assert load_printer(tmp_path) == Printer()
    assert all(f"\n{name}: " in PATTERN for name in Printer.model_fields)


def test_the_answers_of_the_sheet_are_read(tmp_path: Path) -> None:
    """Each answer arrives, with a decimal comma too."""
    answers = "flip: long\nback_right_mm: 1,5\nback_down_mm: -2\nunprinted_mm: 4\nbacks_begin_with: first\n"
    (tmp_path / FILE).write_text(answers, encoding="utf-8")
    assert load_printer(tmp_path).model_dump() == {
        "flip": "long",
        "back_right_mm": 1.5,
        "back_down_mm": -2,
        "unprinted_mm": 4,
        "backs_begin_with": "first",
    }


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("flip: short\nback_right_mm: far\n", 2, '"back_right_mm" is wrong'),
        ("flip: sideways\n", 1, '"flip" is wrong'),
        ("\nflip: short\nback_down_mm: 300\n", 3, '"back_down_mm" is wrong'),
        ("unprinted_mm: -1\n", 1, '"unprinted_mm" is wrong'),
        ("unprinted_mm: .nan\n", 1, '"unprinted_mm" is wrong'),
        ("flip: short\nbakc_down_mm: 1\n", 2, 'unknown key "bakc_down_mm"'),
        ("- flip\n- short\n", 1, "holds no fields"),
        ("flip: [short\n", 2, "is not valid YAML"),
        ("just words\n", 1, "holds no fields"),
    ],
)
def test_nonsense_is_a_sentence_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    """A wrong value, an unknown field or no YAML at all: the sentence names the file and the line."""
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_printer(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.where, problem.line) == (f"{tmp_path.name}/printer.yaml", line)
    assert said in problem.what
    assert problem.todo


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("pipe", "is no plain file"),
        ("folder", "is no plain file"),
        ("long", "is longer than 500 kB"),
        ("elsewhere", "is outside the folder content"),
        ("nowhere", "is outside the folder content"),
    ],
)
def test_what_is_no_file_of_the_folder_is_a_sentence(tmp_path: Path, kind: str, said: str) -> None:
    """A pipe, a folder, a link that leads out or nowhere and a file without end are told; nothing waits for them."""
    content = tmp_path / "content"
    content.mkdir()
    path = content / FILE
    (tmp_path / "elsewhere").write_text("flip: long", encoding="utf-8")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "long":
        with path.open("wb") as long:
            long.truncate(3_000_000_000)
    else:
        path.symlink_to(tmp_path / kind)
    with pytest.raises(ContentError) as caught:
        load_printer(content)
    (problem,) = caught.value.problems
    assert (problem.where, problem.what) == ("content/printer.yaml", said)
