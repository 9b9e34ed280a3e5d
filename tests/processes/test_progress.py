"""Whoever does long work tells after each step how far it is."""

from __future__ import annotations

import pytest

from leaflets.preflight.report import links
from leaflets.processes.progress import Progress


def test_steps_are_counted_from_one_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done is said with its number and with how many there are, each thing once."""
    monkeypatch.setattr(links, "visit", lambda *_, **__: None)
    told: list[tuple[str, int, int]] = []

    def progress(done: str, count: int, steps: int) -> None:
        told.append((done, count, steps))

    tell: Progress = progress
    urls = ["https://a.nl/1", "https://a.nl/2", "https://b.nl/", "https://a.nl/1"]
    assert links.dead_links(urls, tell, pause=0) == ()
    assert [(count, steps) for _, count, steps in told] == [(1, 3), (2, 3), (3, 3)]
    assert sorted(done for done, _, _ in told) == sorted(set(urls))
