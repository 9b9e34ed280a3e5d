"""The print shop's own colour profile, looked at before it goes into a file."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import Any

from PIL import ImageCms

from leaflets.messages import reason, say
from leaflets.model.format import Profile
from leaflets.problems import WrongOption, visible
from leaflets.storage.files import read_plain

OUTPUT_DEVICE = "prtr"
"""The only class an output intent may have (ISO 15930-7, 6.2.3)."""

MOST_BYTES = 8_000_000
"""Those of the print shops are 0.5 to 3 MB."""

LONGEST_NAME = 100
"""Characters of a profile's description that are kept; a name of a few words is all it should be."""
# ICC.1:2010, 7.2: the header has 128 bytes, with the size of the profile at 0, its class at 12, its colour space at 16
# and the signature acsp at 36.
_HEADER = 128


def read_profile(path: Path) -> Profile:
    """The ICC profile at `path`. Raises WrongOption when it is not there, no profile, or not one of a CMYK press."""
    shown = visible(os.fsdecode(path))
    try:
        data = read_plain(path, MOST_BYTES)
    except OSError as error:
        raise WrongOption(
            say("{shown} cannot be read ({error}). Check the name after --icc.", shown=shown, error=reason(error))
        ) from None
    ask = say("Ask the print shop for its .icc file.")
    # What the profile says of itself comes first: the library that reads the rest is handed no stranger's file.
    if len(data) < _HEADER or data[36:40] != b"acsp":
        raise WrongOption(say("{shown} is not an ICC profile. {ask}", shown=shown, ask=ask))
    if int.from_bytes(data[:4], "big") != len(data):
        raise WrongOption(say("{shown} is not a whole ICC profile. {ask}", shown=shown, ask=ask))
    space, device = (data[start : start + 4].decode("ascii", "replace").strip() for start in (16, 12))
    if space != "CMYK" or device != OUTPUT_DEVICE:
        raise WrongOption(
            say(
                "{shown} is a profile for {space} ({device}), not for a CMYK press ({press})."
                " Ask the print shop for the profile of its press and paper, for example FOGRA39.",
                shown=shown,
                space=visible(space),
                device=visible(device),
                press=OUTPUT_DEVICE,
            )
        )
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
    except (OSError, ValueError):
        raise WrongOption(say("{shown} is not an ICC profile. {ask}", shown=shown, ask=ask)) from None
    name = _one_line(_called(found)) or _one_line(path.stem) or "profile"
    return Profile(name=name, sha256=hashlib.sha256(data).hexdigest(), data=data)


def _called(profile: Any) -> str:
    """What a profile calls itself; nothing where the library cannot read it: it takes letters beyond ASCII amiss."""
    try:
        return profile.profile_description or ""
    except ValueError:
        return ""


def _one_line(text: str) -> str:
    """A name as it may stand in a file: no character that steers, and no longer than anybody reads."""
    return " ".join(visible(text.split("\0", 1)[0]).split())[:LONGEST_NAME]
