"""The report of a check: lines and a table for the terminal, preflight.json, and preflight.html with the pages."""

from __future__ import annotations

import base64
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import jinja2
import pypdfium2
from markupsafe import Markup
from rich.table import Table
from rich.text import Text

from leaflets.installed import PROGRAM
from leaflets.messages import ENGLISH, Sentence, joined, say, say_many, translated
from leaflets.preflight.inspection import RULES
from leaflets.preflight.report.check import CheckOutcome, Verdict
from leaflets.preflight.rule import SEVERITIES, Rule
from leaflets.problems import Severity, files, pages, readable, visible
from leaflets.storage.atomic import put_whole
from leaflets.units import MM_PER_PT, PT_PER_INCH

JSON, HTML = "preflight.json", "preflight.html"
THUMBNAIL_DPI, MOST_PIXELS = 60, 2000
"""How fine a thumbnail is, and how wide or high at most: a damaged page may say it is as large as a house."""
STYLES = {"blocks": "bold red", "warns": "yellow", "informs": "cyan", "allowed": "green"}
ROWS = 40
"""More blocking problems than this are not read on a terminal; the page has them all."""


def lines(outcome: CheckOutcome, language: str = ENGLISH) -> Iterator[str]:
    """Every problem as a line, the worst first; then those that are allowed, with the reason."""
    for verdict in outcome.verdicts:
        said = f"{translated(kind(verdict), language)}: {verdict.problem.said_in(language)}"
        if verdict.reason is not None:
            said += " " + translated(_allowed(visible(verdict.reason)), language)
        yield said


def _allowed(reason: str) -> Sentence:
    return say("Allowed: {reason}.", reason=reason)


def summary(outcome: CheckOutcome, seconds: float) -> Sentence:
    """How much was looked at, and what came of it, in a line."""
    read = texts(len(outcome.readings))
    if not outcome.files:
        return say("There are no finished files: only the {texts} were read. Run {program} first.", texts=read,
                   program=PROGRAM)  # fmt: skip
    looked = say(
        "{files} ({pages}) and {texts} held to {rules} rules in {seconds:.1f} s",
        files=files(len(outcome.files)), pages=pages(outcome.pages), texts=read, rules=len(RULES), seconds=seconds,
    )  # fmt: skip
    if outcome.from_cache:
        looked = say("{looked}, {files} known from before", looked=looked, files=files(outcome.from_cache))
    counts = [_counted(outcome, severity) for severity in ("blocks", "warns", "informs")]
    if outcome.allowed:
        counts.append(_counted(outcome, "allowed"))
    return say("{looked}: {counts}.", looked=looked, counts=joined(counts, ", "))


def texts(count: int) -> Sentence:
    """A number of texts as a sentence says it."""
    return say_many("{count} text", "{count} texts", count=count)


_COUNTED: Mapping[str, Callable[[int], Sentence]] = {
    "blocks": lambda number: say("{number} block", number=number),
    "warns": lambda number: say("{number} warn", number=number),
    "informs": lambda number: say("{number} inform", number=number),
    "allowed": lambda number: say("{number} allowed", number=number),
}


def _counted(outcome: CheckOutcome, severity: Severity | Literal["allowed"]) -> Sentence:
    """How many problems block, warn or inform, or were let pass."""
    return _COUNTED[severity](outcome.allowed if severity == "allowed" else outcome.count(severity))


def kind(verdict: Verdict) -> Sentence:
    """How bad a problem is, in a word."""
    return SEVERITIES["allowed" if verdict.reason is not None else verdict.problem.severity]


