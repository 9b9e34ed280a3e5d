"""What --icc and a shop's preset name: a printing condition, with its profile where that lies here, or a profile."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from leaflets.messages import Sentence, joined, say
from leaflets.model.format import Profile
from leaflets.press.conditions import PrintingCondition, condition_named, names
from leaflets.press.profile import read_profile
from leaflets.problems import WrongOption, or_meant, visible

PROFILES = "profiles"
"""The folder of the content where profiles of print shops lie."""


@dataclass(frozen=True)
class Intended:
    """The printing condition and the profile a file is made with, as far as there are any."""

    condition: PrintingCondition | None = None
    profile: Profile | None = None


def intended_by(named: str, content: Path, folders: Iterable[Path] | None = None) -> Intended:
    """What a name of the table stands for, or the file that is named; a bare file name may lie in content/profiles.

    The profile of a condition is looked for there and in the `folders`, those of the system where none are given.
    Raises WrongOption for a name that is neither, and for a profile that is none of a press.
    """
    condition = condition_named(named)
    if condition is None:
        if not _is_file_name(named):
            raise WrongOption(_unknown(named))
        return Intended(profile=read_profile(_placed(Path(named), content)))
    places = [content / PROFILES, *(system_folders() if folders is None else folders)]
    path = next(_found(condition.profiles, places), None)
    return Intended(condition, read_profile(path) if path else None)


def _is_file_name(named: str) -> bool:
    return Path(named).suffix.lower() in (".icc", ".icm") or os.sep in named or Path(named).exists()


def _placed(path: Path, content: Path) -> Path:
    """The file itself, or the one of its name among the content's profiles."""
    beside = content / PROFILES / path.name
    return beside if path.parent == Path() and not path.exists() and beside.exists() else path


def _found(files: Iterable[str], folders: Iterable[Path]) -> Iterator[Path]:
    """The files of these names under the folders, in whichever letters: the best name first, the nearest folder."""
    there = [{one.name.lower(): one for one in _files(folder)} for folder in folders]
    return (found[name.lower()] for name in files for found in there if name.lower() in found)


def _files(folder: Path) -> list[Path]:
    """The profiles of a folder and of those in it, in the order of their paths; none where it cannot be read."""
    found = (Path(place) / name for place, _, inside in os.walk(folder) for name in inside)
    return sorted((one for one in found if one.suffix.lower() in (".icc", ".icm")), reverse=True)


def system_folders() -> tuple[Path, ...]:
    """Where this kind of computer keeps colour profiles."""
    home = Path.home()
    match sys.platform:
        case "darwin":
            return home / "Library/ColorSync/Profiles", Path("/Library/ColorSync/Profiles")
        case "win32":
            return (Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32/spool/drivers/color",)
        case _:
            return home / ".local/share/icc", Path("/usr/local/share/color/icc"), Path("/usr/share/color/icc")


def _unknown(named: str) -> Sentence:
    choose = say("Choose from: {names}; or name an .icc file.", names=", ".join(names()))
    said = say('There is no printing condition "{name}".', name=visible(named[:40]))
    return joined((said, or_meant(choose, named.lower(), names())))
