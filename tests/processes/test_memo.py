"""What a process keeps has a bound, and what is used stays."""

from __future__ import annotations

from leaflets.processes.memo import Memo


def test_what_was_not_asked_for_longest_is_forgotten() -> None:
    """With room for two, the third takes the place of the one that was left longest."""
    memory: Memo[int] = Memo(2)
    memory.put("a", 1)
    memory.put("b", 2)
    assert memory.get("a") == 1
    memory.put("c", 3)
    assert (memory.get("a"), memory.get("b"), memory.get("c")) == (1, None, 3)


def test_a_memory_of_nothing_holds_nothing() -> None:
    """A build that ends keeps no page in memory."""
    memory: Memo[int] = Memo(0)
    memory.put("a", 1)
    assert memory.get("a") is None


def test_a_value_is_made_once() -> None:
    """Asked for again it is the one that was made, as long as it is held."""
    memory: Memo[int] = Memo(2)
    made = iter(range(9))
    assert [memory.of(name, lambda: next(made)) for name in "aabacb"] == [0, 0, 1, 0, 2, 3]
