"""The print shop's own colour profile, looked at before it goes into a file, and the ink of the darkest it gives."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from leaflets.messages import Sentence, joined, reason, say
from leaflets.model.format import Profile
from leaflets.problems import WrongOption, visible
from leaflets.storage.files import read_plain

OUTPUT_DEVICE = "prtr"
"""The only class an output intent may have (ISO 15930-7, 6.2.3)."""

MOST_BYTES = 8_000_000
"""Those of the print shops are 0.5 to 3 MB."""

LONGEST_NAME = 100
"""Characters of a profile's description that are kept; a name of a few words is all it should be."""
# ICC.1:2010, 7.2: the header has 128 bytes, with the size of the profile at 0, its version at 8, its class at 12, its
# colour space at 16, the space it converts through at 20 and the signature acsp at 36; then the number of its tags.
_HEADER = 128
_TAG = 12
"""Bytes of an entry of the list of tags: signature, offset and size (7.3)."""
MOST_TAGS = 200
"""A profile of a press has some twenty."""

VERSIONS = (2, 4)
"""The first digits of the versions PDF/X-4 takes; 5 is iccMAX, of another norm (ISO 15930-7, 6.2.3)."""

TABLES = ("A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2")
"""From ink to colour and back, for each intent: what a profile of four inks must have (ICC.1:2010, 8.5.2)."""

DARK, STEP, FAR, APART = 60, 2, 60, 12
"""Colours looked at for the most ink: up to this lightness in such steps; so far from grey on both axes, in these."""


def read_profile(path: Path) -> Profile:
    """The ICC profile at `path`, with the ink of its darkest colour.

    Raises WrongOption when it is not there, no profile, not one of a CMYK press, of a version PDF/X-4 does not take, or
    without its tables.
    """
    shown = visible(os.fsdecode(path))
    try:
        data = read_plain(path, MOST_BYTES)
    except OSError as error:
        raise WrongOption(
            say("{shown} cannot be read ({error}). Check the name after --icc.", shown=shown, error=reason(error))
        ) from None
    # What the profile says of itself comes first: the library that reads the rest is handed no stranger's file.
    if said := _fault(data):
        raise WrongOption(joined((shown, said)))
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
        most_ink = darkest(data)
    except (OSError, ValueError, ImageCms.PyCMSError):
        raise WrongOption(joined((shown, say("is not an ICC profile. {ask}", ask=ASK)))) from None
    name = _one_line(_called(found)) or _one_line(path.stem) or "profile"
    return Profile(name=name, sha256=hashlib.sha256(data).hexdigest(), data=data, most_ink=most_ink)


ASK = say("Ask the print shop for its .icc file.")


def _fault(data: bytes) -> Sentence | None:
    """What keeps a file from being the profile of a press, as a sentence that goes after its name; None if nothing."""
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        return say("is not an ICC profile. {ask}", ask=ASK)
    if int.from_bytes(data[:4], "big") != len(data):
        return say("is not a whole ICC profile. {ask}", ask=ASK)
    space, device = (_letters(data[start : start + 4]) for start in (16, 12))
    if space != "CMYK" or device != OUTPUT_DEVICE:
        return say(
            "is a profile for {space} ({device}), not for a CMYK press ({press})."
            " Ask the print shop for the profile of its press and paper, for example FOGRA39.",
            space=visible(space), device=visible(device), press=OUTPUT_DEVICE,
        )  # fmt: skip
    if data[8] not in VERSIONS:
        return say("is an ICC profile of version {version}, and PDF/X-4 takes 2 and 4. {ask}", version=data[8], ask=ASK)
    if missing := [name for name in TABLES if name not in set(_tags(data))]:
        return say("lacks the tables {names}, without which no colour becomes ink. {ask}", names=", ".join(missing),
                   ask=ASK)  # fmt: skip
    return None


def _tags(data: bytes) -> Iterator[str]:
    """The signatures of what a profile holds, as far as it lies within the file."""
    count = min(int.from_bytes(data[_HEADER : _HEADER + 4], "big"), MOST_TAGS)
    for start in range(_HEADER + 4, _HEADER + 4 + count * _TAG, _TAG):
        offset, size = (int.from_bytes(data[at : at + 4], "big") for at in (start + 4, start + 8))
        if offset + size <= len(data):
            yield _letters(data[start : start + 4])


def darkest(data: bytes) -> float:
    """The most ink, in per cent of all four together, that a profile of a press gives for any dark colour.

    Raises PyCMSError for one LittleCMS cannot convert with.
    """
    lab, press = ImageCms.createProfile("LAB"), ImageCms.ImageCmsProfile(io.BytesIO(data))
    steps = range(-FAR, FAR + 1, APART)
    # Pillow's LAB counts lightness to 255, and colours below zero as whole bytes do.
    cells = [(round(light * 2.55), a % 256, b % 256) for light, a, b in product(range(0, DARK + 1, STEP), steps, steps)]
    grid = Image.frombytes("LAB", (len(cells), 1), bytes(value for cell in cells for value in cell))
    most = 0
    for intent in (ImageCms.Intent.PERCEPTUAL, ImageCms.Intent.RELATIVE_COLORIMETRIC):
        inks = ImageCms.applyTransform(grid, ImageCms.buildTransform(lab, press, "LAB", "CMYK", intent))
        assert inks is not None
        flat = inks.tobytes()
        most = max(most, *(sum(flat[at : at + 4]) for at in range(0, len(flat), 4)))
    return round(most / 2.55, 1)


def _letters(four: bytes) -> str:
    return four.decode("ascii", "replace").strip()


def _called(profile: Any) -> str:
    """What a profile calls itself; nothing where the library cannot read it: it takes letters beyond ASCII amiss."""
    try:
        return profile.profile_description or ""
    except ValueError:
        return ""


def _one_line(text: str) -> str:
    """A name as it may stand in a file: no character that steers, and no longer than anybody reads."""
    return " ".join(visible(text.split("\0", 1)[0]).split())[:LONGEST_NAME]
