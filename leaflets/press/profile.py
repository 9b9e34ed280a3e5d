"""The print shop's own colour profile, looked at before it goes into a file."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from PIL import ImageCms

from leaflets.model import Profile
from leaflets.problems import WrongOption

OUTPUT_DEVICE = "prtr"
"""The only class an output intent may have (ISO 15930-7, 6.2.3)."""


def read_profile(path: Path) -> Profile:
    """The ICC profile at `path`. Raises WrongOption when it is not there, no profile, or not one of a CMYK press."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WrongOption(f"{path} cannot be read ({error.strerror}). Check the name after --icc.") from None
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
    except OSError:
        raise WrongOption(f"{path} is not an ICC profile. Ask the print shop for its .icc file.") from None
    space, device = found.xcolor_space.strip(), found.device_class.strip()
    if space != "CMYK" or device != OUTPUT_DEVICE:
        raise WrongOption(
            f"{path} is a profile for {space} ({device}), not for a CMYK press ({OUTPUT_DEVICE}). "
            "Ask the print shop for the profile of its press and paper, for example FOGRA39."
        )
    name = (found.profile_description or path.stem).strip()
    return Profile(name=name, sha256=hashlib.sha256(data).hexdigest(), data=data)
