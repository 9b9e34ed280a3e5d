"""What a rule says of a subject, and the texts that are set for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from leaflets.content import Catalogue
from leaflets.model.content import Chapter, Leaflet
from leaflets.model.proof import Proof, QrCode
from leaflets.preflight.file import File, opened
from leaflets.preflight.rule import Finding
from leaflets.preflight.subject import Subject
from leaflets.preflight.texts.house_style import House, house_style
from leaflets.preflight.texts.manuscript import Manuscript, TextsUnderCheck
from leaflets.storage.manifest import read_manifest

PROJECT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 23)


def said(check: Callable[[Any], Iterator[Finding]], subject: object) -> list[str]:
    """The sentences of what a rule finds."""
    return [found.said for found in check(subject)]


def desk(catalogue: Catalogue, today: dt.date = TODAY, house: House | None = None) -> TextsUnderCheck:
    return TextsUnderCheck(catalogue, house or house_style(PROJECT / "content"), today)


def manuscript(text: Leaflet | Chapter, at: TextsUnderCheck, *lines: str) -> Manuscript:
    """A text with the lines of its file."""
    return Manuscript(text, lines, at)


def chapter(markdown: str, **fields: object) -> Chapter:
    """A chapter that says this and nothing else."""
    plain: dict[str, object] = {
        "id": "test", "language": "nl", "path": "content/nl/booklet/test.md", "title": "Proef", "subtitle": None,
        "motto": None, "markdown": markdown, "line": 1, "cited": (), "claims": (),
    }  # fmt: skip
    return Chapter.model_validate(plain | fields)


def ms(catalogue: Catalogue) -> Leaflet:
    return next(leaflet for leaflet in catalogue.leaflets["nl"] if leaflet.id == "ms")


MEASURED = ("pages", "painted", "owners", "codes", "letters")
"""What is known of a file whatever it ought to be."""


def finished(output: Path, catalogue: Catalogue, name: str = "ms-a5", **subject: object) -> File:
    """A finished leaflet of the shared build as the rules see it; fields of its subject may be replaced."""
    known = _measured(output, name)
    leaflet = next(
        one for one in catalogue.leaflets["nl"] if one.id == read_manifest(output).artefacts[known.where].leaflet
    )
    whole = Subject(
        format=catalogue.formats[name.rpartition("-")[2]],
        language=catalogue.languages["nl"],
        edition=catalogue.edition,
        texts=(leaflet,),
        sources=tuple(catalogue.sources[source] for source in leaflet.cited),
        house=house_style(PROJECT / "content"),
    )
    file = opened(known.proof, known.where, known.conforms_to, 1, replace(whole, **subject))  # type: ignore[arg-type]
    file.__dict__ |= {measure: getattr(known, measure) for measure in MEASURED}
    return file


@lru_cache(maxsize=8)
def _measured(output: Path, name: str) -> File:
    """The file, measured once for all tests of a process."""
    entry = read_manifest(output).artefacts[f"nl/leaflets/{name}.pdf"]
    proof = Proof(
        job_id=name,
        pdf=(output / entry.path).read_bytes(),
        pages=entry.pages,
        trim_mm=entry.trim_mm,
        qr=tuple(QrCode(page=code.page, url=code.url, box_mm=code.box_mm) for code in entry.qr),
    )
    return opened(proof, entry.path, entry.conforms_to)
