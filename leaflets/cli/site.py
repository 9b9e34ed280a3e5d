"""The command that writes the download site, and the register of what was published."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli import data, options
from leaflets.cli.console import Voice, complain_of, shown, tell
from leaflets.cli.inputs import beside, made_in, read_content
from leaflets.cli.machine import check_libraries
from leaflets.installed import styles_of
from leaflets.messages import say, say_many
from leaflets.model.artefact import EDITIONS
from leaflets.problems import ContentError, ExitCode, Problem, WrongOption, files

if TYPE_CHECKING:
    from leaflets.content import Catalogue
    from leaflets.register import Version
    from leaflets.site.shelf import SiteShelf


@dataclass(frozen=True)
class SiteOptions:
    """What the command is given, each under the name of its parameter."""

    edition: str | None
    publish: bool
    withdraw: str | None
    reason: str | None
    force: bool
    quiet: bool
    as_json: bool
    content: Path
    output: Path

    @property
    def made_in(self) -> Path:
        """The folder with what was made, which the site goes into."""
        return made_in(self.output, self.edition)

    @property
    def is_quick(self) -> bool:
        """Whether it is enough to say that nothing has changed."""
        return not (self.force or self.as_json or self.publish or self.withdraw)

    def refuse(self) -> None:
        """Raises WrongOption for what does not go together."""
        if (self.withdraw is None) != (self.reason is None):
            raise WrongOption(say("--withdraw ID and --reason TEXT go together: the page of that version says why."))
        if self.withdraw is not None and self.publish:
            raise WrongOption(say("--withdraw and --publish are two steps: withdraw first, then publish."))


@dataclass(frozen=True)
class _Done:
    """What came of it: files of the site, lines of the register, and what there is to say."""

    files: int
    published: tuple[Version, ...]
    withdrawn: str | None
    problems: list[Problem]
    """Files that are not there: the site is there without them, and the command ends as where something failed."""
    remarks: list[Problem]


@click.command(short_help="Write the download site.")
@options.edition
@click.option("--publish", is_flag=True, help="Add the versions that are new to content/versions.jsonl, for good.")
@click.option("--withdraw", metavar="ID", help="Say of a published version, by its id or the last six signs of it,"
              " that it is not to be handed out any more.")  # fmt: skip
@click.option("--reason", metavar="TEXT", help="Why it is withdrawn, in a sentence that everybody will read.")
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
    asked.refuse()
    voice = Voice(asked.quiet, as_json=asked.as_json)
    started = time.monotonic()
    from leaflets.site.unchanged import nothing_changed

    project = options.project_of(asked.content)
    if asked.is_quick:
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
    done = _written(asked, project, voice)
    _say(done, asked.made_in, voice, time.monotonic() - started)
    return ExitCode.WRONG if done.problems else ExitCode.DONE


def _written(asked: SiteOptions, project: Path, voice: Voice) -> _Done:
    """Write the register, where that is asked for, and then the site. Raises PressError.

    What is in the register stays there, also where the site cannot be written: called again, it is only that.
    """
    from leaflets.register import read_register
    from leaflets.site.publish import publish_site
    from leaflets.site.registering import astray
    from leaflets.site.shelf import missing
    from leaflets.site.unchanged import remember
    from leaflets.storage.manifest import alone

    content, output = asked.content.resolve(), asked.made_in
    if asked.edition and not (content / EDITIONS / f"{asked.edition}.yaml").is_file():
        # Says so, and which there are, before anything is written.
        read_content(content, styles_of(project), None, asked.edition)
    with alone(output):
        withdrawn = _withdrawn(asked, voice)
        series, own = _texts(asked, project)
        shelf = _shelf(asked, project, own)
        published, remarks = _published(asked, series, shelf, voice)
        if published:
            shelf = replace(shelf, register=read_register(content))
        count = publish_site(shelf)
        problems = missing(shelf)
        remarks += astray(shelf)
        if not (problems or remarks):  # What is to be told is told each time.
            remember(project, asked.content, output, asked.edition, count)
    return _Done(count, published, withdrawn, problems, remarks)


def _withdrawn(asked: SiteOptions, voice: Voice) -> str | None:
    """The id of the version that is withdrawn, which is said at once: it holds, whatever comes of the site."""
    if asked.withdraw is None or asked.reason is None:
        return None
    from leaflets.site.registering import withdraw
    from leaflets.storage.digests import today

    found = withdraw(asked.content.resolve(), asked.withdraw, today(), asked.reason).withdraw
    if not (voice.as_json or voice.is_quiet):
        tell(say("{id} is withdrawn. Copy the site to its host now.", id=found))
    return found


def _published(
    asked: SiteOptions, series: Catalogue, shelf: SiteShelf, voice: Voice
) -> tuple[tuple[Version, ...], list[Problem]]:
    """The versions that are published, which is said at once, and what there is to say of them and of older ones."""
    from leaflets.preflight.report.versions import of_addresses
    from leaflets.site.registering import publish_versions

    if not asked.publish:
        return (), list(of_addresses(series, shelf.content, shelf.day))
    now = publish_versions(series, shelf, shelf.content, shelf.day)
    ids = [one.id for one in now.versions]
    said = say("Nothing is new: every version is in the register.")
    if ids:
        said = say_many(
            "{count} version published: {ids}.",
            "{count} versions published: {ids}.",
            count=len(ids),
            ids=", ".join(ids),
        )
    if not (voice.as_json or voice.is_quiet):
        tell(said)
    return now.versions, list(now.problems)


def _texts(asked: SiteOptions, project: Path) -> tuple[Catalogue, Catalogue]:
    """The texts of the series, and those the site shows, an edition's own where one is named.

    Raises PressError; a text that is wrong stops all, for its page would be gone.
    """
    from leaflets.content.in_edition import in_edition
    from leaflets.preflight.texts.gate import passing
    from leaflets.storage.digests import today

    series, problems, _ = read_content(asked.content, styles_of(project), asked.made_in)
    with beside(problems):
        own = in_edition(series, asked.edition) if asked.edition else series
        own, refused = passing(own, asked.content, today())
    if problems or refused:
        raise ContentError(*problems, *refused)
    return series, own


def _shelf(asked: SiteOptions, project: Path, catalogue: Catalogue) -> SiteShelf:
    """What the site shows. Raises ContentError."""
    from leaflets.site.shelf import stocked
    from leaflets.storage.digests import today

    return stocked(catalogue, project, asked.content.resolve(), asked.made_in, today())


def _say(done: _Done, output: Path, voice: Voice, seconds: float) -> None:
    told = [*done.remarks, *done.problems]
    if voice.as_json:
        ids = [one.id for one in done.published]
        data.tell(
            files=done.files, folder="site", published=ids, withdrawn=done.withdrawn, problems=data.problems(told)
        )
        return
    complain_of(told, voice)
    if not voice.is_quiet:
        said = say(
            "{files} in {folder} ({seconds:.1f} s).",
            files=files(done.files), folder=shown(output / "site"), seconds=seconds,
        )  # fmt: skip
        tell(said)
