"""The command line: what a user types, what is printed and made, and how it ends."""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from leaflets.build.outcome import BuildOutcome
from leaflets.content import Catalogue
from leaflets.plan import Request
from tests.conftest import PROJECT
from tests.small import FILES, HEARS_CTRL_C, LEAFLETS, UNSEEN, Outcome, Press, finished, run

pytestmark = pytest.mark.whole

SENTENCE = re.compile(r"^build\.py: .*[.)]\n$")


def is_one_sentence(outcome: Outcome) -> bool:
    """Whether all that was said is one line on the error stream."""
    return outcome.out == "" and outcome.err.count("\n") == 1 and SENTENCE.match(outcome.err) is not None


def test_a_build_says_how_far_it_is_and_what_it_made(pressed: Press) -> None:
    """Piped, each step is a numbered line; the last line counts files, pages and seconds, and says where they are."""
    *steps, last = (pressed.home / "said").read_text(encoding="utf-8").splitlines()
    count = len(steps)
    assert [line.split(" ")[0] for line in steps] == [f"{step}/{count}" for step in range(1, count + 1)]
    assert {"MS (booklet, 10)", "nl/booklet/booklet.pdf"} <= {line.split(" ", 1)[1] for line in steps}
    assert all(line.isprintable() for line in steps)
    pages = sum(entry["pages"] for entry in pressed.manifest.values())
    assert re.fullmatch(rf"3 files, {pages} pages \(3 made, 0 unchanged\) in \d+\.\d s: \S*output", last)
    assert tuple(pressed.pdfs()) == FILES


def test_a_second_build_says_at_once_that_nothing_changed(press: Press) -> None:
    """With nothing changed the answer takes less than half a second of work, and no page-making library is loaded."""
    first = press.build()
    assert (first.code, first.err) == (0, "")
    assert "(0 made, 3 unchanged)" in first.out
    before = {path: path.stat().st_mtime_ns for path in press.output.rglob("*")}
    heavy = {"weasyprint", "pikepdf", "pypdf", "jinja2", "pydantic", "yaml", "markdown"}
    after = f"import time; print({heavy} & set(sys.modules), time.process_time() < 0.5)"
    again = finished(press.apart(after=after))
    assert (again.code, again.err) == (0, "")
    said, loaded = again.out.splitlines()
    pages = sum(entry["pages"] for entry in press.manifest.values())
    assert re.fullmatch(rf"Nothing has changed: 3 files, {pages} pages in \S*output \(\d\.\d s\)\.", said)
    assert loaded == "set() True"
    assert {path: path.stat().st_mtime_ns for path in press.output.rglob("*")} == before


@pytest.mark.usefixtures("anew")
def test_the_number_of_processes_changes_no_byte(pressed: Press, press: Press) -> None:
    """One process makes the very files and the very manifest that two made."""
    for path in [*press.output.rglob("*.pdf"), *press.output.rglob("*.json"), *press.output.rglob("*.proof")]:
        path.unlink()
    assert press.build().code == 0
    assert press.pdfs() == pressed.pdfs()
    assert (press.output / "manifest.json").read_bytes() == (pressed.output / "manifest.json").read_bytes()


