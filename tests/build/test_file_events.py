from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import watchfiles

from leaflets.build.file_events import UNNAMED, listen
from leaflets.plan import Request
from tests.conftest import PROJECT

TEXT, STYLE = "content/nl/ms.md", "styles/formats/a5.css"


def test_what_is_saved_is_told_and_a_name_that_cannot_be_read_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First nothing, so that the work begins; then each save, also after the watcher gave up at a name and was begun anew."""
    rounds: list[list[list[str]]] = [[[], [TEXT], []], [[], [STYLE]]]
    stop, told = Event(), list[set[Path]]()
    filters = []

    def watched(*_: Path, watch_filter: Any, **__: object) -> Iterator[set[tuple[watchfiles.Change, str]]]:
        filters.append(watch_filter)
        for paths in rounds.pop(0):
            yield {(watchfiles.Change.modified, path) for path in paths}
        if rounds:
            raise RuntimeError("failed to decode path")
        stop.set()

    monkeypatch.setattr(watchfiles, "watch", watched)
    listen(Request(PROJECT, tmp_path, tmp_path / "output"), told.append, stop)
    assert told == [set(), {Path(TEXT)}, {tmp_path / UNNAMED}, {Path(STYLE)}]
    is_ours = filters[0]
    assert [is_ours(watchfiles.Change.added, name) for name in ("a.md", "b.JPG", ".a.md", "a.md~", "c.pdf")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_a_watcher_that_fails_otherwise_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not about a name ends the watch, and does not begin it for ever."""

    def broken(*_: Path, **__: object) -> Iterator[set[tuple[watchfiles.Change, str]]]:
        raise RuntimeError("no more watches")
        yield

    monkeypatch.setattr(watchfiles, "watch", broken)
    with pytest.raises(RuntimeError, match="no more watches"):
        listen(Request(PROJECT, tmp_path, tmp_path / "output"), lambda _: None, Event())
