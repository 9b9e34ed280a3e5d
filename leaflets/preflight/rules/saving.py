"""P13: the light edition is worth choosing: it saves what it says."""

from __future__ import annotations

from collections.abc import Iterator

from leaflets.messages import Sentence, say
from leaflets.preflight.file import File
from leaflets.preflight.measure.toner import toner
from leaflets.preflight.rule import Finding, rule

# norms §7: our own.
MOST_TONER = 0.4
"""Of what the edition with fields and tints takes."""
# A page that takes none, of which there is no share.
LEAST = 0.01


@rule("P13", "warns", "norms §7", "Leave fields and tints white in styles/light.css.")
def light_files_save_toner(file: File) -> Iterator[Finding]:
    """A light file takes two fifths of the toner of the full one at most: cover and whole, where both are made."""
    full = file.subject.toner
    if not full:
        return
    light = toner(file.proof.pdf)
    if said := _too_much(say("the cover"), light[0], full[0]):
        yield Finding(said, 1)
    if said := _too_much(say("the file"), sum(light), sum(full)):
        yield Finding(said)


def _too_much(what: Sentence, light: float, full: float) -> Sentence | None:
    if light <= MOST_TONER * full:
        return None
    return say(
        "{what} takes {share:.0f} % of the toner of the full one, more than {most:.0f}",
        what=what, share=100 * light / max(full, LEAST), most=100 * MOST_TONER,
    )  # fmt: skip
