"""A command is read in the language --messages or the locale names: what it says, its help and its mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from leaflets import cli
from leaflets.cli.tongue import help_texts, in_their_words, language, of_click, read_in, sentence_of, translated_help
from leaflets.messages import say
from leaflets.problems import WrongOption
from tests import catalogues


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """The next test reads English again."""
    yield
    read_in(["--messages", "en"])


@pytest.mark.parametrize(
    ("given", "rest", "named"),
    [
        ([], [], "en"),
        (["--messages", "nl"], [], "nl"),
        (["--messages=FR", "list"], ["list"], "fr"),
        (["check", "--links", "--messages", "nl"], ["check", "--links"], "nl"),
        (["--messages", "nl", "--messages", "fr"], [], "fr"),
    ],
)
def test_the_option_may_stand_anywhere(given: list[str], rest: list[str], named: str) -> None:
    """Before the command or after it; the last one counts."""
    assert (read_in(given), language()) == (rest, named)


def test_the_locale_counts_without_the_option(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who works in Dutch or French reads it; the option goes before the locale."""
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    assert read_in(["list"]) == ["list"]
    assert in_their_words(say("is empty")) == "is leeg"
    read_in(["--messages", "en"])
    assert in_their_words(say("is empty")) == "is empty"


@pytest.mark.parametrize("given", [["--messages", "de"], ["--messages"], ["--messages="]])
def test_a_language_the_press_does_not_speak_is_refused(given: list[str]) -> None:
    """With those it does."""
    with pytest.raises(WrongOption, match=r"Choose from: en, nl, fr\."):
        read_in(given)


@pytest.mark.parametrize(("named", "begins"), [("nl", "Gebruik: "), ("fr", "Usage\u00a0: ")])
def test_help_is_in_the_language_too(named: str, begins: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All of it: no line of the English help is left over but commands, options and what stands for a value."""
    names = [[], *([one] for one in cli.app.commands)]
    for name in names:
        assert cli.main([*name, "--help"]) == 0
        english = {line.strip() for line in capsys.readouterr().out.splitlines()}
        assert cli.main([*name, "--help", "--messages", named]) == 0
        said = capsys.readouterr().out
        assert said.startswith(begins)
        same = {line.strip() for line in said.splitlines()} & english
        assert not [line for line in same if re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", line)], same


def test_the_commands_themselves_stay_english() -> None:
    """What is made for a reader of Dutch is made for this call only."""
    read_in(["--messages", "nl"])
    before = list(help_texts(cli.app))
    assert translated_help(cli.app) is not cli.app
    assert list(help_texts(cli.app)) == before
    read_in(["--messages", "en"])
    assert translated_help(cli.app) is cli.app


WRONG = (
    ["list", "--zz"], ["build", "--leflet", "ms"], ["zz"], ["lst"], ["build", "--leaflet"], ["build", "--force=1"],
    ["build", "--jobs", "x"], ["build", "--jobs", "0"], ["list", "x"], ["list", "x", "y"], ["review"], ["completion"],
    ["completion", "ksh"], ["list", "--content", __file__],
)  # fmt: skip


@pytest.mark.parametrize("given", WRONG, ids=" ".join)
def test_what_click_says_is_said_in_the_language_too(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """In English as click says it, on one line; in Dutch and French by a sentence of ours."""
    with pytest.raises(click.ClickException) as caught, cli.app.make_context("build.py", given) as context:
        cli.app.invoke(context)
    said = of_click(caught.value)
    assert said == " ".join(caught.value.format_message().split())
    for named in ("nl", "fr"):
        assert said.said_in(named) != said
    assert cli.main([*given, "--messages", "nl"]) == 2
    assert capsys.readouterr().err.rstrip().endswith("--help voor wat er kan.")


def test_what_may_be_chosen_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """The names stand on its line with commas between, and the argument is called as the help calls it."""
    assert cli.main(["completion"]) == 2
    assert capsys.readouterr().err == (
        "build.py: Missing argument 'SHELL'. Choose from: bash, zsh, fish. Run build.py --help for what there is.\n"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("--messages=", "--messages needs a language. Choose from: en, nl, fr.\n"),
        ("list --messages", "--messages needs a language. Choose from: en, nl, fr.\n"),
        ("--jobs x", "Invalid value for '--jobs': 'x' is not a valid whole number. "),
        ("--jobs 1.5", "Invalid value for '--jobs': '1.5' is not a valid whole number. "),
        ("--jobs x --messages nl", "'--jobs' kan niet 'x' zijn: schrijf een heel getal. "),
        ("--paper a2", '"poster" is not made on a2. Choose from: a4, a3.\n'),
        ("--paper a3", "--paper a3 needs a format. Add --format poster.\n"),
        ("--caliper 9", "--caliper 9: one sheet of paper is 0.03 to 0.5 mm thick. Office paper of 80 g is 0.10; "),
        (
            "--caliper 9 --messages nl",
            "--caliper 9: één vel papier is 0,03 tot 0,5 mm dik. Printpapier van 80 g is 0,10; ",
        ),
    ],
)
def test_a_wrong_value_says_what_would_do(given: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In one go, in plain words, and with the numbers of one language."""
    assert cli.main(given.split(" ")) == 2
    assert capsys.readouterr().err.startswith(f"build.py: {said}")


@pytest.mark.parametrize("named", ["nl", "fr"])
def test_nothing_of_a_help_stays_english(named: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands for a value neither, nor the example of a reason, and the headings have their language's spaces."""
    said = ""
    for name in ["", *cli.app.commands]:
        assert cli.main([*name.split(), "--help", "--messages", named]) == 0
        said += capsys.readouterr().out
    english = r"\b(?:INTEGER|RANGE|PATH|TEXT|DIR|FILE|RULE|SIZE|ADDRESS|PRACTICES|KIND)\b"
    assert re.findall(english, said) == []
    assert "looked up" not in said
    assert ("\nOptions\u00a0:\n" in said, "\nCommandes\u00a0:\n" in said) == (named == "fr", named == "fr")


def test_french_help_speaks_to_its_reader_everywhere() -> None:
    """Every command tells what to do in the imperative, and has one kind of apostrophe."""
    for command in cli.app.commands.values():
        said = sentence_of(command.short_help or "").said_in("fr")
        assert re.match(r"\w+ez\b|(Ref|F)aites\b", said), said
    assert not [one.id for one in catalogues.read("fr") if "’" in str(one.string)]


def test_data_stays_english(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What another program reads has the same words for everybody."""
    (content / "nl" / "ms.md").write_text("", encoding="utf-8")
    told = []
    for named in ("en", "nl"):
        assert cli.main(["list", "--json", "--content", str(content), "--messages", named]) == 1
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1]
    assert told[0]["problems"][0]["what"] == "is empty"


def test_a_problem_is_said_in_dutch(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its place and what to do."""
    (content / "nl" / "ms.md").write_text("", encoding="utf-8")
    assert cli.main(["list", "--content", str(content), "--messages", "nl"]) == 1
    assert capsys.readouterr().err == "content/nl/ms.md: is leeg. Schrijf er iets in, of verwijder het.\n"