def table(outcome: CheckOutcome, language: str = ENGLISH) -> Table:
    """The problems for a terminal, the worst first: what blocks line by line, the rest a line for each rule."""
    found = Table(title=translated(say("Preflight"), language), title_justify="left", expand=True, show_lines=False)
    columns = (("", None), (say("rule"), None), (say("where"), 3), (say("what"), 5), (say("what to do"), 4))
    for name, ratio in columns:
        found.add_column(translated(name, language), ratio=ratio, overflow="fold", no_wrap=ratio is None)
    for several in _rows(outcome.verdicts):
        first = several[0]
        what: Sentence = first.problem.what
        if len(several) > 1:
            what = say("{what} (+ {number} more)", what=what, number=len(several) - 1)
        todo = first.problem.todo if first.reason is None else _allowed(first.reason)
        words = (kind(first), first.problem.rule or "", first.problem.place, what, todo)
        # As text, for a mark such as [@source] is no mark of colour here.
        shown = (Text(readable(translated(word, language))) for word in words)
        found.add_row(*shown, style=STYLES["blocks"] if first.blocks else None)
    return found


def _rows(verdicts: Sequence[Verdict]) -> Iterator[list[Verdict]]:
    """The problems row by row: those that block one by one, as long as they can be read, all others by rule."""
    blocking = [verdict for verdict in verdicts if verdict.blocks]
    if len(blocking) <= ROWS:
        yield from ([verdict] for verdict in blocking)
        rest = [verdict for verdict in verdicts if not verdict.blocks]
    else:
        rest = list(verdicts)
    for _, group in groupby(rest, key=lambda verdict: (kind(verdict), verdict.problem.rule, verdict.problem.todo)):
        yield list(group)


def write(outcome: CheckOutcome, output: Path, templates: Path, language: str = ENGLISH) -> tuple[Path, Path]:
    """Write preflight.json, in English, and preflight.html; the same outcome gives the same bytes.

    Raises ContentError for what cannot be written.
    """
    data = json.dumps(as_data(outcome), ensure_ascii=False, indent=1) + "\n"
    put_whole(output / JSON, "".join(map(_plainly, data)).encode(), output)
    # A file may have a name that is no UTF-8; the halves of letters Python makes of it are written as escapes.
    put_whole(output / HTML, _html(outcome, output, templates, language).encode(errors="backslashreplace"), output)
    return output / JSON, output / HTML


def _plainly(character: str) -> str:
    """A character as it stands in JSON: one nobody sees as an escape, which a reader of JSON takes for it."""
    return character if character.isprintable() or character == "\n" else json.dumps(character)[1:-1]


def as_data(outcome: CheckOutcome) -> dict[str, Any]:
    """The outcome as plain data: counts, rules, texts with their figures, problems."""
    return {
        "blocks": outcome.count("blocks"),
        "warns": outcome.count("warns"),
        "informs": outcome.count("informs"),
        "allowed": outcome.allowed,
        "files": list(outcome.files),
        "pages": outcome.pages,
        "rules": [asdict(row) for row in rows(outcome)],
        "texts": [{"path": where, **_rounded(asdict(figures))} for where, figures in outcome.readings],
        "problems": [_plain(verdict) for verdict in outcome.verdicts],
    }  # fmt: skip


@dataclass(frozen=True)
class RuleRow:
    """A rule of norms.md: what must hold, the sources, how many things were looked at and how many problems found."""

    id: str
    severity: str
    says: tuple[Sentence, ...]
    sources: tuple[str, ...]
    files: int
    texts: int
    found: int


def rows(outcome: CheckOutcome) -> list[RuleRow]:
    """The rules by id and severity; several functions may look for one."""
    found: list[RuleRow] = []
    for (identifier, severity), group in groupby(sorted(RULES, key=_group), key=_group):
        several = list(group)
        kinds = {rule.kind for rule in several}
        found.append(
            RuleRow(
                identifier,
                severity,
                tuple(rule.says for rule in several),
                tuple(dict.fromkeys(rule.source for rule in several)),
                outcome.looked_at("file") if "file" in kinds else 0,
                sum(outcome.looked_at(kind) for kind in kinds if kind != "file"),
                outcome.found(identifier, severity),
            )
        )
    return sorted(found, key=lambda row: ("CLTAPQV".index(row.id[0]), row.id))


def _group(rule: Rule) -> tuple[str, Severity]:
    return rule.id, rule.severity


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 1) if isinstance(value, float) else value for name, value in figures.items()}


