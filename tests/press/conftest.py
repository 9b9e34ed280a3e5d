"""Press files made once: a leaflet of each group in a5, and the booklet of one of them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from leaflets.build.pipeline import make
from leaflets.content import Catalogue
from leaflets.model.format import PaperOptions
from leaflets.plan import Request
from tests.conftest import PROJECT, once

ONE_A_GROUP = ("sleep-and-recovery", "alzheimer", "me-cfs", "epilepsy", "lupus", "ms")


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """The output folder of a build with --press."""
    with once(tmp_path_factory, "press-files") as (folder, is_first):
        if is_first:
            make_pressed(catalogue, folder, ONE_A_GROUP, "a5")
            make_pressed(catalogue, folder, ("ms",), "booklet-press")
    return folder


def make_pressed(catalogue: Catalogue, folder: Path, leaflets: tuple[str, ...], *formats: str, jobs: int = 1) -> None:
    paper = PaperOptions(press=True)
    request = Request(PROJECT, PROJECT / "content", folder, (), leaflets, formats, jobs, force=True, paper=paper)
    assert make(catalogue, request, lambda *_: None).problems == []


@pytest.fixture(scope="session")
def leaflet(pressed: Path) -> bytes:
    """MS in a5 for the print shop."""
    return (pressed / "nl/leaflets/ms-a5-press.pdf").read_bytes()


@pytest.fixture(scope="session")
def booklet(pressed: Path) -> bytes:
    """The booklet of MS alone for the print shop."""
    return (pressed / "nl/booklet/booklet-press-ms.pdf").read_bytes()


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.fixture(scope="module")
def every(pressed: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(pressed.glob("nl/*/*.pdf"))]


@pytest.fixture(scope="module")
def pdfs(every: list[bytes]) -> list[pikepdf.Pdf]:
    """The files, open: a page lives no longer than the file it is in, which must have a name as long as it is used."""
    return [opened(data) for data in every]
