"""The command line. The only place that prints, and the only one that turns errors into exit codes."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from leaflets.problems import PressError, WrongOption

if TYPE_CHECKING:
    from leaflets.edition import Progress, Report
    from leaflets.plan import Request

PROJECT = Path(__file__).resolve().parents[1]
INTERRUPTED = 130
"""What typer makes of Ctrl-C."""
MOST_JOBS = 64
THINNEST, THICKEST = 0.03, 0.5
"""Thickness in mm of airmail paper and of the heaviest card a printer draws in."""
Result = TypeVar("Result")
CORES = min(os.cpu_count() or 1, MOST_JOBS)

app = typer.Typer(
    add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="Leaflet Press: Markdown about a health condition in, proofed leaflets and booklets out.",
)  # fmt: skip

Languages = Annotated[list[str] | None, typer.Option("--language", help="A language, for example nl; may be repeated.")]
Leaflets = Annotated[list[str] | None, typer.Option("--leaflet", help="A leaflet, for example ms; may be repeated.")]
Formats = Annotated[list[str] | None, typer.Option("--format", help="A format, for example a5; may be repeated.")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, max=MOST_JOBS, help="How many processes work side by side.")]
Force = Annotated[bool, typer.Option("--force", help="Make everything anew, whatever was made before.")]
Gray = Annotated[bool, typer.Option("--gray", help="In grey, for a printer with black ink only.")]
Press = Annotated[bool, typer.Option("--press", help="For a print shop: single pages, CMYK, bleed and crop marks.")]
Caliper = Annotated[str, typer.Option("--caliper", help="How thick one sheet of the paper is, in mm.")]
ManualDuplex = Annotated[bool, typer.Option("--manual-duplex", help="Sheets as two files, for a one-sided printer.")]
Size = Annotated[str | None, typer.Option("--paper", help="The paper a poster is printed on: a4 or a3.")]
Icc = Annotated[Path | None, typer.Option("--icc", help="The print shop's colour profile, to go into its files.")]
Scheduler = Annotated[str | None, typer.Option("--scheduler", help="A Dask scheduler, for example tcp://host:8786.")]
Allow = Annotated[list[str] | None, typer.Option("--allow", help='Let a rule pass, with the reason: "T04=why".')]
OnePractice = Annotated[
    Path | None, typer.Option("--practice", help="A practice's .yaml file: make its set, see personalise.")
]
Fillable = Annotated[bool, typer.Option("--fillable", help="Also as forms, for a practice to fill in on a screen.")]
Content = Annotated[Path, typer.Option("--content", help="The folder with the words.", exists=True, file_okay=False)]
Output = Annotated[Path, typer.Option("--output", help="The folder for what is made.", file_okay=False)]


def main(arguments: Sequence[str]) -> int:
    """Run the command in `arguments`; no command means build. Returns the exit code of the contract (0, 1, 2 or 3)."""
    given = list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("--help", "-h")):
        given.insert(0, "build")
    try:
        code = int(app(given, prog_name="build.py", standalone_mode=False) or 0)
        return _stopped() if code == INTERRUPTED else code
    except typer.Exit as stop:
        return stop.exit_code
    except PressError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return _stopped()
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"build.py: {place}{error.strerror}. Look at the folder and the space on the disk.", file=sys.stderr)
        return 1
    except Exception as error:
        # Click's own errors about the command line, which typer does not export under one name.
        if hasattr(error, "format_message"):
            said = str(error.format_message()).rstrip(".")
            print(f"build.py: {said}. Run build.py --help for what there is.", file=sys.stderr)
            return 2
        raise


def _stopped() -> int:
    print("build.py: stopped. What was finished is there; run it again for the rest.", file=sys.stderr)
    return 1


@app.command()
def build(
    language: Languages = None,
    leaflet: Leaflets = None,
    format: Formats = None,
    jobs: Jobs = CORES,
    force: Force = False,
    gray: Gray = False,
    press: Press = False,
    icc: Icc = None,
    caliper: Caliper = "0.10",
    manual_duplex: ManualDuplex = False,
    size: Size = None,
    fillable: Fillable = False,
    practice: OnePractice = None,
    content: Content = PROJECT / "content",
    output: Output = PROJECT / "output",
) -> int:
    """Make everything, or the leaflets, languages and formats you name."""
    if practice is not None:
        return personalise(practice, leaflet, format, False, jobs, None, force, gray, press, content, output)
    from leaflets.fast import nothing_changed, remember

    started = time.monotonic()
    asked = (tuple(language or ()), tuple(leaflet or ()), tuple(format or ()))
    if icc:
        from leaflets.press import read_profile
    profile = read_profile(icc) if icc else None
    thick = _thick(caliper)
    size = size.lower() if size else None
    options = _said(
        gray=gray, press=press, icc=profile and profile.sha256, caliper=thick, manual_duplex=manual_duplex, size=size,
        fillable=fillable,
    )  # fmt: skip
    if not force and (summary := nothing_changed(PROJECT, content, output, (*asked, options))):
        print(f"Nothing has changed: {summary} in {_shown(output)} ({time.monotonic() - started:.1f} s).")
        return 0
    _check_libraries()
    from leaflets.content import load
    from leaflets.edition import make
    from leaflets.fingerprint import today
    from leaflets.imposition import load_printer
    from leaflets.model import PaperOptions
    from leaflets.plan import Request, concerns
    from leaflets.preflight.gate import passing

    catalogue, problems = load(content, PROJECT / "styles")
    catalogue, refused = passing(catalogue, content.resolve(), today())
    problems += refused
    paper = PaperOptions(
        gray=gray,
        press=press,
        icc=profile,
        caliper_mm=thick,
        manual_duplex=manual_duplex,
        size=size,
        printer=load_printer(content),
    )
    request = Request(
        PROJECT, content.resolve(), output, *asked, jobs=jobs, force=force, paper=paper, fillable=fillable
    )
    report = _with_progress(lambda progress: make(catalogue, request, progress))
    report.problems[:0] = [problem for problem in problems if concerns(problem, request)]
    if not report.problems:
        remember(PROJECT, content, output, (*asked, options), [*report.made, *report.kept])
    return _say(report, request, time.monotonic() - started)


@app.command()
def personalise(
    practices: Annotated[
        Path | None, typer.Argument(help="A .csv or .xlsx table, or .yaml files; content/practices when you name none.")
    ] = None,
    leaflet: Leaflets = None,
    format: Formats = None,
    check: Annotated[bool, typer.Option("--check", help="Only tell which sets are out of date.")] = False,
    jobs: Jobs = CORES,
    scheduler: Scheduler = None,
    force: Force = False,
    gray: Gray = False,
    press: Press = False,
    content: Content = PROJECT / "content",
    output: Output = PROJECT / "output",
) -> int:
    """Make a set of leaflets for every practice, with its name and telephone in the box that is kept for it."""
    _check_libraries()
    from leaflets import practices as office
    from leaflets.content import load
    from leaflets.imposition import load_printer
    from leaflets.model import PaperOptions
    from leaflets.plan import Request

    catalogue, problems = load(content, PROJECT / "styles")
    asked = ((), tuple(leaflet or ()), tuple(format or ()))
    paper = PaperOptions(gray=gray, press=press, printer=load_printer(content))
    request = Request(PROJECT, content.resolve(), output, *asked, jobs=jobs, force=force, paper=paper)
    given = (catalogue, request, practices, _shown(output), _with_progress)
    told = office.check(*given) if check else office.serve(*given, scheduler=scheduler)
    for problem in [*problems, *told.problems]:
        print(problem, file=sys.stderr)
    print(told.said)
    return 0 if told.is_good and not problems else 1


@app.command()
def watch(
    language: Languages = None,
    leaflet: Leaflets = None,
    format: Formats = None,
    jobs: Jobs = CORES,
    content: Content = PROJECT / "content",
    output: Output = PROJECT / "output",
) -> int:
    """Make again, and proof again, whatever a saved file touches, until you press Ctrl-C."""
    _check_libraries()
    from leaflets import watch as press
    from leaflets.plan import Request

    request = Request(PROJECT, content, output, tuple(language or ()), tuple(leaflet or ()), tuple(format or ()), jobs)
    with contextlib.suppress(KeyboardInterrupt):
        press.watch(request, lambda line: print(line, flush=True))
    return 0


@app.command(name="list")
def list_everything(content: Content = PROJECT / "content") -> int:
    """Show what there is: leaflets, languages, formats, practices, with review dates."""
    from rich.console import Console
    from rich.table import Table

    from leaflets.content import load
    from leaflets.personalise import read

    catalogue, problems = load(content, PROJECT / "styles")
    console = Console()
    for language, leaflets in catalogue.leaflets.items():
        table = Table("leaflet", "name", "group", "version", "review by", title=catalogue.languages[language].name)
        for one in leaflets:
            table.add_row(one.id, one.name, str(one.group), one.version, one.review_by.isoformat())
        console.print(table)
    table = Table("format", "what it is", "mm", "pages", title="Formats")
    for fmt in catalogue.formats.values():
        size = "×".join(f"{side:g}" for side in fmt.paper_mm)
        table.add_row(fmt.id, fmt.description, size, str(fmt.pages or "all"))
    console.print(table)
    practices = read(content / "practices", list(catalogue.languages)) if (content / "practices").is_dir() else None
    table = Table("practice", "name", "country", "languages", title="Practices")
    for row in practices.rows if practices else ():
        if row.practice is not None:
            table.add_row(row.practice.id, row.practice.name, row.practice.country, ", ".join(row.practice.language))
        problems += row.problems
    if table.row_count:
        console.print(table)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help="What to begin: leaflet or practice.")],
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Its id: lower case, digits and hyphens.")],
    language: Annotated[str, typer.Option("--language", help="The language to write in.")] = "nl",
    content: Content = PROJECT / "content",
) -> int:
    """Begin a new leaflet or practice: a file with all its parts, ready to be filled in."""
    from leaflets.content.beginning import begin_leaflet

    if kind == "practice":
        from leaflets.personalise.beginning import begin_practice

        path = begin_practice(content, identifier)
        shown = _shown(path)
        print(f"{shown} is ready. Fill in what stands between ‹ ›, then run build.py personalise {shown}.")
        return 0
    if kind != "leaflet":
        raise WrongOption(f'"{kind}" cannot be begun this way. Choose from: leaflet, practice.')
    path = begin_leaflet(content, language, identifier)
    print(f"{_shown(path)} is ready. Fill in what stands between ‹ ›, then run build.py --leaflet {identifier}.")
    return 0


@app.command()
def check(
    allow: Allow = None,
    links: Annotated[bool, typer.Option("--links", help="Ask every address whether it still answers.")] = False,
    jobs: Jobs = CORES,
    content: Content = PROJECT / "content",
    output: Output = PROJECT / "output",
) -> int:
    """Hold the texts and the finished files to every rule; preflight.html shows what is wrong and where."""
    from rich.console import Console

    from leaflets.preflight import IDS, report
    from leaflets.preflight.check import Order
    from leaflets.preflight.check import check as looked_at
    from leaflets.preflight.house import allowances

    started = time.monotonic()
    order = Order(PROJECT, content.resolve(), output, allowances(allow or (), IDS), links, jobs)
    outcome = _with_progress(lambda progress: looked_at(order, progress))
    report.write(outcome, output, PROJECT / "templates")
    if sys.stdout.isatty():
        Console().print(report.table(outcome))
    else:
        print("\n".join(report.lines(outcome)))
    print(report.summary(outcome, time.monotonic() - started))
    print(f"See {_shown(output / report.HTML)} for the pages with the places marked.")
    return 1 if outcome.blocks else 0


@app.command()
def calibrate(
    language: Annotated[str, typer.Option("--language", help="The language of the sheet.")] = "nl",
    content: Content = PROJECT / "content",
    output: Output = PROJECT / "output",
) -> int:
    """Make a sheet that shows how your printer turns, moves and trims paper; printer.yaml takes the answers."""
    _check_libraries()
    from leaflets.content import load
    from leaflets.imposition.calibration import calibration
    from leaflets.imposition.printer import FILE, PATTERN
    from leaflets.whole import write_whole

    catalogue, _ = load(content, PROJECT / "styles")
    if language not in catalogue.languages:
        raise WrongOption(f'There is no language "{language}". Choose from: {", ".join(sorted(catalogue.languages))}.')
    blog = catalogue.sources[catalogue.edition.blog]
    sheet = calibration(catalogue.languages[language], catalogue.edition, blog, PROJECT, content.resolve())
    write_whole(output / "calibration.pdf", sheet)
    answers = content / FILE
    if not answers.exists():
        write_whole(answers, PATTERN.encode())
    made = _shown(output / "calibration.pdf")
    print(f"{made} is ready. Print it, answer its questions and write the answers in {_shown(answers)}.")
    return 0


def _thick(caliper: str) -> float:
    """The thickness of paper in mm; a decimal comma will do."""
    try:
        thick = float(caliper.replace(",", "."))
    except ValueError:
        thick = 0
    if not THINNEST <= thick <= THICKEST:
        said = f"--caliper {caliper}: one sheet of paper is {THINNEST} to {THICKEST} mm thick."
        raise WrongOption(f"{said} Office paper of 80 g is 0.10; measure ten sheets and divide by ten.")
    return thick


def _said(**options: object) -> tuple[str, ...]:
    """The options that are given, as text: a build is known by them."""
    return tuple(f"{name}={value}" for name, value in options.items() if value)


def _check_libraries() -> None:
    from leaflets.problems import MissingLibrary

    # WeasyPrint prints advice of its own when a library is missing; ours is the command that installs it.
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import weasyprint  # noqa: F401
    except OSError as error:
        raise MissingLibrary from error


def _with_progress(work: Callable[[Progress], Result]) -> Result:
    """Run `work` with a progress bar on a terminal, with plain lines elsewhere."""
    if not sys.stdout.isatty():
        return work(lambda what, done, steps: print(f"{done}/{steps} {what}", flush=True))
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    # No refreshing thread: the workers are forked, and a fork copies no threads.
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Bar(*columns, auto_refresh=False, transient=True) as bar:
        task = bar.add_task("begin", total=None)

        def progress(what: str, done: int, steps: int) -> None:
            bar.update(task, description=what, completed=done, total=steps, refresh=True)

        return work(progress)


def _say(report: Report, request: Request, seconds: float) -> int:
    for problem in report.problems:
        print(problem, file=sys.stderr)
    count = len(report.made) + len(report.kept)
    parts = f"{count} file{'s' if count != 1 else ''}, {report.pages} pages"
    detail = f"{len(report.made)} made, {len(report.kept)} unchanged"
    wrong = f", {len(report.problems)} problem{'s' if len(report.problems) != 1 else ''}" if report.problems else ""
    kept = ". What did not pass is not published; what was there before is untouched." if report.problems else ""
    print(f"{parts} ({detail}{wrong}) in {seconds:.1f} s: {_shown(request.output)}{kept}")
    return 1 if report.problems else 0


def _shown(path: Path) -> str:
    """A path as the user would type it: relative where it can be."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