def asked_by(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> Request:
    """What the press is asked to make when these are the arguments."""
    asked: list[Request] = []

    def make(_: Catalogue, request: Request, __: object) -> BuildOutcome:
        asked.append(request)
        return BuildOutcome(made=["nl/leaflets/ms-a5.pdf"])

    monkeypatch.setattr("leaflets.build.pipeline.make", make)
    monkeypatch.setattr("leaflets.build.unchanged.nothing_changed", lambda *_: None)
    monkeypatch.setattr("leaflets.build.unchanged.remember", lambda *_: None)
    assert run(*arguments).code == 0
    (request,) = asked
    return request


@pytest.mark.parametrize("arguments", [[], ["build"]])
def test_no_command_builds_everything(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing on the command line means: build all, from content/ into output/."""
    request = asked_by(arguments, monkeypatch)
    assert (request.languages, request.leaflets, request.formats, request.force) == ((), (), (), False)
    assert (request.project, request.content, request.output) == (PROJECT, PROJECT / "content", PROJECT / "output")
    assert request.jobs >= 1


def test_every_option_reaches_the_press(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options may be repeated and stand without the word build; each is handed on as it was given."""
    options = "--leaflet ms --leaflet crps --format a5 --language nl --jobs 3 --force --output"
    request = asked_by([*options.split(), str(tmp_path / "o"), "--content", str(content)], monkeypatch)
    assert (request.leaflets, request.formats, request.languages) == (("ms", "crps"), ("a5",), ("nl",))
    assert (request.jobs, request.force) == (3, True)
    assert (request.output, request.content) == (tmp_path / "o", content)


def test_a_choice_makes_that_and_leaves_the_rest(press: Press) -> None:
    """Naming a leaflet and a format makes that one file; all others, and their lines in the manifest, stay."""
    before = press.pdfs()
    outcome = press.build("--leaflet", "crps", "--format", "a5", "--force")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[-1].startswith("1 file, 4 pages (1 made, 0 unchanged)")
    assert press.pdfs() == before
    assert tuple(press.manifest) == FILES


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--leaflet", "gout"], 'There is no leaflet "gout". Choose from: alzheimer, brain-injury,'),
        (["--format", "a9"], 'There is no format "a9". Choose from: a4, a5,'),
        (["--language", "xx"], 'There is no language "xx". Choose from: '),
        (["--leaflet"], "Option '--leaflet' requires an argument."),
        (["--leaflets", "ms"], "No such option '--leaflets'. Did you mean '--leaflet'? Run"),
        (["--jobs", "0"], "Invalid value for '--jobs'"),
        (["--jobs", "many"], "Invalid value for '--jobs'"),
        (["--content", "/nowhere"], 'There is no folder "/nowhere". Name another'),
        (["--output", str(PROJECT / "README.md")], "Invalid value for '--output': "),
        (["--practice", "x.yaml", "--fillable"], "--fillable does not go with --practice. Leave it out;"),
        (["--practice", "x.yaml", "--paper", "a3"], "--paper does not go with --practice. Leave it out;"),
        (["biuld"], "No such command 'biuld'."),
        (["build", "ms"], "Got unexpected extra argument"),
        (["list", "--force"], "No such option '--force'."),
        (["new"], "Missing argument "),
        (["new", "leaflet"], "Missing argument "),
        (
            ["new", "booklet", "x"],
            "Invalid value for 'KIND': 'booklet' is not one of 'leaflet', 'practice', 'edition'.",
        ),
        (["new", "leaflet", "Mi graine"], '"Mi graine" is no id. Use lower case letters, digits and hyphens.'),
        (["new", "leaflet", "ms"], "content/nl/ms.md is there already."),
        (["new", "leaflet", "gout", "--language", "xx"], 'There is no language "xx" in content.'),
    ],
)
def test_a_wrong_command_line_is_one_sentence(arguments: list[str], said: str, tmp_path: Path) -> None:
    """What does not exist ends with 2 and one sentence, and nothing is made."""
    elsewhere = ["--output", str(tmp_path / "output")] if arguments[0].startswith("--") else []
    outcome = run(*elsewhere, *arguments)
    assert outcome.code == 2
    assert is_one_sentence(outcome)
    assert outcome.err.startswith(f"build.py: {said}")
    assert not (tmp_path / "output").exists()
    assert not (PROJECT / "content" / "nl" / "gout.md").exists()


