"""Pages made once for all tests: what many of them look at is rendered by the first that asks, in whatever process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import leaflets.typeset
from leaflets.installed import styles_of, templates_of
from leaflets.model.job import Job
from leaflets.model.proof import Proof
from leaflets.storage.digests import files_digest
from leaflets.storage.proofs import Cache

Typeset = Callable[[Job, Path, Path], Proof]


class PagesMadeOnce:
    """Stands in for `leaflets.typeset.typeset`: the same job with the same templates, styles and pictures, once.

    It knows nothing of the code, which is the same for a whole session; what cannot be made is tried again each time.
    """

    def __init__(self, folder: Path, make: Typeset) -> None:
        self.cache = Cache(folder)
        self.make = make

    def __call__(self, job: Job, project: Path, content: Path) -> Proof:
        pictures = content / job.language.id / "pictures"
        files = files_digest((templates_of(project), styles_of(project), pictures))
        name = hashlib.sha256(f"{job.digest()} {files}".encode()).hexdigest()
        proof = self.cache.get(name)
        if proof is None:
            proof = self.make(job, project, content)
            self.cache.put(name, proof)
        return proof


def typeset(job: Job, project: Path, content: Path) -> Proof:
    """The proof of a job, made in this session; see the fixture `anew` for one that is made now."""
    return leaflets.typeset.typeset(job, project, content)
