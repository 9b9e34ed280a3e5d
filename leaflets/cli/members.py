"""The command that keeps the file of those who may use an association's studio."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from leaflets.cli import data, options
from leaflets.cli.console import shown, tell
from leaflets.messages import reason, say
from leaflets.problems import ExitCode, PressError, WrongOption

if TYPE_CHECKING:
    from leaflets.studio.server.members import RollTask

Task = Literal["add", "renew", "remove", "list"]


@click.command(short_help="Keep the list of an association's members.")
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("task", metavar="TASK", type=click.Choice(("add", "renew", "remove", "list"), case_sensitive=False))
@click.argument("names", metavar="[NAME]...", nargs=-1)
@options.quiet
@options.as_json
@options.messages
def members(file: Path, task: Task, names: tuple[str, ...], quiet: bool, as_json: bool) -> int:
    """Keep FILE, the list of those who may use the studio of an association (studio --members FILE).

    TASK is add, renew, remove or list. add and renew print a password, once: give it to the member, who need not
    change it. A renewed password ends the old one at once, and removing a member does too. Of several names all is
    done, or nothing.
    """
    if (task == "list") is bool(names):
        raise WrongOption(say("Name at least one member; list takes none."))
    done = _listed(file) if task == "list" else _done(file, task, names)
    if as_json:
        data.tell(members=[{"name": name, "password": password} for name, password in done])
        return ExitCode.DONE
    _told(done, is_quiet=quiet)
    return ExitCode.DONE


def _listed(file: Path) -> list[tuple[str, str]]:
    from leaflets.studio.server.members import read_roll

    return [(name, "") for name in read_roll(file).members]


def _done(file: Path, task: RollTask, names: Iterable[str]) -> list[tuple[str, str]]:
    """The members' names, and their new passwords where there are any; nothing is done where one name is wrong."""
    from leaflets.studio.server import members as roll

    if task == "add" and not file.exists():
        for name in names:
            roll.checked_name(name)
        _begun(file)
    return roll.changed(file, task, names)


def _begun(file: Path) -> None:
    from leaflets.studio.server.members import begin

    try:
        begin(file)
    except OSError as error:
        said = say("{file} cannot be written: {reason}", file=shown(file), reason=reason(error))
        raise PressError(said) from error


def _told(done: Iterable[tuple[str, str]], *, is_quiet: bool) -> None:
    """A line for each member; a password is said however quiet it should be, for it is said once."""
    rows = list(done)
    width = max((len(name) for name, _ in rows), default=0)
    for name, password in rows:
        if password:
            tell(f"{name:<{width}}  {password}")
        elif not is_quiet:
            tell(name)
