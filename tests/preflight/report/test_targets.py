from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name

from leaflets.content import Catalogue
from leaflets.model.artefact import Artefact, MadeOf
from leaflets.model.content import Chapter, Leaflet
from leaflets.model.proof import Proof
from leaflets.plan import Request, works
from leaflets.preflight.report.looking import look_at
from leaflets.preflight.report.targets import CheckTarget, damage_of, tasks_of
from leaflets.preflight.subject import Subject
from leaflets.preflight.texts.house_style import House
from leaflets.storage.manifest import Manifest, read_manifest, write_manifest
from tests.conftest import PROJECT
from tests.preflight.drawn import Drawn, format_of, pdf_of, saved

LEAFLET = "nl/leaflets/ms-a5.pdf"
X = hashlib.sha256(b"x").hexdigest()


def entry(path: str, fmt: str, **fields: Any) -> Artefact:
    """What a manifest says of a file; `fields` of its own and of what it is made of."""
    made_of = {name: fields.pop(name) for name in MadeOf.__slots__ if name in fields}
    plain: dict[str, Any] = {
        "path": path, "leaflet": "ms", "language": "nl", "format": fmt, "practice": None, "purpose": "reading",
        "title": "MS", "trim_mm": (148, 210), "conforms_to": None, "version": "2026.11", "review_by": "2027-11-01",
        "pages": 4, "sha256": X, "inputs_sha256": X, "bytes": 1,
        "made_of": MadeOf(**{"leaflets": ("ms",), "slug": "ms"} | made_of),
    }  # fmt: skip
    return Artefact(**plain | fields)


def booklet(path: str, fmt: str, leaflets: Sequence[str], **fields: Any) -> Artefact:
    """What a manifest says of a booklet."""
    return entry(path, fmt, leaflet=None, leaflets=tuple(leaflets), slug=None, **fields)


