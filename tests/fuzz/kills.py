"""Builds and runs for practices that are killed, at any moment and at a rename: what is there is whole. By hand:

    .venv/bin/python -m tests.fuzz.kills [--times 100] [--seed 1]

After each kill no process is left, every file opens and is one the press made, and the next run comes to what an
undisturbed one comes to, byte for byte. Linux only.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pikepdf

from leaflets.storage.atomic import HALF
from leaflets.storage.digests import libraries_digest
from leaflets.storage.manifest import read_manifest
from tests.fuzz.bench import TABLE
from tests.small import UNSEEN, Press, finished, set_up

PROJECT = Path(__file__).resolve().parents[2]
ENDED = "had ended"
"""What came of a kill that came too late; it is one more than was asked for."""

PATIENCE = 10
"""Seconds the workers of a press that was killed may take to end."""

AT_A_RENAME = """
import os, signal
from pathlib import Path
renamed, left = Path.replace, [{nth}]
def replace(path, target):
    left[0] -= 1
    if left[0] == 0 and {before}: os.kill(os.getpid(), signal.SIGKILL)
    done = renamed(path, target)
    if left[0] == 0: os.kill(os.getpid(), signal.SIGKILL)
    return done
Path.replace = replace
"""
"""Code that kills the process at its so-many-th rename, before it or after."""


@dataclass(frozen=True)
class Work:
    """Something the press does: its command, and what it comes to when nobody kills it, in so many seconds."""

    name: str
    command: tuple[str, ...]
    whole: Path
    seconds: float

    def files(self, output: Path) -> dict[str, bytes]:
        """What it makes, as it is in an output folder; a report says what the last run made, and is another each time."""
        made = files(output)
        made.pop("practices/report.csv", None)
        return {name: data for name, data in made.items() if self.name == "build" or name.startswith("practices/")}


def files(output: Path) -> dict[str, bytes]:
    """What is in an output folder for a reader, by its path."""
    found = (path for path in sorted(output.rglob("*")) if path.is_file())
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in found
        if not any(part.startswith(".") for part in path.relative_to(output).parts)
    }


def main(arguments: Sequence[str]) -> int:
    """Kill so many times; 1 when anything was wrong after any."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz.kills", description="Kill the press, and look what is there."
    )
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="the number of the first kill; the others follow")
    given = parser.parse_args(arguments)
    os.environ["SOURCE_DATE_EPOCH"] = "1795435200"  # The day the tests live on, see tests/conftest.py.
    came: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="kills") as folder:
        press = _set_out(Path(folder))
        works: list[Work] = []
        known = ""
        number = given.seed - 1
        while sum(count for said, count in came.items() if not said.endswith(ENDED)) < given.times:
            if known != (known := libraries_digest()):  # Somebody installs packages meanwhile: the manifest says so.
                works = _undisturbed_works(press)
            number += 1
            said, faults = _killed(press, works[number % 2], Random(number))
            came[said] += 1
            for fault in faults:
                print(
                    f"{number} ({said}): {fault}\n    .venv/bin/python -m tests.fuzz.kills --times 1 --seed {number}",
                    flush=True,
                )
            wrong += bool(faults)
    for said, count in sorted(came.items()):
        print(f"{count:4} {said}")
    print(f"{wrong:4} of {came.total()} were wrong")
    return 1 if wrong else 0


def _set_out(folder: Path) -> Press:
    press = set_up(folder / "press", PROJECT)
    (press.home / "practices.csv").write_text(TABLE.replace("logo.svg", ""), encoding="utf-8")
    return press


def _undisturbed_works(press: Press) -> list[Work]:
    """Both works from nothing; the sets are made of the pages the build left."""
    shutil.rmtree(press.output, ignore_errors=True)
    return [_undisturbed(press, "build", ()), _undisturbed(press, "personalise", _personalise(press))]


def _personalise(press: Press) -> tuple[str, ...]:
    return ("personalise", str(press.home / "practices.csv"), "--format", "a5")


