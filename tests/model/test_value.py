"""The values between the steps are frozen, and refuse what they do not know."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from leaflets.model.content import Source
from leaflets.model.value import Value
from tests.model.test_content import SOURCE


def test_a_value_is_frozen_and_complete() -> None:
    """A value cannot be changed, and a field nobody knows is refused."""
    source = Source.model_validate(SOURCE)
    with pytest.raises(ValidationError, match="frozen"):
        source.title = "Y"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Source.model_validate(SOURCE | {"zest": 1})


@pytest.mark.parametrize("number", ["nan", "inf", "-Infinity", float("nan")])
def test_a_number_is_one(number: object) -> None:
    """What is no number, or has no end, is refused; what is written as one is taken."""

    class Length(Value):
        mm: float

    assert Length.model_validate({"mm": "1.5"}).mm == 1.5
    with pytest.raises(ValidationError, match="mm"):
        Length.model_validate({"mm": number})
