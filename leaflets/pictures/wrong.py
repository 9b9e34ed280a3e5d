"""The one way a picture is refused."""

from __future__ import annotations


class WrongPicture(ValueError):
    """A picture that cannot be used, and why: words that go after its name."""
