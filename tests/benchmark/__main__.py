"""Everything issue 6 asks to be measured, in one run, beside what a user would pick instead. By hand:

    .venv/bin/python -m tests.benchmark [--rounds 5] [--growth 13 130 1300] [--write README.md]

Needs Linux. Chromium is measured where the package playwright and a browser are installed, Typst where the package
typst is. A machine may be shared, so the seconds of the cores stand beside those of the clock.
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from tests.benchmark.copies import write_copies
from tests.benchmark.measured import Measured, measure, middle
from tests.benchmark.right import look
from tests.benchmark.watching import watch

PROJECT = Path(__file__).resolve().parents[2]
CONTENT = PROJECT / "content"
FILES = ("--format", "a5", "--format", "a4", "--format", "booklet")
MARKS = ("<!-- benchmark -->", "<!-- /benchmark -->")
Row = tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Measure, print the tables, and write them where it is asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description="Measure the press.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run; the median is given")
    parser.add_argument("--growth", type=int, nargs="*", default=[13, 130], help="how many leaflets")
    parser.add_argument("--write", type=Path, help=f"the Markdown file to put the tables in, between {MARKS[0]} marks")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join(_report(Path(folder), given.rounds, given.growth))
    print(text)
    if given.write:
        _put(given.write, text)
    return 0


def _report(folder: Path, rounds: int, growth: Sequence[int]) -> Iterator[str]:
    yield f"Python {platform.python_version()}, {_versions()}; two processes; medians of {rounds}."
    yield ""
    yield "**From nothing**: 13 leaflets in A5 and A4 and the booklet, 27 files."
    yield ""
    yield from _table(("way", "wall s", "core s", "× the script", "largest process MB"), _from_nothing(folder, rounds))
    yield ""
    yield "**After that**: all formats, 94 files."
    yield ""
    yield from _table(("what", "wall s"), _afterwards(folder, rounds))
    yield ""
    yield "**More leaflets**, A5 and the booklet, one run each."
    yield ""
    head = (
        "leaflets",
        "pages",
        "wall s",
        "core s",
        "core s a leaflet",
        "largest process MB",
        "nothing changed, wall s",
        "wrong entries, references, codes",
    )
    yield from _table(head, _grown(folder, growth))


def _from_nothing(folder: Path, rounds: int) -> Iterator[Row]:
    ways = {
        "Leaflet Press, made and proofed": _press("build.py", folder / "press", "--jobs", "2"),
        "Leaflet Press, made and proofed, one process": _press("build.py", folder / "press", "--jobs", "1"),
        "Leaflet Press, made only": _press("-m", folder / "press", "--jobs", "2", module="tests.benchmark.unproofed"),
        "naive WeasyPrint script": _other("naive", folder),
    }
    if _has("playwright") and shutil.which("chromium"):
        ways["Chromium kept open, same HTML"] = _other("chromium", folder)
    if _has("typst"):
        ways["Typst, simpler pages"] = _other("typst_way", folder)
    found: dict[str, list[Measured]] = {name: [] for name in ways}
    for _ in range(rounds):  # in turn, so that a busy moment of the machine is shared
        for name, command in ways.items():
            found[name].append(measure(command, PROJECT))
    script = middle(found["naive WeasyPrint script"]).core
    for name, several in found.items():
        one = middle(several)
        yield name, f"{one.wall:.1f}", f"{one.core:.1f}", f"{one.core / script:.2f}", f"{one.megabytes:.0f}"


def _press(start: str, output: Path, *options: str, module: str = "") -> list[str]:
    begin = [sys.executable, start, *([module] if module else [])]
    return [*begin, "--force", "--content", str(CONTENT), "--output", str(output), *options, *FILES]


def _other(name: str, folder: Path) -> list[str]:
    return [sys.executable, "-W", "ignore", "-m", f"tests.benchmark.{name}", str(CONTENT), str(folder / name)]


def _afterwards(folder: Path, rounds: int) -> Iterator[Row]:
    content, output = folder / "content", folder / "all"
    shutil.copytree(CONTENT, content)
    where = ("--content", str(content), "--output", str(output))
    command = [sys.executable, "build.py", *where]
    yield "everything, from nothing (once)", f"{measure(command, PROJECT).wall:.1f}"
    nothing = [measure(command, PROJECT) for _ in range(rounds)]
    assert all("Nothing has changed" in one.said for one in nothing)
    yield "nothing changed", f"{middle(nothing).wall:.2f}"
    saved = watch(PROJECT, content, output, rounds)
    yield "a leaflet saved while `watch` runs: its A5 page", f"{median(one.first for one in saved):.2f}"
    yield "… all its formats and the three booklets", f"{median(one.all for one in saved):.1f}"
    asked = ("a5", "a4", "a5-folded", "trifold", "dl-card", "large-print", "poster", "booklet")
    saved = watch(PROJECT, content, output, rounds, asked, begin=rounds)
    yield "… all its formats and the merged booklet", f"{median(one.all for one in saved):.1f}"


def _grown(folder: Path, counts: Sequence[int]) -> Iterator[Row]:
    for count in counts:
        content, output = folder / f"content-{count}", folder / f"output-{count}"
        write_copies(CONTENT, content, count)
        formats = ("--format", "a5", "--format", "booklet")
        command = [sys.executable, "build.py", "--content", str(content), "--output", str(output), *formats]
        one = measure(command, PROJECT)
        pages = re.findall(r"(\d+) pages \(", one.said)[-1]
        again = measure(command, PROJECT)
        assert "Nothing has changed" in again.said
        seen = look(output)
        yield (
            str(count), pages, f"{one.wall:.0f}", f"{one.core:.0f}", f"{one.core / count:.2f}", f"{one.megabytes:.0f}",
            f"{again.wall:.2f}", f"{seen.wrong} of {seen.entries} + {seen.references} + {seen.codes}",
        )  # fmt: skip


def _table(head: Row, rows: Iterator[Row]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _has(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def _versions() -> str:
    names = ("weasyprint", "pypdf", "playwright", "typst")
    return ", ".join(f"{name} {version(name)}" for name in names if _has(name))


def _put(path: Path, text: str) -> None:
    """Put `text` between the marks of a Markdown file. Raises ValueError when it has none."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not (begin and end):
        raise ValueError(f"{path} has no place marked {MARKS[0]} … {MARKS[1]}")
    path.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
