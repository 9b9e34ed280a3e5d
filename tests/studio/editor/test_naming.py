"""Sentences with names and without ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflets.content import Catalogue
from leaflets.messages import Sentence, translated
from leaflets.studio.editor.drawing import fits_in, formats_shown, page_of
from leaflets.studio.editor.naming import name_of, naming_of
from leaflets.studio.editor.texts import TextRow
from leaflets.studio.forms import form_of
from leaflets.studio.stock import StudioStock
from tests.studio.editor.conftest import LONG, MS, draft


def test_a_format_is_called_as_a_writer_calls_it(catalogue: Catalogue) -> None:
    """A5 by its paper, others as on the first page of the studio; none by its id."""
    names = {one.id: name_of(form_of(one)) for one in formats_shown(catalogue)}
    assert names["a5"] == "A5"
    assert translated(names["trifold"], "nl") == "Drieluik"
    assert not set(names) & set(names.values())


def test_what_is_too_long_is_said_in_names(own_stock: StudioStock, catalogue: Catalogue) -> None:
    """The leaflet's, the format's in the language of who reads, and the heading as it stands on the page."""
    text = draft(MS.replace("Rust is geen zwakte", f"{LONG}\n\nRust is geen zwakte"))
    names = naming_of(TextRow("nl", "ms", None, "Multipele sclerose"), catalogue)
    (problem,) = page_of(own_stock, text, "a5", 2).problems
    said = translated(names.named(problem).what, "nl")
    assert re.fullmatch(
        r'Multipele sclerose, A5: de tekst is \d+ regels te lang, in het deel dat begint met "Wat gebeurt er in uw lichaam\?"',
        said,
    )
    (other,) = fits_in(own_stock, text, "large-print")
    assert translated(names.named(other).what, "fr").startswith("Multipele sclerose, Gros caractères\u00a0: ")


def test_no_sentence_keeps_an_id(own_stock: StudioStock, catalogue: Catalogue) -> None:
    """Whatever a text is too long for."""
    text = draft(MS.replace("Rust is geen zwakte", f"{LONG * 6}\n\nRust is geen zwakte"))
    names, ids = (
        naming_of(TextRow("nl", "ms", None, "Multipele sclerose"), catalogue),
        {"ms", *(one.id for one in formats_shown(catalogue))},
    )
    problems = [one for form in sorted(ids - {"ms"}) for one in fits_in(own_stock, text, form)]
    assert len(problems) >= 3
    for problem in problems:
        assert set(_values(problem.what)) & ids
        assert not set(_values(names.named(problem).what)) & ids


def _values(sentence: Sentence) -> Iterator[str]:
    for value in sentence.values.values():
        if isinstance(value, Sentence):
            yield from _values(value)
        elif isinstance(value, str):
            yield value.strip('"')
