"""The command that finds out how a printer turns and moves paper."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli import options
from leaflets.cli.console import shown, tell
from leaflets.cli.machine import check_libraries
from leaflets.installed import styles_of
from leaflets.messages import say
from leaflets.problems import ExitCode, WrongOption


@click.command(short_help="Make a sheet to measure your printer with.")
@options.language
@options.content
@options.output
@options.messages
def calibrate(language: str, content: Path, output: Path) -> int:
    """Make a sheet that shows how your printer turns, moves and trims paper; printer.yaml takes the answers."""
    check_libraries()
    from leaflets.build.calibration import calibration
    from leaflets.content import load
    from leaflets.imposition.printer import FILE, PATTERN
    from leaflets.storage.atomic import put_whole, write_whole

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
    answers = content / FILE
    if not answers.exists():
        write_whole(answers, PATTERN.encode())
    made = shown(output / "calibration.pdf")
    tell(
        say(
            "{file} is ready. Print it, answer its questions and write the answers in {answers}.",
            file=made,
            answers=shown(answers),
        )
    )
    return ExitCode.DONE
