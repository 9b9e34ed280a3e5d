"""A digest changes with everything that goes in, and with nothing else."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from leaflets.problems import WrongOption
from leaflets.storage.digests import (
    MADE_WITH,
    MOST_READ,
    file_digest,
    files_digest,
    libraries_digest,
    machine_digest,
    today,
)
from leaflets.storage.files import digest_plain
from tests.conftest import PROJECT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a file of each kind, and a press whose code lies in it."""
    monkeypatch.setattr("leaflets.storage.digests.CODE", tmp_path / "leaflets")
    for name in (
        "leaflets/a.py",
        "templates/a.html",
        "styles/base.css",
        "styles/formats/a4.css",
        "styles/formats/a5.css",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_a_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    """Another content, another name, one file more or one less each give another digest; the same files the same."""
    folder = tmp_path / "content"
    (folder / "nl").mkdir(parents=True)
    (folder / "nl" / "ms.md").write_bytes(b"een")
    seen = [files_digest([folder])]
    (folder / "nl" / "ms.md").write_bytes(b"twee")
    seen.append(files_digest([folder]))
    (folder / "nl" / "ms.md").rename(folder / "nl" / "crps.md")
    seen.append(files_digest([folder]))
    (folder / "nl" / "empty.md").touch()
    seen.append(files_digest([folder]))
    assert len(set(seen)) == 4
    assert files_digest([folder], skip=[folder / "nl" / "empty.md"]) == seen[2]
    (folder / "nl" / "__pycache__").mkdir()
    (folder / "nl" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert files_digest([folder]) == seen[3]


def test_a_name_that_is_no_utf8_is_a_name(tmp_path: Path) -> None:
    """A file out of a ZIP made on Windows counts like any other, by name and content."""
    (tmp_path / "content").mkdir()
    seen = []
    for name, data in ((b"caf\xe9.png", b"x"), (b"caf\xe9.png", b"y"), (b"caf\xea.png", b"y")):
        path = Path(os.fsdecode(os.fsencode(tmp_path / "content") + b"/" + name))
        path.write_bytes(data)
        seen.append(files_digest([tmp_path / "content"]))
        if data == b"y":
            path.unlink()
    assert len(set(seen)) == 3


def test_a_film_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file longer than any the press reads only size and time count, and it is never opened."""
    film = tmp_path / "content" / "film.mp4"
    film.parent.mkdir()
    with film.open("wb") as file:
        file.truncate(1 << 40)
    seen = {files_digest([film.parent]), file_digest(film)}
    os.utime(film, (1e9, 1e9))
    seen |= {files_digest([film.parent]), file_digest(film)}
    with film.open("r+b") as file:
        file.truncate(MOST_READ + 1)
    os.utime(film, (1e9, 1e9))
    assert files_digest([film.parent]) not in seen
    assert len(seen) == 4
    with film.open("r+b") as file:
        file.truncate(MOST_READ)
    monkeypatch.setattr("leaflets.storage.digests.digest_plain", lambda _: "aa" * 32)
    assert file_digest(film) != file_digest(tmp_path / "gone")


def test_what_is_no_plain_file_counts_and_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe nobody writes to, a device, a link to nothing and one in a circle each change the digest, and are not read."""
    folder = tmp_path / "content"
    folder.mkdir()
    seen = [files_digest([folder])]
    os.mkfifo(folder / "ms.md")
    seen.append(files_digest([folder]))
    for name, target in (("zero", "/dev/zero"), ("gone", "nowhere"), ("loop", "loop"), ("up", "..")):
        (folder / name).symlink_to(target)
        seen.append(files_digest([folder]))
    (folder / "up").unlink()
    (folder / "up").symlink_to("/")
    seen.append(files_digest([folder]))
    (folder / "empty folder").mkdir()
    assert files_digest([folder]) == seen[-1]
    assert len(set(seen)) == len(seen)
    assert len({file_digest(folder / name) for name in ("ms.md", "zero")}) == 2


def test_what_a_link_leads_to_outside_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts by where it leads and what is known of it; a link within the folder counts by what it leads to."""
    folder, outside = tmp_path / "content", tmp_path / "secret.txt"
    (folder / "nl").mkdir(parents=True)
    outside.write_bytes(b"secret")
    (folder / "ms.md").write_bytes(b"words")
    (folder / "nl" / "link.md").symlink_to("../../secret.txt")
    (folder / "nl" / "ms.md").symlink_to("../ms.md")
    read: list[Path] = []

    def recorded(path: Path) -> str:
        read.append(path.resolve())
        return digest_plain(path)

    monkeypatch.setattr("leaflets.storage.digests.digest_plain", recorded)
    before = files_digest([folder])
    assert outside not in read
    assert read.count(folder / "ms.md") == 2
    file_digest(folder / "nl" / "link.md", folder)
    assert outside not in read
    outside.write_bytes(b"another secret")
    changed = files_digest([folder])
    assert changed != before
    (folder / "ms.md").write_bytes(b"others")
    assert files_digest([folder]) != changed


@pytest.mark.parametrize("moment", ["0", "1795435200", "253402300799"])
def test_the_day_may_be_named(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds since 1970 name the day in UTC, up to the last there is; without them it is today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    assert today() == dt.date(1970, 1, 1) + dt.timedelta(days=int(moment) // 86_400)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert abs(today() - dt.date.today()) <= dt.timedelta(days=1)


@pytest.mark.parametrize(
    "moment", ["9" * 14, "9" * 30, "9" * 5000, "253402300800", "-1", "1.5", "abc", "²", "١٢", " 1"]
)
def test_a_moment_that_is_none_is_a_sentence(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is no number of seconds up to the year 9999 is refused with what to do."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    with pytest.raises(WrongOption, match=r"^SOURCE_DATE_EPOCH is .{1,22}, which names no moment\. Set it to"):
        today()


def test_the_same_files_elsewhere_have_the_same_digest(tmp_path: Path) -> None:
    """Where a folder lies does not matter, only what is in it."""
    for place in ("here", "there"):
        (tmp_path / place / "content").mkdir(parents=True)
        (tmp_path / place / "content" / "a.md").write_bytes(b"a")
    assert files_digest([tmp_path / "here" / "content"]) == files_digest([tmp_path / "there" / "content"])


@pytest.mark.parametrize("name", ["leaflets/a.py", "templates/a.html", "styles/base.css", "styles/formats/a5.css"])
def test_whatever_shapes_a_page_changes_the_machine(name: str, project: Path) -> None:
    """Code, templates and styles all count for a format made with them."""
    before = machine_digest(project, "a5")
    (project / name).write_text("changed", encoding="utf-8")
    assert machine_digest(project, "a5") != before


def test_the_style_of_another_format_does_not(project: Path) -> None:
    """A format is not made anew because another one's style changed; the machine as a whole is."""
    one, whole = machine_digest(project, "a5"), machine_digest(project)
    (project / "styles" / "formats" / "a4.css").write_text("changed", encoding="utf-8")
    assert machine_digest(project, "a5") == one
    assert machine_digest(project) != whole


def test_another_version_of_a_library_changes_the_machine(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that is installed, or installed in another version, counts."""
    packages = tmp_path / "site"
    packages.mkdir()
    monkeypatch.setattr(sys, "path", [str(packages)])
    (packages / "weasyprint-70.0.dist-info").mkdir()
    before = libraries_digest(), machine_digest(project)
    assert (libraries_digest(), machine_digest(project)) == before
    (packages / "weasyprint-70.0.dist-info").rename(packages / "weasyprint-70.1.dist-info")
    assert libraries_digest() != before[0]
    assert machine_digest(project) != before[1]


@pytest.mark.parametrize(
    ("asks", "counts"),
    [
        ("Requires-Dist: fonttools[woff]>=4.59\n", True), ("Requires-Dist: sphinx; extra == 'doc'\n", False),
        ("Name: weasyprint\n", False), ("Name: weasyprint\n\nRequires-Dist: fonttools[woff]\n", False),
    ],
)  # fmt: skip
def test_what_a_library_asks_for_counts_too(
    asks: str, counts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the extras it wants; a library that nothing a page is made with asks for, such as a web server, does not."""
    for name, said in {
        "weasyprint-70.0": asks, "fonttools-4.60": "Requires-Dist: brotli; extra == 'woff'\n", "brotli-1.1": "",
        "sphinx-9.0": "", "starlette-1.10": "Requires-Dist: anyio\n", "anyio-4.16": "",
    }.items():  # fmt: skip
        (tmp_path / f"{name}.dist-info").mkdir()
        (tmp_path / f"{name}.dist-info" / "METADATA").write_text(said, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    before = libraries_digest()
    for gone in ("starlette-1.10", "anyio-4.16", "sphinx-9.0"):
        (tmp_path / f"{gone}.dist-info").rename(tmp_path / f"{gone}.1.dist-info")
    assert libraries_digest() == before
    (tmp_path / "brotli-1.1.dist-info").rename(tmp_path / "brotli-1.2.dist-info")
    assert (libraries_digest() != before) is counts


def test_every_library_the_press_needs_is_counted_or_draws_nothing() -> None:
    """What a page is made with is named once more in pyproject.toml; what is not counted is known here."""
    needed = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^a-z0-9-]", one.lower())[0] for one in needed}
    assert names - set(MADE_WITH) == {"click", "rich", "watchfiles", "filelock"}


@pytest.mark.parametrize("name", ["leaflets/studio/door.py", "templates/studio/pick.html", "templates/site/site.css"])
def test_what_only_a_screen_shows_makes_no_page_another(name: str, project: Path) -> None:
    """A comma in the studio costs no edition."""
    before = machine_digest(project, "a5")
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("changed", encoding="utf-8")
    assert machine_digest(project, "a5") == before


def test_it_answers_before_anything_heavy_is_loaded() -> None:
    """The modules that say whether anything has changed load no library that makes pages or reads content."""
    code = "import sys, leaflets.build.unchanged; print({'weasyprint', 'pydantic', 'yaml', 'markdown', 'pikepdf'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
