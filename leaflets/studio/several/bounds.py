"""How much goes at once: a list keeps others waiting, and its result lies in memory until it is taken."""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.messages import Sentence, say


@dataclass(frozen=True)
class ListBounds:
    """The most of one order: practices, files of all of them together, and bytes of the ZIP."""

    practices: int
    files: int
    size: int

    def fault(self, practices: int, files: int) -> Sentence | None:
        """Why so many practices with so many files together do not go at once; None where they do."""
        if practices > self.practices:
            return say(
                "Your list has {count} practices. At most {most} go at once here. Split your list.",
                count=practices, most=self.practices,
            )  # fmt: skip
        if files > self.files:
            return say(
                "That makes {count} files. At most {most} go at once here. Choose fewer leaflets or forms, or split"
                " your list.",
                count=files, most=self.files,
            )  # fmt: skip
        return None


ALONE = ListBounds(500, 2000, 400_000_000)
"""On a computer of one's own: half an hour of work, and memory that any has."""

SERVED = ListBounds(100, 500, 50_000_000)
"""On a server: some minutes of one worker, and of 20 results that are kept (MOST_ORDERS) a gigabyte at most."""
