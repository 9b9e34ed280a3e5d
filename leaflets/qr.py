"""QR codes as one compact vector path: a run of dark modules is one segment."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from math import ceil

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET_ZONE = 4
"""Light modules around the symbol (ISO/IEC 18004, 6.3.8)."""

LEAST_MODULE_MM = 0.42
"""What a module measures at least: a little more than rule Q01 asks, for a print that is not sharp."""


@lru_cache(maxsize=4096)
def matrix(url: str, version: int = 1) -> tuple[tuple[bool, ...], ...]:
    """The modules of the symbol for `url`, level M, without quiet zone; True is dark.

    Its version is `version` or, where the address has no room in that, a higher one.
    """
    # Level M mends 15 % of a symbol (ISO/IEC 18004, 6.5.1); norms §5.
    code = qrcode.QRCode(version=version, error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(url)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def version_for(side_mm: float, quiet_mm: float) -> int:
    """The lowest version whose quiet zone is no wider than `quiet_mm` where its symbol is `side_mm` wide.

    A short address has few modules, which are large, and so is the quiet zone around them.
    """
    # A symbol of version 1 has 21 modules a side, and each higher version 4 more (ISO/IEC 18004, 6.3.1.1).
    return max(1, ceil((QUIET_ZONE * side_mm / quiet_mm - 17) / 4))


def path_of_runs(modules: tuple[tuple[bool, ...], ...]) -> str:
    """The SVG path of the dark modules, one module a unit, each run of a row one closed rectangle."""
    parts: list[str] = []
    for y, row in enumerate(modules):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            end = x
            while end < len(row) and row[end]:
                end += 1
            parts.append(f"M{x} {y}h{end - x}v1h{x - end}z")
            x = end
    return "".join(parts)


@lru_cache(maxsize=4096)
def svg(url: str, side_mm: float, alt: str, black: str = "#000000", version: int = 1) -> str:
    """An inline SVG whose symbol is `side_mm` wide, its quiet zone drawn outside that, with `alt` as its description;
    of `version` or a higher one.

    The negative margins let the symbol's own edges, not the quiet zone's, stand on the column.
    """
    modules = matrix(url, version)
    count = len(modules)
    module = side_mm / count
    whole = side_mm + 2 * QUIET_ZONE * module
    quiet = QUIET_ZONE * module
    view = f"{-QUIET_ZONE} {-QUIET_ZONE} {count + 2 * QUIET_ZONE} {count + 2 * QUIET_ZONE}"
    return (
        f'<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="{view}" data-url="{escape(url)}"'
        f' style="width:{whole:.3f}mm;height:{whole:.3f}mm;margin:-{quiet:.3f}mm">'
        f'<title>{escape(alt)}</title><path fill="{black}" d="{path_of_runs(modules)}"/></svg>'
    )
