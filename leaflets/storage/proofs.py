"""Proofs made before, by the digest of everything that went in. A damaged or missing entry is simply made again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from leaflets.model.proof import Proof
from leaflets.storage.atomic import sweep, write_whole
from leaflets.storage.files import is_inside, read_plain

MAX_BYTES = 200_000_000
"""The oldest proofs go when the folder holds more."""

HALF_WRITTEN_SECONDS = 3600
"""A file that is still being written after so long was left by a build that was killed."""


class Cache:
    """Keeps proofs in a folder; safe when two builds run at once, since entries are written whole and never changed.

    The folder is in one of the user's: when it is a link that leads out of that, nothing is kept, read or removed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, digest: str) -> Proof | None:
        """The proof kept under `digest`, or None."""
        try:
            data = read_plain(self._path(digest), MAX_BYTES, self.folder.parent)
            head, said, pdf = data.split(b"\n", 2)
            if hashlib.sha256(said + pdf).hexdigest().encode() != head:
                return None
            proof = Proof.model_validate_json(said).model_copy(update={"pdf": pdf})
        except (OSError, ValueError):
            return None
        with suppress(OSError):  # The disk may be one that is only read.
            os.utime(self._path(digest))  # used now, so among the last to go
        return proof

    def put(self, digest: str, proof: Proof) -> None:
        """Keep `proof` under `digest`, where there is room for it."""
        said = proof.model_copy(update={"pdf": b""}).model_dump_json().encode()
        head = hashlib.sha256(said + proof.pdf).hexdigest().encode()
        data = head + b"\n" + said + b"\n" + proof.pdf
        # The disk may take its time, or be full: an entry that is lost or damaged is only made again.
        with suppress(OSError):
            write_whole(self._path(digest), data, inside=self.folder.parent, settle=False)

    def prune(self) -> None:
        """Remove the proofs used longest ago until the folder is within its bound, and what a stopped build left."""
        if not is_inside(self.folder, self.folder.parent):
            return
        proofs = sorted(self._files("*.proof"))
        total = sum(size for _, size, _ in proofs)
        for _, size, path in proofs:
            if total <= MAX_BYTES:
                break
            total -= size
            with suppress(OSError):
                path.unlink(missing_ok=True)
        sweep(self.folder, self.folder.parent, HALF_WRITTEN_SECONDS)

    def _files(self, pattern: str) -> Iterator[tuple[float, int, Path]]:
        """When each was used, its size and its path."""
        for path in self.folder.glob(pattern):
            with suppress(OSError):  # Another build may just have removed it.
                about = path.stat()
                yield about.st_mtime, about.st_size, path

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}.proof"
