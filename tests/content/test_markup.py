"""Markdown becomes clean HTML: marks are read, the short text leaves out what is long, and nothing in it runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflets.content.markup import citations, claim_marks, plain_text, to_html, tree

MARKED = """\
Een zin. [C01] Nog een zin. [C02, C03] [@chang-2022]

Alleen lang. [C04] {long}

- punt een [@nice-ng206] {long}
- punt twee

1. **stap** {long}

Dit heet [pacing]{en}, en dat is 5 < 6 & 7.
"""


def cite(name: str) -> str:
    return f"<sup>{name}</sup>"


def test_the_full_text_holds_everything_but_the_marks() -> None:
    """Citations become what `cite` makes of them; claim marks and {long} leave no trace, not even a space."""
    assert to_html(MARKED, "full", cite) == (
        "<p>Een zin. Nog een zin.<sup>chang-2022</sup></p>\n<p>Alleen lang.</p>\n"
        "<ul>\n<li>punt een<sup>nice-ng206</sup></li>\n<li>punt twee</li>\n</ul>\n"
        "<ol>\n<li><strong>stap</strong></li>\n</ol>\n"
        '<p>Dit heet <span lang="en">pacing</span>, en dat is 5 &lt; 6 &amp; 7.</p>'
    )


def test_the_short_text_leaves_out_what_is_long() -> None:
    """Paragraphs and items marked {long} are gone from the short text, and a list that loses all its items too."""
    assert to_html(MARKED, "short", cite) == (
        "<p>Een zin. Nog een zin.<sup>chang-2022</sup></p>\n"
        "<ul>\n<li>punt twee</li>\n</ul>\n"
        '<p>Dit heet <span lang="en">pacing</span>, en dat is 5 &lt; 6 &amp; 7.</p>'
    )


def test_plain_text_is_what_a_reader_reads() -> None:
    """Plain text has no tags, marks or entities, and each block on a line of its own."""
    lines = [line for line in plain_text(MARKED, "full").split("\n") if line]
    assert lines == [
        "Een zin. Nog een zin.", "Alleen lang.", "punt een", "punt twee", "stap",
        "Dit heet pacing, en dat is 5 < 6 & 7.",
    ]  # fmt: skip


def test_marks_are_found_with_their_lines() -> None:
    """Citations and claim marks come with their line, counted from 0, in the order of the text."""
    assert list(citations(MARKED)) == [(0, "chang-2022"), (4, "nice-ng206")]
    assert list(claim_marks(MARKED)) == [(0, "C01"), (0, "C02"), (0, "C03"), (2, "C04")]


def test_tables_lists_and_headings_are_kept() -> None:
    """What a leaflet may hold comes through: headings of the third level, tables, links, pictures, a list's start."""
    markdown = (
        "### Kop\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n3. drie\n\n[meer](https://x.nl/) ![Maan](m.svg) _schuin_ **vet**"
    )
    assert to_html(markdown, "full", cite) == (
        "<h3>Kop</h3>\n<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n"
        '<td>2</td>\n</tr>\n</tbody>\n</table>\n<ol start="3">\n<li>drie</li>\n</ol>\n'
        '<p><a href="https://x.nl/">meer</a> <img alt="Maan" src="m.svg"> <em>schuin</em> <strong>vet</strong></p>'
    )


def test_the_tree_holds_what_the_cleaner_would_hide() -> None:
    """A check sees the pictures and links as they were written, whatever brackets and line breaks they are in."""
    root = tree("![een\ntwee](http://x.nl/a.png)\n\n[a [b] c](javascript:x)\n\n![x][r]\n\n[r]: file:///b.png")
    assert [element.get("src") for element in root.iter("img")] == ["http://x.nl/a.png", "file:///b.png"]
    assert [element.get("href") for element in root.iter("a")] == ["javascript:x"]
    assert list(tree(" ")) == []


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('<img src="x" onerror="x">', '<p>&lt;img src="x" onerror="x"&gt;</p>'),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](java&#115;cript:alert(1))", "<p><a>x</a></p>"),
        ('[x](https://x.nl "onclick=x")', '<p><a href="https://x.nl" title="onclick=x">x</a></p>'),
        ("![x](data:image/svg+xml,<svg/onload=x>)", '<p><img alt="x"></p>'),
        ("[<script>]{en}", '<p><span lang="en">&lt;script&gt;</span></p>'),
        ("<!-- x -->", "<p>&lt;!-- x --&gt;</p>"),
    ],
)
def test_nothing_that_runs_survives(markdown: str, html: str) -> None:
    """Scripts, event handlers and addresses that run come out as text or not at all."""
    assert to_html(markdown, "full", cite) == html


class Inventory(HTMLParser):
    """The tags and attributes of some HTML, as a browser's parser finds them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


NASTY = st.sampled_from(
    ["<script>", "<img src=x onerror=alert(1)>", "<svg/onload=x>", "<", ">", '"', "'", "](", ")", "![", "[", "]",
     "javascript:alert(1)", "JaVaScRiPt:", "data:text/html,<script>", "file:///etc/passwd", "https://x.nl",
     "[@chang-2022]", "[C01]", "{long}", "{en}", "\ue000", "\ue001", "\x02", "\x03", "&#106;", "&lt;script&gt;",
     "\n", "\n\n", "    ", "`", "*", "_", "\\", "> ", "- ", "# ", "[r]: ", "|"]
)  # fmt: skip


@settings(max_examples=200)
@given(text=st.one_of(st.text(max_size=300), st.lists(st.one_of(NASTY, st.text(max_size=4)), max_size=30).map("".join)))
def test_whatever_is_written_the_html_only_shows(text: str) -> None:
    """No text, however contrived, gives HTML with a script, an event handler or an address that runs or reads."""
    found = Inventory(to_html(text, "full", lambda _: ""))
    assert found.tags <= {
        "p", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "a", "span", "img", "blockquote", "br", "table",
        "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    for name, value in found.attributes:
        assert name in {"href", "src", "alt", "lang", "start", "title"}
        # A scheme as browsers see it, who overlook white space and control characters (URL Standard, 4.4).
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", value), re.IGNORECASE)
        if name in ("href", "src") and scheme:
            assert scheme.group(1).lower() in {"https", "mailto", "tel"}
