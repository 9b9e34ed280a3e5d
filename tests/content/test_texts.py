"""Each mistake a writer can make in a leaflet or a chapter costs that text only, and is one sentence with its line."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflets.content import Catalogue, load
from leaflets.content.records import MAX_BYTES
from leaflets.content.safety import FLATTER
from leaflets.content.texts import Reader, find_source
from leaflets.model.content import SECTION_ROLES, Illustration, Leaflet
from leaflets.preflight.texts.gate import passing
from leaflets.problems import Problem
from tests.conftest import PROJECT
from tests.content.example import EXAMPLE, HEADINGS, changed, with_body, without
from tests.preflight.said import TODAY

FILE = "content/nl/voorbeeld.md"
LOOK = "Look for a missing quote, colon or indent on that line or the one before."
VERSION = 'Write year and month between quotes, as "2026.11".'
SLUG = "Use lower case letters, digits and hyphens between them, 80 at most."
QUOTE = "Correct it; text that looks like a number or date needs quotes."
ORDER = "The five headings are, in this order: " + "; ".join(HEADINGS) + "."
PICTURES = "Put the picture in content/nl/pictures/ and write its file name only."
KINDS = "It is a PNG, JPEG or SVG."
MOON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="9"/></svg>'
LINKS = "Use https, mailto, tel or #."
CLAIMS = "[C13]. Look it up in the list of claims (claims.yaml)."
MARKS = "Write [@source], [C01, C02], [words]{en}, or {long} at the end of a paragraph."
REPLACE = "[C11]. Replace it with words."
MONTHS = "is not within 36 months after 2026-11-01 [C03]. Have the text reviewed, then set date and review_by anew."


class Case(NamedTuple):
    """A file that is wrong, what must be said of it, and the line it must be said of."""

    file: bytes
    said: str
    line: int | None = None


FRONT_MATTER = {
    "broken YAML": Case(
        changed('"2026.11"', '"2026.11'),
        "is not valid YAML: a quotation mark is not closed. Close it, or take away the one before.",
        13,
    ),
    "no colon": Case(
        changed("name: V", "name V"),
        'is not valid YAML: a line has no colon. Write it as "name: value"; or indent it, where it goes on with the line before.',
        4,
    ),
    "unknown key": Case(
        changed("author: J", "zest: 1\nauthor: J"),
        'unknown key "zest". Remove it, or look for a spelling mistake.',
        12,
    ),
    "misspelt key": Case(changed("audience:", "audiense:"), 'unknown key "audiense". Did you mean "audience"?', 7),
    "missing field": Case(without("author: Jesse\n"), 'the field "author" is missing. Add a line "author: …".', 2),
    "number for text": Case(
        changed('"2026.11"', "2026.11"),
        f'the field "version" is wrong: text belongs here, and the number 2026.11 stands there. {VERSION}',
        9,
    ),
    "no such group": Case(
        changed("group: 3", "group: 6"),
        "there is no group 6. Write a number from 0 to 5: nl/_language.yaml names no more groups.",
        5,
    ),
    "same key twice": Case(
        changed("name: Voorbeeld", "name: Voorbeeld\nname: Ander"),
        'the key "name" stands there twice. Remove one of them.',
        4,
    ),
    "no such day": Case(changed("2027-11-01", "2027-02-30"), '"2027-02-30" is no value that exists. Correct it.', 11),
    "review on the day itself": Case(changed("2027-11-01", "2026-11-01"), f"the review date 2026-11-01 {MONTHS}", 11),
    "review too late": Case(changed("2027-11-01", "2029-11-02"), f"the review date 2029-11-02 {MONTHS}", 11),
    "alias": Case(
        changed("name: Voorbeeld", "name: &one Voorbeeld\nfull_name: *one"),
        "uses a YAML alias (*name). Write the value out.",
        4,
    ),
    "alias bomb": Case(
        changed("name: V", "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}x]\n" for n in range(1, 30)) + "name: V"),
        "uses a YAML alias (*name). Write the value out.",
        3,
    ),
    "hidden character": Case(
        changed("Rust op tijd.", "Rust op \u202etijd."),
        "holds a character that nobody sees (U+202E) [C16]. Remove it.",
        8,
    ),
    "name of Windows": Case(
        changed("slug: voorbeeld", "slug: con"),
        f'the field "slug" is wrong: Windows keeps the name "con" for itself, so choose another. {SLUG}',
        4,
    ),
    "endless slug": Case(
        changed("slug: voorbeeld", f"slug: {'a' * 81}"),
        f'the field "slug" is wrong: it must have 80 characters or fewer. {SLUG}',
        4,
    ),
    "slug with a space": Case(
        changed("slug: voorbeeld", "slug: mijn folder"),
        f'the field "slug" is wrong: it is not written as it should be. {SLUG}',
        4,
    ),
    "a list": Case(
        changed(EXAMPLE.split("---\n")[1], "- title\n- name\n"), "holds no fields. Write `name: value` lines.", 2
    ),
    "deeply nested": Case(changed("Jesse", "[" * 2000), f"is nested too deep. {FLATTER.split(',', maxsplit=1)[0]}."),
    "control character": Case(
        changed("Jesse", "Jes\x07se"), "holds a character that cannot be printed (U+0007). Remove it.", 12
    ),
    "no front matter": Case(
        EXAMPLE.split("---\n", 2)[2].encode(),
        "has no front matter. Begin the file with ---, the fields, and --- again; see another leaflet.",
        1,
    ),
    "placeholder": Case(
        changed("Rust op tijd.", "‹één regel›"), f'a placeholder is left over in the field "poster" {REPLACE}', 8
    ),
    "bold poster": Case(
        changed("Rust op tijd.", "Er is sterk bewijs."),
        '"sterk bewijs" states claim C09 too boldly [C13]. The careful form is: "Research finds differences in energy '
        'production in some patients; the meaning is not yet clear."',
        8,
    ),
}

FILES = {
    "not UTF-8": Case(
        EXAMPLE.replace("Rust helpt u", "Rust helpt één").encode("latin-1"),
        "is not UTF-8 text. Save it as UTF-8 in your editor.",
        25,
    ),
    "empty": Case(b"", "is empty. Write something in it, or delete it."),
    "white": Case(b" \n\t\n", "is empty. Write something in it, or delete it."),
    "too long": Case(EXAMPLE.encode().ljust(MAX_BYTES + 1, b"x"), "is longer than 500 kB. Make it shorter."),
}

SECTIONS = {
    "wrong heading": Case(changed("## In het kort", "## Kort"), f'here should stand "## In het kort". {ORDER}', 15),
    "missing heading": Case(without(f"## {HEADINGS[2]}\n"), f'here should stand "## {HEADINGS[2]}". {ORDER}', 26),
    "missing last": Case(
        EXAMPLE[: EXAMPLE.index("## Wanneer")].encode(), f'here should stand "## {HEADINGS[4]}" [C06]. {ORDER}', 31
    ),
    "extra heading": Case(
        (EXAMPLE + "\n## Nog iets\n\nTekst.\n").encode(),
        'the heading "Nog iets" is one too many. Use ### for a heading within a section.',
        35,
    ),
    "empty section": Case(with_body(""), f'the section "{HEADINGS[2]}" is empty. Write its text.', 23),
    "text before": Case(
        changed("## In het kort", "Eerst dit.\n\n## In het kort"),
        'has text before its first heading. Begin with "## In het kort".',
        15,
    ),
    "first-level heading": Case(
        with_body("# Kop"),
        "this is no heading we print. Begin the line with ## or ###, a space and the words.",
        25,
    ),
    "hidden heading": Case(
        with_body("Kop\n---"),
        "a line of dashes, stars or equal signs is not printed. Remove it, or use ## for a heading.",
        26,
    ),
}

MARKED = {
    "unknown source": Case(
        with_body("Tekst. [@nobody-1900]"),
        'the source "nobody-1900" is unknown. Choose one of the list of sources, or add it there (content/sources.yaml).',
        25,
    ),
    "no source": Case(without(" [@chang-2022]"), "cites no source [C05]. Add at least one [@source].", 14),
    "unreadable citation": Case(
        with_body("Tekst. [@chang 2022]"), f'the mark "[@chang 2022]" cannot be read. {MARKS}', 25
    ),
    "unknown claim": Case(with_body("Tekst. [C99]"), f'the claim "C99" does not exist {CLAIMS}', 25),
    "second of two": Case(with_body("Een.\n\nTwee. [C01, C99]"), f'the claim "C99" does not exist {CLAIMS}', 27),
    "claim of another leaflet": Case(
        with_body("Tekst. [C11]"), f'the claim "C11" may be stated only in ms {CLAIMS}', 25
    ),
    "unreadable claim": Case(with_body("Tekst. [C1]"), f'the mark "[C1]" cannot be read. {MARKS}', 25),
    "bold form": Case(
        with_body("De schade is onherstelbaar."),
        '"onherstelbaar" states claim C19 too boldly [C13]. The careful form is: Leave out. If kept: "There is no '
        'proof that tiring yourself out permanently damages nerves."',
        25,
    ),
    "bold form over two lines": Case(
        with_body("Daar is sterk\nwetenschappelijk bewijs voor."),
        '"sterk wetenschappelijk bewijs" states claim C09 too boldly [C13]. The careful form is: "Research finds '
        'differences in energy production in some patients; the meaning is not yet clear."',
        25,
    ),
    "misplaced mark": Case(with_body("Tekst {long} verder."), f'the mark "{{long}}" cannot be read. {MARKS}', 25),
    "misspelt source": Case(
        with_body("Tekst. [@chang-2022-slep-deprivation-pain]"),
        'the source "chang-2022-slep-deprivation-pain" is unknown. Did you mean "chang-2022-sleep-deprivation-pain"? Choose '
        "one of the list of sources, or add it there (content/sources.yaml).",
        25,
    ),
    "hidden character": Case(
        with_body("T\u200bwee."), "holds a character that nobody sees (U+200B) [C16]. Remove it.", 25
    ),
    "letter of another alphabet": Case(
        with_body("Lich\u0430am."),
        '"Lich\u0430am" has a letter of another alphabet in it (U+0430) [C16]. Type the word anew in one alphabet; a Greek '
        "letter stands apart, as in TNF-α.",
        25,
    ),
    "bold form with a soft hyphen": Case(
        with_body("Slij\u00adtage is normaal."),
        '"Slijtage" states claim C12 too boldly [C13]. The careful form is: Avoid "wear"; in MS say nerve fibres '
        "without myelin need more energy.",
        25,
    ),
    "placeholder": Case(with_body("Een.\n\n‹tekst›"), f"a placeholder is left over {REPLACE}", 27),
    "note to oneself": Case(with_body("TODO: nog doen"), f"a placeholder is left over {REPLACE}", 25),
}

REFUSED = {
    "empty alt": Case(
        with_body("![ ](moon.svg)"),
        'the picture "moon.svg" has no description. Describe the picture between the square brackets, for people who '
        "cannot see it.",
        25,
    ),
    "file: picture": Case(
        with_body("![x](file:///etc/passwd)"), f'the picture "file:///etc/passwd" comes from elsewhere. {PICTURES}', 25
    ),
    "http: picture": Case(
        with_body("![x](http://x.nl/a.png)"), f'the picture "http://x.nl/a.png" comes from elsewhere. {PICTURES}', 25
    ),
    "picture over two lines": Case(
        with_body("![een\ntwee](http://x.nl/a.png)"),
        f'the picture "http://x.nl/a.png" comes from elsewhere. {PICTURES}',
        26,
    ),
    "absolute picture": Case(with_body("![x](/a.png)"), f'the picture "/a.png" comes from elsewhere. {PICTURES}', 25),
    "picture outside": Case(
        with_body("![x](../outside.svg)"), f'the picture "../outside.svg" may not be used. {PICTURES} {KINDS}', 25
    ),
    "linked picture": Case(
        with_body("![x](link.svg)"), f'the picture "link.svg" is outside the folder pictures. {PICTURES}', 25
    ),
    "missing picture": Case(with_body("![x](sun.svg)"), f'the picture "sun.svg" does not exist. {PICTURES}', 25),
    "endless name": Case(
        with_body(f"![x]({'a' * 300}.svg)"), f'the picture "{"a" * 300}.svg" does not exist. {PICTURES}', 25
    ),
    "no picture": Case(
        with_body("![x](notes.txt)"), f'the picture "notes.txt" may not be used. {PICTURES} {KINDS}', 25
    ),
    "script": Case(
        with_body("<script>alert(1)</script>"),
        "HTML is not allowed here (<script>). Write Markdown; HTML and scripts are never printed.",
        25,
    ),
    "javascript:": Case(
        with_body("[klik](javascript:alert(1))"), f'the link "javascript:alert(1)" is not allowed. {LINKS}', 25
    ),
    "hidden javascript:": Case(
        with_body("[a [b] c](JavaScript:x)"), f'the link "JavaScript:x" is not allowed. {LINKS}', 25
    ),
    "http: link": Case(with_body("[klik](http://x.nl)"), f'the link "http://x.nl" is not allowed. {LINKS}', 25),
    "https: and no host": Case(
        with_body("[klik](https:javascript:alert(1))"),
        'the link "https:javascript:alert(1)" leads nowhere. Write it as https://example.org/page.',
        25,
    ),
    "empty tel:": Case(with_body("[bel](tel:)"), 'the link "tel:" leads nowhere. Write it as tel:+3225550123.', 25),
    "link definition": Case(
        with_body("[x]:http://x.nl"), "link definitions are not allowed. Write [words](address).", 25
    ),
    "200 nested quotes": Case(with_body("> " * 200 + "diep"), f"quotes are nested deeper than 3. {FLATTER}", 25),
    "200 nested items": Case(with_body("- " * 200 + "diep"), f"lists are nested deeper than 3. {FLATTER}", 25),
    "deep list": Case(
        with_body("\n".join(f"{'    ' * depth}- diep" for depth in range(50))),
        f"the text is indented too deep. {FLATTER}",
        28,
    ),
    "code": Case(
        with_body("Typ `dit`."), "code is not printed. Write words, without ` and without four spaces before them.", 25
    ),
    "private character as an entity": Case(
        with_body("Tekst.\n\n&#xE000;chang&#xE001;"),
        "holds a character that cannot be printed (U+E000). Remove it.",
        27,
    ),
    "too much": Case(
        with_body("[" * 200_000),
        "the line has more than 4000 characters. Write a blank line where a new paragraph may begin.",
        25,
    ),
    "private character": Case(
        with_body("Tekst \ue000"), "holds a character that cannot be printed (U+E000). Remove it.", 25
    ),
}

CASES = {
    f"{group}: {name}": case
    for group, cases in {
        "front matter": FRONT_MATTER, "file": FILES, "sections": SECTIONS, "marks": MARKED, "refused": REFUSED,
    }.items()
    for name, case in cases.items()
}  # fmt: skip


def put(content: Path, file: bytes) -> tuple[Catalogue, list[Problem]]:
    """Load `content` with `file` in it as the leaflet `voorbeeld`, and let pass what may be made."""
    (content / "nl" / "voorbeeld.md").write_bytes(file)
    loaded, problems = load(content, PROJECT / "styles")
    found, refused = passing(loaded, content, TODAY)
    return found, [*problems, *refused]


def example_of(catalogue: Catalogue) -> Leaflet:
    return next(leaflet for leaflet in catalogue.leaflets["nl"] if leaflet.id == "voorbeeld")


class Wreck(NamedTuple):
    """The project's content with every file of CASES in it."""

    catalogue: Catalogue
    problems: dict[str, list[Problem]]
    files: dict[str, str]


