"""Letters that were saved in one encoding and read in another: "CafÃ©" for "Café". They are refused, never printed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

from leaflets.messages import Sentence, say
from leaflets.problems import visible

TODO = say('type it anew, or save the table as "CSV UTF-8"')
_WRITTEN = (*range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x300, 0x309), *range(0x2010, 0x203B), 0x20AC)
"""Letters of the Latin languages, the accents that are written apart, and the marks of type: what a table may hold."""
# What Windows and older Macs take a file for that does not say what it is.
_READ_AS = ("cp1252", "mac_roman")

_OTHER = re.compile(
    r"[a-z][ŽŠŸŒÕˆ‰‡†‚‘¸˚ÈËÎÍÔÁÙÓ]"  # a small letter, and one that stands nowhere but at the beginning of a word
    r"|[^\W\d_][ŽŠŸŒ„…†‡ˆ‰‹•˜™‘“”§‚](?=[a-z])"  # a mark amid the letters of a word
    r"|[\x80-\x9f]|ƒ|\bÕ[a-z]\b|[€†‡™÷¸](?=[a-z])"
)
"""What Mac Roman and the alphabet of DOS look like when they are read as Windows-1252, and that when it is read as Mac
Roman: CafŽ, Belgi‘, H™pital, Caf‚, CafÈ."""


def fault(text: str) -> Sentence | None:
    """What is wrong with a text whose letters were read in another encoding than they were saved in, or None."""
    if text.isascii():
        return None
    if "\ufffd" in text:
        return say('"{text}" holds a letter that could not be read (U+FFFD); {todo}', text=_short(text), todo=TODO)
    meant = _pattern().sub(lambda found: _meant()[found[0]], text)
    if meant != text:
        said = unicodedata.normalize("NFC", meant)
        return say(
            '"{text}" is "{meant}" read in another encoding than it was saved in; {todo}',
            text=_short(text),
            meant=_short(said),
            todo=TODO,
        )
    if _OTHER.search(text):
        return say(
            '"{text}" looks like text read in another encoding than it was saved in; {todo}',
            text=_short(text),
            todo=TODO,
        )
    return None


def lost(text: str) -> Sentence | None:
    """What is wrong with words in which a letter became a question mark: M?ller."""
    if re.search(r"[^\W\d_]\?[^\W\d_]", text):
        return say('"{text}" has a question mark where a letter was; {todo}', text=_short(text), todo=TODO)
    return None


def _short(text: str) -> str:
    return visible(text if len(text) <= 40 else f"{text[:40]}…")


@lru_cache(maxsize=1)
def _meant() -> dict[str, str]:
    """Every character a table may hold, by what it looks like when its UTF-8 is read as something else."""
    characters = [chr(number) for number in _WRITTEN]
    return dict(
        chain.from_iterable(((_misread(character, name), character) for character in characters) for name in _READ_AS)
    )


def _misread(character: str, encoding: str) -> str:
    """The bytes of a character in UTF-8 as another encoding reads them; Windows leaves what that lacks as a control."""
    return "".join(_as_windows_does(byte, encoding) for byte in character.encode())


def _as_windows_does(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_meant(), key=len, reverse=True))))
