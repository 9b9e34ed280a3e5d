"""An edition of an association's own, read from its file: each mistake with its line."""

from __future__ import annotations

import pytest

from tests.content.own import FOREWORD, Editions, editions

__all__ = ["editions"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("long-covid, ms", "long-covit, ms")],
         ['line 11: there is no leaflet "long-covit". Did you mean "long-covid"? Name a leaflet by its id; see the'
          " command list."]),
        ([("long-covid, ms", "ms, long-covid")],
         ['line 11: the leaflets "me-cfs" and "long-covid" are of one part of the booklet, and others stand between them.'
          ' Put "long-covid" below "me-cfs": a part cannot be bound in two places.']),
        ([("long-covid, ms", "long-covid, me-cfs")], ['line 11: the leaflet "me-cfs" stands there twice. Remove one.']),
        ([("[booklet, a5]", "[booklet, a6]")],
         ['line 12: there is no format "a6". Name a format by its id; see the command list.']),
        ([('"#00466B"', '"#F4B860"')],
         ['line 13: the contrast of "group-0" (#F4B860) and "paper" (#FFFFFF) is 1.8, less than 4.5 [T06]. Choose a'
          " darker or a lighter one."]),
        ([("group-0:", "alarm:")],
         ['line 13: the colour "alarm" is the same in every edition. An edition may have its own: accent, accent-soft,']),
        ([('"#00466B"', "blauw")], ['line 13: "blauw" is no colour. Write six digits and capitals A to F, as "#F4B860".']),
        ([('"#00466B"', '{srgb: "#1B2A49", cmyk: [100, 100, 60, 60]}')],
         ['line 13: the colour "group-0" takes 320 % ink, more than 300. Choose one of less ink.']),
        ([("{count}", "{naam}")],
         ['line 9: the field "subtitle" holds braces, and nothing is filled in there. Remove them; only {count} may stand'
          " in the subtitle."]),
        ([("Moe maar moedig vzw", "‹name›")],
         ['line 1: a placeholder is left over in the field "name" [C11]. Replace it with words.']),
        ([("logo: moe.svg", "logo: ../moe.svg")],
         ['line 7: the logo "../moe.svg" may not be used. Put a PNG, JPEG or SVG beside this file, and write its name.']),
        ([("logo: moe.svg", "logo: er-niet.svg")], ['line 7: the logo "er-niet.svg" cannot be read (']),
        ([("moe-foreword.md", "er-niet.md")], ["content/editions/er-niet.md: cannot be read ("]),
        ([("moe-foreword.md", "../nl/ms.md")],
         ['line 10: "../nl/ms.md" is no foreword. Put a .md file beside this one, and write its name.']),
        ([("box: association", "kleur: rood")], ['line 14: unknown key "kleur".']),
        ([("title: Moe, maar moedig", "title: {fr: Fatigué}")],
         ['line 8: there is no language "fr". Name a language by its folder, such as nl.']),
    ],
)  # fmt: skip
def test_a_mistake_is_a_sentence_with_its_line(
    editions: Editions, changes: list[tuple[str, str]], said: list[str]
) -> None:
    """Nothing is made of an edition that is wrong, and each mistake says where it is and what to do."""
    found = editions.told(*changes)
    assert len(found) == len(said)
    for one, begins in zip(found, said, strict=True):
        place = "" if begins.startswith("content/") else "content/editions/moe.yaml, "
        assert one.startswith(place + begins)


def test_a_chapter_of_its_own_is_the_foreword(editions: Editions) -> None:
    """An edition cannot put a chapter of its own in the place of another."""
    found = editions.told(foreword=FOREWORD.replace("chapter: foreword", "chapter: conclusion"))
    assert found == [
        'content/editions/moe-foreword.md, line 2: the chapter "conclusion" cannot be an edition\'s own. Write "chapter:'
        ' foreword": the other chapters are the same in every edition.'
    ]