@pytest.fixture(scope="session")
def wreck(tmp_path_factory: pytest.TempPathFactory) -> Wreck:
    """Everything broken at once: what is said of a file must not depend on what is wrong with its neighbours."""
    content = tmp_path_factory.mktemp("wreck") / "content"
    shutil.copytree(PROJECT / "content", content)
    pictures = content / "nl" / "pictures"
    pictures.mkdir(exist_ok=True)
    (pictures / "moon.svg").write_text(MOON, encoding="utf-8")
    (pictures / "notes.txt").write_text("text", encoding="utf-8")
    (content / "nl" / "outside.svg").write_text("<svg/>", encoding="utf-8")
    (pictures / "link.svg").symlink_to(content / "nl" / "outside.svg")
    files = {name: f"content/nl/broken-{number}.md" for number, name in enumerate(CASES)}
    for name, case in CASES.items():
        own = case.file.replace(b"slug: voorbeeld", f"slug: {Path(files[name]).stem}".encode())
        (content.parent / files[name]).write_bytes(own)
    loaded, problems = load(content, PROJECT / "styles")
    found, refused = passing(loaded, content, TODAY)
    said: dict[str, list[Problem]] = {}
    for problem in (*problems, *refused):
        said.setdefault(problem.where, []).append(problem)
    return Wreck(found, said, files)


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_one_sentence(name: str, wreck: Wreck) -> None:
    """Of a file that is wrong one sentence says what it is, in which file and line, and what to do."""
    case, where = CASES[name], wreck.files[name]
    place = where if case.line is None else f"{where}, line {case.line}"
    assert [str(problem) for problem in wreck.problems[where]] == [f"{place}: {case.said}"]


