"""What the tests of the studio share: the texts of the project with an output folder of their own, and a practice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from leaflets.build.workshop import Workshop
from leaflets.personalise.practice import Practice
from leaflets.processes.bench import Bench
from leaflets.processes.workers import InProcess
from leaflets.storage.manifest import CACHE
from leaflets.studio.crew import Crew, Team
from leaflets.studio.details import Details, practice_of, upload
from leaflets.studio.door import application
from leaflets.studio.guard import Door, loopback_hosts
from leaflets.studio.looks import looks
from leaflets.studio.stock import StudioStock, stocked_now
from leaflets.studio.visit import Studio
from tests.conftest import PROJECT

PORT, KEY = 8317, "a-key-that-nobody-guesses"

HOME = f"http://127.0.0.1:{PORT}"

TYPED = {
    "country": "be", "name": "Huisartsenpraktijk De Linde", "address": "Kerkstraat 12, 9000 Gent",
    "telephone": "09 000 00 00", "out_of_hours_telephone": "1733", "website": "www.example.org",
    "publisher": "dr. A. Voorbeeld, Kerkstraat 12, 9000 Gent",
}  # fmt: skip

CHOICE = "l=ms&f=a5-folded&ink=light&lang=nl"


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> StudioStock:
    """The project's own texts, and what is made of them in this process."""
    output = tmp_path_factory.mktemp("studio")
    (output / CACHE).mkdir()
    return stocked_now(Workshop(PROJECT, PROJECT / "content", Bench(100)), output)


@pytest.fixture(scope="session")
def linden() -> Details:
    """What the example practice types, with its logo."""
    return Details(TYPED, upload((PROJECT / "content/practices/de-linde.svg").read_bytes()))


@pytest.fixture(scope="session")
def practice(linden: Details) -> Practice:
    """The example practice."""
    found = practice_of(linden, "nl", names_publisher=False)
    assert isinstance(found, Practice)
    return found


@pytest.fixture
def studio(stock: StudioStock) -> Studio:
    """A studio whose workers are this very process."""
    shop = stock.shop
    crew = Crew(Team(InProcess(), 1), Team(InProcess(), 1))
    return Studio(shop, stock.output, crew, looks(stock.catalogue, shop.project, stock.output))


@pytest.fixture
def visitor(studio: Studio) -> Iterator[TestClient]:
    """Somebody with the key, who comes from the studio's own pages and reads Dutch."""
    app = application(studio, Door(loopback_hosts(PORT), KEY))
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "nl-BE,nl;q=0.9"}
    with TestClient(app, base_url=HOME, headers=headers, follow_redirects=False) as client:
        client.cookies.set(f"studio-{PORT}", KEY)
        yield client


def plain(folder: Path) -> list[str]:
    """Every file under a folder."""
    return sorted(os.path.relpath(path, folder) for path in folder.rglob("*") if path.is_file())
