"""A practice is begun from a pattern that holds every field."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from leaflets.personalise.practice import Practice
from leaflets.personalise.scaffold import begin_practice
from leaflets.personalise.table.read import read
from leaflets.problems import WrongOption


def test_the_pattern_has_every_field(tmp_path: Path) -> None:
    """Filled in where it must be, it is a practice; as it is, each placeholder is named with its line."""
    path = begin_practice(tmp_path, "de-beuk")
    text = path.read_text(encoding="utf-8")
    assert {"id", *yaml.safe_load(text)} == set(Practice.model_fields)
    (row,) = read(path, ["nl"]).rows
    assert [problem.line for problem in row.problems] == [5, 7, 8]
    filled = text.replace("‹name›", "De Beuk").replace("‹telephone›", "09 245 45 67")
    path.write_text(filled.replace("‹street and number, postcode and town›", "Dorp 1"), encoding="utf-8")
    (row,) = read(path, ["nl"]).rows
    assert row.practice is not None
    assert row.practice.id == "de-beuk"


@pytest.mark.parametrize("identifier", ["De Beuk", "../x", "con", "", "x" * 61])
def test_what_is_no_id_is_a_wrong_option(tmp_path: Path, identifier: str) -> None:
    """Nothing is written."""
    with pytest.raises(WrongOption, match="is no id of a practice"):
        begin_practice(tmp_path, identifier)
    assert list(tmp_path.iterdir()) == []


def test_a_practice_is_not_begun_twice(tmp_path: Path) -> None:
    """What was filled in stays."""
    path = begin_practice(tmp_path, "de-beuk")
    path.write_text("name: x", encoding="utf-8")
    with pytest.raises(WrongOption, match=r"practices/de-beuk\.yaml is there already"):
        begin_practice(tmp_path, "de-beuk")
    assert path.read_text(encoding="utf-8") == "name: x"
    path.with_name("de-eik.yaml").symlink_to("nowhere")
    with pytest.raises(WrongOption, match=r"practices/de-eik\.yaml is there already"):
        begin_practice(tmp_path, "de-eik")
