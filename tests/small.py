"""A small press for whole builds: two leaflets, the a5 format and the booklet, run as a user runs it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from leaflets.cli import main

LEAFLETS = ("crps", "ms")
FORMATS = ("a5", "booklet")
FILES = ("nl/booklet/booklet.pdf", "nl/leaflets/crps-a5.pdf", "nl/leaflets/ms-a5.pdf")
AS_USER = "import sys; from pathlib import Path; from leaflets import cli; cli.options.PROJECT = Path(sys.argv[1])"
UNSEEN = "import leaflets.preflight; leaflets.preflight.inspect = lambda *_, **__: ()"
"""Leave out preflight, which has tests of its own and takes most of a build's time."""
HEARS_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""Hear Ctrl-C also where the tests do not: a shell begins what it runs in the background so."""


class Outcome(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Press:
    """A folder with a project of few formats, content with two leaflets, and an output folder."""

    home: Path

    @property
    def project(self) -> Path:
        return self.home / "project"

    @property
    def content(self) -> Path:
        return self.home / "content"

    @property
    def output(self) -> Path:
        return self.home / "output"

    @property
    def manifest(self) -> dict[str, dict[str, Any]]:
        """The artefacts of the manifest by path."""
        listed = json.loads((self.output / "manifest.json").read_text(encoding="utf-8"))
        return {entry["path"]: entry for entry in listed["artefacts"]}

    def arguments(self, *given: str, jobs: int = 1) -> list[str]:
        return [*given, "--jobs", str(jobs), "--content", str(self.content), "--output", str(self.output)]

    def build(self, *given: str) -> Outcome:
        """Build in this process, whose `leaflets.cli.options.PROJECT` is this project."""
        return run(*self.arguments(*given))

    def apart(self, *given: str, jobs: int = 1, before: str = "", after: str = "") -> subprocess.Popen[str]:
        """Begin a build in a process of its own, with code to run before and after it."""
        code = f"{AS_USER}\n{before}\ncode = cli.main(sys.argv[2:])\n{after}\nsys.exit(code)"
        command = [sys.executable, "-c", code, str(self.project), *self.arguments(*given, jobs=jobs)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True)

    def pdfs(self) -> dict[str, bytes]:
        """Every finished file by its path in the output folder."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("[!.]*.pdf"))
        }

    def copy(self, home: Path) -> Press:
        """The same press elsewhere, with all it made."""
        shutil.copytree(self.home, home, ignore=shutil.ignore_patterns("lock"), dirs_exist_ok=True)
        return Press(home)


def dies(*_: object) -> None:
    """What a worker does whose process the system ends."""
    os._exit(9)


def run(*arguments: str) -> Outcome:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    return Outcome(code, out.getvalue(), err.getvalue())


def finished(process: subprocess.Popen[str]) -> Outcome:
    """How a process ended that was begun apart."""
    out, err = process.communicate(timeout=120)
    return Outcome(process.returncode, out, err)


def set_up(home: Path, source: Path) -> Press:
    """A small press in the folder `home`, from the project in `source`."""
    press = Press(home)
    formats = press.project / "styles" / "formats"
    shutil.copytree(source / "styles", press.project / "styles", ignore=shutil.ignore_patterns("formats"))
    formats.mkdir()
    for name in FORMATS:
        shutil.copy(source / "styles" / "formats" / f"{name}.css", formats)
    shutil.copytree(source / "templates", press.project / "templates")
    shutil.copytree(source / "content", press.content)
    for path in (press.content / "nl").glob("*.md"):
        if path.stem not in LEAFLETS:
            path.unlink()
    keep_cited_sources(press.content)
    return press


def keep_cited_sources(content: Path) -> None:
    """Shorten the list of sources: half the time of a small booklet is the codes of sources its texts do not cite."""
    texts = "".join(path.read_text(encoding="utf-8") for path in [content / "edition.yaml", *content.rglob("*.md")])
    listed = yaml.safe_load((content / "sources.yaml").read_bytes())["sources"]
    cited = [one for one in listed if one["id"] in texts or one.get("unrelated")]
    (content / "sources.yaml").write_text(yaml.safe_dump({"sources": cited}, allow_unicode=True), encoding="utf-8")
