"""The log of a server: one line of JSON for each request, which holds no word of a practice, no name and no address."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

from leaflets.studio.server.watcher import StudioVisit, Told


def line(visit: StudioVisit, moment: dt.datetime) -> str:
    """A visit as a line: the moment in UTC, lengths in bytes, and how long it took in milliseconds."""
    said: dict[str, object] = {
        "at": moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "route": visit.route, "method": visit.method, "status": visit.status, "ms": round(visit.seconds * 1000, 1),
        "heard": visit.heard, "sent": visit.sent,
    }  # fmt: skip
    if visit.member:
        said["member"] = visit.member
    if visit.fault:
        said["fault"] = visit.fault
    return json.dumps(said)


def journal(write: Callable[[str], object], now: Callable[[], dt.datetime]) -> Told:
    """Who writes each visit down."""

    def told(visit: StudioVisit) -> None:
        write(line(visit, now()))

    return told
