"""Hashes of everything that goes in, and the day. Imports nothing heavy: it answers before WeasyPrint is loaded."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path


def today() -> dt.date:
    """The day it is, or the one SOURCE_DATE_EPOCH names, so that a build can be repeated (reproducible-builds.org)."""
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(moment), dt.UTC).date() if moment.isdecimal() else dt.date.today()


def files_digest(folders: Iterable[Path], skip: Iterable[Path] = ()) -> str:
    """The SHA-256 of the names and contents of all files under `folders`, those in `skip` left out."""
    skipped = set(skip)
    whole = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path in skipped or "__pycache__" in path.parts or not path.is_file():
                continue
            whole.update(path.relative_to(folder.parent).as_posix().encode() + b"\0")
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of what a file holds, or of nothing when it is not there."""
    return hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()


def libraries_digest() -> str:
    """The SHA-256 of the names and versions of the installed packages: another WeasyPrint may give other pages."""
    names = sorted({path.name for folder in sys.path if folder for path in Path(folder).glob("*.dist-info")})
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def machine_digest(project: Path, format_id: str | None = None) -> str:
    """The digest of the machine itself: code, templates, styles and libraries; other formats' styles left out."""
    formats = project / "styles" / "formats"
    others = [path for path in formats.glob("*.css") if format_id is not None and path.stem != format_id]
    files = files_digest((project / "leaflets", project / "templates", project / "styles"), skip=others)
    return hashlib.sha256(f"{files} {libraries_digest()}".encode()).hexdigest()
