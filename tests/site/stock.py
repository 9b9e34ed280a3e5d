"""A small output folder for the site to show: files of one empty page, listed as the press lists its own."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pikepdf

from leaflets.content import Catalogue
from leaflets.model.artefact import Artefact, MadeOf, Purpose, finished
from leaflets.site.shelf import SiteShelf, stocked
from leaflets.storage.manifest import write_manifest
from leaflets.units import MM_PER_INCH, PT_PER_INCH
from tests.conftest import PROJECT

DAY = dt.date(2026, 11, 27)

SHOWN = ("sleep-and-recovery", "ms", "crps")

BASE = "https://folders.example.org/sub/deep"


def few(catalogue: Catalogue, names: Iterable[str] = SHOWN) -> Catalogue:
    """The catalogue with so many leaflets."""
    wanted = set(names)
    leaflets = {key: tuple(one for one in several if one.id in wanted) for key, several in catalogue.leaflets.items()}
    return replace(catalogue, leaflets=leaflets)


def published(catalogue: Catalogue, site: str = BASE) -> Catalogue:
    """The catalogue with the address its site is published under."""
    return replace(catalogue, edition=catalogue.edition.model_copy(update={"site": site}))


def page(width: float, height: float) -> bytes:
    """A PDF of one empty page, in mm."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(
            page_size=(round(width * PT_PER_INCH / MM_PER_INCH, 2), round(height * PT_PER_INCH / MM_PER_INCH, 2))
        )
        pdf.save(target, static_id=True)
    return target.getvalue()


def entry(catalogue: Catalogue, leaflet: str | None, form: str, **made_of: object) -> Artefact:
    """What the manifest says of a file of a leaflet, or of the booklet."""
    text = next((one for one in catalogue.leaflets["nl"] if one.id == leaflet), None)
    fmt = catalogue.formats[form]
    purpose: Purpose = "press" if form == "booklet-press" else fmt.purpose
    held = (leaflet,) if leaflet else tuple(one.id for one in catalogue.leaflets["nl"])
    made = MadeOf(leaflets=held, slug=text.slug if text else None, site=catalogue.edition.site, **made_of)  # type: ignore[arg-type]
    return Artefact(
        path=f"nl/leaflets/{text.slug}-{form}.pdf" if text else f"nl/booklet/{form}.pdf", leaflet=leaflet,
        language="nl", format=form, practice=None, purpose=purpose, title=text.title if text else "Boekje",
        trim_mm=fmt.paper_mm, conforms_to=None, version=text.version if text else catalogue.edition.booklet_version,
        review_by="2027-11-01", made_of=made,
    )  # fmt: skip


def put(output: Path, artefact: Artefact) -> Artefact:
    """Write the file of an entry; gives the entry as the manifest lists it."""
    data = page(*artefact.trim_mm)
    (output / artefact.path).parent.mkdir(parents=True, exist_ok=True)
    (output / artefact.path).write_bytes(data)
    return finished(artefact, data, 1, (), "0" * 64)


def fill(output: Path, catalogue: Catalogue) -> None:
    """Write every file there is of the catalogue's leaflets and its booklet, with a ticket for each of sheets."""
    formats = [(form, form.startswith("booklet")) for form in catalogue.formats]
    planned = [
        entry(catalogue, one.id, form) for one in catalogue.leaflets["nl"] for form, whole in formats if not whole
    ]
    planned += [entry(catalogue, None, form) for form, whole in formats if whole]
    tickets = [
        replace(one, path=one.path.replace(".pdf", "-ticket.pdf"), of=one.path, format="ticket", purpose="reading")
        for one in planned
        if one.purpose == "sheet"
    ]
    write_manifest(output, [put(output, one) for one in planned], [put(output, one) for one in tickets])


def shelf_of(
    catalogue: Catalogue, output: Path, project: Path = PROJECT, content: Path = PROJECT / "content"
) -> SiteShelf:
    """What the site shows of a catalogue and an output folder."""
    return stocked(catalogue, project, content, output, DAY)
