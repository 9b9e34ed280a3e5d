"""What is written into the register: which versions are published, and which is withdrawn; nothing else writes it.

There is one register in a folder of content, also for an edition of an association's own: a version is of the words,
and those of an edition are the series'.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.messages import say, say_many
from leaflets.preflight.report.versions import before_publishing
from leaflets.problems import ContentError, Problem
from leaflets.register import (
    Register,
    Version,
    Withdrawal,
    append,
    only_writer,
    publish_lines,
    read_register,
    withdrawal_of,
)
from leaflets.site.shelf import NAMED, SiteShelf


@dataclass(frozen=True)
class PublishedNow:
    """The versions that were added to the register, and what there is to say of it."""

    versions: tuple[Version, ...]
    problems: tuple[Problem, ...]


def publish_versions(series: Catalogue, shown: Catalogue, content: Path, day: dt.date) -> PublishedNow:
    """Add a line to the register for each version that has none: of the leaflets `shown`, the series' or an edition's.

    What the rules say is asked of the whole series. Raises ContentError where one blocks, and OSError; then nothing was
    written.
    """
    with only_writer(content):
        problems = before_publishing(series, content, day)
        if blocking := [one for one in problems if one.severity == "blocks"]:
            raise ContentError(*blocking)
        site = shown.edition.site
        versions = publish_lines(shown, read_register(content), site)
        append(content, versions)
    return PublishedNow(versions, problems if site or not versions else (*problems, _without_address(shown.folder)))


def _without_address(folder: str) -> Problem:
    said = say("names no site: no paper leads to what was published")
    todo = say("Give its address as site, and make the files again, before they are printed.")
    return Problem(said, f"{folder}/edition.yaml", todo, severity="warns")


def withdraw(content: Path, text: str, day: dt.date, why: str) -> Withdrawal:
    """Add to the register that the version of this id, or these last signs, is withdrawn.

    Raises WrongOption, ContentError where the register is wrong, and OSError; then nothing was written.
    """
    with only_writer(content):
        found = withdrawal_of(read_register(content), text, day, why)
        append(content, [found])
    return found


def astray(shelf: SiteShelf) -> Iterator[Problem]:
    """What a site is not to say without a word: a version that paper leads to and no page is of, or one withdrawn."""
    if shelf.base and (missing := publish_lines(shelf.catalogue, shelf.register, None)):
        names = ", ".join(one.id for one in missing[:NAMED]) + (", …" if len(missing) > NAMED else "")
        said = say_many(
            "{count} version is not published, and its code on paper leads to no page: {names}",
            "{count} versions are not published, and their codes on paper lead to no page: {names}",
            count=len(missing), names=names,
        )  # fmt: skip
        todo = say("Once the texts are done, before they are printed: site --publish.")
        yield Problem(said, f"{shelf.catalogue.folder}/versions.jsonl", todo, severity="warns")
    yield from _withdrawn(shelf, shelf.register)


def _withdrawn(shelf: SiteShelf, register: Register) -> Iterator[Problem]:
    gone = {one.withdraw: one for one in register.withdrawals}
    for leaflet in (leaflet for language in shelf.languages for leaflet in shelf.leaflets(language.id)):
        if found := gone.get(leaflet.version_id):
            said = say(
                "is still on the site as {id}, which was withdrawn: {why}",
                id=found.withdraw,
                why=found.reason.removesuffix("."),
            )
            todo = say("Change its words and raise its version, or take the leaflet out.")
            yield Problem(said, leaflet.path, todo, severity="warns", leaflet=leaflet.id)
