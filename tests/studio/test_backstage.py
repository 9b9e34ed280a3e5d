"""What is made ready behind a page that is shown already."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from leaflets.messages import say
from leaflets.problems import ContentError, Problem
from leaflets.studio import backstage
from leaflets.studio.backstage import Backstage
from leaflets.studio.crew import Team
from leaflets.studio.piece import WantedFile
from leaflets.studio.preview import scene_of
from leaflets.studio.stock import StudioStock

MS = WantedFile(("ms",), "a5-folded", "nl", "be", light=True)


def test_a_file_that_takes_long_is_typeset_once(stock: StudioStock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits a moment goes on without it, and who asks again waits for the same work."""
    begun, may_end = [], threading.Event()

    def slow(stock: StudioStock, piece: WantedFile) -> Any:
        begun.append(piece)
        assert may_end.wait(30)
        return scene_of(stock, piece)

    monkeypatch.setattr(backstage, "scene_of", slow)

    async def asked() -> None:
        desk, team = Backstage(), Team(ThreadPoolExecutor(1), 1)
        assert await desk.scene(team, stock, MS, 0.01) is None
        again = asyncio.ensure_future(desk.scene(team, stock, MS))
        await asyncio.sleep(0.01)
        may_end.set()
        assert await again == scene_of(stock, MS)
        assert begun == [MS]
        assert desk.under_way == {}

    asyncio.run(asked())


def test_what_cannot_be_made_is_told_to_who_waits(stock: StudioStock, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next who asks begins anew."""

    def failing(*_: object) -> None:
        raise ContentError(Problem(say("there is no such file"), "ms", say("Choose again.")))

    async def asked() -> None:
        desk, team = Backstage(), Team(ThreadPoolExecutor(1), 1)
        with monkeypatch.context() as patched:
            patched.setattr(backstage, "scene_of", failing)
            with pytest.raises(ContentError):
                await desk.scene(team, stock, MS)
        assert await desk.scene(team, stock, replace(MS, format="a4")) is not None
        assert await desk.scene(team, stock, MS) is not None

    asyncio.run(asked())
