"""Texts as a country says them: its own words for who helps and whom to call, and the box of alarm signs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from leaflets.content.signs import box
from leaflets.model.content import Chapter, Language, Leaflet, Section, Sign

TERMS = ("physiotherapist", "company_doctor")
"""The words of a language that texts name in braces, {physiotherapist}, for the countries call them otherwise."""

_TERM = re.compile(rf"\{{({'|'.join(TERMS)})\}}", re.IGNORECASE)


def filled(text: str, words: Mapping[str, str]) -> str:
    """A text with the words its terms stand for; {Physiotherapist} begins with a capital."""
    return _TERM.sub(lambda found: _word(found[1], words), text) if "{" in text else text


def _word(name: str, words: Mapping[str, str]) -> str:
    said = words[name.lower()]
    return said[:1].upper() + said[1:] if name[0].isupper() else said


def section_in(section: Section, signs: tuple[Sign, ...], words: Mapping[str, str]) -> Section:
    """A section with its terms filled in; that on when to call the doctor ends with the box of signs."""
    written = section.written if section.written is not None else section.markdown
    markdown = filled(written, words)
    if section.role == "doctor" and (said := box(signs, words)):
        markdown = f"{markdown}\n\n{said}"
    return section.model_copy(update={"markdown": markdown, "written": written if markdown != written else None})


def leaflet_in(leaflet: Leaflet, language: Language) -> Leaflet:
    """A leaflet in the words of a language, which may be those of a country."""
    sections = tuple(section_in(section, leaflet.signs, language.words) for section in leaflet.sections)
    return leaflet.model_copy(update={"sections": sections})


def chapter_in(chapter: Chapter, language: Language) -> Chapter:
    """A chapter in the words of a language, which may be those of a country."""
    written = chapter.written if chapter.written is not None else chapter.markdown
    markdown = filled(written, language.words)
    return chapter.model_copy(update={"markdown": markdown, "written": written if markdown != written else None})
