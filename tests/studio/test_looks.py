"""Style, fonts, drawings and scripts."""

from __future__ import annotations

import re

from leaflets.studio.visit import Studio


def test_what_is_another_has_another_address(studio: Studio) -> None:
    """So that a browser may keep it for ever; and each says what it is."""
    for name, address in studio.looks.addresses.items():
        assert address in studio.looks.files
        assert re.search(r"-[0-9a-f]{8,10}\.", address), name
    assert studio.looks.files[studio.looks.addresses["studio.js"]].kind == "text/javascript"


def test_every_font_the_style_names_is_there(studio: Studio) -> None:
    """Beside it, as it names them."""
    sheet = studio.looks.files[studio.looks.addresses["site.css"]].data.decode()
    fonts = re.findall(r'url\("(fonts/[^"]+)"\)', sheet)
    assert fonts
    assert set(fonts) <= set(studio.looks.files)


def test_nothing_of_elsewhere_is_asked_for(studio: Studio) -> None:
    """Neither by a style nor by the script."""
    for file in studio.looks.files.values():
        if file.kind != "font/woff2":
            assert not re.search(rb"https?://(?!www\.w3\.org)", file.data)
