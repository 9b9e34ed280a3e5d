"""The command that holds everything to every rule."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from leaflets.cli import options
from leaflets.cli.console import say, shown, with_progress
from leaflets.cli.inputs import allowed
from leaflets.cli.machine import check_processes
from leaflets.installed import templates_of


@click.command()
@click.option("--links", is_flag=True, help="Ask every address whether it still answers.")
@options.jobs
@options.allow
@options.content
@options.output
def check(links: bool, jobs: int, allow: tuple[str, ...], content: Path, output: Path) -> int:
    """Hold the texts and the finished files to every rule; preflight.html shows what is wrong and where."""
    from rich.console import Console

    from leaflets.preflight.report import html
    from leaflets.preflight.report.check import CheckRequest
    from leaflets.preflight.report.check import check as looked_at

    check_processes(jobs)
    started = time.monotonic()
    order = CheckRequest(options.PROJECT, content.resolve(), output, allowed(allow), links, jobs)
    outcome = with_progress(lambda progress: looked_at(order, progress))
    html.write(outcome, output, templates_of(options.PROJECT))
    if sys.stdout.isatty():
        Console().print(html.table(outcome))
    else:
        for line in html.lines(outcome):
            say(line)
    say(html.summary(outcome, time.monotonic() - started))
    say(f"See {shown(output / html.HTML)} for the pages with the places marked.")
    return 1 if outcome.blocks else 0
