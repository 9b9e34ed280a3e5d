"""The register of published versions: lines are added and never changed, and a print is told what it is."""

from __future__ import annotations

import datetime as dt
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from pydantic import ValidationError

from leaflets.content import Catalogue
from leaflets.model.content import Leaflet
from leaflets.problems import ContentError, WrongOption
from leaflets.register import (
    FILE,
    MOST_BYTES,
    MOST_REASON,
    ChangeSeverity,
    PrintStateKind,
    Register,
    Version,
    Withdrawal,
    append,
    mark_of,
    only_writer,
    publish_lines,
    read_register,
    version_of,
    withdrawal_of,
)

DAY = dt.date(2026, 11, 27)


def version(number: str, signs: str, severity: ChangeSeverity | None = None, until: str = "2027-11-01") -> Version:
    return Version(
        id=f"ms-nl-{number}-{signs}", leaflet="ms", language="nl", version=number, date=DAY,
        review_by=dt.date.fromisoformat(until), severity=severity, changes="Een zin." if severity else None,
    )  # fmt: skip


@pytest.fixture
def ms(catalogue: Catalogue) -> Leaflet:
    return next(one for one in catalogue.leaflets["nl"] if one.id == "ms")


def test_an_id_is_of_the_words(ms: Leaflet) -> None:
    """It says leaflet, language, version and six signs; another word has another id, another spacing the same."""
    assert ms.version_id == f"ms-nl-{ms.version}-{ms.words_digest[:6]}"
    assert ms.model_copy(update={"poster": "Iets anders."}).version_id != ms.version_id
    assert ms.model_copy(update={"spacing": "tight"}).version_id == ms.version_id


@pytest.mark.parametrize(
    ("later", "until", "withdrawn", "kind"),
    [
        ([], "2027-11-01", False, "newest"),
        ([], "2026-11-27", False, "past"),
        ([], "2026-11-28", False, "newest"),
        (["style"], "2027-11-01", False, "small-change"),
        (["style", "style"], "2026-11-01", False, "past"),
        (["style", "content"], "2027-11-01", False, "superseded"),
        (["safety"], "2026-11-01", False, "superseded"),
        (["safety", "style"], "2027-11-01", False, "superseded"),
        ([], "2027-11-01", True, "withdrawn"),
        (["safety"], "2026-11-01", True, "withdrawn"),
    ],
)
def test_the_gravest_state_is_told(
    later: list[ChangeSeverity], until: str, withdrawn: bool, kind: PrintStateKind
) -> None:
    """What a print of the first version is told, with what came after it, on 27 November 2026."""
    first = version("2025.01", "aaaaaa", until=until)
    others = [version(f"2026.{at:02}", f"bbbbb{at}", one) for at, one in enumerate(later, start=1)]
    gone = (Withdrawal(withdraw=first.id, date=DAY, reason="Een fout."),) if withdrawn else ()
    register = Register((first, *others), gone)
    for name in (first.id, "aaaaaa", " AAAAAA "):
        state = register.state(name, DAY)
        assert (state.kind, state.version) == (kind, first)
        assert state.newest == (others[-1] if others else None if withdrawn else first)
        assert list(state.since) == others[::-1]
        assert state.may_be_used == (kind in ("newest", "small-change"))


def test_what_was_withdrawn_is_not_the_newest() -> None:
    """A newer version that was withdrawn replaces none; but what it said otherwise keeps the older one from use."""
    first, style, content = (
        version("2025.01", "aaaaaa"),
        version("2026.01", "bbbbbb", "style"),
        version("2026.02", "cccccc", "content"),
    )
    gone = tuple(Withdrawal(withdraw=one.id, date=DAY, reason="Een fout.") for one in (style, content))
    state = Register((first, style), gone[:1]).state("aaaaaa", DAY)
    assert (state.kind, state.newest, state.since) == ("newest", first, ())
    state = Register((first, content), gone[1:]).state("aaaaaa", DAY)
    assert (state.kind, state.newest, state.since) == ("superseded", first, ())


@pytest.mark.parametrize("name", ["", "aaaaa", "ms-nl-2025.01-ffffff", "../ms", "bbbbbb"])
def test_what_no_line_says_is_unknown(name: str) -> None:
    """Also signs that two leaflets share: nobody can tell which is meant."""
    crps = version("2025.03", "bbbbbb").model_copy(update={"id": "crps-nl-2025.03-bbbbbb", "leaflet": "crps"})
    twice = version("2025.02", "bbbbbb"), crps
    assert Register((version("2025.01", "aaaaaa"), *twice)).state(name, DAY).kind == "unknown"