def listed(*entries: Artefact) -> Manifest:
    return Manifest({one.path: one for one in entries if one.of is None}, {one.of: one for one in entries if one.of})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder in which every file is there, whatever is in it."""
    for name in ("ms-a5", "ms-a5-folded", "ms-a5-folded-fronts", "ms-trifold"):
        path = tmp_path / f"nl/leaflets/{name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    for name in ("booklet", "booklet-imposed", "booklet-ms-crps", "booklet-imposed-ms-crps"):
        path = tmp_path / f"nl/booklet/{name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def test_a_finished_leaflet_is_held_to_its_text(edition: Path, catalogue: Catalogue) -> None:
    """A leaflet of the manifest is known with its format, its text and its sources, and looking at it finds no fault."""
    tasks, absent = tasks_of(read_manifest(edition), catalogue, House(), edition)
    assert absent == []
    task = next(task for task in tasks if task.where == LEAFLET)
    assert [text.id for text in task.subject.texts] == ["ms"]
    assert task.subject.format == catalogue.formats["a5"]
    assert [problem for problem in look_at(task) if problem.severity == "blocks"] == []


def test_sheets_are_held_to_the_file_they_impose(folder: Path, catalogue: Catalogue) -> None:
    """The folded leaflet has the a5 file as its base, the imposed booklet the booklet of the same choice."""
    every = [one.id for one in catalogue.leaflets["nl"]]
    entries = [
        entry(LEAFLET, "a5"),
        entry("nl/leaflets/ms-a5-folded.pdf", "a5-folded", purpose="sheet", caliper_mm=0.2),
        entry("nl/leaflets/ms-a5-folded-fronts.pdf", "a5-folded", purpose="sheet", sides="fronts"),
        entry("nl/leaflets/ms-trifold.pdf", "trifold", purpose="sheet"),
        booklet("nl/booklet/booklet.pdf", "booklet", every),
        booklet("nl/booklet/booklet-ms-crps.pdf", "booklet", ["ms", "crps"], is_choice=True),
        booklet("nl/booklet/booklet-imposed.pdf", "booklet-imposed", every),
        booklet("nl/booklet/booklet-imposed-ms-crps.pdf", "booklet-imposed", ["ms", "crps"], is_choice=True),
    ]
    tasks, problems = tasks_of(listed(*entries), catalogue, House(), folder)
    assert problems == []
    bases = {task.path.stem: task.base.stem if task.base else None for task in tasks}
    assert bases == {
        "ms-a5": None, "ms-a5-folded": "ms-a5", "ms-a5-folded-fronts": "ms-a5", "ms-trifold": None, "booklet": None,
        "booklet-ms-crps": None, "booklet-imposed": "booklet", "booklet-imposed-ms-crps": "booklet-ms-crps",
    }  # fmt: skip
    subjects = {task.path.stem: task.subject for task in tasks}
    assert (subjects["ms-a5-folded-fronts"].sides, subjects["ms-a5-folded"].sides) == ("fronts", "both")
    assert (subjects["ms-a5-folded"].caliper_mm, subjects["ms-a5"].caliper_mm) == (0.2, None)


def test_pages_that_lie_elsewhere_are_no_base(folder: Path, catalogue: Catalogue) -> None:
    """Sheets are not held to a file that a link in the output folder leads to."""
    elsewhere = (folder / LEAFLET).rename(folder.parent / "elsewhere.pdf")
    (folder / LEAFLET).symlink_to(elsewhere)
    sheets = entry("nl/leaflets/ms-a5-folded.pdf", "a5-folded", purpose="sheet", caliper_mm=0.2)
    ((task,), problems) = tasks_of(listed(entry(LEAFLET, "a5"), sheets), catalogue, House(), folder)
    assert (task.where, task.base) == (sheets.path, None)
    assert [problem.where for problem in problems] == [LEAFLET]


def test_grey_sheets_are_held_to_grey_pages_where_there_are(folder: Path, catalogue: Catalogue) -> None:
    """Pages in colour will do, since letters and places are the same; those of a form or for a print shop will not."""
    gray = entry("nl/leaflets/ms-a5-folded.pdf", "a5-folded", purpose="sheet", ink="gray")
    plain = entry(LEAFLET, "a5")
    others = [
        entry("nl/leaflets/ms-trifold.pdf", "a5", ink="press", purpose="press"),
        entry("nl/booklet/booklet.pdf", "a5", fillable=True),
    ]
    for more, base in (([plain], "ms-a5"), ([plain, replace(plain, path="nl/booklet/booklet-imposed.pdf",
                        made_of=replace(plain.made_of, ink="gray"))], "booklet-imposed"), ([], None)):  # fmt: skip
        tasks, _ = tasks_of(listed(gray, *others, *more), catalogue, House(), folder)
        (found,) = (task.base for task in tasks if task.where == gray.path)
        assert (found.stem if found else None) == base


def test_a_light_file_is_held_to_the_full_one(folder: Path, catalogue: Catalogue) -> None:
    """P13: of the same format, texts and ink; where that is not listed, and of a full file, nothing is compared."""
    full, light = entry(LEAFLET, "a5"), entry("nl/leaflets/ms-trifold.pdf", "a5", light=True)
    gray = entry("nl/booklet/booklet.pdf", "a5", ink="gray")
    for others, wanted in (((full, gray), "ms-a5"), ((gray,), None)):
        tasks, _ = tasks_of(listed(light, *others), catalogue, House(), folder)
        found = {task.where: task.full for task in tasks}
        assert (found[light.path].stem if found[light.path] else None) == wanted  # type: ignore[union-attr]
        assert all(found[one.path] is None for one in others)


def test_a_light_file_as_dark_as_the_full_one_is_told(tmp_path: Path) -> None:
    """P13: the full file is looked at for its toner, and one that is damaged has none to compare with."""
    dark, broken = tmp_path / "dark.pdf", tmp_path / "broken.pdf"
    dark.write_bytes(saved(pdf_of(Drawn().box(20, 20, 100, 100))))
    broken.write_bytes(b"x")
    for full, count in ((dark, 2), (broken, 0)):
        proof = Proof(job_id="x", pdf=b"", pages=1, trim_mm=(148, 210), qr=())
        found = look_at(CheckTarget("x.pdf", dark, proof, None, 1, Subject(), full=full))
        assert sum(problem.rule == "P13" for problem in found) == count


def test_sheets_are_held_to_pdf_ua_1_before_pdf_ua_2(folder: Path, catalogue: Catalogue) -> None:
    """Both show the same pages, and those to PDF/UA-1 are the ones that are made with the sheets; alone either will do."""
    sheets, plain = entry("nl/leaflets/ms-a5-folded.pdf", "a5-folded", purpose="sheet"), entry(LEAFLET, "a5")
    plain = replace(plain, conforms_to="pdf/ua-1")
    newer = replace(plain, path="nl/booklet/booklet-imposed.pdf", conforms_to="pdf/ua-2")
    for others, base in (((newer, plain), "ms-a5"), ((newer,), "booklet-imposed")):
        tasks, _ = tasks_of(listed(sheets, *others), catalogue, House(), folder)
        (found,) = (task for task in tasks if task.where == sheets.path)
        assert found.base is not None
        assert found.base.stem == base
    (task,) = (task for task in tasks if task.where == newer.path)
    assert (task.conforms_to, task.subject.format and task.subject.format.conforms_to) == ("pdf/ua-2", "pdf/ua-2")


NUMBERS = ("Een", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht")
WORDS = tuple(f"{number} van de acht" for number in NUMBERS)


def spread(left: int, right: int) -> Drawn:
    """A side of a sheet with two pages."""
    return Drawn(297, 210).text(20, 40, WORDS[left - 1]).text(168.5, 40, WORDS[right - 1])


def apart(folder: Path, fronts: Sequence[Drawn], backs: Sequence[Drawn], catalogue: Catalogue) -> CheckTarget:
    """The task of a booklet of eight pages whose sides are in two files, with the text it must print."""
    text = Chapter.model_validate(
        {"id": "test", "language": "nl", "path": "x.md", "title": "Proef", "subtitle": None, "motto": None, "line": 1,
         "markdown": "\n\n".join(WORDS), "cited": (), "claims": ()}
    )  # fmt: skip
    (folder / "base.pdf").write_bytes(saved(pdf_of(*(Drawn(148.5, 210).text(20, 40, words) for words in WORDS))))
    fmt = format_of(sheet={"size_mm": (297, 210), "scheme": "saddle"}, paper_mm=(297, 210))
    subject = Subject(format=fmt, purpose="sheet", language=catalogue.languages["nl"], texts=(text,), caliper_mm=None)
    tasks = []
    for sides, drawn in (("fronts", fronts), ("backs", backs)):
        pdf = pdf_of(*drawn)
        pdf.Root.Lang = "nl"
        pdf.docinfo["/Title"] = "Proef"
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=Name.Simplex)
        path = folder / f"x-{sides}.pdf"
        path.write_bytes(saved(pdf))
        proof = Proof(job_id="x", pdf=b"", pages=len(drawn), trim_mm=(297, 210), qr=())
        tasks.append(CheckTarget(path.name, path, proof, None, 4, replace(subject, sides=sides), folder / "base.pdf"))  # type: ignore[arg-type]
    return replace(tasks[0], backs=tasks[1])


def test_sides_in_two_files_are_held_together(tmp_path: Path, catalogue: Catalogue) -> None:
    """Fronts and backs together print the whole text, whichever back comes first; a back that is wrong is told in its file."""
    fronts, backs = (spread(8, 1), spread(6, 3)), (spread(2, 7), spread(4, 5))
    for several in (backs, backs[::-1]):
        task = apart(tmp_path, fronts, several, catalogue)
        assert [one for one in look_at(task) if one.rule != "C10"] == []
        assert task.files == ("x-fronts.pdf", "x-backs.pdf")
        assert task.pages == 4
    wrong = look_at(apart(tmp_path, fronts, (spread(2, 7), spread(5, 4)), catalogue))
    assert [(one.where, one.page, one.rule, one.what) for one in wrong if one.rule != "C10"] == [
        ("x-backs.pdf", 2, "P05", "pages 5 and 4 stand side by side")
    ]
    short = look_at(apart(tmp_path, fronts, (spread(2, 7),), catalogue))
    assert {"P04", "P05", "T07"} <= {one.rule for one in short}


def test_fronts_and_backs_of_the_manifest_are_one_task(folder: Path, catalogue: Catalogue) -> None:
    """The two files of a manual duplex are looked at together; the fronts alone, where the backs are gone, by themselves."""
    (folder / "nl/leaflets/ms-a5-folded-backs.pdf").write_bytes(b"x")
    names = ("nl/leaflets/ms-a5-folded-fronts.pdf", "nl/leaflets/ms-a5-folded-backs.pdf")
    fronts, backs = (
        entry(name, "a5-folded", purpose="sheet", sides=sides)
        for name, sides in zip(names, ("fronts", "backs"), strict=True)
    )
    (task,) = tasks_of(listed(fronts, backs), catalogue, House(), folder)[0]
    assert task.files == names
    (alone,) = tasks_of(listed(fronts), catalogue, House(), folder)[0]
    assert alone.backs is None
    other = replace(backs, made_of=replace(backs.made_of, caliper_mm=0.2))
    assert len(tasks_of(listed(fronts, other), catalogue, House(), folder)[0]) == 2


def test_pages_cut_from_a_sheet_are_no_sheet(folder: Path, catalogue: Catalogue) -> None:
    """A print shop gets the cards one by one: their file is asked for no folds, no order of slots and no print window."""
    (folder / "nl/leaflets/ms-dl-card-press.pdf").write_bytes(b"x")
    card = entry("nl/leaflets/ms-dl-card-press.pdf", "dl-card", purpose="press", ink="press", trim_mm=(99, 210))
    (task,) = tasks_of(listed(card), catalogue, House(), folder)[0]
    assert task.subject.format is not None
    assert (task.subject.format.sheet, task.subject.format.paper_mm) == (None, (99, 210))


def test_a_poster_is_held_to_the_paper_it_is_made_for(folder: Path, catalogue: Catalogue) -> None:
    """On A3 its page is that of A3."""
    (folder / "nl/leaflets/ms-poster-a3.pdf").write_bytes(b"x")
    poster = entry("nl/leaflets/ms-poster-a3.pdf", "poster", purpose="poster", size="a3", trim_mm=(297, 420))
    (task,) = tasks_of(listed(poster), catalogue, House(), folder)[0]
    assert task.subject.format is not None
    assert task.subject.format.paper_mm == (297, 420)


def test_a_booklet_is_held_to_what_it_was_made_of(folder: Path, catalogue: Catalogue) -> None:
    """Its texts are the leaflets and chapters the manifest names, in that order, whatever the file is called."""
    ids = [one.id for one in catalogue.leaflets["nl"]][:9]
    (folder / "nl/booklet/booklet-9-1a2b3c4d.pdf").write_bytes(b"x")
    made = booklet(
        "nl/booklet/booklet-9-1a2b3c4d.pdf", "booklet", ids, chapters=("group-5", "foreword"), is_choice=True
    )
    ((task,), problems) = tasks_of(listed(made), catalogue, House(), folder)
    assert problems == []
    assert [text.id for text in task.subject.texts] == [*ids, "group-5", "foreword"]
    assert task.multiple_of == 4


def test_the_booklet_of_a_long_choice_passes(catalogue: Catalogue, tmp_path: Path) -> None:
    """A booklet of eight chosen leaflets, whose file's name tells none of them, is held to these and to no other."""
    ids = tuple(one.id for one in catalogue.leaflets["nl"])[1:9]
    request = Request(PROJECT, PROJECT / "content", tmp_path, leaflets=ids, formats=("booklet",), jobs=2)
    ((work,), _) = works(catalogue, request)
    assert not any(name in work.path for name in ids)
    made = replace(work.entry, pages=1, qr=(), sha256=X, inputs_sha256=X, bytes=1)
    path = tmp_path / made.path
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    write_manifest(tmp_path, [made])
    ((task,), problems) = tasks_of(read_manifest(tmp_path), catalogue, House(), tmp_path)
    assert problems == []
    assert [text.id for text in task.subject.texts if isinstance(text, Leaflet)] == list(ids)
    chapters = {text.id for text in task.subject.texts if isinstance(text, Chapter)}
    groups = {f"group-{one.group}" for one in catalogue.leaflets["nl"] if one.id in ids}
    assert {name for name in chapters if name.startswith("group-")} == groups
    assert "foreword" in chapters


