"""An edition is made as far as it can be: what changed is made anew, what fails is said, the rest stays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from leaflets.build.outcome import BuildOutcome
from leaflets.build.pages import PageResult, proof_of
from leaflets.build.pipeline import WatchSession, make
from leaflets.build.workshop import Workshop
from leaflets.content import load
from leaflets.messages import say
from leaflets.model.proof import Proof
from leaflets.plan import Request, works
from leaflets.problems import Problem, WrongOption
from leaflets.processes.workers import InProcess
from tests.small import FILES, Press, finished

BOOKLET, CRPS, MS = FILES


def made(press: Press, progress: Callable[[str, int, int], None] = lambda *_: None, **asked: Any) -> BuildOutcome:
    """What came of making what is asked for, with one process."""
    catalogue, problems = load(press.content, press.project / "styles")
    assert problems == []
    request = replace(Request(press.project, press.content, press.output), **asked)
    return make(catalogue, request, progress)


def add(press: Press, leaflet: str, words: str) -> None:
    """Put a paragraph into a leaflet's section on rest."""
    path = press.content / "nl" / f"{leaflet}.md"
    heading = "## Waarom slaap en rust helpen\n"
    text = path.read_text(encoding="utf-8")
    assert heading in text
    path.write_text(text.replace(heading, f"{heading}\n{words}\n"), encoding="utf-8")


def reword(press: Press, leaflet: str) -> None:
    """Change one letter of a leaflet's text, and nothing of its length."""
    path = press.content / "nl" / f"{leaflet}.md"
    head, mark, body = path.read_text(encoding="utf-8").partition("## ")
    assert " uw " in body
    path.write_text(head + mark + body.replace(" uw ", " vw ", 1), encoding="utf-8")


