"""Markdown as our leaflets write it: paragraphs, lists, bold, citations, marks, foreign phrases; nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from leaflets.model import Text
from leaflets.problems import Problem

Cite = Callable[[str], str]
"""Takes a source's id as the text writes it, gives the HTML of its number."""

CITATION = re.compile(r"\[@([\w.-]+)\]")
CLAIM_MARK = re.compile(r"\[(C\d\d(?:, ?C\d\d)*)\]")
FOREIGN = re.compile(r"\[([^\]\[]+)\]\{([a-z]{2})\}")
LONG = "{long}"
"""Ends a paragraph or list item that stands in the full text only."""

MAX_QUOTE, MAX_INDENT = 3, 8
"""Deeper nesting has no use in a leaflet, and WeasyPrint ends in a RecursionError at about 120 levels."""

_TAGS = {"p", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "a", "span", "img", "blockquote", "br",
         "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "span": {"lang"}, "img": {"src", "alt"}, "ol": {"start"}}
_SCHEMES = {"https", "mailto", "tel"}
_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^\s)>]*)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*<?([^\s)>]*)")
_HTML = re.compile(r"<\s*(/?[A-Za-z!?][\w:-]*)")
_PICTURE_KINDS = {".svg", ".png", ".jpg", ".jpeg"}


class _Citation(InlineProcessor):
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

    def __init__(self, md: markdown.Markdown, text: Text) -> None:
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


class _LeafletMarkup(Extension):
    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text = text

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.preprocessors.deregister("html_block")
        for name in ("html", "entity", "autolink", "automail"):
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_Citation(r"\s*" + CITATION.pattern, md), "citation", 186)
        md.inlinePatterns.register(_ClaimMark(r"\s*" + CLAIM_MARK.pattern, md), "claim", 185)
        md.inlinePatterns.register(_Foreign(FOREIGN.pattern, md), "foreign", 184)
        md.treeprocessors.register(_Versions(md, self.text), "versions", 15)


def to_html(text_markdown: str, text: Text, cite: Cite) -> str:
    """Markdown as clean HTML: allow-listed tags, attributes and schemes only, each citation replaced by `cite(id)`."""
    html = markdown.markdown(text_markdown, extensions=["tables", _LeafletMarkup(text)])
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None, strip_comments=True
    )
    return re.sub("\ue000(.*?)\ue001", lambda found: cite(found.group(1)), clean)


def plain_text(text_markdown: str, text: Text) -> str:
    """The words a reader gets, without marks, citations and tags; blocks are apart by a newline."""
    html = to_html(text_markdown, text, lambda _: "")
    return nh3.clean(re.sub(r"</(p|li|h2|h3|h4)>", "\n", html), tags=set())


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


def faults(text_markdown: str, where: str, first_line: int, pictures: Path) -> Iterator[Problem]:
    """What may not stand in a text: HTML, pictures without description or from elsewhere, other schemes, deep nesting.

    `pictures` is the folder the text's pictures are in; a path that leads out of it is refused.
    """
    for line, content in enumerate(text_markdown.split("\n"), start=first_line):
        if found := _HTML.search(content):
            todo = "Write Markdown; HTML and scripts are never printed."
            yield Problem(f"HTML is not allowed here (<{found.group(1)}>)", where, todo, line=line)
        for alt, target in _PICTURE.findall(content):
            yield from _picture_faults(alt, target, where, line, pictures)
        for target in _LINK.findall(content):
            scheme = target.split(":")[0].lower() if ":" in target else ""
            if not target.startswith("#") and scheme not in _SCHEMES:
                yield Problem(f'the link "{target}" is not allowed', where, "Use https, mailto, tel or #.", line=line)
        if len(re.findall(r"^[\s>]*", content)[0].replace(" ", "").replace("\t", "")) > MAX_QUOTE:
            yield Problem(f"quotes are nested deeper than {MAX_QUOTE}", where, "Write it flatter.", line=line)
        elif len(content.expandtabs(4)) - len(content.expandtabs(4).lstrip()) > MAX_INDENT:
            yield Problem("the text is indented too deep", where, "Use at most two levels of lists.", line=line)
        if "‹" in content or re.search(r"\b(TODO|FIXME|XXX|lorem ipsum)\b", content, re.IGNORECASE):
            yield Problem("a placeholder is left over", where, "Replace it with words.", line=line, rule="C11")
        if re.match(r"\s{0,3}\[[^\]]+\]:\s", content):
            yield Problem("link definitions are not allowed", where, "Write [words](address).", line=line)


def _picture_faults(alt: str, target: str, where: str, line: int, pictures: Path) -> Iterator[Problem]:
    if not alt.strip():
        todo = "Describe the picture between the square brackets, for people who cannot see it."
        yield Problem(f'the picture "{target}" has no description', where, todo, line=line)
    todo = f"Put the picture in {pictures.name}/ and write its file name only."
    if ":" in target or target.startswith("/"):
        yield Problem(f'the picture "{target}" comes from elsewhere', where, todo, line=line)
        return
    path = (pictures / target).resolve()
    if not path.is_relative_to(pictures.resolve()) or path.suffix.lower() not in _PICTURE_KINDS:
        yield Problem(f'the picture "{target}" may not be used', where, todo, line=line)
    elif not path.is_file():
        yield Problem(f'the picture "{target}" does not exist', where, todo, line=line)
