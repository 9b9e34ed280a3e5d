"""The gates of the code, which a change has to pass: they are tests, so that nobody can forget one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import PROJECT

pytestmark = pytest.mark.whole


@pytest.mark.parametrize(
    "command", [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)], ids=" ".join
)
def test_a_gate_is_open(command: tuple[str, ...]) -> None:
    """Ruff's rules, ruff's layout and mypy's strict types find nothing, with the settings of pyproject.toml."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
