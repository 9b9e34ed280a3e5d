"""Everything there is, as an edition of an association's own has it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from leaflets.content.catalogue import Catalogue
from leaflets.content.editions import COUNT, FOREWORD, WORDS, OwnEditionTexts, digest_of
from leaflets.messages import joined, say
from leaflets.model.content import Chapter, ChapterOrder, Edition, Language, Leaflet, Publisher
from leaflets.model.own_edition import OwnEdition, TakenTexts
from leaflets.problems import ContentError, WrongOption, or_meant

OF_WHOLE = "edition.yaml"
"""What fails of every booklet when its dates or publisher do."""

COUNTED = ("booklet_subtitle",)
"""The words a number is filled in to."""


def in_edition(catalogue: Catalogue, name: str) -> Catalogue:
    """The catalogue as the edition `name` has it: its leaflets in their order, its foreword, covers and publisher.

    The words of its leaflets and of all other chapters are those there were. Raises WrongOption for an edition there is
    not, and ContentError for one that is wrong.
    """
    if problems := catalogue.editions.wrong.get(name):
        raise ContentError(*problems)
    if name not in catalogue.editions.good:
        there = [*catalogue.editions.good, *catalogue.editions.wrong]
        todo = say("Choose from: {names}.", names=", ".join(sorted(there)))
        if not there:
            todo = say("There is none yet; see the command new.")
        raise WrongOption(joined((say('There is no edition "{name}".', name=name), or_meant(todo, name, there))))
    own = catalogue.editions.good[name]
    leaflets = {language: _chosen(own, several) for language, several in catalogue.leaflets.items()}
    chapters = {
        language: {**several, FOREWORD: own.forewords[language]} if language in own.forewords else several
        for language, several in catalogue.chapters.items()
    }
    texts = {
        language: _taken(catalogue, own, language, leaflets[language], chapters[language])
        for language in catalogue.languages
    }
    needed = {*own.file.leaflets, OF_WHOLE}
    failed = {
        language: frozenset(names & needed) if own.file.leaflets else names
        for language, names in catalogue.failed.items()
    }
    return replace(
        catalogue,
        edition=_edition(catalogue.edition, own, texts),
        languages={key: _spoken(language, own) for key, language in catalogue.languages.items()},
        leaflets=leaflets,
        chapters=chapters,
        failed=failed,
    )


def _chosen(own: OwnEditionTexts, leaflets: Iterable[Leaflet]) -> tuple[Leaflet, ...]:
    there = {leaflet.id: leaflet for leaflet in leaflets}
    return tuple(there[name] for name in own.file.leaflets or there if name in there)


def _taken(
    catalogue: Catalogue,
    own: OwnEditionTexts,
    language: str,
    leaflets: Collection[Leaflet],
    chapters: Mapping[str, Chapter],
) -> TakenTexts:
    authors = ", ".join(dict.fromkeys(leaflet.author for leaflet in leaflets))
    others = {FOREWORD, *(f"group-{group}" for group in _groups_without(leaflets, catalogue.languages[language]))}
    inherited = (chapter for name, chapter in chapters.items() if name not in others)
    pages = catalogue.fill_pages.get(language)
    beside = (*catalogue.glossary.get(language, ()), *((pages,) if pages else ()))
    return TakenTexts(
        series=catalogue.languages[language].words["booklet_title"],
        version=catalogue.edition.booklet_version,
        author=authors or catalogue.edition.publisher.name,
        digest=digest_of(leaflets, inherited, catalogue.languages[language], beside),
        has_foreword=language in own.forewords,
    )


def _groups_without(leaflets: Collection[Leaflet], language: Language) -> set[int]:
    """The groups an edition has no leaflet of: their openings are no part of its booklet."""
    return set(range(len(language.groups))) - {leaflet.group for leaflet in leaflets}


def _edition(series: Edition, own: OwnEditionTexts, texts: dict[str, TakenTexts]) -> Edition:
    file = own.file
    answers = file.publisher
    return series.model_copy(
        update={
            "publisher": Publisher(
                name=answers.name if answers else file.name,
                address=answers.address if answers and answers.address else file.address,
                website=file.website,
            ),
            "funding": file.funding,
            "site": file.site or series.site,
            "booklet_version": file.version or series.booklet_version,
            "chapters": _with_foreword(series.chapters) if own.forewords else series.chapters,
            "own": OwnEdition(
                id=own.id, name=file.name, address=file.address, telephone=file.telephone, email=file.email,
                logo=own.logo, colours=own.colours, box=file.box, formats=file.formats, texts=texts,
            ),
        }
    )  # fmt: skip


def _with_foreword(order: ChapterOrder) -> ChapterOrder:
    """The chapters of a series, which may have no foreword, with that of the edition first."""
    if FOREWORD in (*order.opening, *order.closing):
        return order
    return order.model_copy(update={"opening": (FOREWORD, *order.opening)})


def _spoken(language: Language, own: OwnEditionTexts) -> Language:
    """The language with the words the edition has instead, which know no country."""
    given = {name: own.file.said(name, language.id) for name in WORDS}
    words = {word: said for name, said in given.items() if said is not None for word in WORDS[name]}
    # Of one condition no number is said: then the subtitle is that of the series.
    return language.with_words({word: said for word, said in words.items() if word in COUNTED or COUNT not in said})
