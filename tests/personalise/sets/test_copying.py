"""A practice whose set kills the process that makes it costs itself alone."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from types import SimpleNamespace
from typing import Any

import pytest

from leaflets.personalise.sets import copying


class Dying(Executor):
    """Dies of every task that holds line 3."""

    def submit(self, _: Any, /, *args: Any, **__: Any) -> Future[Any]:
        orders, future = args[0], Future[Any]()
        if any(order.row.line == 3 for order in orders):
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result([("copies",) for _ in orders])
        return future


def test_what_a_process_dies_of_is_found_among_its_practices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of five practices that are made together one is deadly: it is told with its line, and the others are made."""
    row = [SimpleNamespace(line=line, where="practices.csv") for line in range(1, 6)]
    orders: list[Any] = [SimpleNamespace(row=one, missing=(0,)) for one in row]
    monkeypatch.setattr(copying, "_work", lambda several, _: (several, ()))
    monkeypatch.setattr(copying, "TASKS", 5)
    found: list[Any] = list(copying.copied(orders, (), lambda *_: (), Dying(), 2))
    assert sorted(order.row.line for order, copies in found if copies == ("copies",)) == [1, 2, 4, 5]
    ((problem,),) = [copies.problems for order, copies in found if order.row.line == 3]
    assert str(problem) == (
        "practices.csv, line 3: the set could not be made: the process that makes it dies of it. Try it without the logo."
    )
