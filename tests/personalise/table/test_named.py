"""A practice is named by its id, as leaflets and formats are, or by a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.personalise.table.named import ids, meant
from leaflets.problems import WrongOption


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two practices, and what is none."""
    for name in ("de-linde.yaml", "De-Beuk.yml", "de-linde.svg", ".hidden.yaml"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def test_the_ids_are_the_names_of_the_files(folder: Path) -> None:
    """Of the .yaml files alone; a folder that is not there holds none."""
    assert ids(folder) == {"De-Beuk": folder / "De-Beuk.yml", "de-linde": folder / "de-linde.yaml"}
    assert ids(folder / "nowhere") == {}


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ("de-linde", "de-linde.yaml"),
        ("DE-LINDE", "de-linde.yaml"),
        ("de-linde.yaml", "de-linde.yaml"),
        ("De-Linde.YAML", "de-linde.yaml"),
        ("de-beuk", "De-Beuk.yml"),
    ],
)
def test_an_id_is_its_file(given: str, file: str, folder: Path) -> None:
    """In capitals or not, with the end of the file or without."""
    assert meant(Path(given), folder) == folder / file


@pytest.mark.parametrize("given", ["de-lind", "linde", "de-linde.csv"])
def test_a_practice_that_is_nearly_there_is_offered(given: str, folder: Path) -> None:
    """By the id to write."""
    with pytest.raises(WrongOption, match=f'^There is no practice "{given}". Did you mean "de-linde"\\?$'):
        meant(Path(given), folder)


def test_what_is_there_goes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of this name where one is, a path, and a name like none of them are taken as they were typed."""
    for given in ("other/de-linde", "zzz.csv"):
        assert meant(Path(given), folder) == Path(given)
    monkeypatch.chdir(folder)
    Path("de-linde").mkdir()
    assert meant(Path("de-linde"), folder) == Path("de-linde")
