"""Whatever stops the press, a file is there whole or as it was before."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from leaflets.storage.atomic import HALF, make_folder, not_written, remove_whole, stay_inside, sweep, write_whole
from leaflets.storage.files import Outside


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    """The file holds the bytes, may be read by everybody, and nothing else is left beside it."""
    path = tmp_path / "nl" / "leaflets" / "ms.pdf"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(path.parent.iterdir()) == [path]


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("mask", "file", "folder"), [(0o022, 0o644, 0o755), (0o077, 0o600, 0o700), (0o027, 0o640, 0o750), (0, 0o644, 0o755)]
)
def test_who_may_read_is_for_the_umask_to_say(mask: int, file: int, folder: int, tmp_path: Path) -> None:
    """Everybody may read and only the owner write, less what the umask keeps back, in all folders that are made."""
    with umask(mask):
        write_whole(tmp_path / "nl" / "leaflets" / "ms.pdf", b"pages")
        make_folder(tmp_path / "a" / "b")
    assert mode(tmp_path / "nl" / "leaflets" / "ms.pdf") == file
    assert {mode(tmp_path / name) for name in ("nl", "nl/leaflets", "a", "a/b")} == {folder}


def test_a_name_as_long_as_names_may_be_is_written(tmp_path: Path) -> None:
    """What is written beside is no longer than the file's own name, also where letters take several bytes."""
    for name in ("a" * 251 + ".pdf", "é" * 125 + ".pdf"):
        write_whole(tmp_path / name, b"pages")
        assert (tmp_path / name).read_bytes() == b"pages"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder, and beside it a folder with a file that is nobody's business."""
    (tmp_path / "output").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "ms.pdf").write_bytes(b"mine")
    return tmp_path / "output"


@pytest.mark.parametrize(
    ("link", "target", "file"),
    [
        ("nl", "elsewhere", "nl/ms.pdf"),
        ("nl", "elsewhere", "nl/leaflets/ms.pdf"),
        ("nl", "../elsewhere", "nl/ms.pdf"),
        ("nl", "nowhere", "nl/ms.pdf"),
        ("ms.pdf", "elsewhere/ms.pdf", "ms.pdf"),
        ("ms.pdf", "nowhere.pdf", "ms.pdf"),
    ],
)
def test_nothing_is_written_through_a_link_that_leads_out(link: str, target: str, file: str, output: Path) -> None:
    """A folder or file that is a link out of the output folder is named, and nothing is made or changed out there."""
    place = output.parent / target if not target.startswith("..") else Path(target)
    (output / link).symlink_to(place)
    before = {path: path.is_file() and path.read_bytes() for path in output.parent.rglob("*")}
    with pytest.raises(Outside) as caught:
        write_whole(output / file, b"pages", inside=output)
    assert (caught.value.filename, caught.value.strerror) == (
        str(output / link), "is a link that leads out of the folder output",
    )  # fmt: skip
    with pytest.raises(Outside):
        make_folder(output / link / "x", inside=output)
    assert {path: path.is_file() and path.read_bytes() for path in output.parent.rglob("*")} == before


def test_a_link_that_stays_inside_is_a_folder_like_any_other(output: Path, tmp_path: Path) -> None:
    """Also the output folder itself may be a link, and be named through it."""
    (output / "dutch").mkdir()
    (output / "nl").symlink_to("dutch")
    (tmp_path / "link").symlink_to(output)
    write_whole(output / "nl" / "a.pdf", b"a", inside=output)
    write_whole(tmp_path / "link" / "nl" / "b.pdf", b"b", inside=tmp_path / "link")
    assert {path.name: path.read_bytes() for path in (output / "dutch").iterdir()} == {"a.pdf": b"a", "b.pdf": b"b"}
    (output / "c.pdf").symlink_to("dutch/a.pdf")
    write_whole(output / "c.pdf", b"c", inside=output)
    assert (not (output / "c.pdf").is_symlink(), (output / "dutch" / "a.pdf").read_bytes()) == (True, b"a")


def test_nothing_is_written_out_of_the_folder_by_its_path(output: Path) -> None:
    """A path with .. is no way out either."""
    for path in (output / ".." / "x.pdf", output / "nl" / ".." / ".." / "x.pdf", output.parent / "x.pdf"):
        with pytest.raises(Outside, match="is outside the folder output"):
            write_whole(path, b"pages", inside=output)
        with pytest.raises(Outside):
            stay_inside(path, output)
    assert not (output.parent / "x.pdf").exists()


