"""What a command asks of the machine and its environment, before it begins."""

from __future__ import annotations

import pytest

from tests.small import Press, run


@pytest.mark.parametrize("name", ["LEAFLETS_SECONDS", "LEAFLETS_MEGABYTES"])
@pytest.mark.parametrize("said", ["10m", "0", "-1", "nan", "inf"])
def test_a_limit_that_is_no_number_is_refused(
    name: str, said: str, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sets a limit hears that it does not hold; nothing is made."""
    monkeypatch.setenv(name, said)
    outcome = press.build("--force")
    assert (outcome.code, outcome.out) == (2, "")
    assert f'{name} is "{said}", which is no number above zero.' in outcome.err
    assert run(*press.arguments("check")).code == 2


def test_a_limit_that_is_set_to_nothing_is_none(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a shell unsets one."""
    monkeypatch.setenv("LEAFLETS_SECONDS", "")
    assert press.build("--format", "a5").code == 0
