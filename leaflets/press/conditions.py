"""The printing conditions a print shop may name: one table, with what it has to go into a file and on an order.

The references are those of the ICC's registry of characterization data. F and K are as in docs/norms.md: found in a
published source, or known and not traced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Coating = Literal["coated", "uncoated", "newsprint"]


@dataclass(frozen=True)
class PrintingCondition:
    """A registered condition: what a file says of it, the paper it is for, and the profile that goes with it."""

    registered: str
    """Its reference in the registry, in capitals; by that in small letters a user names it."""
    info: str
    """What people call it, with the standard it rests on."""
    says: str
    """Process, standard and paper in one line, after the registry's own description."""
    paper: Coating
    most_ink: int
    """Per cent of all four inks together, of the profile that goes with it."""
    profiles: tuple[str, ...]
    """The usual names of that profile's file, best first."""
    called: tuple[str, ...] = ()
    """What such a profile calls itself, as far as it does not name the reference."""

    @property
    def name(self) -> str:
        return self.registered.lower()


CONDITIONS: tuple[PrintingCondition, ...] = (
    # F: file names (ECI, "Offset profiles 2009"); 330 %, and 300 % in the variant of that name (proofing.de, lexicon).
    # The variant goes first: with 300 % a short run dries the same day.
    PrintingCondition(
        "FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004)", "Offset, coated paper, ISO 12647-2:2004/Amd 1", "coated", 330,
        ("ISOcoated_v2_300_eci.icc", "ISOcoated_v2_eci.icc", "CoatedFOGRA39.icc"), ("ISO Coated v2",),
    ),
    # F: paper and standard (ICC registry, FOGRA51), file name (ICC profile registry). K: 300 %.
    PrintingCondition(
        "FOGRA51", "PSO Coated v3 (ISO 12647-2:2013)", "Offset, premium coated paper, ISO 12647-2:2013, M1", "coated",
        300, ("PSOcoated_v3.icc",), ("PSO Coated v3",),
    ),
    # F: paper and standard (ICC registry, FOGRA47), file name (ECI). K: 300 %.
    PrintingCondition(
        "FOGRA47", "PSO Uncoated (ISO 12647-2:2004)", "Offset, uncoated white paper, ISO 12647-2:2004/Amd 1",
        "uncoated", 300, ("PSO_Uncoated_ISO12647_eci.icc",), ("PSO Uncoated ISO12647",),
    ),
    # F: paper and standard (ICC registry, FOGRA52), file name (ICC profile registry). K: 300 %.
    PrintingCondition(
        "FOGRA52", "PSO Uncoated v3 (ISO 12647-2:2013)", "Offset, wood-free uncoated paper, ISO 12647-2:2013, M1",
        "uncoated", 300, ("PSOuncoated_v3_FOGRA52.icc",), ("PSO Uncoated v3",),
    ),
    # Magazines from the web press. F: file name (ECI). K: paper and 300 %.
    PrintingCondition(
        "FOGRA45", "PSO LWC Improved (ISO 12647-2:2004)", "Heatset web offset, improved LWC paper, ISO 12647-2:2004",
        "coated", 300, ("PSO_LWC_Improved_eci.icc",), ("PSO LWC Improved",),
    ),
    # What uncoated paper had before FOGRA47; some shops still ask for it. K.
    PrintingCondition(
        "FOGRA29", "Uncoated FOGRA29 (ISO 12647-2:2004)", "Offset, uncoated white paper, ISO 12647-2:2004", "uncoated",
        300, ("UncoatedFOGRA29.icc", "ISOuncoated.icc"), ("ISO Uncoated",),
    ),
    # Newspapers of the Netherlands and Belgium. K.
    PrintingCondition(
        "IFRA26", "ISO Newspaper 26 % (ISO 12647-3:2005)", "Coldset offset, newsprint, ISO 12647-3:2005", "newsprint",
        240, ("ISOnewspaper26v4.icc",), ("ISO Newspaper 26v4", "ISOnewspaper26v4"),
    ),
)  # fmt: skip
"""Those usual in Belgium and the Netherlands; a press file without any other is for the first."""

DEFAULT = CONDITIONS[0]


def condition_named(name: str) -> PrintingCondition | None:
    """The condition of a reference, in whichever letters: fogra39, FOGRA 39, Fogra-39."""
    wanted = re.sub(r"[\s_-]", "", name).lower()
    return next((one for one in CONDITIONS if one.name == wanted), None)


def condition_of(profile_name: str) -> PrintingCondition | None:
    """The condition of a profile by what it calls itself; the longest of the names it may have decides."""
    if found := reference_in(profile_name):
        return condition_named(found)
    said = _letters(profile_name)
    known = ((_letters(name), one) for one in CONDITIONS for name in one.called)
    return max(((len(name), one) for name, one in known if name in said), key=_length, default=(0, None))[1]


def reference_in(profile_name: str) -> str | None:
    """The reference a name holds, of the table or not: FOGRA39 of Test Coated FOGRA39."""
    found = re.search(r"(FOGRA|IFRA)\s*(\d+)", profile_name, re.IGNORECASE)
    return (found[1] + found[2]).upper() if found else None


def names() -> Iterable[str]:
    """What a condition is called on the command line."""
    return (one.name for one in CONDITIONS)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _length(found: tuple[int, PrintingCondition | None]) -> int:
    return found[0]
