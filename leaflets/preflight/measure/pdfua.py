"""The PDF/UA-1 validator, also in a process that was forked from one that has used it.

page-validation keeps a pool of threads (Rust's rayon), and a fork copies no threads: in the child the validator would
wait for ever. That happens to whoever forks after a validation, such as a press that watches its files. The child
then asks a new process.

So does who looks at a file that may be another than the press made: at a bracket out of place the validator asks for
all memory there is, and then ends the process it is in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from leaflets.preflight.measure import validator
from leaflets.processes.threads import foreign

_LIMITS = {
    "max_input_size": 1 << 32, "max_decoded_stream_size": 1 << 30, "max_total_decoded_content_size": 1 << 32,
    "max_form_invocations": 1_000_000, "max_object_count": 100_000_000, "max_unicode_cmap_mappings": 100_000_000,
    "max_reference_depth": 20_000,
}  # fmt: skip
"""Room for booklets of thousands of pages; their bookmarks alone are a chain longer than the validator's own 256."""

MEGABYTES, MEGABYTES_EACH = 1000, 30
"""Memory that a process which is asked may take; and for each MB of the file more."""
SECONDS, SECONDS_EACH = 60, 10
"""Seconds of the processor, in the same way."""

PATIENCE = 5
"""On a busy machine it takes so many times as long by the clock."""


class _ValidatorThreads:
    """What is known of the validator's threads in this process."""

    may_run = False
    """It was used here, or there are threads that Python did not start and that may be its own."""
    is_lost = False
    """They stayed behind in the process this one was forked from."""

    @classmethod
    def before_fork(cls) -> None:
        # Where the system does not tell, only our own use of the validator is known.
        cls.may_run = cls.may_run or bool(foreign())

    @classmethod
    def in_child(cls) -> None:
        cls.is_lost = cls.is_lost or cls.may_run


if hasattr(os, "register_at_fork"):  # Windows forks nothing.
    os.register_at_fork(before=_ValidatorThreads.before_fork, after_in_child=_ValidatorThreads.in_child)


def failures(data: bytes, is_ours: bool = True) -> list[str]:
    """What the validator says against a file as PDF/UA-1 (ISO 14289-1); nothing when it conforms.

    `is_ours` says that the press made it: what anybody made may end the process that reads it.
    """
    if _ValidatorThreads.is_lost or not is_ours:
        return _asked(data)
    import page

    _ValidatorThreads.may_run = True
    limits = page.SafetyLimits(**_LIMITS)
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1, limits=limits)
    return [_sentence(one.message, one.rule_id) for one in report.failures]


def _asked(data: bytes) -> list[str]:
    """What a new process says; one that is ended has not read to the end of the file."""
    size = len(data) / 1e6
    seconds = round(SECONDS + size * SECONDS_EACH)
    memory = round(1e6 * (MEGABYTES + size * MEGABYTES_EACH))
    # -P: the folder of validator.py is not searched, or its neighbours would hide libraries of their names.
    command = [sys.executable, "-P", validator.__file__, json.dumps(_LIMITS), str(memory), str(seconds)]
    try:
        asked = subprocess.run(
            command, input=data, capture_output=True, check=True, timeout=PATIENCE * seconds,
            env=os.environ | {"RUST_BACKTRACE": "0"},
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return ["the validator cannot read it to its end"]
    return [_sentence(*failure) for failure in json.loads(asked.stdout)]


def _sentence(message: str, rule: str) -> str:
    return f"{message.rstrip('.')} ({rule})"
