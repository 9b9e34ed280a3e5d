"""The HTML of the leaflets and the booklet as a user would write it: one string a document, flex rows for the sources."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

import markdown
import qrcode
from qrcode.image.svg import SvgPathImage

from leaflets.faces import FACES
from tests.benchmark.words import Record, Text, Words

PROJECT = Path(__file__).resolve().parents[2]
COLOURS = ("#1B2A49", "#0B5563", "#5B2A66", "#23408E", "#8F2A1D", "#2B5F31")
TINTS = ("#E9ECF3", "#E5F0F1", "#F1E8F3", "#E7ECF8", "#F8E9E6", "#E7F1E8")

SHARED = """
* {margin: 0; padding: 0; box-sizing: border-box}
html {font: 12pt/15.75pt "Leaflet Hyperlegible"; color: #1A1A1A; orphans: 2; widows: 2}
h1, h2, .name {font-family: "DM Serif Display"; font-weight: 400; break-after: avoid}
h1 {font-size: 28pt; line-height: 1.1; color: var(--group)}
h2 {font-size: 20pt; line-height: 24pt; margin: 10pt 0 1pt; color: var(--group)}
h3 {font-size: 12pt; color: var(--group)}
p + p, ul + p, ol + p {margin-top: 3.5pt}
ul, ol {padding-left: 5mm}
.steps ol {padding-left: 9mm}
.steps ol > li::marker {font-family: "DM Serif Display"; font-size: 20pt; color: var(--group)}
a {color: inherit; text-decoration: none}
sup {font-size: 9pt; line-height: 1}
sup a {color: var(--group); font-weight: 700}
.field {background: var(--group) no-repeat; color: white; padding: 14mm 11mm 0}
.field h1 {color: white}
.kicker {font-weight: 700; font-size: 15pt; margin-bottom: 4mm}
.ground {background: var(--tint); padding: 6mm 11mm}
.doctor {background: #FDECEA; padding: 3mm 4mm; border-top: 1.2mm solid #A3140F; break-inside: avoid; margin-top: 10pt}
.doctor h2 {color: #A3140F; margin-top: 0}
.codes {display: flex; flex-wrap: wrap; column-gap: 5mm; row-gap: 1mm; font-size: 9.5pt; line-height: 11.5pt; margin-top: 3mm}
.code {display: flex; width: 59mm; column-gap: 2.5mm; break-inside: avoid}
.code > * {flex: 1}
.code .qr {flex: none; width: 22mm; height: 22mm}
.code svg {display: block; width: 22mm; height: 22mm}
.code p {margin: 0}
.code a {overflow-wrap: anywhere}
.practice {display: flex; column-gap: 4mm; background: var(--tint); padding: 3mm 4mm; height: 27mm; margin-top: 4mm}
.practice > * {flex: 1}
.write {height: 11mm; border-bottom: 0.5pt solid #737D8C; font-size: 9.5pt; line-height: 12pt}
.imprint, .hint, .intro {font-size: 9.5pt; line-height: 12pt}
.imprint {margin-top: 3mm}
article {string-set: running attr(data-running)}
"""

FOOT = 'font: 9.5pt "Leaflet Hyperlegible"'

A5 = f"""
@page {{size: 148mm 210mm; margin: 11mm 11mm 13mm 13mm;
  @bottom-left {{content: string(running); {FOOT}}} @bottom-right {{content: counter(page); {FOOT}}}}}
@page cover {{margin: 0; @bottom-left {{content: none}} @bottom-right {{content: none}}}}
.cover {{page: cover; min-height: 210mm; background: var(--tint)}}
.field {{height: 122mm; background-size: 136mm; background-position: 26mm 36mm}}
.name {{font-size: 38pt}}
.back {{break-before: page}}
"""

A4 = f"""
@page {{size: 210mm 297mm; margin: 12mm 13mm 13mm 13mm;
  @bottom-left {{content: string(running); {FOOT}}} @bottom-right {{content: counter(page); {FOOT}}}}}
@page cover {{margin: 0; @bottom-left {{content: none}} @bottom-right {{content: none}}}}
.cover, .why {{page: cover}}
.field {{height: 88mm; background-size: 136mm; background-position: 84mm 2mm}}
.name {{font-size: 44pt}}
.why {{columns: 2; column-gap: 8mm; padding: 8mm 13mm 0}}
.rest {{break-before: column}}
.act {{break-before: page; display: flex; column-gap: 6mm}}
.steps {{flex: 102}}
.doctor {{flex: 76; align-self: flex-start}}
h2 {{font-size: 17pt; line-height: 21pt}}
.code {{width: 57.8mm}}
"""

BOOKLET = f"""
@page {{size: 148mm 210mm; margin: 16mm 11mm 14mm 13mm}}
@page :right {{@top-right {{content: string(running); {FOOT}}} @bottom-right {{content: counter(page); {FOOT}}}}}
@page :left {{margin: 16mm 13mm 14mm 11mm;
  @top-left {{content: string(running); {FOOT}}} @bottom-left {{content: counter(page); {FOOT}}}}}
@page full {{margin: 0; @top-left {{content: none}} @top-right {{content: none}}
  @bottom-left {{content: none}} @bottom-right {{content: none}}}}
article {{break-before: page}}
.full {{page: full; min-height: 210mm; background: var(--tint)}}
.full .field {{height: 122mm; background-size: 136mm; background-position: 26mm 36mm}}
.leaflet .field {{height: 62mm; background-size: 96mm; background-position: 66mm -1mm; padding: 6mm}}
.entries a::before {{content: target-counter(attr(href), page); display: inline-block; width: 9mm}}
.entries {{list-style: none; padding: 0}}
.plain-source {{font-size: 9.5pt; line-height: 12pt}}
.plain-source a.page::after {{content: target-counter(attr(href), page)}}
.diary {{width: 100%; border-collapse: collapse}}
.diary th, .diary td {{border: 0.5pt solid #737D8C; height: 17mm; font-size: 9.5pt}}
.prompt {{height: 20mm; border-bottom: 0.5pt solid #737D8C; font-weight: 700}}
.lined {{height: 132mm; background-image: repeating-linear-gradient(white 0 7.8mm, #737D8C 7.8mm 8mm)}}
"""


def faces() -> str:
    """The faces of the edition as a user would name them."""
    return "\n".join(
        f'@font-face {{font-family: "{family}"; font-weight: {weight}; font-style: {style};'
        f' src: url("{path.as_uri()}")}}'
        for family, weight, style, path in FACES
    )


def styles(kind: str) -> str:
    """The whole style sheet of an `a5`, an `a4` or a `booklet`."""
    return f"{faces()}{SHARED}{ {'a5': A5, 'a4': A4, 'booklet': BOOKLET}[kind] }"


def html_of(text: str, prefix: str) -> str:
    """Markdown as HTML, its citations as links to the text's own sources."""
    html = markdown.markdown(text, extensions=["tables"])
    return re.sub(r"\[\^(\d+)\]", rf'<sup><a href="#{prefix}-source-\1" title="Bron \1">\1</a></sup>', html)


def code(address: str, alt: str) -> str:
    """The QR code of an address as an inline SVG, the way qrcode makes it."""
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, image_factory=SvgPathImage)
    made.add_data(address)
    svg = made.make_image().to_string(encoding="unicode")
    # With width and height of its own, WeasyPrint draws it larger than its box.
    svg = re.sub(r' (?:width|height)="[^"]*"', "", svg, count=2)
    return re.sub(r"(<svg[^>]*>)", rf"\1<title>{escape(alt)}</title>", svg, count=1)


def disc(group: int) -> str:
    """The drawing on a cover, as a data address."""
    return "data:image/svg+xml;base64," + base64.b64encode(disc_svg(group).encode()).decode()


def disc_svg(group: int) -> str:
    """The drawing on a cover."""
    (path,) = (PROJECT / "styles" / "motifs").glob(f"{group}-*.svg")
    motif = f'<g stroke="{COLOURS[group]}">{path.read_text(encoding="utf-8")}</g>'
    rings = "".join(
        f'<circle cx="100" cy="100" r="{radius}" fill="{fill}"/>'
        for radius, fill in ((158, "#ffffff18"), (128, "#ffffff18"), (100, "#F4B860"))
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -60 320 320" width="320" height="320">{rings}{motif}</svg>'


def source(words: Words, one: Record, anchor: str, number: int | None = None) -> str:
    """A source with its QR code, for the list with codes."""
    by = ", ".join(str(one[key]) for key in ("authors", "publisher", "year") if one.get(key))
    lead = f"<b>{number}</b> " if number else ""
    alt = words.language["words"]["qr_alt"].format(title=one["title"])
    return (
        f'<div class="code" id="{anchor}"><div class="qr">{code(one["url"], alt)}</div>'
        f'<div><p>{lead}<a href="{one["url"]}" title="{escape(one["title"])}">{escape(one["title"])}</a></p>'
        f"<p>{escape(by)}</p></div></div>"
    )


def leaflet(words: Words, text: Text) -> str:
    """The HTML document of one leaflet, for A5 and A4 alike."""
    say = words.language["words"]
    head = text.head
    parts = _parts(text)
    blog = words.blog()
    shown = [*text.sources, *([] if blog in text.sources else [blog])]
    codes = "".join(source(words, one, f"{text.id}-source-{at}", at) for at, one in enumerate(shown, start=1))
    imprint = (
        f"{say['author']}: {head['author']}. {say['not_reviewed']}. {say['version']} {head['version']}, {head['date']}."
        f" {say['review_by']} {head['review_by']}. {say['publisher']}: {words.edition['publisher']['name']}"
    )
    body = (
        f'<article data-running="{escape(head["title"])}"><div class="cover">{_field(say["kicker"], text)}'
        f'<div class="ground"><p>{head["audience"]}</p>{parts["summary"]}</div></div>'
        f'<div class="why">{parts["body"]}{parts["rest"]}</div><div class="act">{parts["steps"]}{parts["doctor"]}</div>'
        f'<div class="back"><h2>{say["sources"]}</h2><p class="intro">{say["sources_intro"]}</p><div class="codes">{codes}</div>'
        f"{_practice(words)}"
        f'<div class="imprint"><p>{say["disclaimer"]}</p><p>{imprint}</p></div></div></article>'
    )
    return _document(head["title"], head["group"], body)


def booklet(words: Words) -> str:
    """The HTML document of the whole booklet; contents and page numbers by target-counter, as WeasyPrint's guide does."""
    say = words.language["words"]
    groups = sorted({text.head["group"] for text in words.leaflets})
    opening = ("foreword", "how-sleep-repairs", "fatigue-is-not-tiredness", "pushing-through")
    articles = [_chapter(words, name) for name in opening]
    entries = [_entry(name, words.chapters[name].head["title"]) for name in opening]
    for group in groups:
        members = [text for text in words.leaflets if text.head["group"] == group]
        name = f"group-{group}"
        own = [_entry(text.id, text.head["name"]) for text in members]
        entries += [_entry(name, words.chapters[name].head["title"]), *own]
        articles += [_opening(words, name, group, own), *(_section(words, text) for text in members)]
    listed = "".join(source(words, one, f"source-{one['id']}") for one in words.sources)
    last = [
        ("conclusion", None),
        ("sources", say["all_sources"]),
        ("week", words.pages["week"]["title"]),
        ("about", None),
    ]
    entries += [_entry(name, title or words.chapters[name].head["title"]) for name, title in last]
    articles += [
        _chapter(words, "conclusion"),
        _article(
            "sources",
            say["all_sources"],
            f'<p class="intro">{say["sources_intro"]}</p><div class="codes">{listed}</div>',
        ),
        *_fill(words),
        _chapter(words, "about"),
        f'<article class="full">{_field(say["back_cover"])}<div class="ground">{_practice(words)}</div></article>',
    ]
    names = " · ".join(text.head["name"] for text in words.leaflets)
    cover = f'<article class="full">{_field(say["booklet_title"])}<div class="ground"><p>{names}</p></div></article>'
    contents = _article("contents", say["contents"], f'<ul class="entries">{"".join(entries)}</ul>')
    return _document(say["booklet_title"], 0, cover + contents + "".join(articles))


def _document(title: str, group: int, body: str) -> str:
    colours = f"--group: {COLOURS[group]}; --tint: {TINTS[group]}"
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    return f'<!DOCTYPE html><html lang="nl" style="{colours}"><head>{head}</head><body>{body}</body></html>'


def _parts(text: Text) -> dict[str, str]:
    roles = ("summary", "body", "rest", "steps", "doctor")
    return {
        role: f'<section class="{role}"><h2>{heading}</h2>{html_of(part, text.id)}</section>'
        for role, (heading, part) in zip(roles, text.sections(), strict=True)
    }


def _field(line: str, text: Text | None = None) -> str:
    group = text.head["group"] if text else 0
    name = f'<span class="name">{text.head["name"]}</span>' if text else ""
    full = f"<p>{text.head['full_name'] or ''}</p>" if text else ""
    return (
        f'<div class="field" style="background-image: url({disc(group)})">'
        f'<h1><span class="kicker">{line}</span><br>{name}</h1>{full}</div>'
    )


def _practice(words: Words) -> str:
    say = words.language["words"]
    return (
        f'<div class="practice"><div><b>{say["practice"]}</b><p class="hint">{say["practice_hint"]}</p></div>'
        f'<div><p class="write">{say["next_appointment"]}</p><p class="write">{say["my_question"]}</p></div></div>'
    )


def _article(name: str, title: str, body: str) -> str:
    return f'<article id="{name}" data-running="{escape(title)}"><h1>{title}</h1>{body}</article>'


def _entry(name: str, title: str) -> str:
    return f'<li><a href="#{name}" title="{escape(title)}">{title}</a></li>'


def _chapter(words: Words, name: str) -> str:
    text = words.chapters[name]
    return _article(name, text.head["title"], html_of(text.markdown, name) + _plain(words, text, name))


def _opening(words: Words, name: str, group: int, members: Iterable[str]) -> str:
    text = words.chapters[name]
    return (
        f'<article class="full" id="{name}" style="--group: {COLOURS[group]}; --tint: {TINTS[group]}">'
        f'{_field(text.head["title"])}<div class="ground">{html_of(text.markdown, name)}'
        f'<ul class="entries">{"".join(members)}</ul></div></article>'
    )


def _section(words: Words, text: Text) -> str:
    parts = _parts(text)
    colours = f"--group: {COLOURS[text.head['group']]}; --tint: {TINTS[text.head['group']]}"
    return (
        f'<article class="leaflet" id="{text.id}" data-running="{escape(text.head["name"])}" style="{colours}">'
        f'{_field(words.language["words"]["kicker"], text)}<div class="ground">{parts["summary"]}</div>'
        f"{parts['body']}{parts['rest']}{parts['steps']}{parts['doctor']}{_plain(words, text, text.id)}</article>"
    )


def _plain(words: Words, text: Text, name: str) -> str:
    page = words.language["words"]["code_on_page"].format(number="", page="")
    lines = "".join(
        f'<p class="plain-source" id="{name}-source-{number}"><b>{number}</b>'
        f' <a href="{one["url"]}" title="{escape(one["title"])}">{escape(one["title"])}</a>,'
        f' <a class="page" href="#source-{one["id"]}" title="{page}">{page}</a></p>'
        for number, one in enumerate(text.sources, start=1)
    )
    return f"<h2>{words.language['words']['sources']}</h2>{lines}" if lines else ""


def _fill(words: Words) -> Iterable[str]:
    page, questions = words.pages["week"], words.pages["questions"]
    head = "".join(f'<th scope="col">{column}</th>' for column in ("Dag", *page["columns"]))
    rows = "".join(f'<tr><th scope="row">{row}</th>{"<td></td>" * len(page["columns"])}</tr>' for row in page["rows"])
    table = f'<table class="diary"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    prompts = "".join(f'<p class="prompt">{prompt}</p>' for prompt in questions["prompts"])
    asked = f"<h2>{questions['title']}</h2><p>{questions['intro']}</p>{prompts}"
    yield _article("week", page["title"], f"<p>{page['intro']}</p>{table}{asked}")
    notes = words.pages["notes"]
    yield _article("notes", notes["title"], f'<p>{notes["intro"]}</p><div class="lined"></div>')
