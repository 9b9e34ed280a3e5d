"""The set of a practice in the output folder: whole or told, listed with its tickets, and nothing outside touched."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from leaflets.content import Catalogue
from leaflets.model.artefact import Artefact, to_json
from leaflets.model.proof import Proof
from leaflets.personalise.practice import Practice
from leaflets.personalise.sets import published
from leaflets.personalise.sets.asked import Asked
from leaflets.personalise.sets.plan import SetPlan
from leaflets.personalise.sets.publish import publish as published_now
from leaflets.personalise.sets.publish import swept
from leaflets.personalise.sets.task import Copy, Master
from leaflets.personalise.table.read import Row
from leaflets.plan import Request, works
from leaflets.problems import ContentError
from leaflets.storage.atomic import HALF
from leaflets.storage.manifest import read_manifest
from tests.conftest import PROJECT

TODAY = dt.date(2026, 11, 23)
LINDE = Practice.model_validate({"id": "linde", "name": "De Linde", "telephone": "09 123 45 67", "country": "be"})
FOLDER = "practices/linde"
A5, FOLDED = f"{FOLDER}/nl/ms-a5.pdf", f"{FOLDER}/nl/ms-a5-folded.pdf"
TICKET = f"{FOLDER}/nl/ms-a5-folded-ticket.pdf"


@pytest.fixture(scope="module")
def masters(catalogue: Catalogue) -> list[Master]:
    """MS in a5 and folded, as far as they are known without their pages."""
    request = Request(PROJECT, PROJECT / "content", PROJECT, leaflets=("ms",), formats=("a5", "a5-folded"))
    found, problems = works(catalogue, request)
    assert problems == []
    words = catalogue.languages["nl"].words
    return [Master(work, ("nl", "be"), f"{number}" * 64, (), (), words) for number, work in enumerate(found)]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An empty output folder, and beside it a file that is nobody's business."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "victim.pdf").write_bytes(b"mine")
    (tmp_path / "output").mkdir()
    return tmp_path / "output"


def copy(number: int, pdf: bytes, ticket: bytes | None = None) -> Copy:
    proof = Proof(job_id="x", pdf=ticket, pages=1, trim_mm=(148, 210), qr=()) if ticket else None
    return Copy(number, pdf, hashlib.sha256(pdf).hexdigest(), 4, (), proof)


def publish(
    output: Path, masters: list[Master], kept: Mapping[int, Artefact | None], *, digest: str = "d", belongs: bool = True,
    pdf: bytes = b"pages", practice: Practice = LINDE,
) -> None:  # fmt: skip
    """Publish copies of these masters for De Linde; the folded one has a ticket."""
    formats = {number: masters[number].work.format for number in kept}
    made = {number: copy(number, pdf, b"how" if fmt.sheet else None) for number, fmt in formats.items()}
    leaflets = [job.leaflet for master in masters for job in master.work.jobs if job.leaflet]
    run: Any = SimpleNamespace(
        masters=masters, asked=Asked(), usual=("a5",), belongs_to=lambda _: lambda _: belongs, day=TODAY, colour="#000000",
        templates=PROJECT / "templates", catalogue=SimpleNamespace(leaflets={"nl": leaflets}),
    )  # fmt: skip
    plan = SetPlan(Row("p.csv", 2, "linde", "De Linde"), practice, digest, kept, is_whole=False)
    published_now(plan, kept, made, run, output)


def numbers(masters: list[Master], *names: str) -> dict[int, Artefact | None]:
    """The masters with these formats, none of which is there yet."""
    return {number: None for number, master in enumerate(masters) if master.work.format.id in names}


BOTH = ("a5", "a5-folded")


def test_a_set_is_listed_with_its_tickets(output: Path, masters: list[Master]) -> None:
    """Its manifest says whose it is and what is in it; the ZIP holds each ticket after its sheet."""
    publish(output, masters, numbers(masters, *BOTH))
    one = published.read(output, "linde")
    assert one is not None
    assert (one.practice, one.digest, sorted(one.entries), one.is_sound) == (LINDE, "d", [FOLDED, A5], True)
    assert {of: ticket.path for of, ticket in one.tickets.items()} == {FOLDED: TICKET}
    assert {entry.practice for entry in (*one.entries.values(), *one.tickets.values())} == {"linde"}
    assert one.entries[A5].made_of.leaflets == ("ms",)
    assert one.masters == {published.copy_path("linde", master.work): master.digest for master in masters}
    with zipfile.ZipFile(output / FOLDER / "linde.zip") as packed:
        names = ["index.html", "nl/ms-a5-folded.pdf", "nl/ms-a5-folded-ticket.pdf", "nl/ms-a5.pdf"]
        assert packed.namelist() == names
        assert {one.date_time[0] for one in packed.infolist()} != {1980}
    assert [each.practice.id for each in published.read_all(output)] == ["linde"]


def test_the_index_is_in_the_first_language_of_the_practice_that_has_a_file(
    output: Path, masters: list[Master]
) -> None:
    """Whatever comes first among the masters, words and language of the page go together."""
    language = masters[0].work.jobs[0].language
    french = language.model_copy(update={"id": "fr", "words": {**language.words, "practice_set": "Pour {name}"}})
    job = masters[0].work.jobs[0].model_copy(update={"language": french})
    first = replace(masters[0], place=("fr", "be"), work=replace(masters[0].work, jobs=(job,)), words=french.words)
    both = LINDE.model_copy(update={"language": ("nl", "fr")})
    publish(output, [first, masters[1]], {0: None, 1: None}, practice=both)
    page = (output / FOLDER / "index.html").read_text("utf-8")
    assert '<html lang="nl">' in page
    assert "<title>Folders van De Linde</title>" in page
    publish(output, [first], {0: None}, practice=both, digest="other")
    page = (output / FOLDER / "index.html").read_text("utf-8")
    assert '<html lang="fr">' in page
    assert "<title>Pour De Linde</title>" in page


def test_what_is_no_part_of_the_set_any_more_goes_with_its_ticket(output: Path, masters: list[Master]) -> None:
    """When the practice has changed, or the file belongs there no more."""
    for changes in ({"digest": "other"}, {"belongs": False}):
        publish(output, masters, numbers(masters, *BOTH))
        publish(output, masters, numbers(masters, "a5"), **changes)
        assert sorted(path.name for path in (output / FOLDER / "nl").iterdir()) == ["ms-a5.pdf"]
    publish(output, masters, numbers(masters, *BOTH))
    publish(output, masters, numbers(masters, "a5"))
    assert (output / TICKET).is_file()
    assert list(read_manifest(output, FOLDER).tickets) == [FOLDED]


def test_after_a_damage_nothing_old_stays_lying_about(output: Path, masters: list[Master]) -> None:
    """Where nobody knows what was in the set, or not all of it, what this run did not make is taken away."""
    manifest = output / FOLDER / "manifest.json"
    for spoil in ("{", "earlier", "no master"):
        publish(output, masters, numbers(masters, *BOTH))
        said = json.loads(manifest.read_bytes())
        if spoil == "earlier":
            said["artefacts"] = [
                {name: value for name, value in one.items() if name != "made_of"} for one in said["artefacts"]
            ]
        said["masters"] = {} if spoil == "no master" else said["masters"]
        manifest.write_text("{" if spoil == "{" else json.dumps(said), encoding="utf-8")
        publish(output, masters, numbers(masters, "a5"))
        assert sorted(path.name for path in (output / FOLDER / "nl").iterdir()) == ["ms-a5.pdf"]
        assert list(read_manifest(output, FOLDER).artefacts) == [A5]


def victims() -> list[dict[str, Any]]:
    path = "../../elsewhere/victim.pdf"
    return [
        {"artefacts": [{"path": path, "language": "nl", "leaflet": "ms", "format": "a5"}]},
        {"artefacts": [{"path": f"{FOLDER}/../../{path}"}]},
        {"tickets": [{"path": path, "of": A5}]},
        {"artefacts": [{"path": "practices/beuk/nl/ms-a5.pdf"}]},
        {"artefacts": [{"path": "nl/leaflets/ms-a5.pdf"}]},
        {"artefacts": [{"path": f"{FOLDER}/out/victim.pdf"}]},
        {"tickets": [{"path": f"{FOLDER}/out/victim.pdf", "of": f"{FOLDER}/nl/none.pdf"}]},
    ]


@pytest.mark.parametrize("said", victims())
@pytest.mark.parametrize("is_whole", [True, False])
def test_a_manifest_takes_away_nothing_outside_its_set(
    said: dict[str, Any], is_whole: bool, output: Path, masters: list[Master]
) -> None:
    """Neither outside the output folder, nor in other sets, nor of the edition, by path or through a link."""
    publish(output, masters, numbers(masters, "a5"))
    others = [
        output.parent / "elsewhere" / "victim.pdf",
        output / "practices/beuk/nl/ms-a5.pdf",
        output / "nl/leaflets/ms-a5.pdf",
    ]
    for other in others:
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_bytes(b"mine")
    (output / FOLDER / "out").symlink_to(output.parent / "elsewhere")
    manifest = output / FOLDER / "manifest.json"
    whole = json.loads(manifest.read_bytes())
    entry = to_json(read_manifest(output, FOLDER).artefacts[A5])
    for kind, several in said.items():
        whole[kind] = [(entry if is_whole else {}) | one for one in several]
        whole["masters"] |= {one["path"]: "x" for one in several}
    manifest.write_text(json.dumps(whole), encoding="utf-8")
    try:
        publish(output, masters, numbers(masters, "a5"), digest="other")
    except ContentError as error:
        assert [problem.where for problem in error.problems] == [f"{FOLDER}/out"]  # noqa: PT017
    assert [other.read_bytes() for other in others] == [b"mine"] * 3
    assert list(read_manifest(output, FOLDER).artefacts) == [A5]


@pytest.mark.parametrize(
    ("kind", "said", "listed"),
    [
        ("file", "practices/linde: is a file where a folder should be. Move it away.", None),
        ("link", "practices/linde: is a link that leads out of the folder output.", None),
        ("link of all", "practices: is a link that leads out of the folder output.", None),
        ("link of a language", "practices/linde/nl: is a link that leads out of the folder output.", []),
        ("folder", f"{A5}: is a folder where a file should be. Move it away.", [FOLDED]),
        ("folder of the page", "practices/linde/index.html: is a folder where a file should be.", [FOLDED, A5]),
        ("folder of the zip", "practices/linde/linde.zip: is a folder where a file should be.", [FOLDED, A5]),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    kind: str, said: str, listed: list[str] | None, output: Path, masters: list[Master]
) -> None:
    """The rest of the set is there and listed, nothing is written through a link, and the next run mends it."""
    folder, elsewhere = output / FOLDER, output.parent / "elsewhere"
    way = {
        "link of all": folder.parent, "link of a language": folder / "nl", "folder": output / A5,
        "folder of the page": folder / "index.html", "folder of the zip": folder / "linde.zip",
    }.get(kind, folder)  # fmt: skip
    way.parent.mkdir(parents=True, exist_ok=True)
    if kind.startswith("link"):
        way.symlink_to(elsewhere)
    elif kind == "file":
        way.touch()
    else:
        way.mkdir()
    with pytest.raises(ContentError) as caught:
        publish(output, masters, numbers(masters, *BOTH))
    assert str(caught.value).startswith(said)
    assert len(caught.value.problems) == 1
    assert [path.name for path in elsewhere.iterdir()] == ["victim.pdf"]
    assert listed is None or list(read_manifest(output, FOLDER).artefacts) == listed
    if not way.is_dir() or way.is_symlink():
        way.unlink()
    else:
        way.rmdir()
    publish(output, masters, numbers(masters, *BOTH))
    assert list(read_manifest(output, FOLDER).artefacts) == [FOLDED, A5]


def test_halves_are_swept_in_the_sets_only(output: Path) -> None:
    """Old halves in the sets go, also deep down; a link of all sets is not followed."""
    halves = [output / "practices" / "linde" / "nl" / f".a.1{HALF}", output.parent / "elsewhere" / f".b.1{HALF}"]
    for half in halves:
        half.parent.mkdir(parents=True, exist_ok=True)
        half.touch()
        os.utime(half, (1e9, 1e9))
    swept(output)
    (output / "practices").rename(output / "before")
    (output / "practices").symlink_to(output.parent / "elsewhere")
    swept(output)
    assert [half.exists() for half in (output / "before" / "linde" / "nl" / halves[0].name, halves[1])] == [False, True]


def test_the_zip_takes_no_file_from_outside(output: Path, masters: list[Master]) -> None:
    """A file of the set that has become a link out is neither packed nor listed any more."""
    publish(output, masters, numbers(masters, *BOTH))
    (output / FOLDED).unlink()
    (output / FOLDED).symlink_to(output.parent / "elsewhere" / "victim.pdf")
    publish(output, masters, numbers(masters, "a5"))
    with zipfile.ZipFile(output / FOLDER / "linde.zip") as packed:
        assert packed.namelist() == ["index.html", "nl/ms-a5.pdf"]
    assert list(read_manifest(output, FOLDER).artefacts) == [A5]
