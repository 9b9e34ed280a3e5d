"""The command line. The only place that prints, and the only one that turns errors into exit codes."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from leaflets.problems import PressError, Problem, WrongOption

if TYPE_CHECKING:
    from leaflets.edition import Progress, Report
    from leaflets.model import Profile
    from leaflets.plan import Request

PROJECT = Path(__file__).resolve().parents[1]
MOST_JOBS = 64
THINNEST, THICKEST = 0.03, 0.5
"""Thickness in mm of airmail paper and of the heaviest card a printer draws in."""
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
Content = Annotated[Path, typer.Option("--content", help="The folder with the words.", exists=True, file_okay=False)]
Output = Annotated[Path, typer.Option("--output", help="The folder for what is made.", file_okay=False)]


def main(arguments: Sequence[str]) -> int:
    """Run the command in `arguments`; no command means build. Returns the exit code of the contract (0, 1, 2 or 3)."""
    given = list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("--help", "-h")):
        given.insert(0, "build")
    try:
        code = app(given, prog_name="build.py", standalone_mode=False)
        return int(code or 0)
    except typer.Exit as stop:
        return stop.exit_code
    except PressError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        print("build.py: stopped. What was finished is there; run it again for the rest.", file=sys.stderr)
        return 1
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
    content: Content = PROJECT / "content",
    output: Output = PROJECT / "output",
) -> int:
    """Make everything, or the leaflets, languages and formats you name."""
    from leaflets.fast import nothing_changed, remember

    started = time.monotonic()
    asked = (tuple(language or ()), tuple(leaflet or ()), tuple(format or ()))
    profile = _profile(icc)
    thick = _thick(caliper)
    size = size.lower() if size else None
    options = _said(
        gray=gray, press=press, icc=profile and profile.sha256, caliper=thick, manual_duplex=manual_duplex, size=size
    )
    if not force and (summary := nothing_changed(PROJECT, content, output, (*asked, options))):
        print(f"Nothing has changed: {summary} in {_shown(output)} ({time.monotonic() - started:.1f} s).")
        return 0
    _check_libraries()
    from leaflets.content import load
    from leaflets.edition import make
    from leaflets.imposition import load_printer
    from leaflets.model import PaperOptions
    from leaflets.plan import Request

    catalogue, problems = load(content, PROJECT / "styles")
    paper = PaperOptions(
        gray=gray,
        press=press,
        icc=profile,
        caliper_mm=thick,
        manual_duplex=manual_duplex,
        size=size,
        printer=load_printer(content),
    )
    request = Request(PROJECT, content.resolve(), output, *asked, jobs=jobs, force=force, paper=paper)
    report = _with_progress(lambda progress: make(catalogue, request, progress))
    report.problems[:0] = [problem for problem in problems if _concerns(problem, request)]
    if not report.problems:
        remember(PROJECT, content, output, (*asked, options), [*report.made, *report.kept])
    return _say(report, request, time.monotonic() - started)


@app.command(name="list")
def list_everything(content: Content = PROJECT / "content") -> int:
    """Show what there is: leaflets, languages, formats, with review dates."""
    from rich.console import Console
    from rich.table import Table

    from leaflets.content import load

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
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help="What to begin: leaflet.")],
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Its id: lower case, digits and hyphens.")],
    language: Annotated[str, typer.Option("--language", help="The language to write in.")] = "nl",
    content: Content = PROJECT / "content",
) -> int:
    """Begin a new leaflet: a file with all its parts, ready to be filled in."""
    from leaflets.content.beginning import begin_leaflet

    if kind != "leaflet":
        raise WrongOption(f'"{kind}" cannot be begun this way. Choose from: leaflet.')
    path = begin_leaflet(content, language, identifier)
    print(f"{_shown(path)} is ready. Fill in what stands between ‹ ›, then run build.py --leaflet {identifier}.")
    return 0


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


def _profile(path: Path | None) -> Profile | None:
    if path is None:
        return None
    from leaflets.press import read_profile

    return read_profile(path)


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


def _with_progress(work: Callable[[Progress], Report]) -> Report:
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


def _concerns(problem: Problem, request: Request) -> bool:
    """Whether a problem in the content stands in the way of what is asked for."""
    path = PurePosixPath(problem.where)
    if path.parts[0] != request.content.name or len(path.parts) < 3:
        return True
    is_leaflet = len(path.parts) == 3 and path.suffix == ".md"
    other_language = bool(request.languages) and path.parts[1] not in request.languages
    other_leaflet = is_leaflet and bool(request.leaflets) and path.stem not in request.leaflets
    return not (other_language or other_leaflet)


def _say(report: Report, request: Request, seconds: float) -> int:
    for problem in report.problems:
        print(problem, file=sys.stderr)
    count = len(report.made) + len(report.kept)
    parts = f"{count} file{'s' if count != 1 else ''}, {report.pages} pages"
    detail = f"{len(report.made)} made, {len(report.kept)} unchanged"
    wrong = f", {len(report.problems)} problem{'s' if len(report.problems) != 1 else ''}" if report.problems else ""
    print(f"{parts} ({detail}{wrong}) in {seconds:.1f} s: {_shown(request.output)}")
    return 1 if report.problems else 0


def _shown(path: Path) -> str:
    """A path as the user would type it: relative where it can be."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
