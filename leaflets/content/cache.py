"""Texts that were read before and had no fault, by the digest of their file and of all that decides whether it has one.

Reading a leaflet takes five milliseconds, most of them to find nothing wrong. Kept are values, checked as they are read
back, with a checksum: what is damaged is read from its file again. Who can write there can write the PDFs beside it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from leaflets.content import records
from leaflets.installed import CODE
from leaflets.model.content import Chapter, Leaflet
from leaflets.model.value import Value
from leaflets.storage.atomic import write_whole
from leaflets.storage.digests import files_digest, libraries_digest
from leaflets.storage.files import digest_plain, read_plain
from leaflets.storage.manifest import CACHE

NAME = "texts.json"

MAX_BYTES = 100_000_000
"""Longer than the texts of 10,000 leaflets; what is longer is not kept."""

KnownText = TypeVar("KnownText", Leaflet, Chapter)


class Texts(Value):
    """What is kept: texts by their digest."""

    leaflets: dict[str, Leaflet] = Field(default_factory=dict)
    chapters: dict[str, Chapter] = Field(default_factory=dict)


class Known:
    """The texts of the last time, and those of this time, which take their place: no more is kept than there is."""

    def __init__(self, output: Path | None, content: Path) -> None:
        """`output` is the folder they are kept in; nothing is where there is none, or it is not there yet.

        `content` is the folder all texts are in.
        """
        self.output = output
        self.content = content
        self.file = output / CACHE / NAME if output is not None and (output / CACHE).is_dir() else None
        self.before = _kept(self.file, output) if self.file is not None else Texts()
        self.now = Texts()

    def leaning_on(self, files: Iterable[Path]) -> str:
        """The digest of what readers lean on: these files and the press itself; nothing where nothing is kept."""
        if self.file is None:
            return ""
        return hashlib.sha256("".join([_press(), *map(digest_plain, files)]).encode()).hexdigest()

    def leaflet(self, path: Path, leans_on: str, read: Callable[[Path], Leaflet | None]) -> Leaflet | None:
        """The leaflet in a file; `read` reads it, or finds it wrong, and leans on what has the digest `leans_on`."""
        return self._of(path, leans_on, read, self.before.leaflets, self.now.leaflets)

    def chapter(self, path: Path, leans_on: str, read: Callable[[Path], Chapter | None]) -> Chapter | None:
        """The chapter in a file, see `leaflet`."""
        return self._of(path, leans_on, read, self.before.chapters, self.now.chapters)

    def _of(
        self,
        path: Path,
        leans_on: str,
        read: Callable[[Path], KnownText | None],
        before: dict[str, KnownText],
        now: dict[str, KnownText],
    ) -> KnownText | None:
        digest = self._digest(path, leans_on) if self.file is not None else None
        found = before.get(digest) if digest else None
        if found is None:
            found = read(path)
        # A text with pictures leans on their files too; and this one may have been saved while it was read.
        if found is not None and not found.pictures and digest and digest == self._digest(path, leans_on):
            now[digest] = found
        return found

    def _digest(self, path: Path, leans_on: str) -> str | None:
        """The digest of a file and its place; None for one that cannot be read, which its reader will say."""
        try:
            data = read_plain(path, records.MAX_BYTES, self.content)
        except OSError:
            return None
        return hashlib.sha256(leans_on.encode() + os.fsencode(path) + b"\0" + data).hexdigest()

    def keep(self) -> None:
        """Keep the texts of this time, where they are others. A disk that is full or read-only keeps nothing."""
        if self.file is None or self.now == self.before:
            return
        said = self.now.model_dump_json().encode()
        if len(said) < MAX_BYTES:
            with suppress(OSError):
                head = hashlib.sha256(said).hexdigest().encode()
                write_whole(self.file, head + b"\n" + said, settle=False, inside=self.output)


@lru_cache(maxsize=1)
def _press() -> str:
    return files_digest([CODE]) + libraries_digest()


def _kept(file: Path, output: Path | None) -> Texts:
    try:
        head, said = read_plain(file, MAX_BYTES, output).split(b"\n", 1)
        if hashlib.sha256(said).hexdigest().encode() == head:
            return Texts.model_validate_json(said)
    except (OSError, ValueError):
        pass
    return Texts()
