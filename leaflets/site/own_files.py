"""Files that a host asks for and no page of the site is, as _headers or CNAME: copied as they are, beside the pages.

They lie in content/site/, those of an association's own edition in content/editions/<id>/site/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from leaflets.messages import reason, say
from leaflets.model.artefact import EDITIONS
from leaflets.problems import ContentError, Problem
from leaflets.site.addresses import FOLDER, SiteFile
from leaflets.site.shelf import SiteShelf
from leaflets.storage.files import read_plain

MOST_BYTES = 1_000_000
"""Of one of them; what a host or a search engine asks for is text, or a picture."""

MOST_FILES = 100
"""In all; a whole site of one's own is put beside this one and not into it."""

_NAME = re.compile(r"\.?[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
"""What every host and every disk can have; .well-known and .nojekyll too."""

_LEFT = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems leave in a folder by themselves."""


def own_files(shelf: SiteShelf, others: Iterable[SiteFile]) -> list[SiteFile]:
    """The files of the user's own for the root of the site, whose files are the `others`.

    Raises ContentError for a link, a name that not every host has, what is too large, and what stands in the way of the
    site's own: nothing of that is written.
    """
    folder = _folder(shelf)
    problems: list[Problem] = []
    found = list(_read(folder, shelf.content, problems))
    problems += _in_the_way(found, others, _named(folder, shelf.content))
    if problems:
        raise ContentError(*problems)
    return found


def _folder(shelf: SiteShelf) -> Path:
    own = shelf.edition.own
    return shelf.content / EDITIONS / own.id / FOLDER if own else shelf.content / FOLDER


def _named(path: Path, content: Path) -> str:
    return f"{content.name}/{path.relative_to(content).as_posix()}"


def _read(folder: Path, content: Path, problems: list[Problem]) -> Iterator[SiteFile]:
    paths = [path for path in _below(folder) if path.name not in _LEFT]
    if len(paths) > MOST_FILES:
        said = say("holds more than {count} files", count=MOST_FILES)
        problems.append(Problem(said, _named(folder, content), say("Put a site of your own beside this one.")))
        return
    for path in paths:
        inside, where = path.relative_to(folder), _named(path, content)
        if path.is_symlink():
            problems.append(Problem(say("is a link"), where, say("Put the file itself there.")))
        elif not all(_NAME.fullmatch(part) for part in inside.parts):
            todo = say("Use letters without accents, digits, dots, hyphens and underscores.")
            problems.append(Problem(say("has a name that not every host can have"), where, todo))
        else:
            try:
                yield SiteFile(inside.as_posix(), read_plain(path, MOST_BYTES, content))
            except OSError as error:
                problems.append(Problem(reason(error), where, say("Put another file there.")))


def _below(folder: Path) -> list[Path]:
    """The files and links below a folder, in the order of their names; a link is not followed, not even the folder."""
    if folder.is_symlink():
        return [folder]
    if not folder.is_dir():
        return []
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        found += _below(path) if path.is_dir() and not path.is_symlink() else [path]
        if len(found) > MOST_FILES + len(_LEFT):
            break
    return found


def _in_the_way(found: Iterable[SiteFile], others: Iterable[SiteFile], folder: str) -> Iterator[Problem]:
    """Those with the path of a file of the site, or of a folder in which it has files, or below one of its files."""
    taken = {one.path.casefold() for one in others}
    folders = {str(parent) for path in taken for parent in Path(path).parents}
    for one in found:
        path = one.path.casefold()
        if path in taken | folders or any(str(parent) in taken for parent in Path(path).parents):
            todo = say("Give it another name: the site writes that itself.")
            yield Problem(say("stands in the way of a file of the site"), f"{folder}/{one.path}", todo)
