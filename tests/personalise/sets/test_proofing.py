"""No copy that went wrong is published, and proofing costs little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.personalise.box.drawing import Drawing
from leaflets.personalise.sets import proofing
from leaflets.personalise.sets.task import Master
from leaflets.personalise.stamp.apply import Stamp, press
from leaflets.personalise.stamp.base import Base
from tests.personalise.conftest import copies, faults, practice

PRESS = "leaflets.personalise.stamp.inscription.press"


@pytest.fixture(autouse=True)
def nothing_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has proofed nothing yet."""
    monkeypatch.setattr(proofing, "_proven", set())


def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The files the validator is given from now on; it finds nothing."""
    found: list[bytes] = []

    def failures(data: bytes) -> list[str]:
        found.append(data)
        return []

    monkeypatch.setattr("leaflets.preflight.measure.pdfua.failures", failures)
    return found


def test_a_copy_whose_tags_lead_nowhere_is_not_published(
    masters: list[Master], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its content belongs to elements that are not there, and the practice has no set."""

    def without_tags(base: Base, stamp: Stamp) -> bytes:
        *others, leaf = base.leaves
        assert leaf.marks is not None
        later = replace(leaf, marks=replace(leaf.marks, count=leaf.marks.count + 7))
        return press(replace(base, leaves=(*others, later)), stamp)

    monkeypatch.setattr(PRESS, without_tags)
    assert any("belongs to no element" in what for what in faults(practice(), masters))


def test_a_code_that_is_not_there_is_missed_in_each_format(
    masters: list[Master], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is every word of the practice."""
    monkeypatch.setattr(PRESS, lambda base, _: base.pdf)
    found = faults(practice(), masters)
    for name in ("a4", "a5"):
        assert f"the QR code to https://www.wilg.example.org is not read from {name}" in found
        assert f'"name" is not read from {name}' in found


def test_a_number_that_is_not_in_the_box_on_when_to_call_is_missed(
    masters: list[Master], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the box of the practice says it, on the same page or another; a word in place of a name is no fault."""

    def silent(base: Base, stamp: Stamp) -> bytes:
        return press(base, replace(stamp, drawings={**stamp.drawings, "numbers": Drawing((), ())}))

    with monkeypatch.context() as patch:
        patch.setattr(PRESS, silent)
        found = faults(practice(), masters)
    for name in ("a4", "a5"):
        assert f'"telephone" is not read from {name}' in found
        assert f'"out_of_hours_telephone" is not read from {name}' in found
    long = practice(name="Multidisciplinair wijkgezondheidscentrum Kouter en Dampoorte", kind=None, address=None)
    assert faults(long, masters) == []


def test_a_letter_that_reads_as_another_is_seen(masters: list[Master], monkeypatch: pytest.MonkeyPatch) -> None:
    """In one leaflet two letters of its own font have changed places: that leaflet is looked at, whichever it is."""
    for wrong in masters:
        monkeypatch.setattr(proofing, "_proven", set())

        def swapped(base: Base, stamp: Stamp, wrong: Base | None = wrong.bases[0]) -> bytes:
            if base is not wrong:
                return press(base, stamp)
            *others, leaf = base.leaves
            regular, bold = leaf.letters
            codes = dict(regular.codes)
            codes["a"], codes["e"] = codes["e"], codes["a"]
            swapped_leaf = replace(leaf, letters=(replace(regular, codes=codes), bold))
            return press(replace(base, leaves=(*others, swapped_leaf)), stamp)

        monkeypatch.setattr(PRESS, swapped)
        assert f'"address" is not read from {wrong.work.format.id}' in faults(practice(), masters)


def test_each_master_is_looked_at_whole_once_and_then_one_file_a_set(
    masters: list[Master], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the first practice all files, of the next one, and over many practices every leaflet has its turn."""
    looked = looked_at(monkeypatch)
    copies(practice(), masters)
    assert len(looked) == len(masters)
    turns = set()
    for number in range(24):
        looked.clear()
        made = copies(practice(id=f"praktijk-{number}"), masters)
        (seen,) = looked
        turns.add(next(copy.master for copy in made if copy.pdf == seen))
    assert turns == set(range(len(masters)))


def test_what_was_not_proven_is_looked_at_again(masters: list[Master], monkeypatch: pytest.MonkeyPatch) -> None:
    """A master whose copy was wrong is not trusted after that."""
    with monkeypatch.context() as patch:
        patch.setattr(PRESS, lambda base, _: base.pdf)
        assert faults(practice(), masters)
    looked = looked_at(monkeypatch)
    copies(practice(), masters)
    assert len(looked) == len(masters)
