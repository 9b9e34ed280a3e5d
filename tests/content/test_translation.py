"""A translation is begun from its source: all of it is there, waiting for words, and as new as the source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from leaflets.content import load
from leaflets.content.scaffold import begin_leaflet
from leaflets.content.words import said_alike
from leaflets.preflight.texts.gate import passing
from leaflets.problems import ContentError
from tests.conftest import PROJECT
from tests.content.test_catalogue import edit, translate
from tests.preflight.said import TODAY

STYLES = PROJECT / "styles"


@pytest.fixture
def other(content: Path) -> Path:
    """The folder of a second language, with headings of its own and no leaflet."""
    folder = translate(content)
    (folder / "voorbeeld.md").unlink()
    edit(folder / "_language.yaml", "In het kort", "En bref")
    return folder


@pytest.mark.parametrize("name", sorted(path.stem for path in (PROJECT / "content" / "nl").glob("*.md")))
def test_a_translation_waits_for_words_alone(name: str, other: Path) -> None:
    """Of each leaflet there is: it loads, with its source's version, signs and claims, and only C11 holds it back."""
    begin_leaflet(other.parent, "xx", name, "nl")
    loaded, problems = load(other.parent, STYLES)
    assert problems == []
    (begun,) = loaded.leaflets["xx"]
    (source,) = [one for one in loaded.leaflets["nl"] if one.id == name]
    for field in ("slug", "group", "order", "version", "date", "review_by", "author", "cited", "claims"):
        assert getattr(begun, field) == getattr(source, field), field
    assert [sign.id for sign in begun.signs] == [sign.id for sign in source.signs]
    assert begun.reviewer is None
    _, refused = passing(loaded, other.parent, TODAY)
    assert {problem.rule for problem in refused} == {"C11"}
    assert {problem.where for problem in refused} == {f"content/xx/{name}.md"}


def test_what_is_to_be_translated_stands_between_signs(other: Path) -> None:
    """Headings are those of the language; marks of items, headings and {long} stay outside, those of claims inside."""
    text = begin_leaflet(other.parent, "xx", "ms", "nl").read_text(encoding="utf-8")
    assert "\ntitle: ‹Slaap, rust en herstel bij MS›\n" in text
    assert "\n## En bref\n\n- ‹Uw vermoeidheid is echt: een signaal van uw lichaam, " in text
    assert "geen gebrek aan karakter. [C17, C26]›\n" in text
    assert re.search(r"‹[^›]*\[C21\] \[@devivo-sleep-myelin\]› \{long\}\n", text)
    assert re.search(r"\n### ‹[^›]+›\n", text)
    head = yaml.safe_load(text.split("---\n")[1])
    assert head["diagram"]["description"].startswith("‹Twee zenuwen onder elkaar.")
    assert head["diagram"]["labels"]["bare"].startswith("Zonder myeline")
    assert "spacing" not in text


def test_words_that_are_no_translation_are_found(content: Path, other: Path) -> None:
    """Those of more than two words that are the same in both; a short one may well be."""
    catalogue, _ = load(content, STYLES)
    alike = said_alike(catalogue.languages["xx"].words, catalogue.languages["nl"].words)
    assert "disclaimer" in alike
    assert "format_poster" not in alike
    edit(other / "_language.yaml", "Deze tekst vervangt geen medisch advies.", "Ce texte.")
    catalogue, _ = load(content, STYLES)
    assert "disclaimer" not in said_alike(catalogue.languages["xx"].words, catalogue.languages["nl"].words)


def test_a_language_that_is_called_otherwise_begins_nothing(content: Path, other: Path) -> None:
    """A copy that still has the id of its source is told before a text is begun, with its line."""
    edit(other / "_language.yaml", "id: xx", "id: nl")
    with pytest.raises(ContentError, match=r'^content/xx/_language\.yaml, line 2: the id "nl" is not the name of '):
        begin_leaflet(content, "xx", "ms", "nl")
    assert not (other / "ms.md").exists()
