"""C11, C12, C13, C16: words that are left over, untranslated, too bold or not what they seem, however written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import islice, takewhile

from leaflets.content.parsing import MOST_PROBLEMS, Place
from leaflets.content.signs import FILE as SIGNS
from leaflets.content.signs import TO_FILL_IN
from leaflets.content.words import untranslated
from leaflets.messages import Sentence, say
from leaflets.model.content import Claim, Leaflet
from leaflets.preflight.file import File
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.texts.manuscript import Manuscript, TextsUnderCheck
from leaflets.text.characters import compared, hidden

_PLACEHOLDER = re.compile(r"‹|\b(?:todo|fixme|xxx|lorem ipsum)\b")
"""What the pattern of a new text holds for the writer to replace, in words as they are compared."""

_LEFT_OVER = re.compile(rf"{_PLACEHOLDER.pattern}|\{{\w*\}}|\{{\{{|\}}\}}|\bnone\b")

_GOES_ON = re.compile(r"\s|-(?!--)")
"""How a line begins that is of the field above it: indented, or an item of its list."""

_DIVIDED = re.compile(r"(?<=[^\W\d_])- ?(?=[^\W\d_])")
"""A hyphen within a word, and the blank a line end becomes."""


@rule("C11", "blocks", "house rule", "Replace it with words.", kind="manuscript")
def nothing_to_fill_in(manuscript: Manuscript) -> Iterator[Finding]:
    """Nothing of the pattern a text was begun from is left in it."""
    found = (
        Finding(_left_over(place.field), line=place.line)
        for place in manuscript.places(lambda text: (one.span() for one in _PLACEHOLDER.finditer(text)))
    )
    yield from dict.fromkeys(found)
    if _is_open(manuscript):
        yield Finding(_left_over("signs"), line=manuscript.field_line("signs"))


def _is_open(manuscript: Manuscript) -> bool:
    """Whether its signs of alarm are still to be chosen: their names are not printed, so they are no passage."""
    begins = manuscript.field_line("signs")
    if not isinstance(manuscript.text, Leaflet) or begins == 1:  # The first line is that of the hyphens.
        return False
    field = [manuscript.lines[begins - 1], *takewhile(_GOES_ON.match, manuscript.lines[begins:])]
    return bool(TO_FILL_IN & set("".join(field)))


def _left_over(field: str | None) -> Sentence:
    if field:
        return say('a placeholder is left over in the field "{field}"', field=field)
    return say("a placeholder is left over")


@rule("C11", "blocks", "house rule", "Replace it with words.", kind="edition")
def words_are_filled_in(desk: TextsUnderCheck) -> Iterator[Finding]:
    """Nothing to replace is left in the words of a language or of the pages to write on."""
    for where, line, name, words in _shared_words(desk):
        if _PLACEHOLDER.search(compared(words)):
            yield Finding(say('a placeholder is left over in "{name}"', name=name), line=line, where=where)


@rule("C11", "blocks", "house rule", "Replace it with words.")
def nothing_left_over(file: File) -> Iterator[Finding]:
    """No placeholder, template mark or empty value is printed."""
    for page, run in file.runs():
        if found := _LEFT_OVER.search(compared(run.text)):
            yield Finding(
                say('"{found}" is left over in "{text}"', found=found.group(0), text=run.text.strip()[:50]),
                page.number,
                run.box,
            )


@rule("C12", "warns", "PIF TICK", "Translate them, or see that they are right.", kind="edition")
def languages_have_their_own_words(desk: TextsUnderCheck) -> Iterator[Finding]:
    """A language says nothing in the words of the one that texts are translated from, its alarm signs neither."""
    languages, source = desk.catalogue.languages, desk.house.source_language
    signs = {name: {one.id: one.text for one in several.values()} for name, several in desk.catalogue.signs.items()}
    for name in sorted(languages.keys() - {source}) if source in languages else ():
        where, line = desk.place(f"{name}/_language.yaml", "words")
        if said := untranslated(languages[name].words, languages[source].words, source):
            yield Finding(said, line=line, where=where)
        if said := untranslated(signs.get(name, {}), signs.get(source, {}), source):
            yield Finding(said, where=f"{desk.content}/{name}/{SIGNS}")


@rule("C13", "blocks", "content/claims.yaml", "Look it up in the list of claims (claims.yaml).", kind="manuscript")
def claims_may_be_stated(manuscript: Manuscript) -> Iterator[Finding]:
    """Every claim mark resolves to a claim that this text may state."""
    claims = manuscript.desk.catalogue.claims
    for line, name in dict.fromkeys(manuscript.claim_marks):
        if said := _not_allowed(claims.get(name), manuscript.text.id):
            yield Finding(say('the claim "{name}" {said}', name=name, said=said), line=line)


def _not_allowed(claim: Claim | None, text_id: str) -> Sentence | None:
    """Why a text may not state the claim."""
    if claim is None:
        return say("does not exist")
    if claim.left_out:
        return say("is listed as left out")
    if claim.only_in and text_id not in claim.only_in:
        return say("may be stated only in {only_in}", only_in=", ".join(claim.only_in))
    return None


@rule(
    "C13",
    "blocks",
    "content/claims.yaml",
    "Write the careful form of the list of claims (claims.yaml).",
    kind="manuscript",
)
def cautions_are_honoured(manuscript: Manuscript) -> Iterator[Finding]:
    """No text states a claim in the bold form its caution warns against, whatever letters it is written with."""
    for claim in manuscript.desk.catalogue.claims.values():
        for place in manuscript.places(partial(_bold, claim)):
            yield Finding(_too_boldly(place.words, claim), line=place.line, todo=_careful(claim))


@rule(
    "C13",
    "blocks",
    "content/claims.yaml",
    "Write the careful form of the list of claims (claims.yaml).",
    kind="edition",
)
def words_honour_cautions(desk: TextsUnderCheck) -> Iterator[Finding]:
    """Nor do the words of a language or of the pages to write on, which stand in every text."""
    claims = [claim for claim in desk.catalogue.claims.values() if claim.phrases]
    phrases = tuple(phrase for claim in claims for phrase in claim.phrases)
    for where, line, name, words in _shared_words(desk):
        text = compared(words)
        # Nearly all words state nothing of the kind, and are not asked again for each of a hundred claims.
        undivided = _undivided(text)
        for claim in claims if any(phrase in text or phrase in undivided for phrase in phrases) else ():
            for start, end in _bold(claim, text):
                said = say('"{name}": {too_boldly}', name=name, too_boldly=_too_boldly(text[start:end], claim))
                yield Finding(said, line=line, where=where, todo=_careful(claim))


def _bold(claim: Claim, text: str) -> Iterator[tuple[int, int]]:
    """Where a text as it is compared states the claim too boldly, also with hyphens within the words."""
    undivided = _undivided(text)
    for phrase in claim.phrases:
        yield from _spans(phrase, text)
        for start, end in _spans(phrase, undivided) if undivided != text else ():
            kept = _kept(text)
            span = kept[start], kept[end - 1] + 1
            if text[slice(*span)] not in claim.phrases:
                yield span


def _spans(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the phrase stands in the text."""
    start = text.find(phrase)
    while start >= 0:
        yield start, start + len(phrase)
        start = text.find(phrase, start + len(phrase))


