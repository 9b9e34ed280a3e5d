"""What a set is made from: the leaflets in the words of the country, with an empty box."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2
import pytest

from leaflets.content import Catalogue
from leaflets.model.job import Job
from leaflets.model.proof import PracticeBox, Proof
from leaflets.personalise.box.face import face
from leaflets.personalise.box.strip import strip
from leaflets.personalise.box.style import style_of
from leaflets.personalise.practice import calls
from leaflets.personalise.sets.masters import of_practice, places, planned, typeset
from leaflets.personalise.sets.task import Master
from leaflets.problems import Problem, WrongOption
from leaflets.processes.progress import Progress
from tests.build.test_assemble import proof
from tests.personalise.conftest import STEPS, practice, rendered, request_for

pytestmark = pytest.mark.whole


def test_the_leaflet_speaks_as_the_country_does(catalogue: Catalogue) -> None:
    """In the doctor box Belgium has its wachtpost, the Netherlands their huisartsenpost, and neither the other's."""
    files, _ = planned(catalogue, [("nl", "be"), ("nl", "nl")], request_for("a5", leaflets=("ms",)))
    said = {file.place[1]: file.work.jobs[0].language.words["out_of_hours"] for file in files}
    assert said == {"be": "Praktijk dicht? Bel de wachtpost.", "nl": "Praktijk dicht? Bel de huisartsenpost."}
    assert {job.practice for file in files for job in file.work.jobs} == {"blank"}


def test_a_set_holds_pages_unless_more_is_asked_for(catalogue: Catalogue) -> None:
    """Sheets, the booklet and press files are made for a practice when they are named."""
    plain, _ = planned(catalogue, [("nl", "be")], request_for())
    assert {"a4", "a5", "large-print"} == {file.work.format.id for file in plain}
    assert all(file.work.format.sheet is None and file.work.booklet is None for file in plain)
    asked, _ = planned(catalogue, [("nl", "be")], request_for("a5-folded"))
    assert [file.work.format.id for file in asked] == ["a5-folded", "a5-folded"]
    with pytest.raises(WrongOption, match="no format"):
        planned(catalogue, [("nl", "be")], request_for("a9"))


def test_every_format_reserves_a_box_for_a_practice(catalogue: Catalogue) -> None:
    """On one page of each: at least as high as a code, 80 mm wide, 5 mm from the edge, and white only on a colour."""
    seen: dict[str, PracticeBox] = {}
    for file in planned(catalogue, [("nl", "be")], request_for(*catalogue.formats, leaflets=("ms",)))[0]:
        job = next(job for job in reversed(file.work.jobs) if not file.work.booklet or job.id == "back-cover")
        ((_, made),) = rendered([job], lambda *_: None)
        assert made.practice is not None, file.work.format.id
        seen[file.work.format.id] = made.practice
    assert set(seen) == set(catalogue.formats)
    assert all(box.box_mm[2] >= 80 and box.box_mm[3] >= 20 and box.box_mm[0] >= 5 for box in seen.values())
    assert {name for name, box in seen.items() if box.is_white} == {
        "dl-card", "poster", "booklet", "booklet-imposed", "booklet-press",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "size_mm"),
    [("a5", (125.0, 10.4)), ("a4", (180.0, 6.0)), ("trifold", (81.0, 18.3)), ("dl-card", (82.0, 10.4)),
     ("large-print", (176.0, 27.0))],
)  # fmt: skip
def test_the_box_on_when_to_call_has_room_for_the_numbers(
    catalogue: Catalogue, name: str, size_mm: tuple[float, float]
) -> None:
    """In every leaflet of the format, 5 mm or more from the edges of its page, and for two names of usual length."""
    files, problems = planned(catalogue, [("nl", "be")], request_for(name, leaflets=()))
    assert (len(files), problems) == (13, [])
    for file in files:
        ((job, made),) = rendered(file.work.jobs, lambda *_: None)
        assert made.numbers is not None
        left, top, width, height = made.numbers.box_mm
        assert (width, height) == pytest.approx(size_mm, abs=0.02), job.id
        assert left >= 5
        assert top + height <= made.trim_mm[1] - 5
        style = style_of(job.format, made.practice)
        whose = practice(name="Praktijk De Linde", out_of_hours_telephone="02 765 43 21")
        assert strip(calls(whose, file.words), (width, height), lambda text, bold: face(bold=bold).width(text), style)


