"""What several tests share: the project's own catalogue, copies of it to break, and builds made once a session."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from leaflets.build.pipeline import make
from leaflets.content import Catalogue, load
from leaflets.plan import Request
from tests.small import UNSEEN, Press, finished, set_up

PROJECT = Path(__file__).resolve().parents[1]

# The same examples on every run: a test that fails for one fails for all, and again.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

# The day the tests live on: review dates pass, and no test may fail because of it.
os.environ["SOURCE_DATE_EPOCH"] = "1795435200"  # 23 November 2026


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


@contextmanager
def once(folders: pytest.TempPathFactory, name: str) -> Iterator[tuple[Path, bool]]:
    """A folder that all test processes share, and whether this one is the first to come and has to fill it."""
    base = folders.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    shared.mkdir(exist_ok=True)
    with FileLock(shared / "lock"):
        yield shared, not (shared / "made").exists()
        (shared / "made").touch()


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """The output folder of one build: the leaflets MS and CRPS in a5 and a4, and the booklet of the two."""
    with once(tmp_path_factory, "edition") as (folder, is_first):
        if is_first:
            formats, leaflets = ("a5", "a4", "booklet"), ("ms", "crps")
            request = Request(PROJECT, PROJECT / "content", folder, leaflets=leaflets, formats=formats)
            report = make(catalogue, request, lambda *_: None)
            assert report.problems == []
    return folder


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """The small press after a build by two processes, without preflight; not to be changed, see `press`."""
    with once(tmp_path_factory, "pressed") as (folder, is_first):
        press = Press(folder)
        if is_first:
            set_up(folder, PROJECT)
            outcome = finished(press.apart(jobs=2, before=UNSEEN))
            assert (outcome.code, outcome.err) == (0, "")
            (folder / "said").write_text(outcome.out, encoding="utf-8")
    return press


@pytest.fixture
def press(pressed: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Press:
    """A copy of the small press and all it made, to change and to build with; here it builds without preflight."""
    copy = pressed.copy(tmp_path)
    monkeypatch.setattr("leaflets.preflight.inspect", lambda *_, **__: ())
    monkeypatch.setattr("leaflets.cli.options.PROJECT", copy.project)
    return copy
