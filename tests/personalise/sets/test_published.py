"""What a set says of itself is believed as far as it is whole, and no further."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leaflets.content import Catalogue
from leaflets.personalise.sets import published
from leaflets.personalise.sets.published import OLDEST, newest_day, place_in_zip
from leaflets.personalise.sets.task import Master
from tests.model.test_artefact import BOOKLET, PLANNED
from tests.personalise.sets.test_publish import (
    A5,
    BOTH,
    FOLDED,
    FOLDER,
    LINDE,
    TICKET,
    masters,
    numbers,
    output,
    publish,
)

__all__ = ["masters", "output"]


def test_a_copy_is_good_with_its_ticket_only(output: Path, masters: list[Master]) -> None:
    """A sheet whose ticket is gone or spoiled is made again; so is what was made of other inputs."""
    publish(output, masters, numbers(masters, *BOTH))
    (sheet,) = numbers(masters, "a5-folded")
    inputs = published.inputs(masters[sheet].digest, "d")
    one = published.read(output, "linde")
    assert one is not None
    assert one.good(FOLDED, inputs) == one.entries[FOLDED]
    assert one.good(FOLDED, published.inputs(masters[sheet].digest, "other")) is None
    (output / TICKET).write_bytes(b"who")
    assert one.good(FOLDED, inputs) is None


@pytest.mark.parametrize(
    "about",
    [
        {"practice": None}, {"practice": {"id": "../x"}}, {"practice": LINDE.model_dump(mode="json") | {"id": "beuk"}},
        {"practice": LINDE.model_dump(mode="json") | {"name": "\ud800"}}, {"practice": [1]}, {"masters": []},
        {"masters": None}, {"practice_sha256": 1},
    ],
)  # fmt: skip
def test_a_set_of_nobody_is_none(about: dict[str, Any], output: Path, masters: list[Master]) -> None:
    """A manifest that does not say whose set it is, or says another's, counts as damaged."""
    publish(output, masters, numbers(masters, "a5"))
    manifest = output / FOLDER / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_bytes()) | about), encoding="utf-8")
    assert published.read(output, "linde") is None
    assert published.read_all(output) == []


def test_a_set_is_whole_with_its_index_and_zip_and_nothing_that_must_go(output: Path, masters: list[Master]) -> None:
    """What nobody asked for this time may stay where it belongs; without the page or the ZIP nothing is whole."""
    publish(output, masters, numbers(masters, *BOTH))
    one = published.read(output, "linde")
    assert one is not None
    assert one.is_whole([A5, FOLDED], lambda _: False)
    assert one.is_whole([A5], lambda entry: entry.path == FOLDED)
    assert not one.is_whole([A5], lambda _: False)
    for name in ("index.html", "linde.zip"):
        kept = (output / FOLDER / name).read_bytes()
        (output / FOLDER / name).unlink()
        assert not one.is_whole([A5, FOLDED], lambda _: True)
        (output / FOLDER / name).write_bytes(kept)


def test_a_copy_is_known_by_all_that_goes_into_it(masters: list[Master]) -> None:
    """Any field of the practice, its logo and the master each make another copy; none is taken for a neighbour."""
    digest = published.practice_digest(LINDE, None)
    moved = LINDE.model_copy(update={"address": "Dorp 1"})
    others = [published.practice_digest(moved, None), published.practice_digest(LINDE, b"logo")]
    assert len({digest, *others}) == 3
    assert published.practice_digest(LINDE, b"") == digest
    assert len({published.inputs("a", "b"), published.inputs("b", "a"), published.inputs("ab", "")}) == 3
    assert [published.copy_path("linde", master.work) for master in masters] == [FOLDED, A5]


def test_the_day_of_files_is_that_of_the_newest_leaflet_in_them(catalogue: Catalogue) -> None:
    """Of a booklet's too, in their language, whatever else the series holds; of nothing it is the first a ZIP can name."""
    days = {"ms": dt.date(2026, 3, 1), "crps": dt.date(2026, 4, 2), "lupus": dt.date(2027, 1, 1)}
    dutch = tuple(one.model_copy(update={"date": days.get(one.id, OLDEST)}) for one in catalogue.leaflets["nl"])
    french = tuple(one.model_copy(update={"date": days["lupus"], "language": "fr"}) for one in dutch)
    dated = replace(catalogue, leaflets={"nl": dutch, "fr": french})
    assert newest_day([PLANNED], dated) == days["ms"]
    assert newest_day([PLANNED, BOOKLET], dated) == days["crps"]
    assert newest_day([replace(PLANNED, language="fr")], dated) == days["lupus"]
    assert newest_day([], dated) == OLDEST


def test_a_place_in_a_zip_bears_a_day_and_no_clock() -> None:
    """Also the first day there is; the name is as it was given."""
    for day in (OLDEST, dt.date(2026, 11, 28)):
        place = place_in_zip("nl/ms.pdf", day)
        assert (place.filename, place.date_time) == ("nl/ms.pdf", (day.year, day.month, day.day, 0, 0, 0))
