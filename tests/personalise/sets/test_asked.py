"""What was asked of a set is kept, once, and read back as it was."""

from __future__ import annotations

import json

import pytest

from leaflets.model.format import PaperOptions
from leaflets.personalise.sets.asked import Ask, Asked, asked_by, read_asked
from tests.personalise.conftest import request_for

USUAL = ("a4", "a5", "large-print")
ALL = Ask()


@pytest.mark.parametrize(
    ("one", "other", "covers"),
    [
        (ALL, Ask(("ms",)), True), (Ask(("ms",)), ALL, False), (Ask(("crps", "ms")), Ask(("ms",)), True),
        (ALL, Ask((), ("a5",)), True), (ALL, Ask((), ("trifold",)), False), (Ask((), ("a5",)), ALL, False),
        (Ask((), ("a4", "a5", "large-print")), ALL, False), (ALL, Ask(("ms",), ("a5",), "press"), False),
        (ALL, Ask(("ms",), light=True), False), (Ask(light=True), Ask(("ms",), light=True), True),
        (Ask(("ms",), ("trifold",)), Ask(("ms",), ("trifold",)), True),
    ],
)  # fmt: skip
def test_an_ask_covers_what_it_asks_for(one: Ask, other: Ask, covers: bool) -> None:
    """All leaflets, or more of them, in all usual formats, or more; other inks and formats are asked for by name."""
    assert one.covers(other, USUAL) is covers


def test_what_is_asked_for_again_changes_nothing() -> None:
    """A smaller ask is in a larger one, a larger one takes the smaller one's place, others stand beside it."""
    first = Asked((Ask(("ms",)),), "practices.csv")
    assert first.and_(Asked((Ask(("ms",), ("a5",)),), "practices.csv"), USUAL) == first
    assert first.and_(Asked((ALL,), "practices.csv"), USUAL).asks == (ALL,)
    both = first.and_(Asked((Ask((), ("trifold",)),), "others.csv"), USUAL)
    assert both == Asked((Ask(("ms",)), Ask((), ("trifold",))), "others.csv")


def test_it_is_read_as_it_was_written() -> None:
    """From a manifest, which is JSON; what is no such thing is refused."""
    asked = Asked((Ask(("ms",), ("a5",), "press"), Ask(light=True), ALL), "practices.csv")
    assert read_asked(json.loads(json.dumps(asked.said()))) == asked
    for wrong in (
        {},
        {"table": "x", "asks": "ms"},
        {"table": "x", "asks": [{"leaflets": [], "formats": [], "ink": "red"}]},
    ):
        with pytest.raises((KeyError, TypeError, ValueError)):
            read_asked(wrong)


def test_a_request_is_asked_in_one_order() -> None:
    """The same leaflets and formats in another order are the same; asked again they are the request."""
    request = request_for("a5", "a4", leaflets=("ms", "crps", "ms"))
    (ask,) = asked_by(request, "practices.csv").asks
    assert ask == Ask(("crps", "ms"), ("a4", "a5"))
    assert asked_by(request, "practices.csv", {"a4"}).asks == (Ask(("crps", "ms"), ("a5",)),)
    press = Ask(("ms",), (), "press").of(request)
    assert (press.leaflets, press.formats, press.paper) == (("ms",), (), PaperOptions(press=True))
