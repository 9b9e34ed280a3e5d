"""Which texts there are to edit."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.problems import ContentError
from leaflets.studio.editor.texts import file_text, path_of, rows, texts_of, with_leaflet
from leaflets.studio.stock import StudioStock, stocked_now
from tests.studio.editor.conftest import MS


def test_a_text_whose_file_is_wrong_can_be_edited_too(own_stock: StudioStock, folder: Path) -> None:
    """It is the one that needs it most; chapters and files of no id are not among them."""
    (folder / "content/nl/ms.md").write_text("nothing of a leaflet", encoding="utf-8")
    (folder / "content/nl/Not An Id.md").write_text(MS, encoding="utf-8")
    (folder / "content/nl/booklet/about.md").write_text("no front matter", encoding="utf-8")
    stock = stocked_now(own_stock.shop, own_stock.output)
    found = rows(texts_of(stock).catalogue, folder / "content")
    assert found["nl", "ms"].leaflet is None
    assert found["nl", "ms"].name == "ms"
    assert found["nl", "crps"].name == "CRPS"
    (folder / "content/nl/ms.md").write_text(MS.replace("group: 5", "group: vijf"), encoding="utf-8")
    wrong = rows(texts_of(stocked_now(own_stock.shop, own_stock.output)).catalogue, folder / "content")["nl", "ms"]
    assert (wrong.leaflet, wrong.name) == (None, "MS")
    assert {name for _, name in found} == {path.stem for path in (folder / "content/nl").glob("[a-z]*.md")}
    assert path_of(found["nl", "ms"], folder / "content") == folder / "content/nl/ms.md"


def test_a_text_that_may_not_be_published_is_there(own_stock: StudioStock, folder: Path) -> None:
    """The studio itself leaves it out."""
    path = folder / "content/nl/ms.md"
    path.write_text(MS.replace("Rust vervangt", "Uw energie is op. Rust vervangt"), encoding="utf-8")
    stock = stocked_now(own_stock.shop, own_stock.output)
    assert "ms" not in {one.id for one in stock.catalogue.leaflets["nl"]}
    assert "ms" in {one.id for one in texts_of(stock).catalogue.leaflets["nl"]}


def test_what_a_file_holds(folder: Path) -> None:
    """Its text with the digest of its bytes; an empty file can be written in, one that is no text is left alone."""
    path = folder / "content/nl/ms.md"
    data = MS.replace("\n", "\r\n").encode("utf-8-sig")
    path.write_bytes(data)
    there = file_text(path, folder / "content")
    assert there.text == MS
    assert there.digest == hashlib.sha256(data).hexdigest()
    path.write_bytes(b"")
    assert file_text(path, folder / "content").text == ""
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ContentError, match="is not UTF-8 text"):
        file_text(path, folder / "content")
    path.unlink()
    with pytest.raises(ContentError, match="cannot be read"):
        file_text(path, folder / "content")


def test_a_leaflet_takes_the_place_of_the_one_before(catalogue: Catalogue) -> None:
    """In the order of the series, and it is no longer one whose file is wrong."""
    ms = next(one for one in catalogue.leaflets["nl"] if one.id == "ms")
    first = ms.model_copy(update={"group": 0, "order": 1, "title": "Anders"})
    wrong = Catalogue(**{**vars(catalogue), "failed": {"nl": frozenset({"ms", "crps"})}})
    found = with_leaflet(wrong, first)
    assert [one.title for one in found.leaflets["nl"] if one.id == "ms"] == ["Anders"]
    assert [one.group for one in found.leaflets["nl"]] == sorted(one.group for one in found.leaflets["nl"])
    assert found.failed["nl"] == {"crps"}
