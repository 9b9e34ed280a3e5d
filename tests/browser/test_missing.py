"""What is said where there is no browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.conftest import MISSING, launched
from tests.conftest import PROJECT


def test_without_a_browser_the_way_to_one_is_said(driver: Playwright, tmp_path: Path) -> None:
    """The tests fail and are not left out: by the command of the setup, and where that has none by the one it names."""
    broken = tmp_path / "browser"
    broken.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    broken.chmod(0o755)
    with pytest.raises(pytest.fail.Exception, match=r"sh setup\.sh --test"):
        launched(driver, broken)
    setup = (PROJECT / "setup.sh").read_text("utf-8")
    assert MISSING.rpartition(": ")[2] in setup
