"""The sets of practices in the output folder: every file is the one that was made, and some of each are measured.

A set repeats leaflets that are measured as they are; its own are the practice's box, numbers and QR code. So one file
in each format is held to all rules, and which leaflet that is differs from practice to practice.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from leaflets.content import Catalogue
from leaflets.preflight.artefacts import Task, tasks_of
from leaflets.preflight.house import House
from leaflets.problems import Problem

FOLDER, MANIFEST = "practices", "manifest.json"


@dataclass(frozen=True)
class Set:
    """What the manifest of a set says: the practice's own data, and its files."""

    practice: Mapping[str, Any]
    entries: tuple[Mapping[str, Any], ...]


def sets_in(output: Path) -> Iterator[Set | Problem]:
    """The sets of an output folder in the order of their names; a damaged manifest is a problem."""
    for path in sorted((output / FOLDER).glob(f"*/{MANIFEST}")):
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            entries = tuple(entry | {"path": str(entry["path"])} for entry in said["artefacts"])
            yield Set({"country": None} | said["practice"], entries)
        except (OSError, ValueError, KeyError, TypeError):
            where = path.relative_to(output).as_posix()
            yield Problem("cannot be read, so nobody knows what is in the set", where, "Run build.py personalise.")


def tasks_of_sets(catalogue: Catalogue, house: House, output: Path) -> tuple[list[Task], list[Problem]]:
    """What to look at in all sets, and the files that are not there or not as they were made."""
    tasks: list[Task] = []
    problems: list[Problem] = []
    for one in sets_in(output):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        found, absent = tasks_of(list(one.entries), _spoken(catalogue, str(one.practice["country"])), house, output)
        tasks += [_of_practice(task, one.practice) for task in _sample(found, str(one.practice.get("id")))]
        problems += [replace(problem, todo="Run build.py personalise.") for problem in absent]
    return tasks, problems


def _spoken(catalogue: Catalogue, country: str) -> Catalogue:
    """The catalogue with the words of each language as the country says them."""
    return replace(
        catalogue,
        languages={name: language.spoken_in(country) for name, language in catalogue.languages.items()},
    )


def _sample(tasks: list[Task], practice: str) -> Iterator[Task]:
    """One of the files in each format and language."""
    shapes: defaultdict[object, list[Task]] = defaultdict(list)
    for task in tasks:
        language, fmt = task.subject.language, task.subject.format
        shapes[language and language.id, fmt and fmt.id, task.proof.trim_mm].append(task)
    for several in shapes.values():
        digest = hashlib.sha256(practice.encode()).hexdigest()
        yield several[int(digest, 16) % len(several)]


def _of_practice(task: Task, practice: Mapping[str, Any]) -> Task:
    """The task with what a file for this practice must show besides."""
    numbers = (practice.get("telephone"), practice.get("out_of_hours_telephone"))
    subject = replace(
        task.subject,
        country=practice.get("country"),
        publisher=practice.get("publisher"),
        numbers=tuple(str(number) for number in numbers if number),
    )
    return replace(task, subject=subject)
