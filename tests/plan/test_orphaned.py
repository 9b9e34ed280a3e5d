"""A finished file whose text was deleted is known as that; one whose text is wrong today is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.content import Catalogue
from leaflets.model.artefact import Artefact, MadeOf
from leaflets.model.own_edition import OwnEdition
from leaflets.plan import gone, is_left_over, is_usable
from tests.storage.test_manifest import made

MS = made("nl/leaflets/ms-a5.pdf")
BOOKLET = made("nl/booklet/booklet.pdf", leaflet=None, format="booklet", made_of=MadeOf(("ms", "crps"), ("foreword",)))
CHOICE = replace(BOOKLET, made_of=replace(BOOKLET.made_of, is_choice=True))
FILES = (MS, BOOKLET, CHOICE)


def without(catalogue: Catalogue, kind: str, *, is_wrong: bool = False) -> Catalogue:
    """The catalogue without MS, the foreword, Dutch or the formats; deleted, or there and not to be used today."""
    nl, chapters = catalogue.leaflets["nl"], dict(catalogue.chapters["nl"])
    if kind == "leaflet":
        found = replace(catalogue, leaflets={"nl": tuple(one for one in nl if one.id != "ms")})
        return replace(found, failed={"nl": frozenset({"ms"})}) if is_wrong else found
    if kind == "slug":
        renamed = (one.model_copy(update={"slug": "x"}) if one.id == "ms" else one for one in nl)
        return replace(catalogue, leaflets={"nl": tuple(renamed)})
    if kind == "chapter":
        del chapters["foreword"]
        found = replace(catalogue, chapters={"nl": chapters})
        return replace(found, failed={"nl": frozenset({"foreword"})}) if is_wrong else found
    if kind == "language":
        found = replace(catalogue, languages={}, leaflets={}, chapters={}, failed={})
        return replace(found, unread=frozenset({"nl"})) if is_wrong else found
    found = replace(catalogue, formats={})
    return replace(found, unread=frozenset({"a5", "booklet"})) if is_wrong else found


def test_what_is_there_is_not_gone(catalogue: Catalogue) -> None:
    """Files of texts, languages and formats that are there are neither gone nor left over, and can be looked at."""
    for file in FILES:
        assert (gone(file, catalogue), is_left_over(file, catalogue), is_usable(file, catalogue)) == (None, False, True)


@pytest.mark.parametrize(
    ("kind", "said", "left_over"),
    [
        ("leaflet", "its text is gone (ms)", (True, False, True)),
        ("chapter", "its text is gone (foreword)", (None, False, True)),
        ("slug", 'its leaflet is called "x" now', (True, None, None)),
        ("language", 'its language "nl" is gone', (True, True, True)),
        ("format", 'its format "a5" is gone', (True, True, True)),
    ],
)
def test_what_is_deleted_is_gone(
    kind: str, said: str, left_over: tuple[bool | None, ...], catalogue: Catalogue
) -> None:
    """It is said what is gone; the booklet of all leaflets stays until it is made anew, all else is left over."""
    catalogue = without(catalogue, kind)
    for file, is_over in zip(FILES, left_over, strict=True):
        found = gone(file, catalogue)
        assert (found is None) is (is_over is None)
        assert found in (None, said, said.replace("a5", "booklet"))
        assert is_left_over(file, catalogue) is bool(is_over)


@pytest.mark.parametrize("kind", ["leaflet", "chapter", "language", "format"])
def test_what_is_wrong_today_is_not_gone(kind: str, catalogue: Catalogue) -> None:
    """A mistake in a text, a language or a format takes no file away; what needs it is not looked at."""
    catalogue = without(catalogue, kind, is_wrong=True)
    files: tuple[Artefact, ...] = FILES if kind != "chapter" else (BOOKLET, CHOICE)
    for file in files:
        assert (gone(file, catalogue), is_left_over(file, catalogue), is_usable(file, catalogue)) == (
            None,
            False,
            False,
        )


def test_what_an_edition_leaves_out_is_not_called_gone(catalogue: Catalogue) -> None:
    """A leaflet that an association's own edition no longer takes over is still there for others."""
    own = catalogue.edition.model_copy(update={"own": OwnEdition(id="moe", name="Moe")})
    found = replace(without(catalogue, "leaflet"), edition=own)
    assert str(gone(MS, found)) == "its edition does not take over its text (ms)"
    assert is_left_over(MS, found)
