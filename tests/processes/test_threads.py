"""A library's own threads are found, Python's are not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leaflets.processes import threads
from tests.conftest import PROJECT

ASKED = """
import io, pikepdf, threading
from leaflets.processes.threads import foreign
waits = threading.Event()
threading.Thread(target=waits.wait, daemon=True).start()
said = [foreign()]
from leaflets.preflight.measure.pdfua import failures
target = io.BytesIO()
pdf = pikepdf.new()
pdf.add_blank_page()
pdf.save(target)
failures(target.getvalue())
print([*said, foreign()])
"""


@pytest.mark.skipif(not threads._TASKS.is_dir(), reason="the system does not tell")
def test_the_threads_of_the_validator_are_found() -> None:
    """A thread of Python's own is none of them; those that validating a file leaves behind are."""
    asked = subprocess.run([sys.executable, "-c", ASKED], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "[False, True]"


def test_where_the_system_does_not_tell_nobody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer is given that might be wrong."""
    monkeypatch.setattr(threads, "_TASKS", tmp_path / "none")
    assert threads.foreign() is None
