"""Whatever stops the press, a file is there whole or as it was before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaflets.whole import write_whole


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    """The file holds the bytes, may be read by everybody, and nothing else is left beside it."""
    path = tmp_path / "nl" / "leaflets" / "ms.pdf"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(path.parent.iterdir()) == [path]


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
