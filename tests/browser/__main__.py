"""Make the pictures of the studio in docs, and what is heard of its pages, anew: `python -m tests.browser`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import launched
from tests.browser.pictures import renew
from tests.browser.screens import rooms


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, rooms(Path(folder)) as studio, sync_playwright() as driver:
        for line in renew(launched(driver), studio):
            print(line)


if __name__ == "__main__":
    main()
