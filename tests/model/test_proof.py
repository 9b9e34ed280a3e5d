"""What is known of a finished page comes back from a worker and from the cache as it was."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from leaflets.model.proof import Issuer, PracticeBox, QrCode
from leaflets.model.value import Value

CODE = QrCode(page=1, url="https://x.nl", box_mm=(1.5, 2, 22, 22))
BOX = PracticeBox(page=4, box_mm=(12, 150.25, 124, 40), is_white=True, room_mm=7.5, notes_mm=(12, 140, 124, 10))
GIVER = Issuer(
    says="giver", page=2, box_mm=(12, 180, 124, 10), indent_mm=21.5, baseline_mm=183, size_pt=8.5, line_pt=11
)


@pytest.mark.parametrize("value", [CODE, BOX, GIVER])
def test_a_place_survives_the_way_to_a_worker_and_to_the_cache(value: Value) -> None:
    """What is written as JSON comes back equal, boxes included."""
    assert type(value).model_validate_json(value.model_dump_json()) == value


@pytest.mark.parametrize("box", [(1.5, 2, 22), (1.5, 2, 22, 22, 1), (1.5, 2, 22, float("nan"))])
def test_a_box_is_four_numbers(box: tuple[float, ...]) -> None:
    """Fewer or more sides, and a number that is none, are no place on a page."""
    with pytest.raises(ValidationError, match="box_mm"):
        CODE.model_validate(CODE.model_dump() | {"box_mm": box})
