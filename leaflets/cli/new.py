"""The command that begins what there is not yet."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli import data, options
from leaflets.cli.console import complain_of, shown, tell
from leaflets.installed import PROGRAM
from leaflets.messages import Sentence, say
from leaflets.problems import ExitCode, Problem


@click.command(short_help="Begin a new leaflet, practice or edition.")
@click.argument("kind", metavar="KIND", type=click.Choice(("leaflet", "practice", "edition"), case_sensitive=False))
@click.argument("identifier", metavar="ID")
@options.language
@options.quiet
@options.as_json
@options.content
@options.messages
def new(kind: str, identifier: str, language: str, quiet: bool, as_json: bool, content: Path) -> int:
    """Begin a new leaflet, practice or edition of your own: a file with all its parts, ready to be filled in.

    A leaflet there is in the language texts are translated from begins with its text, ready to be translated.
    KIND is leaflet, practice or edition; ID is written in lower case, digits and hyphens.
    """
    if kind == "practice":
        from leaflets.personalise.scaffold import begin_practice

        path = shown(begin_practice(content, identifier))
        command = f"{PROGRAM} personalise {path}"
        said = say("{path} is ready. Fill in what stands between ‹ ›, then run {command}.", path=path, command=command)
        wrong: list[Problem] = []
    elif kind == "edition":
        path, command, said, wrong = _edition(content, identifier)
    else:
        path, command, said, wrong = _leaflet(content, language, identifier)
    if as_json:
        data.tell(made=[path], next=command, problems=data.problems(wrong))
        return ExitCode.DONE
    if not quiet:
        tell(said)
    complain_of(wrong)
    return ExitCode.DONE


def _edition(content: Path, identifier: str) -> tuple[str, str, Sentence, list[Problem]]:
    """Begin an edition with all leaflets of the language texts are written in, as `_leaflet` does a leaflet."""
    from leaflets.content import load
    from leaflets.content.edition_scaffold import begin_edition
    from leaflets.installed import styles_of
    from leaflets.preflight.texts.house_style import house_style

    catalogue, wrong = load(content, styles_of(options.project_of(content)))
    leaflets = catalogue.leaflets.get(house_style(content).source_language, ())
    path = shown(begin_edition(content, identifier, leaflets))
    parts = [PROGRAM, "--edition", identifier]
    parts += ["--content", shown(content)] if content != options.PROJECT / "content" else []
    command = " ".join(parts)
    said = say("{path} is ready. Fill in what stands between ‹ ›, then run {command}.", path=path, command=command)
    return path, command, said, wrong


def _leaflet(content: Path, language: str, identifier: str) -> tuple[str, str, Sentence, list[Problem]]:
    """Begin a leaflet: its path, the command that makes it, what to say, and what is wrong with its language."""
    from leaflets.content.scaffold import begin_leaflet, source_of, spoken_in
    from leaflets.content.words import untranslated
    from leaflets.preflight.texts.house_style import house_style

    source = house_style(content).source_language
    path = shown(begin_leaflet(content, language, identifier, source))
    parts = [PROGRAM, "--leaflet", identifier]
    parts += ["--language", language] if language != source else []
    parts += ["--content", shown(content)] if content != options.PROJECT / "content" else []
    command = " ".join(parts)
    if source_of(content, language, identifier, source) is None:
        said = say("{path} is ready. Fill in what stands between ‹ ›, then run {command}.", path=path, command=command)
        return path, command, said, []
    said = say("{path} is ready. Translate what stands between ‹ ›, then run {command}.", path=path, command=command)
    where = f"{content.name}/{language}/_language.yaml"
    todo = say("Translate them, or see that they are right.")
    found = untranslated(spoken_in(content, language).words, spoken_in(content, source).words, source)
    return path, command, said, [Problem(found, where, todo, severity="warns")] if found else []
