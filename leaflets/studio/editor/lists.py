"""What a text may name: the sources of the edition, and the claims with the careful form each may take."""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.content import Catalogue
from leaflets.model.content import Source


@dataclass(frozen=True)
class PickedItem:
    """Something a text may name: the mark that is put into it, what it is called, and what is known of it."""

    mark: str
    name: str
    about: str
    careful: str = ""
    """Of a claim: the form it may take on paper; nothing where it may be stated as it is."""

    @property
    def words(self) -> str:
        """What it is found by."""
        return " ".join((self.mark, self.name, self.about, self.careful)).lower()


def sources(catalogue: Catalogue, language: str) -> tuple[PickedItem, ...]:
    """The sources in the order of their ids."""
    found = sorted(catalogue.sources.values(), key=lambda one: one.id)
    return tuple(PickedItem(f"[@{one.id}]", one.title, _about(one, language)) for one in found)


def _about(source: Source, language: str) -> str:
    said = (source.authors, source.publisher, str(source.year or ""), source.about.get(language))
    return ", ".join(one for one in said if one)


def claims(catalogue: Catalogue, leaflet: str) -> tuple[PickedItem, ...]:
    """The claims this leaflet may state: those that are left out stand in no text, some are true of other readers."""
    return tuple(
        PickedItem(f"[{one.id}]", one.claim, one.support, one.says or "")
        for one in catalogue.claims.values()
        if not one.left_out and (not one.only_in or leaflet in one.only_in)
    )