def test_who_issues_a_set_is_left_to_the_copies(catalogue: Catalogue) -> None:
    """In every format the author is named and the publisher is not, on one page or section; there is room for both."""
    for name in catalogue.formats:
        work = planned(catalogue, [("nl", "be")], request_for(name, leaflets=("ms",)))[0][0].work
        several = [job for job in work.jobs if not work.booklet or job.id in ("about", "back-cover")]
        made = [proof for _, proof in rendered(several, lambda *_: None)]
        (issuer,) = [proof.issuer for proof in made if proof.issuer]
        pages = [page.get_textpage().get_text_range() for proof in made for page in pypdfium2.PdfDocument(proof.pdf)]
        text = " ".join(" ".join(pages).split())
        assert re.search(r"Tekst:? Jesse\.", text)
        assert "Uitgave" not in text
        assert "erantwoordelijke uitgever" not in text
        assert issuer.box_mm[3] >= 2 * issuer.line_pt * 25.4 / 72 - 0.1
        assert issuer.size_pt >= 9


def test_the_cover_of_a_booklet_is_left_to_the_practice(catalogue: Catalogue) -> None:
    """Its name goes on where "U krijgt dit boekje van" ends; the author, who stands there else, is in the colophon."""
    work = planned(catalogue, [("nl", "be")], request_for("booklet", leaflets=()))[0][0].work
    cover = [job for job in work.jobs if job.id == "cover"]
    ((_, made),) = rendered(cover, lambda *_: None)
    text = pypdfium2.PdfDocument(made.pdf)[0].get_textpage().get_text_range()
    assert text.split()[-5:] == ["U", "krijgt", "dit", "boekje", "van"]
    assert made.issuer is not None
    assert made.issuer.says == "giver"
    assert made.issuer.size_pt == 12


def test_a_practice_gets_the_leaflets_of_its_country_and_languages(masters: list[Master]) -> None:
    """The masters of another country are not for it."""
    assert places([practice(), practice(country="nl", language="nl, fr")]) == [("fr", "nl"), ("nl", "be"), ("nl", "nl")]
    assert list(of_practice(masters, practice())) == [0, 1, 2, 3]
    assert list(of_practice(masters, practice(country="nl"))) == []


def test_a_language_without_the_words_says_which(catalogue: Catalogue) -> None:
    """A translation that was begun before sets were is named with the word it lacks."""
    spoken = catalogue.languages["nl"]
    words = {name: word for name, word in spoken.words.items() if name != "practice_telephone"}
    poorer = replace(catalogue, languages={"nl": spoken.model_copy(update={"words": words})})
    files, (problem,) = planned(poorer, [("nl", "be")], request_for("a5"))
    assert files == []
    assert str(problem).startswith('content/nl/_language.yaml: the word "practice_telephone" is missing')


def test_a_page_without_a_box_is_left_out_or_named(catalogue: Catalogue) -> None:
    """By default a format that reserves no box is not in a set; asked for by name, it is a problem."""

    def boxless(jobs: Sequence[Job], _: Progress) -> Iterator[tuple[Job, Proof | tuple[Problem, ...]]]:
        for job in jobs:
            yield job, proof(job.id, 1)

    steps = replace(STEPS, typeset=boxless)
    request = request_for("poster", leaflets=("ms",))
    files, _ = planned(catalogue, [("nl", "be")], request)
    masters, (problem,) = typeset(files, request, steps, lambda *_: None)
    assert masters == []
    assert "the format poster reserves no box for a practice" in str(problem)
    assert typeset(files, replace(request, formats=()), steps, lambda *_: None) == ([], [])


def test_a_copy_depends_on_the_code_that_makes_it(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """What draws the box has changed: then every copy is made anew though its pages are the same."""
    files, _ = planned(catalogue, [("nl", "be")], request_for("dl-card", leaflets=("ms",)))
    jobs = {job.digest(): made for file in files for job, made in rendered(file.work.jobs, lambda *_: None)}
    steps = replace(STEPS, typeset=lambda wanted, _: [(job, jobs[job.digest()]) for job in wanted])
    digests = set()
    for code in ("as it is", "as it is", "another"):
        monkeypatch.setattr("leaflets.personalise.sets.masters._own_code", lambda said=code: said)
        (master,), _ = typeset(files, request_for("dl-card", leaflets=("ms",)), steps, lambda *_: None)
        digests.add(master.digest)
    assert len(digests) == 2


def test_a_master_is_known_by_its_pages(masters: list[Master], catalogue: Catalogue) -> None:
    """Typeset again it is the same master; when a page changes it is another."""
    request = request_for("a5", leaflets=("ms",))
    files, _ = planned(catalogue, [("nl", "be")], request)
    (again,), _ = typeset(files, request, STEPS, lambda *_: None)
    (first,) = [master for master in masters if master.work.path == again.work.path]
    assert again.digest == first.digest

    def changed(jobs: Sequence[Job], _: Progress) -> Iterator[tuple[Job, Proof]]:
        yield jobs[0], first.proofs[0].model_copy(update={"pdf": first.proofs[0].pdf + b"\n", "practice": None})

    bare = replace(STEPS, typeset=changed)
    masters_now, _ = typeset(files, replace(request, formats=()), bare, lambda *_: None)
    assert masters_now == []
