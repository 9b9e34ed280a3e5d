"""The words of the edition as any short script would read them, for the alternatives; without the checks of the press."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CITATION = re.compile(r"\s*\[@([\w.-]+)\]")
FOLDED = re.compile(r"\s*(?:\[C\d\d(?:, ?C\d\d)*\]|\{long\})")
FOREIGN = re.compile(r"\[([^\]\[]+)\]\{[a-z]{2}\}")

Record = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """A leaflet or a chapter: its front matter, its Markdown with [^1] for each citation, and the sources it cites."""

    id: str
    head: Record
    markdown: str
    sources: tuple[Record, ...]

    def sections(self) -> list[tuple[str, str]]:
        """Heading and Markdown of each part."""
        parts = re.split(r"^## +(.*?)\s*$", self.markdown, flags=re.MULTILINE)
        return list(zip(parts[1::2], parts[2::2], strict=True))


@dataclass(frozen=True)
class Words:
    """All texts of one language."""

    language: Record
    edition: Record
    pages: Record
    leaflets: tuple[Text, ...]
    chapters: dict[str, Text]
    sources: tuple[Record, ...]

    def blog(self) -> Record:
        return next(source for source in self.sources if source["id"] == self.edition["blog"])


def read(content: Path, language: str = "nl") -> Words:
    """The texts of `language` under `content`."""
    sources = _yaml(content / "sources.yaml")["sources"]
    folder = content / language
    leaflets = [_text(path, sources) for path in sorted(folder.glob("*.md"))]
    chapters = [_text(path, sources) for path in sorted((folder / "booklet").glob("*.md"))]
    return Words(
        language=_yaml(folder / "_language.yaml"),
        edition=_yaml(content / "edition.yaml"),
        pages=_yaml(folder / "booklet" / "pages.yaml"),
        leaflets=tuple(sorted(leaflets, key=lambda text: (text.head["group"], text.head["order"]))),
        chapters={chapter.head["chapter"]: chapter for chapter in chapters},
        sources=tuple(sources),
    )


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _text(path: Path, sources: list[Record]) -> Text:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    cited: list[Record] = []

    def number(found: re.Match[str]) -> str:
        name = found.group(1)
        source = next(one for one in sources if one["id"] == name or one["id"].startswith(f"{name}-"))
        if source not in cited:
            cited.append(source)
        return f"[^{cited.index(source) + 1}]"

    markdown = FOREIGN.sub(r"\1", FOLDED.sub("", CITATION.sub(number, body)))
    return Text(path.stem, yaml.load(head, Loader=yaml.CSafeLoader), markdown, tuple(cited))
