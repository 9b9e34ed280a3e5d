"""The command that finds out how a printer turns and moves paper."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli import options
from leaflets.cli.console import shown, tell
from leaflets.cli.machine import check_libraries
from leaflets.installed import PROGRAM, styles_of
from leaflets.messages import say
from leaflets.problems import ExitCode, WrongOption


@click.command(short_help="Make a sheet to measure your printer with.")
@options.language
@options.content
@options.output
@options.messages
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="CODES",
    help="What is ticked on the sheet, for example A1,B0,C0,D5,E2.",
)
def calibrate(language: str, content: Path, output: Path, answers: tuple[str, ...]) -> int:
    """Make a sheet that shows how your printer turns, moves and trims paper; --answer writes what it showed."""
    if answers:
        _write(content, ",".join(answers))
    else:
        _make(language, content, output)
    return ExitCode.DONE


def _write(content: Path, codes: str) -> None:
    """Write printer.yaml from the codes ticked on the sheet; of a letter that is not given it keeps what it holds."""
    from leaflets.imposition.printer import ANSWERS, FILE, answered, load_printer, written
    from leaflets.model.format import Printer
    from leaflets.storage.atomic import write_whole

    given = answered(codes)
    before = Printer() if len(given) == len(ANSWERS) else load_printer(content)
    printer = Printer.model_validate({**before.model_dump(), **given})
    write_whole(content / FILE, written(printer).encode(), inside=content)
    tell(say("{file} is written. The next build makes the sheets for this printer.", file=shown(content / FILE)))


def _make(language: str, content: Path, output: Path) -> None:
    check_libraries()
    from leaflets.build.calibration import calibration
    from leaflets.content import load
    from leaflets.storage.atomic import put_whole

    catalogue, _ = load(content, styles_of(options.PROJECT))
    if language not in catalogue.languages:
        raise WrongOption(
            say(
                'There is no language "{language}". Choose from: {languages}.',
                language=language,
                languages=", ".join(sorted(catalogue.languages)),
            )
        )
    blog = catalogue.sources[catalogue.edition.blog]
    sheet = calibration(catalogue.languages[language], catalogue.edition, blog, options.PROJECT, content.resolve())
    put_whole(output / "calibration.pdf", sheet, output)
    tell(
        say(
            "{file} is ready. Print it, tick its boxes, then run {program} calibrate --answer with their codes.",
            file=shown(output / "calibration.pdf"),
            program=PROGRAM,
        )
    )
