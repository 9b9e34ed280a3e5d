"""The one way a picture is refused."""

from __future__ import annotations

MOST_UNLIKE = 20
"""One side of a picture is at most so many times the other."""


class WrongPicture(ValueError):
    """A picture that cannot be used, and why: words that go after its name."""