def test_the_front_door_hands_over(tmp_path: Path) -> None:
    """build.py itself, called from anywhere, gives the sentence and the exit code."""
    command = [sys.executable, str(PROJECT / "build.py"), "--leaflet", "gout", "--output", str(tmp_path / "o")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert is_one_sentence(Outcome(done.returncode, done.stdout, done.stderr))
    assert done.returncode == 2


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_lists_the_commands(flag: str) -> None:
    """Help ends well and names each command."""
    outcome = run(flag)
    assert outcome.code == 0
    assert all(f" {command} " in outcome.out for command in ("build", "list", "new"))


def test_a_new_leaflet_is_begun_once_and_waits_for_its_words(press: Press) -> None:
    """`new leaflet` writes a file and says what to do; until that is done a build of it names each open place."""
    content = str(press.content)
    outcome = run("new", "leaflet", "migraine", "--content", content)
    assert (outcome.code, outcome.err) == (0, "")
    path = press.content / "nl" / "migraine.md"
    said = f"{path} is ready. Fill in what stands between ‹ ›, then run build.py --leaflet migraine"
    assert outcome.out == f"{said} --content {content}.\n"
    again = run("new", "leaflet", "migraine", "--content", content)
    assert (again.code, again.err) == (2, "build.py: content/nl/migraine.md is there already.\n")
    built = press.build("--leaflet", "migraine", "--format", "a5")
    assert built.code == 1
    assert "content/nl/migraine.md, line 2: a placeholder is left over in the field" in built.err
    open_places = sum("‹" in line for line in path.read_text(encoding="utf-8").splitlines())
    assert built.err.count("a placeholder is left over") == open_places
    assert built.out.startswith("0 files, 0 pages")
    assert tuple(press.manifest) == FILES


def test_one_broken_leaflet_stops_no_other(press: Press) -> None:
    """The broken one is a sentence and the booklet another; the others are made, and what was there stays."""
    before = press.pdfs()
    (press.content / "nl" / "ms.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    (press.output / "nl" / "leaflets" / "crps-a5.pdf").unlink()
    outcome = press.build()
    assert outcome.code == 1
    first, second = outcome.err.splitlines()
    assert first.startswith("content/nl/ms.md, line 3: is not valid YAML: ")
    assert second == (
        "nl/booklet: is not made, for these of its texts are wrong: ms. Mend them; what was there is untouched."
    )
    assert outcome.out.splitlines()[-1].startswith("1 file, 4 pages (1 made, 0 unchanged, 2 problems)")
    assert press.pdfs() == before
    assert tuple(press.manifest) == FILES


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--leaflet", "crps", "--format", "a5"], 0),
        (["--leaflet", "ms", "--format", "a5"], 1),
        (["--format", "a5"], 1),
    ],
)
def test_a_mistake_concerns_those_who_ask_for_it(arguments: list[str], code: int, press: Press) -> None:
    """A broken leaflet stands in the way of requests that name it or name none, and of no other."""
    (press.content / "nl" / "ms.md").write_bytes(b"")
    outcome = press.build(*arguments)
    assert outcome.code == code
    assert outcome.err == ("content/nl/ms.md: is empty. Write something in it, or delete it.\n" if code else "")


def test_a_broken_format_is_never_taken_for_a_wrong_option(press: Press) -> None:
    """A format whose style sheet is wrong is said as that, whatever is asked for, and the others are made."""
    (press.project / "styles" / "formats" / "a5.css").write_text("p {}", encoding="utf-8")
    said = (
        "styles/formats/a5.css, line 1: has no leading comment with its geometry. "
        "Begin the file with /* … */ holding the format's YAML.\n"
    )
    for arguments, made in (("--format a5", "0 files"), ("--format booklet", "1 file,"), ("--leaflet ms", "0 files")):
        outcome = press.build(*arguments.split())
        assert (outcome.code, outcome.err) == (1, said)
        assert outcome.out.splitlines()[-1].startswith(made)


@pytest.mark.parametrize("name", ["sources.yaml", "edition.yaml"])
def test_a_broken_shared_list_stops_the_build_with_a_sentence(name: str, press: Press) -> None:
    """When nothing can be made, nothing that was made is touched."""
    before = press.pdfs()
    (press.content / name).write_text("- x: [", encoding="utf-8")
    outcome = press.build()
    assert outcome.code == 1
    assert is_one_sentence(outcome)
    assert outcome.err.startswith(f"build.py: content/{name}, line 1: is not valid YAML: ")
    assert press.pdfs() == before


def test_a_word_missing_from_the_language_costs_the_pages_that_need_it(press: Press) -> None:
    """A word of the press that was taken away is a sentence with its file, not a traceback."""
    file = press.content / "nl" / "_language.yaml"
    text = file.read_text(encoding="utf-8")
    assert "  all_sources: " in text
    file.write_text(re.sub("  all_sources: .*\n", "", text), encoding="utf-8")
    outcome = press.build()
    assert outcome.code == 1
    said = 'content/nl/_language.yaml: the word "all_sources" is missing. Add "  all_sources: …" under words.'
    assert outcome.err.splitlines() == [said]
    assert outcome.out.splitlines()[-1].startswith("2 files, 8 pages")


IN_2037 = str(int(dt.datetime(2037, 3, 1, tzinfo=dt.UTC).timestamp()))
LAPSED = "Herziening verlopen op 1 november 2027"


