"""How soon a saved leaflet is back: the press watches, a word is changed, the files are waited for."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LEAFLET = "ms"
WORD, OTHER = "Dat kost energie", "Dat kost kracht{number}"
ENDED = "the press has ended"
PATIENCE = 600.0
PAUSE = 2.0
"""So long an author looks at the page before the next change."""


@dataclass(frozen=True)
class Saved:
    """Seconds from a save until the a5 page is back, and until all formats and the booklets are."""

    first: float
    all: float


def watch(
    project: Path, content: Path, output: Path, times: int, formats: tuple[str, ...] = (), begin: int = 0
) -> list[Saved]:
    """Save one leaflet of `content` `times` times, each time with words it never had when `begin` is past the last."""
    text = content / "nl" / f"{LEAFLET}.md"
    page = output / "nl" / "leaflets" / f"{LEAFLET}-a5.pdf"
    chosen = [part for one in formats for part in ("--format", one)]
    command = [sys.executable, "build.py", "watch", "--content", str(content), "--output", str(output), *chosen]
    saved: list[Saved] = []
    with _lines(command, project) as lines:
        _wait(lines, "Watching")
        time.sleep(8 * PAUSE)
        words = text.read_text(encoding="utf-8")
        assert WORD in words
        for number in range(begin, begin + times):
            before = page.stat().st_mtime_ns
            started = time.perf_counter()
            text.write_text(words.replace(WORD, OTHER.format(number="en" * number)), encoding="utf-8")
            while page.stat().st_mtime_ns == before:
                time.sleep(0.002)
            first = time.perf_counter()
            saved.append(Saved(first - started, _wait(lines, "more made") - started))
            time.sleep(PAUSE)
        text.write_text(words, encoding="utf-8")
    return saved


@contextmanager
def _lines(command: list[str], cwd: Path) -> Iterator[queue.Queue[tuple[float, str]]]:
    """What a process says line by line, each with the moment it was said."""
    said: queue.Queue[tuple[float, str]] = queue.Queue()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    stream = process.stdout

    def read() -> None:
        for line in stream:
            said.put((time.perf_counter(), line))
        said.put((time.perf_counter(), ENDED))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        yield said
    finally:
        process.terminate()
        process.wait()
        reader.join()
        stream.close()


def _wait(lines: queue.Queue[tuple[float, str]], wanted: str) -> float:
    """The moment `wanted` was said."""
    while True:
        moment, line = lines.get(timeout=PATIENCE)
        if wanted in line:
            return moment
        if line == ENDED:
            raise RuntimeError(f'{ENDED} before it said "{wanted}"')