def test_a_ticket_has_no_text_it_must_print(folder: Path, catalogue: Catalogue) -> None:
    """It is looked at as a page in its language, and as no more."""
    made = entry("nl/leaflets/ms-a5-folded.pdf", "a5-folded", purpose="sheet", sides="fronts")
    ticket = replace(made, path="nl/leaflets/ms-trifold.pdf", of=made.path, format="ticket", purpose="reading")
    _, task = tasks_of(listed(made, ticket), catalogue, House(), folder)[0]
    assert (task.where, task.subject.texts, task.subject.format) == ("nl/leaflets/ms-trifold.pdf", (), None)
    assert (task.subject.sides, task.subject.language) == ("both", catalogue.languages["nl"])


def test_what_has_no_text_any_more_is_told_as_that(folder: Path, catalogue: Catalogue) -> None:
    """A deleted leaflet or language, a booklet with one, and an old name are a sentence each, and held to no rule."""
    entries = [
        entry(LEAFLET, "a5", leaflet="gout", leaflets=("gout",), slug="jicht"),
        entry("nl/leaflets/ms-a5-folded.pdf", "a5", language="fr"),
        entry("nl/leaflets/ms-trifold.pdf", "a5", slug="multiple-sclerose"),
        entry("nl/leaflets/ms-a5-folded-fronts.pdf", "postcard"),
        booklet("nl/booklet/booklet.pdf", "booklet", ["ms", "gout"]),
        booklet("nl/booklet/booklet-ms-crps.pdf", "booklet", ["ms", "gout"], is_choice=True),
        booklet("nl/booklet/booklet-imposed.pdf", "booklet", ["ms"], chapters=("epilogue",)),
    ]
    tasks, problems = tasks_of(listed(*entries), catalogue, House(), folder)
    assert tasks == []
    assert {problem.severity for problem in problems} == {"warns"}
    assert [str(problem) for problem in problems] == [
        f"{LEAFLET}: its text is gone (gout). Run build.py to remove it.",
        'nl/leaflets/ms-a5-folded.pdf: its language "fr" is gone. Run build.py to remove it.',
        'nl/leaflets/ms-trifold.pdf: its leaflet is called "ms" now. Run build.py to remove it.',
        'nl/leaflets/ms-a5-folded-fronts.pdf: its format "postcard" is gone. Run build.py to remove it.',
        "nl/booklet/booklet.pdf: its text is gone (gout). Run build.py to make it anew.",
        "nl/booklet/booklet-ms-crps.pdf: its text is gone (gout). Run build.py to remove it.",
        "nl/booklet/booklet-imposed.pdf: its text is gone (epilogue). Run build.py to make it anew.",
    ]


