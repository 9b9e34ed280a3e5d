"""The output folder after a build: one file that cannot be written costs itself, and nothing outside is touched."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leaflets.build.assemble import Made
from leaflets.build.outcome import BuildOutcome
from leaflets.build.publish import OutputFolder, kept
from leaflets.build.workshop import Workshop
from leaflets.content import Catalogue
from leaflets.model.artefact import Artefact, MadeOf, to_json
from leaflets.model.proof import Proof
from leaflets.plan import Request, Work, works
from leaflets.problems import ContentError, Problem
from leaflets.storage.manifest import MANIFEST, read_manifest, write_manifest
from tests.conftest import PROJECT
from tests.small import FILES, Press, run
from tests.storage.test_manifest import made

BOOKLET, CRPS, MS = FILES


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An empty output folder, and beside it a file that is nobody's business."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "victim.pdf").write_bytes(b"mine")
    (tmp_path / "output").mkdir()
    return tmp_path / "output"


def request(output: Path, **asked: Any) -> Request:
    return replace(Request(PROJECT, PROJECT / "content", output), **asked)


def planned(catalogue: Catalogue, output: Path, fmt: str = "a5") -> Work:
    ((work,), problems) = works(catalogue, request(output, leaflets=("ms",), formats=(fmt,)))
    assert problems == []
    return work


def proof(pdf: bytes, pages: int = 4) -> Proof:
    return Proof(job_id="ms", pdf=pdf, pages=pages, trim_mm=(148, 210), qr=())


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_was_put_is_kept_as_long_as_it_is_good(catalogue: Catalogue, output: Path) -> None:
    """A file with its ticket is known again by what went in; without the ticket, or with other bytes, it is not."""
    work = planned(catalogue, output, "a5-folded")
    shop, outcome = Workshop(PROJECT, PROJECT / "content"), BuildOutcome()
    inputs = shop.file_digest(work)
    folder = OutputFolder.begun(output)
    assert folder.keep([work], shop, outcome, anew=False) == [work]
    folder.put(work, Made(proof(b"sheets", 2), proof(b"ticket", 1)), outcome)
    folder.tidy(catalogue, request(output), outcome)
    assert outcome == BuildOutcome(made=[work.path], pages=2)
    manifest = read_manifest(output)
    entry, ticket = manifest.artefacts[work.path], manifest.tickets[work.path]
    assert (entry.path, entry.pages, ticket.path, ticket.pages) == (work.path, 2, work.path[:-4] + "-ticket.pdf", 1)
    again = BuildOutcome()
    assert OutputFolder.begun(output).keep([work], shop, again, anew=False) == []
    assert again == BuildOutcome(kept=[work.path], pages=2)
    assert OutputFolder.begun(output).keep([work], shop, BuildOutcome(), anew=True) == [work]
    assert kept(work, inputs, read_manifest(output), output) == entry
    assert kept(work, "b" * 64, read_manifest(output), output) is None
    for name in (ticket.path, entry.path):
        before = (output / name).read_bytes()
        (output / name).write_bytes(before[:-1] + b"x")
        assert kept(work, inputs, read_manifest(output), output) is None
        (output / name).write_bytes(before)
    write_manifest(output, [entry])
    assert kept(work, inputs, read_manifest(output), output) is None


def tidied(catalogue: Catalogue, request: Request) -> list[Problem]:
    """What is said of an output folder in which nothing is new."""
    outcome = BuildOutcome()
    OutputFolder.begun(request.output).tidy(catalogue, request, outcome)
    return outcome.problems


GONE = MadeOf(("gout",), slug="jicht")


def fills(output: Path, *entries: Artefact) -> None:
    """Put files with these entries into the output folder."""
    for entry in entries:
        (output / entry.path).parent.mkdir(parents=True, exist_ok=True)
        (output / entry.path).write_bytes(b"pages")
    write_manifest(output, [one for one in entries if one.of is None], [one for one in entries if one.of])


def test_what_no_text_gives_any_more_goes_with_its_ticket(catalogue: Catalogue, output: Path) -> None:
    """In a build of everything; in one of a choice it stays, with its entry."""
    gone = made("nl/leaflets/jicht-a5.pdf", leaflet="gout", made_of=GONE)
    booklet = made("fr/booklet/booklet.pdf", leaflet=None, language="fr", format="booklet", made_of=MadeOf(("ms",)))
    ticket = made("nl/leaflets/jicht-a5-ticket.pdf", of=gone.path, format="ticket")
    lost = made("nl/leaflets/old-a5.pdf")
    fills(output, made(MS), made("nl/leaflets/ms-a5-press.pdf"), gone, booklet, ticket)
    write_manifest(output, [*read_manifest(output).artefacts.values(), lost], [ticket])
    for asked in ({"formats": ("a5",)}, {"leaflets": ("ms",)}, {"languages": ("nl",)}):
        assert tidied(catalogue, request(output, **asked)) == []
        assert sorted(read_manifest(output).artefacts) == sorted(
            [MS, "nl/leaflets/ms-a5-press.pdf", gone.path, booklet.path]
        )
    assert tidied(catalogue, request(output)) == []
    assert sorted(path.name for path in output.rglob("*.pdf")) == ["ms-a5-press.pdf", "ms-a5.pdf"]
    manifest = read_manifest(output)
    assert (sorted(manifest.artefacts), dict(manifest.tickets)) == (["nl/leaflets/ms-a5-press.pdf", MS], {})


VICTIMS: list[dict[str, Any]] = [
    {"artefacts": [{"path": "../elsewhere/victim.pdf"}]},
    {"tickets": [{"path": "../elsewhere/victim.pdf", "of": "nl/none.pdf"}]},
    {"artefacts": [to_json(made("nl/x.pdf", leaflet="gout", made_of=GONE)) | {"path": "../elsewhere/victim.pdf"}]},
    {"tickets": [to_json(made("nl/x.pdf", of="nl/none.pdf")) | {"path": "../elsewhere/victim.pdf"}]},
    {"tickets": [to_json(made("out/victim.pdf", of="nl/none.pdf"))]},
    {"artefacts": [to_json(made("out/victim.pdf", b"mine", leaflet="gout", made_of=GONE))]},
    {"artefacts": [to_json(made("nl/x.pdf")) | {"path": "practices/a/b.pdf"}]},
]  # fmt: skip


@pytest.mark.parametrize("said", VICTIMS)
def test_a_manifest_takes_away_nothing_outside(said: dict[str, Any], catalogue: Catalogue, output: Path) -> None:
    """Whatever it lists, by path or through a link, as artefact or as ticket: the file out there stays."""
    (output / "out").symlink_to(output.parent / "elsewhere")
    (output / "practices" / "a").mkdir(parents=True)
    (output / "practices" / "a" / "b.pdf").write_bytes(b"a practice's")
    (output / MANIFEST).write_text(json.dumps({"artefacts": [], "tickets": []} | said), "utf-8")
    before = everything(output.parent)
    tidied(catalogue, request(output))
    after = everything(output.parent)
    assert {name: after.get(name) for name in before if not name.endswith(MANIFEST)} == {
        name: data for name, data in before.items() if not name.endswith(MANIFEST)
    }
    assert read_manifest(output).artefacts == {}
    assert read_manifest(output).tickets == {}


@pytest.mark.parametrize("asked", [{}, {"formats": ("a5",)}])
def test_a_ticket_behind_a_link_is_told(asked: dict[str, Any], catalogue: Catalogue, output: Path) -> None:
    """What may not be removed is named."""
    (output / "out").symlink_to(output.parent / "elsewhere")
    write_manifest(output, [], [made("out/victim.pdf", of="nl/none.pdf")])
    assert [str(problem) for problem in tidied(catalogue, request(output, **asked))] == [
        "out: is a link that leads out of the folder output. Remove the link, or name another folder with --output."
    ]


def test_a_cache_that_leads_out_stops_the_build_before_it_begins(output: Path) -> None:
    """Nothing is made when the folder of the lock is not ours."""
    (output / ".cache").symlink_to(output.parent / "elsewhere")
    with pytest.raises(ContentError, match=r"^\.cache: is a link that leads out of the folder output\."):
        OutputFolder.begun(output)
    assert sorted(everything(output.parent)) == [str(output.parent / "elsewhere" / "victim.pdf")]


@pytest.fixture
def unmade(press: Press) -> Press:
    """The small press with its proofs and none of its files: a build only publishes."""
    for path in (press.output / "nl").rglob("*.pdf"):
        path.unlink()
    (press.output / MANIFEST).unlink()
    return press


def in_the_way(kind: str, output: Path) -> tuple[str, list[str]]:
    """Put something where MS goes; gives what is said of it, and which files are made all the same."""
    folder, elsewhere = output / "nl" / "leaflets", output.parent / "elsewhere"
    elsewhere.mkdir()
    if kind == "folder":
        (folder / "ms-a5.pdf").mkdir()
        return f"{MS}: is a folder where a file should be. Move it away.", [BOOKLET, CRPS]
    if kind == "link of the file":
        (folder / "ms-a5.pdf").symlink_to(elsewhere / "ms.pdf")
        return f"{MS}: is a link that leads out of the folder output.", [BOOKLET, CRPS]
    folder.rmdir()
    if kind == "file":
        folder.touch()
        return "nl/leaflets: is a file where a folder should be. Move it away.", [BOOKLET]
    if kind == "link of the folder":
        folder.symlink_to(elsewhere)
        return "nl/leaflets: is a link that leads out of the folder output.", [BOOKLET]
    folder.parent.joinpath("booklet").rmdir()
    folder.parent.rmdir()
    folder.parent.symlink_to(elsewhere)
    return "nl: is a link that leads out of the folder output.", []


KINDS = ("folder", "file", "link of the file", "link of the folder", "link of the language")


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_written_costs_itself(kind: str, unmade: Press) -> None:
    """It is one sentence that names what stands in the way; the others are made, and the manifest lists them."""
    said, others = in_the_way(kind, unmade.output)
    outcome = unmade.build()
    assert outcome.code == 1
    assert outcome.err.startswith(said)
    assert outcome.err.count("\n") == 1
    assert list(unmade.manifest) == others == [path for path in FILES if (unmade.output / path).is_file()]
    assert list((unmade.home / "elsewhere").iterdir()) == []
    again = unmade.build()
    assert (again.code, again.err) == (1, outcome.err)


def test_a_manifest_that_leads_out_is_told_and_nothing_written_through(unmade: Press) -> None:
    """The leaflets are made; what is out there stays as it is."""
    elsewhere = unmade.home / "manifest.json"
    elsewhere.write_text('{"artefacts": []}', encoding="utf-8")
    (unmade.output / MANIFEST).symlink_to(elsewhere)
    outcome = unmade.build()
    assert outcome.code == 1
    assert outcome.err.startswith("manifest.json: is a link that leads out of the folder output.")
    assert elsewhere.read_text(encoding="utf-8") == '{"artefacts": []}'
    assert sorted(unmade.pdfs()) == sorted(FILES)


def test_a_damaged_manifest_is_made_again(press: Press) -> None:
    """A hundred thousand brackets, or the list of an earlier version: every file is there and listed as before."""
    before, listed = press.pdfs(), press.manifest
    earlier = json.dumps({"artefacts": [{k: v for k, v in one.items() if k != "made_of"} for one in listed.values()]})
    for said in ("[" * 100_000, earlier):
        (press.output / MANIFEST).write_text(said, encoding="utf-8")
        outcome = press.build()
        assert (outcome.code, outcome.err) == (0, "")
        assert (press.pdfs(), press.manifest) == (before, listed)


def full(after: int) -> Callable[..., Iterator[Any]]:
    """A disk that is full after so many files."""
    replaced, count = os.replace, iter(range(10_000))

    def replace_(source: Any, target: Any) -> None:
        if str(target).endswith((".pdf", ".proof")) and next(count) >= after:
            raise OSError(errno.ENOSPC, "No space left on device", str(source), None, str(target))
        replaced(source, target)

    return replace_  # type: ignore[return-value]


def test_a_disk_that_is_full_half_way_leaves_what_was_made(unmade: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file there is no room for is a sentence, what was made before is on the list, and the next build mends it."""
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", full(after=1))
        outcome = unmade.build()
    assert outcome.code == 1
    lines = outcome.err.splitlines()
    assert len(lines) == 2
    assert all(
        line.endswith(": could not be written (No space left on device). Make room on the disk.") for line in lines
    )
    assert len(unmade.manifest) == 1
    assert list(unmade.manifest) == list(unmade.pdfs())
    assert list(unmade.output.rglob(".*.half")) == []
    assert unmade.build().code == 0
    assert list(unmade.manifest) == list(FILES)


