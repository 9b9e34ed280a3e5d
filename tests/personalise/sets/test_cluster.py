"""A cluster is one more pool of workers: the same call, the same bytes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from leaflets.personalise.practice import Practice
from leaflets.personalise.sets.cluster import scheduler_at
from leaflets.personalise.sets.copies import make_sets
from leaflets.personalise.sets.task import CopyTask, Master
from leaflets.problems import PressError, WrongOption
from tests.personalise.conftest import copies, nothing, practice

pytestmark = pytest.mark.whole

distributed: Any = pytest.importorskip("distributed", reason="Dask is not installed: sh setup.sh --cluster")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler and two workers, each a process of its own, on the loopback interface."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as local:
        local.wait_for_workers(2)
        yield local.scheduler_address


def test_two_workers_give_the_same_bytes(address: str, masters: list[Master]) -> None:
    """Copies made by other processes are those made here, file for file."""
    practices = [practice(), practice(id="de-beuk", name="De Beuk", website=None), practice(id="x", name="Łódź ŵ")]
    with scheduler_at(address)() as (pool, width):
        assert width == 2
        futures = [pool.submit(make_sets, [_task(one)], masters, nothing) for one in practices]
        far = [future.result()[0] for future in futures]
    for one, made in zip(practices, far, strict=True):
        assert [copy.pdf for copy in made.copies] == [copy.pdf for copy in copies(one, masters)]


def _task(one: Practice) -> CopyTask:
    return CopyTask(one, None, "practices.csv", 2)


def test_what_is_no_address_is_a_wrong_option() -> None:
    """It is said before anything is made."""
    with pytest.raises(WrongOption, match="Write it as tcp://host:8786"):
        scheduler_at("localhost")


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With how to start one."""
    monkeypatch.setattr("leaflets.personalise.sets.cluster.PATIENCE", 0.2)
    with (
        pytest.raises(PressError, match=r"No scheduler answers at tcp://127\.0\.0\.1:9"),
        scheduler_at("tcp://127.0.0.1:9")(),
    ):
        pass


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is the command that installs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WrongOption, match=r"Run: sh setup\.sh --cluster"):
        scheduler_at("tcp://127.0.0.1:8786")


def test_workers_with_another_press_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other code or libraries would give other bytes."""
    monkeypatch.setattr("leaflets.personalise.sets.cluster.version", lambda _: "other")
    with pytest.raises(PressError, match="runs another Leaflet Press"), scheduler_at(address)():
        pass
