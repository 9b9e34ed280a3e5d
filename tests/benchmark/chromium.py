"""The same documents printed by a browser that stays open. `python -m tests.benchmark.chromium CONTENT DIR`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.benchmark.page import booklet, leaflet, styles
from tests.benchmark.words import read


def main(content: Path, output: Path) -> None:
    """Make every leaflet as A5 and A4, and the booklet, into `output`."""
    words = read(content)
    output.mkdir(parents=True, exist_ok=True)
    documents = {f"{text.id}-{kind}": (leaflet(words, text), kind) for kind in ("a5", "a4") for text in words.leaflets}
    documents["booklet"] = booklet(words), "booklet"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        page = browser.new_page()
        for name, (html, kind) in documents.items():
            source = output / f"{name}.html"
            source.write_text(html.replace("</head>", f"<style>{styles(kind)}</style></head>"), encoding="utf-8")
            page.goto(source.resolve().as_uri())
            page.evaluate("document.fonts.ready")
            page.pdf(path=str(output / f"{name}.pdf"), prefer_css_page_size=True, print_background=True, tagged=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
