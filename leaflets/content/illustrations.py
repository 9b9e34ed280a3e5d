"""The pictures of a text: read from their folder, looked at, and known by what is in them."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from leaflets.content.markup import tree
from leaflets.messages import Sentence, reason, say
from leaflets.model.content import Illustration
from leaflets.pictures import KINDS, MAX_BYTES, WrongPicture, look
from leaflets.storage.files import NotPlain, Outside, TooLong, is_there, read_plain
from leaflets.units import MM_PER_INCH

PPI = 300
"""Pixels an inch of what is printed (norms P09)."""
LEAST_MM, GOOD_MM = 6, 40
"""What is smaller in print is a speck; what a picture is at least that one looks at."""
_NO_NAME = set('\\%?#*<>|"')
"""Characters that mean something in an address or that some system has in no name."""


def illustrations(body: str, first_line: int, folder: Path) -> dict[str, Illustration]:
    """The pictures of a text without faults, by their names; `folder` holds those of its language."""
    if "![" not in body:
        return {}
    found: dict[str, Illustration] = {}
    for name in sorted({element.get("src", "") for element in tree(body).iter("img")}):
        with suppress(OSError, WrongPicture):  # Gone since it was looked at: who draws the page says so.
            found[name] = _illustration(name, folder, first_line + body.count("\n", 0, max(body.find(name), 0)))
    return found


def _illustration(name: str, folder: Path, line: int) -> Illustration:
    data = read_plain(folder / name, MAX_BYTES, folder)
    sha256 = hashlib.sha256(data).hexdigest()
    return Illustration(sha256=sha256, pixels=look(data, name, sha256), line=line)


def picture_faults(alt: str, target: str, folder: Path) -> Iterator[tuple[Sentence, Sentence, str]]:
    """What is wrong with a picture in a text, what to do, and words of the text by which its line is found."""
    if not alt.strip():
        todo = say("Describe the picture between the square brackets, for people who cannot see it.")
        yield say('the picture "{target}" has no description', target=target), todo, target
    place = "/".join(folder.parts[-3:])
    todo = say("Put the picture in {place}/ and write its file name only.", place=place)
    if ":" in target or target.startswith("/"):
        yield say('the picture "{target}" comes from elsewhere', target=target), todo, target
    elif ".." in PurePosixPath(target).parts or PurePosixPath(target).suffix.lower() not in KINDS:
        yield (
            say('the picture "{target}" may not be used', target=target),
            say("{todo} It is a PNG, JPEG or SVG.", todo=todo),
            target,
        )
    elif strange := sorted(_NO_NAME & set(target)):
        todo = say("Give it a name without {strange}.", strange=" ".join(strange))
        yield say('the picture "{target}" has a name that cannot be used', target=target), todo, target
    else:
        yield from ((said, do or todo, target) for said, do in _file_faults(target, folder))


def _file_faults(target: str, folder: Path) -> Iterator[tuple[Sentence, Sentence | None]]:
    """What is wrong with the file of a picture; and what to do where that is not to put it into its folder."""
    try:
        found = _illustration(target, folder, 0)
    except WrongPicture as error:
        yield (
            say('the picture "{target}" {error}', target=target, error=reason(error)),
            say("Replace the picture, or leave it out."),
        )
    except (NotPlain, Outside) as error:
        yield say('the picture "{target}" {error}', target=target, error=reason(error)), None
    except TooLong as error:
        yield (
            say('the picture "{target}" {error}', target=target, error=reason(error)),
            say("Save it smaller."),
        )
    except OSError:
        if is_there(folder / target):
            yield say('the picture "{target}" leads nowhere', target=target), None
        else:
            yield say('the picture "{target}" does not exist', target=target), _nearest(target, folder)
    else:
        if found.pixels and max(found.pixels) / PPI * MM_PER_INCH < LEAST_MM:
            width, height = found.pixels
            said = say(
                'the picture "{target}" has {width} × {height} pixels: in print {width2:.0f} mm',
                target=target,
                width=width,
                height=height,
                width2=width / PPI * MM_PER_INCH,
            )
            yield (
                said,
                say(
                    "Use one of {good_mm:.0f} pixels ({good_mm2} mm) or more.",
                    good_mm=GOOD_MM / MM_PER_INCH * PPI,
                    good_mm2=GOOD_MM,
                ),
            )


def _nearest(target: str, folder: Path) -> Sentence | None:
    """The name that was meant, where one in the folder is nearly the same."""
    names = {path.name.lower(): path.name for path in folder.glob("*")} if folder.is_dir() else {}
    near = difflib.get_close_matches(target.lower(), names, n=1, cutoff=0.8)
    return say('Did you mean "{names}"?', names=names[near[0]]) if near else None
