"""The cookie of who has said name and password: signed, so that any server with the same file of members knows it."""

from __future__ import annotations

import hmac
import secrets

from itsdangerous import BadData, URLSafeTimedSerializer

from leaflets.studio.server.members import Roll

HOURS = 12
"""A working day; then name and password are asked for again."""

SECONDS = HOURS * 3600
"""The same in seconds, as cookies have it."""

LONGEST = 500
"""Signs of a cookie that are looked at; ours has 200 at most."""

ID_BYTES = 16
"""128 bits that tell one session from another."""


def cookie_name(*, is_secure: bool) -> str:
    """Of the cookie; over https with the prefix that lets no other host and no http set it (RFC 6265bis, 4.1.3.2)."""
    return "__Host-studio" if is_secure else "studio"


def begun(roll: Roll, name: str) -> str:
    """The cookie of a new session of a member."""
    given = {"name": name, "stamp": roll.members[name].stamp, "id": secrets.token_hex(ID_BYTES)}
    return _signer(roll).dumps(given)


def member_of(roll: Roll, cookie: str) -> str | None:
    """Whose session it is; None where it is none of ours, is over, or the member is gone or has another password."""
    if len(cookie) > LONGEST:
        return None
    try:
        said = _signer(roll).loads(cookie, max_age=SECONDS)
    except BadData:
        return None
    member = roll.members.get(said["name"])
    return member.name if member and hmac.compare_digest(member.stamp, said["stamp"]) else None


def _signer(roll: Roll) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(roll.secret, salt="session of the studio")
