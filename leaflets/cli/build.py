"""The command that makes everything, or what is named."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli import data, options, personalise
from leaflets.cli.console import Voice, complain_of, shown, tell, with_progress
from leaflets.cli.inputs import allowed, beside, read_content, said_before, say_allowed
from leaflets.cli.machine import check_libraries, check_processes
from leaflets.installed import PROGRAM, styles_of
from leaflets.messages import joined, say, say_many
from leaflets.problems import ExitCode, Problem, WrongOption, files, pages

if TYPE_CHECKING:
    from leaflets.build.outcome import BuildOutcome
    from leaflets.content import Catalogue
    from leaflets.plan import Request

CALIPER = "0.10"


@click.command(short_help="Make everything, or what you name.")
@options.languages
@options.leaflets
@options.formats
@options.jobs
@options.force
@options.quiet
@options.verbose
@options.as_json
@click.option("--dry-run", "-n", is_flag=True, help="Only say what would be made; nothing is written.")
@click.option("--open", "opens", is_flag=True, help="Show the first file when it is there.")
@options.gray
@options.light
@options.press
@click.option(
    "--icc",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The print shop's colour profile, to go into its files.",
)
@click.option(
    "--caliper", metavar="MM", default=CALIPER, show_default=True, help="How thick one sheet of the paper is, in mm."
)
@click.option("--manual-duplex", is_flag=True, help="Sheets as two files, for a one-sided printer.")
@click.option("--paper", "size", metavar="SIZE", help="The paper a poster is printed on: a4 or a3.")
@options.ua
@click.option("--fillable", is_flag=True, help="Also as forms, for a practice to fill in on a screen.")
@click.option(
    "--practice",
    metavar="ID",
    type=click.Path(path_type=Path),
    help="A practice, by its id or its .yaml file: make its set, see personalise.",
)
@options.allow
@options.content
@options.output
@options.messages
def build(
    language: tuple[str, ...],
    leaflet: tuple[str, ...],
    format: tuple[str, ...],
    jobs: int,
    force: bool,
    quiet: bool,
    verbose: bool,
    as_json: bool,
    dry_run: bool,
    opens: bool,
    gray: bool,
    light: bool,
    press: bool,
    icc: Path | None,
    caliper: str,
    manual_duplex: bool,
    size: str | None,
    ua: str,
    fillable: bool,
    practice: Path | None,
    allow: tuple[str, ...],
    content: Path,
    output: Path,
) -> int:
    """Make everything, or the leaflets, languages and formats you name."""
    voice = Voice(quiet, verbose, as_json)
    if practice is not None:
        _only_of_practices(
            language=language, icc=icc, caliper=caliper != CALIPER, manual_duplex=manual_duplex, paper=size,
            ua=ua != "1", fillable=fillable, dry_run=dry_run,
        )  # fmt: skip
        return personalise.serve(
            practice, leaflet=leaflet, format=format, jobs=jobs, force=force, voice=voice, gray=gray, light=light,
            press=press, allow=allow, content=content, output=output,
        )  # fmt: skip
    from leaflets.build.unchanged import nothing_changed, remember

    started = time.monotonic()
    if icc:
        from leaflets.press.profile import read_profile
    profile = read_profile(icc) if icc else None
    caliper_mm = options.thick(caliper)
    size = size.lower() if size else None
    asked = (language, leaflet, format)
    wanted = _given(
        gray=gray, light=light, press=press, icc=profile and profile.sha256, caliper=caliper_mm,
        manual_duplex=manual_duplex, size=size, ua=ua != "1" and ua, fillable=fillable, allow=allow,
    )  # fmt: skip
    project = options.PROJECT
    is_short = not (force or dry_run or voice.is_verbose or voice.as_json)
    if is_short and (summary := nothing_changed(project, content, output, (*asked, wanted))):
        say_allowed(allow, voice)
        if not quiet:
            tell(
                say(
                    "Nothing has changed: {files} in {folder} ({seconds:.1f} s).",
                    files=summary,
                    folder=shown(output),
                    seconds=time.monotonic() - started,
                )
            )
        return ExitCode.DONE
    let_pass = allowed(allow)
    check_libraries()
    check_processes(jobs)
    from leaflets.model.format import PaperOptions
    from leaflets.plan import Request

    paper = PaperOptions(
        gray=gray, light=light, press=press, icc=profile, caliper_mm=caliper_mm, manual_duplex=manual_duplex, size=size,
        ua=2 if ua == "2" else 1,
    )  # fmt: skip
    request = Request(
        project, content.resolve(), output, *asked, jobs=jobs, force=force, paper=paper, fillable=fillable,
        allow=let_pass,
    )  # fmt: skip
    if dry_run:
        return _foreseen(request, voice)
    report = _made(request, voice)
    if not (report.problems or report.warnings):  # What is to be told is told by every build.
        remember(project, content, output, (*asked, wanted), [*report.made, *report.kept])
    say_allowed(allow, voice)
    _say(report, request, time.monotonic() - started, voice)
    if opens and (first := sorted([*report.made, *report.kept])):
        click.launch(str(output / first[0]))
    return ExitCode.WRONG if report.problems else ExitCode.DONE


def _made(request: Request, voice: Voice) -> BuildOutcome:
    """What came of a request, with what is wrong in the texts that stand in its way. Raises PressError."""
    from leaflets.build.pipeline import make

    catalogue, request, wrong = _read(request)
    with said_before(wrong):
        report = with_progress(lambda progress: make(catalogue, request, progress), voice)
    report.problems[:0] = wrong
    if not (report.made or report.kept or report.problems):  # Asked for and not made is a problem, whatever was.
        report.problems.append(
            Problem(say("gives nothing of what is asked for"), request.content.name, say("Ask otherwise."))
        )
    return report


def _foreseen(request: Request, voice: Voice) -> int:
    """Say what a request would make and what is good already; gives the exit code. Raises PressError."""
    from leaflets.build.forecast import foresee

    catalogue, request, wrong = _read(request, keep=False)
    with said_before(wrong):
        ahead = foresee(catalogue, request)
    problems = [*wrong, *ahead.problems]
    if voice.as_json:
        data.tell(would_make=ahead.would_make, kept=ahead.kept, problems=data.problems(problems))
    else:
        complain_of(problems, voice)
        for path in ahead.would_make:
            tell(say("would make {file}", file=path))
        said = say_many(
            "{count} file would be made in {folder}, {kept} would stay. Nothing was written.",
            "{count} files would be made in {folder}, {kept} would stay. Nothing was written.",
            count=len(ahead.would_make), folder=shown(request.output), kept=files(len(ahead.kept)),
        )  # fmt: skip
        tell(said)
    return ExitCode.WRONG if problems else ExitCode.DONE


def _read(request: Request, *, keep: bool = True) -> tuple[Catalogue, Request, list[Problem]]:
    """The texts a request may use, the request by their ids, and what is wrong in those it asks for.

    What was read is kept in the output folder, if `keep` says so, for the next command to know.
    """
    from leaflets.plan import by_id, concerns
    from leaflets.preflight.texts.gate import passing

    catalogue, problems, printer = read_content(
        request.content, styles_of(request.project), request.output if keep else None
    )
    request = by_id(request, catalogue)
    with beside(problems):
        catalogue, refused = passing(catalogue, request.content, request.day, request.allow)
    request = replace(request, paper=request.paper.model_copy(update={"printer": printer}))
    return catalogue, request, [problem for problem in [*problems, *refused] if concerns(problem, request)]


def _only_of_practices(**values: object) -> None:
    """Raises WrongOption for what a practice's set is not made with."""
    for name, value in values.items():
        if value:
            option = f"--{name.replace('_', '-')}"
            raise WrongOption(
                say(
                    "{option} does not go with --practice. Leave it out; see {program} personalise --help.",
                    option=option,
                    program=PROGRAM,
                )
            )


