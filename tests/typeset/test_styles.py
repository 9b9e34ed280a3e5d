from __future__ import annotations

import re

import pytest
import yaml

from leaflets import faces
from leaflets.typeset import styles
from leaflets.typeset.palette import Look
from tests.conftest import PROJECT

STYLES = PROJECT / "styles"
TABLE = yaml.safe_load((STYLES / "colours.yaml").read_text(encoding="utf-8"))
FORMATS = sorted(path.stem for path in (STYLES / "formats").glob("*.css"))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(TABLE[one]["srgb"]), luminance(TABLE[other]["srgb"])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("group", range(6))
def test_text_contrasts_with_every_ground_it_stands_on(group: int) -> None:
    """White on the group's field and glow, group colour and ink on paper and tint: 7:1, on the glow 4.5 (norms T06)."""
    for text, ground in (("paper", f"group-{group}"), (f"group-{group}", "paper"), ("ink", f"tint-{group}")):
        assert contrast(text, ground) >= 7
    assert contrast(f"group-{group}", f"tint-{group}") >= 4.5
    assert contrast("paper", f"glow-{group}") >= 4.5
    assert contrast("paper", f"glow-outer-{group}") >= 4.5


def test_a_line_to_write_on_is_seen() -> None:
    """Whoever looks for where to write finds it: 3:1 on paper and on every tint (WCAG 2.2, 1.4.11)."""
    grounds = ["paper", "alarm-tint", *(f"tint-{group}" for group in range(6))]
    assert min(contrast("rule", ground) for ground in grounds) >= 3
    assert f'stroke="{TABLE["rule"]["srgb"]}"' in (STYLES / "lines.svg").read_text(encoding="utf-8")


def test_the_doctor_box_contrasts() -> None:
    """The box nobody may overlook has 7:1 for its text and 4.5 for its heading at least."""
    assert contrast("ink", "alarm-tint") >= 7
    assert contrast("alarm", "alarm-tint") >= 4.5


def test_the_groups_differ() -> None:
    """No two groups share a colour, nor does one look like the doctor box."""
    assert len({TABLE[f"group-{group}"]["srgb"] for group in range(6)} | {TABLE["alarm"]["srgb"]}) == 7


@pytest.mark.parametrize("fmt", FORMATS)
def test_colours_come_from_the_table(fmt: str) -> None:
    """A format's sheet has no colour of its own, and every name it uses is defined."""
    own = [(STYLES / name).read_text(encoding="utf-8") for name in ("base.css", f"formats/{fmt}.css")]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*})|rgba?\(", "".join(own)) == []
    sheet = styles.sheet(Look(STYLES), fmt)
    used = set(re.findall(r"var\((--[\w-]+)", sheet))
    templates = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "templates").glob("*.html"))
    defined = set(re.findall(r"(--[\w-]+)\s*:", sheet + templates))
    assert used <= defined
    assert len(used) > 5


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_size_is_below_nine_points(fmt: str) -> None:
    """No style sheet asks for text under 9 pt (norms T02)."""
    text = re.sub(r"/\*.*?\*/", "", styles.sheet(Look(STYLES), fmt), flags=re.DOTALL)
    sizes = re.findall(r"(?:font(?:-size)?:[^;}]*?(?<![/\d.])|--(?:small|text|large): )([\d.]+)pt", text)
    assert min(map(float, sizes)) >= 9


def test_a_group_class_gives_each_group_its_colours() -> None:
    """The class of a group sets the four names the sheets use to that group's own values."""
    found = styles.colours(Look(STYLES))
    for group in range(6):
        (rule,) = re.findall(rf"\.group-{group}\{{(.*?)\}}", found)
        values = dict(part.split(":") for part in rule.strip(";").split(";"))
        for name in ("group", "tint", "glow", "glow-outer"):
            assert values[f"--{name}"] == TABLE[f"{name}-{group}"]["srgb"]


def test_no_sheet_reads_the_network() -> None:
    """Whatever a sheet refers to is data or a file of the project."""
    for fmt in FORMATS:
        for address in re.findall(r"url\(\"?([^)\"]+)", styles.sheet(Look(STYLES), fmt)):
            assert address.startswith(("data:", "file:///"))


def test_every_family_a_page_names_is_in_the_type_case() -> None:
    """A family no face has would be set in any of them, and nobody told."""
    pages = [*(PROJECT / "styles").rglob("*.css"), PROJECT / "templates/calibration.html"]
    pages += (PROJECT / "templates/parts").glob("*.html")
    named = {
        name
        for page in pages
        for said in re.findall(r"(?:font|font-family)[:=][^;}>]*", page.read_text(encoding="utf-8"))
        for name in re.findall(r'"([A-Z][^"]+)"', said)
    }
    assert named == {family for family, *_ in faces.FACES}
