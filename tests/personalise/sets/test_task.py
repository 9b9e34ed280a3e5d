"""What goes to a worker and back: a practice with its lines, and masters that may be more than one render."""

from __future__ import annotations

import pickle

import pytest

from leaflets.content import Catalogue
from leaflets.personalise.sets.task import Copies, Copy, CopyTask, Master
from leaflets.plan import Request, works
from tests.conftest import PROJECT
from tests.personalise.conftest import CONTENT, practice


def test_a_field_is_told_with_its_own_line() -> None:
    """In a file of one practice each field has a line, in a table all have that of the row."""
    alone = CopyTask(practice(), None, "linde.yaml", 1, {"address": 3})
    assert [alone.line_of(name) for name in ("address", "name")] == [3, 1]
    assert CopyTask(practice(), None, "p.csv", 7).line_of("address") == 7


@pytest.mark.parametrize(("fmt", "is_assembled"), [("a5", False), ("a5-folded", True), ("booklet", True)])
def test_a_file_of_one_render_needs_no_assembling(fmt: str, is_assembled: bool, catalogue: Catalogue) -> None:
    """Sheets and booklets are put together after the practice is in them."""
    ((work,), _) = works(catalogue, Request(PROJECT, CONTENT, PROJECT, leaflets=("ms",), formats=(fmt,)))
    assert Master(work, ("nl", "be"), "a" * 64, (), (), {}).is_assembled is is_assembled


def test_what_is_handed_over_comes_back_as_it_was() -> None:
    """The way to a worker and back changes neither a task nor what came of it."""
    task = CopyTask(practice(), b"logo", "linde.yaml", 1, {"address": 3})
    made = Copies((Copy(1, b"pages", "a" * 64, 4, ()),), (), ("a5",))
    assert pickle.loads(pickle.dumps((task, made))) == (task, made)
