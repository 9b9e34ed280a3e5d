"""C: what a patient leaflet must say of itself (PIF TICK, DISCERN, EQIP), in the texts and again on the pages."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from leaflets.content.dates import has_lapsed, past_review
from leaflets.content.texts import find_source
from leaflets.installed import PROGRAM
from leaflets.messages import Sentence, say
from leaflets.model.content import Chapter, Leaflet
from leaflets.preflight.file import File
from leaflets.preflight.measure.letters import letters
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.texts.manuscript import Manuscript, TextsUnderCheck

# norms §1: PIF TICK.
MONTHS = 36
# norms §1: Directive (EU) 2018/1972, article 109.
EMERGENCY = "112"


def _printed(file: File, words: str) -> bool:
    said = letters(words)
    return said in file.letters or said in file.every_letter


def _leaflets(file: File) -> list[Leaflet]:
    """The leaflets a file prints as such; a poster prints a line of one and is not asked for its parts."""
    if file.is_poster:
        return []
    return [text for text in file.subject.texts if isinstance(text, Leaflet)]


_FIELDS = {"name": say("name"), "website": say("website")}


@rule("C01", "blocks", "PIF TICK", "Fill in name and website in edition.yaml.", kind="edition")
def publisher_is_named(desk: TextsUnderCheck) -> Iterator[Finding]:
    """The edition names its publisher and how to reach them."""
    publisher = desk.catalogue.edition.publisher
    for field, value in (("name", publisher.name), ("website", publisher.website)):
        if not value.strip():
            where, line = desk.edition_place("publisher", field)
            yield Finding(say("the publisher has no {field}", field=_FIELDS[field]), line=line, where=where)


@rule("C01", "blocks", "PIF TICK", "Write a title that names the condition.", kind="manuscript")
def has_title(manuscript: Manuscript) -> Iterator[Finding]:
    """Every text has a title."""
    if not letters(manuscript.text.title):
        yield Finding(say("the title is empty"), line=manuscript.field_line("title"))


@rule("C01", "blocks", "PIF TICK", "Print it: look at the template of this format.")
def names_are_printed(file: File) -> Iterator[Finding]:
    """The condition, the publisher and how to reach them stand on the pages."""
    edition = file.subject.edition if file.subject.texts else None
    for leaflet in [text for text in file.subject.texts if isinstance(text, Leaflet)]:
        if not _printed(file, leaflet.name):
            yield Finding(say('the name "{leaflet}" is printed nowhere', leaflet=leaflet.name))
    own = edition.own if edition else None
    name = own.name if own else edition.publisher.name if edition else ""
    for kind, value in (("name", name), ("website", edition.publisher.website)) if edition else ():
        if not _printed(file, value.removeprefix("www.")):
            yield Finding(
                say("the {kind} of the publisher ({value}) is printed nowhere", kind=_FIELDS[kind], value=value)
            )


@rule("C02", "blocks", "DISCERN 4", "Correct the date.", kind="manuscript")
def date_has_come(manuscript: Manuscript) -> Iterator[Finding]:
    """The date of publication is not in the future."""
    text = manuscript.text
    if isinstance(text, Leaflet) and text.date > manuscript.desk.today:
        yield Finding(say("the date {date} is still to come", date=text.date), line=manuscript.field_line("date"))


@rule("C03", "blocks", "PIF TICK", "Have the text reviewed, then set date and review_by anew.", kind="manuscript")
def review_is_due_later(manuscript: Manuscript) -> Iterator[Finding]:
    """The review date is after the date and within 36 months."""
    text = manuscript.text
    if isinstance(text, Leaflet) and (said := _wrong_review(text.date, text.review_by)):
        yield Finding(said, line=manuscript.field_line("review_by"))


@rule("C03", "warns", "PIF TICK", "Have the text reviewed, then set date and review_by anew.", kind="manuscript")
def review_is_still_to_come(manuscript: Manuscript) -> Iterator[Finding]:
    """The review date has not come; from that day on the text says so, and no print shop or practice gets it."""
    text = manuscript.text
    if isinstance(text, Leaflet) and has_lapsed(text.review_by, manuscript.desk.today):
        yield Finding(_lapsed(text.review_by), line=manuscript.field_line("review_by"))


@rule("C03", "blocks", "PIF TICK", "Have the booklet reviewed, then set its dates anew.", kind="edition")
def booklet_review_is_due_later(desk: TextsUnderCheck) -> Iterator[Finding]:
    """The booklet's dates hold what a leaflet's must."""
    edition = desk.catalogue.edition
    if edition.booklet_date > desk.today:
        where, line = desk.place("edition.yaml", "booklet_date")
        yield Finding(
            say("the booklet's date {booklet_date} is still to come", booklet_date=edition.booklet_date),
            line=line,
            where=where,
        )
    if said := _wrong_review(edition.booklet_date, edition.booklet_review_by):
        where, line = desk.place("edition.yaml", "booklet_review_by")
        yield Finding(say("the booklet: {said}", said=said), line=line, where=where)


@rule("C03", "warns", "PIF TICK", "Have the booklet reviewed, then set its dates anew.", kind="edition")
def booklet_review_is_still_to_come(desk: TextsUnderCheck) -> Iterator[Finding]:
    """The booklet's review date has not come; from that day on the booklet says so, and no print shop gets it."""
    review_by = desk.catalogue.edition.booklet_review_by
    if has_lapsed(review_by, desk.today):
        where, line = desk.place("edition.yaml", "booklet_review_by")
        yield Finding(say("the booklet: {said}", said=_lapsed(review_by)), line=line, where=where)