def _plain(verdict: Verdict) -> dict[str, Any]:
    problem = verdict.problem
    box = [round(side, 1) for side in problem.box_mm] if problem.box_mm is not None else None
    return {
        "severity": problem.severity, "rule": problem.rule, "where": problem.where, "line": problem.line,
        "page": problem.page, "box_mm": box, "what": problem.what, "todo": problem.todo, "allowed": verdict.reason,
    }  # fmt: skip


@dataclass(frozen=True)
class PageMark:
    """A place on a thumbnail: its number and its box in per cent of the page."""

    number: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class PageView:
    """A page with problems: where it is, its picture as a data address, the places, and what was found there."""

    where: str
    page: int
    picture: str
    marks: tuple[PageMark, ...]
    verdicts: tuple[tuple[int, Verdict], ...]


def _html(outcome: CheckOutcome, output: Path, templates: Path, language: str) -> str:
    placed = [one for one in outcome.verdicts if one.problem.page is not None]
    drawn = {where for where in {one.problem.where for one in placed} if _can_be_drawn(output / where)}
    on_pages = [one for one in placed if one.problem.where in drawn]
    shown = set(on_pages)
    elsewhere = [one for one in outcome.verdicts if one not in shown]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=partial(_shown, language),
    )  # fmt: skip
    environment.globals |= {
        "say": say, "say_many": say_many, "kind": kind, "severities": SEVERITIES, "counted": partial(_counted, outcome),
        "files": files, "pages": pages, "texts": texts, "language": language, "joined": joined,
    }  # fmt: skip
    return environment.get_template("preflight.html").render(
        outcome=outcome, sheets=list(_sheets(on_pages, output)), elsewhere=elsewhere, rows=rows(outcome), rules=RULES
    )


def _shown(language: str, value: object) -> object:
    """What a page says of a value: characters that steer what is read are shown. Marks of the page itself stay."""
    return readable(translated(value, language)) if isinstance(value, str) and not isinstance(value, Markup) else value


def _can_be_drawn(path: Path) -> bool:
    """Whether a file is a PDF that is there and not damaged."""
    try:
        pypdfium2.PdfDocument(path).close()
    except (OSError, pypdfium2.PdfiumError):
        return False
    return True


def _sheets(verdicts: Sequence[Verdict], output: Path) -> Iterator[PageView]:
    """The pages with problems, those with the worst first; each picture is made once."""
    by_page: defaultdict[tuple[str, int], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        by_page[verdict.problem.where, verdict.problem.page or 1].append(verdict)
    by_file = {where: pypdfium2.PdfDocument(output / where) for where in {where for where, _ in by_page}}
    try:
        for (where, number), several in by_page.items():
            pdf = by_file[where]
            if 1 <= number <= len(pdf):
                yield _sheet(where, number, several, pdf[number - 1])
    finally:
        for pdf in by_file.values():
            pdf.close()


def _sheet(where: str, number: int, several: Sequence[Verdict], page: pypdfium2.PdfPage) -> PageView:
    trim, crop = page.get_trimbox(), page.get_cropbox()
    width, height = (crop[2] - crop[0]) * MM_PER_PT, (crop[3] - crop[1]) * MM_PER_PT
    left, top = (trim[0] - crop[0]) * MM_PER_PT, (crop[3] - trim[3]) * MM_PER_PT
    marks: list[PageMark] = []
    for count, verdict in enumerate(several, start=1):
        if verdict.problem.box_mm is not None:
            x, y, wide, high = verdict.problem.box_mm
            marks.append(
                PageMark(
                    count, 100 * (x + left) / width, 100 * (y + top) / height, 100 * wide / width, 100 * high / height
                )
            )
    return PageView(where, number, _thumbnail(page), tuple(marks), tuple(enumerate(several, start=1)))


def _thumbnail(page: pypdfium2.PdfPage) -> str:
    target = io.BytesIO()
    scale = min(THUMBNAIL_DPI / PT_PER_INCH, MOST_PIXELS / max(page.get_size()))
    page.render(scale=scale).to_pil().convert("RGB").save(target, "JPEG", quality=60, optimize=True)
    return "data:image/jpeg;base64," + base64.b64encode(target.getvalue()).decode()
