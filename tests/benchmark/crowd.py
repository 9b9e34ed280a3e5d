"""A crowd that uses the studio of an association, from this computer only, and ends by itself. By hand:

    .venv/bin/python -m tests.benchmark.crowd [--seconds 20] [--users 50 200]

Many type at once and wait for pictures, many take their files at once and find no other name in them, a thousand go away
before they are answered, and in the end the server is killed. Needs Linux, and two free cores for times by the clock;
where others work too, look at the milliseconds of the cores.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote, urlencode

import pypdfium2

PROJECT = Path(__file__).resolve().parents[2]
HEADER = "X-Crowd"
PIECE = "l=ms&f=a5&country=be&ink=light&lang=nl"
TYPED = {
    "country": "be", "address": "Kerkstraat 12, 9000 Gent", "telephone": "09 000 00 00",
    "out_of_hours_telephone": "1733", "publisher": "dr. A. Voorbeeld, Kerkstraat 12, 9000 Gent",
}  # fmt: skip
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Running:
    """A studio that runs: its process and its port."""

    process: subprocess.Popen[str]
    port: int

    @property
    def family(self) -> set[int]:
        """Its processes."""
        found = {self.process.pid}
        for _ in range(4):
            found |= {pid for pid, parent in _parents() if parent in found}
        return found

    @property
    def core(self) -> float:
        """Seconds of the cores its processes took so far."""
        total = 0
        for pid in self.family:
            with suppress(OSError):
                said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                total += int(said[11]) + int(said[12])
        return total / TICKS

    @property
    def megabytes(self) -> float:
        """What they hold of the memory, what they share told once (PSS)."""
        total = 0
        for pid in self.family:
            with suppress(OSError):
                found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
                total += int(found[1]) if found else 0
        return total / 1024


def _parents() -> Iterator[tuple[int, int]]:
    """Each process of this computer with the one it came of; none that has ended."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            said = stat.read_text().rpartition(")")[2].split()
            if said[0] != "Z":
                yield int(stat.parent.name), int(said[1])


@contextmanager
def running(output: Path, jobs: int = 2) -> Iterator[Running]:
    """A studio behind a proxy, which is the crowd itself; ended afterwards."""
    command = [sys.executable, "build.py", "studio", "--behind-proxy-user", HEADER, "--jobs", str(jobs), "--quota", "100000",
               "--output", str(output)]  # fmt: skip
    with (
        (output / "log").open("w") as log,
        subprocess.Popen(
            command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, "LC_ALL": "C"}
        ) as process,
    ):
        assert process.stdout is not None
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found, "it did not begin"
        try:
            yield Running(process, int(found[1]))
        finally:
            process.terminate()


