"""The output folder as a build sees it: what is good stays, what was made is put there, what is left over goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from leaflets.build.assemble import FileResult, Made
from leaflets.build.outcome import BuildOutcome
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.messages import say
from leaflets.model.artefact import Artefact, PrintedCode, finished
from leaflets.model.proof import Proof
from leaflets.plan import Request, Work, is_left_over, ticket_entry
from leaflets.problems import ContentError, Problem
from leaflets.storage import manifest
from leaflets.storage.atomic import not_written, noting, remove_whole, sweep, write_whole
from leaflets.storage.files import Outside
from leaflets.storage.manifest import MANIFEST, Manifest, is_there
from leaflets.storage.proofs import HALF_WRITTEN_SECONDS


class OutputFolder:
    """The output folder during one build: what stood in its manifest, and what is new in it."""

    def __init__(self, path: Path, before: Manifest) -> None:
        self._path = path
        self._before = before
        self._digests: Mapping[str, str] = {}
        self._new: dict[str, Artefact] = {}
        self._tickets: dict[str, Artefact] = {}

    @classmethod
    def begun(cls, path: Path) -> OutputFolder:
        """The folder, made where it is not there.

        Raises ContentError where a link leads out of it, and OSError.
        """
        try:
            manifest.begin(path)
        except Outside as error:
            raise ContentError(not_written(error, path, path)) from error
        return cls(path, manifest.read_manifest(path))

    def keep(self, wanted: Sequence[Work], shop: Workshop, outcome: BuildOutcome, *, anew: bool) -> list[Work]:
        """Keep the files that are good; gives those still to make."""
        self._digests = {work.path: shop.file_digest(work) for work in wanted}
        todo: list[Work] = []
        for work in wanted:
            old = None if anew else kept(work, self._digests[work.path], self._before, self._path)
            if old is not None:
                self._new[work.path] = old
                outcome.kept.append(work.path)
                outcome.pages += old.pages
            else:
                todo.append(work)
        return todo

    def put(self, work: Work, result: FileResult, outcome: BuildOutcome) -> None:
        """Write what was made of a file, or note why it was not."""
        if not isinstance(result, Made):
            outcome.tell(result)
            return
        problems: list[Problem] = []
        with noting(problems, self._path / work.path, self._path):
            entry, ticket = put(work, result, self._digests[work.path], self._path)
            self._new[work.path] = entry
            self._tickets |= {work.path: ticket} if ticket is not None else {}
            outcome.made.append(work.path)
            outcome.pages += entry.pages
        outcome.tell([*problems, *result.told])

    def tidy(self, catalogue: Catalogue, request: Request, outcome: BuildOutcome) -> None:
        """Write the manifest: what is new, and what others put there; take away the files no text gives any more."""
        output, everything = self._path, _is_for_everything(request)
        problems: list[Problem] = []
        with noting(problems, output / MANIFEST, output), manifest.alone(output):
            there = manifest.read_manifest(output)
            stay = {path: one for path, one in there.artefacts.items() if manifest.lies_in(output, path)}
            entries = stay | self._new
            beside = {**there.tickets, **self._tickets}
            old = entries.keys() - self._new.keys()
            left = [path for path in old if everything and is_left_over(entries[path], catalogue)]
            gone = [entries.pop(path).path for path in sorted(left)]
            gone += [beside.pop(path).path for path in sorted(beside.keys() - entries.keys())]
            for path in gone:
                with noting(problems, output / path, output, say("removed")):
                    remove_whole(output / path, output)
            manifest.write_manifest(output, entries.values(), beside.values())
        for language in catalogue.languages:
            sweep(output / language, output, HALF_WRITTEN_SECONDS)
        outcome.tell(problems)


def kept(work: Work, inputs: str, before: Manifest, output: Path) -> Artefact | None:
    """The entry of a file that is there with its ticket, byte for byte, and made from these inputs."""
    old, ticket = before.artefacts.get(work.path), before.tickets.get(work.path)
    if old is None or old.inputs_sha256 != inputs or not is_there(output, old):
        return None
    if "impose" in work.steps and (ticket is None or not is_there(output, ticket)):
        return None
    return old


def put(work: Work, made: Made, inputs: str, output: Path) -> tuple[Artefact, Artefact | None]:
    """Write a file and its print ticket; gives their entries. Raises OSError as write_whole."""
    ticket = None
    if made.ticket is not None:
        ticket = _finished(ticket_entry(work, work.path, made.ticket.trim_mm), made.ticket, inputs)
        write_whole(output / ticket.path, made.ticket.pdf, inside=output)
    entry = _finished(work.entry, made.proof, inputs)
    if not is_there(output, entry):  # A reader that shows the file would load it again.
        write_whole(output / work.path, made.proof.pdf, inside=output)
    return entry, ticket


def _finished(entry: Artefact, proof: Proof, inputs: str) -> Artefact:
    codes = (PrintedCode(code.page, code.url, code.box_mm) for code in proof.qr)
    return finished(entry, proof.pdf, proof.pages, codes, inputs)


def _is_for_everything(request: Request) -> bool:
    return not (request.languages or request.leaflets or request.formats or request.paper.press)
