"""Sheets of the edition itself, made once for all tests of a session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflets.build.pipeline import make
from leaflets.content import Catalogue
from leaflets.plan import Request
from tests.conftest import PROJECT, once


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, edition: Path) -> Path:
    """The output folder with the folded leaflet of MS and the booklet of two leaflets, as pages and as sheets."""
    with once(tmp_path_factory, "printed") as (folder, is_first):
        if is_first:
            shutil.copytree(edition / ".cache", folder / ".cache")  # the pages are those of that build
            formats = ("a5", "a5-folded", "booklet", "booklet-imposed")
            request = Request(PROJECT, PROJECT / "content", folder, leaflets=("ms", "crps"), formats=formats)
            report = make(catalogue, request, lambda *_: None)
            assert report.problems == []
    return folder