@dataclass
class Somebody:
    """One of the crowd, with a connection that stays."""

    name: str
    port: int
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    def request(self, path: str, fields: Mapping[str, str] | None = None) -> bytes:
        """A request as a browser sends it."""
        body = urlencode({**TYPED, "name": self.name, **(fields or {})}).encode()
        head = (
            f"POST /{path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{HEADER}: {quote(self.name)}\r\n"
            "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    async def ask(self, path: str, fields: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """Status and body of the answer."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        reader, writer = self._streams
        writer.write(self.request(path, fields))
        head = await reader.readuntil(b"\r\n\r\n")
        found = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        assert found, head
        return int(head.split()[1]), await reader.readexactly(int(found[1]))

    async def leave(self, path: str, after: float) -> None:
        """Ask, and go away before the answer."""
        _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(self.request(path))
        await writer.drain()
        await asyncio.sleep(after)
        writer.transport.abort()

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()


@dataclass
class Typed:
    """What came of many who typed: milliseconds until each picture, and statuses that were none of success."""

    ms: list[float] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    core_ms: float = 0.0
    """Of all cores, for each picture."""

    def share(self, per_cent: int) -> float:
        """The milliseconds within which so many per cent had their picture."""
        return quantiles(self.ms, n=100, method="inclusive")[per_cent - 1]


async def typing(studio: Running, users: int, wait: float, rounds: int) -> Typed:
    """So many who each ask for a picture every `wait` seconds, so many times, not all at the same moment."""
    found, before = Typed(), studio.core
    await asyncio.gather(*(_types(studio, number, wait, rounds, found) for number in range(users)))
    found.core_ms = 1000 * (studio.core - before) / (users * rounds)
    return found


async def _types(studio: Running, number: int, wait: float, rounds: int, found: Typed) -> None:
    one = Somebody(f"Praktijk {number}", studio.port)
    await asyncio.sleep(random.Random(number).random() * wait)
    for letter in range(rounds):
        begun = time.perf_counter()
        status, body = await one.ask(f"preview?{PIECE}", {"website": f"www.example{letter}.org"})
        found.ms.append(1000 * (time.perf_counter() - begun))
        if status != 200 or b'"problems":[]' not in body:
            found.wrong.append(status)
        await asyncio.sleep(max(0.0, wait - (time.perf_counter() - begun)))
    one.close()


async def taking(studio: Running, users: int, each: int) -> list[str]:
    """So many who each take so many files, all at once; what is wrong with the names in them."""
    files = await asyncio.gather(*(_takes(studio, number, each) for number in range(users)))
    return [wrong for number, several in enumerate(files) for file in several for wrong in misnamed(file, number)]


async def _takes(studio: Running, number: int, each: int) -> list[bytes]:
    """The files of one, who comes again when the door is full, as a browser does."""
    one = Somebody(name_of(number), studio.port)
    found: list[bytes] = []
    while len(found) < each:
        status, body = await one.ask(f"download?{PIECE}", {"file": "ms a5"})
        assert status in (200, 503), (status, body)
        if status == 200:
            found.append(body)
        else:
            await asyncio.sleep(2)
    one.close()
    return found


def name_of(number: int) -> str:
    """A name that no other holds, in which no line breaks."""
    return f"Praktijk-N{number:04d}-einde"


def misnamed(file: bytes, number: int) -> list[str]:
    """What is wrong with the names in a file: the own one must be there, and no other."""
    document = pypdfium2.PdfDocument(file)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    names = set(re.findall(r"N(\d{4})", re.sub(r"\s", "", text)))
    return [] if names == {f"{number:04d}"} else [f"{name_of(number)} has {sorted(names)}"]


async def leaving(studio: Running, count: int) -> None:
    """So many who go away before they are answered, twenty at a time."""
    dice = random.Random(18)
    for start in range(0, count, 20):
        several = (Somebody(f"Praktijk {start + one}", studio.port) for one in range(min(20, count - start)))
        await asyncio.gather(*(one.leave(f"preview?{PIECE}", dice.random() * 0.03) for one in several))


def killed(studio: Running) -> set[int]:
    """Kill the server, and nothing but it; which of its processes are there ten seconds later."""
    family = studio.family
    studio.process.send_signal(signal.SIGKILL)
    studio.process.wait(10)
    until = time.monotonic() + 10
    while (left := {pid for pid, _ in _parents() if pid in family}) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def main(arguments: Sequence[str]) -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.crowd", description="Measure the studio.")
    parser.add_argument("--seconds", type=int, default=20, help="how long they type")
    parser.add_argument("--users", type=int, nargs="*", default=[50, 200], help="how many type at once")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as studio:
        asyncio.run(typing(studio, 4, 0.1, 10))
        for users in given.users:
            found = asyncio.run(typing(studio, users, 2.0, max(1, given.seconds // 2)))
            print(
                f"{users} users every 2 s: {len(found.ms)} pictures, p50 {found.share(50):.0f}, p95 {found.share(95):.0f},"
                f" p99 {found.share(99):.0f} ms; {found.core_ms:.1f} ms of the cores each; {len(found.wrong)} turned away;"
                f" load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
        begun = time.perf_counter()
        wrong = asyncio.run(taking(studio, 200, 3))
        print(f"600 PDFs to 200 users: {len(wrong)} with a wrong name, {time.perf_counter() - begun:.1f} s", flush=True)
        asyncio.run(leaving(studio, 200))
        time.sleep(3)
        before = studio.megabytes
        asyncio.run(leaving(studio, 1000))
        time.sleep(3)
        print(f"1000 who left: {before:.0f} MB before, {studio.megabytes:.0f} MB after", flush=True)
        print(f"kill -9: {len(killed(studio))} processes left", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
