"""The command that makes a set of leaflets for every practice."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from leaflets.cli import options
from leaflets.cli.saying import check_libraries, shown, with_progress


@click.command()
@click.argument("practices", required=False, type=click.Path(path_type=Path))
@options.leaflets
@options.formats
@click.option("--check", is_flag=True, help="Only tell which sets are out of date.")
@options.jobs
@click.option("--scheduler", help="A Dask scheduler, for example tcp://host:8786.")
@options.force
@options.gray
@options.press
@options.content
@options.output
def personalise(
    practices: Path | None,
    leaflet: tuple[str, ...],
    format: tuple[str, ...],
    check: bool,
    jobs: int,
    scheduler: str | None,
    force: bool,
    gray: bool,
    press: bool,
    content: Path,
    output: Path,
) -> int:
    """Make a set of leaflets for every practice, with its name and telephone in the box that is kept for it.

    PRACTICES is a .csv or .xlsx table, a .yaml file or a folder of these; content/practices when you name none.
    """
    return serve(
        practices, leaflet=leaflet, format=format, jobs=jobs, force=force, gray=gray, press=press, content=content,
        output=output, scheduler=scheduler, check=check,
    )  # fmt: skip


def serve(
    practices: Path | None,
    *,
    leaflet: tuple[str, ...],
    format: tuple[str, ...],
    jobs: int,
    force: bool,
    gray: bool,
    press: bool,
    content: Path,
    output: Path,
    scheduler: str | None = None,
    check: bool = False,
) -> int:
    """Make the sets, or only check them, and say what came of it; gives the exit code."""
    check_libraries()
    from leaflets import practices as office
    from leaflets.content import load
    from leaflets.imposition import load_printer
    from leaflets.model import PaperOptions
    from leaflets.plan import Request

    catalogue, problems = load(content, options.PROJECT / "styles", output / ".cache")
    paper = PaperOptions(gray=gray, press=press, printer=load_printer(content))
    request = Request(
        options.PROJECT, content.resolve(), output, (), leaflet, format, jobs=jobs, force=force, paper=paper
    )
    given = (catalogue, request, practices, shown(output), with_progress)
    told = office.check(*given) if check else office.serve(*given, scheduler=scheduler)
    for problem in [*problems, *told.problems]:
        print(problem, file=sys.stderr)
    print(told.said)
    return 0 if told.is_good and not problems else 1
