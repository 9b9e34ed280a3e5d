"""A text that did not change is not read again; one that may have become another always is."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.content import Catalogue, cache, load
from leaflets.content.texts import Reader
from leaflets.problems import Problem
from leaflets.storage.manifest import CACHE
from tests.conftest import PROJECT
from tests.content.test_catalogue import edit

STYLES = PROJECT / "styles"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    (tmp_path / "output" / CACHE).mkdir(parents=True)
    return tmp_path / "output"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read, in order."""
    names: list[str] = []
    guard = Reader._guard

    def counted(self: Reader, path: Path, reads: object) -> object:
        names.append(path.name)
        return guard(self, path, reads)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "_guard", counted)
    return names


def test_what_did_not_change_is_not_read_again(content: Path, kept: Path, read: list[str], catalogue: Catalogue) -> None:  # fmt: skip
    """The second time no text is read, and every value is the same; of a saved leaflet only its own file is."""
    first, _ = load(content, STYLES, kept)
    assert len(read) == len(catalogue.leaflets["nl"]) + len(catalogue.chapters["nl"])
    read.clear()
    again, problems = load(content, STYLES, kept)
    assert (read, problems) == ([], [])
    assert (again.leaflets, again.chapters) == (first.leaflets, first.chapters)
    assert again.leaflets == load(content, STYLES)[0].leaflets
    read.clear()
    edit(content / "nl" / "ms.md", "order: ", "order: 1")
    changed, _ = load(content, STYLES, kept)
    assert read == ["ms.md"]
    assert changed.leaflets != first.leaflets


@pytest.mark.parametrize("name", ["sources.yaml", "nl/_language.yaml"])
def test_what_texts_lean_on_counts(name: str, content: Path, kept: Path, read: list[str]) -> None:
    """Another source, claim or word of the language, and every text is read again."""
    load(content, STYLES, kept)
    texts = len(read)
    read.clear()
    with (content / name).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    load(content, STYLES, kept)
    assert len(read) == texts


def test_another_press_reads_anew(content: Path, kept: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older press found right may be wrong today."""
    load(content, STYLES, kept)
    read.clear()
    monkeypatch.setattr(cache, "_press", lambda: "newer")
    load(content, STYLES, kept)
    assert len(read) > 20


def test_what_is_wrong_is_said_each_time(content: Path, kept: Path) -> None:
    """A text with a fault is not remembered: its fault is told again."""
    edit(content / "nl" / "ms.md", "## In het kort", "## In het lang")
    said = [load(content, STYLES, kept)[1] for _ in range(2)]
    assert said[0] == said[1]
    assert [problem.where for problem in said[0]] == ["content/nl/ms.md"]


def test_a_text_with_pictures_is_read_each_time(content: Path, kept: Path, read: list[str]) -> None:
    """Whether its pictures may be printed is in their files, not in its own."""
    pictures = content / "nl" / "pictures"
    pictures.mkdir(exist_ok=True)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    (pictures / "moon.svg").write_text(svg, encoding="utf-8")
    with (content / "nl" / "crps.md").open("a", encoding="utf-8") as file:
        file.write("\n![Een volle maan](moon.svg)\n")
    assert load(content, STYLES, kept)[1] == []
    read.clear()
    load(content, STYLES, kept)
    assert read == ["crps.md"]


@pytest.mark.parametrize("damage", ["cut", "letter", "empty", "brackets", "other"])
def test_what_is_damaged_is_read_again(damage: str, content: Path, kept: Path, read: list[str]) -> None:
    """Whatever became of what was kept, the words are those of the files, and it is kept anew."""
    first, _ = load(content, STYLES, kept)
    file = kept / CACHE / cache.NAME
    whole = file.read_bytes()
    file.write_bytes({
        "cut": whole[: len(whole) // 2], "letter": whole.replace(b"moe", b"moo", 1), "empty": b"", "brackets":
        b"[" * 100_000, "other": b'{"leaflets": 1}',
    }[damage])  # fmt: skip
    read.clear()
    again, _ = load(content, STYLES, kept)
    assert len(read) > 20
    assert again.leaflets == first.leaflets
    assert file.read_bytes() == whole


def test_no_more_is_kept_than_there_is(content: Path, kept: Path) -> None:
    """A text that is gone is forgotten, one that changed is not kept twice."""
    load(content, STYLES, kept)
    before = (kept / CACHE / cache.NAME).stat().st_size
    (content / "nl" / "ms.md").unlink()
    edit(content / "nl" / "crps.md", "order: ", "order: 1")
    load(content, STYLES, kept)
    assert (kept / CACHE / cache.NAME).stat().st_size < before
    assert b"nl/ms.md" not in (kept / CACHE / cache.NAME).read_bytes()


def test_no_folder_is_made_for_it(content: Path, tmp_path: Path) -> None:
    """A wrong option may come yet: nothing is written where there is no output folder."""
    load(content, STYLES, tmp_path / "output")
    assert not (tmp_path / "output").exists()


def test_a_disk_that_takes_nothing_costs_nothing(content: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it cannot be kept, all is read as always."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "write_whole", full)
    found, problems = load(content, STYLES, kept)
    assert (len(found.leaflets["nl"]), problems) == (13, [])
    assert list((kept / CACHE).iterdir()) == []


def test_a_text_saved_while_it_is_read_is_not_kept(content: Path, kept: Path) -> None:
    """The words of one moment are never kept under the digest of another."""
    path = content / "nl" / "ms.md"
    keeper = cache.Known(kept, content)

    def saved(file: Path) -> object:
        leaflet = Reader(content, found.languages["nl"], found.sources).leaflet(file)
        with file.open("a", encoding="utf-8") as more:
            more.write("\n")
        return leaflet

    found, _ = load(content, STYLES)
    assert keeper.leaflet(path, "x", saved) is not None  # type: ignore[arg-type]
    assert keeper.now.leaflets == {}


def test_a_text_that_is_a_link_to_elsewhere_is_not_read(content: Path, kept: Path, catalogue: Catalogue) -> None:
    """Its reader refuses it; nothing of it is kept, whatever a reader says."""
    path = content / "nl" / "ms.md"
    outside = path.rename(content.parent / "elsewhere.md")
    path.symlink_to(outside)
    leaflet = catalogue.leaflets["nl"][0]
    keeper = cache.Known(kept, content)
    assert keeper.leaflet(path, "x", lambda _: leaflet) == leaflet
    assert keeper.now.leaflets == {}


def test_a_text_that_takes_too_long_to_read_costs_itself(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that keeps the processor busy is said with its file, and the others are there."""
    reads = Reader._leaflet

    def slow(self: Reader, path: Path) -> object:
        while path.stem == "ms":
            pass
        return reads(self, path)

    monkeypatch.setattr(Reader, "_leaflet", slow)
    monkeypatch.setattr("leaflets.processes.limits.SECONDS", 2.0)
    found, problems = load(content, STYLES)
    (problem,) = problems
    assert isinstance(problem, Problem)
    assert (problem.where, problem.what) == ("content/nl/ms.md", "reading it takes more than 0.2 s of the processor")
    assert found.failed["nl"] == {"ms"}
    assert len(found.leaflets["nl"]) == 12
