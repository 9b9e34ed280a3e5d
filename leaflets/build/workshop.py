"""Where a press works: its own files, the texts, its bench, and the digest of all that makes a page beside its job."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from leaflets.installed import styles_of, templates_of
from leaflets.plan import Work
from leaflets.processes.bench import Bench
from leaflets.storage.digests import file_digest, files_digest, machine_digest

HOUSE_STYLE = "preflight.yaml"


@dataclass(frozen=True)
class Workshop:
    """The folder with templates and styles, and the one with texts and house style, as they were first looked at."""

    project: Path
    content: Path
    bench: Bench = field(default_factory=Bench, compare=False, repr=False)
    """What is kept from one piece of work to the next; in a process of a pool that of the process."""
    _digests: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def digest(self, format_id: str) -> str:
        """The SHA-256 of code, libraries, templates and house style, and of the styles of a format."""
        if format_id not in self._digests:
            _ = self._look
            # What the house style lets pass belongs to it: without that the same pages may be refused.
            house_style = file_digest(self.content / HOUSE_STYLE, self.content)
            self._digests[format_id] = machine_digest(self.project, format_id) + house_style
        return self._digests[format_id]

    @cached_property
    def _look(self) -> str:
        """The SHA-256 of templates and styles when they were first looked at."""
        return files_digest((templates_of(self.project), styles_of(self.project)))

    def is_as_it_was(self) -> bool:
        """Whether templates and styles are still those of the digests: a page made of others is kept under none."""
        return Workshop(self.project, self.content)._look == self._look

    def proof_digest(self, job_digest: str, format_id: str) -> str:
        """The SHA-256 of all that goes into the inspected proof of a job."""
        return hashlib.sha256(f"{job_digest} {self.digest(format_id)}".encode()).hexdigest()

    def proof_digests(self, work: Work) -> tuple[str, ...]:
        """Those of the jobs of a file, in their order."""
        pairs = zip(work.job_digests, work.jobs, strict=True)
        return tuple(self.proof_digest(digest, job.format.id) for digest, job in pairs)

    def file_digest(self, work: Work) -> str:
        """The SHA-256 of all that goes into a file."""
        return work.digest(*self.proof_digests(work))
