"""The command that writes the download site."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli import data, options
from leaflets.cli.console import Voice, complain_of, shown, tell
from leaflets.cli.inputs import beside, made_in, read_content
from leaflets.cli.machine import check_libraries
from leaflets.installed import styles_of
from leaflets.messages import say
from leaflets.problems import ContentError, ExitCode, Problem, files

if TYPE_CHECKING:
    from leaflets.site.shelf import SiteShelf


@dataclass(frozen=True)
class SiteOptions:
    """What the command is given, each under the name of its parameter."""

    edition: str | None
    force: bool
    quiet: bool
    as_json: bool
    content: Path
    output: Path

    @property
    def made_in(self) -> Path:
        """The folder with what was made, which the site goes into."""
        return made_in(self.output, self.edition)


@click.command(short_help="Write the download site.")
@options.edition
@options.force
@options.quiet
@options.as_json
@options.content
@options.output
@options.messages
def site(**given: Any) -> int:
    """Write the download site into output/site: every leaflet as a page, with the files that were made of it.

    It makes no PDF: build first.
    """
    asked = SiteOptions(**given)
    voice = Voice(asked.quiet, as_json=asked.as_json)
    started = time.monotonic()
    from leaflets.site.unchanged import nothing_changed

    project = options.project_of(asked.content)
    if not (asked.force or asked.as_json):
        count = nothing_changed(project, asked.content, asked.made_in, asked.edition)
        if count is not None:
            if not asked.quiet:
                said = say(
                    "Nothing has changed: {files} in {folder} ({seconds:.1f} s).",
                    files=files(count), folder=shown(asked.made_in / "site"), seconds=time.monotonic() - started,
                )  # fmt: skip
                tell(said)
            return ExitCode.DONE
    check_libraries()
    return _written(asked, project, voice, started)


def _written(asked: SiteOptions, project: Path, voice: Voice, started: float) -> int:
    """Write the site, and say what came of it; gives the exit code. Raises PressError."""
    from leaflets.site.publish import publish_site
    from leaflets.site.shelf import missing
    from leaflets.site.unchanged import remember
    from leaflets.storage.manifest import alone

    output = asked.made_in
    with alone(output):
        shelf = _shelf(asked, project)
        count = publish_site(shelf)
        problems = missing(shelf)
        if not problems:  # What is to be told is told each time.
            remember(project, asked.content, output, asked.edition, count)
    _say(count, problems, output, voice, time.monotonic() - started)
    return ExitCode.WRONG if problems else ExitCode.DONE


def _shelf(asked: SiteOptions, project: Path) -> SiteShelf:
    """What the site shows. Raises PressError; a text that is wrong stops all, for its page would be gone."""
    from leaflets.preflight.texts.gate import passing
    from leaflets.site.shelf import stocked
    from leaflets.storage.digests import today

    catalogue, problems, _ = read_content(asked.content, styles_of(project), asked.made_in, asked.edition)
    with beside(problems):
        catalogue, refused = passing(catalogue, asked.content, today())
    if problems or refused:
        raise ContentError(*problems, *refused)
    return stocked(catalogue, project, asked.content.resolve(), asked.made_in, today())


def _say(count: int, problems: list[Problem], output: Path, voice: Voice, seconds: float) -> None:
    if voice.as_json:
        data.tell(files=count, folder="site", problems=data.problems(problems))
        return
    complain_of(problems, voice)
    if not voice.is_quiet:
        said = say(
            "{files} in {folder} ({seconds:.1f} s).",
            files=files(count), folder=shown(output / "site"), seconds=seconds,
        )  # fmt: skip
        tell(said)
