"""Build: what is asked for is made or said, mistakes in the texts come first, and a rule is let pass with a reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflets.build.outcome import BuildOutcome
from leaflets.messages import say
from leaflets.preflight.texts.house_style import reason_for
from leaflets.problems import Problem
from tests.press.profiles import icc
from tests.small import Press, run

BROKEN = "content/nl/ms.md, line 3: is not valid YAML: "


@pytest.fixture
def profile(tmp_path: Path) -> str:
    """The name of a print shop's profile."""
    path = tmp_path / "press.icc"
    path.write_bytes(icc())
    return str(path)


def broken(press: Press) -> None:
    """Break the leaflet MS."""
    (press.content / "nl" / "ms.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")


@pytest.mark.parametrize("leaflet", [["--leaflet", "ms"], []])
def test_a_mistake_in_a_text_is_not_hidden_by_an_option(leaflet: list[str], press: Press, profile: str) -> None:
    """With --press and --icc the mistake in the text is what is said, not that the options do not go together."""
    broken(press)
    (press.content / "nl" / "crps.md").write_bytes(b"")
    outcome = press.build("--press", "--icc", profile, "--format", "a5", *leaflet)
    assert outcome.code == 1
    said = outcome.err.splitlines()
    assert len(said) == 2 - len(leaflet) // 2
    assert any(line.startswith(BROKEN) for line in said)
    assert outcome.out.startswith("0 files, ")


@pytest.mark.parametrize(
    ("wrong", "said"), [(["--format", "a9"], "There is no format"), (["--gray", "--press"], "--press and")]
)
def test_a_mistake_in_a_text_is_said_before_a_wrong_option(wrong: list[str], said: str, press: Press) -> None:
    """Where the command line is wrong as well, both are said, the text first, and it ends with 2."""
    broken(press)
    outcome = press.build(*wrong)
    assert (outcome.code, outcome.out) == (2, "")
    first, second = outcome.err.splitlines()
    assert first.startswith(BROKEN)
    assert second.startswith(f"build.py: {said}")
    other = press.build(*wrong, "--leaflet", "crps")
    assert other.err.count("\n") == 1


def test_pdf_ua_2_is_not_for_sets(tmp_path: Path) -> None:
    """The copies of a practice are PDF/UA-1: --ua 2 with --practice is refused, and told before anything is read."""
    (tmp_path / "linde.yaml").write_text("", encoding="utf-8")
    outcome = run("build", "--practice", str(tmp_path / "linde.yaml"), "--ua", "2")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("build.py: --ua does not go with --practice. ")


@pytest.mark.parametrize("name", ["preflight.yaml", "printer.yaml", "costs.yaml"])
def test_a_mistake_in_a_text_is_said_before_one_that_stops_all(name: str, press: Press) -> None:
    """A file nothing can be made without does not hide what is wrong with the texts."""
    broken(press)
    (press.content / name).write_text("x: [", encoding="utf-8")
    outcome = press.build()
    assert (outcome.code, outcome.out) == (1, "")
    first, second = outcome.err.splitlines()
    assert first.startswith(f"build.py: {BROKEN}")
    assert second.startswith(f"content/{name}, line 1: ")


def test_the_same_of_a_set_for_a_practice(press: Press) -> None:
    """Personalise says the mistake in the text first as well, and only to those who ask for that text."""
    broken(press)
    given = ["--content", str(press.content), "--output", str(press.output), "--jobs", "1", "--format", "a9"]
    outcome = run("personalise", *given)
    assert (outcome.code, outcome.out) == (2, "")
    first, second = outcome.err.splitlines()
    assert first.startswith(BROKEN)
    assert second.startswith('build.py: There is no format "a9".')
    assert run("personalise", *given, "--leaflet", "crps").err.count("\n") == 1