def test_words_that_were_read_again_have_the_same_signs() -> None:
    """Those find the last version of them; each whole id finds its own, and is told what holds for these words."""
    first, again = version("2025.01", "aaaaaa", until="2026-01-01"), version("2026.01", "aaaaaa", "style")
    register = Register((first, again))
    assert [register.found(name) for name in ("aaaaaa", first.id, again.id)] == [again, first, again]
    for name in ("aaaaaa", first.id, again.id):
        state = register.state(name, DAY)
        assert (state.kind, state.same, state.newest, state.since) == ("newest", again, again, ())
    later = replace(register, versions=(*register.versions, version("2026.02", "bbbbbb", "content")))
    assert [later.state(name, DAY).kind for name in (first.id, again.id)] == ["superseded"] * 2
    back = replace(later, versions=(*later.versions, version("2026.03", "aaaaaa", "content")))
    assert [one.kind for one in (back.state(first.id, DAY), back.state("bbbbbb", DAY))] == ["newest", "superseded"]


@pytest.mark.parametrize("number", ["2025.01", "2026.01"])
def test_a_withdrawal_is_of_the_words(number: str) -> None:
    """Under whichever number they were withdrawn: every print of them is told, and they are withdrawn once."""
    versions = (
        version("2025.01", "aaaaaa"),
        version("2026.01", "aaaaaa", "style"),
        version("2026.02", "bbbbbb", "style"),
    )
    gone = Withdrawal(withdraw=f"ms-nl-{number}-aaaaaa", date=DAY, reason="Een fout.")
    other = version("2025.01", "aaaaaa").model_copy(update={"leaflet": "crps", "id": "crps-nl-2025.01-aaaaaa"})
    register = Register((*versions, other), (gone,))
    for name in (versions[0].id, versions[1].id):
        state = register.state(name, DAY)
        assert (state.kind, state.withdrawal, state.newest) == ("withdrawn", gone, versions[2])
        with pytest.raises(WrongOption, match=f"{name} was withdrawn already"):
            withdrawal_of(register, name, DAY, "Nog eens.")
    assert [register.state(one, DAY).kind for one in ("bbbbbb", other.id)] == ["newest", "newest"]


def test_withdrawn_words_have_no_line_under_another_number(catalogue: Catalogue, ms: Leaflet, tmp_path: Path) -> None:
    """Neither by this program, nor in a register whose lines somebody chained by hand."""
    first = version_of(ms, None, Register())
    gone = Withdrawal(withdraw=first.id, date=DAY, reason="Een fout.")
    append(tmp_path, [first, gone])
    raised = ms.model_copy(update={"version": "2099.01", "changes": "Niets.", "severity": "style"})
    of_one = replace(catalogue, leaflets={"nl": (raised,)})
    assert publish_lines(of_one, read_register(tmp_path), None) == ()
    again = version_of(raised, None, Register((first,)))
    with pytest.raises(ContentError, match=f"publishes {again.id}, whose words were withdrawn as {first.id}"):
        append(tmp_path, [again])
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    by_hand = again.model_dump_json(exclude_none=True)[:-1] + f', "after": "{mark_of(lines[-1])}"}}'
    (tmp_path / FILE).write_text("\n".join([*lines, by_hand, ""]), encoding="utf-8")
    with pytest.raises(ContentError, match="whose words were withdrawn") as caught:
        read_register(tmp_path)
    assert caught.value.problems[0].line == 3


def test_lines_may_end_as_windows_ends_them(tmp_path: Path) -> None:
    """A copy that was checked out there is read, and goes on; a line that was changed is told all the same."""
    several(tmp_path)
    path = tmp_path / FILE
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    known = read_register(tmp_path)
    append(tmp_path, [version("2027.01", "dddddd", "style")])
    assert path.read_bytes().startswith(before)
    assert read_register(tmp_path).versions == (*known.versions, version("2027.01", "dddddd", "style"))
    path.write_bytes(path.read_bytes().replace(b"Een fout.", b"Een fout!"))
    with pytest.raises(ContentError, match="does not follow the line before it"):
        read_register(tmp_path)


