"""A small site with all there is on one: three leaflets with their files, two languages, and versions in every state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.build.pipeline import make
from leaflets.content import Catalogue
from leaflets.model.content import Leaflet
from leaflets.plan import Request
from leaflets.register import Register, Version, Withdrawal, append, version_of
from leaflets.site.publish import publish_site
from leaflets.site.shelf import stocked
from tests.conftest import PROJECT
from tests.site.stock import DAY, few, published

READING = ("a5", "a4", "large-print", "booklet")

FORMATS = (*READING, "a5-folded")

OLD = {"ms": "d4d4d4", "ms-before": "a1a1a1", "crps": "b2b2b2", "sleep-and-recovery": "c3c3c3"}
"""The signs of versions that others took the place of."""


def shown(catalogue: Catalogue) -> Catalogue:
    """Three leaflets, of which a doctor has read one, and two of them once more in a language written from the right."""
    some = published(few(catalogue))
    dutch = tuple(_read(one) if one.id == "crps" else one for one in some.leaflets["nl"])
    other = some.languages["nl"].model_copy(update={"id": "ar", "name": "العربية", "direction": "rtl"})
    # Of other words, for the last signs of an id are of one leaflet in one language.
    turned = tuple(
        one.model_copy(update={"language": "ar", "poster": f"{one.poster}!"}) for one in dutch if one.id != "crps"
    )
    return replace(
        some,
        languages={**some.languages, "ar": other},
        leaflets={"nl": dutch, "ar": turned},
        chapters={**some.chapters, "ar": some.chapters["nl"]},
    )


def _read(leaflet: Leaflet) -> Leaflet:
    return leaflet.model_copy(
        update={"reviewer": "dr. An Peeters", "reviewed": DAY, "reviewed_words": leaflet.words_digest}
    )


def _before(leaflet: str, signs: str, month: str) -> Version:
    return Version(
        id=f"{leaflet}-nl-2025.{month}-{signs}", leaflet=leaflet, language="nl", version=f"2025.{month}",
        date=dt.date(2025, int(month), 1), review_by=dt.date(2027, 11, 1),
    )  # fmt: skip


def entries(catalogue: Catalogue) -> list[Version | Withdrawal]:
    """The lines of the register: each leaflet as it is now, and what it was before."""
    now = {one.id: version_of(one, None, Register()) for one in catalogue.leaflets["nl"]}
    changes = {"ms": ("safety", "Bel meteen bij koorts."), "crps": ("style", "Korter gezegd."), "sleep-and-recovery": ("content", "Anders.")}  # fmt: skip
    later = [
        now[name].model_copy(update={"severity": severity, "changes": said})
        for name, (severity, said) in changes.items()
    ]
    gone = _before("ms", OLD["ms"], "01")
    before = [gone, _before("ms", OLD["ms-before"], "06")]
    before += [_before(name, OLD[name], "06") for name in ("crps", "sleep-and-recovery")]
    withdrawn = Withdrawal(withdraw=gone.id, date=DAY, reason="Een nummer klopte niet.")
    return [*before, *later, withdrawn, *_withdrawn_now(catalogue)]


def _withdrawn_now(catalogue: Catalogue) -> list[Version | Withdrawal]:
    """A leaflet that is on the site as it was withdrawn."""
    leaflet = next(one for one in catalogue.leaflets["ar"] if one.id == "sleep-and-recovery")
    shown = version_of(leaflet, None, Register())
    return [shown, Withdrawal(withdraw=shown.id, date=DAY, reason="Een stap stond er verkeerd.")]


def states(catalogue: Catalogue) -> Mapping[str, str]:
    """The page of a version in each state, by the state's name."""
    ids = {one.id: one.version_id for one in catalogue.leaflets["nl"]}
    signs = {"withdrawn": "ms", "safety": "ms-before", "small": "crps", "content": "sleep-and-recovery"}
    old = {state: f"v/{OLD[name]}/index.html" for state, name in signs.items()}
    return {"newest": f"v/{ids['ms']}/index.html", "reviewed": f"v/{ids['crps']}/index.html", **old}


def build(catalogue: Catalogue, folder: Path) -> None:
    """Make the files and the site of a catalogue in a folder: content/versions.jsonl and output/ in it.

    The files go by preflight unseen, which has tests of its own.
    """
    content, output = folder / "content", folder / "output"
    content.mkdir()
    append(content, entries(catalogue))
    asked = Request(PROJECT, PROJECT / "content", output, languages=("nl",), formats=FORMATS, jobs=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("leaflets.preflight.inspect", lambda *_, **__: ())
        report = make(catalogue, asked, lambda *_: None)
    assert report.problems == []
    publish_site(stocked(catalogue, PROJECT, content, output, DAY))
