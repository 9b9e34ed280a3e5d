"""What is said of a run."""

from __future__ import annotations

from collections import Counter

from leaflets.personalise.sets.outcome import SetsOutcome
from leaflets.personalise.sets.summary import outcome
from leaflets.personalise.table.read import PracticeTable, Row


def test_what_is_not_there_is_told() -> None:
    """Sets made in part boxes without the line to write on or without a name are counted; a good run says none of it."""
    table = PracticeTable((Row("practices.csv", 2, "linde", "De Linde"), Row("practices.csv", 3, "eik", "De Eik")))
    result = SetsOutcome(
        made=3, sets=2, partly=1, without_line=Counter({"trifold": 2, "dl-card": 1}), without_name={"a5": 1}
    )
    said = outcome(result, table, 1.0, "output").splitlines()
    assert said[1] == (
        "No room is left for the line where a patient writes the next appointment in dl-card (1 set), trifold (2 sets)."
    )
    assert said[2] == (
        "A name is too long for the box on when to call in a5 (1 set); there stands a word such as"
        ' "your practice", and the number.'
    )
    assert said[3] == "1 set made in part; see output/practices/report.csv."
    assert len(outcome(SetsOutcome(made=4, sets=2), table, 1.0, "output").splitlines()) == 1
