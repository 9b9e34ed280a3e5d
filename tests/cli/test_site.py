"""The command that writes the download site."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.register import FILE, mark_of
from leaflets.site.addresses import FOLDER
from tests.content.own import Editions
from tests.site.stock import fill
from tests.small import Outcome, run


def site(content: Path, output: Path, *options: str) -> Outcome:
    return run("site", *options, "--content", str(content), "--output", str(output))


@pytest.fixture
def small(content: Path) -> Path:
    """A copy of the content with two leaflets, and no list of what else people call the others."""
    for path in (content / "nl").glob("*.md"):
        if path.stem not in ("ms", "crps"):
            path.unlink()
    return content


def stocked(content: Path, output: Path) -> None:
    """Put every file there is beside the content."""
    from leaflets.content import load
    from tests.conftest import PROJECT

    fill(output, load(content, PROJECT / "styles")[0])


def test_the_site_is_written_and_then_left_alone(small: Path, tmp_path: Path) -> None:
    """It says how many files it has; asked again, that nothing has changed; and with force it is written anew."""
    output = tmp_path / "out"
    stocked(small, output)
    first = site(small, output)
    assert (first.code, first.err) == (0, "")
    assert "files in " in first.out
    assert (output / FOLDER / "nl/ms/index.html").is_file()
    assert site(small, output).out.startswith("Nothing has changed: ")
    assert not site(small, output, "--force").out.startswith("Nothing has changed: ")
    assert site(small, output, "--quiet").out == ""


def test_what_is_missing_is_told_and_the_rest_is_there(small: Path, tmp_path: Path) -> None:
    """It ends with 1, and says what makes the files; it is told each time."""
    output = tmp_path / "out"
    for _ in range(2):
        code, out, err = site(small, output)
        assert code == 1
        assert err.startswith("nl: 17 files are not there to download: ")
        assert "Make them first: build.py." in err
        assert "files in " in out
    assert (output / FOLDER / "nl/ms/index.html").is_file()


def test_as_json(small: Path, tmp_path: Path) -> None:
    """Another program gets the number of files, the folder and what is missing."""
    said = json.loads(site(small, tmp_path / "out", "--json").out)
    assert (said["folder"], said["problems"][0]["severity"]) == ("site", "warns")
    assert said["files"] == sum(path.is_file() for path in (tmp_path / "out" / FOLDER).rglob("*"))


def test_a_text_that_is_wrong_stops_all(small: Path, tmp_path: Path) -> None:
    """For its page would be gone: what was there before is untouched."""
    output = tmp_path / "out"
    site(small, output)
    (small / "nl/ms.md").write_text("no leaflet", encoding="utf-8")
    code, _, err = site(small, output)
    assert code == 1
    assert "nl/ms.md" in err
    assert (output / FOLDER / "nl/ms/index.html").is_file()


def test_an_edition_has_a_site_of_its_own(content: Path, tmp_path: Path) -> None:
    """In its own folder, with its own leaflets; one there is not is told."""
    Editions(content).read()
    code, _, err = site(content, tmp_path / "out", "--edition", "moe", "--quiet")
    assert code == 1
    assert "build.py --edition moe" in err
    written = tmp_path / "out/editions/moe" / FOLDER
    assert (written / "nl/ms/index.html").is_file()
    assert not (written / "nl/crps").exists()
    said = (written / "nl/ms/index.html").read_text(encoding="utf-8")
    assert "Uitgave: Moe maar moedig vzw" in said
    assert 'href="https://moemaarmoedig.example"' in said
    for more in ((), ("--publish",), ("--withdraw", "ffffff", "--reason", "Een fout.")):
        assert site(content, tmp_path / "out", "--edition", "other", *more).code == 2
    assert [path.name for path in (tmp_path / "out/editions").iterdir()] == ["moe"]


def test_a_folder_that_cannot_be_written(small: Path, tmp_path: Path) -> None:
    """A file where the site should be is told, and stays."""
    output = tmp_path / "out"
    output.mkdir()
    (output / FOLDER).write_text("mine", encoding="utf-8")
    code, _, err = site(small, output)
    assert code == 1
    assert "site: is a file where a folder should be" in err
    assert (output / FOLDER).read_text(encoding="utf-8") == "mine"


SITE = "https://folders.example.org"


@pytest.fixture
def on_site(small: Path) -> Path:
    """The two leaflets with an address their codes lead to."""
    edition = small / "edition.yaml"
    edition.write_text(edition.read_text(encoding="utf-8").replace("site: null", f"site: {SITE}"), encoding="utf-8")
    return small


def lines(content: Path) -> list[dict[str, str]]:
    """The lines of the register."""
    path = content / FILE
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def ids(content: Path) -> list[str]:
    return [line["id"] for line in lines(content)]


def test_publishing_adds_lines_and_then_writes_the_site(on_site: Path, tmp_path: Path) -> None:
    """It names what it published; each has its page; again, nothing is new; and then nothing has changed."""
    output = tmp_path / "out"
    stocked(on_site, output)
    first = site(on_site, output, "--publish")
    assert (first.code, first.err) == (0, "")
    published = ids(on_site)
    assert first.out.startswith(f"{len(published)} versions published: {', '.join(published)}.\n")
    assert all((output / FOLDER / "v" / name / "index.html").is_file() for name in published)
    before = (on_site / FILE).read_bytes()
    assert site(on_site, output, "--publish").out.startswith("Nothing is new: every version is in the register.\n")
    assert (on_site / FILE).read_bytes() == before
    assert site(on_site, output).out.startswith("Nothing has changed: ")
    said = json.loads(site(on_site, output, "--publish", "--json").out)
    assert (said["published"], said["withdrawn"], said["problems"]) == ([], None, [])
    (on_site / FILE).unlink()
    assert json.loads(site(on_site, output, "--publish", "--json").out)["published"] == published


def test_a_site_that_could_not_be_written_is_made_the_next_time(on_site: Path, tmp_path: Path) -> None:
    """What was published stays published: the second run finds nothing to add, and makes the site."""
    output = tmp_path / "out"
    stocked(on_site, output)
    (output / FOLDER).write_text("mine", encoding="utf-8")
    code, out, err = site(on_site, output, "--publish")
    assert code == 1
    assert "site: is a file where a folder should be" in err
    published = ids(on_site)
    assert ", ".join(published) in out
    (output / FOLDER).unlink()
    code, out, _ = site(on_site, output, "--publish")
    assert (code, ids(on_site)) == (0, published)
    assert out.startswith("Nothing is new")
    assert (output / FOLDER / "v" / published[0] / "index.html").is_file()


def test_a_site_whose_versions_are_not_published_says_so(on_site: Path, tmp_path: Path) -> None:
    """In one sentence, each time: what is printed now would lead to no page. Nothing is written into the register."""
    output = tmp_path / "out"
    stocked(on_site, output)
    for _ in range(2):
        code, _, err = site(on_site, output)
        assert code == 0
        assert len(err.splitlines()) == 1
        assert "not published, and their codes on paper lead to no page: " in err
    assert not (on_site / FILE).exists()


def test_publishing_without_an_address(small: Path, tmp_path: Path) -> None:
    """It is done, with a sentence: no paper leads to it."""
    stocked(small, tmp_path / "out")
    code, _, err = site(small, tmp_path / "out", "--publish")
    assert code == 0
    assert "edition.yaml: names no site: no paper leads to what was published." in err
    assert all("base" not in line for line in lines(small))


def test_a_withdrawn_version_says_so_on_its_page(on_site: Path, tmp_path: Path) -> None:
    """By its last signs; the site that still shows these words is told, and a second time is refused."""
    output = tmp_path / "out"
    stocked(on_site, output)
    site(on_site, output, "--publish", "--quiet")
    name = next(one for one in ids(on_site) if one.startswith("ms-"))
    code, out, err = site(on_site, output, "--withdraw", name[-6:].upper(), "--reason", "Een nummer klopte niet.")
    assert code == 0
    assert out.startswith(f"{name} is withdrawn. Copy the site to its host now.\n")
    assert (
        f"is on the site as withdrawn, without its files and the booklets with it: {name}, Een nummer klopte niet"
        in err
    )
    page = (output / FOLDER / "v" / name / "index.html").read_text(encoding="utf-8")
    assert "Niet meer meegeven" in page
    assert "Een nummer klopte niet." in page
    before = (on_site / FILE).read_bytes()
    again = site(on_site, output, "--withdraw", name, "--reason", "Nog eens.")
    assert (again.code, again.err.strip()) == (2, f"build.py: {name} was withdrawn already: Een nummer klopte niet.")
    published = site(on_site, output, "--publish")
    assert (published.code, published.out.splitlines()[0]) == (0, "Nothing is new: every version is in the register.")
    assert f"as withdrawn, without its files and the booklets with it: {name}" in published.err
    assert not list((output / FOLDER / "nl").rglob("ms-*.*"))
    assert (on_site / FILE).read_bytes() == before


@pytest.mark.parametrize(("options", "said"), [
    (["--withdraw", "ffffff", "--reason", "x"], 'No published version is "ffffff".'),
    (["--withdraw", "\x1b[31m", "--reason", "x"], r'No published version is "\x1b[31m".'),
    (["--withdraw", "../../x", "--reason", "x"], 'No published version is "../../x".'),
    (["--withdraw", "ffffff"], "--withdraw ID and --reason TEXT go together"),
    (["--reason", "x"], "--withdraw ID and --reason TEXT go together"),
    (["--withdraw", "ffffff", "--reason", "x", "--publish"], "are two steps: withdraw first, then publish."),
])  # fmt: skip
def test_what_cannot_be_withdrawn_is_refused(options: list[str], said: str, on_site: Path, tmp_path: Path) -> None:
    """With a sentence; no register is begun and no site written."""
    code, _, err = site(on_site, tmp_path / "out", *options)
    assert code == 2
    assert said in err
    assert not (on_site / FILE).exists()
    assert not (tmp_path / "out" / FOLDER).exists()


@pytest.mark.parametrize("address", [
    "http://folders.example.org", "https://folders.example.org/../x", "https://folders.example.org/%2e%2e/x",
    "https://folders.example.org/?a", "//folders.example.org",
])  # fmt: skip
def test_an_address_that_is_none_stops_all(address: str, on_site: Path, tmp_path: Path) -> None:
    """No https, or a path that leads up: the line of edition.yaml, and nothing written."""
    edition = on_site / "edition.yaml"
    edition.write_text(edition.read_text(encoding="utf-8").replace(SITE, address), encoding="utf-8")
    code, _, err = site(on_site, tmp_path / "out", "--publish")
    assert code == 1
    assert 'edition.yaml, line 13: the field "site" is wrong: ' in err
    assert "Write an address such as https://example.org, without a question mark or #." in err
    assert not (on_site / FILE).exists()
    assert not (tmp_path / "out" / FOLDER).exists()


@pytest.mark.parametrize(("change", "said"), [
    (lambda rows: [rows[0].replace("2027", "2028", 1), *rows[1:]], "does not follow the line before it, which was changed"),
    (lambda rows: rows[1:], "does not follow the line before it, which was changed or is missing"),
    (lambda rows: [*rows, rows[0]], "does not follow the line before it"),
    (lambda rows: [*rows, json.dumps({**json.loads(rows[0]), "after": mark_of(rows[-1])})], "a second time"),
    (lambda rows: [*rows, "{"], "is no version and no withdrawal"),
])  # fmt: skip
def test_a_register_that_is_wrong_stops_all(
    change: Callable[[list[str]], list[str]], said: str, on_site: Path, tmp_path: Path
) -> None:
    """A line that was changed, is missing, or stands there twice: the sentence, and nothing added or written."""
    output = tmp_path / "out"
    stocked(on_site, output)
    site(on_site, output, "--publish", "--quiet")
    shutil.rmtree(output / FOLDER)
    rows = change((on_site / FILE).read_text(encoding="utf-8").splitlines())
    (on_site / FILE).write_text("\n".join(rows) + "\n", encoding="utf-8")
    before = (on_site / FILE).read_bytes()
    for options in ((), ("--publish",), ("--withdraw", json.loads(rows[0])["id"], "--reason", "x")):
        code, _, err = site(on_site, output, *options)
        assert code == 1
        assert said in err
        assert "never changed, only added at its end" in err
    assert (on_site / FILE).read_bytes() == before
    assert not (output / FOLDER).exists()


def test_an_edition_writes_into_the_register_of_the_series(content: Path, tmp_path: Path) -> None:
    """Its words are those of the series: its leaflets are published once, with the address its own prints lead to."""
    from leaflets.content.in_edition import in_edition

    own = Editions(content)
    series = own.read(("box: association", "box: association\nsite: https://moe.example"))
    code, _, err = site(content, tmp_path / "out", "--edition", "moe", "--publish")
    assert (code, lines(content)) == (1, [])
    assert "Nothing is published before its files are made: build.py --edition moe." in err
    fill(tmp_path / "out/editions/moe", in_edition(series, "moe"))
    fill(tmp_path / "out", series)
    code, out, _ = site(content, tmp_path / "out", "--edition", "moe", "--publish")
    assert code == 0
    published = lines(content)
    assert {line["base"] for line in published} == {"https://moe.example"}
    assert "crps" not in {line["leaflet"] for line in published}
    assert ", ".join(ids(content)) in out
    site(content, tmp_path / "out", "--publish", "--quiet")
    more = lines(content)[len(published) :]
    assert "crps" in {line["leaflet"] for line in more}
    assert "ms" not in {line["leaflet"] for line in more}


def test_another_address_is_told_and_its_files_are_not_handed_out(on_site: Path, tmp_path: Path) -> None:
    """Paper leads to the old one for years; the files that still do are made again first, also before publishing."""
    output = tmp_path / "out"
    stocked(on_site, output)
    assert site(on_site, output, "--publish").code == 0
    edition = on_site / "edition.yaml"
    for old, new, said in (
        (SITE, "https://nieuw.example.org", f"older prints lead to {SITE}, and not to https://nieuw.example.org"),
        ("https://nieuw.example.org", "null", f"older prints lead to {SITE}, and no site is named"),
    ):
        edition.write_text(
            edition.read_text(encoding="utf-8").replace(f"site: {old}", f"site: {new}"), encoding="utf-8"
        )
        for options in ((), ("--publish",)):
            code, _, err = site(on_site, output, *options)
            assert code == 1
            assert said in err
            assert "17 files are not there to download" in err
        assert not list((output / FOLDER).rglob("*.pdf"))
