"""An edition of an association's own in a copy of the content, for tests to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.content import Catalogue, load
from leaflets.content.in_edition import in_edition
from leaflets.problems import ContentError
from tests.conftest import PROJECT

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80"><path fill="#00557F" d="M0 0h300v80H0z"/></svg>'

FILE = """\
name: Moe maar moedig vzw
address: Stationsstraat 1, 9000 Gent
website: moemaarmoedig.example
publisher:
  name: An Peeters
  address: Kerkstraat 2, 9000 Gent
logo: moe.svg
title: Moe, maar moedig
subtitle: Rust bij {count} aandoeningen
foreword: moe-foreword.md
leaflets: [me-cfs, long-covid, ms]
formats: [booklet, a5]
colours: {group-0: "#00466B"}
box: association
"""

FOREWORD = "---\nchapter: foreword\ntitle: Voor onze leden\n---\n\nU bent niet alleen.\n"


class Editions:
    """A folder of content with an edition `moe`."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.folder = content / "editions"
        self.folder.mkdir(exist_ok=True)
        (self.folder / "moe.svg").write_text(LOGO, encoding="utf-8")

    def read(self, *changes: tuple[str, str], foreword: str = FOREWORD) -> Catalogue:
        """Everything there is, the edition with some words that are others."""
        text = FILE
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (self.folder / "moe-foreword.md").write_text(foreword, encoding="utf-8")
        (self.folder / "moe.yaml").write_text(text, encoding="utf-8")
        catalogue, problems = load(self.content, PROJECT / "styles")
        assert problems == []
        return catalogue

    def told(self, *changes: tuple[str, str], foreword: str = FOREWORD) -> list[str]:
        """What is wrong with the edition."""
        with pytest.raises(ContentError) as caught:
            in_edition(self.read(*changes, foreword=foreword), "moe")
        return list(map(str, caught.value.problems))


@pytest.fixture
def editions(content: Path) -> Editions:
    """A copy of the content with an edition, which `read` and `told` write."""
    return Editions(content)
