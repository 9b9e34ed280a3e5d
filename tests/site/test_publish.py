"""The whole site: well-formed, at home at any address, and the same each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from PIL import Image

from leaflets.content import Catalogue, load
from leaflets.problems import ContentError
from leaflets.register import Register, Withdrawal, version_of
from leaflets.site.addresses import FOLDER, SiteFile
from leaflets.site.publish import all_files, publish_site, twice, write_site
from leaflets.site.shelf import SiteShelf
from tests.conftest import PROJECT
from tests.site.stock import BASE, DAY, few, fill, published, shelf_of
from tests.small import run
from tests.test_other_series import OTHERS, begun


class _Elements(HTMLParser):
    """Every element of a page with its attributes, and all its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def elements(text: str) -> list[tuple[str, dict[str, str]]]:
    return _Elements(text).found


def leads(text: str) -> Iterator[tuple[str, str, str]]:
    """Every address in a page: the element, the attribute, and where it leads."""
    for tag, attributes in elements(text):
        for name in ("href", "src", "action"):
            if name in attributes:
                yield tag, name, attributes[name]


def test_every_page_is_well_formed(html: Mapping[str, str]) -> None:
    """A parser of the HTML standard finds no error in any."""
    wrong = {}
    for path, text in html.items():
        parser = html5lib.HTMLParser()
        parser.parse(text)
        wrong[path] = parser.errors
    assert {path: errors for path, errors in wrong.items() if errors} == {}


def test_every_relative_link_leads_somewhere(site: Mapping[str, bytes], html: Mapping[str, str]) -> None:
    """To a file of the site, and to a place that is on its page; none begins at the root but those of 404.html."""
    lost = []
    for path, text in html.items():
        for _, _, target in leads(text):
            parts = urlsplit(target)
            if parts.scheme:
                continue
            where = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            if path == "404.html" and parts.path.startswith("/"):
                where = unquote(parts.path).removeprefix(urlsplit(BASE).path + "/")
            assert path == "404.html" or not parts.path.startswith("/")
            ids = re.findall(r'\bid="([^"]*)"', html.get(where, ""))
            if where not in site or (parts.fragment and parts.fragment not in ids):
                lost.append((path, target))
    assert lost == []


def test_no_id_stands_twice_on_a_page(html: Mapping[str, str]) -> None:
    """A link to a place, and a label of a field, would find the first of them only."""
    assert {path: twice_on(text) for path, text in html.items() if twice_on(text)} == {}


def twice_on(text: str) -> list[str]:
    """The ids that more than one element of a page has."""
    count = Counter(attributes["id"] for _, attributes in elements(text) if "id" in attributes)
    return [name for name, times in count.items() if times > 1]


@pytest.fixture(scope="module")
def withdrawn(shelf: SiteShelf) -> Mapping[str, bytes]:
    """Every file of the site once MS was withdrawn."""
    ms = version_of(next(one for one in shelf.leaflets("nl") if one.id == "ms"), None, Register())
    gone = Withdrawal(withdraw=ms.id, date=DAY, reason="Een nummer klopte niet.")
    files = all_files(replace(shelf, register=Register((ms,), (gone,))))
    return {one.path: one.data if isinstance(one.data, bytes) else one.data.read_bytes() for one in files}


def test_a_withdrawn_leaflet_says_so_before_its_words(withdrawn: Mapping[str, bytes], html: Mapping[str, str]) -> None:
    """When and why, in the colour of what is not to be handed out; its words stand below, and nothing to take along."""
    page = withdrawn["nl/ms/index.html"].decode()
    main = page.partition("<main>")[2].lstrip()
    assert main.startswith('<section class="answer stop" id="text" tabindex="-1">')
    words = " ".join(_Elements(main).said).replace("\u00a0", " ").split()
    assert " ".join(words).startswith(
        "Niet meer meegeven Wij trokken deze versie terug op 27 november 2026. Een nummer klopte niet."
    )
    assert "<h2>In het kort" in main
    assert {
        one for one in ("Bewaar als PDF", "Printen en grote letters", "E-boek", "Plaatje om te delen") if one in page
    } == set()
    assert "Bewaar als PDF" in html["nl/ms/index.html"]
    assert ["application/ld+json" in text for text in (page, html["nl/ms/index.html"])] == [False, True]
    assert '<meta name="robots" content="noindex">' in page