def test_other_leaflets_do_not_count(ms: Leaflet) -> None:
    """A newer version of one leaflet, or of one language, says nothing of another."""
    other = version("2026.11", "cccccc", "safety").model_copy(update={"language": "fr"})
    register = Register((version("2025.01", "aaaaaa"), other))
    assert register.state("aaaaaa", DAY).kind == "newest"


def test_lines_are_only_added(tmp_path: Path) -> None:
    """The file before is the beginning of the file after, byte for byte, also where its last line was not ended."""
    first = version("2025.01", "aaaaaa")
    append(tmp_path, [first])
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    before = path.read_bytes()
    gone = Withdrawal(withdraw=first.id, date=DAY, reason="Een fout.\u2028\nEn nog een.")
    append(tmp_path, [gone, version("2026.01", "bbbbbb", "style")])
    assert path.read_bytes().startswith(before + b"\n")
    register = read_register(tmp_path)
    assert [one.id for one in register.versions] == ["ms-nl-2025.01-aaaaaa", "ms-nl-2026.01-bbbbbb"]
    assert register.withdrawals == (gone,)
    assert json.loads(before)["review_by"] == "2027-11-01"


def several(folder: Path) -> list[str]:
    """The lines of a good register: three versions of one leaflet, of which the first was withdrawn."""
    first = version("2025.01", "aaaaaa")
    gone = Withdrawal(withdraw=first.id, date=DAY, reason="Een fout.")
    append(folder, [first, version("2025.02", "bbbbbb", "style"), gone, version("2026.01", "cccccc", "safety")])
    return (folder / FILE).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_missing_line_is_told(number: int, tmp_path: Path) -> None:
    """The line that stands in its place does not follow the one before it."""
    lines = several(tmp_path)
    (tmp_path / FILE).write_text("\n".join(lines[: number - 1] + lines[number:]), encoding="utf-8")
    with pytest.raises(ContentError, match="does not follow the line before it") as caught:
        read_register(tmp_path)
    assert caught.value.problems[0].line == number


def test_a_changed_line_is_told(tmp_path: Path) -> None:
    """One letter of what was published is enough; nothing is added to such a register."""
    lines = several(tmp_path)
    lines[1] = lines[1].replace("Een zin.", "Een zin!")
    (tmp_path / FILE).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ContentError, match="does not follow the line before it") as caught:
        append(tmp_path, [version("2027.01", "dddddd", "style")])
    assert caught.value.problems[0].line == 3
    assert "dddddd" not in (tmp_path / FILE).read_text(encoding="utf-8")


def test_lines_that_do_not_agree_are_not_added(tmp_path: Path) -> None:
    """A version twice, also one that was withdrawn; a withdrawal of none, or twice; an id of something else."""
    several(tmp_path)
    before = (tmp_path / FILE).read_bytes()
    first, later = version("2025.01", "aaaaaa"), version("2027.01", "dddddd", "style")
    for entry, said in (
        (first, f"publishes {first.id} a second time"),
        (Withdrawal(withdraw=first.id, date=DAY, reason="Nog eens."), f"withdraws {first.id} a second time"),
        (Withdrawal(withdraw=later.id, date=DAY, reason="Nooit."), f"withdraws {later.id}, which no line before it"),
        (later.model_copy(update={"leaflet": "crps"}), "is not of its leaflet, language and version"),
    ):
        with pytest.raises(ContentError, match=said):
            append(tmp_path, [entry])
    assert (tmp_path / FILE).read_bytes() == before
    lines = before.decode().splitlines()
    again = json.dumps({**json.loads(lines[0]), "after": mark_of(lines[-1])})
    (tmp_path / FILE).write_text("\n".join([*lines, again]), encoding="utf-8")
    with pytest.raises(ContentError, match=f"publishes {first.id} a second time") as caught:
        read_register(tmp_path)
    assert caught.value.problems[0].line == 5


def test_a_leaflet_is_published_once(catalogue: Catalogue, ms: Leaflet, tmp_path: Path) -> None:
    """The first version says nothing of changes; published, it is in no list of what is to be; raised, it says them."""
    of_one = replace(catalogue, leaflets={"nl": (ms,)})
    first = publish_lines(of_one, Register(), "https://slaap.example.org")
    assert [(one.id, one.severity, one.base) for one in first] == [(ms.version_id, None, "https://slaap.example.org")]
    append(tmp_path, first)
    assert publish_lines(of_one, read_register(tmp_path), None) == ()
    raised = ms.model_copy(update={"version": "2099.01", "changes": "Meer.", "severity": "content"})
    (found,) = publish_lines(replace(catalogue, leaflets={"nl": (raised,)}), read_register(tmp_path), None)
    assert (found.severity, found.changes) == ("content", "Meer.")
    assert version_of(raised, None, Register()).severity is None


