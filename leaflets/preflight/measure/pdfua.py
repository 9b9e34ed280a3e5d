"""The PDF/UA-1 validator, also in a process that was forked from one that has used it.

page-validation keeps a pool of threads (Rust's rayon), and a fork copies no threads: in the child the validator would
wait for ever. That happens to whoever forks after a validation, such as a press that watches its files. The child
then asks a new process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

_TASKS = Path("/proc/self/task")
_LIMITS = {
    "max_input_size": 1 << 32, "max_decoded_stream_size": 1 << 30, "max_total_decoded_content_size": 1 << 32,
    "max_form_invocations": 1_000_000, "max_object_count": 100_000_000, "max_unicode_cmap_mappings": 100_000_000,
    "max_reference_depth": 20_000,
}  # fmt: skip
"""Room for booklets of thousands of pages; their bookmarks alone are a chain longer than the validator's own 256."""

_ASK = (
    "import json, sys, page; profile = page.ValidationProfile.PDF_UA_1; "
    "limits = page.SafetyLimits(**json.loads(sys.argv[1])); "
    "report = page.validate_pdf_bytes(sys.stdin.buffer.read(), profile=profile, limits=limits); "
    "json.dump([[one.message, one.rule_id] for one in report.failures], sys.stdout)"
)


class _Pool:
    """What is known of the validator's threads in this process."""

    may_run = False
    """It was used here, or there are threads that Python did not start and that may be its own."""
    is_lost = False
    """They stayed behind in the process this one was forked from."""

    @classmethod
    def before_fork(cls) -> None:
        foreign = _TASKS.is_dir() and len(list(_TASKS.iterdir())) > threading.active_count()
        cls.may_run = cls.may_run or foreign

    @classmethod
    def in_child(cls) -> None:
        cls.is_lost = cls.is_lost or cls.may_run


if hasattr(os, "register_at_fork"):  # Windows forks nothing.
    os.register_at_fork(before=_Pool.before_fork, after_in_child=_Pool.in_child)


def failures(data: bytes) -> list[str]:
    """What the validator says against a file as PDF/UA-1 (ISO 14289-1); nothing when it conforms."""
    if _Pool.is_lost:
        command = [sys.executable, "-c", _ASK, json.dumps(_LIMITS)]
        asked = subprocess.run(command, input=data, capture_output=True, check=True)
        return [_sentence(*failure) for failure in json.loads(asked.stdout)]
    import page

    _Pool.may_run = True
    limits = page.SafetyLimits(**_LIMITS)
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1, limits=limits)
    return [_sentence(one.message, one.rule_id) for one in report.failures]


def _sentence(message: str, rule: str) -> str:
    return f"{message.rstrip('.')} ({rule})"
