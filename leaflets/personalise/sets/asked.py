"""What was asked of a set, run after run: which leaflets in which formats, and from which list the practice came.

Kept in the set's manifest, so that a later look knows what should be there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from leaflets.model.artefact import Ink
from leaflets.plan import Request


@dataclass(frozen=True)
class Ask:
    """What one run asked for; no leaflets means all, no formats those a set usually holds."""

    leaflets: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    ink: Ink = "screen"
    light: bool = False

    def covers(self, other: Ask, usual: Collection[str]) -> bool:
        """Whether who asks for this asks for the other too; `usual` are the formats meant where none are named."""
        leaflets = not self.leaflets or (bool(other.leaflets) and set(other.leaflets) <= set(self.leaflets))
        formats = set(other.formats) <= set(self.formats or usual) if other.formats else not self.formats
        return (self.ink, self.light) == (other.ink, other.light) and leaflets and formats

    def of(self, request: Request) -> Request:
        """The request that asks for this, and is otherwise as it was."""
        paper = request.paper.model_copy(
            update={"press": self.ink == "press", "gray": self.ink == "gray", "light": self.light}
        )
        return replace(request, leaflets=self.leaflets, formats=self.formats, paper=paper)


@dataclass(frozen=True)
class Asked:
    """All that was asked of a set so far, and the name of the list its practice was in last."""

    asks: tuple[Ask, ...] = ()
    table: str = ""

    def and_(self, new: Asked, usual: Collection[str]) -> Asked:
        """This and what a new run asks for; what is in it already changes nothing."""
        asks = self.asks
        for ask in new.asks:
            if not any(one.covers(ask, usual) for one in asks):
                asks = (*(one for one in asks if not ask.covers(one, usual)), ask)
        return Asked(asks, new.table)

    def said(self) -> dict[str, Any]:
        """As the manifest says it."""
        asks = [
            {"leaflets": list(one.leaflets), "formats": list(one.formats), "ink": one.ink, "light": one.light}
            for one in self.asks
        ]
        return {"table": self.table, "asks": asks}


def asked_by(request: Request, table: str, refused: Collection[str] = ()) -> Asked:
    """What a request asks of the sets of a list, without the formats that were refused."""
    formats = tuple(sorted(set(request.formats) - set(refused)))
    ink: Ink = "press" if request.paper.press else "gray" if request.paper.gray else "screen"
    return Asked((Ask(tuple(sorted(set(request.leaflets))), formats, ink, request.paper.light),), table)


def read_asked(said: Any) -> Asked:
    """What a manifest says. Raises KeyError, TypeError or ValueError where that is no such thing."""
    return Asked(tuple(map(_ask, _several(said["asks"]))), str(said["table"]))


def _ask(said: Mapping[str, Any]) -> Ask:
    names = [tuple(map(str, _several(said[field]))) for field in ("leaflets", "formats")]
    ink = said["ink"]
    if ink not in ("screen", "gray", "press"):
        raise ValueError(f"{ink!r} is no ink")
    # An earlier version asked for no other.
    return Ask(names[0], names[1], ink, said.get("light") is True)


def _several(said: object) -> Sequence[Any]:
    if not isinstance(said, list):
        raise TypeError("a list is wanted")
    return said
