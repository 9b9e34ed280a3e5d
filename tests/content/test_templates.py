"""A format whose template is not there says so itself, and blames no text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflets.content.catalogue import load_formats
from tests.conftest import PROJECT
from tests.small import Press


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leafet", '"leafet" is not there. Did you mean "leaflet"? Write the name of a page in templates/: '),
        ("zzz", '"zzz" is not there. Write the name of a page in templates/: leaflet, poster, or one of your own.'),
        ("booklet", '"booklet" is not there. '),
    ],
)
def test_a_template_that_is_not_there_is_told(name: str, said: str, tmp_path: Path) -> None:
    """With the line of the style sheet and the nearest name; what others are made of is no page."""
    styles = Path(shutil.copytree(PROJECT / "styles", tmp_path / "styles"))
    css = f"/*\ndescription: x\ntemplate: {name}\npaper_mm: [148, 210]\n*/\n"
    (styles / "formats" / "own.css").write_text(css, encoding="utf-8")
    formats, (problem,) = load_formats(styles)
    assert str(problem).startswith(f"styles/formats/own.css, line 3: the template {said}")
    assert formats == load_formats(PROJECT / "styles")[0]


def test_a_template_of_ones_own_is_there(tmp_path: Path) -> None:
    """A project with templates of its own may name each of them."""
    styles = Path(shutil.copytree(PROJECT / "styles", tmp_path / "styles"))
    shutil.copytree(PROJECT / "templates", tmp_path / "templates")
    (tmp_path / "templates" / "own.html").write_text("x", encoding="utf-8")
    css = "/*\ndescription: x\ntemplate: own\npaper_mm: [148, 210]\n*/\n"
    (styles / "formats" / "own.css").write_text(css, encoding="utf-8")
    formats, problems = load_formats(styles)
    assert (formats["own"].template, problems) == ("own", [])


def test_a_build_blames_the_style_sheet(press: Press) -> None:
    """The format is left out with its own mistake; the texts are told nothing."""
    css = press.project / "styles" / "formats" / "a5.css"
    css.write_text(css.read_text(encoding="utf-8").replace("template: leaflet", "template: leafet"), encoding="utf-8")
    outcome = press.build("--leaflet", "ms", "--format", "a5")
    assert outcome.code == 1
    assert outcome.err.startswith('styles/formats/a5.css, line 3: the template "leafet" is not there. Did you mean ')
    assert "ms.md" not in outcome.err