def test_ten_years_on_everything_is_made_and_says_that_its_review_is_past(
    pressed: Press, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file bears the mark, each text is told by every build, which ends well; the day before nothing is changed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", IN_2037)
    outcome = press.build()
    assert outcome.code == 0
    todo = "[C03]. Have the text reviewed, then set date and review_by anew."
    dates = (press.content / "edition.yaml").read_text("utf-8").split("\n")
    line = next(number for number, one in enumerate(dates, 1) if one.startswith("booklet_review_by:"))
    assert sorted(outcome.err.splitlines()) == [
        f"content/edition.yaml, line {line}: the booklet: its review was due before 2027-11-01 "
        "[C03]. Have the booklet reviewed, then set its dates anew.",
        f"content/nl/crps.md, line 12: its review was due before 2027-11-01 {todo}",
        f"content/nl/ms.md, line 12: its review was due before 2027-11-01 {todo}",
    ]
    assert "(3 made, 0 unchanged, 3 warnings)" in outcome.out
    assert "not published" not in outcome.out
    marks = {name: words_of(data).count(LAPSED) for name, data in press.pdfs().items()}
    assert marks == {"nl/booklet/booklet.pdf": 4, "nl/leaflets/crps-a5.pdf": 2, "nl/leaflets/ms-a5.pdf": 2}
    again = press.build()
    assert (again.code, again.err) == (0, outcome.err)
    assert "(0 made, 3 unchanged, 3 warnings)" in again.out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2027, 10, 31, 23, tzinfo=dt.UTC).timestamp())))
    assert press.build()[::2] == (0, "")
    assert press.pdfs() == pressed.pdfs()


def test_ten_years_on_no_print_shop_gets_a_file_without_a_reason(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for and may not be handed on is refused with 1 and the way to let it pass; then it is made."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", IN_2037)
    asked = ("--leaflet", "ms", "--format", "a5", "--press")
    outcome = press.build(*asked)
    assert outcome.code == 1
    assert outcome.err == (
        "content/nl/ms.md, line 12: its review was due before 2027-11-01, so no print shop gets a file of it [C03]. "
        'Have it reviewed; or let it pass with a reason: --allow "C03=why".\n'
    )
    assert outcome.out.startswith("0 files, 0 pages")
    house = press.content / "preflight.yaml"
    allow = '\nallow:\n  - {rule: C03, where: "*/ms.md", reason: the review is under way}\n'
    house.write_text(house.read_text(encoding="utf-8").replace("\nallow:\n", allow), encoding="utf-8")
    outcome = press.build(*asked)
    assert (outcome.code, outcome.err) == (0, "")
    assert words_of(press.pdfs()["nl/leaflets/ms-a5-press.pdf"]).count(LAPSED) == 2


def words_of(pdf: bytes) -> str:
    """The words of all pages, spaces and line ends as one."""
    with pypdfium2.PdfDocument(pdf) as pages:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def test_a_removed_leaflet_takes_its_files_along(press: Press) -> None:
    """The next build of everything removes what no text gives any more, and the booklet is made without it."""
    (press.content / "nl" / "ms.md").unlink()
    assert press.build("--format", "a5").code == 0
    assert "nl/leaflets/ms-a5.pdf" in press.pdfs()
    outcome = press.build()
    assert (outcome.code, outcome.err) == (0, "")
    assert tuple(press.pdfs()) == ("nl/booklet/booklet.pdf", "nl/leaflets/crps-a5.pdf")
    assert tuple(press.manifest) == tuple(press.pdfs())


def test_a_build_that_is_killed_leaves_whole_files(pressed: Press, press: Press) -> None:
    """Killed half way, every file there is opens whole, no process is left, and the next build finishes the work."""
    for path in [*press.output.rglob("*.pdf"), *press.output.rglob("*.json"), *press.output.rglob("*.proof")]:
        path.unlink()
    process = press.apart(jobs=2, before=UNSEEN)
    while not press.pdfs():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert finished(process).code == -signal.SIGKILL  # the pipes are closed: nobody else writes to them any more
    left = press.pdfs()
    assert 0 < len(left) < len(FILES)
    for name in left:
        with pikepdf.open(press.output / name) as pdf:
            assert len(pdf.pages) == pressed.manifest[name]["pages"]
    assert not (press.output / "manifest.json").exists()
    outcome = press.build()
    assert (outcome.code, outcome.err) == (0, "")
    assert press.pdfs() == pressed.pdfs()


def test_a_build_that_is_stopped_says_so(press: Press) -> None:
    """Ctrl-C ends with 130 and one sentence; no worker says anything of its own."""
    process = press.apart("--force", jobs=2, before=f"{HEARS_CTRL_C}\n{UNSEEN}")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("1/")
    process.send_signal(signal.SIGINT)
    outcome = finished(process)
    assert outcome.code == 130
    assert outcome.err.strip() == "build.py: stopped. What was finished is there; run it again for the rest."


