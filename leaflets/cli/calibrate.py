"""The command that finds out how a printer turns and moves paper."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli import data, options
from leaflets.cli.console import shown, tell
from leaflets.cli.machine import check_libraries
from leaflets.installed import PROGRAM, styles_of
from leaflets.messages import Sentence, say
from leaflets.problems import ExitCode, WrongOption


@click.command(short_help="Make a sheet to measure your printer with.")
@options.language
@options.quiet
@options.as_json
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
def calibrate(language: str, quiet: bool, as_json: bool, content: Path, output: Path, answers: tuple[str, ...]) -> int:
    """Make a sheet that shows how your printer turns, moves and trims paper; --answer writes what it showed."""
    path, said = _written(content, ",".join(answers)) if answers else _made(language, content, output)
    if as_json:
        data.tell(made=[shown(path)])
    elif not quiet:
        tell(said)
    return ExitCode.DONE


def _written(content: Path, codes: str) -> tuple[Path, Sentence]:
    """Write printer.yaml from the codes ticked on the sheet; of a letter that is not given it keeps what it holds.

    Gives its path, and what to say of it.
    """
    from leaflets.imposition.printer import ANSWERS, FILE, answered, load_printer, written
    from leaflets.model.format import Printer
    from leaflets.storage.atomic import write_whole

    given = answered(codes)
    before = Printer() if len(given) == len(ANSWERS) else load_printer(content)
    printer = Printer.model_validate({**before.model_dump(), **given})
    path = content / FILE
    write_whole(path, written(printer).encode(), inside=content)
    return path, say("{file} is written. The next build makes the sheets for this printer.", file=shown(path))


def _made(language: str, content: Path, output: Path) -> tuple[Path, Sentence]:
    """Make the sheet; gives its path, and what to say of it."""
    check_libraries()
    from leaflets.build.calibration import calibration
    from leaflets.content import load
    from leaflets.storage.atomic import put_whole

    catalogue, _ = load(content, styles_of(options.project_of(content)))
    if language not in catalogue.languages:
        raise WrongOption(
            say(
                'There is no language "{language}". Choose from: {languages}.',
                language=language,
                languages=", ".join(sorted(catalogue.languages)),
            )
        )
    blog = catalogue.sources[catalogue.edition.blog]
    sheet = calibration(
        catalogue.languages[language], catalogue.edition, blog, options.project_of(content), content.resolve()
    )
    path = output / "calibration.pdf"
    put_whole(path, sheet, output)
    return path, say(
        "{file} is ready. Print it, tick its boxes, then run {program} calibrate --answer with their codes.",
        file=shown(path), program=PROGRAM,
    )  # fmt: skip
