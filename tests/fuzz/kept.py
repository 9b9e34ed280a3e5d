"""Cases of what the press keeps: manifests, notes, proofs, texts read before, finished files."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from leaflets.build.outcome import BuildOutcome
from leaflets.build.publish import OutputFolder
from leaflets.build.unchanged import nothing_changed, remember
from leaflets.content import load
from leaflets.personalise.sets import published
from leaflets.preflight.report.looking import look_at
from leaflets.preflight.report.sets import tasks_of_sets
from leaflets.preflight.report.targets import damage_of, tasks_of
from leaflets.preflight.texts.house_style import house_style
from leaflets.storage.manifest import CACHE, MANIFEST, read_manifest
from leaflets.storage.proofs import Cache
from tests.fuzz.bench import Bench
from tests.fuzz.formats import checked_changed, json_changed, pdf_changed
from tests.fuzz.guard import SECRET
from tests.fuzz.kinds import MAKING, Kind, Verdict, taken

ASKED = (("nl",), (), (), ())
"""What a build was asked for, of which a note is kept."""


def _manifest(bench: Bench, rng: Random) -> Verdict:
    """The manifest of the output folder: read, held against what is there, and tidied up by."""
    with bench.copy() as press:
        path = press.output / MANIFEST
        (press.output / "out").symlink_to((bench.home / SECRET).parent)
        data = path.read_bytes().replace(b'"nl/leaflets/ms-a5.pdf"', rng.choice((
            b'"nl/leaflets/ms-a5.pdf"', b'"out/secret.txt"', b'"nl/../out/secret.txt"', b'"../outside/secret.txt"',
        )))  # fmt: skip
        with bench.changed(path, json_changed(rng, data, bench.other(rng))):
            manifest = read_manifest(press.output)
            tasks, wrong = tasks_of(manifest, bench.catalogue, house_style(bench.content), press.output)
            problems = [*damage_of(manifest), *wrong]
            for task in tasks:
                task.digest("")
            gone = replace(bench.catalogue, leaflets={"nl": ()})
            outcome = BuildOutcome()
            folder = OutputFolder.begun(press.output)
            folder.tidy(gone, replace(bench.request, output=press.output), outcome)
    return taken([*problems, *outcome.problems])


def _set(bench: Bench, rng: Random) -> Verdict:
    """The manifest of a set: read by the run that makes sets, and by the check of what was made."""
    with bench.copy() as press:
        path = rng.choice(sorted((press.output / "practices").glob(f"*/{MANIFEST}")))
        with bench.changed(path, json_changed(rng, path.read_bytes(), bench.other(rng))):
            found = published.read_all(press.output)
            _, problems = tasks_of_sets(bench.catalogue, house_style(bench.content), press.output)
            published.read(press.output, path.parent.name)
    return Verdict(len(found) == 2, tuple(problems))


def _note(bench: Bench, rng: Random) -> Verdict:
    """The note of a build in which all went well."""
    press = bench.press
    before = {*(press.output / CACHE).glob("*.json")}
    remember(press.project, bench.content, press.output, ASKED, ["nl/leaflets/ms-a5.pdf"])
    (path,) = {*(press.output / CACHE).glob("*.json")} - before
    try:
        path.write_bytes(json_changed(rng, path.read_bytes(), bench.other(rng)))
        return Verdict(nothing_changed(press.project, bench.content, press.output, ASKED) is not None)
    finally:
        path.unlink()


def _proof(bench: Bench, rng: Random) -> Verdict:
    path = rng.choice(sorted((bench.press.output / CACHE).glob("*.proof")))
    with bench.changed(path, checked_changed(rng, path.read_bytes(), bench.other(rng))):
        return Verdict(Cache(path.parent).get(path.stem) is not None)


def _texts(bench: Bench, rng: Random) -> Verdict:
    """The texts that were read before."""
    path = bench.press.output / CACHE / "texts.json"
    with bench.changed(path, checked_changed(rng, path.read_bytes().rstrip() + b"\n", bench.other(rng))):
        _, problems = load(bench.content, bench.styles, bench.press.output)
    return taken(problems)


def _pdf(bench: Bench, rng: Random) -> Verdict:
    """A finished file, held to all rules."""
    manifest = read_manifest(bench.press.output)
    path = bench.press.output / "nl/leaflets/ms-a5.pdf"
    with bench.changed(path, pdf_changed(rng, path.read_bytes(), bench.other(rng))):
        tasks, problems = tasks_of(manifest, bench.catalogue, house_style(bench.content), bench.press.output)
        problems += [problem for task in tasks for problem in look_at(task)]
    return taken(problems)


KINDS = (
    Kind("manifest", 30, _manifest),
    Kind("set", 25, _set),
    Kind("note", 20, _note),
    Kind("proof", 50, _proof),
    Kind("texts", 29, _texts),
    Kind("pdf", 6, _pdf, MAKING),
)
