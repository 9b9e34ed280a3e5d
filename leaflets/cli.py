"""The command line. The only place that prints, and the only one that turns errors into exit codes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leaflets.problems import PressError, WrongOption

if TYPE_CHECKING:
    from leaflets.edition import Progress, Report
    from leaflets.plan import Request

PROJECT = Path(__file__).resolve().parents[1]
CORES = os.cpu_count() or 1

app = typer.Typer(
    add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False,
    help="Leaflet Press: Markdown about a health condition in, proofed leaflets and booklets out.",
)  # fmt: skip

Languages = Annotated[list[str] | None, typer.Option("--language", help="A language, for example nl; may be repeated.")]
Leaflets = Annotated[list[str] | None, typer.Option("--leaflet", help="A leaflet, for example ms; may be repeated.")]
Formats = Annotated[list[str] | None, typer.Option("--format", help="A format, for example a5; may be repeated.")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, max=64, help="How many processes work side by side.")]
Force = Annotated[bool, typer.Option("--force", help="Make everything anew, whatever was made before.")]
Content = Annotated[Path, typer.Option("--content", help="The folder with the words.")]
Output = Annotated[Path, typer.Option("--output", help="The folder for what is made.")]


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
    except KeyboardInterrupt:
        print("build.py: stopped. What was finished is there; run it again for the rest.", file=sys.stderr)
        return 1
    except Exception as error:
        # Click's own errors about the command line, which typer does not export under one name.
        if hasattr(error, "format_message"):
            print(f"build.py: {error.format_message()} Run build.py --help for what there is.", file=sys.stderr)
            return 2
        raise


@app.command()
def build(
    language: Languages = None,
    leaflet: Leaflets = None,
    format: Formats = None,
    jobs: Jobs = CORES,
    force: Force = False,
    content: Content = PROJECT / "content",
    output: Output = PROJECT / "output",
) -> int:
    """Make everything, or the leaflets, languages and formats you name."""
    from leaflets.fast import nothing_changed, remember

    started = time.monotonic()
    asked = (tuple(language or ()), tuple(leaflet or ()), tuple(format or ()))
    if not force and (summary := nothing_changed(PROJECT, content, output, asked)):
        print(f"Nothing has changed: {summary} in {_shown(output)} ({time.monotonic() - started:.1f} s).")
        return 0
    _check_libraries()
    from leaflets.content import load
    from leaflets.edition import make
    from leaflets.plan import Request

    catalogue, problems = load(content, PROJECT / "styles")
    request = Request(PROJECT, content.resolve(), output, *asked, jobs=jobs, force=force)
    report = _with_progress(lambda progress: make(catalogue, request, progress))
    if request.leaflets:
        problems = [problem for problem in problems if Path(problem.where).stem in request.leaflets]
    report.problems[:0] = problems
    if not report.problems:
        remember(PROJECT, content, output, asked, [*report.made, *report.kept])
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


def _check_libraries() -> None:
    from leaflets.problems import MissingLibrary

    try:
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
