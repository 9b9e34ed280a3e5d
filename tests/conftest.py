"""What several tests share: the project's own catalogue, copies of it to break, and builds made once a session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflets.content import Catalogue, load

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The project's own content, which has no problems."""
    found, problems = load(PROJECT / "content", PROJECT / "styles")
    assert problems == []
    return found


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the project's content, for a test to break."""
    return Path(shutil.copytree(PROJECT / "content", tmp_path / "content"))
