"""The cookie of a member."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from leaflets.studio.server.members import Member, Roll
from leaflets.studio.server.session import LONGEST, SECONDS, begun, cookie_name, member_of

LINDE = Member("linde", b"salt", b"digest")

ROLL = Roll(b"a secret of thirty-two bytes, yes", {"linde": LINDE, "beuk": Member("beuk", b"s", b"d")})


def test_any_server_with_the_same_file_knows_it() -> None:
    """Whose session it is, and each is another."""
    cookie = begun(ROLL, "linde")
    assert member_of(Roll(ROLL.secret, dict(ROLL.members)), cookie) == "linde"
    assert begun(ROLL, "linde") != cookie
    assert len(cookie) < LONGEST / 2


def test_it_is_over_after_a_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the last second it holds, and then no more."""
    cookie, now = begun(ROLL, "linde"), [0]
    stamp = TimestampSigner.get_timestamp
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: stamp(self) + now[0])
    now[0] = SECONDS - 5
    assert member_of(ROLL, cookie) == "linde"
    now[0] = SECONDS + 5
    assert member_of(ROLL, cookie) is None


def test_it_ends_with_its_password_and_its_member() -> None:
    """At once, on every server."""
    cookie = begun(ROLL, "linde")
    assert member_of(replace(ROLL, members={"linde": Member("linde", b"salt", b"another")}), cookie) is None
    assert member_of(replace(ROLL, members={}), cookie) is None
    assert member_of(replace(ROLL, secret=b"another secret"), cookie) is None


def _signed(secret: bytes, salt: str, given: Any) -> str:
    return str(URLSafeTimedSerializer(secret, salt=salt).dumps(given))


@pytest.mark.parametrize(
    "cookie",
    [
        "", "linde", "." * 3, "x" * 100_000, "\x00", "é",
        _signed(b"guessed", "session of the studio", {"name": "linde", "stamp": LINDE.stamp, "id": "1"}),
        _signed(ROLL.secret, "something else", {"name": "linde", "stamp": LINDE.stamp, "id": "1"}),
    ],
)  # fmt: skip
def test_what_is_none_of_ours_is_none(cookie: str) -> None:
    """Nothing that somebody thinks of, signs with another secret, or has from elsewhere."""
    assert member_of(ROLL, cookie) is None


def test_a_changed_one_is_none() -> None:
    """Not one sign of it may be another."""
    cookie = begun(ROLL, "linde")
    for at in range(0, len(cookie) - 1, 7):
        other = cookie[:at] + ("A" if cookie[at] != "A" else "B") + cookie[at + 1 :]
        assert member_of(ROLL, other) is None


def test_its_name_tells_how_it_may_be_set() -> None:
    """Over https no other host can set it."""
    assert cookie_name(is_secure=True) == "__Host-studio"
    assert cookie_name(is_secure=False) == "studio"