def test_a_language_without_leaflets_is_a_problem(press: Press) -> None:
    """A language that has only its words makes nothing when it is asked for, says so and ends with 1."""
    words = (press.content / "nl" / "_language.yaml").read_text(encoding="utf-8")
    (press.content / "fr").mkdir()
    (press.content / "fr" / "_language.yaml").write_text(words.replace("id: nl", "id: fr"), encoding="utf-8")
    outcome = press.build("--language", "fr")
    assert (outcome.code, outcome.err) == (
        1, "content/fr: holds no leaflet yet. Begin one: build.py new leaflet ID --language fr.\n"
    )  # fmt: skip
    assert press.build().code == 0


def test_nothing_made_is_never_an_end_that_is_good(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the cause, a build that made and kept no file ends with 1 and a sentence."""
    monkeypatch.setattr("leaflets.build.pipeline.make", lambda *_: BuildOutcome())
    outcome = press.build("--force")
    assert outcome.code == 1
    assert outcome.err == "content: gives nothing of what is asked for. Ask otherwise.\n"


def too_late(press: Press) -> Path:
    """Have the review of the text of CRPS come later than within 36 months."""
    text = press.content / "nl" / "crps.md"
    words = text.read_text(encoding="utf-8")
    text.write_text(words.replace("review_by: 2027-11-01", "review_by: 2030-11-02"), encoding="utf-8")
    return text


@pytest.mark.parametrize("command", ["build", "personalise"])
def test_a_rule_is_let_pass_with_a_reason_that_is_printed(command: str, press: Press) -> None:
    """Of a text that is reviewed too late nothing is made; with --allow it is, this time only, and the reason is said."""
    too_late(press)
    asked = [command, "--leaflet", "crps", "--format", "a5", "--jobs", "1", "--content", str(press.content)]
    asked += ["--output", str(press.output / "new")]
    refused = run(*asked)
    assert refused.code == 1
    assert "[C03]" in refused.err
    allowed = run(*asked, "--allow", "c03=being reviewed by dr. X.")
    assert (allowed.code, allowed.err) == (0, "")
    assert "C03 was let pass: being reviewed by dr. X.\n" in allowed.out
    assert list((press.output / "new").rglob("*.pdf"))
    assert "[C03]" in run(*asked).err


def test_what_was_let_pass_once_is_not_let_pass_again(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that breaks a rule of its own is made with --allow, and refused again by the next build without it."""
    wrong = Problem(say("too small"), "x", say("Mend it."), rule="T02")
    monkeypatch.setattr(
        "leaflets.preflight.inspect", lambda *given, **_: () if reason_for(wrong, given[5]) else (wrong,)
    )
    asked = ["--leaflet", "crps", "--format", "a5"]
    shutil.rmtree(press.output)  # What was inspected before is known to be good.
    plain = press.build(*asked)
    assert (plain.code, plain.err) == (1, "x: too small [T02]. Mend it.\n")
    allowed = press.build(*asked, "--allow", "T02=it is looked up and not read")
    assert (allowed.code, allowed.err) == (0, "")
    assert "1 file, 4 pages (1 made" in allowed.out
    assert "T02 was let pass: it is looked up and not read.\n" in allowed.out
    quick = press.build(*asked, "--allow", "T02=it is looked up and not read")
    assert quick.out.startswith("T02 was let pass: it is looked up and not read.\nNothing has changed: 1 file")
    again = press.build(*asked)
    assert (again.code, again.err) == (1, "x: too small [T02]. Mend it.\n")


@pytest.mark.parametrize("command", ["build", "personalise", "check", "watch"])
@pytest.mark.parametrize(
    ("option", "said"), [("T99=x", 'There is no rule "T99" to let pass.'), ("T04", '--allow "T04" gives')]
)
def test_a_wrong_allowance_ends_any_command(command: str, option: str, said: str, press: Press) -> None:
    """Each command that holds things to rules refuses a rule there is not, and one without a reason."""
    outcome = run(command, "--allow", option, "--content", str(press.content), "--output", str(press.output))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"build.py: {said}")
