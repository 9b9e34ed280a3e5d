"""What was made of a set, put into the output folder: its files, one index page, one ZIP, and the manifest of all."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from leaflets.messages import say
from leaflets.model.artefact import Artefact, PrintedCode, finished
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets import index_page
from leaflets.personalise.sets.asked import Asked
from leaflets.personalise.sets.outcome import RowResult, SetOutcome
from leaflets.personalise.sets.plan import SetPlan, SetsRun
from leaflets.personalise.sets.published import FOLDER, PublishedSet, copy_path, inputs, newest_day, place_in_zip, read
from leaflets.personalise.sets.task import Copies, Copy, Master
from leaflets.plan import ticket_entry
from leaflets.problems import ContentError, Problem
from leaflets.storage.atomic import noting, remove_whole, sweep, write_whole
from leaflets.storage.files import is_inside, read_plain
from leaflets.storage.manifest import MANIFEST, lies_in, set_folder, write_manifest

MOST_BYTES = 200_000_000
"""No file of a set that goes into its ZIP is longer."""
HALF_WRITTEN_SECONDS = 60
"""A file that is still being written after so long was left by a run that was killed."""


def published(plan: SetPlan, copies: Copies, run: SetsRun, output: Path) -> SetOutcome:
    """Publish what was made of a set, and say what came of it and why the rest is not there."""
    made = {plan.missing[copy.master]: copy for copy in copies.copies}
    there = {number: entry for number, entry in plan.copies.items() if entry or number in made}
    if not there:
        return _outcome(plan, copies, "failed")
    try:
        publish(plan, there, made, run, output)
    except ContentError as error:
        return _outcome(plan, replace(copies, problems=(*copies.problems, *error.problems)), "failed")
    result: RowResult = "partly made" if copies.problems else "made" if made else "kept"
    return replace(_outcome(plan, copies, result), made=len(made), kept=len(there) - len(made))


def _outcome(plan: SetPlan, copies: Copies, result: RowResult) -> SetOutcome:
    return SetOutcome(
        plan.row,
        result,
        problems=copies.problems,
        without_line=copies.without_line,
        without_name=copies.without_name,
    )


def publish(
    plan: SetPlan, there: Mapping[int, Artefact | None], made: Mapping[int, Copy], run: SetsRun, output: Path
) -> None:
    """Write what was made of a set, then its index page, its ZIP and, last, its manifest.

    Files that were not asked for stay where they belong, unless the practice has changed: nobody is to hand out an old
    telephone number. `there` are the numbers of the masters the set has copies of, with the entry of each that is good.
    Raises ContentError for what could not be written, after all that could be.
    """
    practice, digest, masters, belongs = plan.practice, plan.digest, run.masters, run.belongs_to(plan.practice)
    before = read(output, practice.id)
    old = before if before is not None and before.digest == digest else PublishedSet(output, practice)
    entries = {name: entry for name, entry in old.entries.items() if belongs(entry)}
    tickets = {name: ticket for name, ticket in old.tickets.items() if name in entries}
    sources = {name: old.masters[name] for name in entries if name in old.masters}
    problems: list[Problem] = []
    for number, entry in there.items():
        master, name = masters[number], copy_path(practice.id, masters[number].work)
        with noting(problems, output / name, output):
            entries[name], ticket = (entry, None) if entry else _put(practice, digest, master, made[number], output)
            tickets |= {name: ticket} if ticket is not None else {}
            sources[name] = master.digest
    stay = {*entries, *(ticket.path for ticket in tickets.values())}
    for gone in sorted(_there(before, practice, output) - stay):
        with noting(problems, output / gone, output, say("removed")):
            remove_whole(output / gone, output)
    listed = [entries[name] for name in sorted(entries) if lies_in(output, name)]
    beside = [tickets[entry.path] for entry in listed if entry.path in tickets]
    page = _index(practice, listed, beside, [masters[number] for number in there], run)
    _gather(practice, page, [*listed, *beside], newest_day(listed, run.catalogue), output, problems)
    about = {"practice": practice.model_dump(mode="json"), "practice_sha256": digest,
             "masters": {entry.path: sources[entry.path] for entry in listed},
             "asked": (before.asked if before else Asked()).and_(run.asked, run.usual).said()}  # fmt: skip
    folder = set_folder(practice.id)
    with noting(problems, output / folder / MANIFEST, output):
        write_manifest(output, listed, beside, folder, about)
    if problems:
        raise ContentError(*dict.fromkeys(problems))


def _put(practice: Practice, digest: str, master: Master, copy: Copy, output: Path) -> tuple[Artefact, Artefact | None]:
    """Write a copy and its print ticket; gives their entries.

    Not settled on the disk one by one: the next run looks at every byte before it keeps a file.
    """
    name, goes_in = copy_path(practice.id, master.work), inputs(master.digest, digest)
    ticket = None
    if copy.ticket is not None:
        beside = replace(ticket_entry(master.work, name, copy.ticket.trim_mm), practice=practice.id)
        ticket = finished(beside, copy.ticket.pdf, copy.ticket.pages, (), goes_in)
        write_whole(output / ticket.path, copy.ticket.pdf, inside=output, settle=False)
    write_whole(output / name, copy.pdf, inside=output, settle=False)
    codes = (PrintedCode(code.page, code.url, code.box_mm) for code in copy.qr)
    planned = replace(master.work.entry, path=name, practice=practice.id)
    return finished(planned, copy.pdf, copy.pages, codes, goes_in), ticket


def _there(before: PublishedSet | None, practice: Practice, output: Path) -> set[str]:
    """The files of the set as it was; where its manifest does not tell, all PDFs in the folders of its languages."""
    if before is not None and before.is_sound:
        return {*before.entries, *(ticket.path for ticket in before.tickets.values())}
    found = (output / set_folder(practice.id)).glob("*/*.pdf")
    return {file.relative_to(output).as_posix() for file in found if is_inside(file.parent, output)}


def swept(output: Path) -> None:
    """Remove the halves of files a run left that was killed while it wrote them."""
    sweep(output / FOLDER, output, HALF_WRITTEN_SECONDS)


def _index(
    practice: Practice,
    entries: Sequence[Artefact],
    tickets: Sequence[Artefact],
    masters: Sequence[Master],
    run: SetsRun,
) -> bytes:
    """The index page, in the first language of the practice that there are masters in, as its country speaks it."""
    spoken = {master.place[0]: master.work.jobs[0].language for master in masters}
    language = next(spoken[name] for name in practice.language if name in spoken)
    of = {ticket.of: ticket.path for ticket in tickets if ticket.of}
    return index_page.page(practice, entries, language, run.day, run.templates, of, run.colour).encode()


def _gather(
    practice: Practice, page: bytes, files: Sequence[Artefact], day: dt.date, output: Path, problems: list[Problem]
) -> None:  # fmt: skip
    """The index page and the ZIP of a set; what cannot be written becomes one of `problems`."""
    folder = output / set_folder(practice.id)
    with noting(problems, folder / "index.html", output):
        write_whole(folder / "index.html", page, inside=output, settle=False)
    packed = folder / f"{practice.id}.zip"
    with noting(problems, packed, output):
        write_whole(packed, _packed(output, practice.id, files, page, day), inside=output, settle=False)


def _packed(output: Path, practice: str, files: Sequence[Artefact], page: bytes, day: dt.date) -> bytes:
    """The set as one ZIP. PDFs are packed already, so they are stored; no clock goes in, so the bytes stay the same."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(place_in_zip("index.html", day), page)
        for file in sorted(files, key=lambda file: (file.of or file.path, file.of is not None)):
            name = file.path.removeprefix(f"{set_folder(practice)}/")
            packed.writestr(place_in_zip(name, day), read_plain(output / file.path, MOST_BYTES, output))
    return target.getvalue()