def test_a_mistake_costs_its_own_leaflet(wreck: Wreck, catalogue: Catalogue) -> None:
    """With a file for every mistake there is, all other leaflets and chapters load as they always do."""
    assert wreck.catalogue.leaflets["nl"] == catalogue.leaflets["nl"]
    assert wreck.catalogue.chapters["nl"] == catalogue.chapters["nl"]
    assert wreck.catalogue.failed["nl"] == {Path(where).stem for where in wreck.files.values()}
    assert set(wreck.problems) == set(wreck.files.values())


def test_several_mistakes_are_all_said_at_once(content: Path) -> None:
    """A writer reads of all that cannot be printed in one go, and then of all that may not be said."""
    _, problems = put(content, with_body("<b>Een</b>\n\nTwee. [@nobody]\n\n![](http://x.nl/a.png)"))
    assert sorted(problem.line or 0 for problem in problems) == [25, 27, 29, 29]
    _, problems = put(content, with_body("Slijtage. [C99]\n\nTODO twee. [C99] [C98]"))
    assert sorted(problem.line or 0 for problem in problems) == [25, 25, 27, 27, 27]


def test_a_claim_that_is_left_out_may_not_be_stated(content: Path) -> None:
    """A claim listed as left out may not be marked in any text."""
    claims = content / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    added = "\n- id: C98\n  section: [x]\n  claim: x\n  support: none\n  left_out: No source says it.\n"
    claims.write_text(text + added, encoding="utf-8")
    _, problems = put(content, with_body("Tekst. [C98]"))
    assert [str(problem) for problem in problems] == [
        f'{FILE}, line 25: the claim "C98" is listed as left out {CLAIMS}'
    ]


