from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from leaflets import faces
from leaflets.problems import ContentError
from leaflets.typeset.weasyprint70.fonts import TypeCase
from tests.reading import opened

ARROW = "\u2192"
"""A character our text face does not have."""

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


def fonts_of(config: FontConfiguration, page: str = PAGE) -> set[str]:
    with opened(HTML(string=page).write_pdf(font_config=config)) as pdf:
        return {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].obj.Resources.Font.values()}


def test_a_font_of_the_machine_is_never_used(system_font: str, caplog: pytest.LogCaptureFixture) -> None:
    """A character only the machine's own font has is missing, and WeasyPrint says so; by itself it would have used that."""
    assert fonts_of(FontConfiguration()) == {system_font}
    assert caplog.records == []
    assert fonts_of(TypeCase()) == {"Leaflet-Hyperlegible"}
    assert ["U+2192" in record.getMessage() for record in caplog.records] == [True]


def test_every_face_is_found_by_its_family_and_weight() -> None:
    """Text in the family and weight of each face is set in that face, not in another of the case."""
    pages = [
        f'<p style="font-family: {family}; font-weight: {weight}">naar huis</p>' for family, weight, *_ in faces.FACES
    ]
    found = [fonts_of(TypeCase(), page) for page in pages]
    assert found == [{"Leaflet-Hyperlegible"}, {"Leaflet-Hyperlegible-Bold"}, {"DM-Serif-Display"}]


def test_a_type_case_leaves_nothing_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The faces are read where they are: a process that is ended, or ends without tidying, leaves no copies of them."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    case = TypeCase()
    assert fonts_of(case) == {"Leaflet-Hyperlegible"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [None, b"", b"no font"])
def test_a_face_that_cannot_be_read_is_a_problem(
    data: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A face whose file is gone, empty or something else is named, and what puts it back."""
    family, weight, style, _ = faces.FACES[2]
    path = tmp_path / "serif.ttf"
    if data is not None:
        path.write_bytes(data)
    monkeypatch.setattr(faces, "FACES", (*faces.FACES[:2], (family, weight, style, path)))
    with pytest.raises(ContentError) as caught:
        TypeCase()
    (problem,) = caught.value.problems
    assert "DM Serif Display" in problem.what
    assert problem.where == "serif.ttf"
    assert "setup.sh" in problem.todo
