"""Hashes of everything that goes in, and the day. Imports nothing heavy: it answers before WeasyPrint is loaded."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from leaflets.installed import CODE, styles_of, templates_of
from leaflets.messages import say
from leaflets.problems import WrongOption
from leaflets.storage.files import digest_plain, is_inside

MOST_READ = 20_000_000
"""No file is read by the press that is longer: of such a one, a film perhaps, only size and time count."""


def today() -> dt.date:
    """The day it is, or the one SOURCE_DATE_EPOCH names, so that a build can be repeated (reproducible-builds.org).

    Raises WrongOption where that names no moment, as its specification asks: a day nobody meant decides what may be
    published.
    """
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not moment:
        return dt.date.today()
    try:
        if not re.fullmatch(r"[0-9]{1,15}", moment):
            raise ValueError
        return dt.datetime.fromtimestamp(int(moment), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        said = say(
            'SOURCE_DATE_EPOCH is "{moment}", which names no moment.'
            " Set it to the seconds since 1970, or take it away.",
            moment=moment[:20],
        )  # fmt: skip
        raise WrongOption(said) from error


def files_digest(folders: Iterable[Path], skip: Iterable[Path] = ()) -> str:
    """The SHA-256 of the names and contents of all files under `folders`, those in `skip` left out.

    What is no plain file, cannot be read, or is a link that leads out of its folder counts by its name and by what is
    known of it without opening it.
    """
    skipped = set(skip)
    whole = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder.parent)
            if path in skipped or "__pycache__" in name.parts or (path.is_dir() and not path.is_symlink()):
                continue
            # A name of bytes that are no UTF-8, as in a ZIP made on Windows, is a name all the same.
            whole.update(os.fsencode(name.as_posix()) + b"\0" + _held(path, folder))
    return whole.hexdigest()


def _held(path: Path, folder: Path | None) -> bytes:
    """What a file is known by; it lies in the folder, where one is given."""
    try:
        about = path.stat()
        link = path.is_symlink() and os.fsencode(path.readlink())
        if not stat.S_ISREG(about.st_mode):
            return f"{about.st_mode} {link!r}".encode()
        if about.st_size > MOST_READ:
            return f"{about.st_size} {about.st_mtime_ns}".encode()
        if link and folder is not None and not is_inside(path, folder):
            return f"{about.st_size} {about.st_mtime_ns} {link!r}".encode()
        return bytes.fromhex(digest_plain(path))
    except OSError as error:
        return f"unreadable {error.errno}".encode()


def file_digest(path: Path, inside: Path | None = None) -> str:
    """The SHA-256 of what a file holds, or of what is known of it; of nothing when it is not there.

    It is not opened where it is a link that leads out of the folder `inside`.
    """
    return hashlib.sha256(_held(path, inside) if path.exists() else b"").hexdigest()


MADE_WITH = (
    "weasyprint", "tinycss2", "jinja2", "markdown", "qrcode", "pypdf", "pikepdf", "page-validation", "pydantic",
    "pyyaml", "babel", "nh3", "pypdfium2", "zxing-cpp", "pillow", "fonttools", "phonenumbers", "python-calamine",
    "pyphen", "fontpkg-atkinson-hyperlegible", "fontpkg-dm-serif-display", "wordfreq",
)  # fmt: skip
"""The packages a page may depend on, or what is said of one; what they ask for counts too. A web server does not."""

_REQUIRED = re.compile(rb"^Requires-Dist: *([A-Za-z0-9._-]+) *(\[[^\]]*\])?(.*)$", re.MULTILINE)
_EXTRA = re.compile(rb"extra *== *['\"]([^'\"]+)")


def libraries_digest() -> str:
    """The SHA-256 of names and versions of the packages a page depends on: another WeasyPrint may give other pages."""
    # Their folders' names hold name and version (PEP 376, PEP 427).
    folders = [Path(folder) for folder in sys.path if folder]
    there = {_bare(path.name.partition("-")[0]): path for folder in folders for path in folder.glob("*.dist-info")}
    counted: dict[str, set[str]] = {}
    waiting = [(name, frozenset[str]()) for name in MADE_WITH]
    while waiting:
        name, extras = waiting.pop()
        known = counted.setdefault(name, set())
        if name in there and (not known or extras - known):
            known |= {*extras, ""}
            waiting += _asked_for(there[name], extras)
    names = sorted(ascii(there[name].name) for name in counted if name in there)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def _asked_for(package: Path, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """What a package with these extras asks for, each with the extras it wants of it."""
    try:
        head = (package / "METADATA").read_bytes().partition(b"\n\n")[0]
    except OSError:
        return
    for name, wanted, marker in _REQUIRED.findall(head):
        only_for = _EXTRA.search(marker)
        if only_for is None or only_for[1].decode() in extras:
            yield _bare(name.decode()), frozenset(re.findall(r"[\w-]+", wanted.decode()))


def _bare(name: str) -> str:
    """The name of a package as all tools compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def machine_digest(project: Path, format_id: str | None = None) -> str:
    """The digest of the machine itself: code, templates, styles and libraries; other formats' styles left out.

    Nor does what only the pages of a screen are made by: a comma in the site's footer makes no page of paper another.
    """
    styles = styles_of(project)
    others = [path for path in (styles / "formats").glob("*.css") if format_id is not None and path.stem != format_id]
    of_screen = (*site_machine(project), *studio_machine(project))
    of_site = [path for folder in of_screen for path in folder.rglob("*")]
    files = files_digest((CODE, templates_of(project), styles), skip=[*others, *of_site])
    return hashlib.sha256(f"{files} {libraries_digest()}".encode()).hexdigest()


def site_machine(project: Path) -> tuple[Path, ...]:
    """The folders of what only the download site is made by: its room and its templates."""
    return CODE / "site", templates_of(project) / "site"


def studio_machine(project: Path) -> tuple[Path, ...]:
    """The folders of what only the studio is made by: its room and its templates."""
    return CODE / "studio", templates_of(project) / "studio"
