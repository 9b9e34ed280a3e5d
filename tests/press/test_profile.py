"""The print shop's profile: looked at before anything is made."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from leaflets.cli import main
from leaflets.press import read_profile
from leaflets.press.profile import darkest
from leaflets.problems import WrongOption, visible
from tests.press.profiles import icc

REAL = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")


def broken() -> bytes:
    """A profile that has all its tables by name, none of which can be read."""
    whole = icc()
    return whole.replace(b"mft1", b"mft9")


def test_profile(tmp_path: Path) -> None:
    """A CMYK press profile is read with its own name and its bytes as they are."""
    path = tmp_path / "press.icc"
    path.write_bytes(icc())
    found = read_profile(path)
    assert (found.name, found.data) == ("Test Coated FOGRA39", icc())
    assert found.sha256 == hashlib.sha256(icc()).hexdigest()
    assert found.most_ink == pytest.approx(300, abs=0.5)


@pytest.mark.parametrize(
    ("darkest_inks", "most"), [((75, 68, 67, 90), 300), ((60, 60, 60, 60), 240), ((0, 0, 0, 100), 100)]
)
@pytest.mark.parametrize("version", [2, 4])
def test_the_ink_of_the_darkest_colour_is_measured(
    darkest_inks: tuple[int, int, int, int], most: float, version: int
) -> None:
    """It is the sum of the four inks a profile gives for black, by LittleCMS."""
    assert darkest(icc(darkest=darkest_inks, version=version)) == pytest.approx(most, abs=0.5)


@pytest.mark.skipif(not REAL.exists(), reason="no real profile of a press on this machine")
def test_a_real_profile() -> None:
    """That of Ghostscript, for SWOP, gives 300 % at most."""
    assert read_profile(REAL).most_ink == pytest.approx(300, abs=2)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (icc(space=b"RGB ", device=b"mntr"), "is a profile for RGB (mntr), not for a CMYK press"),
        (icc(device=b"mntr"), "is a profile for CMYK (mntr), not for a CMYK press"),
        (icc()[:150], "is not a whole ICC profile"),
        (icc() + b"more", "is not a whole ICC profile"),
        (icc()[:127], "is not an ICC profile"),
        (icc()[:36] + b"APPL" + icc()[40:], "is not an ICC profile"),
        (icc()[:128] + b"\xff" * (len(icc()) - 128), "lacks the tables A2B0, A2B1, A2B2, B2A0, B2A1, B2A2"),
        (icc(lacks=(b"B2A1",)), "lacks the tables B2A1, without which no colour becomes ink"),
        (icc(version=5), "is an ICC profile of version 5, and PDF/X-4 takes 2 and 4"),
        (broken(), "is not an ICC profile"),
        (icc(space=b"\x1b[2J"), "is a profile for \\x1b[2J (prtr)"),
        (icc(device=b"\xff\xfe\n\x00"), "not for a CMYK press"),
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


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.icc", "No such file or directory"), (".", "is no plain file"), ("pipe", "is no plain file"),
        ("loop", "Too many levels of symbolic links"), ("/dev/zero", "is no plain file"), ("long", "is longer than 8 MB"),
        ("x\x1b[2J", "No such file or directory"), ("\udcff", "No such file or directory"),
    ],
)  # fmt: skip
def test_no_profile(tmp_path: Path, name: str, reason: str) -> None:
    """A file that cannot be read, is none or is far too long is named with the reason, and nothing waits for it."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    with (tmp_path / "long").open("wb") as long:
        long.truncate(3_000_000_000)
    with pytest.raises(WrongOption) as caught:
        read_profile(tmp_path / name)
    said = str(caught.value)
    assert f"cannot be read ({reason}). Check the name after --icc." in said
    assert visible(said) == said


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("  a\tb  c ", "a\\x09b c"),
        ("x" * 400, "x" * 100),
        ("", "press"),
        ("a\x1b[2J", "a\\x1b[2J"),
        ("Papier couché", "press"),
    ],
)
def test_the_name_of_a_profile_is_a_line(name: str, shown: str, tmp_path: Path) -> None:
    """What a profile calls itself is printed: one line, no characters that steer; what cannot be read is called as its file."""
    path = tmp_path / "press.icc"
    path.write_bytes(icc(name=name))
    assert read_profile(path).name == shown


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
