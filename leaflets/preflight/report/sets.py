"""The sets of practices in the output folder: every file is the one that was made, and some of each are measured.

A set repeats leaflets that are measured as they are; its own are the practice's box, numbers and QR code. So one file
in each format is held to all rules, and which leaflet that is differs from practice to practice.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.installed import PROGRAM
from leaflets.messages import say
from leaflets.model.artefact import PRACTICES
from leaflets.preflight.report.targets import CheckTarget, tasks_of
from leaflets.preflight.texts.house_style import House
from leaflets.problems import Problem
from leaflets.storage.manifest import MANIFEST, Manifest, faults_of, read_manifest, set_folder

COMMAND = f"{PROGRAM} personalise"


@dataclass(frozen=True)
class CheckedSet:
    """What the manifest of a set says: the practice's own data, as texts, and its files."""

    practice: Mapping[str, str]
    manifest: Manifest


def sets_in(output: Path) -> Iterator[CheckedSet | Problem]:
    """The sets of an output folder in the order of their names; what of a manifest no press wrote is a problem."""
    for path in sorted((output / PRACTICES).glob(f"*/{MANIFEST}")):
        folder = set_folder(path.parent.name)
        manifest = read_manifest(output, folder)
        yield from faults_of(manifest, f"{folder}/{MANIFEST}", say("Run {command}.", command=COMMAND))
        said = manifest.about.get("practice")
        if isinstance(said, dict):
            texts = {name: value for name, value in said.items() if isinstance(value, str) and value.isprintable()}
            yield CheckedSet(texts, manifest)
        elif manifest.is_readable:
            yield Problem(
                say("does not say whose set it is"), f"{folder}/{MANIFEST}", say("Run {command}.", command=COMMAND)
            )


def tasks_of_sets(catalogue: Catalogue, house: House, output: Path) -> tuple[list[CheckTarget], list[Problem]]:
    """What to look at in all sets, and the files that are not there or not as they were made."""
    tasks: list[CheckTarget] = []
    problems: list[Problem] = []
    for one in sets_in(output):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        spoken = catalogue.spoken_in(one.practice.get("country", ""))
        found, wrong = tasks_of(one.manifest, spoken, house, output, COMMAND)
        tasks += [_of_practice(task, one.practice) for task in _sample(found, one.practice.get("id", ""))]
        problems += wrong
    return tasks, problems


def _sample(tasks: list[CheckTarget], practice: str) -> Iterator[CheckTarget]:
    """One of the files in each format and language."""
    shapes: defaultdict[object, list[CheckTarget]] = defaultdict(list)
    for task in tasks:
        language, fmt = task.subject.language, task.subject.format
        shapes[language and language.id, fmt and fmt.id, task.proof.trim_mm].append(task)
    for several in shapes.values():
        digest = hashlib.sha256(practice.encode()).hexdigest()
        yield several[int(digest, 16) % len(several)]


def _of_practice(task: CheckTarget, practice: Mapping[str, str]) -> CheckTarget:
    """The task with what a file for this practice must show besides; a print ticket shows nothing of it."""
    if task.subject.format is None:
        return task
    numbers = (practice.get("telephone"), practice.get("out_of_hours_telephone"))
    subject = replace(
        task.subject,
        country=practice.get("country"),
        publisher=practice.get("publisher"),
        numbers=tuple(number for number in numbers if number),
    )
    return replace(task, subject=subject)
