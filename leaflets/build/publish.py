"""The output folder as a build sees it: what is good stays, what was made is put there, what is left over goes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from leaflets.build.assemble import Made
from leaflets.content import Catalogue
from leaflets.model.artefact import Artefact, PrintedCode, finished
from leaflets.model.proof import Proof
from leaflets.plan import Request, Work, is_left_over, ticket_entry
from leaflets.problems import ContentError, Problem
from leaflets.storage import manifest
from leaflets.storage.atomic import not_written, noting, remove_whole, sweep, write_whole
from leaflets.storage.files import Outside
from leaflets.storage.manifest import MANIFEST, Manifest, is_there
from leaflets.storage.proofs import HALF_WRITTEN_SECONDS


def begin(output: Path) -> None:
    """Make the folders. Raises ContentError where a link leads out of the output folder, and OSError."""
    try:
        manifest.begin(output)
    except Outside as error:
        raise ContentError(not_written(error, output, output)) from error


def kept(work: Work, inputs: str, before: Manifest, output: Path) -> Artefact | None:
    """The entry of a file that is there with its ticket, byte for byte, and made from these inputs."""
    old, ticket = before.artefacts.get(work.path), before.tickets.get(work.path)
    if old is None or old.inputs_sha256 != inputs or not is_there(output, old):
        return None
    if work.format.sheet is not None and (ticket is None or not is_there(output, ticket)):
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


def tidy(
    catalogue: Catalogue, request: Request, new: Mapping[str, Artefact], tickets: Mapping[str, Artefact]
) -> list[Problem]:
    """Write the manifest: what is `new`, and what others put there; take away the files no text gives any more.

    Gives what stood in the way.
    """
    output, everything = request.output, _is_for_everything(request)
    problems: list[Problem] = []
    with noting(problems, output / MANIFEST, output), manifest.alone(output):
        there = manifest.read_manifest(output)
        entries = {path: one for path, one in there.artefacts.items() if manifest.lies_in(output, path)} | dict(new)
        beside = {**there.tickets, **tickets}
        left = [path for path in entries.keys() - new.keys() if everything and is_left_over(entries[path], catalogue)]
        gone = [entries.pop(path).path for path in sorted(left)]
        gone += [beside.pop(path).path for path in sorted(beside.keys() - entries.keys())]
        for path in gone:
            with noting(problems, output / path, output, "removed"):
                remove_whole(output / path, output)
        manifest.write_manifest(output, entries.values(), beside.values())
    for language in catalogue.languages:
        sweep(output / language, output, HALF_WRITTEN_SECONDS)
    return problems


def _is_for_everything(request: Request) -> bool:
    return not (request.languages or request.leaflets or request.formats or request.paper.press)
