"""The print shop's profile: looked at before anything is made."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from leaflets.cli import main
from leaflets.press import read_profile
from leaflets.problems import WrongOption
from tests.press.profiles import icc


def test_profile(tmp_path: Path) -> None:
    """A CMYK press profile is read with its own name and its bytes as they are."""
    path = tmp_path / "press.icc"
    path.write_bytes(icc())
    found = read_profile(path)
    assert (found.name, found.data) == ("Test Coated FOGRA39", icc())
    assert found.sha256 == hashlib.sha256(icc()).hexdigest()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (icc(space=b"RGB ", device=b"mntr"), "is a profile for RGB (mntr), not for a CMYK press"),
        (icc(device=b"mntr"), "is a profile for CMYK (mntr), not for a CMYK press"),
        (icc()[:150], "is not an ICC profile"),
        (b"", "is not an ICC profile"),
        (b"%PDF-1.7 something else", "is not an ICC profile"),
    ],
)
def test_wrong_profile(tmp_path: Path, data: bytes, said: str) -> None:
    """What is no profile of a CMYK press is refused in a sentence that says what it is."""
    path = tmp_path / "press.icc"
    path.write_bytes(data)
    with pytest.raises(WrongOption) as caught:
        read_profile(path)
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["missing.icc", "."])
def test_no_profile(tmp_path: Path, name: str) -> None:
    """A file that cannot be read is named."""
    with pytest.raises(WrongOption, match="cannot be read"):
        read_profile(tmp_path / name)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--press", "--icc", "missing.icc"], "missing.icc cannot be read"),
        (["--press", "--gray"], "exclude each other"),
        (["--press", "--format", "a5-folded"], "--format a5."),
        (["--format", "a5", "--icc", "press.icc"], "Add --press"),
    ],
)
def test_wrong_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    """A wrong choice of options ends with 2 and one sentence, and nothing is written."""
    (tmp_path / "press.icc").write_bytes(icc())
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--leaflet", "ms", *options, "--output", str(tmp_path / "out")]) == 2
    complaint = capsys.readouterr().err
    assert said in complaint
    assert "Traceback" not in complaint
    assert not (tmp_path / "out").exists()
