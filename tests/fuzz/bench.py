"""A small press with all it made, for cases to change and to put right again."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from random import Random

import pytest
import yaml

from leaflets.content import Catalogue, load
from leaflets.personalise.sets.masters import planned, typeset
from leaflets.personalise.sets.task import Master
from leaflets.plan import Request
from leaflets.problems import Problem
from leaflets.storage.manifest import CACHE
from tests.fuzz.guard import SAID, SECRET, Listener
from tests.personalise.conftest import STEPS
from tests.personalise.spreadsheets import HEADINGS, ods, ods_row, xls, xlsx, xlsx_row
from tests.pictures.hostile import svg
from tests.small import Outcome, Press, keep_cited_sources, run, set_up

PROJECT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 27)
CHOICE = ("--leaflet", "ms", "--format", "a5")
OFFICE = ("de-wilg", "Huisartsenpraktijk De Wilg", "09 123 45 67", "be")
TABLE = (
    "id;naam;telefoon;land;adres;wachtpost telefoon;website;logo;verantwoordelijke uitgever\n"
    'de-wilg;Huisartsenpraktijk De Wilg;09 123 45 67;be;"Kerkstraat 12; 9000 Gent";1733;https://wilg.example.org;logo.svg;"dr. A. Voorbeeld, Gent"\n'
    ";Cabinet médical Éxémple;+32 2 555 01 23;België;;;;;\n"
    "zorg-nl;Praktijk Zon;020 123 45 67;nl;Dam 1, Amsterdam;;;;\n"
)  # fmt: skip
LOGO = svg(
    '<g id="a"><rect width="9" height="9" fill="#F4B860"/><circle cx="4" cy="4" r="2"/></g><use href="#a" transform="scale(.5)"/><style>.b{fill:red}</style><path class="b" d="M0 0L9 9Z"/>'
)


def seeds() -> dict[str, bytes]:
    """Right tables by the ending of their names."""
    cells = list(OFFICE)
    return {
        "csv": TABLE.encode(),
        "tsv": TABLE.replace(";", "\t").encode("utf-16"),
        "txt": TABLE.replace(";", ",").encode("cp1252"),
        "xlsx": xlsx(xlsx_row(2, cells) + xlsx_row(3, ["", "Praktijk", "1733", "be"])),
        "ods": ods(ods_row(cells)),
        "xls": xls(
            {(row, place): text for row, line in enumerate((HEADINGS, cells)) for place, text in enumerate(line)}
        ),
    }


EDITION = """\
name: Moe maar moedig vzw
address: Stationsstraat 1, 9000 Gent
website: moemaarmoedig.example
publisher: {name: An Peeters, address: "Kerkstraat 2, 9000 Gent"}
logo: moe.svg
title: Moe, maar moedig
subtitle: Rust bij {count} aandoeningen
foreword: {nl: moe-foreword.md}
leaflets: [ms]
formats: [booklet, a5]
colours: {group-0: "#00466B"}
box: association
"""


def set_out(home: Path) -> None:
    """Make the press in `home`: a leaflet, the chapters, two formats, and the sets of two practices."""
    press = set_up(home / "press", PROJECT)
    (press.content / "nl" / "crps.md").unlink()
    keep_cited_sources(press.content)
    _keep_stated_claims(press.content)
    (press.content / "printer.yaml").write_text("flip: short\nback_right_mm: 0.5\nunprinted_mm: 5\n", encoding="utf-8")
    (press.content / "costs.yaml").write_text("sheet: 0.012\npage: 0.02\ncoverage: 5\n", encoding="utf-8")
    own = press.content / "editions"
    own.mkdir()
    (own / "moe.yaml").write_text(EDITION, encoding="utf-8")
    (own / "moe.svg").write_bytes(LOGO)
    (own / "moe-foreword.md").write_text("---\nchapter: foreword\ntitle: Wij\n---\n\nDag.\n", encoding="utf-8")
    table = press.home / "practices.csv"
    table.write_text(TABLE, encoding="utf-8")
    (press.home / "logo.svg").write_bytes(LOGO)
    (home / SECRET).parent.mkdir()
    (home / SECRET).write_bytes(SAID)
    with settled(press):
        for outcome in (press.build(*CHOICE), run(*press.arguments("personalise", str(table), *CHOICE))):
            assert outcome.code == 0, outcome


def _keep_stated_claims(content: Path) -> None:
    """Shorten the list of claims, for it is read in each case; some that no text states stay."""
    path = content / "claims.yaml"
    texts = "".join(text.read_text(encoding="utf-8") for text in content.rglob("*.md"))
    listed = yaml.safe_load(path.read_bytes())["claims"]
    stated = [one for one in listed if one["id"] in texts]
    left_out = [one for one in listed if one.get("left_out")]
    said = yaml.safe_dump({"claims": [*stated, *left_out[:3]]}, allow_unicode=True, sort_keys=False)
    path.write_text(said, encoding="utf-8")


@contextmanager
def settled(press: Press) -> Iterator[None]:
    """Meanwhile the commands of this process are those of that press."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("leaflets.cli.options.PROJECT", press.project)
        yield


