"""What CSS says of a box without being asked, once for all boxes.

WeasyPrint 70 works out each property of each box when it is first asked for, also those no rule says anything of: most,
for a box has about 200. Here every style begins with what CSS gives those that are not inherited (CSS Cascading 4,
7.1), but for what a rule sets; what is inherited is taken from the parent without a way round. The pages are the same.
"""

from __future__ import annotations

from typing import Any

from weasyprint import css
from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

_begin = ComputedStyle.__init__
_work_out = ComputedStyle.__missing__
_begin_anonymous = AnonymousStyle.__init__
_work_out_anonymous = AnonymousStyle.__missing__

_APART = frozenset({"float", "position", "display", "page"})
"""Properties of which the style keeps more than their value, or that follow rules of their own."""


def _is_plain(name: str) -> bool:
    return name not in _APART and not name.startswith(("__", "text_decoration_"))


_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if _is_plain(name) and name not in INHERITED and name not in INITIAL_NOT_COMPUTED
}
_INHERITED = frozenset(name for name in INHERITED if _is_plain(name) and name not in PHYSICAL_FUNCTIONS)


def _sides_of() -> dict[str, frozenset[str]]:
    """The sides a logical property (margin-inline-start) may stand for, in whatever direction a text runs."""
    found: dict[str, set[str]] = {}
    for name, logical in PHYSICAL_FUNCTIONS.items():
        for inline in ("ltr", "rtl"):
            found.setdefault(logical(block="ttb", inline=inline), set()).add(name)
    return {logical: frozenset(names) for logical, names in found.items()}


_SIDES = _sides_of()


def _begin_filled(style: Any, parent_style: Any, cascaded: Any, *more: Any, **named: Any) -> None:
    style.update(_INITIAL)
    _begin(style, parent_style, cascaded, *more, **named)
    for name in cascaded:
        style.pop(name, None)
        for side in _SIDES.get(name, ()):
            style.pop(side, None)


def _work_out_shortly(style: Any, name: str) -> Any:
    if name in _INHERITED and style.parent_style is not None and name not in style.cascaded:
        value = style[name] = style.parent_style[name]
        return value
    return _work_out(style, name)


def _begin_anonymous_filled(style: Any, parent_style: Any) -> None:
    style.update(_INITIAL)
    _begin_anonymous(style, parent_style)


def _work_out_anonymous_shortly(style: Any, name: str) -> Any:
    if name in _INHERITED:
        value = style[name] = style.parent_style[name]
        return value
    return _work_out_anonymous(style, name)


def install() -> None:
    """Let every style begin so."""
    css.ComputedStyle.__init__ = _begin_filled
    css.ComputedStyle.__missing__ = _work_out_shortly
    css.AnonymousStyle.__init__ = _begin_anonymous_filled
    css.AnonymousStyle.__missing__ = _work_out_anonymous_shortly
