"""Files of the user's own at the root of the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.model.own_edition import OwnEdition
from leaflets.problems import ContentError
from leaflets.site.addresses import FOLDER, SiteFile
from leaflets.site.own_files import MOST_BYTES, MOST_FILES, own_files
from leaflets.site.publish import publish_site
from leaflets.site.shelf import SiteShelf
from tests.conftest import PROJECT
from tests.site.stock import few, shelf_of

Put = Callable[[Mapping[str, bytes]], SiteShelf]


@pytest.fixture
def put(catalogue: Catalogue, tmp_path: Path) -> Put:
    """Puts files into content/site, and gives the shelf of a site with one leaflet."""

    def made(files: Mapping[str, bytes]) -> SiteShelf:
        for name, data in files.items():
            (tmp_path / "content/site" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "content/site" / name).write_bytes(data)
        (tmp_path / "content").mkdir(exist_ok=True)
        return shelf_of(few(catalogue, ["ms"]), tmp_path / "output", PROJECT, tmp_path / "content")

    return made


def refused(shelf: SiteShelf, *others: str) -> list[str]:
    """What is said of the files, each with its place."""
    with pytest.raises(ContentError) as raised:
        own_files(shelf, [SiteFile(path, b"") for path in others])
    return [f"{one.where}: {one.what}" for one in raised.value.problems]


def test_they_are_copied_as_they_are_each_time(put: Put) -> None:
    """Also hidden ones; what a system leaves in a folder stays there; the next site has them too."""
    own = {"_headers": b"/*\n", "CNAME": b"folders.example.org\n", ".well-known/security.txt": b"x", ".nojekyll": b""}
    shelf = put({**own, ".DS_Store": b"left"})
    for _ in range(2):
        publish_site(shelf)
        site = shelf.output / FOLDER
        assert {name: (site / name).read_bytes() for name in own} == own
        assert not (site / ".DS_Store").exists()
    (shelf.content / "site/CNAME").unlink()
    publish_site(shelf)
    assert not (site / "CNAME").exists()


def test_a_site_without_any_is_as_before(put: Put) -> None:
    """No folder is needed."""
    assert own_files(put({}), []) == []


def test_nothing_of_the_site_is_written_over(put: Put) -> None:
    """Neither a file, also by a name in other letters, nor a folder, nor below a file; and nothing is written at all."""
    shelf = put({"Index.html": b"mine", "nl": b"a file", "site.css/x.txt": b"", "ok.txt": b""})
    said = refused(shelf, "index.html", "nl/ms/index.html", "site.css")
    way = "stands in the way of a file of the site"
    assert said == [f"content/site/{name}: {way}" for name in ("Index.html", "nl", "site.css/x.txt")]
    with pytest.raises(ContentError):
        publish_site(shelf)
    assert not (shelf.output / FOLDER).exists()


def test_a_link_brings_nothing_in(put: Put, tmp_path: Path) -> None:
    """Neither a file nor a folder from elsewhere, nor the whole folder."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/key.txt").write_text("secret")
    shelf = put({"ok.txt": b""})
    (shelf.content / "site/key.txt").symlink_to(tmp_path / "secret/key.txt")
    (shelf.content / "site/more").symlink_to(tmp_path / "secret")
    assert refused(shelf) == ["content/site/key.txt: is a link", "content/site/more: is a link"]
    bare = put({})
    for path in sorted((bare.content / "site").iterdir()):
        path.unlink()
    (bare.content / "site").rmdir()
    (bare.content / "site").symlink_to(tmp_path / "secret")
    assert refused(bare) == ["content/site: is a link"]


@pytest.mark.parametrize("name", ["met spatie.txt", "a&b.txt", "café.txt", "-.txt", "..x", "a" * 102])
def test_a_name_that_not_every_host_has_is_told(name: str, put: Put) -> None:
    """With what to do."""
    assert refused(put({name: b""})) == [f"content/site/{name}: has a name that not every host can have"]


def test_what_is_too_much_is_told(put: Put) -> None:
    """A file that is too large, and more files than anybody needs."""
    assert refused(put({"big.bin": b"x" * (MOST_BYTES + 1)})) == ["content/site/big.bin: is longer than 1 MB"]
    many = put({f"{number}.txt": b"" for number in range(MOST_FILES + 1)})
    assert refused(many) == [f"content/site: holds more than {MOST_FILES} files"]


def test_an_edition_has_its_own(put: Put) -> None:
    """And not those of the series."""
    shelf = put({"CNAME": b"series"})
    mine = shelf.edition.model_copy(update={"own": OwnEdition(id="moe", name="Moe maar moedig vzw")})
    shelf = replace(shelf, catalogue=replace(shelf.catalogue, edition=mine))
    folder = shelf.content / "editions/moe/site"
    assert own_files(shelf, []) == []
    folder.mkdir(parents=True)
    (folder / "CNAME").write_bytes(b"own")
    assert own_files(shelf, []) == [SiteFile("CNAME", b"own")]
