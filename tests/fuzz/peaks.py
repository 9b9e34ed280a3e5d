"""How much memory the largest input of each kind takes that is still read, and a few that are refused. By hand:

    .venv/bin/python -m tests.fuzz.peaks

Each is read by a process of its own, which is asked what it held at most, with all that it began. Linux only.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pikepdf
from PIL import Image

from leaflets.model.artefact import Artefact, to_json
from leaflets.storage.manifest import MANIFEST, read_manifest, write_manifest
from tests.benchmark.measured import Measured
from tests.fuzz.bench import set_out
from tests.personalise.spreadsheets import xlsx, xlsx_row
from tests.pictures.hostile import jpeg, png, svg, whole
from tests.press.profiles import icc
from tests.small import AS_USER, Press

PROJECT = Path(__file__).resolve().parents[2]
LEAFLET = "nl/leaflets/ms-a5.pdf"
COMMAND = f"{AS_USER}; code = cli.main(sys.argv[3:]); print('exit', code)"
TABLE = "from leaflets.personalise.table.read import read; table = read(Path(sys.argv[2]), ['nl']); print(sum(row.practice is not None for row in table.rows), 'rows', *table.problems[:1])"
LOGO = """
from leaflets.personalise.box.logo import read_logo
from leaflets.pictures import WrongPicture
path = Path(sys.argv[2])
try: print(len(read_logo(path.read_bytes(), path.name).within(20000, 38.0, "gray")(1, 2)), 'objects')
except WrongPicture as error: print(error)
"""
LISTED = "from leaflets.storage.manifest import read_manifest; print(len(read_manifest(Path(sys.argv[2])).artefacts), 'files')"
PROFILE = "from leaflets.press.profile import read_profile; print(len(read_profile(Path(sys.argv[2])).data), 'bytes')"


class Peak(NamedTuple):
    """An input: what it is, who reads it (a program and its arguments), and how it is written."""

    name: str
    code: str
    write: Callable[[Press], list[str]]


def main() -> int:
    """Print a line for each: what it held, and what was said of it."""
    os.environ["SOURCE_DATE_EPOCH"] = "1795435200"  # The day the tests live on, see tests/conftest.py.
    print("| input | MB | core s | said |", "|---|---:|---:|---|", sep="\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="peaks") as folder:
        set_out(Path(folder) / "seed")
        for number, peak in enumerate(PEAKS):
            home = Path(folder) / str(number)
            shutil.copytree(Path(folder) / "seed" / "press", home)
            press = Press(home)
            arguments = peak.write(press)
            command = [
                sys.executable,
                "-c",
                f"import sys; from pathlib import Path\n{peak.code}",
                str(press.project),
                *arguments,
            ]
            taken = _measured(command)
            said = taken.said.strip().splitlines()
            print(
                f"| {peak.name} | {taken.megabytes:.0f} | {taken.core:.1f} | {' … '.join(dict.fromkeys([said[0][:110], said[-1][:110]]))} |",
                flush=True,
            )
            shutil.rmtree(home)
    return 0


LAUNCHER = "import json, sys; from tests.benchmark.measured import measure; from pathlib import Path; print(json.dumps(vars(measure(sys.argv[2:], Path(sys.argv[1])))))"


def _measured(command: list[str]) -> Measured:
    """What a command took, begun by a small process: from the one that begins it a process has the memory it held."""
    done = subprocess.run(
        [sys.executable, "-c", LAUNCHER, str(PROJECT), *command], cwd=PROJECT, capture_output=True, check=True
    )
    return Measured(**json.loads(done.stdout))


def _command(press: Press, *words: str) -> list[str]:
    return ["", *press.arguments(*words)]


def _nothing_odd(press: Press) -> list[str]:
    return _command(press, "build", "--leaflet", "ms", "--format", "a5", "--force")


def _long_text(press: Press) -> list[str]:
    path = press.content / "nl" / "ms.md"
    line = "Rust helpt u om uw energie over de dag te verdelen. " * 8
    text = path.read_text(encoding="utf-8") + f"\n{line.strip()}\n" * 1160
    path.write_text(text[:490_000].rstrip() + "\n", encoding="utf-8")
    return ["", "list", "--content", str(press.content)]


def _long_text_made(press: Press) -> list[str]:
    _long_text(press)
    shutil.copy(PROJECT / "styles" / "formats" / "large-print.css", press.project / "styles" / "formats")
    return _command(press, "build", "--leaflet", "ms", "--format", "large-print")


def _many_sources(press: Press) -> list[str]:
    path = press.content / "sources.yaml"
    one = "- {{id: more-{0}, url: 'https://a.example/{0}', title: Sleep {0}, title_status: real, publisher: A, year: 2020}}\n"
    text = path.read_text(encoding="utf-8")
    lines = "".join(one.format(number) for number in range(4400))
    path.write_text((text + lines)[:499_000].rpartition("\n")[0] + "\n", encoding="utf-8")
    return ["", "list", "--content", str(press.content)]


def _rows(press: Press) -> list[str]:
    head = "id;name;telephone;country;address;kind;website;publisher\n"
    row = (
        "p-{0};Praktijk {0};09 123 45 67;be;"
        + "Kerkstraat 12, 9000 Gent " * 6
        + ";{1};https://p.example/{1};"
        + "dr. A, Gent " * 12
        + "\n"
    )
    text = head + "".join(row.format(number, "x" * 70) for number in range(5000))
    (press.home / "long.csv").write_text(text[:4_990_000], encoding="utf-8")
    return [str(press.home / "long.csv")]


def _cells(press: Press) -> list[str]:
    rows = (
        xlsx_row(number, [f"p-{number}", f"Praktijk {number}", "09 123 45 67", "be", *["x" * 100] * 18])
        for number in range(2, 4_992)
    )
    (press.home / "wide.xlsx").write_bytes(xlsx("".join(rows)))
    return [str(press.home / "wide.xlsx")]


def _far_cell(press: Press) -> list[str]:
    (press.home / "far.xlsx").write_bytes(xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    return [str(press.home / "far.xlsx")]


def _large_png(press: Press) -> list[str]:
    (press.home / "large.png").write_bytes(png(7000, 5700, whole(7000, 5700, 3, 16), depth=16))
    return [str(press.home / "large.png")]


def _large_jpeg(press: Press) -> list[str]:
    (press.home / "large.jpg").write_bytes(
        jpeg(Image.radial_gradient("L").resize((6300, 6300)).convert("CMYK"), progressive=True)
    )
    return [str(press.home / "large.jpg")]


def _picture_made(press: Press) -> list[str]:
    folder = press.content / "nl" / "pictures"
    folder.mkdir(exist_ok=True)
    (folder / "large.png").write_bytes(png(7000, 5700, whole(7000, 5700, 3, 16), depth=16))
    path = press.content / "nl" / "ms.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n![Een zwart vlak](large.png)\n", encoding="utf-8")
    shutil.copy(PROJECT / "styles" / "formats" / "large-print.css", press.project / "styles" / "formats")
    return _command(press, "build", "--leaflet", "ms", "--format", "large-print")


def _drawing(press: Press) -> list[str]:
    shape = '<path d="M0 0C1 2 3 4 5 6A1 1 0 0 1 8 8z" fill="#123456" opacity=".5" stroke="red" stroke-width=".1"/>'
    (press.home / "full.svg").write_bytes(svg(shape * 4700))
    return [str(press.home / "full.svg")]


def _manifest(press: Press) -> list[str]:
    one = to_json(read_manifest(press.output).artefacts[LEAFLET])
    entries = [
        one | {"path": f"nl/leaflets/ms-{number}.pdf"} for number in range(31_000_000 // (len(json.dumps(one)) + 10))
    ]
    (press.output / MANIFEST).write_text(json.dumps({"artefacts": entries, "tickets": []}), encoding="utf-8")
    return [str(press.output)]


def _put(press: Press, data: bytes, pages: int) -> None:
    """A file in the place of the leaflet, as if the press had made it."""
    import hashlib

    entry: Artefact = replace(
        read_manifest(press.output).artefacts[LEAFLET],
        pages=pages,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    (press.output / LEAFLET).write_bytes(data)
    shutil.rmtree(press.output / "practices")
    write_manifest(press.output, [entry])


def _pages(press: Press) -> list[str]:
    target = io.BytesIO()
    with pikepdf.open(press.output / LEAFLET) as pdf:
        pages = list(pdf.pages)
        for _ in range(499):
            pdf.pages.extend(pages)
        pdf.save(target)
    _put(press, target.getvalue(), 2000)
    return _command(press, "check")


def _bracket(press: Press) -> list[str]:
    path = press.output / LEAFLET
    path.write_bytes(path.read_bytes() + b"\n99999 0 obj\n[ > ]\nendobj\n")
    return _command(press, "check")


def _bomb(press: Press) -> list[str]:
    path = press.project / "styles" / "formats" / "a5.css"
    steps = "".join(f"--x{n}:{f'var(--x{n - 1}) ' * 10};" for n in range(1, 10))
    path.write_text(
        path.read_text(encoding="utf-8") + f"\n:root{{--x0:a;{steps}}} p{{font-family:var(--x9)}}\n", encoding="utf-8"
    )
    return _command(press, "build", "--leaflet", "ms", "--format", "a5")


def _profile(press: Press) -> list[str]:
    data = icc() + bytes(7_900_000)
    (press.home / "large.icc").write_bytes(struct.pack(">I", len(data)) + data[4:])
    return [str(press.home / "large.icc")]


PEAKS = (
    Peak("nothing odd: a leaflet in A5", COMMAND, _nothing_odd),
    Peak("a text of 490 kB, read", COMMAND, _long_text),
    Peak("a text of 490 kB in large print", COMMAND, _long_text_made),
    Peak("sources of 499 kB, read", COMMAND, _many_sources),
    Peak("a CSV of 5,000 rows", TABLE, _rows),
    Peak("an XLSX of 4,990 rows and 22 columns", TABLE, _cells),
    Peak("a PNG of 40 million pixels, 16 bits, as a logo", LOGO, _large_png),
    Peak("a JPEG of 40 million pixels, CMYK, in scans, as a logo", LOGO, _large_jpeg),
    Peak("a PNG of 40 million pixels, 16 bits, in a text", COMMAND, _picture_made),
    Peak("an SVG of 4,700 shapes as a logo", LOGO, _drawing),
    Peak("a profile of 7.9 MB", PROFILE, _profile),
    Peak("a manifest of 31 MB", LISTED, _manifest),
    Peak("a PDF of 2,000 pages, checked", COMMAND, _pages),
    Peak("a PDF with a bracket out of place, checked", COMMAND, _bracket),
    Peak("a cell at the far end of an XLSX", TABLE, _far_cell),
    Peak("a style that unfolds to 10⁹ words", COMMAND, _bomb),
)


if __name__ == "__main__":
    sys.exit(main())
