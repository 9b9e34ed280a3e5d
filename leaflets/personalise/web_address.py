"""Web addresses of practices: read as they are typed, and written with https before them."""

from __future__ import annotations

import re

from leaflets.messages import Sentence, say

MOST = 120
"""Signs of an address: a QR code to more is hard to read at the size the box has for it."""

_ADDRESS = re.compile(r"https://(?P<host>[^/?#:]+)(:\d{1,5})?([/?#][!-~]*)?", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
"""A part of a host between two dots (RFC 1123, 2.1): letters, digits, and hyphens within."""
_TOP = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}", re.IGNORECASE)
"""The last part: letters alone, so that no number of a machine is taken for a name (RFC 3696, 2)."""


def written(text: str) -> str:
    """An address with https:// before it, in small letters there, for a telephone begins with a capital.

    So too for http://, which a browser tries as https first by now, and which nobody reads on paper.
    """
    begun = re.sub(r"^https?://", "", text, flags=re.IGNORECASE)
    return text if "://" in begun else f"https://{begun}"


def fault(text: str) -> Sentence | None:
    """What keeps a text, written as `written` writes it, from being an address; None if nothing."""
    found = _ADDRESS.fullmatch(text)
    parts = found["host"].split(".") if found else [""]
    shown = text.removeprefix("https://")
    if found is None and (letters := _foreign(text)):
        return say(
            '"{text}": {letters} cannot stand in a web address; copy it from the bar of your browser',
            text=shown, letters=letters,
        )  # fmt: skip
    if not all(map(_LABEL.fullmatch, parts)) or (len(parts) > 1 and parts[-1].isdecimal()):
        return say('"{text}" is no web address; write it as https://www.example.org', text=shown)
    named = parts[1:] if parts[0].lower() == "www" else parts
    if len(named) < 2 or not _TOP.fullmatch(parts[-1]):
        return say('"{text}" is no web address; a part is missing at its end, such as .be or .nl', text=shown)
    if len(text) > MOST:
        return say(
            "the web address has {count} characters; a QR code to more than {most} is hard to read",
            count=len(text),
            most=MOST,
        )
    return None


def _foreign(text: str) -> str:
    """The letters after the host that no address has, where nothing else is wrong; the first five are enough."""
    host, rest = re.fullmatch(r"([a-z]+://[^/?#]*|)(.*)", text, re.IGNORECASE | re.DOTALL).groups()  # type: ignore[union-attr]
    letters = dict.fromkeys(letter for letter in rest if letter.isalpha() and not letter.isascii())
    latin = "".join("x" if letter in letters else letter for letter in rest)
    return " ".join(list(letters)[:5]) if host.isascii() and _ADDRESS.fullmatch(host + latin) else ""
