"""The command that opens the studio."""

from __future__ import annotations

import builtins
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from leaflets import cli
from tests.conftest import PROJECT


@pytest.mark.parametrize(
    ("package", "options", "how"),
    [("starlette", [], "sh setup.sh --studio"), ("itsdangerous", ["--members", "none.db"], "sh setup.sh --server")],
)
def test_without_its_packages_it_says_what_installs_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], package: str, options: list[str], how: str
) -> None:
    """On this computer and on a server; it begins nothing."""
    always = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == package:
            raise ImportError
        return always(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert cli.main(["studio", *options]) == 1
    assert how in capsys.readouterr().err


def running(pid: int) -> set[int]:
    """The processes that come of one."""
    found = {pid}
    for _ in range(4):
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                said = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(said[1]) in found and said[0] != "Z":
                found.add(int(stat.parent.name))
    return found


@pytest.mark.whole
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_it_answers_and_leaves_nothing_behind(how: signal.Signals, tmp_path: Path) -> None:
    """At the address it prints and to whoever has its key; ended or killed, no process of it stays."""
    command = [sys.executable, "build.py", "studio", "--no-open", "--jobs", "1", "--output", str(tmp_path)]
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "C"}
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/\?key=\S+", said)
        jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        assert (
            b"Leaflets for your practice"
            in jar.open(urllib.request.Request(address, headers={"Accept-Language": "en"})).read()
        )
        home = address.partition("?")[0]
        # A picture, so that there are workers to leave behind.
        jar.open(f"{home}details?l=ms&f=a5&ink=light", timeout=60).read()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(home)
        family = running(process.pid)
        assert len(family) > 2
        process.send_signal(how)
        process.wait(20)
        until = time.monotonic() + 10
        while (left := {pid for pid in family if Path(f"/proc/{pid}").exists()}) and time.monotonic() < until:
            time.sleep(0.1)
        assert left == set()
