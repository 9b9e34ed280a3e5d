"""Which finished files have no text any more: it was deleted, or is called otherwise now."""

from __future__ import annotations

from leaflets.content import Catalogue
from leaflets.messages import Sentence, say
from leaflets.model.artefact import Artefact


def gone(artefact: Artefact, catalogue: Catalogue) -> Sentence | None:
    """What a finished file was made of and is no more, in a few words; None when all is there.

    What is there and cannot be used today is not gone.
    """
    made_of, language = artefact.made_of, artefact.language
    if language not in catalogue.languages:
        return None if language in catalogue.unread else say('its language "{language}" is gone', language=language)
    if artefact.format not in catalogue.formats:
        return (
            None
            if artefact.format in catalogue.unread
            else say('its format "{format}" is gone', format=artefact.format)
        )
    slugs = {leaflet.id: leaflet.slug for leaflet in catalogue.leaflets.get(language, ())}
    failed = catalogue.failed.get(language, frozenset())
    lost = [name for name in made_of.leaflets if name not in slugs and name not in failed]
    if not failed:
        lost += [name for name in made_of.chapters if name not in catalogue.chapters.get(language, {})]
    if lost:
        return _lost(", ".join(lost), catalogue)
    name = slugs.get(artefact.leaflet or "", made_of.slug)
    return say('its leaflet is called "{name}" now', name=name) if name != made_of.slug else None


def _lost(names: str, catalogue: Catalogue) -> Sentence:
    """That a file holds texts which are not there, or which an association's own edition does not take over."""
    if catalogue.edition.own is None:
        return say("its text is gone ({names})", names=names)
    return say("its edition does not take over its text ({names})", names=names)


def is_left_over(artefact: Artefact, catalogue: Catalogue) -> bool:
    """Whether a finished file is to go since nothing makes it any more.

    The booklet of all leaflets stays as long as its language and its format do: it is made again without what is gone.
    """
    is_whole_booklet = artefact.leaflet is None and not artefact.made_of.is_choice
    places = (artefact.language in catalogue.languages, artefact.format in catalogue.formats)
    return gone(artefact, catalogue) is not None and not (is_whole_booklet and all(places))


def is_usable(artefact: Artefact, catalogue: Catalogue) -> bool:
    """Whether all that a finished file was made of is there and can be used today."""
    language = artefact.language
    if language not in catalogue.languages or artefact.format not in catalogue.formats:
        return False
    leaflets = {leaflet.id for leaflet in catalogue.leaflets.get(language, ())}
    chapters = catalogue.chapters.get(language, {}).keys()
    return leaflets.issuperset(artefact.made_of.leaflets) and chapters >= set(artefact.made_of.chapters)
