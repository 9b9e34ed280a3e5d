"""One text is read again by itself; whatever may concern others is for who reads everything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue, again
from tests.content.test_catalogue import edit

CHANGED = "Slaap en rust bij MS"


def test_a_leaflet_is_read_again_by_itself(content: Path, catalogue: Catalogue) -> None:
    """Its new words are there, in its old place; all else is the very same."""
    path = content / "nl" / "ms.md"
    edit(path, "title: Slaap, rust en herstel bij MS", f"title: {CHANGED}")
    found = again(catalogue, content, path)
    assert found is not None
    before, after = catalogue.leaflets["nl"], found.leaflets["nl"]
    assert [one.id for one in after] == [one.id for one in before]
    assert [new.title for old, new in zip(before, after, strict=True) if old != new] == [CHANGED]
    assert replace(found, leaflets=catalogue.leaflets) == catalogue


def test_a_chapter_is_read_again_by_itself(content: Path, catalogue: Catalogue) -> None:
    """The others, and every leaflet, are the very same."""
    path = content / "nl" / "booklet" / "foreword.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nNog een zin.\n", encoding="utf-8")
    found = again(catalogue, content, path)
    assert found is not None
    changed = {name for name, one in found.chapters["nl"].items() if one != catalogue.chapters["nl"][name]}
    assert changed == {"foreword"}
    assert "Nog een zin." in found.chapters["nl"]["foreword"].model_dump_json()
    assert replace(found, chapters=catalogue.chapters) == catalogue


@pytest.mark.parametrize("name", ["nl/ms.md", "nl/booklet/foreword.md"])
@pytest.mark.parametrize("how", ["gone", "wrong", "new", "another was wrong"])
def test_what_may_concern_others_is_for_who_reads_all(how: str, name: str, content: Path, catalogue: Catalogue) -> None:
    """A text that is gone, wrong or new, or any while another was wrong, is not read by itself."""
    path = content / name
    if how == "gone":
        path.unlink()
    elif how == "wrong":
        path.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    elif how == "new":
        path = path.rename(path.with_name("another.md"))
    else:
        catalogue = replace(catalogue, failed={"nl": frozenset({"crps"})})
    assert again(catalogue, content, path) is None


@pytest.mark.parametrize(("old", "new"), [("slug: ms", "slug: m-s"), ("order: ", "order: 9")])
def test_a_leaflet_that_moves_is_for_who_reads_all(old: str, new: str, content: Path, catalogue: Catalogue) -> None:
    """Another slug or place may be that of another leaflet."""
    path = content / "nl" / "ms.md"
    edit(path, old, new)
    assert again(catalogue, content, path) is None


@pytest.mark.parametrize("name", ["sources.yaml", "nl/_language.yaml", "nl/booklet/pages.yaml", "xx/ms.md"])
def test_a_list_is_no_text(name: str, content: Path, catalogue: Catalogue) -> None:
    """What several texts share, and what is in no known language, is for who reads everything."""
    assert again(catalogue, content, content / name) is None
