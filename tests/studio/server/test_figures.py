"""The numbers for Prometheus."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from leaflets.processes.workers import InProcess
from leaflets.studio.crew import Crew, Team
from leaflets.studio.server.figures import Figures
from leaflets.studio.server.watcher import StudioVisit
from tests.studio.conftest import CHOICE, TYPED


def read(text: str) -> dict[str, dict[tuple[str, ...], float]]:
    """Every number by its name and the values of its labels."""
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(text):
        for one in family.samples:
            found.setdefault(one.name, {})[tuple(one.labels.values())] = one.value
    return found


def test_visits_are_counted() -> None:
    """By route and status, with how long they took; and who waits is counted when it is asked."""
    crew = Crew(Team(InProcess(), 2), Team(InProcess(), 1))
    figures = Figures(crew)
    for visit in (
        StudioVisit("/take", "POST", 200, 0.2, 0, 0, ""),
        StudioVisit("/take", "POST", 500, 4, 0, 0, "", "KeyError"),
    ):
        figures.told(visit)
    crew.pressmen.waiting = 3
    found = read(figures.text().decode())
    assert found["studio_requests_total"] == {("/take", "200"): 1, ("/take", "500"): 1}
    buckets = found["studio_seconds_bucket"]
    assert (buckets["0.15", "/take"], buckets["0.3", "/take"], buckets["+Inf", "/take"]) == (0, 1, 2)
    assert found["studio_faults_total"] == {(): 1}
    assert found["studio_tasks"] == {("stampers",): 0, ("pressmen",): 3}
    assert found["studio_workers"] == {("stampers",): 2, ("pressmen",): 1}
    assert found["process_resident_memory_bytes"][()] > 1e6


def test_two_studios_count_apart() -> None:
    """Each has numbers of its own."""
    crew = Crew(Team(InProcess(), 1), Team(InProcess(), 1))
    one, other = Figures(crew), Figures(crew)
    one.told(StudioVisit("/", "GET", 200, 0, 0, 0, ""))
    assert b'studio_requests_total{route="/"' not in other.text()


@pytest.mark.parametrize(
    "said", ["", "Bearer", "Bearer wrong", "figures-for-who-has-this", "Basic figures-for-who-has-this"]
)
def test_without_the_key_nobody_reads_them(member: TestClient, said: str) -> None:
    """Not even a member."""
    answer = member.get("/metrics", headers={"Authorization": said})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "studio_" not in answer.text


def test_with_the_key_they_are_read_and_hold_no_word(member: TestClient) -> None:
    """In the text format, and nothing of what was typed is a label."""
    member.post(f"/preview?{CHOICE}", data={**TYPED, "name": "Geheimepraktijk", "telephone": "1"})
    member.get("/Geheimepraktijk")
    answer = member.get("/metrics", headers={"Authorization": "Bearer figures-for-who-has-this"})
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert read(answer.text)["studio_requests_total"]["other", "404"] == 1
    assert "Geheimepraktijk" not in answer.text
    assert "linde" not in answer.text