@pytest.mark.parametrize("name", ["Mijn tekst", "MS", "ms_2"])
def test_the_file_name_must_be_an_id(name: str, content: Path, catalogue: Catalogue) -> None:
    """A leaflet's file name is its id: lower case letters, digits and hyphens."""
    (content / "nl" / f"{name}.md").write_text(EXAMPLE, encoding="utf-8")
    found, problems = load(content, PROJECT / "styles")
    said = "the file's name is no id. Use lower case, digits and hyphens."
    assert [str(problem) for problem in problems] == [f"content/nl/{name}.md: {said}"]
    assert found.leaflets["nl"] == catalogue.leaflets["nl"]


def test_a_broken_chapter_costs_itself_only(content: Path, catalogue: Catalogue) -> None:
    """A chapter of the booklet that is wrong costs no leaflet and no other chapter."""
    (content / "nl" / "booklet" / "foreword.md").write_text(
        "---\nchapter: foreword\ntitle: Vooraf\n---\n\nEen. [C11]\n", encoding="utf-8"
    )
    found, problems = passing(load(content, PROJECT / "styles")[0], content, TODAY)
    where = "content/nl/booklet/foreword.md, line 6"
    assert [str(problem) for problem in problems] == [f'{where}: the claim "C11" may be stated only in ms {CLAIMS}']
    assert found.leaflets == catalogue.leaflets
    assert set(found.chapters["nl"]) == set(catalogue.chapters["nl"]) - {"foreword"}
    assert found.failed["nl"] == {"foreword"}


