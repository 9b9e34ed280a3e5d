"""What a user types is taken as it was meant, and no less is told when it was not understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leaflets.cli import COMMANDS, options
from leaflets.cli.build import build
from leaflets.installed import VERSION
from leaflets.problems import ExitCode, WrongOption
from tests.conftest import PROJECT
from tests.small import FILES, Press, run


def test_ids_are_taken_as_they_are_written() -> None:
    """Capitals and blanks make no other id, and twice the same is once."""
    with build.make_context("build", ["--format", "A5", "--format", " a5 ", "--leaflet", "NAH"]) as context:
        assert (context.params["format"], context.params["leaflet"]) == (("a5",), ("nah",))


def test_a_look_beside_the_words_is_taken(tmp_path: Path) -> None:
    """A folder with styles or templates of its own is a project; words that lie alone have those of the press."""
    assert options.project_of(tmp_path / "content") == options.PROJECT
    (tmp_path / "styles").mkdir()
    assert options.project_of(tmp_path / "content") == tmp_path
    assert options.project_of(PROJECT / "content") == PROJECT


def test_a_leaflet_may_be_named_as_its_readers_do(press: Press) -> None:
    """In capitals as on its cover, and nothing else is made."""
    outcome = press.build("--leaflet", "MS", "--format", "A5")
    assert (outcome.code, outcome.err) == (0, "")
    assert FILES[2] in press.manifest


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--leaflet", "fibromyalgi"), 'There is no leaflet "fibromyalgi". Did you mean "fibromyalgia"? Choose from: '),
        (("--format", "trifolds"), 'There is no format "trifolds". Did you mean "trifold"? Choose from: '),
        (("--format", "xyz"), 'There is no format "xyz". Choose from: '),
    ],
)
def test_what_is_near_is_offered(given: tuple[str, str], said: str, tmp_path: Path) -> None:
    """A slip of the finger is answered with what was meant, and with all there is."""
    outcome = run(*given, "--output", str(tmp_path / "o"))
    assert outcome.code == ExitCode.MISUSED
    assert outcome.err.startswith(f"build.py: {said}")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["--json", "list"], ["list", "--json"]),
        (["-q", "-v", "list"], ["list", "-q", "-v"]),
        (["--content", "{content}", "list"], ["list", "--content", "{content}"]),
        (["--content={content}", "list", "--json"], ["list", "--content={content}", "--json"]),
        (["help"], ["--help"]),
        (["help", "fit"], ["fit", "--help"]),
        (["--json", "help", "fit"], ["fit", "--help"]),
    ],
)
def test_options_may_go_before_the_command(given: list[str], meant: list[str], content: Path) -> None:
    """They are those of the command; and who asks for help by that word gets it."""
    before, after = ([one.format(content=content) for one in words] for words in (given, meant))
    outcome = run(*before)
    assert outcome.code == 0
    assert outcome == run(*after)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--json", "lst"], "No such command 'lst'. Did you mean 'list'?"),
        (["--json", "zzz"], "Got unexpected extra argument (zzz)"),
        (["--leaflet", "list"], 'There is no leaflet "list"'),
        (["--links", "list"], "No such option '--links'"),
        (["help", "zzz"], "No such command 'zzz'."),
    ],
)
def test_what_is_no_command_is_told(given: list[str], said: str, tmp_path: Path) -> None:
    """A word that is the value of an option is no command, and one that is nearly a command is said to be that."""
    outcome = run(*given, *(["--output", str(tmp_path)] if given[0] == "--leaflet" else []))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"build.py: {said}")


def test_quiet_says_only_what_is_wrong(press: Press) -> None:
    """Nothing when all is well, done or not to do; what is wrong as ever."""
    for more in ((), ("--force",)):
        assert press.build("--quiet", *more) == (0, "", "")
    (press.content / "nl" / "ms.md").write_text("x", encoding="utf-8")
    outcome = press.build("-q")
    assert (outcome.code, outcome.out) == (1, "")
    assert "content/nl/ms.md" in outcome.err


def test_open_shows_the_first_file(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file itself is handed to the system's viewer."""
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    assert press.build("--leaflet", "ms", "--format", "a5", "--open").code == 0
    assert opened == [str(press.output / FILES[2])]


def test_the_version_is_told_once() -> None:
    """The command says it, the package is built with it, and the change log has it."""
    assert run("--version").out == f"Leaflet Press {VERSION}\n"
    assert 'path = "leaflets/installed.py"' in (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"## [{VERSION}]" in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_line_of_the_help_is_cut() -> None:
    """Every command is told in one line that ends with its own full stop, and no command means build."""
    said = run("--help").out
    for command in COMMANDS:
        assert re.search(rf"^  {command.name} +[A-Z][^.]+\.$", said, re.MULTILINE), command.name
    assert "Without a command it builds" in said
    assert "Examples:" in said


def test_the_manual_tells_every_exit_code() -> None:
    """README names each where it tells of them."""
    manual = (PROJECT / "README.md").read_text(encoding="utf-8")
    part = manual[manual.index("## Exit codes") :].split("\n## ", maxsplit=1)[0]
    assert [
        code for code in ExitCode if not re.search(rf"(with|made\),|wrong,|missing,) (and with )?{code:d}\b", part)
    ] == []


@pytest.mark.parametrize("caliper", ["0", "nan", "1", "thick"])
def test_what_is_no_paper_is_told(caliper: str) -> None:
    """A sheet has a thickness a printer can draw in."""
    with pytest.raises(WrongOption, match="thick"):
        options.thick(caliper)