def test_of_a_text_that_is_wrong_today_nothing_is_said_twice(folder: Path, catalogue: Catalogue) -> None:
    """Its files are not held to rules without it, nor called left over; the mistake in the text is told as that."""
    without = {"nl": tuple(one for one in catalogue.leaflets["nl"] if one.id != "ms")}
    broken = replace(
        catalogue, leaflets=without, failed={"nl": frozenset({"ms"})}, unread=frozenset({"postcard", "fr"})
    )
    entries = [
        entry(LEAFLET, "a5"),
        booklet("nl/booklet/booklet.pdf", "booklet", ["ms", "crps"]),
        entry("nl/leaflets/ms-a5-folded.pdf", "a5", language="fr"),
        entry("nl/leaflets/ms-trifold.pdf", "postcard"),
    ]
    assert tasks_of(listed(*entries), broken, House(), folder) == ([], [])


def test_files_that_cannot_be_read_cost_themselves(folder: Path, catalogue: Catalogue) -> None:
    """A pipe, a link that leads out, a folder, a film and a file that is gone are a sentence; none is read."""
    (folder.parent / "secret.pdf").write_bytes(b"x")
    names = ("pipe", "link", "folder", "film", "gone")
    places = {name: folder / f"nl/leaflets/{name}.pdf" for name in names}
    os.mkfifo(places["pipe"])
    places["link"].symlink_to(folder.parent / "secret.pdf")
    places["folder"].mkdir()
    with places["film"].open("wb") as film:
        film.truncate(1 << 40)
    entries = [entry(f"nl/leaflets/{name}.pdf", "a5") for name in names]
    tasks, problems = tasks_of(listed(*entries), catalogue, House(), folder)
    assert tasks == []
    assert [problem.what for problem in problems] == [
        "cannot be read (is no plain file)",
        f"cannot be read (is outside the folder {folder.name})",
        "cannot be read (is no plain file)",
        "is longer than 200 MB, and is not the file that was made",
        "is in the manifest and not in the folder",
    ]


