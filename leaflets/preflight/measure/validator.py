"""Ask the PDF/UA-1 validator of one file. Run as a program, see pdfua.

It takes the file as its input and gives what was found as JSON, pairs of a message and a rule. What goes over its
memory or time costs this program only. It imports nothing of ours, so that it starts at once.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Validate the standard input, within the limits, the bytes of memory and the seconds of the command line."""
    limits, memory, seconds = sys.argv[1:]
    limit(int(memory), int(seconds))
    import page

    report = page.validate_pdf_bytes(
        sys.stdin.buffer.read(), profile=page.ValidationProfile.PDF_UA_1, limits=page.SafetyLimits(**json.loads(limits))
    )
    json.dump([[one.message, one.rule_id] for one in report.failures], sys.stdout)


def limit(memory: int, seconds: int) -> None:
    """Keep this process within its memory and time, where the system can; elsewhere whoever began it has a clock."""
    try:
        import resource
    except ImportError:
        return
    for kind, asked in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        known = [one for one in (asked, *resource.getrlimit(kind)) if one != resource.RLIM_INFINITY]
        resource.setrlimit(kind, (min(known), min(known)))


if __name__ == "__main__":
    main()
