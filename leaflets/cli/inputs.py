"""What a command that makes something reads first: the texts, the printer, and all that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from leaflets.cli.console import ALOUD, Voice, complain_of, tell
from leaflets.messages import say
from leaflets.model.artefact import EDITIONS
from leaflets.problems import ContentError, Problem, WrongOption

if TYPE_CHECKING:
    from leaflets.content import Catalogue
    from leaflets.model.format import Printer
    from leaflets.model.job import Allowance


def read_content(
    content: Path, styles: Path, output: Path | None, edition: str | None = None
) -> tuple[Catalogue, list[Problem], Printer]:
    """The texts, in an edition where one is named, what is wrong with some of them, and the office\'s printer; texts
    read before are kept in `output`.

    Raises ContentError for what nothing can be made without; it says what is wrong with the texts too. Raises
    WrongOption where what is made would lie among the texts.
    """
    if output is not None and output.resolve().is_relative_to(content.resolve()):
        wrong = say(
            "--output {output} lies in the folder with the words. Name another folder for what is made.", output=output
        )
        raise WrongOption(wrong)
    from leaflets.content import load
    from leaflets.imposition.printer import load_printer

    catalogue, problems = load(content, styles, output)
    with beside(problems):
        if edition is not None:
            from leaflets.content.in_edition import in_edition

            catalogue = in_edition(catalogue, edition)
        return catalogue, problems, load_printer(content)


def made_in(output: Path, edition: str | None) -> Path:
    """The folder for what is made: that of an edition of its own lies in it."""
    return output / EDITIONS / edition if edition else output


@contextmanager
def beside(problems: Sequence[Problem]) -> Iterator[None]:
    """Meanwhile a ContentError says these problems too, and first: they stand in the way as well."""
    try:
        yield
    except ContentError as error:
        raise ContentError(*problems, *error.problems) from error


@contextmanager
def said_before(problems: Sequence[Problem]) -> Iterator[None]:
    """Meanwhile a wrong option comes after these problems: a mistake in a text may be why it seems wrong."""
    try:
        yield
    except WrongOption:
        complain_of(problems)
        raise


def allowed(options: Sequence[str]) -> tuple[Allowance, ...]:
    """What the options --allow let pass. Raises WrongOption for a rule there is not, or that has no reason."""
    if not options:
        return ()
    from leaflets.preflight import IDS
    from leaflets.preflight.texts.house_style import allowances

    return allowances(options, IDS)


def say_allowed(options: Sequence[str], voice: Voice = ALOUD) -> None:
    """Print what the options --allow let pass, and why."""
    for option in () if voice.as_json else options:
        rule, _, reason = option.partition("=")
        said = say("{rule} was let pass: {reason}.", rule=rule.strip().upper(), reason=reason.strip().rstrip("."))
        tell(said)