def test_a_leaflet_is_read_as_it_is_written(content: Path) -> None:
    """Fields, sections with their lines, citations and claims come out as the file has them."""
    found, problems = put(content, EXAMPLE.encode())
    leaflet = example_of(found)
    assert problems == []
    assert (leaflet.title, leaflet.group, leaflet.review_by.isoformat()) == ("Slaap bij een voorbeeld", 3, "2027-11-01")
    assert [(part.role, part.heading, part.line) for part in leaflet.sections] == list(
        zip(("summary", "body", "rest", "steps", "doctor"), HEADINGS, (15, 19, 23, 27, 31), strict=True)
    )
    assert leaflet.section("rest").markdown == "Rust helpt u om uw energie te verdelen."
    assert leaflet.cited == ("chang-2022-sleep-deprivation-pain",)
    assert leaflet.claims == ("C01",)


@pytest.mark.parametrize("file", [EXAMPLE.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + EXAMPLE.encode()])
def test_what_editors_on_windows_add_is_harmless(file: bytes, content: Path) -> None:
    """Line ends of two characters and a byte order mark change nothing."""
    plain = example_of(put(content, EXAMPLE.encode())[0])
    found, problems = put(content, file)
    assert problems == []
    assert example_of(found) == plain


def test_review_after_exactly_36_months_is_allowed(content: Path) -> None:
    """The longest time to review is 36 months to the day (PIF TICK)."""
    _, problems = put(content, changed("2027-11-01", "2029-11-01"))
    assert problems == []


