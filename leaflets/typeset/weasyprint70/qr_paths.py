"""QR codes drawn at once. WeasyPrint 70 reads an SVG path number by number, which took a tenth of a build.

A path that is nothing but runs (see leaflets.qr) goes into the page as rectangles; any other is drawn as ever.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from weasyprint import svg

_draw_path = svg.TAGS["path"]
# What leaflets.qr writes for a run: there, one module down, and as far back; \3 is the same length.
_RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")


@lru_cache(maxsize=4096)
def rectangles(path: str) -> bytes | None:
    """The PDF operators (ISO 32000-1, 8.5.2.1) for a path of runs, or None when it holds anything else."""
    if not path or _RUN.sub("", path):
        return None
    return "\n".join(f"{x} {y} {width} 1 re" for x, y, width in _RUN.findall(path)).encode()


def _draw_runs_at_once(image: Any, node: Any, font_size: float) -> None:
    operators = rectangles(node.get("d", ""))
    if operators is None:
        _draw_path(image, node, font_size)
    else:
        image.stream.stream.append(operators)


def install() -> None:
    """Let every SVG be drawn so."""
    svg.TAGS["path"] = _draw_runs_at_once
