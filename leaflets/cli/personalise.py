"""The command that makes a set of leaflets for every practice."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from leaflets.cli import data, options
from leaflets.cli.console import Voice, complain_of, shown, tell, with_progress
from leaflets.cli.inputs import allowed, beside, made_in, read_content, said_before, say_allowed
from leaflets.cli.machine import check_libraries, check_processes
from leaflets.cli.tongue import language
from leaflets.installed import styles_of
from leaflets.problems import ExitCode


@click.command(short_help="Make a set of leaflets for every practice.")
@click.argument(
    "practices", metavar="[PRACTICES]", required=False, type=click.Path(path_type=Path),
    shell_complete=options.practices_there,
)  # fmt: skip
@options.leaflets
@options.formats
@click.option("--check", is_flag=True, help="Only tell which sets are out of date.")
@options.jobs
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, for example tcp://host:8786.")
@options.force
@options.quiet
@options.verbose
@options.as_json
@options.gray
@options.light
@options.press
@options.allow
@options.edition
@options.content
@options.output
@options.messages
def personalise(
    practices: Path | None,
    leaflet: tuple[str, ...],
    format: tuple[str, ...],
    check: bool,
    jobs: int,
    scheduler: str | None,
    force: bool,
    quiet: bool,
    verbose: bool,
    as_json: bool,
    gray: bool,
    light: bool,
    press: bool,
    allow: tuple[str, ...],
    edition: str | None,
    content: Path,
    output: Path,
) -> int:
    """Make a set of leaflets for every practice, with its name and telephone in the box that is kept for it.

    PRACTICES is a table (.csv, .xlsx, .xls, .xlsb or .ods), a .yaml file of one practice, a folder of such files, or
    the id of one in content/practices; all of these when you name none.
    """
    return serve(
        practices, leaflet=leaflet, format=format, jobs=jobs, force=force, voice=Voice(quiet, verbose, as_json),
        gray=gray, light=light, press=press, allow=allow, content=content, output=output, scheduler=scheduler,
        check=check, edition=edition,
    )  # fmt: skip


def serve(
    practices: Path | None,
    *,
    leaflet: tuple[str, ...],
    format: tuple[str, ...],
    jobs: int,
    force: bool,
    voice: Voice,
    gray: bool,
    light: bool,
    press: bool,
    allow: tuple[str, ...],
    content: Path,
    output: Path,
    scheduler: str | None = None,
    check: bool = False,
    edition: str | None = None,
) -> int:
    """Make the sets, or only check them, and say what came of it; gives the exit code."""
    let_pass = allowed(allow)
    check_libraries()
    check_processes(jobs)
    from leaflets.build import practices as sets
    from leaflets.model.format import PaperOptions
    from leaflets.plan import Request, by_id, concerns

    catalogue, problems, office = read_content(content, styles_of(options.project_of(content)), output, edition)
    output = made_in(output, edition)
    request = Request(
        options.project_of(content), content.resolve(), output, (), leaflet, format, jobs=jobs, force=force,
        paper=office.paper(PaperOptions(gray=gray, light=light, press=press)), allow=let_pass, read_in=language(),
        edition=edition,
    )  # fmt: skip
    request = by_id(request, catalogue)
    wrong = [problem for problem in problems if concerns(problem, request)]
    given = (catalogue, request, practices, shown(output), partial(with_progress, voice=voice))
    with beside(wrong), said_before(wrong):
        told = sets.check(*given) if check else sets.serve(*given, scheduler=scheduler)
    problems = [*wrong, *told.problems]
    if voice.as_json:
        data.tell(said=told.said.split("\n"), output=str(output), problems=data.problems(problems))
    else:
        complain_of(problems, voice)
        say_allowed(allow, voice)
        if not voice.is_quiet:
            tell(told.said)
    return ExitCode.DONE if told.is_good and not wrong else ExitCode.WRONG