@pytest.mark.parametrize("broken", ["a5.css", "_language.yaml"])
def test_what_cannot_be_read_takes_no_file_away(broken: str, press: Press) -> None:
    """A format or a language whose own file is wrong today costs nothing that was made before."""
    before = press.pdfs()
    (path,) = [*press.project.rglob(broken), *press.content.rglob(broken)]
    whole = path.read_text(encoding="utf-8")
    if broken == "_language.yaml":
        other = press.content / "xx"
        other.mkdir()
        (other / broken).write_text(whole.replace("id: nl", "id: xx"), encoding="utf-8")
    path.write_text("p {", encoding="utf-8")
    assert press.build().code == 1
    assert press.pdfs() == before
    assert list(press.manifest) == list(FILES)


def test_a_build_under_another_umask_lets_nobody_else_in(unmade: Press) -> None:
    """With 077 what is made is for the owner alone, with 0 for all to read and for none but the owner to write."""
    for mask, rights in ((0o077, {0o600, 0o700}), (0, {0o644, 0o755})):
        for path in (unmade.output / "nl").rglob("*.pdf"):
            path.unlink()
        for folder in sorted((unmade.output / "nl").rglob("*"), reverse=True):
            folder.rmdir()
        before = os.umask(mask)
        try:
            assert unmade.build("--leaflet", "ms", "--format", "a5").code == 0
        finally:
            os.umask(before)
        assert {path.stat().st_mode & 0o777 for path in (unmade.output / "nl").rglob("*")} == rights


def test_the_output_folder_may_be_a_link(unmade: Press) -> None:
    """The link is the user's own; what is made is behind it."""
    unmade.output.rename(unmade.home / "real")
    unmade.output.symlink_to(unmade.home / "real")
    outcome = run(*unmade.arguments())
    assert (outcome.code, outcome.err) == (0, "")
    assert list(unmade.manifest) == list(FILES)
    assert (unmade.home / "real" / MS).is_file()
