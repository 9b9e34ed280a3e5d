"""The words the press itself says in a language, and what may be filled in to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from leaflets.content.parsing import line_of
from leaflets.messages import Sentence, say, say_many
from leaflets.model.content import Language
from leaflets.problems import ContentError, Problem

FILLED_IN: Mapping[str, tuple[str, ...]] = {
    "qr_alt": ("title",),
    "qr_source": ("number",),
    "link_source": ("number", "title"),
    "link_page": ("title", "page"),
    "link_web": ("title",),
    "code_on_page": ("number", "page"),
    "valid_code": ("signs",),
    "practice_set": ("name",),
    "practice_pages": ("pages",),
    "practice_light": ("format",),
    "practice_call": ("title",),
    "practice_logo": ("name",),
    "booklet_subtitle": ("count",),
    "review_lapsed": ("date",),
    "review_title": ("title",),
    "review_page_words": ("digest",),
    "medical_text_taken": ("series", "version", "mark"),
    "press_title": ("title",),
    "paper_title": ("title",),
    "ticket_title": ("title",),
    "ticket_file": ("file",),
    "ticket_drawn": ("front", "back"),
    "ticket_sheet": ("count", "paper"),
    "ticket_sheets": ("count", "paper"),
    "ticket_upright_sheet": ("count", "paper"),
    "ticket_upright_sheets": ("count", "paper"),
    "ticket_thick": ("caliper", "weight"),
    "ticket_light": ("light",),
    "ticket_backs": ("other",),
    "ticket_then_backs": ("other",),
    "ticket_then_this": ("other",),
    "ticket_signatures": ("count", "parts"),
    "ticket_part": ("first", "last"),
    "ticket_copies": ("count",),
    "ticket_roll_first": ("width",),
    "order_title": ("title",),
    "order_trim_of": ("width", "height"),
    "order_pages_of": ("pages",),
    "order_pages_apart": ("pages", "inside", "cover"),
    "order_colours_of": ("colours",),
    "order_colours_apart": ("inside", "cover"),
    "order_paper_of": ("paper", "grams"),
    "order_glued": ("spine",),
    "order_condition_named": ("condition",),
    "order_condition_embedded": ("condition", "profile"),
    "order_bleed_of": ("bleed",),
    "order_ink_of": ("ink", "limit", "file", "page", "left", "top"),
    "order_pictured": ("file",),
    "order_mail": ("address",),
    "order_size_of": ("pages", "width", "height"),
    "order_sheets": ("sheets", "up"),
    "order_sheets_inside": ("sheets", "up"),
    "order_cover_sheets": ("sheets", "up"),
    "order_weight": ("copy", "all"),
    "order_unpriced": ("names",),
    "ticket_pieces": ("count",),
    "ticket_takes_sheets": ("count",),
    "ticket_about": ("amount",),
    "ticket_covered": ("share", "text"),
    "calibration_command": ("command",),
    "calibration_file": ("file",),
    "site_all_count": ("count",),
    "site_see_all": ("count",),
    "site_found_one": ("query",),
    "site_found_many": ("count", "query"),
    "site_found_none": ("query",),
    "site_save": ("pages",),
    "site_more_forms": ("count",),
    "site_file": ("pages", "size"),
    "site_epub_text": ("size",),
    "site_epub_back": ("number",),
    "site_sheets": ("count",),
    "site_source_language": ("name",),
    "site_booklet_withheld": ("names",),
    "site_valid_until": ("date",),
    "site_valid_small_until": ("date",),
    "site_valid_withdrawn": ("date", "reason"),
    "site_valid_past": ("date",),
    "site_valid_is_newest": ("version",),
    "site_valid_is_same": ("version", "newest"),
    "site_valid_replaced": ("version", "date"),
    "site_valid_as_of": ("date",),
    "site_valid_check_until": ("date",),
}
"""What the press fills in to a word, by name; all others are printed as they stand, and hold no braces."""

_PLACE = re.compile(r"\{([a-z]+)\}")
_BRACE = re.compile(r"[{}][^{}]{0,30}\}?")


class LanguageWords(dict[str, str]):
    """The words of a language; one that is missing is a mistake in its file, whoever asks for it."""

    where = ""

    def __missing__(self, word: str) -> str:
        raise ContentError(
            Problem(
                say('the word "{word}" is missing', word=word),
                self.where,
                say('Add "  {word}: …" under words.', word=word),
            )
        )


def words_of(language: Language, where: str) -> LanguageWords:
    """The words of a language, which know the file they stand in."""
    words = LanguageWords(language.words)
    words.where = where
    return words


def unfillable(language: Language, node: yaml.Node | None, where: str) -> Iterator[Problem]:
    """What stands in braces in the words of a language, or of a country, and the press cannot fill in."""
    several: dict[tuple[str, ...], Mapping[str, str]] = {("words",): language.words}
    several |= {("countries", country): words for country, words in language.countries.items()}
    for place, words in several.items():
        for word, said in words.items():
            if "{" not in said and "}" not in said:
                continue
            known = FILLED_IN.get(word, ())
            if wrong := _BRACE.search(_left(said, known)):
                what = say(
                    'the word "{word}" holds "{wrong}", which the press cannot fill in', word=word, wrong=wrong[0]
                )
                yield Problem(what, where, _todo(known), line=line_of(node, (*place, word), 1))


def _left(said: str, known: tuple[str, ...]) -> str:
    """A word without what is filled in to it."""
    return _PLACE.sub(lambda found: " " if found[1] in known else found[0], said)


def _todo(known: tuple[str, ...]) -> Sentence:
    if not known:
        return say("Remove it: nothing is filled in here.")
    names = ", ".join("{" + name + "}" for name in known)
    return say("What may stand here: {names}.", names=names)


LEAST_TOLD = 2
"""So few words may well be the same in two languages."""


def said_alike(words: Mapping[str, str], source: Mapping[str, str]) -> list[str]:
    """The names of the words that say in one language what they say in another, as of a file that was only copied.

    Of those of one or two words, such as A4 or a name, nobody can tell.
    """
    return [name for name, said in words.items() if said == source.get(name) and len(said.split()) > LEAST_TOLD]


NAMED = 5
"""So many of them are named; the others are counted."""


def untranslated(words: Mapping[str, str], source: Mapping[str, str], of: str) -> Sentence | None:
    """What is wrong where words of a language are still those of the language `of`; None where none are."""
    alike = said_alike(words, source)
    if not alike:
        return None
    names = ", ".join(alike[:NAMED]) + (", …" if len(alike) > NAMED else "")
    return say_many(
        '{count} text is still that of "{source}": {names}', '{count} texts are still those of "{source}": {names}',
        count=len(alike), source=of, names=names,
    )  # fmt: skip