def test_a_damaged_manifest_is_told(tmp_path: Path) -> None:
    """A manifest that cannot be read is told, and each entry that no press wrote; none at all is an empty folder."""
    assert damage_of(read_manifest(tmp_path)) == []
    (tmp_path / "manifest.json").write_text('{"artefacts": [', "utf-8")
    assert [str(one) for one in damage_of(read_manifest(tmp_path))] == ["manifest.json: cannot be read. Run build.py."]
    (tmp_path / "manifest.json").write_text('{"artefacts": [{"path": "../x.pdf"}]}', "utf-8")
    assert [str(one) for one in damage_of(read_manifest(tmp_path))] == [
        'manifest.json: lists "../x.pdf", which is no place for a file of the press. Run build.py.'
    ]


def test_the_same_file_under_other_rules_is_another_task(edition: Path, catalogue: Catalogue) -> None:
    """What is kept of a file depends on the file, on what it ought to be, and on the machine that looked."""
    task = next(
        task for task in tasks_of(read_manifest(edition), catalogue, House(), edition)[0] if task.where == LEAFLET
    )
    other = next(
        task
        for task in tasks_of(read_manifest(edition), catalogue, House(source_language="fr"), edition)[0]
        if task.where == LEAFLET
    )
    assert task.digest("one") == task.digest("one")
    assert len({task.digest("one"), task.digest("two"), other.digest("one")}) == 3


