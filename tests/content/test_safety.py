"""What may not stand in a text is found where it stands, whatever line breaks and brackets it hides behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.content.safety import FLATTER, faults


def said(text: str, pictures: Path = Path("/nowhere/pictures")) -> list[tuple[int | None, str]]:
    """Line and sentence of each fault in a text that begins on line 10 of its file."""
    return [(fault.line, fault.what) for fault in faults(text, "x.md", 10, pictures)]


@pytest.mark.parametrize(
    "text",
    [
        "Een zin met een min - en een plus + en een ster *.",
        "Minder dan < 5 uur, a < b en c > d, 3 <5.",
        "**Vet** aan het begin.\n\n- punt\n    - punt daaronder\n\n1. een\n2. twee",
        "> Een citaat.\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "### Kop\n\n[meer](https://x.nl), [bel](tel:112), [mail](mailto:a@x.nl), [op deze bladzijde](#x)",
        "[pacing]{en} [C01, C02] [@x-1] {long}\n\n- ook dit {long}",
        "Een afgebroken lettergreep\u00ad, een é en een “citaat” – met … 10\u202f%.",
    ],
)
def test_what_a_leaflet_needs_is_no_fault(text: str) -> None:
    """Lists, quotes, tables, links, marks and signs of everyday text are not complained about."""
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a\n\nb <B>c</B>", 12, "HTML is not allowed here (<B>)"),
        ("a <!-- b", 10, "HTML is not allowed here (<!-->)"),
        ("> > > > a", 10, "quotes are nested deeper than 3"),
        ("- 1. > - a", 10, "lists are nested deeper than 3"),
        ("- a\n    - b\n            - c", 12, "the text is indented too deep"),
        ("[a]: x", 10, "link definitions are not allowed"),
        ("#Kop", 10, "this is no heading we print"),
        ("##Kop", 10, "this is no heading we print"),
        ("##### Kop", 10, "this is no heading we print"),
        ("a\n===", 11, "a line of dashes, stars or equal signs is not printed"),
        ("a\n\n* * *", 12, "a line of dashes, stars or equal signs is not printed"),
        ("> ---", 10, "Markdown that becomes <hr> is not printed"),
        ("a\n\nb [c\nd](ftp://x.nl)", 13, 'the link "ftp://x.nl" is not allowed'),
        ("a [b](java\nscript:c)", 10, 'the link "java script:c" is not allowed'),
        ("a\n\n[b](//x.nl)", 12, 'the link "//x.nl" is not allowed'),
        ("a\n\n[b](andere-folder.md)", 12, 'the link "andere-folder.md" is not allowed'),
        ("![a [b]](data:image/png;base64,x)", 10, 'the picture "data:image/png;base64,x" comes from elsewhere'),
        ("a\n\n    typ dit", 12, "code is not printed"),
        ("a\n\n[b](https:)", 12, 'the link "https:" leads nowhere'),
        ("[b](https:javascript:alert(1))", 10, 'the link "https:javascript:alert(1)" leads nowhere'),
        ("[b](https://x.nl@y.nl/)", 10, 'the link "https://x.nl@y.nl/" leads nowhere'),
        ("[b](HTTPS://)", 10, 'the link "HTTPS://" leads nowhere'),
        ("[b](tel:)", 10, 'the link "tel:" leads nowhere'),
        ("[b](tel:bel)", 10, 'the link "tel:bel" leads nowhere'),
        ("[b](mailto:)", 10, 'the link "mailto:" leads nowhere'),
        ("[b](mailto:a@b)", 10, 'the link "mailto:a@b" leads nowhere'),
        ("[b](#)", 10, 'the link "#" leads nowhere'),
        ("een &#xE000;x&#xE001; twee", 10, "holds a character that cannot be printed (U+E000)"),
        ("een [@bron", 10, 'the mark "[@bron" cannot be read'),
        ("een [woord]{EN}", 10, 'the mark "{EN}" cannot be read'),
        ("een {long} twee", 10, 'the mark "{long}" cannot be read'),
        ("taken\n\nslij`ta`ge", 12, "code is not printed"),
        ("taken\n\nslij`` ta ``ge", 12, "code is not printed"),
        ("typ dit\n\n    typ dit", 12, "code is not printed"),
        ("### Kop\n\n[b](#)", 12, 'the link "#" leads nowhere'),
        ("tel: 112\n\n[b](tel:)", 12, 'the link "tel:" leads nowhere'),
        ("van a.gif\n\n![Een maan](a.gif)", 12, 'the picture "a.gif" may not be used'),
        ("a &amp; b\n\neen &#xE000; twee", 12, "holds a character that cannot be printed (U+E000)"),
        ("een\u200b\x0btwee", 10, "holds a character that cannot be printed (U+000B)"),
    ],
)
def test_a_fault_is_found_on_its_line(text: str, line: int, what: str) -> None:
    """Each thing a text may not hold is one fault, on the line where it stands."""
    assert said(text) == [(line, what)]


def test_a_deep_list_is_one_mistake() -> None:
    """Of a list that only gets deeper the first line is said, not every one."""
    found = list(faults("\n".join("    " * depth + "- a" for depth in range(40)), "x.md", 1, Path("/x")))
    assert [(fault.line, fault.todo) for fault in found] == [(4, FLATTER)]


def test_what_the_parser_cannot_take_is_too_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that exhausts the parser is refused with a sentence."""

    def exhausted(_: str) -> None:
        raise RecursionError

    monkeypatch.setattr("leaflets.content.safety.tree", exhausted)
    assert said("a") == [(10, "is nested too deep")]
    assert said("> > > > a") == [(10, "quotes are nested deeper than 3")]
