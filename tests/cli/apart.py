"""Commands in a process of their own, as a user begins them, with the surroundings a test wants."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from tests.conftest import PROJECT
from tests.small import Outcome

WITHOUT_PANGO = """
import sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
sys.meta_path.insert(0, Without())
"""
"""Code that makes a machine where the library that draws text is not installed."""


def command(*arguments: str, before: str = "") -> list[str]:
    """The words that begin a command of the press, with code to run before it."""
    code = f"{before}\nimport sys\nfrom leaflets.cli import main\nsys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", code, *arguments]


def apart(*arguments: str, before: str = "", into: str | None = None, **variables: str) -> Outcome:
    """Run a command apart; `into` is a file its output goes to, `variables` are added to the environment."""
    with ExitStack() as open_files:
        target = open_files.enter_context(Path(into).open("wb")) if into else subprocess.PIPE
        done = subprocess.run(
            command(*arguments, before=before), cwd=PROJECT, env={**os.environ, **variables}, stdout=target,
            stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    out = done.stdout.decode("utf-8", "backslashreplace") if done.stdout else ""
    return Outcome(done.returncode, out, done.stderr.decode("utf-8", "backslashreplace"))
