"""The command that makes everything, or what is named."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli import data, options, personalise
from leaflets.cli.console import Voice, complain_of, shown, tell, with_progress
from leaflets.cli.inputs import allowed, beside, made_in, read_content, said_before, say_allowed
from leaflets.cli.machine import check_libraries, check_processes
from leaflets.installed import PROGRAM, styles_of
from leaflets.messages import joined, say, say_many
from leaflets.problems import ExitCode, Problem, WrongOption, files, pages

if TYPE_CHECKING:
    from leaflets.build.outcome import BuildOutcome
    from leaflets.content import Catalogue
    from leaflets.model.job import Allowance
    from leaflets.plan import Request
    from leaflets.press import Intended

CALIPER = "0.10"
"""Mm: a sheet of printing paper of 80 g (norms §4)."""


@dataclass(frozen=True)
class CommandOptions:
    """What the command is given, each under the name of its parameter; a file and a thickness are not yet read."""

    language: tuple[str, ...]
    leaflet: tuple[str, ...]
    format: tuple[str, ...]
    jobs: int
    force: bool
    quiet: bool
    verbose: bool
    as_json: bool
    dry_run: bool
    opens: bool
    gray: bool
    light: bool
    press: bool
    icc: str | None
    caliper: str
    manual_duplex: bool
    size: str | None
    ua: str
    fillable: bool
    practice: Path | None
    allow: tuple[str, ...]
    edition: str | None
    content: Path
    output: Path

    @property
    def named(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The languages, leaflets and formats that are asked for by name."""
        return self.language, self.leaflet, self.format

    @property
    def made_in(self) -> Path:
        """The folder for what is made."""
        return made_in(self.output, self.edition)

    @property
    def paper_size(self) -> str | None:
        """The paper of a poster, in small letters."""
        return self.size.lower() if self.size else None

    def known_by(self, intended: Intended | None, caliper_mm: float) -> tuple[str, ...]:
        """The options that are given, as text: a build is known by them."""
        values = {
            "gray": self.gray, "light": self.light, "press": self.press,
            "icc": intended and intended.profile and intended.profile.sha256,
            "condition": intended and intended.condition and intended.condition.name,
            "caliper": caliper_mm, "manual_duplex": self.manual_duplex, "size": self.paper_size,
            "ua": self.ua != "1" and self.ua, "fillable": self.fillable, "allow": self.allow,
            "edition": self.edition,
        }  # fmt: skip
        return tuple(f"{name}={value}" for name, value in values.items() if value)


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
@options.icc
@click.option(
    "--caliper", metavar="MM", default=CALIPER, show_default=True, help="How thick one sheet of the paper is, in mm."
)
@click.option("--manual-duplex", is_flag=True, help="Sheets as two files, for a one-sided printer.")
@click.option(
    "--paper", "size", metavar="SIZE", shell_complete=options.papers_there,
    help="The paper a poster is printed on: a4 or a3.",
)  # fmt: skip
@options.ua
@click.option("--fillable", is_flag=True, help="Also as forms, for a practice to fill in on a screen.")
@click.option(
    "--practice",
    metavar="ID",
    type=click.Path(path_type=Path),
    shell_complete=options.practices_there,
    help="A practice, by its id or its .yaml file: make its set, see personalise.",
)
@options.allow
@options.edition
@options.content
@options.output
@options.messages
def build(**given: Any) -> int:
    """Make everything, or the leaflets, languages and formats you name."""
    asked = CommandOptions(**given)
    voice = Voice(asked.quiet, asked.verbose, asked.as_json)
    if asked.practice is not None:
        return _set_of_practice(asked, asked.practice, voice)
    return _build(asked, voice)


def _set_of_practice(asked: CommandOptions, practice: Path, voice: Voice) -> int:
    """Make the set of one practice; gives the exit code. Raises PressError."""
    _only_of_practices(
        language=asked.language, icc=asked.icc, caliper=asked.caliper != CALIPER, manual_duplex=asked.manual_duplex,
        paper=asked.size, ua=asked.ua != "1", fillable=asked.fillable, dry_run=asked.dry_run,
    )  # fmt: skip
    return personalise.serve(
        practice, leaflet=asked.leaflet, format=asked.format, jobs=asked.jobs, force=asked.force, voice=voice,
        gray=asked.gray, light=asked.light, press=asked.press, allow=asked.allow, content=asked.content,
        output=asked.output, edition=asked.edition,
    )  # fmt: skip


def _build(asked: CommandOptions, voice: Voice) -> int:
    """Make what is asked for, or say that nothing has changed; gives the exit code. Raises PressError."""
    from leaflets.build.unchanged import nothing_changed, remember

    started = time.monotonic()
    intended = options.intended(asked.icc, asked.content) if asked.icc else None
    caliper_mm = options.thick(asked.caliper)
    known_by = (*asked.named, asked.known_by(intended, caliper_mm))
    is_short = not (asked.force or asked.dry_run or voice.is_verbose or voice.as_json)
    project = options.project_of(asked.content)
    if is_short and (summary := nothing_changed(project, asked.content, asked.made_in, known_by)):
        _say_unchanged(summary, asked, time.monotonic() - started, voice)
        return ExitCode.DONE
    let_pass = allowed(asked.allow)
    check_libraries()
    check_processes(asked.jobs)
    request = _request(asked, let_pass, intended, caliper_mm)
    if asked.dry_run:
        return _foreseen(request, voice)
    report = _made(request, voice)
    if not (report.problems or report.warnings):  # What is to be told is told by every build.
        remember(project, asked.content, asked.made_in, known_by, [*report.made, *report.kept])
    say_allowed(asked.allow, voice)
    _say(report, request, time.monotonic() - started, voice)
    if asked.opens and (first := sorted([*report.made, *report.kept])):
        click.launch(str(asked.made_in / first[0]))
    return ExitCode.WRONG if report.problems else ExitCode.DONE


def _say_unchanged(summary: str, asked: CommandOptions, seconds: float, voice: Voice) -> None:
    say_allowed(asked.allow, voice)
    if not asked.quiet:
        folder = shown(asked.made_in)
        tell(
            say(
                "Nothing has changed: {files} in {folder} ({seconds:.1f} s).",
                files=summary,
                folder=folder,
                seconds=seconds,
            )
        )


def _request(
    asked: CommandOptions, let_pass: tuple[Allowance, ...], intended: Intended | None, caliper_mm: float
) -> Request:
    """What is asked for, in the words of the plan."""
    from leaflets.model.format import PaperOptions
    from leaflets.plan import Request

    paper = PaperOptions(
        gray=asked.gray, light=asked.light, press=asked.press, icc=intended and intended.profile, caliper_mm=caliper_mm,
        manual_duplex=asked.manual_duplex, size=asked.paper_size, ua=2 if asked.ua == "2" else 1,
        condition=intended and intended.condition and intended.condition.name,
    )  # fmt: skip
    return Request(
        options.project_of(asked.content), asked.content.resolve(), asked.made_in, *asked.named, jobs=asked.jobs,
        force=asked.force, paper=paper, fillable=asked.fillable, allow=let_pass, edition=asked.edition,
    )  # fmt: skip


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

    catalogue, problems, office = read_content(
        request.content, styles_of(request.project), request.output if keep else None, request.edition
    )
    request = by_id(request, catalogue)
    with beside(problems):
        catalogue, refused = passing(catalogue, request.content, request.day, request.allow)
    request = replace(request, paper=office.paper(request.paper))
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
