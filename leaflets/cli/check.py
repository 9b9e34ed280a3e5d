"""The command that holds everything to every rule."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from leaflets.cli import data, options
from leaflets.cli.console import Voice, shown, tell, with_progress
from leaflets.cli.inputs import allowed, made_in
from leaflets.cli.machine import check_processes
from leaflets.cli.tongue import language
from leaflets.installed import templates_of
from leaflets.messages import say
from leaflets.problems import ExitCode


@click.command(short_help="Hold texts and files to every rule.")
@click.option("--links", is_flag=True, help="Ask every address whether it still answers.")
@options.quiet
@options.verbose
@options.as_json
@options.jobs
@options.allow
@options.edition
@options.content
@options.output
@options.messages
def check(
    links: bool,
    quiet: bool,
    verbose: bool,
    as_json: bool,
    jobs: int,
    allow: tuple[str, ...],
    edition: str | None,
    content: Path,
    output: Path,
) -> int:
    """Hold the texts and the finished files to every rule; preflight.html shows what is wrong and where."""
    from rich.console import Console

    from leaflets.preflight.report import html
    from leaflets.preflight.report.check import CheckRequest
    from leaflets.preflight.report.check import check as looked_at

    check_processes(jobs)
    output = made_in(output, edition)
    started = time.monotonic()
    project = options.project_of(content)
    order = CheckRequest(project, content.resolve(), output, allowed(allow), links, jobs, edition=edition)
    outcome = with_progress(lambda progress: looked_at(order, progress), Voice(quiet, verbose, as_json))
    html.write(outcome, output, templates_of(project), language())
    code = ExitCode.WRONG if outcome.blocks else ExitCode.DONE
    if as_json:
        found = ((one.problem, one.reason) for one in outcome.verdicts)
        told = [
            data.problem(problem) | ({"allowed": reason} if reason is not None else {}) for problem, reason in found
        ]
        data.tell(files=len(outcome.files), pages=outcome.pages, texts=len(outcome.readings), problems=told)
        return code
    if sys.stdout.isatty() and not verbose:
        Console().print(html.table(outcome, language()))
    else:
        for line in html.lines(outcome, language()):
            tell(line)
    if quiet:
        return code
    tell(html.summary(outcome, time.monotonic() - started))
    tell(say("See {file} for the pages with the places marked.", file=shown(output / html.HTML)))
    return code
