"""What the site shows: the texts, and the files that are there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.model.artefact import PrintedCode
from leaflets.problems import ContentError
from leaflets.register import Register, Withdrawal, version_of
from leaflets.site.shelf import SiteShelf, missing
from leaflets.storage.manifest import write_manifest
from tests.site.stock import DAY, entry, few, fill, published, put, shelf_of


def test_the_files_most_people_want_come_first(shelf: SiteShelf) -> None:
    """A4, large print and what is folded; of the booklet what is read, then what is printed, and a print shop's last."""
    assert [one.artefact.format for one in shelf.files("nl", "ms")][:4] == ["a4", "large-print", "a5-folded", "a5"]
    assert [one.artefact.format for one in shelf.files("nl", None)] == ["booklet", "booklet-imposed", "booklet-press"]


def test_a_sheet_has_its_ticket(shelf: SiteShelf) -> None:
    """And what is read has none."""
    with_ticket = {one.artefact.format for one in shelf.files("nl", "ms") if one.ticket}
    assert with_ticket == {"a5-folded", "dl-card", "trifold"}


def test_everything_is_there(shelf: SiteShelf) -> None:
    """Nothing is told of a shelf that has all files."""
    assert missing(shelf) == []


@pytest.mark.parametrize("how", ["gone", "changed", "older", "of a choice"])
def test_a_file_that_is_not_as_it_was_made_is_not_shown(how: str, catalogue: Catalogue, tmp_path: Path) -> None:
    """One that is gone, was changed, says an older version of the words, or is of a choice of leaflets."""
    some = few(catalogue, ["ms"])
    one = put(tmp_path, entry(some, "ms", "a4"))
    if how == "gone":
        (tmp_path / one.path).unlink()
    if how == "changed":
        (tmp_path / one.path).write_bytes(b"x" * one.bytes)
    if how == "older":
        one = replace(one, version="2025.01")
    if how == "of a choice":
        one = replace(one, made_of=replace(one.made_of, is_choice=True))
    write_manifest(tmp_path, [one])
    assert shelf_of(some, tmp_path).files("nl", "ms") == ()


@pytest.mark.parametrize(("address", "is_shown"), [
    ("https://folders.example.org/v/{id}/", True), ("https://folders.example.org/v/{id}0/", False),
    ("https://old.example.org/v/{id}/", False), ("https://folders.example.org/sub/v/{id}/", False),
    ("https://folders.example.org/v/ms-nl-2026.11.2-000000/", False), ("https://other.example.org/v/x/", True),
])  # fmt: skip
def test_a_file_of_other_words_is_not_shown(address: str, is_shown: bool, catalogue: Catalogue, tmp_path: Path) -> None:
    """Its code "Nog geldig?" would lead to no page: the words were changed and the file not made again."""
    some = published(few(catalogue, ["ms"]), "https://folders.example.org")
    url = address.format(id=some.leaflets["nl"][0].version_id)
    one = put(tmp_path, entry(some, "ms", "a4"))
    write_manifest(tmp_path, [replace(one, qr=(PrintedCode(1, url, (0.0, 0.0, 20.0, 20.0)),))])
    assert bool(shelf_of(some, tmp_path).files("nl", "ms")) == is_shown


@pytest.mark.parametrize(("made_for", "shown_at", "is_shown"), [
    ("https://a.example.org", "https://a.example.org", True), ("https://b.example.org", "https://a.example.org", False),
    (None, "https://a.example.org", False), ("https://a.example.org", None, False), (None, None, True),
])  # fmt: skip
def test_a_file_for_another_address_is_not_shown(
    made_for: str | None, shown_at: str | None, is_shown: bool, catalogue: Catalogue, tmp_path: Path
) -> None:
    """Nor one of a time without an address: it counts as missing, of a leaflet and of the booklet."""
    some = few(catalogue, ["ms"])
    at = {site: published(some, site) if site else some for site in (made_for, shown_at)}
    fill(tmp_path, at[made_for])
    shelf = shelf_of(at[shown_at], tmp_path)
    assert bool(shelf.files("nl", "ms")) == bool(shelf.files("nl", None)) == (missing(shelf) == []) == is_shown


