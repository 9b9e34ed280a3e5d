"""The command that says how airy the pages of a format may be."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli import data, options
from leaflets.cli.console import ConsoleTable, Voice, complain_of, show, with_progress
from leaflets.cli.machine import check_libraries, check_processes
from leaflets.installed import styles_of
from leaflets.messages import say
from leaflets.problems import ExitCode

if TYPE_CHECKING:
    from leaflets.build.copyfit import SeriesFit


@click.command(short_help="Show how airy a format may be, and what keeps it from more.")
@options.languages
@options.leaflets
@options.formats
@options.jobs
@options.as_json
@options.content
@options.messages
def fit(
    language: tuple[str, ...],
    leaflet: tuple[str, ...],
    format: tuple[str, ...],
    jobs: int,
    as_json: bool,
    content: Path,
) -> int:
    """Show for each format the airiest of the three spacings in which all leaflets fit, and by how many lines which
    leaflets miss the next.

    A format's style says which spacing it has: "spacing: normal" in the comment it begins with.
    """
    check_libraries()
    check_processes(jobs)
    from leaflets.build.copyfit import fits
    from leaflets.content import load
    from leaflets.plan import Request
    from leaflets.processes.workers import workers

    catalogue, problems = load(content, styles_of(options.project_of(content)))
    request = Request(
        options.project_of(content), content.resolve(), content.parent / "output", language, leaflet, format, jobs
    )
    with workers(jobs, jobs) as pool:
        found = with_progress(
            lambda progress: fits(catalogue, request, pool, progress),
            Voice(is_quiet=not sys.stdout.isatty(), as_json=as_json),
        )
    if as_json:
        data.tell(fits=[_object(one) for one in found], problems=data.problems(problems))
    else:
        show(_table(found))
        complain_of(problems)
    return ExitCode.WRONG if problems or any(one.airiest is None for one in found) else ExitCode.DONE


def _object(one: SeriesFit) -> dict[str, object]:
    return {
        "format": one.format_id, "language": one.language, "spacing": one.declared, "airiest": one.airiest,
        "lines_too_many": dict(one.missed),
    }  # fmt: skip


def _table(found: Sequence[SeriesFit]) -> ConsoleTable:
    rows = [
        (
            one.format_id,
            one.language,
            one.declared,
            one.airiest or say("none"),
            ", ".join(f"{name} {lines}" for name, lines in sorted(one.missed.items(), key=lambda item: -item[1])),
        )
        for one in found
    ]
    headings = (say("format"), say("language"), say("spacing"), say("airiest"), say("lines too many for the next"))
    return ConsoleTable(say("Spacing"), headings, rows)
