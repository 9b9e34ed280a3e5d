"""The command that keeps the file of those who may use an association's studio."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from leaflets.cli import data, options
from leaflets.cli.console import tell
from leaflets.messages import say
from leaflets.problems import ExitCode, WrongOption

if TYPE_CHECKING:
    from leaflets.studio.server.members import Change


@click.command(short_help="Keep the list of an association's members.")
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("task", metavar="TASK", type=click.Choice(("add", "renew", "remove", "list"), case_sensitive=False))
@click.argument("names", metavar="[NAME]...", nargs=-1)
@options.quiet
@options.as_json
@options.messages
def members(file: Path, task: Change | Literal["list"], names: tuple[str, ...], quiet: bool, as_json: bool) -> int:
    """Keep FILE, the list of those who may use the studio of an association (studio --members FILE).

    TASK is add, renew, remove or list. add and renew print a password, once: give it to the member, who need not
    change it. A renewed password ends the old one at once, and removing a member does too. Where one of several names
    will not do, nothing is changed.
    """
    if (task == "list") is bool(names):
        raise WrongOption(say("Name at least one member; list takes none."))
    done = _listed(file) if task == "list" else _changed(file, task, names)
    if as_json:
        data.tell(members=[{"name": name, "password": password} for name, password in done])
        return ExitCode.DONE
    _told(done, is_quiet=quiet)
    return ExitCode.DONE


def _listed(file: Path) -> list[tuple[str, str]]:
    from leaflets.studio.server.members import read_roll

    return [(name, "") for name in read_roll(file).members]


def _changed(file: Path, task: Change, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """The members' names, and the new password where there is one: of all names, or of none."""
    from leaflets.studio.server.members import change

    return list(change(file, task, names).items())


def _told(done: Iterable[tuple[str, str]], *, is_quiet: bool) -> None:
    """A line for each member; a password is said however quiet it should be, for it is said once."""
    rows = list(done)
    width = max((len(name) for name, _ in rows), default=0)
    for name, password in rows:
        if password:
            tell(f"{name:<{width}}  {password}")
        elif not is_quiet:
            tell(name)
