"""How large a point and a pixel are. Lengths are in millimetres (mm), points (pt, of a PDF) or CSS pixels (px)."""

from __future__ import annotations

# Exactly, since 1959.
MM_PER_INCH = 25.4
PT_PER_INCH = 72
"""ISO 32000-1, 8.3.2.3: a unit of default user space."""
PX_PER_INCH = 96
"""CSS Values and Units 3, 5.2."""

MM_PER_PT = MM_PER_INCH / PT_PER_INCH
PT_PER_MM = PT_PER_INCH / MM_PER_INCH
MM_PER_PX = MM_PER_INCH / PX_PER_INCH
PT_PER_PX = PT_PER_INCH / PX_PER_INCH
