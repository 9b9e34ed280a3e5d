"""The program that is asked of one file says what is wrong, and ends nothing but itself."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from leaflets.preflight.measure import validator
from leaflets.preflight.measure.pdfua import failures
from tests.preflight.drawn import Drawn, pdf_of, saved

LEAFLET = "nl/leaflets/ms-a5.pdf"


@pytest.mark.parametrize("broken", [b"[ 204 0 R >>", b"[ 1 ) ]", b"<</A [ } ] >>"])
def test_a_broken_file_ends_no_process_of_ours(broken: bytes, edition: Path) -> None:
    """At a bracket out of place the validator asks for all memory there is: it is told as a failure, and quickly."""
    data = (edition / LEAFLET).read_bytes() + b"\n99999 0 obj\n" + broken + b"\nendobj\n"
    started = time.monotonic()
    assert failures(data, is_ours=False) == ["the validator cannot read it to its end"]
    assert time.monotonic() - started < 60


def test_a_file_of_others_is_judged_as_ours_are(edition: Path) -> None:
    """A process of its own says the same of a good file and of one without tags; what is no PDF cannot be read."""
    good, bad = (edition / LEAFLET).read_bytes(), saved(pdf_of(Drawn()))
    assert failures(good, is_ours=False) == []
    assert failures(bad, is_ours=False) == failures(bad)
    assert failures(b"no PDF", is_ours=False) == ["the validator cannot read it to its end"]


def test_the_program_says_each_failure_with_its_rule() -> None:
    """A page without tags, given as its input, is answered with pairs of a message and a clause as JSON."""
    page = saved(pdf_of(Drawn()))
    command = [sys.executable, "-P", validator.__file__, "{}", str(1 << 30), "60"]
    done = subprocess.run(command, input=page, capture_output=True, check=True)
    found = json.loads(done.stdout)
    assert [f"{message.rstrip('.')} ({rule})" for message, rule in found] == failures(page)
    assert len(found) > 2
