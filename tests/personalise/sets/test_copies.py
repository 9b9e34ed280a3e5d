"""The copies of a practice are made; what does not fit is named, and costs itself."""

from __future__ import annotations

import pytest

from leaflets.content import Catalogue
from leaflets.personalise.box.logo import read_logo
from leaflets.personalise.sets import copies as module
from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.masters import planned, typeset
from leaflets.personalise.sets.task import Copies, CopyTask, Master
from leaflets.personalise.stamp.inscription import Inscription
from tests.personalise.conftest import STEPS, copies, faults, nothing, practice, request_for
from tests.personalise.stamp.test_inscription import tight

pytestmark = pytest.mark.whole

WIDE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100"/></svg>'
"""A logo three times as wide as it is high."""


@pytest.mark.parametrize(("words", "refused"), [(12, ["a4"]), (20, ["a4", "a5"])])
def test_a_format_that_does_not_fit_costs_itself(masters: list[Master], words: int, refused: list[str]) -> None:
    """The others of the set are made; where one leaflet alone is too full, it is named with its format."""
    full = practice(kind="Groepspraktijk voor huisartsen en verpleegkundigen", review="Nagelezen door dr. A. Peeters.")
    crowded = [tight(one) if one.work.path.endswith("ms-a5.pdf") else one for one in masters]
    long = full.model_copy(update={"address": "Kerkstraat " * words})
    (made,) = make_sets([CopyTask(long, None, "practices.csv", 2)], crowded, nothing)
    # The A4 of MS has two rows of codes above its box, which leave it little room to grow.
    assert [masters[copy.master].work.path for copy in made.copies] == [
        one.work.path for one in masters if one.work.path not in [f"nl/leaflets/ms-{name}.pdf" for name in refused]
    ]
    assert [problem.what for problem in made.problems] == [
        f'it is not made in {name} (ms): the text does not fit the practice box, even at 9 pt; "address" is the longest'
        f" ({11 * words} characters)"
        for name in refused
    ]
    assert {(problem.where, problem.line) for problem in made.problems} == {("practices.csv", 2)}


def test_an_ordinary_belgian_practice_fits_every_leaflet(catalogue: Catalogue) -> None:
    """With every field filled in and a wide logo, in the formats of a set, at 9 pt or more."""
    whose = practice(
        name="Wijkgezondheidscentrum De Brug", kind="Groepspraktijk voor huisartsen", address="Tiensestraat 12, 3000 Leuven",
        telephone="016 12 34 56", out_of_hours_name="Wachtpost Leuven", website="https://www.debrug.example",
        appointment="https://www.debrug.example/afspraak", publisher="Wijkgezondheidscentrum De Brug vzw, Tiensestraat 12, 3000 Leuven",
        review="Nagelezen door dr. A. Peeters, november 2026.", logo="logo.svg",
    )  # fmt: skip
    full, ordinary = (
        Inscription(one, read_logo(WIDE, "logo.svg")) for one in (whose, whose.model_copy(update=dict.fromkeys(("kind", "review"))))
    )  # fmt: skip
    request = request_for("a5", "a4", "large-print", "trifold", "dl-card", "poster", leaflets=())
    files, _ = planned(catalogue, [("nl", "be")], request)
    found, _ = typeset(files, request, STEPS, lambda *_: None)
    assert len(found) == 6 * len(catalogue.leaflets["nl"])
    for master in found:
        for proof, base in zip(master.proofs, master.bases, strict=True):
            assert base is not None
            for inscription in (full, ordinary):
                assert len(inscription.stamped(proof, base, master).qr) == len(proof.qr) + 1
    # A kind of practice and a reviewer besides all else leave no room for the line to write on in these.
    assert full.without_line == {"a4", "trifold", "dl-card"}
    assert ordinary.without_line == set()
    assert full.without_name == ordinary.without_name == set()


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


@pytest.mark.parametrize(
    ("wrong", "logo", "line"),
    [
        ({"logo": "logo.png"}, b"no picture", 7),
        ({"kind": "Huisarts \u4e2d"}, None, 4),
        ({"out_of_hours_name": "de wacht \u4e2d"}, None, 5),
        ({"publisher": "dr. A. Voorbeeld, " + "Kerkstraat 12, " * 7 + "9000 Gent"}, None, 6),
        ({"address": "Kerkstraat " * 16, "kind": "Groepspraktijk voor huisartsen en verpleegkundigen"}, None, 3),
        ({"appointment": "https://example.org/\u4e2d"}, None, 2),
    ],
)
def test_what_is_found_late_has_the_line_of_its_field(
    masters: list[Master], wrong: dict[str, str], logo: bytes | None, line: int
) -> None:
    """What only making the copies shows is told with the line of the field, or that of the practice without one."""
    lines = {"address": 3, "kind": 4, "out_of_hours_name": 5, "publisher": 6, "logo": 7}
    task = CopyTask(practice().model_copy(update=wrong), logo, "de-wilg.yaml", 2, lines)
    (made,) = make_sets([task], [tight(one) for one in masters], nothing)
    assert {(problem.where, problem.line) for problem in made.problems} == {("de-wilg.yaml", line)}


def test_a_practice_that_takes_too_long_costs_its_own_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A logo without end is stopped and told with its line; the practices before and after it have their sets."""

    def made(task: CopyTask, *_: object) -> Copies:
        while task.line == 3:
            pass
        return Copies(without_line=("a5",))

    monkeypatch.setattr(module, "_made", made)
    monkeypatch.setattr("leaflets.processes.limits.SECONDS", 0.2)
    tasks = [CopyTask(practice(), None, "practices.csv", line) for line in (2, 3, 4)]
    found = make_sets(tasks, [], lambda *_: ())
    assert found[0] == found[2] == Copies(without_line=("a5",))
    (problem,) = found[1].problems
    assert str(problem).startswith("practices.csv, line 3: its set takes more than 0.2 s of the processor. Look for")