def test_the_manifest_says_what_the_contract_has_it_say(pressed: Press) -> None:
    """An entry has the fields of the design and no other, true of the file; for the booklet `leaflet` is null."""
    entries = pressed.manifest
    assert tuple(entries) == FILES
    for path, entry in entries.items():
        data = (pressed.output / path).read_bytes()
        assert set(entry) == {
            "path", "leaflet", "language", "format", "practice", "purpose", "title", "pages", "trim_mm", "conforms_to",
            "version", "review_by", "qr", "sha256", "inputs_sha256", "bytes", "made_of",
        }  # fmt: skip
        assert (entry["sha256"], entry["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
        assert len(entry["inputs_sha256"]) == 64
        assert all(list(code) == ["page", "url", "box_mm"] and len(code["box_mm"]) == 4 for code in entry["qr"])
    ms = {name: value for name, value in entries[MS].items() if name not in ("qr", "sha256", "inputs_sha256", "bytes")}
    assert ms == {
        "path": MS, "leaflet": "ms", "language": "nl", "format": "a5", "practice": None, "purpose": "reading",
        "title": "Slaap, rust en herstel bij MS", "pages": 4, "trim_mm": [148, 210], "conforms_to": "pdf/ua-1",
        "version": "2026.11.2", "review_by": "2027-11-01",
        "made_of": {"leaflets": ["ms"], "chapters": [], "is_choice": False, "slug": "ms", "ink": "screen", "size": None,
                    "sides": "both", "caliper_mm": None, "fillable": False, "site": None, "light": False},
    }  # fmt: skip
    booklet = entries[BOOKLET]
    assert (booklet["leaflet"], booklet["format"], booklet["pages"] % 4) == (None, "booklet", 0)
    assert str(pressed.home) not in (pressed.output / "manifest.json").read_text(encoding="utf-8")


def test_what_is_begun_is_taken_over_and_the_rest_left_for_something_newer(press: Press) -> None:
    """The page begun before is published, not made again; what waits for it is not begun, and made the next time."""
    before, steps = press.pdfs(), []
    reword(press, "ms")
    catalogue, _ = load(press.content, press.project / "styles")
    request = Request(press.project, press.content, press.output)
    (work,) = (one for one in works(catalogue, request)[0] if one.path == MS)
    shop = Workshop(press.project, press.content)
    begun: Future[PageResult] = Future()
    begun.set_result(proof_of(work.jobs[0], shop))
    news = iter((False, True))
    (digest,) = shop.proof_digests(work)
    session = WatchSession(InProcess(), shop, {digest: begun}, lambda: next(news))
    report = make(catalogue, request, lambda what, *_: steps.append(what), session)
    assert (report.made, report.kept, report.problems) == ([MS], [CRPS], [])
    assert steps == ["Slaap, rust en herstel bij MS (a5)"]
    assert press.manifest[MS]["sha256"] == hashlib.sha256(press.pdfs()[MS]).hexdigest()
    assert {path for path in FILES if press.pdfs()[path] != before[path]} == {MS}
    again = made(press)
    assert (again.made, sorted(again.kept)) == ([BOOKLET], [CRPS, MS])


def test_a_page_begun_before_is_on_disk_before_something_newer_is_made(press: Press) -> None:
    """What is left for something newer waits for all that is begun, also for texts it was not asked for."""
    reword(press, "ms")
    catalogue, _ = load(press.content, press.project / "styles")
    request = Request(press.project, press.content, press.output)
    (work,) = (one for one in works(catalogue, request)[0] if one.path == MS)
    shop = Workshop(press.project, press.content)
    (digest,) = shop.proof_digests(work)
    begun: dict[str, Future[PageResult]] = {digest: Future(), "of a text that is gone": Future()}
    for after, future in enumerate(begun.values(), start=1):
        Timer(0.2 * after, future.set_result, [()]).start()
    report = make(catalogue, request, lambda *_: None, WatchSession(InProcess(), shop, begun, lambda: True))
    assert [future.done() for future in begun.values()] == [True, True]
    assert (report.made, report.kept) == ([], [CRPS])


def test_only_what_changed_is_made(press: Press) -> None:
    """One word in one leaflet costs that leaflet, its section of the booklet, the contents with its signs and a merge."""
    before, steps = press.pdfs(), []
    reword(press, "ms")
    report = made(press, lambda what, *_: steps.append(what))
    assert (sorted(report.made), report.kept, report.problems) == ([BOOKLET, MS], [CRPS], [])
    assert sorted(steps) == ["Inhoud (booklet, 2)", "MS (booklet, 10)", "Slaap, rust en herstel bij MS (a5)", BOOKLET]
    after = press.pdfs()
    assert [path for path in FILES if after[path] != before[path]] == [BOOKLET, MS]
    assert press.manifest[MS]["sha256"] == hashlib.sha256(after[MS]).hexdigest()


def test_a_changed_picture_makes_its_page_anew(press: Press) -> None:
    """A picture is found in the language's pictures folder, and another one under its name is another page."""
    picture = press.content / "nl" / "pictures" / "moon.svg"
    picture.parent.mkdir()
    text = press.content / "nl" / "crps.md"
    heading = "### Op het werk en thuis\n"
    words = text.read_text(encoding="utf-8")
    assert heading in words
    text.write_text(words.replace(heading, f"{heading}\n![Een volle maan](moon.svg)\n"), encoding="utf-8")
    seen = []
    for colour in ("navy", "gold"):
        size = 'xmlns="http://www.w3.org/2000/svg" width="4" height="4"'
        picture.write_text(f'<svg {size}><rect width="9" height="9" fill="{colour}"/></svg>', encoding="utf-8")
        report = made(press, leaflets=("crps",), formats=("a5",))
        assert (report.made, report.problems) == ([CRPS], [])
        seen.append(press.pdfs()[CRPS])
    assert seen[0] != seen[1]
    assert made(press, leaflets=("crps",), formats=("a5",)).made == []


def test_a_finished_file_that_was_damaged_comes_back_from_the_cache(press: Press) -> None:
    """A file that is altered or gone is put back byte for byte, without a page being made anew."""
    before, steps = press.pdfs(), []
    (press.output / MS).write_bytes(before[MS][:-1])
    (press.output / CRPS).unlink()
    report = made(press, lambda what, *_: steps.append(what))
    assert (sorted(report.made), report.kept, steps) == ([CRPS, MS], [BOOKLET], [])
    assert press.pdfs() == before


@pytest.mark.usefixtures("anew")
def test_a_damaged_cache_is_made_good(press: Press) -> None:
    """A kept proof that was altered is made anew, with the same bytes."""
    before = press.pdfs()
    for proof in (press.output / ".cache").glob("*.proof"):
        data = bytearray(proof.read_bytes())
        data[-20] ^= 1
        proof.write_bytes(data)
    (press.output / MS).unlink()
    report = made(press)
    assert (report.made, report.problems) == ([MS], [])
    assert press.pdfs() == before


@pytest.mark.usefixtures("anew")
def test_force_makes_anew_what_is_there(press: Press) -> None:
    """With force the same files are made once more, and come out the same."""
    before = press.pdfs()
    report = made(press, force=True, leaflets=("ms",), formats=("a5",))
    assert (report.made, report.kept, report.pages) == ([MS], [], 4)
    assert press.pdfs() == before


def test_a_text_that_does_not_fit_costs_its_own_files(press: Press) -> None:
    """Too long a leaflet is said with its format and the lines too many; the other is made and the old file stays."""
    before = press.pdfs()
    add(press, "ms", "Dit is een zin te veel.\n\n" * 30)
    (press.output / CRPS).unlink()
    report = made(press, formats=("a5",))
    (problem,) = report.problems
    assert (problem.where, problem.leaflet, problem.rule) == ("content/nl/ms.md", "ms", "T07")
    assert problem.what.startswith("ms in a5: the text is ")
    assert problem.what.endswith(
        'lines too long, in the part that begins with "Wat gebeurt er in uw lichaam?" (part "why")'
    )
    assert report.made == [CRPS]
    assert press.pdfs() == before
    assert tuple(press.manifest) == FILES


def test_what_preflight_refuses_is_not_published(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proof in which preflight finds something stays unpublished and uncached, with its sentence; others are made."""
    refused = Problem(say("is not PDF/UA-1"), "ms-a5.pdf", say("Mend it."), rule="A01")

    def inspect(proof: Proof, *_: object, **__: object) -> tuple[Problem, ...]:
        return (refused,) if proof.job_id == "ms" else ()

    before = press.pdfs()
    reword(press, "ms")
    reword(press, "crps")
    monkeypatch.setattr("leaflets.preflight.inspect", inspect)
    for _ in range(2):
        report = made(press, formats=("a5",), force=True)
        assert (report.problems, report.made) == ([refused], [CRPS])
    assert press.pdfs()[MS] == before[MS]
    assert press.manifest[MS]["sha256"] == hashlib.sha256(before[MS]).hexdigest()
    assert press.pdfs()[CRPS] != before[CRPS]


def test_a_worker_that_dies_is_a_sentence(press: Press) -> None:
    """When a process dies of each file, each is said and what was there stays; no traceback."""
    before = press.pdfs()
    code = "from leaflets.build import schedule\nfrom tests.small import dies\nschedule.proof_of = dies"
    outcome = finished(press.apart("--force", jobs=2, before=code))
    assert outcome.code == 1
    assert len(outcome.err.splitlines()) >= 3
    assert all("could not be made: the process that makes it dies of it." in line for line in outcome.err.splitlines())
    assert outcome.out.splitlines()[-1].startswith("0 files, 0 pages")
    assert press.pdfs() == before


def test_a_style_that_unfolds_without_end_costs_its_format(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kilobyte of style sheet that stands for ten thousand million words is stopped; what was there stays."""
    before = press.pdfs()
    unfolds = "\n".join(f"--x{n}: {f'var(--x{n - 1}) ' * 10};" for n in range(1, 11))
    with (press.project / "styles" / "formats" / "a5.css").open("a", encoding="utf-8") as file:
        file.write(f"\nhtml {{ --x0: word; {unfolds} }}\nbody {{ font-family: var(--x10) }}\n")
    monkeypatch.setenv("LEAFLETS_SECONDS", "1.5")
    report = made(press, formats=("a5",))
    assert [(one.where, one.what) for one in sorted(report.problems, key=str)] == [
        (f"content/nl/{name}.md", f"{name} in a5 takes more than 1.5 s of the processor") for name in ("crps", "ms")
    ]
    assert (report.made, press.pdfs()) == ([], before)


def test_one_process_publishes_as_it_goes(press: Press) -> None:
    """Also without a pool a finished file is published before the next is begun, and progress counts up to the end."""
    for path in [press.output / CRPS, press.output / MS, *(press.output / ".cache").glob("*.proof")]:
        path.unlink()
    there: list[int] = []
    counts: list[tuple[int, int]] = []

    def progress(_: str, done: int, steps: int) -> None:
        there.append(len(list(press.output.glob("nl/leaflets/*.pdf"))))
        counts.append((done, steps))

    assert made(press, progress, formats=("a5",)).problems == []
    assert counts == [(1, 2), (2, 2)]
    assert there == [0, 1]


def test_what_does_not_exist_is_refused_before_anything_is_made(press: Press) -> None:
    """A request that names what is not there makes nothing of the rest either."""
    (press.output / MS).unlink()
    with pytest.raises(WrongOption, match=r'^There is no format "a9"\. Choose from: a5, booklet\.$'):
        made(press, formats=("a5", "a9"))
    assert MS not in press.pdfs()


def test_the_same_inputs_are_known_by_the_same_digest(pressed: Press, press: Press) -> None:
    """What went in is known by its digest wherever the folders are; a changed word changes that of its files only."""
    known = {path: entry["inputs_sha256"] for path, entry in pressed.manifest.items()}
    assert sorted(made(press).kept) == sorted(FILES)
    reword(press, "ms")
    assert made(press, formats=("a5",)).made == [MS]
    now = {path: entry["inputs_sha256"] for path, entry in press.manifest.items()}
    assert [path for path in FILES if now[path] != known[path]] == [MS]


def test_what_the_manifest_lists_of_a_request_is_what_is_there(press: Press, tmp_path: Path) -> None:
    """Into an empty folder a choice makes its files and a manifest of just these."""
    empty = Press(tmp_path / "empty")
    report = made(press, output=empty.output, leaflets=("crps",), formats=("a5",))
    assert report.made == [CRPS]
    assert json.loads((empty.output / "manifest.json").read_text(encoding="utf-8"))["artefacts"] == [
        press.manifest[CRPS]
    ]
    assert tuple(empty.pdfs()) == (CRPS,)


def test_two_builds_at_once_lose_nothing_of_each_other(press: Press) -> None:
    """What another build publishes while this one is at work stays in the manifest, and the next build finds it all."""
    for path in press.output.rglob("*.pdf"):
        path.unlink()
    (press.output / "manifest.json").unlink()
    others: list[BuildOutcome] = []

    def meanwhile(*_: object) -> None:
        if not others:
            others.append(BuildOutcome())
            others[0] = made(press, formats=("booklet",))

    reword(press, "ms")
    assert made(press, meanwhile, formats=("a5",)).made == [CRPS, MS]
    assert others[0].made == [BOOKLET]
    assert tuple(press.manifest) == FILES
    assert sorted(made(press).kept) == sorted(FILES)