def test_half_a_drawing_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """What pikepdf says of it on the terminal is not said, and not raised where warnings are errors."""
    pdf = pdf_of(Drawn().text(20, 20, "Slaap"))
    page = pdf.pages[0]
    form = pdf.make_stream(b"[[[[ 1 re", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    page.obj.Resources.XObject = Dictionary(F=form)
    page.obj.Contents = pdf.make_stream(b"/F Do")
    (tmp_path / "broken.pdf").write_bytes(saved(pdf))
    said = look_at(target(tmp_path / "broken.pdf"))
    assert said
    assert [one for one in said if "could not be looked at" in one.what] == []


def target(path: Path) -> CheckTarget:
    proof = Proof(job_id="x", pdf=b"", pages=1, trim_mm=(148, 210), qr=())
    return CheckTarget(path.name, path, proof, "pdf/ua-1", 1, Subject(format=format_of(), is_foreign=True))


def test_a_file_that_is_not_the_one_made_is_known_as_foreign(
    edition: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    """It is read with care: whoever changed it may have broken it. What is as it was made is not."""
    for damage in (b"", b"\n9 0 obj\n[ > ]\nendobj\n"):
        (tmp_path / LEAFLET).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / LEAFLET).write_bytes((edition / LEAFLET).read_bytes() + damage)
        manifest = Manifest({LEAFLET: read_manifest(edition).artefacts[LEAFLET]})
        ((task,), _) = tasks_of(manifest, catalogue, House(), tmp_path)
        assert task.subject.is_foreign is bool(damage)
        found = [problem.what for problem in look_at(task) if problem.rule == "A01"]
        assert found == (["not PDF/UA-1: the validator cannot read it to its end"] if damage else [])
