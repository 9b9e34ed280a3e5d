"""Where a press works: all that makes a page beside its job is in its digest."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.build.workshop import HOUSE_STYLE, Workshop
from leaflets.content import Catalogue
from tests.build.test_assemble import planned
from tests.small import Press


@pytest.mark.parametrize(
    ("file", "is_other"),
    [
        ("styles/formats/a5.css", True),
        ("styles/formats/a4.css", False),
        ("templates/leaflet.html", True),
        (f"content/{HOUSE_STYLE}", True),
        ("content/nl/ms.md", False),
    ],
)
def test_what_makes_a_page_is_in_its_digest(press: Press, file: str, is_other: bool, catalogue: Catalogue) -> None:
    """Another style of its own format, template or house style is another page; a text counts by its job."""
    work = planned(catalogue, "a5", "ms")
    before = Workshop(press.project, press.content)
    (was,), of_file = before.proof_digests(work), before.file_digest(work)
    path = (press.content.parent if file.startswith("content") else press.project) / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + "\n", encoding="utf-8")
    assert before.proof_digests(work) == (was,)
    after = Workshop(press.project, press.content)
    assert (after.proof_digests(work) != (was,)) == is_other
    assert (after.file_digest(work) != of_file) == is_other


def test_two_workshops_of_the_same_folders_are_the_same(tmp_path: Path) -> None:
    """What was looked at already does not make it another: it names what is remembered of it."""
    one, other = Workshop(tmp_path, tmp_path), Workshop(tmp_path, tmp_path)
    one.digest("a5")
    assert (one, str(one)) == (other, str(other))
