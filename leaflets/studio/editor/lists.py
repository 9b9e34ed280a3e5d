"""What a text may name: the sources of the edition, and the claims with the careful form each may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leaflets.content import Catalogue
from leaflets.messages import say, verbatim
from leaflets.model.content import Source

CLAIMS_IN = "en"
"""The language the list of claims is written in."""

SUPPORT: Mapping[str, str] = {
    str(said): said
    for said in (say("established"), say("plausible"), say("contested"), say("overstated"), say("unsupported"))
}
"""How well a claim is supported, as the list of them says it."""


@dataclass(frozen=True)
class PickedItem:
    """Something a text may name: the mark that is put into it, what it is called, and what is known of it."""

    mark: str
    name: str
    language: str
    """The one its name is in."""
    about: str
    subject: str = ""
    """What it is about, in the language of the text."""
    careful: str = ""
    """Of a claim: the form it may take on paper; nothing where it may be stated as it is."""

    @property
    def words(self) -> str:
        """What it is found by."""
        return " ".join((self.mark, self.name, self.about, self.subject, self.careful)).lower()


def sources(catalogue: Catalogue, language: str, own: str) -> tuple[PickedItem, ...]:
    """The sources in the order of their ids, for a text in a language; in `own` the series describes them."""
    found = sorted(catalogue.sources.values(), key=lambda one: one.id)
    return tuple(
        PickedItem(
            f"[@{one.id}]",
            one.title,
            own if one.is_label else one.lang or own,
            _about(one),
            one.about.get(language, ""),
        )
        for one in found
    )


def _about(source: Source) -> str:
    return ", ".join(one for one in (source.authors, source.publisher, str(source.year or "")) if one)


def claims(catalogue: Catalogue, leaflet: str) -> tuple[PickedItem, ...]:
    """The claims this leaflet may state: those that are left out stand in no text, some are true of other readers."""
    return tuple(
        PickedItem(
            f"[{one.id}]",
            one.claim,
            CLAIMS_IN,
            SUPPORT.get(one.support) or verbatim(one.support),
            careful=one.says or "",
        )
        for one in catalogue.claims.values()
        if not one.left_out and (not one.only_in or leaflet in one.only_in)
    )
