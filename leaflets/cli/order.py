"""The command that makes all a print shop needs to print a booklet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli import data, options
from leaflets.cli.console import Voice, complain_of, shown, tell, with_progress
from leaflets.cli.inputs import allowed, beside, made_in, read_content, said_before, say_allowed
from leaflets.cli.machine import check_libraries, check_processes
from leaflets.installed import styles_of
from leaflets.messages import say, say_many
from leaflets.problems import ExitCode, Problem, WrongOption

if TYPE_CHECKING:
    from leaflets.build.order import OrderOutcome
    from leaflets.build.order_request import OrderRequest
    from leaflets.content import Catalogue
    from leaflets.press import Intended
    from leaflets.press.shop import Shop


@dataclass(frozen=True)
class OrderOptions:
    """What the command is given, each under the name of its parameter; None where the shop decides."""

    edition: str | None
    copies: int
    language: str
    shop: str | None
    cover_apart: bool | None
    marks: bool | None
    icc: str | None
    binding: str | None
    caliper: str | None
    jobs: int
    force: bool
    quiet: bool
    as_json: bool
    allow: tuple[str, ...]
    content: Path
    output: Path


@click.command(short_help="Order a booklet at a print shop.")
@click.argument(
    "edition", metavar="[ID]", required=False, callback=options.as_edition, shell_complete=options.editions_there
)
@options.copies
@options.language
@click.option(
    "--shop", metavar="ID|FILE", shell_complete=options.shops_there,
    help="What the print shop wants: an id of content/shops, or a .yaml file.",
)  # fmt: skip
@click.option(
    "--cover-apart/--no-cover-apart", default=None,
    help="The cover in a file of its own, the inside in another; else as the shop wants it.",
)  # fmt: skip
@click.option("--marks/--no-marks", default=None, help="With or without crop marks; else as the shop wants it.")
@options.icc
@click.option(
    "--binding", type=click.Choice(("stapled", "glued"), case_sensitive=False),
    help="How it is bound; else as the shop does it.",
)  # fmt: skip
@click.option("--caliper", metavar="MM", help="How thick one sheet of the inside is, in mm; else by its weight.")
@options.jobs
@options.force
@options.quiet
@options.as_json
@options.allow
@options.content
@options.output
@options.messages
def order(**given: Any) -> int:
    """Make all a print shop needs: its files, an order sheet with an estimate, and a picture of all pages.

    ID is that of an own edition; without one it is the booklet of all leaflets. All of it is made or nothing.
    """
    asked = OrderOptions(**given)
    let_pass = allowed(asked.allow)
    shop = _shop(asked)
    intended = _intended(asked, shop)
    check_libraries()
    check_processes(asked.jobs)
    from leaflets.build.order_request import OrderRequest

    wanted = OrderRequest(
        _request(asked, intended, let_pass), asked.copies, shop, asked.shop is not None, intended,
        bool(shop.cover_apart), shop.binding,
    )  # fmt: skip
    return _placed(wanted, asked)


def _shop(asked: OrderOptions) -> Shop:
    """What the print shop wants, with what the command line wants otherwise. Raises PressError."""
    from leaflets.build.order_request import ANY_SHOP
    from leaflets.press.shop import Shop, load_shop

    found = load_shop(asked.shop, asked.content) if asked.shop else ANY_SHOP
    changes: dict[str, object] = {
        name: value for name in ("cover_apart", "marks", "binding") if (value := getattr(asked, name)) is not None
    }
    if asked.binding == "glued" and asked.cover_apart is False:
        raise WrongOption(
            say(
                "--binding glued and --no-cover-apart exclude each other: a glued cover has a file of its own."
                " Choose one."
            )
        )
    if asked.binding == "glued":
        changes["cover_apart"] = True
    if asked.caliper is not None:
        changes["inside"] = found.inside.model_copy(update={"caliper_mm": options.thick(asked.caliper)})
    return Shop.model_validate({**dict(found), **changes})


def _intended(asked: OrderOptions, shop: Shop) -> Intended:
    """The printing condition and profile: of the command line, else of the shop. Raises PressError."""
    from leaflets.press import Intended

    named = asked.icc or (shop.condition if asked.shop is not None else None)
    return options.intended(named, asked.content) if named else Intended()


def _request(asked: OrderOptions, intended: Intended, let_pass: Any) -> Any:
    """The request of a build of the booklet for a print shop."""
    from leaflets.model.format import PaperOptions
    from leaflets.plan import Request

    paper = PaperOptions(
        press=True, icc=intended.profile, condition=intended.condition and intended.condition.name
    )  # fmt: skip
    return Request(
        options.project_of(asked.content), asked.content.resolve(), made_in(asked.output, asked.edition),
        (asked.language,),
        jobs=asked.jobs, force=asked.force, paper=paper, allow=let_pass, edition=asked.edition,
    )  # fmt: skip


def _placed(wanted: OrderRequest, asked: OrderOptions) -> int:
    """Make what is ordered, and say what came of it; gives the exit code. Raises PressError."""
    from leaflets.build.order import place_order

    voice = Voice(asked.quiet, as_json=asked.as_json)
    catalogue, wrong = _read(wanted)
    with said_before(wrong):
        outcome = with_progress(lambda progress: place_order(catalogue, wanted, progress), voice)
    problems = [*wrong, *outcome.problems]
    say_allowed(asked.allow, voice)
    if asked.as_json:
        data.tell(made=outcome.made, order=outcome.order, problems=data.problems(problems))
    else:
        complain_of([*problems, *outcome.told], voice)
        if not asked.quiet:
            _say(outcome, wanted)
    return ExitCode.WRONG if outcome.problems else ExitCode.DONE


def _read(wanted: OrderRequest) -> tuple[Catalogue, list[Problem]]:
    """The texts that may be printed, and what is wrong in those of the booklet."""
    from leaflets.plan import concerns
    from leaflets.preflight.texts.gate import passing

    request = wanted.request
    catalogue, problems, _ = read_content(request.content, styles_of(request.project), request.output, request.edition)
    with beside(problems):
        catalogue, refused = passing(catalogue, request.content, request.day, request.allow)
    return catalogue, [problem for problem in [*problems, *refused] if concerns(problem, request)]


def _say(outcome: OrderOutcome, wanted: OrderRequest) -> None:
    from leaflets.build.order_request import ORDER

    if not outcome.made:
        tell(say("Nothing is ordered: what was there before is untouched."))
        return
    said = say_many(
        "{count} file for {copies} copies in {folder}.", "{count} files for {copies} copies in {folder}.",
        count=len(outcome.made), copies=wanted.copies, folder=shown(wanted.request.output / ORDER),
    )  # fmt: skip
    tell(said)
    for path in outcome.made:
        tell(Path(path).name)
    if wanted.intended.profile is None:
        tell(say("The files hold no profile, so they do not claim to be PDF/X-4: give the shop's with --icc."))
