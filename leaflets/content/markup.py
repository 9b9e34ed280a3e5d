"""Markdown as our leaflets write it: paragraphs, lists, bold, citations, marks, foreign phrases; nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from leaflets.model.format import TextLength

Cite = Callable[[str], str]
"""Takes a source's id as the text writes it, gives the HTML of its number."""

# [@lawson-2020]
CITATION = re.compile(r"\[@([\w.-]+)\]")
# [C70], or several at once: [C17, C26]
CLAIM_MARK = re.compile(r"\[(C\d\d(?:, ?C\d\d)*)\]")
# [pacing]{en}: words, and their language by its two letters (ISO 639-1).
FOREIGN = re.compile(r"\[([^\]\[]+)\]\{([a-z]{2})\}")
LONG = "{long}"
"""Ends a paragraph or list item that stands in the full text only."""

TAGS = {"p", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "a", "span", "img", "blockquote", "br",
        "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "span": {"lang"}, "img": {"src", "alt"}, "ol": {"start"}}
# A link on paper or in a PDF goes to a page, a mailbox or a telephone; javascript: and file: are attacks.
SCHEMES = {"https", "mailto", "tel"}


class _CitationMark(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[str, int, int]:
        # A mark no writer can type, so that the cleaner sees plain text and the number is put in after it.
        return f"\ue000{m.group(1)}\ue001", m.start(0), m.end(0)


class _ClaimMark(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[str, int, int]:
        return "", m.start(0), m.end(0)


class _Foreign(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ElementTree.Element, int, int]:
        span = ElementTree.Element("span", lang=m.group(2))
        span.text = m.group(1)
        return span, m.start(0), m.end(0)


class _Versions(Treeprocessor):
    """Drop the blocks marked {long} from the short text, and the mark itself from the full one."""

    def __init__(self, md: markdown.Markdown, text: TextLength) -> None:
        super().__init__(md)
        self.text = text

    def run(self, root: ElementTree.Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag in ("p", "li") and self._unmark(child) and self.text == "short":
                    parent.remove(child)
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag in ("ul", "ol") and len(child) == 0:
                    parent.remove(child)

    @staticmethod
    def _unmark(element: ElementTree.Element) -> bool:
        last = element[-1] if len(element) else None
        text = (last.tail if last is not None else element.text) or ""
        if not text.rstrip().endswith(LONG):
            return False
        rest = text.rstrip().removesuffix(LONG).rstrip()
        if last is not None:
            last.tail = rest
        else:
            element.text = rest
        return True


class _Keep(Treeprocessor):
    """Keeps the tree as it is when all others have run."""

    root: ElementTree.Element | None = None

    def run(self, root: ElementTree.Element) -> None:
        self.root = root


class _LeafletMarkup(Extension):
    def __init__(self, text: TextLength) -> None:
        super().__init__()
        self.text = text

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.preprocessors.deregister("html_block")
        for name in ("html", "entity", "autolink", "automail"):
            md.inlinePatterns.deregister(name)
        # The blanks before a mark go with it. They are looked at from the first on only: from each would be quadratic.
        md.inlinePatterns.register(_CitationMark(r"(?<!\s)\s*" + CITATION.pattern, md), "citation", 186)
        md.inlinePatterns.register(_ClaimMark(r"(?<!\s)\s*" + CLAIM_MARK.pattern, md), "claim", 185)
        md.inlinePatterns.register(_Foreign(FOREIGN.pattern, md), "foreign", 184)
        md.treeprocessors.register(_Versions(md, self.text), "versions", 15)


CITED = re.compile("\ue000([^\ue000\ue001]*)\ue001")
"""A citation in the tree and in the HTML, until its number is put in."""


def to_html(text_markdown: str, text: TextLength, cite: Cite) -> str:
    """Markdown as clean HTML: allow-listed tags, attributes and schemes only, each citation replaced by `cite(id)`."""
    return CITED.sub(lambda found: cite(found.group(1)), _clean(text_markdown, text))


@lru_cache(maxsize=1024)
def _clean(text_markdown: str, text: TextLength) -> str:
    """The HTML with its citations still in their marks; kept, since most formats print the same sections."""
    html = markdown.markdown(text_markdown, extensions=["tables", "sane_lists", _LeafletMarkup(text)])
    return nh3.clean(html, tags=TAGS, attributes=_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None, strip_comments=True)


def tree(text_markdown: str) -> ElementTree.Element:
    """The elements the Markdown comes to, before cleaning: a check that reads these sees what the printer will see."""
    md = markdown.Markdown(extensions=["tables", "sane_lists", _LeafletMarkup("full")])
    keep = _Keep(md)
    md.treeprocessors.register(keep, "keep", -1)
    md.convert(text_markdown)
    return keep.root if keep.root is not None else ElementTree.Element("div")


_BLOCKS = {"div", "p", "li", "ul", "ol", "h2", "h3", "h4", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}


@lru_cache(maxsize=4096)
def passages(text_markdown: str) -> tuple[str, ...]:
    """The words a reader gets of the whole text: each block, and each text of a picture or link that is only heard."""
    found: list[str] = []
    _gather(tree(text_markdown), found, [])
    return tuple(words for part in found if (words := " ".join(unescape(CITED.sub("", part)).split())))


def _gather(element: ElementTree.Element, found: list[str], line: list[str]) -> None:
    """Add what an element says to `found`; `line` is the block that it stands in, as far as it is known."""
    found += [said for name in ("alt", "title") if (said := element.get(name))]
    own = [] if element.tag in _BLOCKS else line
    own.append(element.text or ("\n" if element.tag == "br" else ""))
    for child in element:
        _gather(child, found, own)
        own.append(child.tail or "")
    if element.tag in _BLOCKS:
        found.append("".join(own))


def plain_text(text_markdown: str, text: TextLength) -> str:
    """The words a reader gets, without marks, citations and tags; blocks are apart by a newline."""
    html = to_html(text_markdown, text, lambda _: "")
    return unescape(nh3.clean(re.sub(r"</(p|li|h2|h3|h4)>", "\n", html), tags=set()))


def citations(text_markdown: str) -> Iterator[tuple[int, str]]:
    """Line (from 0) and id of each citation, in order."""
    for number, line in enumerate(text_markdown.split("\n")):
        for found in CITATION.finditer(line):
            yield number, found.group(1)


def claim_marks(text_markdown: str) -> Iterator[tuple[int, str]]:
    """Line (from 0) and id of each claim mark, in order."""
    for number, line in enumerate(text_markdown.split("\n")):
        for found in CLAIM_MARK.finditer(line):
            for claim in found.group(1).split(","):
                yield number, claim.strip()
