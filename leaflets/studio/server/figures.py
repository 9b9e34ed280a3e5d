"""What is counted of a server, for Prometheus: requests by kind and outcome, how long they took, and who waits.

For whoever says the key only: what an association's members do, and when, is nobody else's business.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from leaflets.messages import say
from leaflets.studio.crew import Crew
from leaflets.studio.guard import refused
from leaflets.studio.server.watcher import StudioVisit

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.5, 1, 2.5, 5, 10, 30)
"""How long requests take: 0.15 and 0.3 are what a preview may take with 50 and with 200 who type."""

KIND = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus's text format, which all its kind read."""


class Figures:
    """The numbers of one process."""

    def __init__(self, crew: Crew) -> None:
        self.registry = CollectorRegistry()
        self._visits = Counter(
            "studio_requests", "Requests, by address and status.", ["route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "studio_seconds", "How long a request took.", ["route"], buckets=SECONDS, registry=self.registry
        )
        self._faults = Counter("studio_faults", "Faults of the studio itself.", registry=self.registry)
        self.registry.register(_TeamsNow(crew))
        ProcessCollector(registry=self.registry)

    def told(self, visit: StudioVisit) -> None:
        """Count a visit."""
        self._visits.labels(visit.route, str(visit.status)).inc()
        self._seconds.labels(visit.route).observe(visit.seconds)
        if visit.fault:
            self._faults.inc()

    def text(self) -> bytes:
        """All numbers as they are now."""
        return generate_latest(self.registry)


class _TeamsNow:
    """How many tasks each of the two pools has, asked for when somebody reads the numbers."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew

    def collect(self) -> list[GaugeMetricFamily]:
        tasks = GaugeMetricFamily("studio_tasks", "Tasks under way and waiting.", labels=["crew"])
        workers = GaugeMetricFamily("studio_workers", "Processes that work.", labels=["crew"])
        for name in ("stampers", "pressmen"):
            team = getattr(self._crew, name)
            tasks.add_metric([name], team.waiting)
            workers.add_metric([name], team.width)
        return [tasks, workers]


def with_figures(app: ASGIApp, key: str, text: Callable[[], bytes]) -> ASGIApp:
    """An application that gives its numbers at /metrics to who says the key (RFC 6750), and to others a refusal."""

    async def whole(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/metrics":
            await app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if hmac.compare_digest(headers.get("authorization", "").encode(), f"Bearer {key}".encode()):
            answer = Response(text(), media_type=KIND)
        else:
            answer = refused(scope, 401, say("These figures are for who has the key."))
            answer.headers["WWW-Authenticate"] = "Bearer"
        await answer(scope, receive, send)

    return whole
