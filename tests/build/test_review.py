from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest

from leaflets.build.review import ReviewPage, Statement, front_matter, parts, review_page
from leaflets.content import Catalogue, load
from leaflets.content.markup import plain_text
from leaflets.model.content import Leaflet, Section
from leaflets.preflight.measure.pdfua import failures
from leaflets.preflight.texts.manuscript import plain
from tests.conftest import PROJECT

pytestmark = pytest.mark.whole


def ms(catalogue: Catalogue) -> Leaflet:
    return next(leaflet for leaflet in catalogue.leaflets["nl"] if leaflet.id == "ms")


def letters(text: str) -> str:
    """The letters and digits of a text, by which words are compared however they are set."""
    return "".join(filter(str.isalnum, text))


@pytest.fixture(scope="module")
def page(catalogue: Catalogue) -> ReviewPage:
    return review_page(catalogue, ms(catalogue), PROJECT, PROJECT / "content")


class Fields(HTMLParser):
    """The names of the fields of a page by their kind, and the addresses it links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.boxes: list[str] = []
        self.remarks: list[str] = []
        self.links: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given["type"] == "checkbox":
            self.boxes.append(str(given["name"]))
        elif tag == "textarea":
            self.remarks.append(str(given["name"]))
        elif tag == "a":
            self.links.add(str(given["href"]))


def said(catalogue: Catalogue, markdown: str) -> tuple[Statement, ...]:
    """The statements of a leaflet whose first section holds this."""
    first, *others = ms(catalogue).sections
    section = Section(role=first.role, heading=first.heading, markdown=markdown, line=1)
    return parts(catalogue, ms(catalogue).model_copy(update={"sections": (section, *others)}))[1].statements


def test_nothing_a_leaflet_says_is_left_out(catalogue: Catalogue) -> None:
    """The statements together are all words of every leaflet, in their order, and its signs with their urgency."""
    for leaflet in catalogue.leaflets["nl"]:
        line, *sections, signs = parts(catalogue, leaflet)
        assert [one.words for one in line.statements] == [leaflet.poster]
        drawn = sections.pop()
        assert leaflet.diagram is not None
        assert drawn.heading == leaflet.diagram.title
        wanted = (*leaflet.diagram.labels.values(), leaflet.diagram.description, plain(leaflet.diagram.caption))
        assert letters("".join(one.words for one in drawn.statements)) == letters("".join(wanted))
        for part, section in zip(sections[:-1], leaflet.sections[:-1], strict=True):  # The last one has the box.
            text = re.sub(r"(?m)^### .*$", "", section.markdown)
            assert letters("".join(one.words for one in part.statements)) == letters(plain_text(text, "full"))
        assert len(leaflet.signs) > 3
        for sign, one in zip(leaflet.signs, signs.statements[:-1], strict=True):
            assert one.words.endswith(f"als {sign.text}.")
        assert "113" in signs.statements[-1].words


def test_a_mark_is_of_the_words_before_it(catalogue: Catalogue) -> None:
    """Words up to a mark rest on it, what follows on the next; words no mark follows rest on nothing."""
    one, two, three = said(catalogue, "Rust. Slaap. [C01] [@miao-2024]\nWandel\nstil. [C02, C04] Wacht.")
    assert one.words == "Rust. Slaap."
    assert [claim.id for claim in one.claims] == ["C01"]
    assert one.sources[0].id == "miao-2024-brain-clearance"
    assert {source.id for source in one.sources[1:]} == set(catalogue.claims["C01"].sources)
    assert (two.words, [claim.id for claim in two.claims]) == ("Wandel stil.", ["C02", "C04"])
    assert three == Statement("Wacht.")


def test_items_are_apart_and_headings_are_no_statements(catalogue: Catalogue) -> None:
    """Each item of a list is read by itself, without its number; a heading within a section says nothing."""
    found = said(catalogue, "1. **Rust.** Nu. [C01]\n2. Slaap.\n\n### Thuis\n\n- Bel de {company_doctor}.")
    assert [one.words for one in found] == ["Rust. Nu.", "Slaap.", "Bel de bedrijfsarts (arbeidsarts)."]


def test_a_claim_is_told_in_full_once(catalogue: Catalogue) -> None:
    """Where it is stated again its id is enough; a source that is named is there each time."""
    one, two = said(catalogue, "- Rust. [C01]\n- Slaap. [C01, C02] [@miao-2024]")
    assert ([claim.id for claim in one.claims], one.again) == (["C01"], ())
    assert ([claim.id for claim in two.claims], two.again) == (["C02"], ("C01",))
    assert [source.id for source in two.sources] == ["miao-2024-brain-clearance"]


def test_the_paper_holds_each_statement_with_its_caution(catalogue: Catalogue, page: ReviewPage) -> None:
    """Every statement, claim and caution of MS stands in the PDF, which a screen reader can read."""
    with pypdfium2.PdfDocument(page.pdf) as pdf:
        text = letters(" ".join(one.get_textpage().get_text_bounded() for one in pdf))
    for part in parts(catalogue, ms(catalogue)):
        for statement in part.statements:
            assert letters(statement.words) in text
            for claim in statement.claims:
                assert letters(claim.claim) in text
                assert letters(claim.caution or "") in text
            assert all(letters(source.title) in text for source in statement.sources)
    assert ms(catalogue).words_digest in text
    assert failures(page.pdf) == []


def test_the_screen_has_boxes_and_room_for_each_statement(catalogue: Catalogue, page: ReviewPage) -> None:
    """Two boxes to tick and a field to write in for each statement, links to the sources, no path of this machine."""
    html = page.html.decode()
    count = sum(len(part.statements) for part in parts(catalogue, ms(catalogue)))
    found = Fields(html)
    assert len(found.remarks) == len(set(found.remarks)) == count
    assert len(found.boxes) == len(set(found.boxes)) == 2 * count + 1
    assert {catalogue.sources[name].url for name in ms(catalogue).cited} <= found.links
    assert str(PROJECT) not in html


def test_the_lines_it_gives_name_the_reviewer_until_a_word_changes(content: Path) -> None:
    """In the front matter they make a leaflet read; a changed sentence of it, or of a sign, takes that off."""
    path, ledger = content / "nl" / "ms.md", content / "nl" / "signs.yaml"
    catalogue, _ = load(content, PROJECT / "styles")
    lines = "\n".join(front_matter(ms(catalogue)))
    filled_in = lines.replace("‹name›", "dr. An Peeters").replace("‹year-month-day›", "2026-11-27")
    text = path.read_text(encoding="utf-8").replace("reviewer: null", filled_in)

    def reader() -> str | None:
        found, problems = load(content, PROJECT / "styles")
        assert problems == []
        return ms(found).reviewed_by

    path.write_text(text, encoding="utf-8")
    assert reader() == "dr. An Peeters"
    path.write_text(text.replace("Blijf koel.", "Blijf fris."), encoding="utf-8")
    assert reader() is None
    path.write_text(text, encoding="utf-8")
    signs = ledger.read_text(encoding="utf-8")
    assert signs.count("plots veel minder ziet") == 1
    ledger.write_text(signs.replace("plots veel minder ziet", "plots niets meer ziet"), encoding="utf-8")
    assert reader() is None
