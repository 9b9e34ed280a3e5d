from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.installed import styles_of
from leaflets.problems import ContentError, WrongOption
from leaflets.register import FILE, Register, Version, Withdrawal, read_register
from leaflets.site.registering import astray, publish_versions, withdraw
from leaflets.site.shelf import SiteShelf
from tests.conftest import PROJECT
from tests.site.stock import BASE, DAY, published

SITE = "https://folders.example.org"


def read(content: Path) -> Catalogue:
    return load(content, styles_of(PROJECT))[0]


def test_each_version_is_published_once(content: Path) -> None:
    """With the address its prints lead to; a second time nothing is new, and the file stays byte for byte."""
    catalogue = published(read(content), SITE)
    now = publish_versions(catalogue, catalogue, content, DAY)
    leaflets = [one for several in catalogue.leaflets.values() for one in several]
    assert {one.id for one in now.versions} >= {one.version_id for one in leaflets}
    assert ({one.base for one in now.versions}, now.problems) == ({SITE}, ())
    before = (content / FILE).read_bytes()
    again = publish_versions(catalogue, catalogue, content, DAY)
    assert (again.versions, again.problems) == ((), ())
    assert (content / FILE).read_bytes() == before


def test_what_blocks_stops_all(content: Path) -> None:
    """A word that was changed after publishing: the sentence, and nothing written for any leaflet."""
    catalogue = published(read(content), SITE)
    publish_versions(catalogue, catalogue, content, DAY)
    lines = (content / FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    (content / FILE).write_text("".join(lines[:2]), encoding="utf-8")
    before = (content / FILE).read_bytes()
    path = content / "nl" / f"{read_register(content).versions[0].leaflet}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("poster: ", "poster: O. "), encoding="utf-8")
    with pytest.raises(ContentError, match="its words are others than those that were published") as caught:
        publish_versions(read(content), read(content), content, DAY)
    assert [problem.rule for problem in caught.value.problems] == ["V01"]
    assert (content / FILE).read_bytes() == before


def test_without_an_address_no_paper_leads_to_it(content: Path) -> None:
    """It is published all the same, and told once: a code needs an address."""
    catalogue = read(content)
    (problem,) = publish_versions(catalogue, catalogue, content, DAY).problems
    assert (problem.severity, problem.where) == ("warns", f"{content.name}/edition.yaml")
    assert "names no site: no paper leads to what was published" in str(problem)
    assert publish_versions(catalogue, catalogue, content, DAY).problems == ()


def test_a_withdrawal_is_a_line(content: Path) -> None:
    """Of a version that was published; what nobody published, or was withdrawn before, is refused and nothing written."""
    catalogue = published(read(content), SITE)
    first = publish_versions(catalogue, catalogue, content, DAY).versions[0]
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
    with pytest.raises(ContentError, match="which was withdrawn: Een fout"):
        publish_versions(catalogue, catalogue, content, DAY)


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
    """It says so, of the very words that were withdrawn only."""
    (ms,) = known(shelf, "ms")
    gone = Withdrawal(withdraw=ms.id, date=DAY, reason="Een fout.")
    bare = without_address(shelf)
    (problem,) = astray(replace(bare, register=Register((ms,), (gone,))))
    assert f"is still on the site as {ms.id}, which was withdrawn: Een fout." in str(problem)
    other = gone.model_copy(update={"withdraw": ms.id[:-6] + "ffffff"})
    assert list(astray(replace(bare, register=Register((ms,), (other,))))) == []
