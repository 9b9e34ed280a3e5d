"""Words of a language hold what the press fills in to them and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.content.records import read_yaml, to_record
from leaflets.content.words import FILLED_IN, unfillable, words_of
from leaflets.model.content import Language
from leaflets.problems import ContentError
from tests.conftest import PROJECT

FILE = PROJECT / "content" / "nl" / "_language.yaml"
TEXT = FILE.read_text(encoding="utf-8")


def said(folder: Path, text: str) -> list[tuple[int | None, str]]:
    """Line and sentence of each word of a language file that cannot be filled in."""
    path = folder / "_language.yaml"
    path.write_text(text, encoding="utf-8")
    data, node = read_yaml(path, "f")
    found = unfillable(to_record(Language, data, node, "f"), node, "f")
    return [(problem.line, f"{problem.what}. {problem.todo}") for problem in found]


def test_the_languages_own_words_can_be_filled_in(tmp_path: Path) -> None:
    """Every word of the project's languages holds only what is filled in to it."""
    assert said(tmp_path, TEXT) == []


@pytest.mark.parametrize(
    ("word", "new", "holds"),
    [
        ("qr_alt", '"QR {title.__class__.__mro__}"', "{title.__class__.__mro__}"),
        ("qr_alt", '"QR {title:>99999999}"', "{title:>99999999}"),
        ("qr_alt", '"QR {title!r}"', "{title!r}"),
        ("qr_alt", '"QR {title[0]}"', "{title[0]}"),
        ("paper_title", '"{nix}"', "{nix}"),
        ("press_title", '"{0}"', "{0}"),
        ("press_title", '"{}"', "{}"),
        ("press_title", '"{title"', "{title"),
        ("press_title", '"title}"', "}"),
        ("press_title", '"{{title}}"', "{"),
        ("disclaimer", '"Dag {title}"', "{title}"),
    ],
)
def test_a_word_that_cannot_be_filled_in_is_said_with_its_line(word: str, new: str, holds: str, tmp_path: Path) -> None:
    """Attributes, indexes, forms, unknown names, open braces and braces where nothing is filled in are refused."""
    text = re.sub(rf"^  {word}: .*$", f"  {word}: {new}", TEXT, flags=re.MULTILINE)
    line = text[: text.index(f"  {word}: ")].count("\n") + 1
    known = "{title}" if word in FILLED_IN else ""
    todo = f"What may stand here: {known}." if known else "Remove it: nothing is filled in here."
    ((found, sentence),) = said(tmp_path, text)
    assert found == line
    assert sentence.startswith(f'the word "{word}" holds "{holds}')
    assert sentence.endswith(f", which the press cannot fill in. {todo}")


def test_the_words_of_a_country_are_held_to_the_same(tmp_path: Path) -> None:
    """A country's own word is filled in as the language's is."""
    text = TEXT.replace("    insurer: mutualiteit", '    insurer: "{nix}"\n    practice_call: "Bel {title}"')
    ((line, sentence),) = said(tmp_path, text)
    assert line == text[: text.index('insurer: "{nix}"')].count("\n") + 1
    assert sentence.startswith('the word "insurer" holds "{nix}"')


def filled_in() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word the code or a template fills in, with the names it gives, in the order of the alphabet."""
    for path in sorted((PROJECT / "templates").rglob("*.html")):
        for word, given in re.findall(r"words\.(\w+)\.format\(([^)]*)", path.read_text(encoding="utf-8")):
            yield word, tuple(sorted(re.findall(r"(\w+)=", given)))
    for path in sorted((PROJECT / "leaflets").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"):
                continue
            held = node.func.value
            if isinstance(held, ast.Subscript) and isinstance(held.slice, ast.Constant):
                yield str(held.slice.value), tuple(sorted(str(keyword.arg) for keyword in node.keywords))


def test_the_table_is_what_the_code_fills_in() -> None:
    """Each word that is formatted anywhere is in the table with the names it is given."""
    found = dict(filled_in())
    assert len(found) > 15
    assert {word: names for word, names in found.items() if tuple(sorted(FILLED_IN[word])) != names} == {}


def test_a_missing_word_is_a_sentence_in_every_country(catalogue: Catalogue) -> None:
    """Words keep saying what is missing when those of a country replace some of them."""
    spoken = catalogue.languages["nl"].spoken_in("be")
    assert spoken.words["insurer"] == "mutualiteit"
    assert spoken.spoken_in(None).words == spoken.words
    with pytest.raises(ContentError, match=r'^content/nl/_language\.yaml: the word "nothing" is missing'):
        spoken.words["nothing"]
    assert words_of(catalogue.languages["nl"], "f").where == "f"
