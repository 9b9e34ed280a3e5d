"""All copies of a practice are made, or none, with the reason."""

from __future__ import annotations

from typing import Any

import pytest

from leaflets.personalise import copies as module
from leaflets.personalise.copies import make_sets
from leaflets.personalise.task import Master, Task
from tests.personalise.conftest import copies, faults, practice


def test_text_that_does_not_fit_is_refused_by_name(a5: Master) -> None:
    """The format, the floor and the longest field are named."""
    long = practice(address="Kerkstraat " * 14, review="nagelezen " * 15)
    (what,) = faults(long, [a5])
    assert what == (
        'the text does not fit the practice box of a5, even at 9 pt; "address" is the longest (153 characters)'
    )


def test_letters_the_font_lacks_are_named(a5: Master) -> None:
    """Each field that holds them, with the letters and their numbers."""
    assert faults(practice(name="Praktijk Жук", address="李 1"), [a5]) == [
        '"name" holds "Ж" (U+0416), "к" (U+043A), "у" (U+0443), which the edition\'s font cannot set',
        '"address" holds "李" (U+674E), which the edition\'s font cannot set',
    ]


def test_each_leaflet_gets_the_colour_of_its_group(masters: list[Master]) -> None:
    """The name stands in green on MS, and in another colour on a leaflet of another group."""
    ms, crps = (
        next(one for one in masters if one.work.path == f"nl/leaflets/{name}-a5.pdf") for name in ("ms", "crps")
    )
    assert ms.bases[0] is not None
    assert crps.bases[0] is not None
    groups = {master.work.jobs[0].leaflet.group for master in (ms, crps) if master.work.jobs[0].leaflet}
    assert (ms.bases[0].colours.group == crps.bases[0].colours.group) == (len(groups) == 1)


def test_a_practice_without_anything_but_a_number_has_a_set(masters: list[Master]) -> None:
    """Name and telephone are enough."""
    bare = practice(
        **dict.fromkeys(("kind", "address", "out_of_hours_telephone", "website", "appointment", "publisher"))
    )
    assert len(copies(bare, masters)) == len(masters)


def test_a_practice_that_takes_too_long_costs_its_own_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A logo without end is stopped and told with its line; the practices before and after it have their sets."""

    def made(task: Task, *_: object) -> tuple[str, ...]:
        while task.line == 3:
            pass
        return ("set",)

    monkeypatch.setattr(module, "_made", made)
    monkeypatch.setattr("leaflets.limits.SECONDS", 0.2)
    tasks = [Task(practice(), None, "practices.csv", line) for line in (2, 3, 4)]
    found: list[Any] = make_sets(tasks, [], lambda *_: ())
    assert found[0] == found[2] == ("set",)
    (problem,) = found[1]
    assert str(problem).startswith("practices.csv, line 3: its set takes more than 0.2 s of the processor. Look for")
