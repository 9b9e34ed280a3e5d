"""Looks pieces up in a long text whose order they mostly follow, in time that does not grow with its length."""

from __future__ import annotations


class Finder:
    """Begins each search where the last piece was found, and remembers what it was asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at = 0
        self._known: dict[str, bool] = {}

    def has(self, piece: str) -> bool:
        """Whether the text holds the piece anywhere."""
        if piece not in self._known:
            at = self.text.find(piece, self._at)
            if at < 0:
                # Once round: what stands before, and what begins before and ends behind.
                at = self.text.find(piece, 0, self._at + len(piece))
            self._known[piece] = at >= 0
            if at >= 0:
                self._at = at
        return self._known[piece]
