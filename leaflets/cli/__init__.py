"""The command line. The only place that prints, and the only one that turns errors into exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from leaflets.cli import checking, making, practices, showing
from leaflets.problems import PressError

__all__ = ["main"]

COMMANDS = (
    making.build, checking.check, practices.personalise, making.watch, showing.list_everything, showing.new,
    showing.calibrate,
)  # fmt: skip


@click.group(commands=COMMANDS, context_settings={"help_option_names": ["--help", "-h"]})
def app() -> None:
    """Leaflet Press: Markdown about a health condition in, proofed leaflets and booklets out."""


def main(arguments: Sequence[str]) -> int:
    """Run the command in `arguments`; no command means build. Returns the exit code of the contract (0, 1, 2 or 3)."""
    given = list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("--help", "-h")):
        given.insert(0, "build")
    try:
        with app.make_context("build.py", given) as context:
            return int(app.invoke(context) or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        said = error.format_message()
        return _ended(f"{said if said.endswith(('.', '?')) else f'{said}.'} Run build.py --help for what there is.", 2)
    except PressError as error:
        return _ended(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _ended("stopped. What was finished is there; run it again for the rest.", 1)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _ended(f"{place}{error.strerror}. Look at the folder and the space on the disk.", 1)


def _ended(said: str, code: int) -> int:
    print(f"build.py: {said}", file=sys.stderr)
    return code
