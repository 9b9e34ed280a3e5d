from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.content import Catalogue
from leaflets.model.own_edition import OwnEdition
from leaflets.preflight.rules.alarm import signs_are_used
from leaflets.preflight.rules.codes import addresses_are_short
from leaflets.preflight.rules.content import titles_are_real
from leaflets.preflight.rules.wording import claims_are_accounted_for
from leaflets.preflight.texts.manuscript import blocks, manuscripts, plain, printed_blocks
from tests.preflight.said import PROJECT, chapter, desk, ms

TEXT = """Eerste alinea, die
over twee regels loopt. [C01]

## Een kop

- punt een; {long}
- punt **twee**
  gaat verder

Slot. [@bron] {long}"""


def test_blocks_know_kind_line_and_length() -> None:
    """A text falls apart in headings, paragraphs and items, each with the line it begins on."""
    found = list(blocks(TEXT, first_line=10))
    assert [(block.kind, block.text, block.line, block.is_long) for block in found] == [
        ("paragraph", "Eerste alinea, die over twee regels loopt.", 10, False),
        ("heading", "Een kop", 13, False),
        ("item", "punt een;", 15, True),
        ("item", "punt twee gaat verder", 16, False),
        ("paragraph", "Slot.", 19, True),
    ]
    assert [block.list_line for block in found] == [None, None, 15, 15, None]
    assert found[-1].cites == ("bron",)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**Bel 112** bij nood. [C33]", "Bel 112 bij nood."),
        ("Soms [lassitude]{en}, een uitputting. [@mssociety-what-is-ms] [C14, C15]", "Soms lassitude, een uitputting."),
        ("Lees [meer](https://example.org) _nu_ {long}", "Lees meer nu"),
        ("![Een volle maan](moon.svg)", ""),
        ("Zie [![Een maan](moon.svg)](https://example.org)[hier](https://example.org).", "Zie hier."),
        ("Zo ![een maan [vol]](moon (1).svg) en ![a](b.png 'c') dan", "Zo en dan"),
        ("Lees [dit [stuk]](https://nl.wikipedia.org/wiki/A_(b)) ook", "Lees dit [stuk] ook"),
    ],
)
def test_plain_is_what_a_reader_gets(markdown: str, words: str) -> None:
    """Marks, citations and signs of Markdown are gone, the words are there."""
    assert plain(markdown) == words


def test_a_short_text_lacks_what_is_long(catalogue: Catalogue) -> None:
    """The short version of a leaflet has fewer blocks, and of the sections asked for only."""
    full, short = (list(printed_blocks(ms(catalogue), length)) for length in ("full", "short"))
    assert 0 < len(short) < len(full)
    assert not any(block.is_long for block in short)
    assert list(printed_blocks(ms(catalogue), "full", [])) == []
    doctor = list(printed_blocks(ms(catalogue), "full", ["doctor"]))
    assert doctor[1].text.startswith("Bel 112")
    assert [block.text for block in printed_blocks(chapter("Een. {long}\n\nTwee."), "short")] == ["Twee."]


def test_manuscripts_know_their_lines(catalogue: Catalogue) -> None:
    """Every block of every text is found in its file on the line it names."""
    texts = manuscripts(desk(catalogue), PROJECT / "content")
    assert len(texts) == len(catalogue.leaflets["nl"]) + len(catalogue.chapters["nl"])
    for one in texts:
        for block in one.body:
            first = block.text.split()[0].strip('*_‘’"(')
            assert first in one.lines[block.line - 1]
        assert one.lines[one.field_line("title") - 1].startswith("title:")
        assert one.field_line("nothing") == 1


def test_an_association_is_not_told_of_what_it_leaves_out(catalogue: Catalogue) -> None:
    """C05, C13, C14, Q04: its edition of one leaflet needs not all claims, signs and sources, nor mends their titles."""
    own = catalogue.edition.model_copy(update={"own": OwnEdition(id="moe", name="Moe")})
    series = replace(catalogue, leaflets={"nl": (ms(catalogue),)}, chapters={"nl": {}})
    rules = (claims_are_accounted_for, signs_are_used, titles_are_real, addresses_are_short)
    assert all(list(rule(desk(series))) for rule in rules)
    assert [list(rule(desk(replace(series, edition=own)))) for rule in rules] == [[], [], [], []]