def test_an_output_folder_that_cannot_be_written_is_a_sentence(press: Press, tmp_path: Path) -> None:
    """What the system refuses is said with the folder and what to look at."""
    (tmp_path / "file").touch()
    target = str(tmp_path / "file" / "output")
    outcome = run("--leaflet", "crps", "--format", "a5", "--content", str(press.content), "--output", target)
    assert outcome.code == 1
    assert is_one_sentence(Outcome(1, "", outcome.err))
    assert outcome.err.startswith(f"build.py: {tmp_path / 'file'}")
    assert "Not a directory. Look at the folder and the space on the disk." in outcome.err


def test_a_slug_longer_than_a_file_can_be_called_costs_that_leaflet(press: Press) -> None:
    """It is said with file and line, and the other leaflet is made and listed."""
    text = press.content / "nl" / "ms.md"
    whole = text.read_text(encoding="utf-8")
    line = whole.split("\n").index("slug: ms") + 1
    text.write_text(whole.replace("slug: ms\n", f"slug: {'a' * 240}\n"), encoding="utf-8")
    (press.output / FILES[1]).unlink()
    outcome = press.build("--format", "a5")
    assert outcome.code == 1
    assert outcome.err.startswith(f'content/nl/ms.md, line {line}: the field "slug" is wrong: ')
    assert outcome.err.count("\n") == 1
    assert (press.output / FILES[1]).is_file()
    assert tuple(press.manifest) == FILES


@pytest.mark.parametrize("command", [[], ["check"], ["personalise"]])
def test_a_moment_that_is_none_is_a_wrong_option(
    command: list[str], press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A SOURCE_DATE_EPOCH of thirty nines ends with 2 and one sentence, whatever was asked for."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    outcome = run(*command, "--content", str(press.content), "--output", str(press.output))
    assert outcome.code == 2
    assert outcome.err.startswith('build.py: SOURCE_DATE_EPOCH is "99999999999999999999", which names no moment.')
    assert is_one_sentence(Outcome(2, "", outcome.err))


def test_names_that_are_no_utf8_are_no_traceback(press: Press) -> None:
    """Files out of a ZIP made on Windows, anywhere in the content: what is none of ours is left, the rest is told."""
    own = [
        place % os.fsdecode(b"caf\xe9")
        for place in ("%s.txt", "nl/%s.md", "nl/booklet/%s.md", "nl/pictures/%s.png", "practices/%s.yaml", "%s/_language.yaml")
    ]  # fmt: skip
    commands = (["list"], ["build"], ["build"], ["check"], ["personalise"], ["personalise", "--check"])
    for name in own:
        path = press.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("---\n", encoding="utf-8")
        for command in commands if name == own[-1] else commands[:2]:
            where = ["--output", str(press.output)] if command != ["list"] else []
            outcome = run(*command, "--content", str(press.content), *where)
            assert outcome.code in (0, 1)
            assert (outcome.out + outcome.err).encode()
    said = press.build("--format", "a5").err
    assert said.startswith("content/caf\\udce9/_language.yaml")
    assert "content/nl/caf\\udce9.md: the file's name is no id." in said
    assert (press.output / "preflight.json").read_text(encoding="utf-8").count("caf\\udce9") >= 3


def test_a_film_among_the_texts_is_not_read(press: Press) -> None:
    """A file of a terabyte beside the pictures takes no time and no memory, and its change is a change."""
    film = press.content / "nl" / "film.mp4"
    with film.open("wb") as file:
        file.truncate(1 << 40)
    assert press.build().code == 0
    assert press.build().out.startswith("Nothing has changed")
    os.utime(film, (1e9, 1e9))
    assert not press.build().out.startswith("Nothing has changed")


def test_a_missing_system_library_is_answered_with_the_command(press: Press) -> None:
    """Where Pango cannot be loaded the build ends with 3, and all that is said is how to install it."""
    before = """
import cffi
def dlopen(self, name, *flags):
    raise OSError(f"cannot load library {name!r}")
cffi.FFI.dlopen = dlopen
"""
    outcome = finished(press.apart("--force", before=before))
    assert outcome.code == 3
    assert is_one_sentence(outcome)
    assert "Run: sh setup.sh (or: apt-get install libpango-1.0-0 " in outcome.err


def test_the_leaflets_of_the_small_press_are_those_of_the_project() -> None:
    """The small press these tests build with has real leaflets."""
    assert all((PROJECT / "content" / "nl" / f"{name}.md").is_file() for name in LEAFLETS)
