"""What a command reads first, and where what it makes may lie."""

from __future__ import annotations

import pytest

from tests.small import Press, run


@pytest.mark.parametrize("inside", ["", "nl", "made"])
@pytest.mark.parametrize("command", ["build", "personalise"])
def test_nothing_is_made_among_the_texts(inside: str, command: str, press: Press) -> None:
    """An output folder that is the content, or lies in it, is a wrong option, and no file is added."""
    before = sorted(press.content.rglob("*"))
    output = press.content / inside
    outcome = run(command, "--content", str(press.content), "--output", str(output))
    assert (outcome.code, outcome.out) == (2, "")
    assert f"--output {output} lies in the folder with the words." in outcome.err
    assert sorted(press.content.rglob("*")) == before