@dataclass
class Bench:
    """A press in `home` that was set out there, and who listens."""

    home: Path
    listener: Listener

    @property
    def press(self) -> Press:
        return Press(self.home / "press")

    @property
    def content(self) -> Path:
        return self.press.content

    @property
    def styles(self) -> Path:
        return self.press.project / "styles"

    @property
    def request(self) -> Request:
        return Request(self.press.project, self.content, self.press.output, day=DAY)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What is read of the content as it was set out."""
        found, problems = load(self.content, self.styles)
        assert problems == []
        return found

    @cached_property
    def _texts(self) -> bytes:
        """The texts as they were set out, read."""
        load(self.content, self.styles, self.press.output)
        return self._known.read_bytes()

    @property
    def _known(self) -> Path:
        return self.press.output / CACHE / "texts.json"

    def read(self) -> tuple[Catalogue, list[Problem]]:
        """All of the content as it is now; what is as it was set out is remembered, as in any build but the first."""
        self._known.write_bytes(self._texts)
        return load(self.content, self.styles, self.press.output)

    @cached_property
    def masters(self) -> list[Master]:
        """The leaflet in A5 with an empty box, for Belgium."""
        request = replace(self.request, leaflets=("ms",), formats=("a5",))
        files, _ = planned(self.catalogue, [("nl", "be")], request)
        return typeset(files, request, STEPS, lambda *_: None)[0]

    def with_port(self, data: bytes) -> bytes:
        """What is written: the place for the port filled in."""
        return data.replace(b"@PORT@", b"%d" % self.listener.port)

    @contextmanager
    def changed(self, path: Path, data: bytes) -> Iterator[Path]:
        """Meanwhile the file holds `data`."""
        before = path.read_bytes() if path.is_file() else None
        path.write_bytes(self.with_port(data))
        try:
            yield path
        finally:
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)

    @contextmanager
    def copy(self) -> Iterator[Press]:
        """Meanwhile there is another press of the same project, with content and output of its own."""
        other = self.home / "case"
        for name in ("content", "output"):
            shutil.copytree(self.press.home / name, other / name, ignore=shutil.ignore_patterns("lock"))
        for path in self.press.home.glob("*.*"):
            shutil.copy(path, other)
        (other / "project").symlink_to(self.press.project)
        try:
            with settled(self.press):
                yield Press(other)
        finally:
            shutil.rmtree(other)

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """Meanwhile there is an empty folder."""
        path = self.home / "case"
        path.mkdir()
        try:
            yield path
        finally:
            shutil.rmtree(path)

    def other(self, rng: Random) -> bytes:
        """Any file of the press, to take pieces of."""
        return rng.choice(self._files).read_bytes()

    @cached_property
    def _files(self) -> list[Path]:
        found = [*self.content.rglob("*.*"), *self.styles.rglob("*.css"), *self.press.output.rglob("*.*")]
        return sorted(path for path in found if path.is_file())


def clear(home: Path) -> None:
    """Take away what a case that was stopped left."""
    with suppress(FileNotFoundError):
        shutil.rmtree(home / "case")


def ran(press: Press, *arguments: str) -> Outcome:
    """A command of a press, in this process."""
    return run(*press.arguments(*arguments))
