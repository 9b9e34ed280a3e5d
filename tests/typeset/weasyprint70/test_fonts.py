from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from leaflets import faces
from leaflets.typeset.weasyprint70.fonts import TypeCase
from tests.reading import opened

ARROW = "\u2192"
"""A sign our text face does not have."""

PAGE = f'<p style="font-family: {faces.TEXT}">naar {ARROW} huis</p>'


@pytest.fixture
def system_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A machine whose only system font has the arrow; its name."""
    with TTFont(faces.FACES[0][3]) as font:
        for table in font["cmap"].tables:
            table.cmap[ord(ARROW)] = table.cmap[ord("A")]
        for record in font["name"].names:
            record.string = "Machine"
        font.save(tmp_path / "machine.ttf")
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    return "Machine"


def fonts_of(config: FontConfiguration) -> set[str]:
    with opened(HTML(string=PAGE).write_pdf(font_config=config)) as pdf:
        return {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].obj.Resources.Font.values()}


def test_a_font_of_the_machine_is_never_used(system_font: str, caplog: pytest.LogCaptureFixture) -> None:
    """A sign only the machine's own font has is missing, and WeasyPrint says so; by itself it would have used that."""
    assert fonts_of(FontConfiguration()) == {system_font}
    assert caplog.records == []
    assert fonts_of(TypeCase()) == {"Atkinson-Hyperlegible"}
    assert ["U+2192" in record.getMessage() for record in caplog.records] == [True]
