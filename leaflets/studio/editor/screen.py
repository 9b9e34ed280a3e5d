"""What stands on the pages of the editor, filled into the templates of templates/studio/editor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from leaflets.messages import LANGUAGES, Sentence, translated
from leaflets.model.content import Language
from leaflets.site.listing import in_order, listed_name
from leaflets.site.search import folded
from leaflets.studio.counter import FROM, NAMES, environment_of
from leaflets.studio.editor.drawing import DrawnPage
from leaflets.studio.editor.lists import PickedItem
from leaflets.studio.editor.naming import name_of
from leaflets.studio.editor.pairing import ParagraphPair, waiting
from leaflets.studio.editor.saving import ComparedLine, compared_lines
from leaflets.studio.editor.telling import ToldProblem, counted, for_script, may_stay, must_go
from leaflets.studio.editor.texts import OpenedText, TextRow
from leaflets.studio.forms import Form
from leaflets.studio.guard import TONGUES
from leaflets.studio.looks import Wardrobe

AROUND = 2
"""Lines shown before and after those in which two texts differ."""

SIGNS = {"blocks": "✗", "warns": "!", "informs": "i"}
"""What stands before the number of a line with a problem, so that its colour is not all that tells."""


@dataclass(frozen=True)
class EditorScreen:
    """The language of who edits, how the pages look, and how far up from this page the studio begins."""

    tongue: str
    looks: Wardrobe
    templates: Path
    up: str = "./"
    choice: str = ""
    """What was chosen on the pages one came from, as their address said it."""

    @property
    def query(self) -> str:
        """What every address of the editor carries along."""
        return urlencode({"ui": self.tongue} | ({FROM: self.choice} if self.choice else {}))

    def in_tongue(self, name: str) -> str:
        """The same in another language."""
        return replace(self, tongue=name).query

    @property
    def back(self) -> str:
        """The choice one came from, in the language that is read by now."""
        kept = [pair for pair in parse_qsl(self.choice) if pair[0] != "ui"]
        return urlencode([*kept, ("ui", self.tongue)])

    def html(self, template: str, **values: object) -> str:
        """A page."""
        return environment_of(self.templates).get_template(f"studio/editor/{template}.html").render(
            say=lambda text, **given: translated(Sentence(text, "", given), self.tongue),
            tongue=self.tongue, tongues=[name for name in TONGUES if name in LANGUAGES], names=NAMES, up=self.up,
            query=self.query, back=self.back, in_tongue=self.in_tongue,
            static=lambda name: f"{self.up}static/{self.looks.addresses[name]}", signs_of=SIGNS, **values,
        )  # fmt: skip


@dataclass(frozen=True)
class EditorPage:
    """A text with all that is known of it by now."""

    row: TextRow
    where: str
    """Its file, as messages name it."""
    text: str
    digest: str
    language: Language
    format: str
    formats: Sequence[Form]
    """Those it can be looked at in."""
    problems: Sequence[ToldProblem]
    drawn: DrawnPage | None
    picture: str
    """The address of the page's picture."""
    sources: Sequence[PickedItem]
    claims: Sequence[PickedItem]
    pairs: Sequence[ParagraphPair]
    source: Language | None
    """The language of the text it is a translation of."""

    @property
    def lines(self) -> list[tuple[int, str, str]]:
        """Each line with its number and the worst that is said of it."""
        bad: dict[int, str] = {}
        for problem in self.problems:
            if problem.line is not None and bad.get(problem.line) != "blocks":
                bad[problem.line] = problem.severity
        return [(number, line, bad.get(number, "")) for number, line in enumerate(self.text.split("\n"), start=1)]


def listed(screen: EditorScreen, rows: Mapping[tuple[str, str], TextRow], languages: Mapping[str, Language]) -> str:
    """The page with all texts."""
    groups = [
        (languages[name], _by_name(several, languages[name]))
        for name, several in groupby(rows.values(), key=lambda one: one.language)
    ]
    return screen.html("list", groups=groups)


def _by_name(rows: Iterable[TextRow], language: Language) -> list[tuple[TextRow, str]]:
    """Texts with the names a list has them by, in its order; those whose file is wrong are behind them."""
    several = list(rows)
    of_leaflet = {one.leaflet.id: one for one in several if one.leaflet is not None}
    leaflets = in_order([one.leaflet for one in several if one.leaflet is not None], language)
    broken = sorted((one for one in several if one.leaflet is None), key=lambda one: folded(one.name))
    named = [(of_leaflet[one.id], listed_name(one, language)) for one in leaflets]
    return [*named, *((one, one.name) for one in broken)]


def edited(screen: EditorScreen, page: EditorPage, *, is_saved: bool, is_dirty: bool, said: str = "") -> str:
    """The page on which a text is edited; `said` is what went wrong with saving it."""
    tongue = screen.tongue
    heading, must = counted(page.problems, tongue)
    return screen.html(
        "edit", page=page, row=page.row, heading=heading, must=must, is_saved=is_saved, is_dirty=is_dirty, said=said,
        names_of={one.id: translated(name_of(one), screen.tongue) for one in page.formats}, waiting=waiting(page.pairs),
        must_of=for_script(must_go(1), must_go(2), tongue), may_of=for_script(may_stay(1), may_stay(2), tongue),
    )  # fmt: skip


def overtaken(screen: EditorScreen, row: TextRow, where: str, mine: str, theirs: OpenedText) -> str:
    """The page with two texts, one of which somebody else saved meanwhile."""
    return screen.html(
        "both", row=row, where=where, mine=mine, theirs=theirs, parts=_parts(compared_lines(theirs.text, mine)),
    )  # fmt: skip


def _parts(lines: Sequence[ComparedLine]) -> list[list[ComparedLine]]:
    """The lines in which two texts differ, with some around them; what is between such parts is left out."""
    kept = {
        near
        for number, line in enumerate(lines)
        if line.kind != "same"
        for near in range(number - AROUND, number + AROUND + 1)
    }
    parts: list[list[ComparedLine]] = []
    for number, line in enumerate(lines):
        if number in kept:
            if number - 1 not in kept or not parts:
                parts.append([])
            parts[-1].append(line)
    return parts