def test_no_file_of_what_was_withdrawn_is_on_the_site(
    withdrawn: Mapping[str, bytes], site: Mapping[str, bytes]
) -> None:
    """No PDF, e-book or picture to share, nor a booklet that holds it; others are there as they were."""
    of_ms = {path for path in site if re.match(r"nl/(leaflets/ms-|leaflets/ms\.|ms-|booklet/)", path)}
    assert {path.rpartition(".")[2] for path in of_ms} == {"pdf", "epub", "webp", "jpg"}
    assert of_ms & withdrawn.keys() == set()
    assert {path for path in site.keys() - withdrawn.keys() if not path.startswith("fonts/")} == of_ms
    assert b"/nl/ms/" not in withdrawn["sitemap.xml"]
    assert b"/nl/crps/" in withdrawn["sitemap.xml"]


def test_what_was_withdrawn_is_marked_wherever_it_is_listed(
    withdrawn: Mapping[str, bytes], html: Mapping[str, str]
) -> None:
    """In the list, in what is found and for a practice, once each; the booklet's page says why there is none."""
    for name in ("index", "search", "practice", "booklet"):
        said = withdrawn[f"nl/{name}.html"].decode()
        assert said.count('<strong class="gone">Niet meer meegeven</strong>') == 1, name
        assert "Niet meer meegeven" not in html[f"nl/{name}.html"]
    booklet = withdrawn["nl/booklet.html"].decode()
    assert "Het boekje staat hier nu niet. Er staat een folder in die wij terugtrokken: MS." in booklet
    assert ".pdf" not in booklet


def test_every_link_of_a_site_with_a_withdrawn_leaflet_leads_somewhere(withdrawn: Mapping[str, bytes]) -> None:
    """None to a file that is not there any more; and its pages are well-formed."""
    for path, text in ((path, data.decode()) for path, data in withdrawn.items() if path.endswith(".html")):
        parser = html5lib.HTMLParser()
        parser.parse(text)
        assert (parser.errors, twice_on(text)) == ([], [])
        places = {target.partition("#")[0] for _, _, target in leads(text) if not urlsplit(target).scheme}
        if path != "404.html":
            assert {one for one in places if one and normpath(join(dirname(path), one)) not in withdrawn} == set()


def test_nothing_is_fetched_from_another_host(html: Mapping[str, str], site: Mapping[str, bytes]) -> None:
    """Another host stands only in links a reader follows, in what names the page itself, and in data."""
    for text in html.values():
        away = [(tag, name) for tag, name, target in leads(text) if urlsplit(target).scheme]
        assert {tag for tag, _ in away} <= {"a", "link"}
    for tag, attributes in (one for text in html.values() for one in elements(text)):
        if tag == "link" and urlsplit(attributes["href"]).scheme:
            assert attributes["rel"] in ("canonical", "alternate")
    for path in ("site.css", "site.js", "search.js", "sw.js"):
        assert "://" not in site[path].decode()


