"""The print orders of an output folder are looked at too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from leaflets.content import Catalogue
from leaflets.preflight.report.looking import look_at
from leaflets.preflight.report.orders import tasks_of_orders
from leaflets.preflight.texts.house_style import House
from tests.build.orders import asked, placed
from tests.conftest import once

pytestmark = pytest.mark.whole


@pytest.fixture(scope="session")
def order_made(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """An output folder with an order of the cover apart, for a portal."""
    with once(tmp_path_factory, "order-looked-at") as (folder, is_first):
        if is_first:
            assert placed(catalogue, asked("apart", folder / "out")).problems == ()
    return folder / "out"


@pytest.fixture
def output(order_made: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test to break."""
    return Path(shutil.copytree(order_made, tmp_path / "out"))


@pytest.mark.parametrize("how", ["apart", "glued"])
def test_an_order_as_it_was_made(how: str, catalogue: Catalogue, tmp_path: Path) -> None:
    """Nothing blocks: parts are held to their own size, bleed and folios, and not to what is in the other file."""
    placed(catalogue, asked(how, tmp_path / "out"))
    tasks, problems = tasks_of_orders(catalogue, House(), tmp_path / "out")
    assert problems == []
    assert sorted(task.where for task in tasks) == [
        "order/nl-booklet-cover.pdf", "order/nl-booklet-inside.pdf", "order/nl-booklet-order.pdf",
    ]  # fmt: skip
    found = [one for task in tasks for one in look_at(task)]
    assert [str(one) for one in found if one.severity == "blocks"] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [("nl-booklet-cover.pdf", "is in the manifest"), ("nl-booklet-pages.png", "is in the manifest")],
)
def test_a_file_that_is_gone(name: str, said: str, output: Path, catalogue: Catalogue) -> None:
    """A press file or the picture that is not there is told, with how to make it again."""
    (output / "order" / name).unlink()
    _, problems = tasks_of_orders(catalogue, House(), output)
    (one,) = problems
    assert (one.where, str(one.what).startswith(said)) == (f"order/{name}", True)
    assert "order" in one.todo


def test_a_file_that_was_changed(output: Path, catalogue: Catalogue) -> None:
    """So is one that somebody changed."""
    for name in ("nl-booklet-inside.pdf", "nl-booklet-pages.png"):
        with (output / "order" / name).open("ab") as file:
            file.write(b"\n")
    _, problems = tasks_of_orders(catalogue, House(), output)
    assert sorted(one.where for one in problems) == ["order/nl-booklet-inside.pdf", "order/nl-booklet-pages.png"]
    assert all("somebody changed it" in one.what for one in problems)


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"orders": []},
        {"orders": {"nl": 3}},
        {"orders": {"nl": {"files": [1, {}], "bleed_mm": "x"}}, "beside": {"nl": [1]}},
    ],
)
def test_what_no_press_wrote_of_an_order(about: dict[str, object], output: Path, catalogue: Catalogue) -> None:
    """A manifest that says nothing, or nonsense, of its order is no reason to stop."""
    path = output / "order/manifest.json"
    said = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({"artefacts": said["artefacts"], "tickets": said["tickets"], **about}), encoding="utf-8")
    tasks, problems = tasks_of_orders(catalogue, House(), output)
    assert (len(tasks), problems) == (3, [])


def test_a_manifest_that_is_none(output: Path, catalogue: Catalogue) -> None:
    """It is told in the name of its folder."""
    (output / "order/manifest.json").write_text("nothing", encoding="utf-8")
    tasks, problems = tasks_of_orders(catalogue, House(), output)
    assert (tasks, [one.where for one in problems]) == ([], ["order/manifest.json"])
