"""Which files --press and --gray ask for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.build.pipeline import make
from leaflets.content import Catalogue
from leaflets.model.format import PaperOptions, Profile
from leaflets.plan import Request, Work, works
from leaflets.problems import WrongOption
from tests.conftest import PROJECT

pytestmark = pytest.mark.whole

PRESS = PaperOptions(press=True)


def asked(
    catalogue: Catalogue, *formats: str, paper: PaperOptions = PRESS, leaflets: tuple[str, ...] = ()
) -> list[Work]:
    request = Request(PROJECT, PROJECT / "content", Path("out"), (), leaflets, formats, paper=paper)
    return works(catalogue, request)[0]


def test_single_pages(catalogue: Catalogue) -> None:
    """Without a format --press makes what has single pages, and the booklet once; nothing folded."""
    found = asked(catalogue)
    assert {work.format.id for work in found} >= {"a4", "a5", "large-print", "poster", "booklet-press"}
    assert not {work.format.id for work in found} & {"booklet", "a5-folded", "trifold", "booklet-imposed"}
    assert [work.path for work in found if work.booklet] == ["nl/booklet/booklet-press.pdf"]
    assert {(work.ink, work.format.sheet, work.entry.purpose) for work in found} == {("press", None, "press")}


def test_booklet(catalogue: Catalogue) -> None:
    """Asked for by either name the booklet is the same file, and needs no --press."""
    assert [work.path for work in asked(catalogue, "booklet")] == ["nl/booklet/booklet-press.pdf"]
    (work,) = asked(catalogue, "booklet-press", paper=PaperOptions())
    assert (work.path, work.ink, work.jobs[0].ink) == ("nl/booklet/booklet-press.pdf", "press", "press")


def test_cards_are_cut_apart(catalogue: Catalogue) -> None:
    """Of cards that stand three on a sheet the print shop gets one, at its own size."""
    (work,) = asked(catalogue, "dl-card", leaflets=("ms",))
    assert work.entry.trim_mm == (99, 210)
    assert work.format.sheet is None


@pytest.mark.parametrize(
    ("name", "instead"), [("a5-folded", "a5"), ("booklet-imposed", "booklet"), ("trifold", "a5")]
)  # fmt: skip
def test_folded(catalogue: Catalogue, name: str, instead: str) -> None:
    """A sheet that is folded is refused with the format to ask for."""
    with pytest.raises(WrongOption, match=f"--format {instead}[.]"):
        asked(catalogue, name)


def test_a_sheet_costs_itself(catalogue: Catalogue) -> None:
    """What can be pressed is made though a folded sheet is asked for beside it, which is named with what to ask for."""
    request = Request(PROJECT, PROJECT / "content", Path("out"), (), ("ms",), ("a5", "trifold"), paper=PRESS)
    found, (problem,) = works(catalogue, request)
    assert [work.path for work in found] == ["nl/leaflets/ms-a5-press.pdf"]
    assert str(problem).startswith("trifold: is a sheet for an office printer")


def test_profile_for_nothing(catalogue: Catalogue) -> None:
    """A profile goes with press files: with none of those it is refused, with one it is welcome."""
    paper = PaperOptions(icc=Profile(name="x", sha256="0", data=b""))
    with pytest.raises(WrongOption, match="--icc"):
        asked(catalogue, "a5", paper=paper)
    assert len(asked(catalogue, "booklet-press", paper=paper)) == 1


def test_profile_counts(catalogue: Catalogue) -> None:
    """Another profile makes another file, so its checksum goes into what the file is made from; its bytes do not."""
    digests = {
        asked(catalogue, "booklet-press", paper=PaperOptions(icc=profile))[0].digest()
        for profile in (None, Profile(name="x", sha256="0", data=b""), Profile(name="x", sha256="1", data=b""))
    }
    assert len(digests) == 3
    assert b"secret" not in PaperOptions(icc=Profile(name="x", sha256="0", data=b"secret")).model_dump_json().encode()


def test_light(catalogue: Catalogue) -> None:
    """--light makes a file beside the full one, in grey too; a poster is its field, and the print shop's own has four inks."""
    for paper, ending in ((PaperOptions(light=True), "-light"), (PaperOptions(light=True, gray=True), "-gray-light")):
        found = asked(catalogue, "a5", "a5-folded", "poster", "booklet-press", paper=paper, leaflets=("ms",))
        lights = [work for work in found if work.jobs[0].light]
        assert [work.path for work in lights] == [f"nl/leaflets/ms-{fmt}{ending}.pdf" for fmt in ("a5-folded", "a5")]
        assert all(work.entry.made_of.light is work.jobs[0].light for work in found)
        assert len(found) == 4


def test_gray(catalogue: Catalogue) -> None:
    """--gray makes a file beside the coloured one, of any format but the print shop's own."""
    found = asked(catalogue, "a5", "a5-folded", "booklet-press", paper=PaperOptions(gray=True), leaflets=("ms",))
    assert [(work.path, work.ink) for work in found] == [
        ("nl/leaflets/ms-a5-folded-gray.pdf", "gray"),
        ("nl/leaflets/ms-a5-gray.pdf", "gray"),
        ("nl/booklet/booklet-press-ms.pdf", "press"),
    ]


def test_files_of_options_stay(catalogue: Catalogue, tmp_path: Path) -> None:
    """A build of everything leaves the press file, a press build leaves all others; without their text all go."""
    few = Catalogue(
        catalogue.edition, catalogue.sources, catalogue.claims, catalogue.languages,
        {name: catalogue.formats[name] for name in ("a5", "a5-folded")},
        {"nl": tuple(one for one in catalogue.leaflets["nl"] if one.id == "ms")},
    )  # fmt: skip
    there = {"ms-a5.pdf", "ms-a5-folded.pdf", "ms-a5-folded-ticket.pdf"}
    for paper in (PaperOptions(), PRESS, PaperOptions()):
        request = Request(PROJECT, PROJECT / "content", tmp_path, paper=paper)
        assert make(few, request, lambda *_: None).problems == []
        there |= {"ms-a5-press.pdf"} if paper.press else set()
        assert {path.name for path in (tmp_path / "nl/leaflets").iterdir()} == there
    request = Request(PROJECT, PROJECT / "content", tmp_path)
    (problem,) = make(replace(few, leaflets={"nl": ()}), request, lambda *_: None).problems
    assert problem.what == "holds no leaflet yet"
    assert list((tmp_path / "nl/leaflets").iterdir()) == []
