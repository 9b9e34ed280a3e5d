"""What was made before comes back as it was, or not at all."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from leaflets.model.proof import PracticeBox, Proof, QrCode
from leaflets.storage.atomic import HALF
from leaflets.storage.proofs import Cache

PROOF = Proof(
    job_id="ms",
    pdf=b"%PDF-1.7\n\x00\xff\n%%EOF\n",
    pages=4,
    trim_mm=(148, 210),
    qr=(QrCode(page=4, url="https://x.nl/é", box_mm=(10, 150, 22, 22)),),
    practice=PracticeBox(page=4, box_mm=(1, 2, 3, 4)),
)


def test_a_proof_comes_back_as_it_was(tmp_path: Path) -> None:
    """A kept proof is equal to the one put in, byte for byte, and known under its own digest only."""
    cache = Cache(tmp_path / "cache")
    assert cache.get("a") is None
    cache.put("a", PROOF)
    assert cache.get("a") == PROOF
    assert cache.get("b") is None


@pytest.mark.parametrize("place", [0, 70, -30, -1])
def test_a_damaged_entry_is_no_entry(place: int, tmp_path: Path) -> None:
    """One wrong byte, in the check sum, the description or the pages, and the proof is made again."""
    cache = Cache(tmp_path)
    cache.put("a", PROOF)
    (path,) = tmp_path.iterdir()
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert cache.get("a") is None


@pytest.mark.parametrize("data", [b"", b"x", b"x\ny", b"\n\n\n"])
def test_an_entry_of_another_shape_is_no_entry(data: bytes, tmp_path: Path) -> None:
    """A file that was never an entry does no harm."""
    (tmp_path / "a.proof").write_bytes(data)
    assert Cache(tmp_path).get("a") is None


def test_what_was_used_longest_ago_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When there is too much, the proofs go that nobody asked for longest, and no more than needed."""
    cache = Cache(tmp_path)
    for age, name in enumerate(("new", "older", "oldest", "used")):
        cache.put(name, PROOF)
        os.utime(tmp_path / f"{name}.proof", (1e9 - age, 1e9 - age))
    assert cache.get("used") is not None
    size = (tmp_path / "new.proof").stat().st_size
    monkeypatch.setattr("leaflets.storage.proofs.MAX_BYTES", 2 * size)
    cache.prune()
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["new", "used"]
    cache.prune()
    assert len(list(tmp_path.iterdir())) == 2


def test_pruning_bears_with_another_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proof that another build removes meanwhile stops nothing; the others still go."""
    cache = Cache(tmp_path)
    cache.put("there", PROOF)
    (tmp_path / "gone.proof").symlink_to(tmp_path / "nowhere")
    monkeypatch.setattr("leaflets.storage.proofs.MAX_BYTES", 0)
    cache.prune()
    assert cache.get("there") is None


def test_what_a_killed_build_left_half_written_goes_after_an_hour(tmp_path: Path) -> None:
    """A file that is being written stays; one that was being written long ago is nobody's any more."""
    cache = Cache(tmp_path)
    cache.put("a", PROOF)
    now, old = tmp_path / f".b.proof.x1{HALF}", tmp_path / f".c.proof.x2{HALF}"
    now.touch()
    old.touch()
    os.utime(now, (time.time(), time.time()))  # Not the clock of the disk, which may be another's.
    os.utime(old, (1e9, 1e9))
    cache.prune()
    assert (now.exists(), old.exists(), cache.get("a")) == (True, False, PROOF)


def test_what_is_no_plain_file_of_bounds_is_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, a folder, a film and nesting without end under the name of an entry are not waited for, nor a traceback."""
    cache = Cache(tmp_path)
    os.mkfifo(tmp_path / "pipe.proof")
    (tmp_path / "folder.proof").mkdir()
    with (tmp_path / "film.proof").open("wb") as film:
        film.truncate(1 << 40)
    deep = b"[" * 100_000
    head = hashlib.sha256(deep + b"%PDF").hexdigest().encode()
    (tmp_path / "deep.proof").write_bytes(head + b"\n" + deep + b"\n%PDF")
    assert [cache.get(name) for name in ("pipe", "folder", "film", "deep")] == [None] * 4
    monkeypatch.setattr("leaflets.storage.proofs.MAX_BYTES", 0)
    cache.prune()
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["folder"]


def test_nothing_is_kept_behind_a_link_that_leads_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing out there is read, written or removed."""
    elsewhere, output = tmp_path / "elsewhere", tmp_path / "output"
    output.mkdir()
    Cache(elsewhere).put("a", PROOF)
    half = elsewhere / f".b.proof.1{HALF}"
    half.touch()
    os.utime(half, (1e9, 1e9))
    (output / ".cache").symlink_to(elsewhere)
    cache = Cache(output / ".cache")
    monkeypatch.setattr("leaflets.storage.proofs.MAX_BYTES", 1000)
    assert cache.get("a") is None
    cache.put("c", PROOF)
    monkeypatch.setattr("leaflets.storage.proofs.MAX_BYTES", 0)
    cache.prune()
    assert sorted(path.name for path in elsewhere.iterdir()) == [half.name, "a.proof"]


def test_a_disk_that_is_full_or_only_read_costs_no_more_than_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be kept is not; what cannot be marked as used is given all the same."""
    cache = Cache(tmp_path)
    cache.put("a", PROOF)

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("os.utime", "os.replace"):
        monkeypatch.setattr(name, fails)
    cache.put("b", PROOF)
    assert (cache.get("a"), cache.get("b")) == (PROOF, None)
    assert [path.name for path in tmp_path.iterdir()] == ["a.proof"]