def test_a_version_is_withdrawn_by_its_last_signs() -> None:
    """Signs of no version are refused with a sentence."""
    register = Register((version("2025.01", "aaaaaa"),))
    assert withdrawal_of(register, "AAAAAA", DAY, "Een fout.").withdraw == "ms-nl-2025.01-aaaaaa"
    with pytest.raises(WrongOption, match='No published version is "bbbbbb"'):
        withdrawal_of(register, "bbbbbb", DAY, "Een fout.")
    assert withdrawal_of(register, "aaaaaa", DAY, " Een\n fout. ").reason == "Een fout."
    for why in ("", " \n ", "x" * (MOST_REASON + 1), "Een \x1bfout."):
        with pytest.raises(WrongOption, match="--reason is a sentence of 1000 letters at most"):
            withdrawal_of(register, "aaaaaa", DAY, why)
    gone = (withdrawal_of(register, "aaaaaa", DAY, "Een fout."),)
    with pytest.raises(WrongOption, match=r"ms-nl-2025.01-aaaaaa was withdrawn already: Een fout\."):
        withdrawal_of(replace(register, withdrawals=gone), "aaaaaa", DAY, "Nog eens.")


def test_one_run_at_a_time_adds_lines(tmp_path: Path) -> None:
    """Another that would add some waits: of two at once, none loses what the other wrote."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(partial(_adding, tmp_path), range(8)))
    assert len(read_register(tmp_path).versions) == 8
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE]


def _adding(folder: Path, number: int) -> None:
    with only_writer(folder):
        known = read_register(folder)
        time.sleep(0.01)
        append(folder, [version(f"2025.{len(known.versions) + 1:02}", f"{number:06}", "style")])


def test_nothing_to_add_writes_nothing(tmp_path: Path) -> None:
    """No empty register lies there after a run that published nothing."""
    append(tmp_path, [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "base",
    [
        "http://slaap.example.org", "https://slaap.example.org/../x", "https://slaap.example.org/a?b",
        "https://slaap.example.org/#", "https://localhost", "https://u:p@slaap.example.org", "https://a.example.org//b",
        "javascript:alert(1)", "https://slaap.example.org/%2e%2e/x",
    ],
)  # fmt: skip
def test_a_site_has_a_plain_address(base: str) -> None:
    """No path that leads up, no question, no user, nothing but https; a slash at its end is left out."""
    first = version("2025.01", "aaaaaa").model_dump()
    with pytest.raises(ValidationError):
        Version.model_validate({**first, "base": base})
    good = Version.model_validate({**first, "base": "https://slaap.example.org/sub/deep/"})
    assert good.base == "https://slaap.example.org/sub/deep"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{", 1), ("[]", 1), ("null", 1), ('{"id": "x"}', 1), ('{"withdraw": "ms"}', 1), ("[" * 100_000, 1), ("\n", 1),
        ('{"id":{"a":1}}', 1), ('{"withdraw":"ms-nl-2025.01-aaaaaa","date":"2026-01-01","reason":"x"}\n\n', 2),
    ],
)  # fmt: skip
def test_a_wrong_line_is_a_sentence(text: str, line: int, tmp_path: Path) -> None:
    """It says which line, and that lines are never changed."""
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_register(tmp_path)
    problem = caught.value.problems[0]
    assert (problem.where, problem.line) == (f"{tmp_path.name}/{FILE}", line)
    assert "never changed" in problem.todo


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    """A folder, a link out of the content and bytes that are no text; none at all is an empty register."""
    assert read_register(tmp_path) == Register()
    path = tmp_path / FILE
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ContentError, match="is not UTF-8 text"):
        read_register(tmp_path)
    path.write_bytes(b"{" * (MOST_BYTES + 1))
    with pytest.raises(ContentError, match=FILE):
        read_register(tmp_path)
    path.unlink()
    outside = tmp_path.parent / "outside.jsonl"
    outside.write_text("", encoding="utf-8")
    path.symlink_to(outside)
    with pytest.raises(ContentError, match=FILE):
        read_register(tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(ContentError, match=FILE):
        read_register(tmp_path)
