"""What is written into the register: which versions are published, and which is withdrawn; nothing else writes it.

There is one register in a folder of content, also for an edition of an association's own: a version is of the words,
and those of an edition are the series'.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.installed import PROGRAM
from leaflets.messages import say, say_many
from leaflets.preflight.report.versions import before_publishing
from leaflets.problems import ContentError, Problem
from leaflets.register import (
    Register,
    Version,
    Withdrawal,
    append,
    is_withdrawn,
    only_writer,
    publish_lines,
    read_register,
    withdrawal_of,
)
from leaflets.site.shelf import NAMED, SiteShelf, missing


@dataclass(frozen=True)
class PublishedNow:
    """The versions that were added to the register, and what there is to say of it."""

    versions: tuple[Version, ...]
    problems: tuple[Problem, ...]


def publish_versions(series: Catalogue, shelf: SiteShelf, content: Path, day: dt.date) -> PublishedNow:
    """Add a line to the register for each version that has none: of the leaflets on the shelf, the series' or an
    edition's.

    What the rules say is asked of the whole series, but of no leaflet whose words were withdrawn: that one is left out
    and told, and the others go on. Raises ContentError where a rule blocks, or a file of a version is not there as it
    would be printed, and OSError; then nothing was written.
    """
    with only_writer(content):
        before = read_register(content)
        problems = before_publishing(without_withdrawn(series, before), content, day)
        if blocking := [one for one in problems if one.severity == "blocks"]:
            raise ContentError(*blocking)
        shown = shelf.catalogue
        site = shown.edition.site
        versions = publish_lines(shown, before, site)
        if unmade := missing(shelf, {(one.language, one.leaflet) for one in versions}):
            own = f" --edition {shown.edition.own.id}" if shown.edition.own else ""
            todo = say(
                "Nothing is published before its files are made: {program}{edition}.", program=PROGRAM, edition=own
            )
            raise ContentError(*(replace(one, severity="blocks", todo=todo) for one in unmade))
        append(content, versions)
    return PublishedNow(versions, problems if site or not versions else (*problems, _without_address(shown.folder)))


def without_withdrawn(catalogue: Catalogue, register: Register) -> Catalogue:
    """A catalogue without the leaflets whose words were withdrawn."""
    leaflets = {
        language: tuple(one for one in several if not is_withdrawn(one, register))
        for language, several in catalogue.leaflets.items()
    }
    return replace(catalogue, leaflets=leaflets)


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
    yield from _withdrawn(shelf)


def _withdrawn(shelf: SiteShelf) -> Iterator[Problem]:
    for leaflet in (leaflet for language in shelf.languages for leaflet in shelf.leaflets(language.id)):
        if found := shelf.withdrawal(leaflet):
            said = say(
                "is on the site as withdrawn, without its files and the booklets with it: {id}, {why}",
                id=leaflet.version_id, why=found.reason.removesuffix("."),
            )  # fmt: skip
            todo = say("Change its words and raise its version, or take the leaflet out.")
            yield Problem(said, leaflet.path, todo, severity="warns", leaflet=leaflet.id)
