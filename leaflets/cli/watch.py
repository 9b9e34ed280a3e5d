"""The command that builds whenever something is saved."""

from __future__ import annotations

import contextlib
from functools import partial
from pathlib import Path

import click

from leaflets.cli import options
from leaflets.cli.console import tell
from leaflets.cli.inputs import allowed, made_in, say_allowed
from leaflets.cli.machine import check_libraries, check_processes
from leaflets.messages import Spoken
from leaflets.problems import ExitCode, PressError, Problem


@click.command(short_help="Make again whatever a saved file touches.")
@options.languages
@options.leaflets
@options.formats
@options.jobs
@options.quiet
@options.allow
@options.edition
@options.content
@options.output
@options.messages
def watch(
    language: tuple[str, ...],
    leaflet: tuple[str, ...],
    format: tuple[str, ...],
    jobs: int,
    quiet: bool,
    allow: tuple[str, ...],
    edition: str | None,
    content: Path,
    output: Path,
) -> int:
    """Make again, and proof again, whatever a saved file touches, until you press Ctrl-C."""
    let_pass = allowed(allow)
    check_libraries()
    check_processes(2, may_be_one=False)  # It never works alone: only a process that begins anew sees a changed style.
    from leaflets.build import watch as press
    from leaflets.plan import Request

    output = made_in(output, edition)
    project = options.project_of(content)
    request = Request(project, content, output, language, leaflet, format, jobs, allow=let_pass, edition=edition)
    say_allowed(allow)
    with contextlib.suppress(KeyboardInterrupt):
        press.watch(request, _tell_wrong if quiet else partial(tell, flush=True))
    return ExitCode.DONE


def _tell_wrong(text: Spoken) -> None:
    """Print what is wrong, and nothing of what was made."""
    if isinstance(text, Problem | PressError):
        tell(text, flush=True)
