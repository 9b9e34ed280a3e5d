"""Which texts there are to edit: those of the catalogue by their ids, and what their files hold."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from leaflets.content import Catalogue, load
from leaflets.content.records import MAX_BYTES, decoded
from leaflets.content.texts import is_id
from leaflets.installed import styles_of
from leaflets.messages import reason, say
from leaflets.model.content import Leaflet
from leaflets.preflight.texts.house_style import House, house_style
from leaflets.preflight.texts.manuscript import TextsUnderCheck
from leaflets.problems import ContentError, Problem
from leaflets.processes.bench import Shelf
from leaflets.storage.files import read_plain
from leaflets.studio.stock import StudioStock

MOST_FIELD_LINES = 100
"""Of a file in which its name is looked for: a leaflet's fields take thirty."""

LONGEST_NAME = 60
"""Characters of a name that are shown of a file that is wrong: what is longer fits no heading."""


@dataclass(frozen=True)
class EditorTexts:
    """The catalogue with all its texts, also those that may not be published, and the house style."""

    catalogue: Catalogue
    house: House

    def desk(self, stock: StudioStock) -> TextsUnderCheck:
        """What lies on the desk while these texts are read."""
        return TextsUnderCheck(self.catalogue, self.house, stock.day, stock.shop.content.name)


TEXTS: Shelf[EditorTexts] = Shelf("texts to edit", least=2)
"""The series as it is, and as it was."""


def texts_of(stock: StudioStock) -> EditorTexts:
    """The texts as they are, kept on the bench of whichever process asks.

    Raises ContentError for what nothing can be made without.
    """
    return stock.shop.bench.at(TEXTS).of(f"{stock.state} {stock.day}", lambda: _read(stock))


def _read(stock: StudioStock) -> EditorTexts:
    content = stock.shop.content
    catalogue, _ = load(content, styles_of(stock.shop.project), stock.output)
    return EditorTexts(catalogue, house_style(content))


@dataclass(frozen=True)
class TextRow:
    """A text that can be edited: its language and id, and the leaflet it is, unless its file is wrong."""

    language: str
    id: str
    leaflet: Leaflet | None
    called: str = ""
    """Of a file that is wrong, what it says it is called."""

    @property
    def name(self) -> str:
        return self.leaflet.name if self.leaflet else self.called or self.id


def rows(catalogue: Catalogue, content: Path) -> dict[tuple[str, str], TextRow]:
    """All texts that can be edited, by language and id, those first that can be read."""
    found: dict[tuple[str, str], TextRow] = {}
    for language in catalogue.languages:
        for leaflet in catalogue.leaflets.get(language, ()):
            found[language, leaflet.id] = TextRow(language, leaflet.id, leaflet)
        for name in sorted(catalogue.failed.get(language, ())):
            # Chapters that are wrong are among them, by the names of files in another folder.
            if is_id(name) and (content / language / f"{name}.md").is_file():
                row = TextRow(language, name, None)
                found[language, name] = replace(row, called=_called(path_of(row, content), content))
    return found


def _called(path: Path, content: Path) -> str:
    """What a file says its leaflet is called, whatever is wrong with it; nothing where nobody can tell."""
    try:
        lines = file_text(path, content).text.splitlines()[:MOST_FIELD_LINES]
    except ContentError:
        return ""
    said = (line.partition(":")[2].strip().strip("\"'") for line in lines if line.startswith("name:"))
    return next(said, "")[:LONGEST_NAME]


def path_of(row: TextRow, content: Path) -> Path:
    """The file of a text; its name was never said by who asks."""
    return content / row.language / f"{row.id}.md"


@dataclass(frozen=True)
class OpenedText:
    """What a file holds, and the SHA-256 of its bytes, by which it is known whether somebody saved it since."""

    text: str
    digest: str


def file_text(path: Path, content: Path) -> OpenedText:
    """The text of a file, an empty one too. Raises ContentError for what cannot be shown as it is."""
    where = f"{content.name}/{path.relative_to(content).as_posix()}"
    try:
        data = read_plain(path, MAX_BYTES, content)
    except OSError as error:
        said = say("cannot be read ({error})", error=reason(error))
        raise ContentError(Problem(said, where, say("Put the file back."))) from error
    text = decoded(data, where) if data.strip() else ""
    return OpenedText(text, hashlib.sha256(data).hexdigest())


def with_leaflet(catalogue: Catalogue, leaflet: Leaflet) -> Catalogue:
    """The catalogue with this leaflet in the place of the one of its id, which may be one whose file is wrong."""
    language = leaflet.language
    others = [one for one in catalogue.leaflets.get(language, ()) if one.id != leaflet.id]
    several = tuple(sorted([*others, leaflet], key=lambda one: (one.group, one.order)))
    failed: Mapping[str, frozenset[str]] = {
        **catalogue.failed, language: catalogue.failed.get(language, frozenset()) - {leaflet.id}
    }  # fmt: skip
    held = {where: problem for where, problem in catalogue.held.items() if where != leaflet.path}
    return replace(catalogue, leaflets={**catalogue.leaflets, language: several}, failed=failed, held=held)
