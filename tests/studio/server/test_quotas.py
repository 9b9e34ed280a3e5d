"""How much one member may ask for."""

from __future__ import annotations

import pytest

from leaflets.studio.server import quotas as module
from leaflets.studio.server.quotas import FILES, PICTURES, Quota, Quotas


def test_so_many_at_once_and_again_with_time() -> None:
    """Three are there, the fourth comes after a third of the time, and it takes no more than there is."""
    quotas = Quotas({"files": Quota(3, 30)})
    assert [quotas.wait("linde", "files", 100) for _ in range(4)] == [0, 0, 0, 10]
    assert quotas.wait("linde", "files", 105) == 5
    assert quotas.wait("linde", "files", 110) == 0
    assert quotas.wait("linde", "files", 110) == 10
    assert [quotas.wait("linde", "files", 9000) for _ in range(4)] == [0, 0, 0, 10]


def test_what_was_not_made_is_given_back() -> None:
    """And never more than a bucket holds."""
    quotas = Quotas({"files": Quota(3, 30)})
    assert [quotas.wait("linde", "files", 0, many) for many in (3, -2, 2, 1)] == [0, 0, 0, 10]
    assert [quotas.wait("beuk", "files", 0, many) for many in (-5, 3, 1)] == [0, 0, 10]


def test_one_member_takes_nothing_of_another() -> None:
    """Nor pictures of files."""
    quotas = Quotas({"files": Quota(1, 60), "pictures": Quota(1, 60)})
    assert quotas.wait("linde", "files", 0) == 0
    assert quotas.wait("linde", "files", 0) == 60
    assert quotas.wait("beuk", "files", 0) == 0
    assert quotas.wait("linde", "pictures", 0) == 0


def test_who_types_without_a_pause_is_never_stopped() -> None:
    """A picture every 170 milliseconds for a minute, and one every two seconds for ever."""
    quotas = Quotas()
    assert not any(quotas.wait("linde", "pictures", at * 0.17) for at in range(350))
    assert not any(quotas.wait("beuk", "pictures", at * 2.0) for at in range(2000))


def test_who_asks_without_an_end_is() -> None:
    """A program gets as many as a member, and then waits."""
    quotas = Quotas()
    assert sum(quotas.wait("linde", "pictures", 0) == 0 for _ in range(2 * PICTURES.most)) == PICTURES.most
    assert sum(quotas.wait("linde", "files", 0) == 0 for _ in range(2 * FILES.most)) == FILES.most


def test_what_is_kept_of_them_does_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has asked for nothing of late is forgotten; who has, is not."""
    monkeypatch.setattr(module, "MANY", 10)
    quotas = Quotas({"files": Quota(2, 10)})
    for number in range(10):
        quotas.wait(f"early {number}", "files", 0)
    quotas.wait("linde", "files", 100)
    quotas.wait("linde", "files", 100)
    assert len(quotas._buckets) == 1
    assert quotas.wait("linde", "files", 100) == 5


def test_many_at_once_take_as_many() -> None:
    """And more than a bucket holds take all of it."""
    quotas = Quotas({"files": Quota(10, 100), "pictures": Quota(1, 1)})
    assert quotas.wait("linde", "files", 0, 8) == 0
    assert quotas.wait("linde", "files", 0, 3) == 10
    assert quotas.wait("linde", "files", 10, 3) == 0
    assert quotas.wait("beuk", "files", 0, 500) == 0
    assert quotas.wait("beuk", "files", 0) == 10
