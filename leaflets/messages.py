"""What the press says, as sentences that keep their parts: English here, in the reader's language at the edge.

A sentence is a `str`, the English one, so that no room need know of languages. Its template and its values go along;
`translated` makes it anew from a catalogue, leaflets/locale/<language>/LC_MESSAGES/leaflets.po.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

DOMAIN, LOCALE = "leaflets", Path(__file__).parent / "locale"
ENGLISH = "en"
LANGUAGES = (ENGLISH, "nl", "fr")
"""What the press is read in; English is what the code says, and needs no catalogue."""


class Sentence(str):
    """An English sentence, or a part of one, that can be said in another language. Equal to its text, and as frozen."""

    __slots__ = ("plural", "template", "values")

    template: str
    """The English words, with the names of the values in braces: what a catalogue is looked up by."""
    plural: str
    """The same for another number than one of what `values` calls the count; empty where no number matters."""
    values: Mapping[str, Any]

    def __new__(cls, template: str, plural: str, values: Mapping[str, Any]) -> Sentence:
        """The sentence; a template without values is its own text, braces and all."""
        kept = {
            name: value if isinstance(value, Sentence | int | float) else str(value) for name, value in values.items()
        }
        words = plural if plural and kept["count"] != 1 else template
        made = super().__new__(cls, words.format_map(kept) if kept else words)
        made.template, made.plural, made.values = template, plural, kept
        return made

    def said_in(self, language: str) -> str:
        """The sentence in a language."""
        return translated(self, language)

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> Any:
        """How pydantic keeps it as JSON, and makes it anew."""
        from pydantic_core import core_schema

        written = core_schema.plain_serializer_function_ser_schema(_parts)
        return core_schema.no_info_plain_validator_function(_of_parts, serialization=written)

    def __reduce__(self) -> tuple[type[Sentence], tuple[str, str, Mapping[str, Any]]]:
        """How another process gets it: its parts, of which it is made anew."""
        return Sentence, (self.template, self.plural, self.values)


def _parts(sentence: Sentence) -> list[object]:
    values = {name: _parts(one) if isinstance(one, Sentence) else one for name, one in sentence.values.items()}
    return [sentence.template, sentence.plural, values]


def _of_parts(parts: object) -> Sentence:
    """The sentence of which these are the parts. Raises ValueError for what are none."""
    match parts:
        case Sentence():
            return parts
        case [str(template), str(plural), dict(values)]:
            made = {str(name): _of_parts(one) if isinstance(one, list) else one for name, one in values.items()}
            try:
                return Sentence(template, plural, made)
            except (LookupError, AttributeError) as error:
                raise ValueError("lacks a value") from error
        case _:
            raise ValueError("is no sentence")


class Spoken(Protocol):
    """What can be said in a language: a sentence, or a problem or an error that is made of some."""

    def said_in(self, language: str) -> str: ...


def say(template: str, /, **values: object) -> Sentence:
    """A sentence: "the text is {lines} lines too long", lines=3. A value may be a sentence itself."""
    return Sentence(template, "", values)


def say_many(one: str, many: str, /, *, count: int, **values: object) -> Sentence:
    """A sentence with a number in it, {count}, on which its words depend: "{count} line", "{count} lines"."""
    return Sentence(one, many, {"count": count, **values})


def joined(parts: Iterable[str], between: str = " ") -> Sentence:
    """Several sentences or words as one text, such as a list with commas; `between` is a mark, no word."""
    several = {f"part{number}": part for number, part in enumerate(parts)}
    return Sentence(between.replace("{", "{{").replace("}", "}}").join(f"{{{name}}}" for name in several), "", several)


def verbatim(text: str) -> Sentence:
    """What is said in these words in every language: a name, an address, what another program said."""
    return Sentence("{text}", "", {"text": text})


_OF_THE_SYSTEM: Mapping[str, Sentence] = {
    str(said): said
    for said in (
        say("No such file or directory"), say("Permission denied"), say("Is a directory"), say("Not a directory"),
        say("File exists"), say("No space left on device"), say("Disk quota exceeded"), say("Read-only file system"),
        say("File name too long"), say("Too many levels of symbolic links"), say("Operation not permitted"),
        say("Input/output error"), say("Too many open files"),
    )
}  # fmt: skip
"""What the system says most often of a file (errno.h), so that it is understood too."""


def reason(error: BaseException) -> Sentence:
    """Why something failed, as a part of a sentence: in our own words, the system's, or those of a library."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else error.args[0] if error.args else ""
    if isinstance(said, Sentence):
        return said
    return _OF_THE_SYSTEM.get(str(said)) or verbatim(str(said or type(error).__name__))


_THOUSANDS = {"nl": ".", "fr": "\u202f"}
"""What stands between thousands; before decimals the Netherlands, Belgium and France all write a comma."""


class _Float(float):
    """A number as the readers of `language` write it."""

    language = ENGLISH

    def __format__(self, how: str) -> str:
        return _localised(format(float(self), how), self.language)


class _Int(int):
    """A whole number as the readers of `language` write it, where thousands are to be kept apart."""

    language = ENGLISH

    def __format__(self, how: str) -> str:
        return _localised(format(int(self), how), self.language) if "," in how else format(int(self), how)


def _localised(written: str, language: str) -> str:
    whole, point, part = written.partition(".")
    return whole.replace(",", _THOUSANDS[language]) + (point and ",") + part


def translated(text: str, language: str) -> str:
    """A text in a language; what is no sentence, and what the catalogue lacks, stays as it is."""
    if language == ENGLISH or not isinstance(text, Sentence) or not text:
        return str(text)
    catalogue = _catalogue(language)
    if text.plural:
        words = catalogue.ngettext(text.template, text.plural, text.values["count"])
    else:
        words = catalogue.gettext(text.template)
    if not text.values:
        return words
    return words.format_map({name: _value(one, language) for name, one in text.values.items()})


def _value(value: Any, language: str) -> Any:
    if isinstance(value, Sentence):
        return translated(value, language)
    if isinstance(value, float | int) and not isinstance(value, bool):
        number = _Float(value) if isinstance(value, float) else _Int(value)
        number.language = language
        return number
    return value


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The sentences of a language, read when the first is said. Without a catalogue all stays English."""
    return gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


def language_of(environment: Mapping[str, str]) -> str:
    """The language of the locale: LC_ALL, LC_MESSAGES or LANG, the first that is set (POSIX); else English.

    LANGUAGE, a list in the order of one's liking, goes before it, but where the locale is C (GNU gettext, 2.3.3).
    """
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "C")
    liked = environment.get("LANGUAGE", "") if _named(locale) not in ("c", "posix") else ""
    named = (_named(one) for one in (liked or locale).split(":"))
    return next((one for one in named if one in LANGUAGES), ENGLISH)


def _named(locale: str) -> str:
    """The language a locale begins with: nl_BE.UTF-8 is nl."""
    return re.split(r"[-_.@]", locale)[0].lower()
