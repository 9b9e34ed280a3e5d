"""The words of a text as an e-book has them."""

from __future__ import annotations

from xml.etree import ElementTree

from leaflets.site.epub.body import NoteMarks, as_xhtml, chapter_body, drawing, leaflet_body
from leaflets.site.pages import environment_of
from leaflets.site.shelf import SiteShelf
from tests.site.epub.reading import words


def test_the_first_mark_of_a_source_is_where_it_leads_back_to() -> None:
    """It alone has a name; nothing that a voice says is read as HTML."""
    mark = NoteMarks()
    assert 'id="note-3"' in mark(3, "Bron 3: <b>")
    assert "&lt;b&gt;" in mark(1, "Bron 1: <b>")
    assert "id=" not in mark(3, "Bron 3")
    assert mark.seen == {1, 3}


def test_html_becomes_xml() -> None:
    """Empty elements are closed, characters have no names, and a drawing says it is one."""
    html = '<p>a&nbsp;b<br>c &amp; d</p><img src="a.png" alt="b"><br/><svg width="1"></svg><svg xmlns="x"></svg>'
    assert as_xhtml(html) == (
        '<p>a\u00a0b<br/>c &amp; d</p><img src="a.png" alt="b"/><br/>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="1"></svg><svg xmlns="x"></svg>'
    )


def test_a_chapter_knows_which_sources_it_named(printed: SiteShelf) -> None:
    """Each by its number in that chapter."""
    chapter = printed.catalogue.chapters["nl"]["fatigue-is-not-tiredness"]
    body = chapter_body(printed, printed.languages[0], chapter.cited)
    body.text(chapter.markdown)
    assert isinstance(body.mark, NoteMarks)
    assert body.mark.seen == {1, 2}


def test_a_drawing_is_in_the_ink_of_the_reader(printed: SiteShelf) -> None:
    """No face of the edition, no colour but the accent, its words held in their places, all of them there."""
    for leaflet in printed.leaflets("nl"):
        body = leaflet_body(printed, printed.languages[0], leaflet)
        svg = str(drawing(body, printed, environment_of(printed.templates)))
        tree = ElementTree.fromstring(svg)
        inks = {one.get(name) for one in tree.iter() for name in ("fill", "stroke")}
        assert inks <= {None, "none", "currentColor", "#F4B860"}
        assert tree.get("font-family") == "sans-serif"
        texts = [one for one in tree.iter() if one.tag.endswith("text")]
        assert all(one.get("text-anchor") for one in texts)
        assert leaflet.diagram is not None
        said = words("".join(one.text or "" for one in texts))
        assert all(words(label) in said for label in leaflet.diagram.labels.values())
