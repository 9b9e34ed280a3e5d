"""The pages that say whether a print may be used still: one for each published version, and one to check a stack with.

Paper leads to them for years. So each version has its page for good, under its whole id and under its last signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from leaflets.model.content import Language, Leaflet
from leaflets.register import PrintState, Version
from leaflets.site.addresses import INDEX
from leaflets.site.listing import listed_name
from leaflets.site.pages import SCRIPT, SitePage, day_in
from leaflets.site.search import folded
from leaflets.site.shelf import FORMS, SiteShelf

CHECK = f"v/{INDEX}"
"""The page to check a stack with."""

Tone = Literal["good", "new", "nearly", "stop"]
"""How an answer is drawn, to be read from an arm away: newest and reviewed; newest; to be used up; not any more."""


@dataclass(frozen=True)
class PrintAnswer:
    """What is said of a version, and the leaflet of it as the site shows that, where it still does."""

    state: PrintState
    version: Version
    same: Version
    """The last version of the same words, which says until when; mostly the version itself."""
    language: Language
    leaflet: Leaflet | None
    """None too where the words the site shows of it were withdrawn: nobody is led to them."""
    tone: Tone
    title: str
    means: str
    name: str
    """The name by which a reader knows the leaflet."""

    @property
    def path(self) -> str:
        return f"v/{self.version.id}/{INDEX}"

    @property
    def has_newer(self) -> bool:
        """Whether there is another version to hand out instead."""
        return self.leaflet is not None and self.state.newest not in (None, self.same)


def valid_pages(shelf: SiteShelf) -> Iterator[SitePage]:
    """The page of every version, also under its last signs, and that of a stack; none while nothing was published."""
    answers = [answer for one in shelf.register.versions if (answer := answer_of(shelf, one))]
    if not answers:
        return
    for answer in answers:
        yield _page(shelf, answer, answer.path)
        if shelf.register.found(answer.version.signs) != answer.version:
            continue  # The same words were published again: their signs find the last version of them.
        yield _page(shelf, answer, f"v/{answer.version.signs}/{INDEX}")
    yield _check(shelf, answers)


def answer_of(shelf: SiteShelf, version: Version) -> PrintAnswer | None:
    """What is said of a version on the day of the shelf; None where the site has not its language any more."""
    language = next((one for one in shelf.languages if one.id == version.language), None)
    if language is None:
        return None
    state = shelf.register.state(version.id, shelf.day)
    same = state.same or version
    shown = next((one for one in shelf.leaflets(version.language) if one.id == version.leaflet), None)
    leaflet = None if shown is None or shelf.withdrawal(shown) else shown
    is_reviewed = leaflet is not None and leaflet.version_id == same.id and leaflet.reviewed_by is not None
    tone, title = _told(state, language, is_reviewed)
    means = _meaning(state, same, language)
    if state.kind == "superseded" and shown is not leaflet:  # What took its place was withdrawn, and is all there is.
        means = language.words["site_valid_replaced_by_none"]
    if tone == "new":
        means = f"{language.words['site_valid_not_read_yet']} {means}"
    name = listed_name(shown, language) if shown else version.leaflet
    return PrintAnswer(state, version, same, language, leaflet, tone, title, means, name)


def _told(state: PrintState, language: Language, is_reviewed: bool) -> tuple[Tone, str]:
    """How an answer is drawn, and its sentence. Nothing is called valid that no doctor has read."""
    words = language.words
    if state.kind == "newest":
        return ("good", words["site_valid_reviewed"]) if is_reviewed else ("new", words["site_valid_newest"])
    return ("nearly", words["site_valid_small"]) if state.kind == "small-change" else ("stop", words["site_valid_stop"])


def _meaning(state: PrintState, same: Version, language: Language) -> str:
    """What the answer means, in a sentence or two; `same` is the last version of these words."""
    words, until = language.words, day_in(language, same.review_by)
    if state.withdrawal is not None:
        day = day_in(language, state.withdrawal.date)
        return words["site_valid_withdrawn"].format(date=day, reason=state.withdrawal.reason)
    if state.kind == "superseded" and not state.since:
        return words["site_valid_replaced_by_none"]
    if state.kind == "superseded":
        grave = any(one.severity == "safety" for one in state.since)
        return words["site_valid_safety" if grave else "site_valid_content"]
    if state.kind == "past":
        return words["site_valid_past"].format(date=until)
    return words["site_valid_small_until" if state.kind == "small-change" else "site_valid_until"].format(date=until)


def _page(shelf: SiteShelf, answer: PrintAnswer, path: str) -> SitePage:
    """The page of a version. Once its day has come a script says so; the day stands there in words without it."""
    language, version, until = answer.language, answer.version, answer.same.review_by
    has_use = answer.leaflet is not None and (answer.has_newer or answer.tone != "stop")
    newest = shelf.files(language.id, version.leaflet) if has_use else ()
    values = {
        "answer": answer, "as_of": day_in(language, shelf.day), "check": CHECK, "script": SCRIPT,
        "files": [one for one in newest if one.is_plain and one.artefact.format in FORMS],
        "past": language.words["site_valid_past"].format(date=day_in(language, until)),
    }  # fmt: skip
    return SitePage(
        path, "valid", language, f"{answer.title}: {answer.name}", answer.means, values, is_listed=False
    )  # fmt: skip


def _check(shelf: SiteShelf, answers: Sequence[PrintAnswer]) -> SitePage:
    """The page for a stack: what may be handed out by name, and what may not any more; the same words once."""
    first = shelf.languages[0]
    last = {one.same.id: one for one in answers}
    ordered = sorted(last.values(), key=lambda one: (one.language.id != first.id, one.language.id, folded(one.name)))
    values = {
        "newest": [one for one in ordered if one.tone in ("good", "new")],
        "nearly": [one for one in ordered if one.tone == "nearly"],
        "stop": [one for one in ordered if one.tone == "stop"],
        "ids": {name: [one.version.id for one in answers if one.same.id == name] for name in last},
        "found": shelf.register.found, "as_of": day_in(first, shelf.day), "script": SCRIPT,
    }  # fmt: skip
    words = first.words
    return SitePage(CHECK, "check", first, words["site_valid_check"], words["site_valid_check_text"], values)
