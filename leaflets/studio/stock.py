"""Where the press works and from which texts: what every page of the studio and every worker starts from."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from leaflets.build.assemble import assembled
from leaflets.build.proofs import proofs
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue, load
from leaflets.content.in_edition import in_edition
from leaflets.imposition.office import load_costs
from leaflets.imposition.printer import load_printer
from leaflets.installed import styles_of
from leaflets.model.format import Costs, PaperOptions, Printer
from leaflets.personalise.sets.masters import Steps
from leaflets.plan import Request
from leaflets.preflight.texts.gate import passing
from leaflets.processes.bench import Shelf
from leaflets.processes.workers import InProcess
from leaflets.storage.digests import today

CATALOGUES: Shelf[Catalogue] = Shelf("catalogues", least=8)
"""The series, and some editions of it."""


@dataclass(frozen=True)
class StudioStock:
    """The texts as they were when somebody last looked, and the workshop that makes pages of them."""

    shop: Workshop
    output: Path
    state: str
    """The digest of all that lies in the folder with the words."""
    day: dt.date
    edition: str | None = None

    @property
    def catalogue(self) -> Catalogue:
        """Its texts, but those that may not be published, kept on the bench of whichever process asks.

        Raises PressError for what nothing can be made without.
        """
        return self.shop.bench.at(CATALOGUES).of(f"{self.state} {self.day} {self.edition}", self._read)

    def _read(self) -> Catalogue:
        project, content = self.shop.project, self.shop.content
        catalogue, _ = load(content, styles_of(project), self.output)
        if self.edition is not None:
            catalogue = in_edition(catalogue, self.edition)
        return passing(catalogue, content, self.day)[0]

    @property
    def printer(self) -> Printer:
        """The office's, as its printer.yaml says it. Raises ContentError for nonsense there."""
        return load_printer(self.shop.content)

    @property
    def costs(self) -> Costs | None:
        """What printing costs the office, as its costs.yaml says it. Raises ContentError for nonsense there."""
        return load_costs(self.shop.content)

    def of(self, edition: str | None) -> StudioStock:
        """The same texts in an edition of its own, or in none."""
        return self if edition == self.edition else replace(self, edition=edition)

    def request(self, leaflets: tuple[str, ...], fmt: str, paper: PaperOptions) -> Request:
        """What is asked of the press for some leaflets in a format."""
        return Request(
            project=self.shop.project, content=self.shop.content, output=self.output, leaflets=leaflets,
            formats=(fmt,), paper=paper, day=self.day, for_practices=True, edition=self.edition,
        )  # fmt: skip

    def steps(self, request: Request) -> Steps:
        """What makes pages and files in this very process, from what was made before where it is kept."""
        return Steps(
            typeset=lambda jobs, progress: proofs(jobs, request, self.shop, InProcess(), progress),
            digest=self.shop.file_digest,
            assemble=partial(assembled, shop=self.shop),
        )


def stocked_now(shop: Workshop, output: Path) -> StudioStock:
    """The stock as the folder with the words is at this moment."""
    return StudioStock(shop, output, words_digest(shop.content), today())


def words_digest(content: Path) -> str:
    """The SHA-256 of the names, lengths and times of all files of words: what tells that somebody saved one.

    Not of what they hold: it is asked for with every page, and a text is read only when this is another.
    """
    found = hashlib.sha256()
    for path in sorted(content.rglob("*")):
        if path.is_file():
            about = path.stat()
            found.update(f"{path.relative_to(content)} {about.st_size} {about.st_mtime_ns}\n".encode())
    return found.hexdigest()
