"""The command that finds out how a printer turns and moves paper."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli import options
from leaflets.cli.console import say, shown
from leaflets.cli.machine import check_libraries
from leaflets.installed import styles_of
from leaflets.problems import WrongOption


@click.command()
@options.language
@options.content
@options.output
def calibrate(language: str, content: Path, output: Path) -> int:
    """Make a sheet that shows how your printer turns, moves and trims paper; printer.yaml takes the answers."""
    check_libraries()
    from leaflets.build.calibration import calibration
    from leaflets.content import load
    from leaflets.imposition.printer import FILE, PATTERN
    from leaflets.storage.atomic import put_whole, write_whole

    catalogue, _ = load(content, styles_of(options.PROJECT))
    if language not in catalogue.languages:
        raise WrongOption(f'There is no language "{language}". Choose from: {", ".join(sorted(catalogue.languages))}.')
    blog = catalogue.sources[catalogue.edition.blog]
    sheet = calibration(catalogue.languages[language], catalogue.edition, blog, options.PROJECT, content.resolve())
    put_whole(output / "calibration.pdf", sheet, output)
    answers = content / FILE
    if not answers.exists():
        write_whole(answers, PATTERN.encode())
    made = shown(output / "calibration.pdf")
    say(f"{made} is ready. Print it, answer its questions and write the answers in {shown(answers)}.")
    return 0
