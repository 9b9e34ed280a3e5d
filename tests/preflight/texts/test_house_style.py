from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaflets.messages import say
from leaflets.preflight import IDS
from leaflets.preflight.texts.house_style import House, allowances, allowed_by, house_style, reason_for
from leaflets.problems import ContentError, Problem, WrongOption
from tests.preflight.said import PROJECT


def written(folder: Path, text: str) -> Path:
    (folder / "preflight.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_house_s_own_style_is_read() -> None:
    """The project's file knows both forms of address and both countries, and lets a practice's publisher wait."""
    house = house_style(PROJECT / "content")
    assert [(one.rule, one.where) for one in house.allow] == [("C09", "practices/*"), ("L02", "*/who-can-help.md")]
    assert "u" in house.words("nl").polite
    assert {"nl": "huisartsenpost", "be": "wachtpost"} in house.words("nl").pairs
    assert house.words("fr").polite == ()


def test_without_a_file_nothing_is_allowed(tmp_path: Path) -> None:
    """A content folder without preflight.yaml has the strictest style."""
    assert house_style(tmp_path) == House()
    assert allowed_by(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("allow: [{rule: T01}]", "reason"),
        ("allow: [{rule: nonsense, reason: because I say so}]", "rule"),
        ("allow: [{rule: T01, reason: no}]", "reason"),
        ("allowed: []", 'unknown key "allowed"'),
    ],
)
def test_a_wrong_file_is_a_sentence(tmp_path: Path, text: str, tells: str) -> None:
    """A rule without a reason, with none worth the word, or a misspelt key is named with its file and line."""
    with pytest.raises(ContentError, match=tells) as error:
        house_style(written(tmp_path, text))
    assert error.value.problems[0].where.endswith("preflight.yaml")
    assert error.value.problems[0].line == 1


def test_an_allowance_fits_its_rule_and_its_files(tmp_path: Path) -> None:
    """An allowance gives its reason for its own rule in the files its pattern fits, and no other."""
    house = house_style(written(tmp_path, 'allow: [{rule: T04, where: "*-a4.pdf", reason: it is looked up}]'))
    fits = Problem(say("x"), "nl/leaflets/ms-a4.pdf", say("y"), rule="T04")
    assert reason_for(fits, house.allow) == "it is looked up"
    assert reason_for(Problem(say("x"), "nl/leaflets/ms-a5.pdf", say("y"), rule="T04"), house.allow) is None
    assert reason_for(Problem(say("x"), "nl/leaflets/ms-a4.pdf", say("y"), rule="T05"), house.allow) is None


@pytest.mark.parametrize(
    "option", ["T04=the imprint is looked up = not read", " t04 = the imprint is looked up = not read. "]
)
def test_options_are_read(option: str) -> None:
    """--allow takes a rule, in small letters too, and a reason, which holds for all files."""
    (allowed,) = allowances([option], ["T04"])
    assert (allowed.rule, allowed.where, allowed.reason) == ("T04", "*", "the imprint is looked up = not read")


@pytest.mark.parametrize("option", ["T04", "T04=", "T04=no", "T04=       because", "t04=no"])
def test_a_rule_without_a_reason_is_told_that(option: str) -> None:
    """A rule that exists wants a reason worth the word; the sentence shows how to write one."""
    with pytest.raises(WrongOption) as error:
        allowances([option], ["T04", "T05"])
    assert str(error.value) == (
        f'--allow "{option}" gives no reason of at least 8 letters. '
        'Write why: --allow "T04=the imprint is looked up and not read".'
    )


@pytest.mark.parametrize(
    ("option", "rule"), [("=because it is", ""), ("T99=x", "T99"), ("X99=because it is", "X99"), ("why not", "WHY NOT")]
)
def test_a_rule_there_is_not_is_told_that(option: str, rule: str) -> None:
    """A rule nobody knows is named, with those there are, whatever the reason."""
    with pytest.raises(WrongOption) as error:
        allowances([option], ["T05", "T04"])
    assert str(error.value) == f'There is no rule "{rule}" to let pass. Choose from: T04, T05.'


@pytest.mark.parametrize("rule", ["C07", "C11", "C13", "C16"])
def test_what_could_hurt_a_patient_is_no_option(rule: str) -> None:
    """--allow for a rule that may never be let pass ends the command, with a good reason too."""
    with pytest.raises(WrongOption, match=f"^{rule} may never be let pass: what it finds could hurt a patient"):
        allowances([f"{rule}=it is only a proof"], [rule])


def test_a_rule_there_is_not_is_no_silent_allowance(tmp_path: Path) -> None:
    """An entry for a rule nobody knows, or that never may pass, is told with its line, all of them at once."""
    entries = "".join(f"  - rule: {rule}\n    reason: because I say so\n" for rule in ("T99", "T04", "C13", "P77"))
    with pytest.raises(ContentError) as error:
        house_style(written(tmp_path, f"allow:\n{entries}"))
    found = [(problem.line, problem.what) for problem in error.value.problems]
    assert found == [
        (2, 'there is no rule "T99" to let pass'),
        (6, "C13 may never be let pass: what it finds could hurt a patient"),
        (8, 'there is no rule "P77" to let pass'),
    ]
    assert error.value.problems[0].todo == f"Choose from: {', '.join(sorted(IDS))}."


def test_a_house_style_is_a_plain_file_of_what_it_seems(tmp_path: Path) -> None:
    """A pipe in the file's place, and a character nobody sees in it, are sentences and no silent strictest style."""
    path = tmp_path / "preflight.yaml"
    os.mkfifo(path)
    with pytest.raises(ContentError, match=r"/preflight\.yaml: is no plain file\."):
        house_style(tmp_path)
    path.unlink()
    path.symlink_to(path)
    with pytest.raises(ContentError, match=r"/preflight\.yaml: cannot be read \(Too many levels of symbolic links\)"):
        house_style(tmp_path)
    path.unlink()
    with pytest.raises(ContentError, match=r"/preflight\.yaml, line 1: holds a character that nobody sees \(U\+200B\)"):
        house_style(written(tmp_path, "source_language: n\u200bl"))
