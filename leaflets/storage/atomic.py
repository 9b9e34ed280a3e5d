"""Write a file whole: beside and renamed, so that whatever stops the press, it is new or as it was before.

Nothing is written or removed through a link that leads out of the folder it should be in. Imports nothing heavy, see
digests.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from leaflets.messages import Sentence, reason, say
from leaflets.problems import ContentError, Problem
from leaflets.storage.files import Outside, is_inside, is_there

HALF = ".half"
"""What the name of a file ends with that is being written; it begins with a dot."""

FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""Who may read what is made: everybody, as far as the user's umask lets them."""


def write_whole(path: Path, data: bytes, *, inside: Path | None = None, settle: bool = True) -> None:
    """Write `data` to `path` so that a reader sees the old file or the new one, never half of it.

    Without `settle` the disk takes its time: after a power cut, what was just written may be empty. Raises OSError
    with the name of what stands in the way: Outside for a link that leads out of `inside`.
    """
    if inside is not None:
        stay_inside(path, inside)
    make_folder(path.parent)
    half = path.with_name(f".{_short(path.name)}.{os.urandom(4).hex()}{HALF}")
    try:
        with open(half, "xb", opener=_opened) as file:
            file.write(data)
            if settle:
                file.flush()
                # Or a machine that loses its power may have the new name and none of the bytes (rename(2), fsync(2)).
                os.fsync(file.fileno())
        # One step to whoever reads: the old file or the new one (POSIX, rename).
        half.replace(path)
    except BaseException as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def remove_whole(path: Path, inside: Path) -> None:
    """Remove a file that may be there. Raises Outside where it is not in the folder `inside`, or another OSError."""
    if is_there(path):
        stay_inside(path.parent, inside)
        path.unlink(missing_ok=True)


def make_folder(folder: Path, inside: Path | None = None) -> None:
    """Make a folder and those it stands in. Raises OSError with the name of what stands in the way, as write_whole."""
    if inside is not None:
        stay_inside(folder, inside)
    if not folder.is_dir():
        make_folder(folder.parent)
        try:
            folder.mkdir(FOLDER_MODE, exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


def stay_inside(path: Path, inside: Path) -> None:
    """Raises Outside, with the name of the link, where one on the way to `path` leads out of the folder `inside`."""
    if is_inside(path, inside):
        return
    way = (step for step in (*reversed(path.parents), path) if step.is_relative_to(inside) and step != inside)
    link = next((step for step in way if not is_inside(step, inside)), path)
    folder = inside.name
    if link.is_symlink():
        raise Outside(0, say("is a link that leads out of the folder {folder}", folder=folder), str(link))
    raise Outside(0, say("is outside the folder {folder}", folder=folder), str(link))


def sweep(folder: Path, inside: Path, seconds: float) -> None:
    """Remove the halves of files under `folder` that a run left which was killed while it wrote them, so long ago."""
    if not is_inside(folder, inside):
        return
    for half in folder.rglob(f".*{HALF}"):
        with suppress(OSError):
            if half.stat().st_mtime < time.time() - seconds:
                half.unlink()


WRITTEN = say("written")


def not_written(error: OSError, path: Path, output: Path, what: Sentence = WRITTEN) -> Problem:
    """What to say when `path` could not be written under `output`: what stands in the way, and what to do about it.

    `what` could not be done with it, where it was not to be written.
    """
    where = Path(error.filename or path)
    is_below = where != output and where.is_relative_to(output)
    shown = where.relative_to(output).as_posix() if is_below else str(where)
    if isinstance(error, Outside):
        return Problem(reason(error), shown, say("Remove the link, or name another folder with --output."))
    if isinstance(error, IsADirectoryError):
        return Problem(say("is a folder where a file should be"), shown, say("Move it away."))
    if isinstance(error, NotADirectoryError):
        return Problem(say("is a file where a folder should be"), shown, say("Move it away."))
    said = say("could not be {what} ({error})", what=what, error=reason(error))
    return Problem(said, shown, _TODO.get(error.errno or 0, say("Look at the folder and the space on the disk.")))


@contextmanager
def noting(problems: list[Problem], path: Path, output: Path, what: Sentence = WRITTEN) -> Iterator[None]:
    """What goes wrong meanwhile with writing `path` becomes one of `problems` and costs itself, as `not_written`."""
    try:
        yield
    except OSError as error:
        problems.append(not_written(error, path, output, what))


def put_whole(path: Path, data: bytes, output: Path) -> None:
    """Write a file of its own kind into the output folder. Raises ContentError, as `not_written` says it."""
    problems: list[Problem] = []
    with noting(problems, path, output):
        write_whole(path, data, inside=output)
    if problems:
        raise ContentError(*problems)


_TODO = {
    errno.ENAMETOOLONG: say("Give the text a shorter slug, or the output folder a shorter name."),
    errno.ENOSPC: say("Make room on the disk."),
    errno.EDQUOT: say("Make room on the disk."),
    errno.EACCES: say("Ask who owns the folder to let you write in it."),
    errno.EPERM: say("Ask who owns the folder to let you write in it."),
    errno.EROFS: say("Name a folder that can be written with --output."),
}


def _opened(path: str, flags: int) -> int:
    """A new file that whoever the umask lets may read; tempfile's are the owner's alone, whatever the umask."""
    return os.open(path, flags, FILE_MODE)


def _short(name: str) -> str:
    """The beginning of a name: with more, that of the half could be too long where the name itself is not."""
    return os.fsencode(name)[:100].decode(errors="ignore")
