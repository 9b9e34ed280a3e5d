"""The practice one names: a table or file anywhere, or by its id one of content/practices."""

from __future__ import annotations

import difflib
import os
from contextlib import suppress
from pathlib import Path

from leaflets.messages import say
from leaflets.problems import WrongOption

KINDS = (".yaml", ".yml")
"""How the file of a practice may end."""


def ids(folder: Path) -> dict[str, Path]:
    """The practices of a folder by their ids, the names of their files; none where there is no such folder."""
    with suppress(OSError), os.scandir(folder) as found:
        paths = sorted(folder / one.name for one in found)
        return {path.stem: path for path in paths if path.suffix.lower() in KINDS and not path.name.startswith(".")}
    return {}


def meant(source: Path, folder: Path) -> Path:
    """The file or folder `source` names: itself where it is there, else that of the practice in `folder` with this id.

    The id may be in capitals, and have the end of its file. Raises WrongOption for one that is only nearly there.
    """
    if source.name != str(source) or os.path.lexists(source):
        return source
    there = {name.lower(): path for name, path in ids(folder).items()}
    name = source.name.lower()
    name = name.removesuffix(next((end for end in KINDS if name.endswith(end)), ""))
    if name in there:
        return there[name]
    if near := difflib.get_close_matches(name, there, n=1):
        raise WrongOption(
            say('There is no practice "{name}". Did you mean "{near}"?', name=source, near=there[near[0]].stem)
        )
    return source