def test_another_picture_under_the_same_name_makes_another_leaflet(content: Path) -> None:
    """A leaflet knows its pictures by what is in them, so that a changed picture makes a new page."""
    picture = content / "nl" / "pictures" / "moon.svg"
    picture.parent.mkdir()
    known = []
    for drawing in (MOON.encode(), MOON.replace("9", "8").encode()):
        picture.write_bytes(drawing)
        found, problems = put(content, with_body("![De maan](moon.svg)"))
        assert problems == []
        known.append(example_of(found).pictures)
        digest = hashlib.sha256(drawing).hexdigest()
        assert known[-1] == {"moon.svg": Illustration(sha256=digest, pixels=None, line=25)}
    assert known[0] != known[1]


def test_a_citation_may_be_shortened_as_long_as_one_source_fits(catalogue: Catalogue) -> None:
    """The beginning of an id names a source when no other id begins so."""
    sources = catalogue.sources
    assert find_source(sources, "chang-2022") is sources["chang-2022-sleep-deprivation-pain"]
    assert find_source(sources, "chang-20") is None
    alike = {"a-1-x": sources["nice-ng206"], "a-1-y": sources["nice-ng206"]}
    assert find_source(alike, "a-1") is None


NASTY = st.sampled_from(
    ["<script>", "</p>", "](", "javascript:", "![", "[", "]", "[@chang-2022]", "[C01]", "{long}", "{en}", "\ue000",
     "\x00", "> ", "- ", "1. ", "    ", "\n", "\n\n", "## ", "`", "**", "|", "---", "&#106;", "\\", "data:", "<!--"]
)  # fmt: skip
BODIES = st.one_of(st.text(max_size=400), st.lists(st.one_of(NASTY, st.text(max_size=5)), max_size=40).map("".join))


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Content with two claims, one source and no leaflet: read in a moment."""
    content = tmp_path_factory.mktemp("little") / "content"
    (content / "nl").mkdir(parents=True)
    source = {"id": "chang-2022", "url": "https://x.nl/", "title": "X", "title_status": "real", "publisher": "X"}
    (content / "sources.yaml").write_text(f"sources: [{source}]\n", encoding="utf-8")
    claim = "section: [x], claim: x, support: x"
    (content / "claims.yaml").write_text(
        f"claims: [{{id: C01, {claim}}}, {{id: C11, {claim}, only_in: [ms]}}]\n", encoding="utf-8"
    )
    edition = (PROJECT / "content" / "edition.yaml").read_text(encoding="utf-8").splitlines()
    lines = [f"{line.split(':')[0]}: chang-2022" if line.startswith(("blog:", "origin:")) else line for line in edition]
    (content / "edition.yaml").write_text("\n".join(lines), encoding="utf-8")
    sections = dict(zip(SECTION_ROLES, HEADINGS, strict=True))
    language = {"id": "nl", "name": "x", "direction": "ltr", "date_format": "y", "sections": sections, "words": {}}
    (content / "nl" / "_language.yaml").write_text(f"{language | {'groups': list('012345')}}\n", encoding="utf-8")
    return content


@settings(max_examples=60)
@given(body=BODIES)
def test_any_body_is_read_or_refused_in_sentences(body: str, little: Path) -> None:
    """Whatever stands in a leaflet's body, it loads or is refused with its file, a sentence and what to do."""
    head, text = EXAMPLE[: EXAMPLE.index("## In het kort")], "Rust helpt u om uw energie te verdelen."
    for whole in (head + body, EXAMPLE.replace(text, body), EXAMPLE.replace(text, text + body)):
        (little / "nl" / "voorbeeld.md").write_bytes(whole.encode("utf-8", "surrogatepass"))
        found, problems = load(little, little / "styles")
        assert bool(problems) != bool(found.leaflets["nl"])
        for problem in problems:
            assert problem.where == FILE
            assert "\n" not in str(problem)
            assert problem.what
            assert problem.todo.endswith((".", "?"))


