"""Proofs made before, by the digest of everything that went in. A damaged or missing entry is simply made again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from leaflets.model import Proof
from leaflets.whole import write_whole

MAX_BYTES = 200_000_000
"""The oldest proofs go when the folder holds more."""


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
        write_whole(self._path(digest), head + b"\n" + said + b"\n" + proof.pdf)

    def prune(self) -> None:
        """Remove the proofs used longest ago until the folder is within its bound."""
        files = sorted(self.folder.glob("*.proof"), key=lambda path: path.stat().st_mtime)
        total = sum(path.stat().st_size for path in files)
        for path in files:
            if total <= MAX_BYTES:
                return
            total -= path.stat().st_size
            path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}.proof"
