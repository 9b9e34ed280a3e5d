"""Proofs made before, by the digest of everything that went in. A damaged or missing entry is simply made again."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from leaflets.model import Proof
from leaflets.whole import write_whole

MAX_BYTES = 200_000_000
"""The oldest proofs go when the folder holds more."""

HALF_WRITTEN_SECONDS = 3600
"""A file that is still being written after so long was left by a build that was killed."""


class Cache:
    """Keeps proofs in a folder; safe when two builds run at once, since entries are written whole and never changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, digest: str) -> Proof | None:
        """The proof kept under `digest`, or None."""
        try:
            data = self._path(digest).read_bytes()
            head, said, pdf = data.split(b"\n", 2)
            if hashlib.sha256(said + pdf).hexdigest().encode() != head:
                return None
            os.utime(self._path(digest))  # used now, so among the last to go
            return Proof.model_validate_json(said).model_copy(update={"pdf": pdf})
        except (OSError, ValueError):
            return None

    def put(self, digest: str, proof: Proof) -> None:
        """Keep `proof` under `digest`."""
        said = proof.model_copy(update={"pdf": b""}).model_dump_json().encode()
        head = hashlib.sha256(said + proof.pdf).hexdigest().encode()
        # The disk may take its time: an entry that is lost or damaged is only made again.
        write_whole(self._path(digest), head + b"\n" + said + b"\n" + proof.pdf, settle=False)

    def prune(self) -> None:
        """Remove the proofs used longest ago until the folder is within its bound, and what a stopped build left."""
        proofs = sorted(self._files("*.proof"))
        total = sum(size for _, size, _ in proofs)
        for _, size, path in proofs:
            if total <= MAX_BYTES:
                break
            total -= size
            path.unlink(missing_ok=True)
        for used, _, path in self._files(".*.proof.*"):
            if used < time.time() - HALF_WRITTEN_SECONDS:
                path.unlink(missing_ok=True)

    def _files(self, pattern: str) -> Iterator[tuple[float, int, Path]]:
        """When each was used, its size and its path."""
        for path in self.folder.glob(pattern):
            with suppress(FileNotFoundError):  # Another build may just have removed it.
                about = path.stat()
                yield about.st_mtime, about.st_size, path

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}.proof"
