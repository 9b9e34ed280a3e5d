"""Fonts described to Pango once.

WeasyPrint 70 describes the font of each text anew, for each line twice: a text has one of a dozen. Pango copies what it
is told (pango_layout_set_font_description), so one description serves all texts that have the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.fonts import font_features, get_font_description

_FIELDS = (
    "font_style", "font_stretch", "font_weight", "font_size", "font_variant_caps", "font_variation_settings",
)  # fmt: skip
"""What a description is made of, beside the family."""


@lru_cache(maxsize=256)
def _described(family: tuple[str, ...], *fields: Any) -> Any:
    return get_font_description({"font_family": family, **dict(zip(_FIELDS, fields, strict=True))})


def _description(style: Any) -> Any:
    return _described(tuple(style["font_family"]), *[style[name] for name in _FIELDS])


_features = lru_cache(maxsize=256)(font_features)
"""Of a font, which WeasyPrint does not change."""


def install() -> None:
    """Let WeasyPrint ask here."""
    line_break.get_font_description = _description
    line_break.font_features = _features
