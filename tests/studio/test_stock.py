"""Where the press works and from which texts."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from leaflets.build.workshop import Workshop
from leaflets.model.format import Costs
from leaflets.problems import ContentError
from leaflets.processes.bench import Bench
from leaflets.studio.piece import WantedFile
from leaflets.studio.stock import StudioStock, stocked_now, words_digest
from tests.conftest import PROJECT


def test_a_text_that_was_saved_is_read_anew(tmp_path: Path) -> None:
    """The next page has it; one that was not is not read again."""
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    shop = Workshop(PROJECT, tmp_path / "content", Bench(8))
    before = stocked_now(shop, tmp_path / "output")
    assert before.catalogue is stocked_now(shop, tmp_path / "output").catalogue
    page = tmp_path / "content/nl/ms.md"
    page.write_text(page.read_text(encoding="utf-8").replace("name: MS", "name: Multiple sclerose"), encoding="utf-8")
    after = stocked_now(shop, tmp_path / "output")
    assert after.state != before.state
    assert "Multiple sclerose" in {one.name for one in after.catalogue.leaflets["nl"]}


def test_an_office_says_what_printing_costs(tmp_path: Path) -> None:
    """In its own file; nonsense there is told, and without one there are no costs."""
    stock = stocked_now(Workshop(PROJECT, tmp_path), tmp_path)
    assert stock.costs is None
    (tmp_path / "costs.yaml").write_text("sheet: 0.01\npage: 0.02\ncoverage: 5\n", encoding="utf-8")
    assert stock.costs == Costs(sheet=0.01, page=0.02, coverage=5)
    assert WantedFile(("ms",), "a4", "nl", "be").paper(stock).costs == stock.costs
    (tmp_path / "costs.yaml").write_text("sheet: cheap\n", encoding="utf-8")
    with pytest.raises(ContentError):
        _ = stock.costs


def test_a_worker_gets_where_to_read_and_not_what_was_read(stock: StudioStock) -> None:
    """What travels with each task is small."""
    assert stock.catalogue
    assert len(pickle.dumps(stock)) < 3_000


def test_a_file_more_is_another_state(tmp_path: Path) -> None:
    """Also one that is empty."""
    before = words_digest(tmp_path)
    (tmp_path / "new.md").touch()
    assert words_digest(tmp_path) != before
