"""The one style sheet of the site, and its fonts."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

import tinycss2
from fontTools.ttLib import TTFont

from leaflets import faces
from leaflets.model.colour import PaletteColour
from leaflets.site.night import contrast
from leaflets.site.shelf import SiteShelf
from leaflets.site.styles import READ, fonts, sheet, subset
from leaflets.site.thumbnails import Drawn
from leaflets.typeset.palette import Look, palette
from tests.conftest import PROJECT
from tests.test_architecture import sided


def test_every_colour_that_is_used_is_there(site: Mapping[str, bytes]) -> None:
    """By day and by night, and for each group."""
    said = site["site.css"].decode()
    used = set(re.findall(r"var\(--([a-z-]+)", said)) | set(
        re.findall(r"var\(--([a-z-]+)", "".join(data.decode() for path, data in site.items() if path.endswith(".html")))
    )
    assert used <= set(re.findall(r"--([a-z-]+):", said))


def test_it_is_css(site: Mapping[str, bytes]) -> None:
    """A parser finds no error in it, and it names no side of a line."""
    said = site["site.css"].decode()
    rules = tinycss2.parse_stylesheet(said)
    assert [rule for rule in rules if rule.type == "error"] == []
    assert sided(said) == []


def test_no_letter_is_smaller_than_sixteen_pixels() -> None:
    """But in print: sizes are in rem of 16 px, and none is below 1."""
    said = (PROJECT / "templates/site/site.css").read_text(encoding="utf-8").partition("@media print")[0]
    sizes = re.findall(r"font(?:-size)?: *(?:[^;}]*? )?([0-9.]+)(rem|px|pt|em)", said)
    assert sizes
    assert [size for size in sizes if size[1] != "rem" or float(size[0]) < 1] == [(".9", "em")]


def test_an_edition_has_its_own_colours(shelf: SiteShelf) -> None:
    """Those it gives stand in the place of the series'."""
    own = (("group-0", PaletteColour(srgb="#00466B", cmyk=(100, 60, 20, 30))),)
    assert "--group:#00466B;" in sheet(Look(shelf.look.styles, own), shelf.templates, fonts([], Drawn(shelf.output)))


def test_a_font_has_the_letters_that_are_said_and_few_others(tmp_path: Path) -> None:
    """It is packed, small, the same each time, and names its licence; what nobody says is not in it."""
    path = faces.file_of(400)
    data = subset(path, "aé€")
    assert data == subset(path, "aé€")
    with TTFont(io.BytesIO(data)) as font:
        assert font.flavor == "woff2"
        assert {ord("a"), ord("é"), ord("€")} <= set(font.getBestCmap())
        assert ord("b") not in font.getBestCmap()
        assert "SIL Open Font License" in font["name"].getDebugName(13)


def test_the_fonts_of_the_site_are_light(site: Mapping[str, bytes]) -> None:
    """Three faces that take less than a third of what a first leaflet may cost, each named by what is in it."""
    found = {path: len(data) for path, data in site.items() if path.startswith("fonts/")}
    assert len(found) == 3
    assert sum(found.values()) < 50_000
    assert all(f'url("{path}")' in site["site.css"].decode() for path in found)


def test_what_is_written_is_read_on_every_ground(site: Mapping[str, bytes]) -> None:
    """Also a word of good news or of a mistake on a raised ground, by day and by night (WCAG 2.2, 1.4.6)."""
    rooted = re.findall(r":root\{([^}]*)\}", site["site.css"].decode())[:2]
    assert len(rooted) == 2
    for colours in (dict(re.findall(r"--([a-z-]+):(#\w{6})", one)) for one in rooted):
        low = {
            (name, ground): round(contrast(colours[name], colours[ground]), 2)
            for name in ("text", "soft", "link", "good", "warn", "call")
            for ground in ("ground", "raised", *(["call-tint"] if name == "call" else []))
        }
        assert {which: ratio for which, ratio in low.items() if ratio < READ} == {}


def test_the_colour_of_a_group_is_read_on_its_tint(shelf: SiteShelf) -> None:
    """At 7:1 by day, that of alarm too, which is hardly another colour than that of paper."""
    light = sheet(shelf.look, shelf.templates, fonts([], Drawn(shelf.output))).partition("@media")[0]
    pairs = re.findall(r"--group:(#\w{6});--tint:(#\w{6});", light) + re.findall(
        r"--call:(#\w{6});--call-tint:(#\w{6});", light
    )
    assert len(pairs) == 7
    assert min(contrast(colour, tint) for colour, tint in pairs) >= READ
    assert len({tint for _, tint in pairs}) == 7
    table = palette(shelf.look, "screen")
    paper = [*(table[f"group-{number}"] for number in range(6)), table["alarm"]]
    assert max(contrast(colour, other) for (colour, _), other in zip(pairs, paper, strict=True)) < 1.1
