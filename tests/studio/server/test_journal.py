"""The lines of the log."""

from __future__ import annotations

import datetime as dt
import json

from starlette.testclient import TestClient

from leaflets.studio.server.journal import journal, line
from leaflets.studio.server.watcher import StudioVisit
from tests.studio.conftest import CHOICE, TYPED
from tests.studio.server.conftest import Log

MOMENT = dt.datetime(2026, 11, 1, 12, 0, 0, 5000, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def test_a_visit_is_one_line_of_json() -> None:
    """With the moment in UTC; a member or a fault only where there is one."""
    visit = StudioVisit("/take", "POST", 200, 0.01234, 10, 20, "")
    assert line(visit, MOMENT) == (
        '{"at": "2026-11-01T11:00:00.005Z", "route": "/take", "method": "POST", "status": 200, "ms": 12.3,'
        ' "heard": 10, "sent": 20}'
    )
    full = json.loads(line(StudioVisit("/", "GET", 500, 0, 0, 0, "f00d", "KeyError a\nb"), MOMENT))
    assert (full["member"], full["fault"]) == ("f00d", "KeyError a\nb")
    lines: list[str] = []
    journal(lines.append, lambda: MOMENT)(visit)
    assert lines == [line(visit, MOMENT)]


def test_no_word_of_a_practice_is_in_the_log(member: TestClient, log: Log) -> None:
    """Nor the name of who came, nor an address, whatever is typed and wherever it fails."""
    secret = "geheimepraktijk"
    typed = {**TYPED, "name": secret, "address": secret, "review": secret, "website": f"{secret}.be"}
    for path in ("preview", "take", "download", "praktijk.yaml", "details", "open", secret):
        member.post(f"/{path}?{CHOICE}&q={secret}", data=typed, headers={"Referer": secret, "User-Agent": secret})
    member.get(f"/{secret}?q={secret}")
    member.get(f"/details?l={secret}", headers={"Cookie": secret, "Accept-Language": secret})
    said = "\n".join(log.lines)
    assert secret not in said.lower()
    assert "linde" not in said
    assert "127.0.0.1" not in said
    assert len(log.lines) == 10
    assert len({one.get("member") for one in log.visits[1:-1]}) == 1
    assert {len(one) for one in log.visits[1:-1]} == {8}
