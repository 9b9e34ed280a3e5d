"""Which content of a page is marked, so that it can belong to a tag (ISO 32000-1, 14.6 and 14.7.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pikepdf import Dictionary, Object

SHOWS = frozenset({"Tj", "TJ", "'", '"'})
"""Operators that show text."""

# BDC and BMC begin marked content, EMC ends it (ISO 32000-1, 14.6.1); they nest.
MARKS = frozenset({"BDC", "BMC", "EMC"}) | SHOWS


@dataclass(slots=True)
class MarkedContent:
    """The MCIDs of a page in the order of its content, and how many texts stand outside all marked content."""

    mcids: list[int] = field(default_factory=list)
    loose: int = 0
    depth: int = 0
    within: list[int | None] = field(default_factory=list)
    """The MCIDs of the marks that are open now, the innermost last; None for one that has none."""

    @property
    def mcid(self) -> int | None:
        """The MCID of what is shown now."""
        return next((number for number in reversed(self.within) if number is not None), None)

    def see(self, operator: str, operands: Iterable[Object]) -> None:
        """Take the next of the MARKS."""
        if operator == "EMC":
            self.depth -= 1
            del self.within[-1:]
        elif operator in SHOWS:
            # Text outside all marks is neither tagged nor artifact, which ISO 14289-1, 7.1 forbids.
            self.loose += self.depth == 0
        else:
            self.depth += 1
            # Only BDC has properties; BMC can name an artifact and no element (14.6.1, table 320).
            properties = list(operands)[1] if operator == "BDC" else None
            number = properties.get("/MCID") if isinstance(properties, Dictionary) else None
            self.within.append(None if number is None else int(number))
            self.mcids += [number for number in self.within[-1:] if number is not None]
