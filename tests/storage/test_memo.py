"""What a process keeps has a bound, and what is used stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from leaflets.storage.memo import Memo, remember


@pytest.fixture(autouse=True)
def bound() -> Iterator[None]:
    """Two values are held, and none afterwards."""
    remember(2)
    yield
    remember(0)


def test_what_was_not_asked_for_longest_is_forgotten() -> None:
    """With room for two, the third takes the place of the one that was left longest."""
    memory: Memo[int] = Memo()
    memory.put("a", 1)
    memory.put("b", 2)
    assert memory.get("a") == 1
    memory.put("c", 3)
    assert (memory.get("a"), memory.get("b"), memory.get("c")) == (1, None, 3)


def test_a_process_holds_nothing_unless_it_is_told_to() -> None:
    """A build that ends keeps no page in memory."""
    remember(0)
    memory: Memo[int] = Memo()
    memory.put("a", 1)
    assert memory.get("a") is None


def test_a_value_is_made_once() -> None:
    """Asked for again it is the one that was made, as long as it is held."""
    memory: Memo[int] = Memo()
    made = iter(range(9))
    assert [memory.of(name, lambda: next(made)) for name in "aabacb"] == [0, 0, 1, 0, 2, 3]