def _wrong_review(date: dt.date, review_by: dt.date) -> Sentence | None:
    latest = (date.year + MONTHS // 12, date.month, date.day)
    if review_by <= date or (review_by.year, review_by.month, review_by.day) > latest:
        return say(
            "the review date {review_by} is not within {months} months after {date}",
            review_by=review_by,
            months=MONTHS,
            date=date,
        )
    return None


def _lapsed(review_by: dt.date) -> Sentence:
    return say("its review was due before {review_by}", review_by=review_by)


@rule("C03", "blocks", "PIF TICK", say("Run {program} again; or look at the template of this format.", program=PROGRAM))
def past_review_is_printed(file: File) -> Iterator[Finding]:
    """A file of texts past their review says so on its pages, once for each of them."""
    language = file.subject.language
    if language is None:
        return
    for review_by, count in Counter(file.subject.lapsed).items():
        wanted = past_review(language, review_by)
        seen = max(where.count(letters(wanted)) for where in (file.letters, file.every_letter))
        if not seen:
            yield Finding(say('"{wanted}" is printed nowhere', wanted=wanted))
        elif seen < count:
            yield Finding(
                say('"{wanted}" is printed {seen} times, for {count} texts', wanted=wanted, seen=seen, count=count)
            )


@rule("C04", "warns", "PIF TICK", "Name the author.", kind="manuscript")
def has_author(manuscript: Manuscript) -> Iterator[Finding]:
    """A leaflet names its author."""
    text = manuscript.text
    if isinstance(text, Leaflet) and not letters(text.author):
        yield Finding(say("the author is not named"), line=manuscript.field_line("author"))


@rule(
    "C04", "warns", "PIF TICK", "Have it read with the page of build.py review, which says what to write.",
    kind="manuscript",
)  # fmt: skip
def review_is_of_these_words(manuscript: Manuscript) -> Iterator[Finding]:
    """A reviewer who is named has read the words as they are now, on a day that is given."""
    text = manuscript.text
    if isinstance(text, Leaflet) and text.reviewer and (said := _wrong_reading(text, manuscript.desk.today)):
        yield Finding(said, line=manuscript.field_line("reviewer"))


def _wrong_reading(leaflet: Leaflet, today: dt.date) -> Sentence | None:
    if leaflet.reviewed is None:
        return say("names {reviewer} as its reviewer, and not when it was read", reviewer=leaflet.reviewer)
    if leaflet.reviewed > today:
        return say(
            "was read by {reviewer} on {reviewed}, which is still to come",
            reviewer=leaflet.reviewer,
            reviewed=leaflet.reviewed,
        )
    if leaflet.reviewed_words is None:
        return say("names {reviewer} as its reviewer, and not the words that were read", reviewer=leaflet.reviewer)
    if leaflet.reviewed_by is None:
        return say(
            "has other words than those {reviewer} read on {reviewed}",
            reviewer=leaflet.reviewer,
            reviewed=leaflet.reviewed,
        )
    return None


@rule("C04", "warns", "PIF TICK", "Print who reviewed the text, or that nobody has yet.")
def reviewer_is_printed(file: File) -> Iterator[Finding]:
    """The reviewer is printed, or that there is none yet."""
    language = file.subject.language
    for leaflet in _leaflets(file):
        wanted = leaflet.reviewed_by or (language.words.get("not_reviewed", "") if language else "")
        if not _printed(file, wanted):
            yield Finding(say('"{wanted}" is printed nowhere', wanted=wanted))
            return


@rule("C05", "blocks", "DISCERN 4, EQIP", "Add at least one [@source].", kind="manuscript")
def cites_a_source(manuscript: Manuscript) -> Iterator[Finding]:
    """A leaflet cites at least one source; that it is listed is seen when it is read."""
    if isinstance(manuscript.text, Leaflet) and not manuscript.text.cited:
        yield Finding(say("cites no source"), line=manuscript.first_line)


@rule("C05", "blocks", "DISCERN 4, EQIP", "Print it: look at the list of sources of this format.")
def cited_sources_are_there(file: File) -> Iterator[Finding]:
    """Every source cited is to be found in the file: as a QR code or a link to its address."""
    if file.is_poster:
        return
    reachable = {code.url for code in file.proof.qr} | set(file.addresses)
    listed = {source.id: source for source in file.subject.sources}
    cited = dict.fromkeys(name for block in file.written for name in block.cites)
    for name in cited:
        source = find_source(listed, name)
        if source is not None and source.url not in reachable:
            yield Finding(say("the source {url} is cited and not listed", url=source.url))


@rule("C05", "informs", "DISCERN 4", "Look it up, then write its title and set title_status: real.", kind="edition")
def titles_are_real(desk: TextsUnderCheck) -> Iterator[Finding]:
    """A source whose title is only a label is told, with the address to look it up."""
    for source in desk.catalogue.sources.values() if desk.is_of_series else ():
        if source.is_label:
            where, line = desk.place("sources.yaml", source.id, "title")
            yield Finding(
                say("{source_id}: no title of its own, see {url}", source_id=source.id, url=source.url),
                line=line,
                where=where,
            )


@rule("C06", "blocks", "EU readability guideline", "Print the section: look at the template of this format.")
def doctor_block_is_printed(file: File) -> Iterator[Finding]:
    """The heading and the words of "when to call the doctor" stand on the pages."""
    for leaflet in _leaflets(file):
        section = leaflet.section("doctor")
        if not _printed(file, section.heading):
            yield Finding(
                say('"{heading}" ({leaflet}) is printed nowhere', heading=section.heading, leaflet=leaflet.name)
            )


@rule("C07", "blocks", "Directive (EU) 2018/1972, 109", "Say when to call 112.", kind="manuscript")
def emergency_number_is_given(manuscript: Manuscript) -> Iterator[Finding]:
    """The section on when to call names 112."""
    text = manuscript.text
    if isinstance(text, Leaflet) and not _has_number(text.section("doctor").markdown, EMERGENCY):
        yield Finding(
            say("the section does not name {emergency}", emergency=EMERGENCY), line=text.section("doctor").line
        )


@rule("C07", "blocks", "Directive (EU) 2018/1972, 109", "Print the numbers: look at the template of this format.")
def numbers_are_printed(file: File) -> Iterator[Finding]:
    """112 stands on the pages, and the practice's own numbers where it is made for a practice."""
    wanted = [EMERGENCY] if _leaflets(file) else []
    # Digits alone: a number may be written with spaces, points or slashes, and differently on the page.
    digits = re.sub(r"[^\d\n]", "", "\n".join(page.text for page in file.pages))
    for number in (*wanted, *file.subject.numbers):
        if re.sub(r"\D", "", number) not in digits:
            yield Finding(say("the number {number} is printed nowhere", number=number))


def _has_number(text: str, number: str) -> bool:
    return re.search(rf"(?<!\d){number}(?!\d)", text) is not None


@rule("C08", "warns", "EQIP", "Write at least one step as a numbered item.", kind="manuscript")
def has_steps(manuscript: Manuscript) -> Iterator[Finding]:
    """A leaflet says what readers can do themselves, in at least one step."""
    text = manuscript.text
    if isinstance(text, Leaflet) and not re.search(r"^\s*(?:\d+[.)]|[-*+])\s", text.section("steps").markdown, re.M):
        yield Finding(say("there is no step to take"), line=text.section("steps").line)


@rule(
    "C09", "blocks", "Belgian Penal Code, responsible publisher",
    "Fill in publisher in the practice's file, or address in edition.yaml.",
)  # fmt: skip
def belgian_publisher_has_address(file: File) -> Iterator[Finding]:
    """A file for a Belgian practice prints the name and address of the verantwoordelijke uitgever."""
    edition = file.subject.edition
    if file.subject.country == "be" and edition is not None:
        address = file.subject.publisher or edition.publisher.address
        if not address:
            yield Finding(say("the verantwoordelijke uitgever has no address"))
        elif not _printed(file, address):
            yield Finding(say("the verantwoordelijke uitgever ({address}) is printed nowhere", address=address))


@rule(
    "C09", "informs", "Belgian Penal Code, responsible publisher",
    "Fill in address before you hand leaflets out in Belgium.", kind="edition",
)  # fmt: skip
def publisher_has_address(desk: TextsUnderCheck) -> Iterator[Finding]:
    """The address of the publisher is known."""
    if not desk.catalogue.edition.publisher.address:
        where, line = desk.edition_place("publisher", "address")
        yield Finding(say("the publisher has no address, which Belgium asks for"), line=line, where=where)


@rule("C10", "warns", "PIF TICK, EQIP", "Print it: look at the template of this format.")
def disclaimer_is_printed(file: File) -> Iterator[Finding]:
    """The disclaimer stands on the pages."""
    language = file.subject.language
    if language is not None and file.subject.texts and not file.is_poster:
        words = language.words.get("disclaimer", "")
        if not _printed(file, words):
            yield Finding(say('the disclaimer ("{words}…") is printed nowhere', words=words[:40]))


@rule("C10", "warns", "PIF TICK", 'Write who paid for it, or "niemand": readers may ask.', kind="edition")
def funding_is_known(desk: TextsUnderCheck) -> Iterator[Finding]:
    """The edition says who paid for it."""
    if not (desk.catalogue.edition.funding or "").strip():
        where, line = desk.edition_place("funding")
        yield Finding(say("nothing is said of who paid for the edition"), line=line, where=where)


@rule("C12", "blocks", "PIF TICK", "Translate what has changed, then take over the version.", kind="manuscript")
def translation_is_fresh(manuscript: Manuscript) -> Iterator[Finding]:
    """A translation is as new as the text it was made from."""
    text, desk = manuscript.text, manuscript.desk
    if isinstance(text, Chapter) or text.language == desk.house.source_language:
        return
    sources = desk.catalogue.leaflets.get(desk.house.source_language, ())
    for source in (one for one in sources if one.id == text.id):
        if _version(source) > _version(text) or source.date > text.date:
            said = say(
                "is of version {version} ({date}), its source {path} of {newer} ({newer_date})",
                version=text.version, date=text.date, path=source.path, newer=source.version, newer_date=source.date,
            )  # fmt: skip
            yield Finding(said, line=manuscript.field_line("version"))


def _version(leaflet: Leaflet) -> tuple[int, ...]:
    return tuple(map(int, leaflet.version.split(".")))
