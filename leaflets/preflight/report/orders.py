"""The print orders in the output folder: every file is the one that was made, and the press files keep the rules.

A file with a part of the booklet is held to what it holds: its size, its bleed and its folios are those of its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from leaflets.content import Catalogue
from leaflets.installed import PROGRAM
from leaflets.messages import say
from leaflets.model.format import BLEED_MM
from leaflets.preflight.report.targets import CheckTarget, damage_of, tasks_of
from leaflets.preflight.texts.house_style import House
from leaflets.problems import Problem
from leaflets.storage.files import digest_plain, is_inside
from leaflets.storage.manifest import MANIFEST, Manifest, read_manifest

COMMAND = f"{PROGRAM} order"
TODO = say("Run {command} again.", command=COMMAND)

FOLDER = "order"
"""Where an order lies in the output folder, which is that of its edition."""


def tasks_of_orders(catalogue: Catalogue, house: House, output: Path) -> tuple[list[CheckTarget], list[Problem]]:
    """What to look at in all orders, and the files that are not there or not as they were made."""
    manifest = read_manifest(output, FOLDER)
    problems = [replace(one, where=f"{FOLDER}/{MANIFEST}", todo=TODO) for one in damage_of(manifest)]
    found, wrong = tasks_of(manifest, catalogue, house, output, COMMAND)
    said = dict(_files(manifest))
    tasks = [_of_order(task, said.get(Path(task.where).name, {})) for task in found]
    return tasks, [*problems, *wrong, *_beside(manifest, output)]


def _files(manifest: Manifest) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The files of the orders by their names, each as its order says it, with the bleed of that."""
    orders = manifest.about.get("orders")
    for order in orders.values() if isinstance(orders, dict) else ():
        for one in order.get("files", ()) if isinstance(order, dict) else ():
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                yield one["name"], {**one, "bleed_mm": order.get("bleed_mm")}


def _of_order(task: CheckTarget, said: Mapping[str, Any]) -> CheckTarget:
    """The task with what its order says of the file; the order sheet, and what no press wrote, as they are."""
    fmt, bleed, folios = task.subject.format, said.get("bleed_mm"), said.get("folios")
    if fmt is None or not isinstance(bleed, int | float) or not isinstance(folios, list):
        return task
    is_part = said.get("holds") in ("cover", "inside")
    numbers = tuple(
        tuple(one for one in several if isinstance(one, int)) for several in folios if isinstance(several, list)
    )
    subject = replace(
        task.subject,
        format=fmt.model_copy(update={"paper_mm": task.proof.trim_mm}),
        bleed_mm=float(bleed) if 0 < bleed <= BLEED_MM else BLEED_MM,
        folios=numbers if is_part else (),
        is_part=is_part,
    )
    is_flat = any(len(several) > 1 for several in numbers)
    return replace(task, subject=subject, multiple_of=1 if is_flat else task.multiple_of)


def _beside(manifest: Manifest, output: Path) -> Iterator[Problem]:
    """The pictures that are not there, or not as they were made."""
    several = manifest.about.get("beside")
    for one in (one for listed in several.values() for one in listed) if isinstance(several, dict) else ():
        path = one.get("path") if isinstance(one, dict) else None
        if isinstance(path, str) and is_inside(output / path, output):
            try:
                is_same = digest_plain(output / path, output) == one.get("sha256")
            except OSError:
                yield Problem(say("is in the manifest and not in the folder"), path, TODO)
                continue
            if not is_same:
                yield Problem(say("is not the file that was made: somebody changed it"), path, TODO)
