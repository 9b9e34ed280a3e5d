"""All that leans on what WeasyPrint 70 keeps private. Behind this door a newer one is looked at, patch by patch.

Once a process, `install` replaces functions of WeasyPrint: for what stands between glyphs (kerning), what becomes of
the space a line ends with (line_ends), how greys are written (one_ink), how QR codes and the words of drawings are
drawn (qr_paths, svg_words) and what the tag tree says (tagging), where what was cut is one again (fragments) and what
links lead to has a name (destinations); and for speed alone where a style begins (initial_styles) and how often a font
is described (descriptions). Others are called where they are wanted: fonts (no face of the machine),
ua_styles (fewer default rules), links (one for each <a>), bleed, libraries (loaded in less time), and boxes
and excess, which only tell what stands where and how much too much there is.
The test of each says what it is for by what is missing without it: it fails when a newer WeasyPrint needs it no longer.
"""

from __future__ import annotations


def install() -> None:
    """Make WeasyPrint draw, space and tag as ours. A second time changes nothing."""
    # Here and not above: whoever asks only for a name of this package need not wait 0.7 s for WeasyPrint.
    from leaflets.typeset.weasyprint70 import (
        descriptions,
        initial_styles,
        kerning,
        line_ends,
        one_ink,
        qr_paths,
        svg_words,
        tagging,
    )

    for patch in (descriptions, initial_styles, kerning, line_ends, one_ink, qr_paths, svg_words, tagging):
        patch.install()