def _given(**values: object) -> tuple[str, ...]:
    """The options that are given, as text: a build is known by them."""
    return tuple(f"{name}={value}" for name, value in values.items() if value)


def _say(report: BuildOutcome, request: Request, seconds: float, voice: Voice) -> None:
    told = [*report.problems, *report.warnings]
    if voice.as_json:
        data.tell(
            made=sorted(report.made), kept=sorted(report.kept), pages=report.pages, seconds=round(seconds, 1),
            output=str(request.output), problems=data.problems(told),
        )  # fmt: skip
        return
    complain_of(told, voice)
    if voice.is_quiet:
        return
    if voice.is_verbose:
        for path in sorted([*report.made, *report.kept]):
            tell(say("made {file}", file=path) if path in report.made else say("unchanged {file}", file=path))
    counts = [files(len(report.made) + len(report.kept)), pages(report.pages)]
    detail = [say("{number} made", number=len(report.made)), say("{number} unchanged", number=len(report.kept))]
    if report.problems:
        detail.append(say_many("{count} problem", "{count} problems", count=len(report.problems)))
    if report.warnings:
        detail.append(say_many("{count} warning", "{count} warnings", count=len(report.warnings)))
    said = say(
        "{counts} ({detail}) in {seconds:.1f} s: {folder}",
        counts=joined(counts, ", "), detail=joined(detail, ", "), seconds=seconds, folder=shown(request.output),
    )  # fmt: skip
    untouched = say("What did not pass is not published; what was there before is untouched.")
    tell(joined((said, untouched), ". ") if report.problems else said)
