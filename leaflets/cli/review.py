"""The command that makes the page a doctor reads a leaflet with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from leaflets.cli import data, options
from leaflets.cli.console import complain, shown, tell
from leaflets.cli.machine import check_libraries
from leaflets.installed import styles_of
from leaflets.messages import say
from leaflets.problems import ExitCode, WrongOption

FOLDER = "review"
"""Where the pages stand in the output folder, apart from what is handed out."""


@click.command(short_help="Make the page a doctor reads a leaflet with.")
@click.argument("identifier", metavar="ID", shell_complete=options.leaflets_there)
@options.language
@options.quiet
@options.as_json
@options.content
@options.output
@options.messages
def review(identifier: str, language: str, quiet: bool, as_json: bool, content: Path, output: Path) -> int:
    """Make the page to have a leaflet read with: each statement beside its claim, source and caution.

    It comes as PDF, to print, and as HTML, to fill in on a screen. ID is that of the leaflet.
    """
    check_libraries()
    from leaflets.build.review import front_matter, review_page
    from leaflets.content import load
    from leaflets.storage.atomic import put_whole

    catalogue, problems = load(content, styles_of(options.project_of(content)))
    leaflets = {leaflet.id: leaflet for leaflet in catalogue.leaflets.get(language, ())}
    if identifier not in leaflets:
        for problem in problems:
            complain(problem)
        there = ", ".join(sorted(leaflets)) or say("none")
        raise WrongOption(
            say(
                'There is no leaflet "{id}" in the language "{language}". Choose from: {there}.',
                id=identifier,
                language=language,
                there=there,
            )
        )
    leaflet = leaflets[identifier]
    page = review_page(catalogue, leaflet, options.project_of(content), content.resolve())
    path = output / FOLDER / f"{leaflet.slug}-{language}.pdf"
    made = {path: page.pdf, path.with_suffix(".html"): page.html}
    for one, written in made.items():
        put_whole(one, written, output)
    lines = front_matter(leaflet)
    if as_json:
        data.tell(made=[shown(one) for one in made], front_matter=list(lines))
    elif not quiet:
        _say(path, leaflet.path, lines)
    return ExitCode.DONE


def _say(pdf: Path, file: str, lines: Iterable[str]) -> None:
    said = say(
        "{pdf} and {html} are ready. Once a doctor has read all of it and agrees,\n"
        "put these lines in the front matter of {file}, instead of those that are there:",
        pdf=shown(pdf), html=pdf.with_suffix(".html").name, file=file,
    )  # fmt: skip
    tell(said)
    for line in lines:
        tell(line)
