"""The same words and codes as Typst source. The layout follows ours where Typst says it shortly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.benchmark.page import COLOURS, TINTS, code, disc_svg
from tests.benchmark.words import Record, Text, Words

_SPECIAL = re.compile(r"([\\#$@<>_~`])")

PAGES = {
    "a5": '#set page(width: 148mm, height: 210mm, margin: (x: 12mm, top: 11mm, bottom: 13mm), numbering: "1")\n',
    "a4": '#set page(width: 210mm, height: 297mm, margin: (x: 13mm, top: 12mm, bottom: 13mm), numbering: "1")\n',
    "booklet": '#set page(width: 148mm, height: 210mm, margin: (x: 12mm, top: 16mm, bottom: 14mm), numbering: "1")\n',
}
SHARED = """
#set text(font: "Leaflet Hyperlegible", size: 12pt, lang: "nl", hyphenate: false)
#set par(leading: 0.55em, spacing: 0.85em)
#show heading: set text(font: "DM Serif Display", weight: 400, size: 20pt)
#let field(colour, art, line, name, full) = page(margin: 0mm, numbering: none, fill: colour)[
  #place(bottom + right, image(bytes(art), format: "svg", width: 120mm, alt: ""))
  #pad(14mm)[#text(fill: white)[*#line*\\ #text(font: "DM Serif Display", size: 38pt)[#name]\\ #full]]]
#let doctor(body) = block(fill: rgb("#FDECEA"), inset: 4mm, width: 100%, stroke: (top: 1.2mm + rgb("#A3140F")), body)
#let practice(name, hint) = block(fill: luma(240), inset: 4mm, height: 27mm, width: 100%)[*#name* \\ #hint]
#let cell(art, alt, body) = grid(columns: (22mm, 1fr), column-gutter: 2.5mm,
  image(bytes(art), format: "svg", width: 22mm, alt: alt), text(size: 9.5pt, body))
#let codes(..cells) = grid(columns: (1fr, 1fr), column-gutter: 5mm, row-gutter: 4mm, ..cells)
"""


def leaflet(words: Words, text: Text, kind: str) -> str:
    """The Typst source of one leaflet as `a5` or `a4`."""
    return "\n".join([_head(text.head["title"], kind), *_leaflet(words, text), *_back(words, text)])


def booklet(words: Words) -> str:
    """The Typst source of the whole booklet."""
    say = words.language["words"]
    parts = [_head(say["booklet_title"], "booklet"), _field(0, say["booklet_title"]), "#outline(depth: 1)"]
    for name in ("foreword", "how-sleep-repairs", "fatigue-is-not-tiredness", "pushing-through"):
        parts += _chapter(words, name)
    for group in sorted({text.head["group"] for text in words.leaflets}):
        parts += _chapter(words, f"group-{group}")
        for text in words.leaflets:
            if text.head["group"] == group:
                parts += [*_leaflet(words, text), *_plain(text)]
    parts += [*_chapter(words, "conclusion"), f"#pagebreak(weak: true)\n= {say['all_sources']}"]
    parts.append(f"#codes({', '.join(_cell(one) for one in words.sources)})")
    page = words.pages["week"]
    cells = [*(f"[*{one}*]" for one in ("Dag", *page["columns"]))]
    for row in page["rows"]:
        cells += [f"[{row}]", *["[]"] * len(page["columns"])]
    count = len(page["columns"]) + 1
    table = f"#text(size: 9.5pt, table(columns: {count}, rows: 9mm, {', '.join(cells)}))"
    parts += [f"#pagebreak(weak: true)\n= {page['title']}\n{_plain_text(page['intro'])}", table]
    questions = words.pages["questions"]
    prompts = [f"#block(height: 11mm)[*{_plain_text(one)}*]" for one in questions["prompts"]]
    return "\n".join([*parts, f"== {questions['title']}", *prompts, *_chapter(words, "about")])


def _head(title: str, kind: str) -> str:
    return f'#set document(title: "{title}")\n{PAGES[kind]}{SHARED}'


def _field(group: int, line: str, name: str = "", full: str = "") -> str:
    return f'#field(rgb("{COLOURS[group]}"), {_string(disc_svg(group))}, [{line}], [{name}], [{full}])'


def _leaflet(words: Words, text: Text) -> Iterator[str]:
    head = text.head
    group = head["group"]
    yield _field(group, words.language["words"]["kicker"], head["name"], head["full_name"] or "")
    yield f'#show heading: set text(fill: rgb("{COLOURS[group]}"))'
    (short, summary), *middle, (last, doctor) = text.sections()
    yield f'#block(fill: rgb("{TINTS[group]}"), inset: 4mm, width: 100%)[\n= {head["title"]}\n{head["audience"]}'
    yield f"== {short}\n{_markup(summary)}]\n#pagebreak()"
    for heading, part in middle:
        yield f"== {heading}\n{_markup(part)}"
    yield f"#doctor[\n== {last}\n{_markup(doctor)}]\n#pagebreak(weak: true)"


def _back(words: Words, text: Text) -> Iterator[str]:
    say = words.language["words"]
    yield f"== {say['sources']}\n{say['sources_intro']}"
    blog = words.blog()
    shown = [*text.sources, *([] if blog in text.sources else [blog])]
    yield f"#codes({', '.join(_cell(one, number) for number, one in enumerate(shown, start=1))})"
    yield f"#practice[{say['practice']}][{say['practice_hint']}]"
    yield f"#text(size: 9.5pt)[{_plain_text(say['disclaimer'])} {say['author']}: {text.head['author']}. {text.head['date']}]"


def _plain(text: Text) -> Iterator[str]:
    for number, one in enumerate(text.sources, start=1):
        yield f"#text(size: 9.5pt)[*{number}* {_plain_text(one['title'])}]\n"


def _chapter(words: Words, name: str) -> Iterator[str]:
    text = words.chapters[name]
    yield f"#pagebreak(weak: true)\n= {text.head['title']}\n{_markup(text.markdown)}"
    yield from _plain(text)


def _cell(source: Record, number: int | None = None) -> str:
    by = ", ".join(str(source[key]) for key in ("authors", "publisher", "year") if source.get(key))
    words = f"{f'*{number}* ' if number else ''}#link({_string(source['url'])})[{_plain_text(source['title'])}] {_plain_text(by)}"
    return f"cell({_string(code(source['url'], ''))}, {_string(source['title'])}, [{words}])"


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _plain_text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("*", "\\*")


def _markup(markdown: str) -> str:
    """Markdown as Typst markup; tables of the chapters stay as lines."""
    text = re.sub(r"^\[\^.*$", "", markdown, flags=re.MULTILINE)
    text = re.sub(r"\[\^(\d+)\]", r"⁅\1⁆", text)
    text = _SPECIAL.sub(r"\\\1", text.replace("### ", "⁂ "))
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("[", "\\[").replace("]", "\\]")
    text = re.sub(r"\*\*(.+?)\*\*", r"*\1*", text)
    text = re.sub(r"^\d+\. ", "+ ", text, flags=re.MULTILINE)
    return re.sub(r"⁅(\d+)⁆", r"#super[\1]", text).replace("⁂ ", "=== ")
