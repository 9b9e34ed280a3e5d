"""The register of published versions: which words were handed out when, and whether a print of them may be used still.

content/versions.jsonl has a line for each version and for each that was withdrawn. Lines are added at its end and none
is ever changed, so that what a print says of itself can be looked up for as long as there are prints. Each line holds
the mark of the one before it: a line that was changed, or is missing, is told.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from leaflets.content import Catalogue
from leaflets.content.dates import has_lapsed
from leaflets.messages import Sentence, reason, say
from leaflets.model.content import SIGNS, Leaflet, version_stem
from leaflets.model.fields import SiteAddress
from leaflets.model.value import Value
from leaflets.problems import ContentError, Problem, WrongOption, visible
from leaflets.storage.atomic import write_whole
from leaflets.storage.files import is_there, read_plain

FILE = "versions.jsonl"

MOST_BYTES = 4_000_000
"""Ten years of thirteen leaflets in four languages, twice a year, are a thousand lines of some 400 bytes."""

MOST_REASON = 1000
"""Letters of why a version was withdrawn, or of what has changed: a few sentences."""

ID = r"^[a-z0-9]+(-[a-z0-9]+)*-\d{4}\.\d{2}(\.\d{1,4})?-[0-9a-f]{6}$"

AFTER = "after"
"""The field of a line with the mark of the line before it."""

MARK = 8
"""Signs of such a mark: enough for what was changed by mistake, and no proof against who means harm."""

VersionId = Annotated[str, Field(pattern=ID, max_length=140)]

ChangeSeverity = Literal["safety", "content", "style"]
"""Why a version took the place of another: readers could come to harm, it says something else, or it reads better."""

PrintStateKind = Literal["newest", "small-change", "superseded", "withdrawn", "past", "unknown"]
"""What is known of a print: it is the newest; a newer one only reads better; a newer one says something else; it was
withdrawn; its review date has come; nobody knows it."""


class Version(Value):
    """A published version of a leaflet in a language. `base` is the address its prints lead to."""

    id: VersionId
    leaflet: str = Field(min_length=1, max_length=80)
    language: str = Field(min_length=1, max_length=80)
    version: str = Field(pattern=r"^\d{4}\.\d{2}(\.\d{1,4})?$")
    date: dt.date
    review_by: dt.date
    severity: ChangeSeverity | None = None
    """None of the first version of a leaflet."""
    changes: str | None = Field(default=None, max_length=MOST_REASON)
    base: SiteAddress | None = None

    @property
    def signs(self) -> str:
        """The last signs of its id, which alone find it."""
        return self.id[-SIGNS:]


class Withdrawal(Value):
    """That a version is not to be handed out any more."""

    withdraw: VersionId
    date: dt.date
    reason: str = Field(min_length=1, max_length=MOST_REASON)


@dataclass(frozen=True)
class PrintState:
    """What is known of a version on a day: the newest of its leaflet, and what has changed since, the newest first.

    What was withdrawn is neither: where nothing is left of it and what came after, there is no newest. Where its very
    words were published again, `same` is the last version of them, else the version itself: they are as good as new.
    """

    kind: PrintStateKind
    version: Version | None = None
    same: Version | None = None
    newest: Version | None = None
    since: tuple[Version, ...] = ()
    withdrawal: Withdrawal | None = None

    @property
    def may_be_used(self) -> bool:
        """Whether a print of it may still be handed out."""
        return self.kind in ("newest", "small-change")


@dataclass(frozen=True)
class Register:
    """All versions in the order they were published, and which were withdrawn."""

    versions: tuple[Version, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    def of(self, leaflet: str, language: str) -> tuple[Version, ...]:
        """The versions of a leaflet in a language, in their order."""
        return tuple(one for one in self.versions if (one.leaflet, one.language) == (leaflet, language))

    @cached_property
    def _withdrawn(self) -> Mapping[tuple[str, str, str], Withdrawal]:
        """The first withdrawal of the words of each leaflet, by leaflet, language and signs."""
        of = {one.id: one for one in self.versions}
        known = ((of[one.withdraw], one) for one in reversed(self.withdrawals) if one.withdraw in of)
        return {_words_of(version): one for version, one in known}

    def withdrawal(self, leaflet: str, language: str, signs: str) -> Withdrawal | None:
        """That these words of a leaflet were withdrawn: under whichever number, it holds for all prints of them."""
        return self._withdrawn.get((leaflet, language, signs))

    def is_gone(self, version: Version) -> bool:
        """Whether the words of a version were withdrawn."""
        return _words_of(version) in self._withdrawn

    def found(self, text: str) -> Version | None:
        """The version of an id, or the last one of its last signs, where these are of one leaflet only.

        Where a leaflet was read again and no word changed, two versions of it have the same signs.
        """
        text = text.strip().lower()
        named = [one for one in self.versions if text in (one.id, one.signs)]
        whole = [one for one in named if one.id == text]
        is_one = len({(one.leaflet, one.language) for one in named}) == 1
        return whole[0] if whole else named[-1] if is_one else None

    def state(self, text: str, day: dt.date) -> PrintState:
        """What is known on `day` of the version with this id, or these last signs.

        All prints of the same words are told the same, that of the last version of them: a reader has the words.
        """
        version = self.found(text)
        if version is None:
            return PrintState("unknown")
        several = self.of(version.leaflet, version.language)
        same = [one for one in several if one.signs == version.signs][-1]
        later = several[several.index(same) + 1 :]
        left = [one for one in (same, *later) if not self.is_gone(one)]
        since = tuple(one for one in reversed(left) if one != same)
        gone = self.withdrawal(*_words_of(version))
        kind = "withdrawn" if gone else _kind(same, later, since, day)
        return PrintState(kind, version, same, left[-1] if left else None, since, gone)


def _kind(same: Version, later: Iterable[Version], since: Sequence[Version], day: dt.date) -> PrintStateKind:
    """Which state it is, the gravest that holds; `later` are all that followed it, `since` those not withdrawn.

    What a later version said otherwise stays otherwise, also when that one was withdrawn for another fault.
    """
    if any(one.severity != "style" for one in later):
        return "superseded"
    if has_lapsed(same.review_by, day):
        return "past"
    return "small-change" if since else "newest"


def version_of(leaflet: Leaflet, base: str | None, before: Register) -> Version:
    """The version a leaflet is published as; with what has changed where there is one before it."""
    has_before = bool(before.of(leaflet.id, leaflet.language))
    return Version(
        id=leaflet.version_id, leaflet=leaflet.id, language=leaflet.language, version=leaflet.version,
        date=leaflet.date, review_by=leaflet.review_by, base=base,
        severity=leaflet.severity if has_before else None, changes=leaflet.changes if has_before else None,
    )  # fmt: skip


def is_withdrawn(leaflet: Leaflet, register: Register) -> bool:
    """Whether the very words of a leaflet were withdrawn."""
    return register.withdrawal(leaflet.id, leaflet.language, leaflet.version_signs) is not None


def publish_lines(catalogue: Catalogue, before: Register, base: str | None) -> tuple[Version, ...]:
    """The versions of a catalogue that no line of the register has yet, as they are published at the address `base`.

    Words that were withdrawn are none to publish. What must hold of the others is for the rules V01 to V04.
    """
    known = {one.id for one in before.versions}
    leaflets = (
        leaflet for several in catalogue.leaflets.values() for leaflet in several if not is_withdrawn(leaflet, before)
    )
    found = (version_of(leaflet, base, before) for leaflet in leaflets)
    return tuple(one for one in found if one.id not in known)


def withdrawal_of(register: Register, text: str, day: dt.date, why: str) -> Withdrawal:
    """That the version of this id, or these last signs, is withdrawn.

    Raises WrongOption where no line is of it, where it was withdrawn before, and for a reason that is none.
    """
    version = register.found(text)
    if version is None:
        raise WrongOption(say('No published version is "{text}".', text=visible(text[:140])))
    if gone := register.withdrawal(*_words_of(version)):
        raise WrongOption(say("{id} was withdrawn already: {why}", id=version.id, why=gone.reason))
    why = " ".join(why.split())
    if not why.isprintable() or not 0 < len(why) <= MOST_REASON:
        said = say("--reason is a sentence of {most} letters at most, which everybody will read.", most=MOST_REASON)
        raise WrongOption(said)
    return Withdrawal(withdraw=version.id, date=day, reason=why)


def read_register(content: Path) -> Register:
    """The register of a folder of content; an empty one where there is none.

    Raises ContentError for lines that are wrong.
    """
    path, where = content / FILE, f"{content.name}/{FILE}"
    if not is_there(path):
        return Register()
    try:
        text = read_plain(path, MOST_BYTES, content).decode("utf-8")
    except OSError as error:
        raise ContentError(_wrong(reason(error), where, None)) from error
    except UnicodeDecodeError as error:
        raise ContentError(_wrong(say("is not UTF-8 text"), where, None)) from error
    lines = _lines_of(text)
    return _checked([_entry(line, before, where, at) for at, (line, before) in enumerate(_after(lines), 1)], where)


def _lines_of(text: str) -> list[str]:
    """The lines of a register. Windows may have ended each with a return more, which no line of ours holds."""
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []


def _after(lines: list[str]) -> Iterator[tuple[str, str | None]]:
    """Each line with the one before it."""
    return zip(lines, [None, *lines], strict=False)


def _entry(line: str, before: str | None, where: str, number: int) -> Version | Withdrawal:
    """What a line says. Raises ContentError, also where it does not follow the line `before`."""
    try:
        said = json.loads(line)
        after = said.pop(AFTER, None)
        model: type[Version | Withdrawal] = Withdrawal if "withdraw" in said else Version
        entry = model.model_validate(said)
    except (ValidationError, ValueError, RecursionError, AttributeError, TypeError) as error:
        what = say("is no version and no withdrawal")
        raise ContentError(_wrong(what, where, number)) from error
    if after != (None if before is None else mark_of(before)):
        raise ContentError(
            _wrong(say("does not follow the line before it, which was changed or is missing"), where, number)
        )
    return entry


def mark_of(line: str) -> str:
    """The mark of a line, which the next one holds."""
    return hashlib.sha256(line.encode()).hexdigest()[:MARK]


def _checked(entries: list[Version | Withdrawal], where: str) -> Register:
    """The register of entries that agree with each other. Raises ContentError with the line of one that does not."""
    known: dict[str, Version] = {}
    gone: dict[str, Withdrawal] = {}
    for number, entry in enumerate(entries, start=1):
        name = entry.id if isinstance(entry, Version) else entry.withdraw
        if what := _disagreement(entry, name, known, gone):
            raise ContentError(_wrong(what, where, number))
        if isinstance(entry, Version):
            known[name] = entry
        else:
            gone[name] = entry
    return Register(tuple(known.values()), tuple(gone.values()))


def _disagreement(
    entry: Version | Withdrawal, name: str, known: Mapping[str, Version], gone: Mapping[str, Withdrawal]
) -> Sentence | None:
    """What of an entry does not agree with those before it."""
    if isinstance(entry, Withdrawal):
        if name not in known:
            return say("withdraws {id}, which no line before it publishes", id=name)
        return say("withdraws {id} a second time", id=name) if name in gone else None
    if name in known:
        return say("publishes {id} a second time", id=name)
    if not name.startswith(f"{version_stem(entry.leaflet, entry.language, entry.version)}-"):
        return say("has the id {id}, which is not of its leaflet, language and version", id=name)
    words = (entry.leaflet, entry.language, entry.signs)
    if again := next((one for one in gone if _words_of(known[one]) == words), None):
        return say("publishes {id}, whose words were withdrawn as {other}", id=name, other=again)
    return None


def _words_of(version: Version) -> tuple[str, str, str]:
    """What tells the words of a version from others: those of another leaflet may have the same signs."""
    return version.leaflet, version.language, version.signs


def _wrong(what: Sentence, where: str, line: int | None) -> Problem:
    todo = say("Take it over from an older copy: lines of the register are never changed, only added at its end.")
    return Problem(what, where, todo, line=line)


@contextmanager
def only_writer(content: Path) -> Iterator[None]:
    """Meanwhile no other run adds to the register of a folder of content: it waits until this one is done.

    Held on the folder itself, so that no file is left among the words. Raises OSError.
    """
    import fcntl  # POSIX alone has it; whoever only reads the register needs it not.

    folder = os.open(content, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def append(content: Path, entries: Iterable[Version | Withdrawal]) -> None:
    """Add lines at the end of the register; those that are there stay byte for byte. For who is its `only_writer`.

    Raises ContentError, and writes nothing, where what is there is wrong or the new lines do not agree with it, and
    OSError.
    """
    path = content / FILE
    before = read_plain(path, MOST_BYTES, content) if is_there(path) else b""
    known = read_register(content)
    added = list(entries)
    if not added:
        return
    _checked([*known.versions, *known.withdrawals, *added], f"{content.name}/{FILE}")
    if before and not before.endswith(b"\n"):
        before += b"\n"
    last = _lines_of(before.decode())[-1] if before else None
    lines: list[str] = []
    for entry in added:
        lines.append(_line(entry, last))
        last = lines[-1]
    write_whole(path, before + "".join(f"{line}\n" for line in lines).encode(), inside=content)


def _line(entry: Version | Withdrawal, before: str | None) -> str:
    """An entry as a line of the file, behind the line `before`."""
    said = entry.model_dump(mode="json", exclude_none=True)
    if before is not None:
        said[AFTER] = mark_of(before)
    return json.dumps(said, ensure_ascii=False)
