"""Other people's files are read within bounds, and what is no plain file is not read at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from leaflets.storage.files import (
    NotPlain,
    Outside,
    TooLong,
    digest_plain,
    is_inside,
    is_there,
    read_json,
    read_plain,
    size,
)


def test_a_plain_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    """A file of exactly the bound is read whole, one of a byte more is refused with the bound in words."""
    path = tmp_path / "words.md"
    path.write_bytes(b"x" * 2000)
    assert read_plain(path, 2000) == b"x" * 2000
    with pytest.raises(TooLong) as caught:
        read_plain(path, 1999)
    assert caught.value.strerror == "is longer than 1 kB"


def test_a_long_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A file of a terabyte, which takes no room on the disk, is refused at once."""
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(TooLong):
        read_plain(path, 500_000)


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "link to a pipe", "link to a device"])
def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    """A pipe nobody writes to, a folder and a device are refused, also behind a link."""
    path = target = tmp_path / "ms.md"
    if kind.startswith("link"):
        target = tmp_path / "target"
        path.symlink_to(Path("/dev/zero") if "device" in kind else target)
    if kind.endswith("pipe"):
        os.mkfifo(target)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path = Path("/dev/zero")
    with pytest.raises(NotPlain) as caught:
        read_plain(path, 100)
    assert caught.value.strerror == "is no plain file"
    with pytest.raises(NotPlain):
        digest_plain(path)


def test_a_link_may_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    """With a folder given, a link to a file in it is followed and one that leads out is refused."""
    folder = tmp_path / "content"
    folder.mkdir()
    (tmp_path / "secret").write_bytes(b"secret")
    (folder / "words").write_bytes(b"words")
    (folder / "near").symlink_to(folder / "words")
    (folder / "far").symlink_to(tmp_path / "secret")
    assert read_plain(folder / "near", 100, folder) == b"words"
    for path in (folder / "far", folder / ".." / "secret"):
        with pytest.raises(Outside) as caught:
            read_plain(path, 100, folder)
        assert caught.value.strerror == "is outside the folder content"
        with pytest.raises(Outside):
            digest_plain(path, folder)
    assert digest_plain(folder / "near", folder) == hashlib.sha256(b"words").hexdigest()


def test_links_in_a_circle_are_a_missing_file(tmp_path: Path) -> None:
    """A link to itself is an error of the system like any other, also where a folder is given."""
    (tmp_path / "ms.md").symlink_to(tmp_path / "ms.md")
    for inside in (tmp_path, None):
        with pytest.raises(OSError, match="symbolic links"):
            read_plain(tmp_path / "ms.md", 100, inside)


def test_a_link_that_leads_nowhere_is_there(tmp_path: Path) -> None:
    """Something of the name is there: a file, a folder, a link to them, to nothing or to itself; else there is not."""
    (tmp_path / "ms.md").touch()
    for name, target in (("good", "ms.md"), ("gone", "nowhere"), ("circle", "circle")):
        (tmp_path / name).symlink_to(target)
    assert all(is_there(tmp_path / name) for name in ("", "ms.md", "good", "gone", "circle"))
    assert not is_there(tmp_path / "nowhere")
    assert not is_there(tmp_path / "ms.md" / "below")
    assert not is_there(tmp_path / "circle" / "below")


def test_a_place_that_is_not_there_yet_is_inside_or_not(tmp_path: Path) -> None:
    """A file to be written is in the folder unless a link on its way, or its name, leads out."""
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / "out").symlink_to(tmp_path)
    (folder / "in").symlink_to(folder)
    (tmp_path / "link").symlink_to(folder)
    inside = {name: is_inside(folder / name, folder) for name in ("nl/a.pdf", "in/a.pdf", "out/a.pdf", "../a.pdf", ".")}
    assert inside == {"nl/a.pdf": True, "in/a.pdf": True, "out/a.pdf": False, "../a.pdf": False, ".": True}
    assert is_inside(folder / "a.pdf", tmp_path / "link")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 100_000, b"1" * 5000, b'{"a": }'])
def test_what_is_no_json_is_one_kind_of_error(data: bytes, tmp_path: Path) -> None:
    """Whatever is wrong with it, also nesting without end and a number of thousands of digits, is a ValueError."""
    path = tmp_path / "manifest.json"
    path.write_bytes(data)
    with pytest.raises(ValueError):  # noqa: PT011
        read_json(path, 1_000_000)


def test_json_that_is_mostly_brackets_is_not_unfolded(tmp_path: Path) -> None:
    """A list of a million empty lists, or objects, would take thirty times its bytes in memory."""
    path = tmp_path / "manifest.json"
    for piece in (b"[],", b"{},", b'{"a":1},'):
        path.write_bytes(b"[" + piece * 1_000_000 + b"1]")
        with pytest.raises(ValueError, match="holds too many brackets"):
            read_json(path, 100_000_000)
    path.write_bytes(b"[" + b"[]," * 400 + b"1]")
    assert read_json(path, 100_000) == [*[[]] * 400, 1]


def test_json_is_read_within_bounds(tmp_path: Path) -> None:
    """What is JSON is given as plain values; a file over its bound is refused."""
    path = tmp_path / "manifest.json"
    path.write_text('{"a": ["é"]}', encoding="utf-8")
    assert read_json(path, 100) == {"a": ["é"]}
    with pytest.raises(TooLong):
        read_json(path, 10)


def test_a_digest_is_that_of_the_whole_file(tmp_path: Path) -> None:
    """A file longer than a piece has the digest of all its bytes."""
    path = tmp_path / "film.mp4"
    data = bytes(range(256)) * 10_000
    path.write_bytes(data)
    assert digest_plain(path) == hashlib.sha256(data).hexdigest()


def test_sizes_are_said_as_people_say_them() -> None:
    """Kilobytes below a million bytes, megabytes from there."""
    assert [size(500_000), size(999_999), size(20_000_000)] == ["500 kB", "999 kB", "20 MB"]
