"""What the tests of a server share: a file of members, and a studio that asks who comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from leaflets.studio.server.house import ServerPlan, whole
from leaflets.studio.server.members import add, begin
from leaflets.studio.visit import Studio

NAME = "leaflets.example.org"


@dataclass(frozen=True)
class Roster:
    """A file with two members, and their passwords."""

    path: Path
    passwords: dict[str, str]


@dataclass
class Log:
    """The lines of a log."""

    lines: list[str] = field(default_factory=list)

    @property
    def visits(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines]


@pytest.fixture(scope="session")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    """The members linde and beuk."""
    path = tmp_path_factory.mktemp("members") / "members.db"
    begin(path)
    return Roster(path, {name: add(path, name) for name in ("linde", "beuk")})


@pytest.fixture
def log() -> Log:
    """An empty log."""
    return Log()


@pytest.fixture
def stranger(studio: Studio, roster: Roster, log: Log) -> Iterator[TestClient]:
    """Somebody who comes over https and has not said who it is."""
    house = ServerPlan((f"https://{NAME}",), roster.path, key="figures-for-who-has-this")
    app = whole(studio, house, house.hosts("0.0.0.0", 8317), log.lines.append)
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "nl-BE,nl;q=0.9", "Accept": "text/html"}
    with TestClient(app, base_url=f"https://{NAME}", headers=headers, follow_redirects=False) as client:
        yield client


@pytest.fixture
def member(stranger: TestClient, roster: Roster) -> TestClient:
    """The member linde, who has logged in."""
    answer = stranger.post("/login", data={"name": "linde", "password": roster.passwords["linde"]})
    assert answer.status_code == 303
    return stranger
