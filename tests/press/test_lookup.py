"""What --icc names."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.press.lookup import intended_by, system_folders
from leaflets.problems import WrongOption
from tests.press.profiles import icc


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content/profiles").mkdir(parents=True)
    return tmp_path / "content"


def put(path: Path, name: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(icc(name=name))
    return path


def test_a_name_alone(content: Path) -> None:
    """Without its profile a condition is only named."""
    found = intended_by("fogra51", content, ())
    assert found.condition is not None
    assert (found.condition.registered, found.profile) == ("FOGRA51", None)


def test_its_profile_is_looked_for(content: Path, tmp_path: Path) -> None:
    """It is taken from the content before the system, deep in a folder and in other letters, the best name first."""
    system = tmp_path / "icc"
    put(system / "eci/offset/isocoated_V2_eci.ICC", "of the system, 330")
    found = intended_by("fogra39", content, (tmp_path / "gone", system))
    assert found.profile is not None
    assert found.profile.name == "of the system, 330"
    put(system / "ISOcoated_v2_300_eci.icc", "of the system, 300")
    put(content / "profiles/ISOcoated_v2_eci.icc", "of the content, 330")
    found = intended_by("fogra39", content, (system,))
    assert found.profile is not None
    assert found.profile.name == "of the system, 300"
    put(content / "profiles/ISOcoated_v2_300_eci.icc", "of the content, 300")
    found = intended_by("FOGRA 39", content, (system,))
    assert found.profile is not None
    assert found.profile.name == "of the content, 300"


def test_a_file(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path is that file; a bare name is the one here, else the one among the content's profiles."""
    monkeypatch.chdir(tmp_path)
    put(content / "profiles/shop.icc", "of the content")
    found = intended_by("shop.icc", content, ())
    assert found.profile is not None
    assert (found.condition, found.profile.name) == (None, "of the content")
    put(tmp_path / "shop.icc", "here")
    found = intended_by("shop.icc", content, ())
    assert found.profile is not None
    assert found.profile.name == "here"


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("fogra93", 'There is no printing condition "fogra93". Did you mean "fogra39"? Choose from: fogra39, fogra51,'),
        ("glossy", "or name an .icc file."),
        ("gone.icc", "gone.icc cannot be read (No such file or directory)"),
        ("a/b", "a/b cannot be read"),
    ],
)
def test_neither(content: Path, named: str, said: str) -> None:
    """What is neither a condition nor a file is refused with what there is."""
    with pytest.raises(WrongOption) as caught:
        intended_by(named, content, ())
    assert said in str(caught.value)


def test_a_wrong_profile_of_a_right_name(content: Path) -> None:
    """A file of the usual name that is no profile of a press is told, and not passed over."""
    (content / "profiles/PSOcoated_v3.icc").write_bytes(icc(space=b"RGB ", device=b"mntr"))
    with pytest.raises(WrongOption, match=r"PSOcoated_v3\.icc is a profile for RGB"):
        intended_by("fogra51", content, ())


@pytest.mark.parametrize(
    ("system", "part"), [("linux", "share/color/icc"), ("darwin", "ColorSync"), ("win32", "spool/drivers/color")]
)
def test_folders_of_each_system(system: str, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind of computer keeps its profiles elsewhere."""
    monkeypatch.setattr("sys.platform", system)
    assert any(part in folder.as_posix() for folder in system_folders())