def _undisturbed(press: Press, name: str, command: tuple[str, ...]) -> Work:
    """The work done once without a kill; where it is for practices, the pages it begins with are made before."""
    started = time.monotonic()
    outcome = finished(press.apart(*command, jobs=2, before=UNSEEN))
    assert outcome.code == 0, outcome
    whole = press.home / f"whole-{name}"
    shutil.rmtree(whole, ignore_errors=True)
    shutil.copytree(press.output, whole)
    return Work(name, command, whole, time.monotonic() - started)


def _killed(press: Press, work: Work, rng: Random) -> tuple[str, list[str]]:
    """Do the work from what was there, or from nothing, and kill it: what the kill met, and what was wrong after it."""
    _begin_with(press, work, rng)
    before = files(press.output)
    aims = rng.random() < 0.5
    code = AT_A_RENAME.format(nth=rng.randint(1, 9), before=rng.random() < 0.5) if aims else ""
    process = press.apart(*work.command, *rng.choice(((), ("--force",))), jobs=rng.choice((1, 2)), before=UNSEEN + code)
    if not aims:
        with suppress(subprocess.TimeoutExpired):
            process.wait(rng.uniform(0.1, 0.9) * work.seconds)
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=120)
    had_ended = process.returncode != -signal.SIGKILL
    said = f"{work.name}, {ENDED if had_ended else 'at a rename' if aims else 'at any moment'}"
    faults = [*_left_alive(process.pid), *_not_whole(press.output, before, files(work.whole))]
    return said, faults + _not_mended(press, work)


def _begin_with(press: Press, work: Work, rng: Random) -> None:
    """Put into the output folder nothing, what was made before of other words, or all but a few files."""
    shutil.rmtree(press.output)
    way = rng.randrange(3)
    if way == 0:
        press.output.mkdir()
        return
    shutil.copytree(work.whole, press.output)
    gone = [path for path in sorted(press.output.rglob("*")) if path.is_file()]
    for path in rng.sample(gone, len(gone) // 2) if way == 1 else gone[: len(gone) // 3]:
        path.unlink()


def _left_alive(session: int) -> list[str]:
    """Whether a process of the press is still there after a while."""
    until = time.monotonic() + PATIENCE
    while alive := _of_session(session):
        if time.monotonic() > until:
            for number in alive:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            return [f"{len(alive)} processes are left"]
        time.sleep(0.05)
    return []


def _of_session(session: int) -> list[int]:
    """The processes of a session that are not ended (proc(5): the sixth field, after the name in brackets)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, of, *_ = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(of) == session and state not in ("Z", "X"):
                found.append(int(path.parent.name))
    return found


def _not_whole(output: Path, before: dict[str, bytes], whole: dict[str, bytes]) -> list[str]:
    """What is wrong with the files that are there: each is as before or as it should be, each PDF opens."""
    faults = []
    for name, data in files(output).items():
        if name.endswith(".pdf") and data not in (before.get(name), whole.get(name)):
            faults.append(f"{name} is neither the old file nor the new one")
        if name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(data)) as pdf:
                assert len(pdf.pages) > 0
    for folder in (
        "",
        *(path.parent.relative_to(output).as_posix() for path in output.glob("practices/*/manifest.json")),
    ):
        faults += [
            f"the manifest of {folder or 'the output'} {fault}" for fault in read_manifest(output, folder).faults
        ]
    half = list(output.rglob(f"*{HALF}"))
    if len(half) > 3:  # One of the press, and one of each worker.
        faults.append(f"{len(half)} files are left half written")
    return faults


def _not_mended(press: Press, work: Work) -> list[str]:
    """What the next run does not put right."""
    old = time.time() - 7200
    for path in press.output.rglob(f"*{HALF}"):
        os.utime(path, (old, old))
    outcome = finished(press.apart(*work.command, jobs=2, before=UNSEEN))
    found, whole = work.files(press.output), work.files(work.whole)
    faults = [f"the next run ends with {outcome.code}: {outcome.err}"] if outcome.code else []
    faults += [
        f"{name} is not as it should be" for name in sorted(found.keys() | whole) if found.get(name) != whole.get(name)
    ]
    if work.name == "build" and "Nothing has changed" not in outcome.out:  # Then nothing is looked through.
        faults += [f"{path.name} is still there" for path in press.output.rglob(f"*{HALF}")]
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