def test_nothing_is_removed_out_of_the_folder(output: Path) -> None:
    """A file outside stays, whether a path or a link leads to it; a link itself and a file inside go."""
    victim = output.parent / "elsewhere" / "ms.pdf"
    (output / "nl").symlink_to(victim.parent)
    (output / "link.pdf").symlink_to(victim)
    for path in (output / "nl" / "ms.pdf", output / ".." / "elsewhere" / "ms.pdf", victim):
        with pytest.raises(Outside):
            remove_whole(path, output)
    remove_whole(output / "link.pdf", output)
    remove_whole(output / "gone.pdf", output)
    assert victim.read_bytes() == b"mine"
    assert [path.name for path in output.iterdir()] == ["nl"]


def test_old_halves_are_swept_away_and_nothing_else(output: Path) -> None:
    """A half of long ago goes; one that is being written, a file of the user's and all behind a link out stay."""
    old = [output / "nl" / name for name in (f".ms.pdf.1234{HALF}", ".htaccess", "ms.pdf")]
    outside = output.parent / "elsewhere" / f".x.1234{HALF}"
    new = output / "nl" / f".ms.pdf.5678{HALF}"
    for path in (*old, outside, new):
        path.parent.mkdir(exist_ok=True)
        path.touch()
        if path is not new:
            os.utime(path, (1e9, 1e9))
    (output / "fr").symlink_to(outside.parent)
    for folder in (output, output / "fr", output / "gone"):
        sweep(folder, output, 60)
    assert sorted(path.name for path in (output / "nl").iterdir()) == sorted([".htaccess", new.name, "ms.pdf"])
    assert outside.exists()


def test_what_stands_in_the_way_is_named_with_what_to_do(output: Path, tmp_path: Path) -> None:
    """A folder for a file, a file for a folder, a link out and a full disk are each a sentence about the right path."""
    (output / "nl" / "ms.pdf").mkdir(parents=True)
    (output / "fr").touch()
    (output / "de").symlink_to(output.parent)
    said = []
    for name in ("nl/ms.pdf", "fr/ms.pdf", "fr/leaflets/ms.pdf", "de/ms.pdf"):
        with pytest.raises(OSError) as caught:  # noqa: PT011
            write_whole(output / name, b"pages", inside=output)
        said.append(str(not_written(caught.value, output / name, output)))
    said.append(str(not_written(OSError(errno.ENOSPC, "No space left on device"), output / "nl/a.pdf", output)))
    assert said == [
        "nl/ms.pdf: is a folder where a file should be. Move it away.",
        "fr: is a file where a folder should be. Move it away.",
        "fr: is a file where a folder should be. Move it away.",
        "de: is a link that leads out of the folder output. Remove the link, or name another folder with --output.",
        "nl/a.pdf: could not be written (No space left on device). Make room on the disk.",
    ]
    assert list((output / "nl").iterdir()) == [output / "nl" / "ms.pdf"]
    taken = output.parent / "taken"
    taken.touch()
    with pytest.raises(NotADirectoryError) as whole:
        write_whole(taken / "a.pdf", b"pages", inside=taken)
    said_of_folder = str(not_written(whole.value, taken / "a.pdf", taken))
    assert said_of_folder == f"{taken}: is a file where a folder should be. Move it away."


@pytest.mark.parametrize("call", ["os.replace", "os.fsync"])
@pytest.mark.parametrize("error", [OSError("the disk is full"), KeyboardInterrupt()])
def test_a_file_that_cannot_be_finished_leaves_the_old_one(
    call: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing or renaming fails, what was there is untouched and nothing half is left."""
    path = tmp_path / "ms.pdf"
    path.write_bytes(b"before")

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(call, fails)
    with pytest.raises(type(error)):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_never_sees_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the moment of renaming, the old file is whole under its name and the new one whole beside it."""
    path = tmp_path / "ms.pdf"
    path.write_bytes(b"before")
    seen: list[tuple[bytes, bytes]] = []
    replace = os.replace

    def watched(source: str | Path, target: str | Path) -> None:
        seen.append((Path(source).read_bytes(), Path(target).read_bytes()))
        replace(source, target)

    monkeypatch.setattr("os.replace", watched)
    write_whole(path, b"after")
    assert seen == [(b"after", b"before")]
    assert path.read_bytes() == b"after"
