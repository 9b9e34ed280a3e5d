"""The pictures of the texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.model.content import Illustration
from leaflets.site.pictures import pictures_of, safe
from leaflets.site.shelf import SiteShelf

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><!-- made by --><path d="M0 0h9"/></svg>'


def test_a_picture_is_handed_out_as_it_is_and_a_drawing_without_what_could_run(
    shelf: SiteShelf, tmp_path: Path
) -> None:
    """By their names, each once, however many texts show it; one that is gone ends it."""
    folder = tmp_path / "nl" / "pictures"
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(b"a photograph")
    (folder / "b.svg").write_text(DRAWN, encoding="utf-8")
    shown = {name: Illustration(sha256="0", pixels=None, line=1) for name in ("b.svg", "a.png")}
    texts = [one.model_copy(update={"pictures": shown}) for one in shelf.leaflets("nl")[:2]]
    found = pictures_of(replace(shelf, content=tmp_path), "nl", texts)
    assert (list(found), found["a.png"]) == (["a.png", "b.svg"], b"a photograph")
    assert b"made by" not in found["b.svg"]
    (folder / "a.png").unlink()
    with pytest.raises(FileNotFoundError):
        pictures_of(replace(shelf, content=tmp_path), "nl", texts)


def test_a_drawing_loses_what_nobody_sees() -> None:
    """And keeps what is drawn."""
    data = safe("b.svg", DRAWN.encode())
    assert b"M0 0h9" in data
    assert b"made by" not in data