def test_the_code_of_a_source_is_none_of_a_version(catalogue: Catalogue, tmp_path: Path) -> None:
    """Its address may look like one."""
    some = published(few(catalogue, ["ms"]))
    name, source = next(iter(some.sources.items()))
    like = source.model_copy(update={"url": "https://video.example.org/v/123456/"})
    some = replace(some, sources={**some.sources, name: like})
    one = put(tmp_path, entry(some, "ms", "a4"))
    write_manifest(tmp_path, [replace(one, qr=(PrintedCode(1, like.url, (0.0, 0.0, 20.0, 20.0)),))])
    assert len(shelf_of(some, tmp_path).files("nl", "ms")) == 1


def test_what_was_withdrawn_is_not_handed_out(shelf: SiteShelf) -> None:
    """No file of it, nor a booklet that holds it; and none of these is lacking."""
    ms = version_of(next(one for one in shelf.leaflets("nl") if one.id == "ms"), None, Register())
    gone = Withdrawal(withdraw=ms.id, date=DAY, reason="Een fout.")
    without = replace(shelf, register=Register((ms,), (gone,)))
    assert (without.files("nl", "ms"), without.files("nl", None), missing(without)) == ((), (), [])
    assert [one.id for one in without.withheld("nl")] == ["ms"]
    assert [one.id for one in without.handed_out("nl")] == ["sleep-and-recovery", "crps"]
    assert without.files("nl", "crps") == shelf.files("nl", "crps")
    assert shelf.withheld("nl") == []


def test_what_is_missing_is_one_sentence(catalogue: Catalogue, tmp_path: Path) -> None:
    """It counts the files, names a few, and says what makes them."""
    some = few(catalogue, ["ms"])
    write_manifest(tmp_path, [put(tmp_path, entry(some, "ms", "a4"))])
    (told,) = missing(shelf_of(some, tmp_path))
    assert str(told) == (
        "nl: 9 files are not there to download: ms-a5-folded, ms-a5, ms-dl-card, ms-large-print, ms-poster, …."
        " Make them first: build.py."
    )
    assert told.severity == "warns"


def test_an_edition_misses_its_own_formats_only(catalogue: Catalogue, tmp_path: Path, content: Path) -> None:
    """Those it lists; and what makes them names the edition."""
    from leaflets.content.in_edition import in_edition
    from tests.content.own import Editions

    mine = in_edition(Editions(content).read(), "moe")
    (told,) = missing(shelf_of(mine, tmp_path))
    assert "4 files are not there to download: me-cvs-a5, long-covid-a5, ms-a5, booklet" in str(told)
    assert "build.py --edition moe" in str(told)


def test_no_leaflet_is_no_site(catalogue: Catalogue, tmp_path: Path) -> None:
    """A sentence says what to begin with."""
    with pytest.raises(ContentError, match="holds no leaflet yet"):
        shelf_of(few(catalogue, []), tmp_path)


def test_a_review_that_is_due(shelf: SiteShelf) -> None:
    """From the day on that its pages name."""
    leaflet = shelf.leaflets("nl")[0]
    assert not shelf.has_lapsed(leaflet)
    assert replace(shelf, day=leaflet.review_by).has_lapsed(leaflet)
    assert shelf.day == DAY


def test_a_damaged_ticket_is_left_out(catalogue: Catalogue, tmp_path: Path) -> None:
    """The sheet itself is shown."""
    some = few(catalogue, ["ms"])
    fill(tmp_path, some)
    (tmp_path / "nl/leaflets/ms-trifold-ticket.pdf").write_bytes(b"")
    shown = {one.artefact.format: one.ticket for one in shelf_of(some, tmp_path).files("nl", "ms")}
    assert shown["trifold"] is None
    assert shown["dl-card"] is not None


def test_a_manifest_no_press_wrote_is_told(catalogue: Catalogue, tmp_path: Path) -> None:
    """What it lists is not taken along, and nothing is shown."""
    write_manifest(tmp_path, [replace(put(tmp_path, entry(catalogue, "ms", "a4")), sha256="")])
    with pytest.raises(ContentError, match="no sha256 that a press could have written"):
        shelf_of(few(catalogue, ["ms"]), tmp_path)
