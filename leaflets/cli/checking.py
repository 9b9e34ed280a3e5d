"""The command that holds everything to every rule."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from leaflets.cli import options
from leaflets.cli.machine import check_processes
from leaflets.cli.reading import allowed
from leaflets.cli.saying import say, shown, with_progress


@click.command()
@click.option("--links", is_flag=True, help="Ask every address whether it still answers.")
@options.jobs
@options.allow
@options.content
@options.output
def check(links: bool, jobs: int, allow: tuple[str, ...], content: Path, output: Path) -> int:
    """Hold the texts and the finished files to every rule; preflight.html shows what is wrong and where."""
    from rich.console import Console

    from leaflets.preflight import report
    from leaflets.preflight.check import Order
    from leaflets.preflight.check import check as looked_at

    check_processes(jobs)
    started = time.monotonic()
    order = Order(options.PROJECT, content.resolve(), output, allowed(allow), links, jobs)
    outcome = with_progress(lambda progress: looked_at(order, progress))
    report.write(outcome, output, options.PROJECT / "templates")
    if sys.stdout.isatty():
        Console().print(report.table(outcome))
    else:
        for line in report.lines(outcome):
            say(line)
    say(report.summary(outcome, time.monotonic() - started))
    say(f"See {shown(output / report.HTML)} for the pages with the places marked.")
    return 1 if outcome.blocks else 0
