"""C14, C15: when to call, and whom: each sign of alarm from the ledger, and the lines of the reader's own country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from leaflets.content.country_words import TERMS
from leaflets.content.signs import FILE, HELPLINE
from leaflets.messages import say
from leaflets.model.content import Language, Leaflet, OwnSign
from leaflets.preflight.file import File
from leaflets.preflight.measure.letters import letters
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.texts.manuscript import Manuscript, TextsUnderCheck, blocks

# Not the 112 within 1123 or 0112.
EMERGENCY = re.compile(r"(?<!\d)112(?!\d)")

LOCAL = ("out_of_hours", HELPLINE, *TERMS)
"""The words of a language that a country may have otherwise and that tell a reader whom to go to."""


@rule(
    "C14",
    "blocks",
    "norms §7",
    "Put it into the list of alarm signs (signs.yaml), and write its id behind signs: at the top of the text.",
    kind="manuscript",
)
def signs_are_of_the_ledger(manuscript: Manuscript) -> Iterator[Finding]:
    """A leaflet lists no sign of alarm by hand, and sends nobody to 112 but by its signs."""
    text = manuscript.text
    if not isinstance(text, Leaflet):
        return
    for section in text.sections:
        written = section.written if section.written is not None else section.markdown
        for block in blocks(written, section.line + 1):
            if section.role == "doctor" and block.kind == "item":
                yield Finding(say('a sign is listed by hand: "{text}"', text=block.text[:50]), line=block.line)
            elif EMERGENCY.search(block.text):
                yield Finding(say('112 is named by hand: "{text}"', text=block.text[:50]), line=block.line)


@rule("C14", "blocks", "norms §7", "Leave it in the ledger only, and name its id.", kind="edition")
def no_sign_has_two_urgencies(desk: TextsUnderCheck) -> Iterator[Finding]:
    """No sign is written twice, in the ledger or by leaflets of their own: it might not be as urgent."""
    for name in desk.catalogue.languages:
        written: defaultdict[str, list[tuple[OwnSign, str]]] = defaultdict(list)
        for sign, where in _written(desk, name):
            written[letters(sign.text)].append((sign, where))
        for several in written.values():
            for sign, where in several[1:]:
                before = several[0][1]
                yield Finding(
                    say('the sign "{text}" stands in {before} already', text=sign.text[:50], before=before), where=where
                )


def _written(desk: TextsUnderCheck, language: str) -> Iterator[tuple[OwnSign, str]]:
    """Every sign of a language and the file it is written in: the ledger's, then those of leaflets of their own."""
    ledger = desk.catalogue.signs.get(language, {})
    yield from ((sign, f"{desk.content}/{language}/{FILE}") for sign in ledger.values())
    known = set(ledger.values())
    for leaflet in desk.catalogue.leaflets.get(language, ()):
        yield from ((sign, leaflet.path) for sign in leaflet.signs if sign not in known)


@rule("C14", "informs", "norms §7", "Name it in a leaflet, or remove it.", kind="edition")
def signs_are_used(desk: TextsUnderCheck) -> Iterator[Finding]:
    """Every sign of the ledger stands in a leaflet of the series."""
    for name, ledger in desk.catalogue.signs.items() if desk.is_of_series else ():
        used = {sign for leaflet in desk.catalogue.leaflets.get(name, ()) for sign in leaflet.signs}
        for sign in ledger.values():
            if sign not in used:
                yield Finding(
                    say('no leaflet shows the sign "{sign_id}"', sign_id=sign.id), where=f"{desk.content}/{name}/{FILE}"
                )


@rule("C15", "blocks", "norms §7", "Print it: look at the template of this format, and at countries of the language.")
def lines_are_of_the_country(file: File) -> Iterator[Finding]:
    """The box ends with the helpline, and a practice's file has no line or name of another country's care."""
    language = file.subject.language
    if language is None or file.is_poster:
        return
    if any(isinstance(text, Leaflet) and text.signs for text in file.subject.texts):
        helpline = language.words[HELPLINE]
        if not _printed(file, helpline):
            yield Finding(say('"{helpline}" is printed nowhere', helpline=helpline))
    for word in _foreign(language, file.subject.country):
        if _printed(file, word):
            yield Finding(say('"{word}" is printed, which is of another country', word=word))


def _foreign(language: Language, country: str | None) -> Iterator[str]:
    """The words of other countries where those of a country stand, as far as this one has others."""
    own = language.countries.get(country or "")
    if own is None:
        return
    others: list[Mapping[str, str]] = [said for name, said in language.countries.items() if name != country]
    for said in others:
        yield from (said[word] for word in LOCAL if said.get(word) and said[word] != own.get(word))


def _printed(file: File, words: str) -> bool:
    said = letters(words)
    return said in file.letters or said in file.every_letter