def test_no_script_or_style_stands_in_a_page(html: Mapping[str, str]) -> None:
    """So the policy in its head, which lets none, breaks nothing."""
    for text in html.values():
        for tag, attributes in elements(text):
            assert "style" not in attributes
            assert not [name for name in attributes if name.startswith("on")]
            assert tag != "style"
            assert tag != "script" or attributes.get("src") or attributes["type"] == "application/ld+json"
        policy = next(
            one["content"] for tag, one in elements(text) if one.get("http-equiv") == "Content-Security-Policy"
        )
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_every_page_says_its_language_and_name(html: Mapping[str, str]) -> None:
    """One first heading, a title, a description, and the way past the head for who uses a keyboard."""
    for text in html.values():
        found = elements(text)
        assert [one["lang"] for tag, one in found if tag == "html"] == ["nl"]
        assert len([tag for tag, _ in found if tag == "h1"]) == 1
        assert [one["content"] for tag, one in found if one.get("name") == "description"] != [""]
        first = next(one for tag, one in found if tag == "a")
        assert first == {"class": "skip", "href": "#text"}


def test_every_picture_has_a_text_or_says_nothing(html: Mapping[str, str]) -> None:
    """None lacks an alt, nor the size it is drawn at."""
    for text in html.values():
        for tag, attributes in elements(text):
            if tag == "img":
                assert {"alt", "width", "height"} <= attributes.keys()
            if tag == "svg":
                assert attributes.get("aria-hidden") == "true" or attributes.get("aria-label")


def test_two_runs_give_the_same_bytes(shelf: SiteShelf, site: Mapping[str, bytes], tmp_path: Path) -> None:
    """Also where nothing is kept of the first."""
    some = published(few(shelf.catalogue))
    fill(tmp_path, some)
    again = {
        one.path: one.data if isinstance(one.data, bytes) else one.data.read_bytes()
        for one in all_files(shelf_of(some, tmp_path))
    }
    assert again == site


def test_without_an_address_nothing_names_one(catalogue: Catalogue, tmp_path: Path) -> None:
    """No feed, map of the site or whole address is written; the page for a lost one leads to the root of its host."""
    files = {one.path: one.data for one in all_files(shelf_of(few(catalogue, ["ms"]), tmp_path))}
    assert not {"sitemap.xml", "robots.txt", "nl/feed.xml"} & files.keys()
    pages = [data.decode() for path, data in files.items() if path.endswith(".html") and isinstance(data, bytes)]
    assert "canonical" not in "".join(pages)
    missing = files["404.html"]
    assert isinstance(missing, bytes)
    assert 'href="/nl/index.html"' in missing.decode()


def test_a_site_takes_the_place_of_another(catalogue: Catalogue, tmp_path: Path) -> None:
    """What was there before is gone, and no half of it is left anywhere."""
    write_site([SiteFile("old.html", b"old")], tmp_path)
    (tmp_path / ".cache/site-0123abcd.half").mkdir()  # Of a run that was killed.
    write_site([SiteFile("nl/new.html", b"new")], tmp_path)
    assert [path.name for path in (tmp_path / FOLDER).rglob("*") if path.is_file()] == ["new.html"]
    assert list(tmp_path.rglob("*.half")) == []


def test_a_site_that_cannot_be_written_leaves_the_old_one(shelf: SiteShelf, tmp_path: Path) -> None:
    """A sentence says why, and what was there is as it was."""
    write_site([SiteFile("old.html", b"old")], tmp_path)
    with pytest.raises(OSError, match="gone"):
        write_site([SiteFile("a.html", b"new"), SiteFile("b.pdf", tmp_path / "gone.pdf")], tmp_path)
    assert (tmp_path / FOLDER / "old.html").read_bytes() == b"old"
    assert list(tmp_path.rglob("*.half")) == []


def test_a_site_does_not_leave_its_folder(shelf: SiteShelf, tmp_path: Path) -> None:
    """Where its folder is a link that leads elsewhere, nothing is written there."""
    some = few(shelf.catalogue, ["ms"])
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / FOLDER).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ContentError, match="is a link that leads out"):
        publish_site(shelf_of(some, tmp_path / "out"))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_two_files_with_one_path_are_told() -> None:
    """Also where only a disk that makes no difference between letters sees one."""
    several = [SiteFile("nl/ms/index.html", b""), SiteFile("nl/MS/index.html", b""), SiteFile("a", b"")]
    assert [problem.where for problem in twice(several)] == ["site/nl/MS/index.html"]