@lru_cache(maxsize=2)  # all claims are sought in one text, then in the next
def _undivided(text: str) -> str:
    """A text without the hyphens within its words, such as those at the line ends of what was copied from a page."""
    return _DIVIDED.sub("", text)


@lru_cache(maxsize=2)
def _kept(text: str) -> list[int]:
    """Where each character of the undivided text stands in the text itself."""
    left_out = {at for found in _DIVIDED.finditer(text) for at in range(*found.span())}
    return [at for at in range(len(text)) if at not in left_out]


def _too_boldly(words: str, claim: Claim) -> Sentence:
    return say('"{words}" states claim {claim_id} too boldly', words=words, claim_id=claim.id)


def _careful(claim: Claim) -> Sentence:
    return say("The careful form is: {words}", words=claim.says or say("leave it out"))


def _shared_words(desk: TextsUnderCheck) -> Iterator[tuple[str, int | None, str, str]]:
    """The words that stand in every text of a language: their file and line, their name in it and what they say."""
    for name, language in desk.catalogue.languages.items():
        said = language.model_dump(include={"sections", "words", "groups", "countries"})
        signs = desk.catalogue.signs.get(name, {})
        yield from ((f"{desk.content}/{name}/{SIGNS}", None, sign.id, sign.text) for sign in signs.values())
        pages = desk.catalogue.fill_pages.get(name)
        files = {"_language.yaml": said, "booklet/pages.yaml": pages.model_dump() if pages is not None else {}}
        for file, values in files.items():
            for place, words in _strings(values):
                yield *desk.place(f"{name}/{file}", *place), _name(place), words


def _strings(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """The texts in a value, each with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings(inner, (*place, str(key)))
    elif isinstance(value, Iterable):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*place, number))


def _name(place: Place) -> str:
    """The name of what is there: that of the list, where it is in one."""
    return next((step for step in reversed(place) if isinstance(step, str)), "")


@rule(
    "C13",
    "warns",
    "content/claims.yaml",
    "State it in a text, or say in left_out why no page does.",
    kind="edition",
)
def claims_are_accounted_for(desk: TextsUnderCheck) -> Iterator[Finding]:
    """Every claim is stated in a text of the series or listed as left out."""
    catalogue = desk.catalogue
    stated = {name for several in catalogue.leaflets.values() for text in several for name in text.claims}
    stated |= {name for chapters in catalogue.chapters.values() for text in chapters.values() for name in text.claims}
    for claim in catalogue.claims.values() if desk.is_of_series else ():
        if claim.id not in stated and not claim.left_out:
            where, line = desk.place("claims.yaml", claim.id)
            yield Finding(
                say("the claim {claim_id} is neither stated nor left out", claim_id=claim.id), line=line, where=where
            )


@rule("C16", "blocks", "Unicode UTS #39", "Remove it.", kind="manuscript")
def is_what_it_seems(manuscript: Manuscript) -> Iterator[Finding]:
    """A text holds no character that nobody sees but the soft hyphen, and no word in letters of two alphabets."""
    lines = enumerate(manuscript.markdown.split("\n"), start=manuscript.first_line)
    written = (Finding(flaw.said, line=number, todo=flaw.todo) for number, line in lines for flaw in hidden(line))
    found = list(islice(written, MOST_PROBLEMS))
    yield from found
    if not found and "&" in manuscript.markdown:  # An entity such as &#8203; becomes its character on the page.
        for passage, line in zip(manuscript.passages, manuscript.lines_of_passages, strict=True):
            yield from (Finding(flaw.said, line=line, todo=flaw.todo) for flaw in hidden(passage.words))
