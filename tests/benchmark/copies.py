"""A content folder with many leaflets: copies of the edition's own, each with other words of the same length."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import yaml

CLAIM = re.compile(r" ?\[C\d\d(?:, ?C\d\d)*\]")
WORD = re.compile(r"(?<![@\w\[(-])[a-z]{5,}(?![\w\])-])")


def write_copies(content: Path, target: Path, count: int, language: str = "nl") -> None:
    """Write `content` to `target` with `count` leaflets, the first of them the originals."""
    shutil.copytree(content, target)
    originals = sorted((target / language).glob("*.md"))
    for number in range(len(originals), count):
        original = originals[number % len(originals)]
        copy = number // len(originals)
        text = original.read_text(encoding="utf-8")
        (target / language / f"{original.stem}-{copy}.md").write_text(_copy(text, copy), encoding="utf-8")


def _copy(text: str, copy: int) -> str:
    _, front, body = text.split("---\n", 2)
    head = yaml.safe_load(front)
    head |= {"slug": f"{head['slug']}-{copy}", "order": head["order"] + 100 * copy, "name": f"{head['name']} {copy}"}
    # Some claims may stand in their own leaflet only, so the copies carry no marks.
    words = WORD.sub(lambda found: _turned(found, copy), CLAIM.sub("", body))
    headings = dict(
        zip(re.findall(r"^## .*$", words, re.MULTILINE), re.findall(r"^## .*$", body, re.MULTILINE), strict=True)
    )
    for wrong, right in headings.items():
        words = words.replace(wrong, right)
    return f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False)}---\n{words}"


def _turned(found: re.Match[str], copy: int) -> str:
    """Another word of the same letters, so of nearly the same width: the copy fills its pages as the original does."""
    word = found.group(0)
    return word[0] + word[-2:0:-1] + word[-1] if (found.start() + copy) % 3 == 0 else word


if __name__ == "__main__":
    write_copies(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