def test_a_file_to_take_along_is_the_very_file(shelf: SiteShelf, site: Mapping[str, bytes]) -> None:
    """Each with a picture of its first page."""
    for several in shelf.downloads.values():
        for one in several:
            assert site[one.artefact.path] == (shelf.output / one.artefact.path).read_bytes()
            assert site[one.picture][8:12] == b"WEBP"


def test_the_worker_is_another_as_soon_as_a_page_is(
    shelf: SiteShelf, site: Mapping[str, bytes], tmp_path: Path
) -> None:
    """Else a browser would go on with what it kept; and all it keeps first is there."""
    kept = re.findall(r'"([^"]+)"', site["sw.js"].decode().partition("FIRST = [")[2].partition("]")[0])
    assert kept
    assert set(kept) <= site.keys()
    other = published(few(shelf.catalogue, ["ms"]))
    assert site["sw.js"] != next(one.data for one in all_files(shelf_of(other, tmp_path)) if one.path == "sw.js")


def test_the_site_of_another_series(tmp_path: Path) -> None:
    """One on hay fever has its own words and names, and no word of the series the press comes with."""
    series = begun(tmp_path / "mine")
    where = ("--content", str(series.home / "content"), "--output", str(series.output))
    assert run("site", "--quiet", *where).err.startswith("nl: 38 files are not there to download: hooikoorts-")
    written = [path for path in (series.output / FOLDER).rglob("*") if path.suffix in (".html", ".js", ".css", ".json")]
    assert (series.output / FOLDER / "nl/boompollen/index.html") in written
    said = {path.name: OTHERS.findall(path.read_text(encoding="utf-8")) for path in written}
    assert {name: words for name, words in said.items() if words} == {}


def test_the_headers_that_are_advised_say_what_the_pages_say(html: Mapping[str, str]) -> None:
    """The policy of each example is that of a page, and that nobody may frame it, which a page cannot say itself."""
    found = elements(html["nl/index.html"])
    policy = next(one["content"] for _, one in found if one.get("http-equiv") == "Content-Security-Policy")
    for name in ("_headers", "Caddyfile", "nginx.conf"):
        said = (PROJECT / "docs/hosting" / name).read_text(encoding="utf-8")
        assert f"{policy}; frame-ancestors 'none'" in said


def test_the_pictures_of_a_text_come_along(content: Path, tmp_path: Path) -> None:
    """A photograph as it is, a drawing without what could run, and the page shows both."""
    folder = content / "nl" / "pictures"
    folder.mkdir()
    Image.new("RGB", (900, 600), "white").save(folder / "rust.png")
    (folder / "boom.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><!-- made by --><path d="M0 0h9"/></svg>', "utf-8"
    )
    text = content / "nl/ms.md"
    pictures = "\n\n![Rust](rust.png)\n\n![Een boom](boom.svg)\n\n## Waarom"
    text.write_text(text.read_text("utf-8").replace("\n\n## Waarom", pictures, 1), "utf-8")
    catalogue, problems = load(content, PROJECT / "styles")
    assert problems == []
    shelf = replace(shelf_of(few(catalogue, ["ms"]), tmp_path), content=content)
    files = {one.path: one.data for one in all_files(shelf)}
    assert files["nl/pictures/rust.png"] == (folder / "rust.png").read_bytes()
    drawing, page = files["nl/pictures/boom.svg"], files["nl/ms/index.html"]
    assert isinstance(drawing, bytes)
    assert b"made by" not in drawing
    assert isinstance(page, bytes)
    shown = [one for tag, one in elements(page.decode()) if tag == "img" and "pictures" in one["src"]]
    assert [(one["src"], one["alt"]) for one in shown] == [
        ("../pictures/rust.png", "Rust"), ("../pictures/boom.svg", "Een boom"),
    ]  # fmt: skip
