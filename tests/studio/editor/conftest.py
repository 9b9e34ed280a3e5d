"""What the tests of the editor share: a folder of texts of their own, and somebody who writes in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from leaflets.build.workshop import Workshop
from leaflets.processes.bench import Bench
from leaflets.processes.workers import InProcess
from leaflets.storage.manifest import CACHE
from leaflets.studio.crew import Crew, Team
from leaflets.studio.door import application
from leaflets.studio.editor.reading import DraftText
from leaflets.studio.editor.visiting import Editor
from leaflets.studio.guard import Door, loopback_hosts
from leaflets.studio.looks import looks
from leaflets.studio.stock import StudioStock, stocked_now
from leaflets.studio.visit import Studio
from tests.conftest import PROJECT
from tests.studio.conftest import HOME, KEY, PORT

MS = (PROJECT / "content/nl/ms.md").read_text(encoding="utf-8")

BOLD = "Uw energie is op."
"""States claim C54 too boldly (C13)."""

LONG = "Nog een zin die er te veel is, en nog wat woorden erbij. " * 5


def draft(text: str = MS) -> DraftText:
    return DraftText("nl", "ms", text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the texts, with their output folder beside it."""
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    (tmp_path / "output" / CACHE).mkdir(parents=True)
    return tmp_path


@pytest.fixture
def own_stock(folder: Path) -> StudioStock:
    """The copy as the studio has it."""
    return stocked_now(Workshop(PROJECT, folder / "content", Bench(20)), folder / "output")


@pytest.fixture
def editor(own_stock: StudioStock) -> Editor:
    """An editor whose workers are this very process."""
    wardrobe = looks(own_stock.catalogue, own_stock.shop.project, own_stock.output)
    team = Team(InProcess(), 1)
    return Editor(lambda: stocked_now(own_stock.shop, own_stock.output), team, team, team, wardrobe)


@pytest.fixture
def writer(editor: Editor, own_stock: StudioStock) -> Iterator[TestClient]:
    """Somebody with the key who writes in the copy, and reads Dutch."""
    crew = Crew(editor.quick, editor.setter)
    whole = Studio(own_stock.shop, own_stock.output, crew, editor.looks, editor=editor)
    app = application(whole, Door(loopback_hosts(PORT), KEY))
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "nl-BE,nl;q=0.9"}
    with TestClient(app, base_url=HOME, headers=headers, follow_redirects=False) as client:
        client.cookies.set(f"studio-{PORT}", KEY)
        yield client
