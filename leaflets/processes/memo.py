"""What a process that stays keeps from one piece of work to the next. A build meets nothing twice and keeps nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Memo(Generic[Kept]):
    """Values by name; those not asked for longest are forgotten when there are more than `most`."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.values: OrderedDict[str, Kept] = OrderedDict()

    def get(self, name: str) -> Kept | None:
        found = self.values.get(name)
        if found is not None:
            self.values.move_to_end(name)
        return found

    def of(self, name: str, make: Callable[[], Kept]) -> Kept:
        """The value of a name, made where it is not known."""
        found = self.get(name)
        if found is None:
            found = make()
            self.put(name, found)
        return found

    def put(self, name: str, value: Kept) -> None:
        self.values[name] = value
        while len(self.values) > self.most:
            self.values.popitem(last=False)
