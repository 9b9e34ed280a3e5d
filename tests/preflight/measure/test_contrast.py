from __future__ import annotations

import pytest
from PIL import Image

from leaflets.model.colour import contrast
from leaflets.preflight.measure.contrast import grey, lowest_contrasts

BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def test_grey_is_pillows_own() -> None:
    """The grey of a colour is what Pillow makes of a picture of it."""
    for colour in ((11, 85, 99), (244, 184, 96), (163, 20, 15), WHITE):
        assert grey(colour)[0] == Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0))


def test_stray_pixels_do_not_count() -> None:
    """One dark pixel of a hundred is a stray; five of them are a part of the ground."""
    ground = Image.new("RGB", (10, 10), WHITE)
    ground.putpixel((0, 0), BLACK)
    assert lowest_contrasts(BLACK, 1, ground) == pytest.approx((21, 21))
    for x in range(5):
        ground.putpixel((x, 0), BLACK)
    assert lowest_contrasts(BLACK, 1, ground) == (1, 1)


def test_the_worst_part_of_the_ground_counts() -> None:
    """Of a ground in three tones, wherever they lie, the one nearest to the text is held against it."""
    tones = [(255, 255, 255), (118, 118, 118), (200, 200, 200)]
    for first in range(3):
        ground = Image.new("RGB", (30, 10))
        for place in range(3):
            ground.paste(tones[(first + place) % 3], (10 * place, 0, 10 * place + 10, 10))
        assert lowest_contrasts(BLACK, 1, ground)[0] == pytest.approx(contrast(BLACK, tones[1]))
        assert lowest_contrasts(WHITE, 1, ground)[0] == 1


def test_a_thin_text_is_mixed_with_its_ground() -> None:
    """Black at half its opacity on white is a mid grey: 4 to 1."""
    in_colour, _ = lowest_contrasts(BLACK, 0.5, Image.new("RGB", (4, 4), WHITE))
    assert in_colour == pytest.approx(contrast((128, 128, 128), WHITE), abs=0.05)
