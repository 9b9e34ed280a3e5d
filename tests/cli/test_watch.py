"""The command hands its options to the watch, and Ctrl-C is the way to end it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.build import watch as press
from leaflets.messages import say
from leaflets.plan import Request
from leaflets.problems import ContentError, Problem
from tests.small import run

Tell = Callable[[object], None]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """The requests that were watched for; each watch says a line and is ended by Ctrl-C."""
    found: list[Request] = []

    def stopped(request: Request, tell: Tell) -> None:
        found.append(request)
        tell("Watching.")
        raise KeyboardInterrupt

    monkeypatch.setattr(press, "watch", stopped)
    return found


def test_ctrl_c_ends_a_watch_well(watched: list[Request], content: Path, tmp_path: Path) -> None:
    """It is how a watch ends, so that nothing is said of it and the code is 0."""
    outcome = run("watch", "--content", str(content), "--output", str(tmp_path / "o"))
    assert outcome == (0, "Watching.\n", "")
    assert len(watched) == 1


def test_every_option_reaches_the_watch(watched: list[Request], content: Path, tmp_path: Path) -> None:
    """Options may be repeated; what is let pass is said first, so that nobody forgets it."""
    options = ("--leaflet", "ms", "--leaflet", "crps", "--format", "a5", "--language", "nl", "--jobs", "2")
    allow = ("--allow", "C05=the titles are looked up later")
    outcome = run("watch", *options, *allow, "--content", str(content), "--output", str(tmp_path / "o"))
    (request,) = watched
    assert (request.leaflets, request.formats, request.languages) == (("ms", "crps"), ("a5",), ("nl",))
    assert (request.content, request.output, request.jobs) == (content, tmp_path / "o", 2)
    assert [(one.rule, one.reason) for one in request.allow] == [("C05", "the titles are looked up later")]
    assert "C05" in outcome.out.partition("Watching.")[0] + outcome.err


def test_a_reason_that_is_none_begins_no_watch(watched: list[Request], content: Path) -> None:
    """A rule let pass without a reason is a wrong option at once."""
    assert run("watch", "--allow", "C05", "--content", str(content)).code == 2
    assert watched == []


def test_a_quiet_watch_says_only_what_is_wrong(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made goes without saying; what is wrong in a file or a request does not."""
    wrong = Problem(say("is empty"), "nl/ms.md", say("Write it."))

    def talks(_: Request, tell: Tell) -> None:
        for said in (say("Watching."), wrong, ContentError(wrong)):
            tell(said)

    monkeypatch.setattr(press, "watch", talks)
    outcome = run("watch", "-q", "--content", str(content), "--output", str(tmp_path / "o"))
    assert outcome == (0, f"{wrong}\n{wrong}\n", "")