@settings(max_examples=60)
@given(lines=st.lists(st.one_of(st.text(max_size=60), st.sampled_from(EXAMPLE.split("\n")[1:12])), max_size=16))
def test_any_front_matter_is_read_or_refused_in_sentences(lines: list[str], little: Path) -> None:
    """Whatever stands between the two lines of dashes, it loads or is refused in sentences."""
    head, body = "\n".join(["---", *lines, "---", ""]), EXAMPLE[EXAMPLE.index("## In het kort") :]
    (little / "nl" / "voorbeeld.md").write_bytes((head + body).encode("utf-8", "surrogatepass"))
    found, problems = load(little, little / "styles")
    assert bool(problems) != bool(found.leaflets["nl"])
    assert all(problem.where == FILE and problem.what and problem.todo for problem in problems)


def test_what_a_file_would_hold_is_read_as_if_it_did(content: Path, catalogue: Catalogue) -> None:
    """With all its mistakes told, and the file itself let be."""
    path = content / "nl/ms.md"
    signs, language = catalogue.signs["nl"], catalogue.languages["nl"]
    reader = Reader(content, language, catalogue.sources, signs)
    data = path.read_bytes()
    path.unlink()
    assert reader.draft(path, data) == next(one for one in catalogue.leaflets["nl"] if one.id == "ms")
    assert reader.problems == []
    assert reader.draft(path, data.replace(b"group: 5", b"group: 99")) is None
    assert [(one.where, one.line) for one in reader.problems] == [("content/nl/ms.md", 6)]
    assert reader.draft(path, b"") is None
    assert not path.exists()
