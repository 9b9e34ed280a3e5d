from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaflets.imposition.printer import ANSWERS, FILE, answered, load_printer, written
from leaflets.model.format import Printer
from leaflets.problems import ContentError, WrongOption


def test_without_the_file_a_printer_is_exact(tmp_path: Path) -> None:
    """Nobody has to calibrate: then nothing is turned or moved, and 5 mm of the edge stay white."""
    assert load_printer(tmp_path) == Printer(
        flip="short", back_right_mm=0, back_down_mm=0, unprinted_mm=5, backs_begin_with="last"
    )


@pytest.mark.parametrize(
    "printer",
    [Printer(), Printer(flip="long", back_right_mm=1.5, back_down_mm=-2, unprinted_mm=4, backs_begin_with="first")],
)
def test_what_is_written_is_read_again(tmp_path: Path, printer: Printer) -> None:
    """The file holds every field, each with a comment that says what it is, and means the same printer."""
    text = written(printer)
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert load_printer(tmp_path) == printer
    assert all(f"\n{name}: " in text for name in Printer.model_fields)
    assert {name for name, _ in ANSWERS.values()} == set(Printer.model_fields)


@pytest.mark.parametrize(
    ("codes", "fields"),
    [
        ("A1,B0,C0,D5,E2", {"flip": "short", "back_right_mm": 0, "back_down_mm": 0, "unprinted_mm": 5,
                            "backs_begin_with": "last"}),
        ("a2 b1,5;c-2, d4,e1", {"flip": "long", "back_right_mm": 1.5, "back_down_mm": -2, "unprinted_mm": 4,
                                "backs_begin_with": "first"}),
        ("B-0.5,B-0,5", {"back_right_mm": -0.5}), ("C\u22123", {"back_down_mm": -3}), ("D10", {"unprinted_mm": 10}),
        ("B+2A1", {"back_right_mm": 2, "flip": "short"}),
    ],
)  # fmt: skip
def test_codes_are_fields(codes: str, fields: dict[str, object]) -> None:
    """A comma may stand between two codes and within a number; capitals, blanks and other characters between do not count."""
    assert answered(codes) == fields


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ("", "There is no answer. Give the codes that are ticked on the sheet: A1,B0,C0,D5,E2."),
        ("F1", 'The sheet has no answer "F1". A code is a letter, A, B, C, D, E, and a number.'),
        ("1,A1", 'The sheet has no answer "1". A code is a letter, A, B, C, D, E, and a number.'),
        ("A3", 'The sheet has no answer "A3". Choose from: A1 A2.'),
        ("A", 'The sheet has no answer "A". Choose from: A1 A2.'),
        ("B12", 'The sheet has no answer "B12". Write a number from -10 to 10: B1.5.'),
        ("B1,2,5", 'The sheet has no answer "B1,2,5". Write a number from -10 to 10: B1.5.'),
        ("C", 'The sheet has no answer "C". Write a number from -10 to 10: C1.5.'),
        ("D-1", 'The sheet has no answer "D-1". Write a number from 0 to 10: D1.5.'),
        ("A1,A2", "There are two answers A. Give one."),
        ("Жук", 'The sheet has no answer "Ж". A code is a letter, A, B, C, D, E, and a number.'),
    ],
)
def test_a_wrong_code_is_a_sentence(codes: str, said: str) -> None:
    """It says which code, and what may stand there."""
    with pytest.raises(WrongOption) as caught:
        answered(codes)
    assert str(caught.value) == said


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
