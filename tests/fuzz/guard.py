"""What no case may do: read or write outside its folder, call anybody, begin a program, or take too long or too much."""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

SECRET = "outside/secret.txt"
SAID = b"Nobody may read this: 7f3a9c."
"""What stands in a file beside the folder of a case."""

GRACE = 2
"""A case that takes so many times as long as it may is stopped."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING = {
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.symlink",
    "os.link",
    "os.chmod",
    "os.truncate",
    "shutil.rmtree",
}
_CALLING = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}
_BEGINNING = {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "subprocess.Popen"}


class TooSlow(BaseException):
    """A case that does not come to an end; no Exception, for these are caught everywhere."""


@dataclass
class Watch:
    """What was seen while a case ran in `home`."""

    home: str
    seen: list[str] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: float = 0.0


_watching: list[Watch] = []
"""The case that runs; an audit hook can never be taken away, so it asks here whether there is one."""
_hooked: list[bool] = []


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    watch = _watching[-1]
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, str | bytes) and (said := _strange(os.fsdecode(path), flags, watch.home)):
            watch.seen.append(said)
    elif event in _CHANGING:
        paths = [os.fsdecode(one) for one in arguments[:2] if isinstance(one, str | bytes | os.PathLike)]
        paths = paths[-1:] if event == "os.symlink" else paths
        watch.seen += [f"{event} of {path}" for path in paths if not _is_home(path, watch.home)]
    elif event in _CALLING and not str(arguments[0]).startswith(("data:", "file:")):
        watch.seen.append(f"{event} {arguments!r}"[:200])
    elif event in _BEGINNING and not _is_ours(arguments):
        watch.seen.append(f"{event} {arguments[:2]!r}"[:200])


def _strange(path: str, flags: int, home: str) -> str | None:
    """What is wrong with opening a file; None where nothing is."""
    if flags & _WRITING and not _is_home(path, home):
        return f"{path} is written"
    # Whatever way leads there: the name may be that of a link.
    if os.path.realpath(path).endswith(SECRET):
        return f"{path} is read, which is outside"
    return None


def _is_home(path: str, home: str) -> bool:
    """Whether a path, when links on the way are followed, is in the folder of the case, or nobody's business."""
    if path == os.devnull or "__pycache__" in path:
        return True
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100  a Path takes ten times as long
    return f"{os.path.realpath(folder)}/{name}".startswith(f"{home}/")


OURS = ("personalise/table/sheet.py", "preflight/measure/validator.py")
"""The programs of the press, which read what could end the process it is read in."""


def _is_ours(arguments: tuple[Any, ...]) -> bool:
    return arguments[0] == sys.executable and any(str(word).endswith(OURS) for word in arguments[1])


@contextmanager
def watched(home: Path, seconds: float) -> Iterator[Watch]:
    """Meanwhile what is done is seen; raises TooSlow where it takes GRACE times as many seconds of the processor."""
    if not _hooked:
        sys.addaudithook(_hear)
        _hooked.append(True)
    watch = Watch(str(home.resolve()))
    before = signal.signal(signal.SIGVTALRM, _late)
    signal.setitimer(signal.ITIMER_VIRTUAL, GRACE * seconds, 1)
    _forget_peak()
    held = _peak()
    started = _spent()
    _watching.append(watch)
    try:
        yield watch
    finally:
        _watching.pop()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        watch.seconds = _spent() - started
        watch.megabytes = _peak() - held


def _late(_: int, __: FrameType | None) -> None:
    raise TooSlow


def _spent() -> float:
    """Seconds of the processor this process took, and those it began that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _forget_peak() -> None:
    """Let the system measure anew how much memory this process holds at most (proc(5), clear_refs)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> float:
    """The most MB of memory this process held since; 0 where the system does not tell."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1000
    return 0.0


class Listener:
    """Somebody who listens on this machine, and counts who calls."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.port = int(self._socket.getsockname()[1])

    def close(self) -> None:
        self._socket.close()

    def calls(self) -> int:
        """How many have called since the last look."""
        count = 0
        with suppress(BlockingIOError):
            while True:
                connection, _ = self._socket.accept()
                connection.close()
                count += 1
        return count
