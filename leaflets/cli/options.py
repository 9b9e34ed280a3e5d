"""The options that several commands have in common, and what their values may be."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from leaflets import installed
from leaflets.installed import PROGRAM
from leaflets.messages import LANGUAGES, Sentence, say
from leaflets.problems import WrongOption, visible

if TYPE_CHECKING:
    from leaflets.press import Intended

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

PROJECT = installed.PROJECT
MOST_JOBS = 64
"""Chosen: each process takes the memory of a render."""
CORES = min(os.cpu_count() or 1, MOST_JOBS)
THINNEST, THICKEST = 0.03, 0.5
"""Thickness in mm of airmail paper and of the heaviest card a printer draws in."""


def project_of(content: Path) -> Path:
    """The project of a folder with words: the folder it lies in, where that has a look of its own; else PROJECT."""
    beside = content.absolute().parent
    return beside if any((beside / name).is_dir() for name in ("styles", "templates")) else PROJECT


def _as_ids(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as ids are written: small letters, no blanks around them, each once."""
    return tuple(dict.fromkeys(name.strip().lower() for name in names))


Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _offering(there: Callable[[Path], Iterable[str]], *, files: bool = False) -> Completer:
    """What a shell offers: the names `there` finds in the content, in that of --content where it was typed before.

    Names of files alone, for a shell does not wait for texts to be read. With `files` it offers the folder's too.
    """

    def offered(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        content = Path(context.params.get("content") or PROJECT / "content")
        found = sorted(name for name in set(there(content)) if name.startswith(incomplete))
        return [*map(CompletionItem, found), *([CompletionItem(incomplete, type="file")] if files else [])]

    return offered


def _ids(option: str, what: Sentence, there: Callable[[Path], Iterable[str]]) -> Callable[[Decorated], Decorated]:
    """An option that takes ids, several times; `there` gives those a shell may offer."""
    return click.option(
        option, multiple=True, metavar="ID", callback=_as_ids, help=what, shell_complete=_offering(there)
    )


def _languages(content: Path) -> Iterator[str]:
    return (one.parent.name for one in content.glob("*/_language.yaml"))


def _leaflets(content: Path) -> Iterator[str]:
    return (one.stem for one in content.glob("*/*.md"))


def _formats(content: Path) -> Iterator[str]:
    return (one.stem for one in installed.styles_of(project_of(content)).glob("formats/*.css"))


def _practices(content: Path) -> Iterator[str]:
    return (one.stem for one in content.glob("practices/*.yaml"))


def _editions(content: Path) -> Iterator[str]:
    return (one.stem for one in content.glob("editions/*.yaml"))


leaflets_there = _offering(_leaflets)
practices_there = _offering(_practices, files=True)
editions_there = _offering(_editions)
shops_there = _offering(lambda content: (one.stem for one in content.glob("shops/*.yaml")), files=True)
papers_there = _offering(lambda _: ("a3", "a4"))


languages = _ids("--language", say("A language, for example nl; may be repeated."), _languages)
leaflets = _ids("--leaflet", say("A leaflet, for example ms; may be repeated."), _leaflets)
formats = _ids("--format", say("A format, for example a5; may be repeated."), _formats)


def as_edition(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    """A name as ids are written. Raises WrongOption for one that leads elsewhere."""
    if name is None:
        return None
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found := name.strip().lower()):
        raise WrongOption(
            say('"{identifier}" is no id. Use lower case letters, digits and hyphens.', identifier=visible(name))
        )
    return found


def _one_edition(context: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> str | None:
    """The edition that is named. Raises WrongOption for two, of which one would be left out without a word."""
    if len(names) > 1:
        raise WrongOption(say("One edition at a time: call it again with --edition {name}.", name=visible(names[1])))
    return as_edition(context, parameter, names[0] if names else None)


edition = click.option(
    "--edition", metavar="ID", multiple=True, callback=_one_edition, shell_complete=_offering(_editions),
    help="An edition of your own, from content/editions.",
)  # fmt: skip


class _Whole(click.IntRange):
    """A whole number within bounds, by the name people have for it."""

    name = "whole number"


def _rules(_: Path) -> Iterable[str]:
    from leaflets.preflight import IDS

    return IDS


def rules_there(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The rules that begin so, for a shell."""
    return _offering(_rules)(context, parameter, incomplete.upper())


def _allowing(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The rules that begin so, each with the sign its reason is written behind."""
    return [CompletionItem(f"{one.value}=") for one in rules_there(context, parameter, incomplete)]


quiet = click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")
verbose = click.option("--verbose", "-v", is_flag=True, help="Say of every file what came of it, and every problem.")
as_json = click.option("--json", "as_json", is_flag=True, help="Say it as one JSON object, for another program.")
jobs = click.option(
    "--jobs", metavar="N", type=_Whole(1, MOST_JOBS), default=CORES, show_default=True,
    help="How many processes work side by side.",
)  # fmt: skip
MOST_COPIES = 1_000_000
"""More of a booklet nobody orders at once."""
copies = click.option(
    "--copies", metavar="N", type=_Whole(1, MOST_COPIES), required=True, help="How many copies to print."
)
force = click.option("--force", is_flag=True, help="Make everything anew, whatever was made before.")
gray = click.option("--gray", is_flag=True, help="In grey, for a printer with black ink only.")
light = click.option("--light", is_flag=True, help="Without solid fields, for an office printer: a third of the toner.")
press = click.option("--press", is_flag=True, help="For a print shop: single pages, CMYK, bleed and crop marks.")


def _conditions(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The printing conditions that begin so, for a shell, and files."""
    from leaflets.press.conditions import names

    found = [CompletionItem(name) for name in names() if name.startswith(incomplete.lower())]
    return [*found, CompletionItem(incomplete, type="file")]


icc = click.option(
    "--icc", metavar="NAME|FILE", shell_complete=_conditions,
    help="The printing condition, for example fogra51, or the print shop's colour profile, to go into its files.",
)  # fmt: skip
ua = click.option(
    "--ua", type=click.Choice(("1", "2")), default="1", show_default=True,
    help="Files to read by PDF/UA-1, or by PDF/UA-2 and Well-Tagged PDF, which nothing here validates.",
)  # fmt: skip
allow = click.option(
    "--allow", multiple=True, metavar="RULE=WHY", shell_complete=_allowing,
    help='Let a rule pass this time, with the reason, which is printed: "T04=it is looked up and not read".',
)  # fmt: skip
language = click.option("--language", default="nl", metavar="ID", show_default=True, help="The language to write in.")


def _with_words(_: click.Context, __: click.Parameter, folder: Path) -> Path:
    """The folder with the words. Raises WrongOption where there is none."""
    if folder.exists():
        return folder
    raise WrongOption(
        say(
            'There is no folder "{folder}". Name another with --content, or begin one: {program} init DIR.',
            folder=folder,
            program=PROGRAM,
        )
    )


messages = click.option(
    "--messages", type=click.Choice(LANGUAGES), expose_value=False,
    help="The language of what is said here; else that of the locale.",
)  # fmt: skip
"""Taken from the command line before any command is, see tongue.py; here it is only offered and explained."""

content = click.option(
    "--content", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", callback=_with_words,
    default=lambda: PROJECT / "content", help="The folder with the words.",
)  # fmt: skip
output = click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    default=lambda: PROJECT / "output", help="The folder for what is made.",
)  # fmt: skip


def intended(icc: str, content: Path) -> Intended:
    """What --icc names: a printing condition, a profile, or both. Raises WrongOption."""
    from leaflets.press import intended_by

    return intended_by(icc, content)


def thick(caliper: str) -> float:
    """The thickness of paper in mm; a decimal comma will do. Raises WrongOption for what is no paper."""
    try:
        found = float(caliper.replace(",", "."))
    except ValueError:
        found = 0
    if not THINNEST <= found <= THICKEST:
        raise WrongOption(
            say(
                "--caliper {caliper}: one sheet of paper is {least} to {most} mm thick."
                " Office paper of 80 g is 0.10; measure ten sheets and divide by ten.",
                caliper=caliper,
                least=THINNEST,
                most=THICKEST,
            )
        )
    return found
