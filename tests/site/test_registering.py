from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.installed import styles_of
from leaflets.problems import ContentError, WrongOption
from leaflets.register import FILE, Register, Version, Withdrawal, read_register
from leaflets.site.registering import PublishedNow, astray, publish_versions, withdraw
from leaflets.site.shelf import SiteShelf
from tests.conftest import PROJECT
from tests.site.stock import BASE, DAY, few, fill, published, shelf_of

SITE = "https://folders.example.org"


def read(content: Path) -> Catalogue:
    return load(content, styles_of(PROJECT))[0]


def publish(catalogue: Catalogue, content: Path, *, is_made: bool = True) -> PublishedNow:
    """Publish all there is, with its files made or not."""
    output = content.parent / "out"
    if is_made:
        fill(output, catalogue)
    return publish_versions(catalogue, shelf_of(catalogue, output, content=content), content, DAY)


def test_each_version_is_published_once(content: Path) -> None:
    """With the address its prints lead to; a second time nothing is new, and the file stays byte for byte."""
    catalogue = published(read(content), SITE)
    now = publish(catalogue, content)
    leaflets = [one for several in catalogue.leaflets.values() for one in several]
    assert {one.id for one in now.versions} >= {one.version_id for one in leaflets}
    assert ({one.base for one in now.versions}, now.problems) == ({SITE}, ())
    before = (content / FILE).read_bytes()
    again = publish(catalogue, content)
    assert (again.versions, again.problems) == ((), ())
    assert (content / FILE).read_bytes() == before


def test_what_blocks_stops_all(content: Path) -> None:
    """A word that was changed after publishing: the sentence, and nothing written for any leaflet."""
    catalogue = published(read(content), SITE)
    publish(catalogue, content)
    lines = (content / FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    (content / FILE).write_text("".join(lines[:2]), encoding="utf-8")
    before = (content / FILE).read_bytes()
    path = content / "nl" / f"{read_register(content).versions[0].leaflet}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("poster: ", "poster: O. "), encoding="utf-8")
    with pytest.raises(ContentError, match="its words are others than those that were published") as caught:
        publish(read(content), content)
    assert [problem.rule for problem in caught.value.problems] == ["V01"]
    assert (content / FILE).read_bytes() == before


def test_without_an_address_no_paper_leads_to_it(content: Path) -> None:
    """It is published all the same, and told once: a code needs an address."""
    catalogue = read(content)
    (problem,) = publish(catalogue, content).problems
    assert (problem.severity, problem.where) == ("warns", f"{content.name}/edition.yaml")
    assert "names no site: no paper leads to what was published" in str(problem)
    assert publish(catalogue, content).problems == ()


def test_a_withdrawal_is_a_line(content: Path) -> None:
    """Of a version that was published; what nobody published, or was withdrawn before, is refused and nothing written."""
    catalogue = published(read(content), SITE)
    first = publish(catalogue, content).versions[0]
    before = (content / FILE).read_bytes()
    with pytest.raises(WrongOption, match='No published version is "ffffff"'):
        withdraw(content, "ffffff", DAY, "Een fout.")
    assert (content / FILE).read_bytes() == before
    found = withdraw(content, first.signs, DAY, "Een fout.")
    assert (
        read_register(content).withdrawals == (found,) == (Withdrawal(withdraw=first.id, date=DAY, reason="Een fout."),)
    )
    with pytest.raises(WrongOption, match="was withdrawn already"):
        withdraw(content, first.id, DAY, "Een fout.")


def test_a_withdrawn_leaflet_holds_no_other_up(content: Path) -> None:
    """It is left out, also under a higher number; what was mended elsewhere is published all the same."""
    catalogue = published(read(content), SITE)
    first = next(one for one in publish(catalogue, content).versions if one.leaflet == "alzheimer")
    withdraw(content, first.signs, DAY, "Een fout.")
    assert publish(catalogue, content).versions == ()
    news = {"version": "2099.01", "changes": "Een nummer is nieuw.", "severity": "safety"}
    others = tuple(
        one.model_copy(update=news | ({"poster": "Anders."} if one.id == "lupus" else {}))
        if one.id in ("lupus", "alzheimer")
        else one
        for one in catalogue.leaflets["nl"]
    )
    now = publish(replace(catalogue, leaflets={"nl": others}), content)
    assert [(one.leaflet, one.severity) for one in now.versions] == [("lupus", "safety")]


def test_nothing_is_published_before_its_files_are_made(content: Path) -> None:
    """A file that is missing, or was made for another address, is named; then nothing is written, and built all is."""
    catalogue = published(few(read(content), ["ms", "crps"]), SITE)
    with pytest.raises(
        ContentError,
        match=r"nl: 14 files are not there to download: .* Nothing is published before its files are made: build.py\.",
    ) as caught:
        publish(catalogue, content, is_made=False)
    assert [one.severity for one in caught.value.problems] == ["blocks"]
    fill(content.parent / "out", few(read(content), ["ms", "crps"]))
    with pytest.raises(ContentError, match="nl: 14 files are not there"):
        publish(catalogue, content, is_made=False)
    assert not (content / FILE).exists()
    assert len(publish(catalogue, content).versions) == 2
    (content.parent / "out/nl/leaflets/ms-a4.pdf").unlink()
    assert publish(catalogue, content, is_made=False).versions == ()


def known(shelf: SiteShelf, *names: str) -> tuple[Version, ...]:
    """What was published of these leaflets."""
    from leaflets.register import publish_lines

    return tuple(one for one in publish_lines(shelf.catalogue, Register(), BASE) if one.leaflet in names)


def test_a_version_that_paper_leads_to_and_no_page_is_of(shelf: SiteShelf) -> None:
    """It is named, where the site has an address; without one no code leads to it."""
    everything = [one.id for one in shelf.leaflets("nl")]
    of_others = Register(known(shelf, *everything[1:]))
    (problem,) = astray(replace(shelf, register=of_others))
    assert shelf.leaflets("nl")[0].version_id in problem.what
    assert not any(one.version_id in problem.what for one in shelf.leaflets("nl")[1:])
    assert "site --publish" in problem.todo
    assert list(astray(replace(without_address(shelf), register=of_others))) == []


def without_address(shelf: SiteShelf) -> SiteShelf:
    catalogue = shelf.catalogue
    return replace(shelf, catalogue=replace(catalogue, edition=catalogue.edition.model_copy(update={"site": None})))


def test_a_site_that_shows_what_was_withdrawn(shelf: SiteShelf) -> None:
    """It says so, of the very words that were withdrawn only, under whichever number."""
    (ms,) = known(shelf, "ms")
    gone = Withdrawal(withdraw=ms.id, date=DAY, reason="Een fout.")
    bare = without_address(shelf)
    (problem,) = astray(replace(bare, register=Register((ms,), (gone,))))
    said = f"is on the site as withdrawn, without its files and the booklets with it: {ms.id}, Een fout."
    assert said in str(problem)
    before = ms.model_copy(update={"id": f"ms-nl-2025.01-{ms.signs}", "version": "2025.01"})
    again = gone.model_copy(update={"withdraw": before.id})
    (problem,) = astray(replace(bare, register=Register((before, ms), (again,))))
    assert said in str(problem)
    unpublished = replace(shelf, register=Register((before, *known(shelf, "crps", "sleep-and-recovery")), (again,)))
    assert [one.what for one in astray(unpublished)] == [problem.what]  # It is none to publish either.
    other = gone.model_copy(update={"withdraw": ms.id[:-6] + "ffffff"})
    assert list(astray(replace(bare, register=Register((ms,), (other,))))) == []
