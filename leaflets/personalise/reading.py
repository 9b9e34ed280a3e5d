"""Read practices from a table (CSV or Excel) or from YAML files. What is wrong with one row costs that row only."""

from __future__ import annotations

import csv
import difflib
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from leaflets.content.records import parse_yaml, read_text, to_record
from leaflets.personalise import logo
from leaflets.personalise.practice import Practice
from leaflets.problems import ContentError, Problem, WrongOption

REQUIRED = ("id", "name", "telephone", "country")
MAX_BYTES = 50_000_000
MAX_UNPACKED = 400_000_000
"""An Excel file is a packed folder; one that unfolds to more is no table of practices."""
OTHER_HEADINGS = {
    "naam": "name", "nom": "name", "naam_praktijk": "name", "soort": "kind", "type": "kind", "adres": "address",
    "adresse": "address", "telefoon": "telephone", "tel": "telephone", "phone": "telephone", "téléphone": "telephone",
    "telefoonnummer": "telephone", "telefoon_wachtpost": "out_of_hours_telephone",
    "telefoon_huisartsenpost": "out_of_hours_telephone",
    "site": "website", "site_web": "website", "webadres": "website", "afspraak": "appointment",
    "rendez_vous": "appointment", "land": "country", "pays": "country", "taal": "language", "langue": "language",
    "verantwoordelijke_uitgever": "publisher", "éditeur_responsable": "publisher", "nagelezen": "review",
}  # fmt: skip
"""Headings in the languages of the tables we get, as the fields they mean."""
SEARCHED = 10
"""The headings are in one of so many first lines: above them may stand a title."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Row:
    """One practice as it was given: where it stands, the practice or what is wrong with it, and its logo."""

    where: str
    line: int
    id: str
    name: str
    practice: Practice | None = None
    logo: bytes | None = None
    problems: tuple[Problem, ...] = ()

    def failed(self, *problems: Problem) -> Row:
        return replace(self, practice=None, logo=None, problems=(*self.problems, *problems))


@dataclass(frozen=True)
class Table:
    """All rows, what is wrong with the table as a whole, how its fields are kept apart, and what it is called.

    A file of one practice is called as its folder is, of which it is not the whole list.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    delimiter: str = ","
    name: str = ""
    is_list: bool = True


def read(path: Path, languages: Sequence[str]) -> Table:
    """The practices in a .csv or .xlsx file, a .yaml file, or a folder of .yaml files.

    Raises WrongOption when there is no such file or it is of another kind.
    """
    if path.is_dir():
        files = sorted([*path.glob("*.yaml"), *path.glob("*.yml")])
        table = Table(tuple(_from_yaml(file) for file in files))
    elif not path.is_file():
        raise WrongOption(f"There is no file or folder {path}. Name a .csv or .xlsx table, or a folder of .yaml files.")
    elif path.suffix.lower() in (".yaml", ".yml"):
        table = Table((_from_yaml(path),))
    elif path.suffix.lower() in (".csv", ".txt", ".tsv", ".xlsx"):
        table = _guarded(path)
    else:
        raise WrongOption(f"{path.name} is no table that can be read. Save it as .csv or .xlsx.")
    known = (_in_known_language(row, languages) for row in table.rows)
    rows = tuple(_each_id_once(_with_logo(row, path) for row in known))
    is_list = path.suffix.lower() not in (".yaml", ".yml") or path.is_dir()
    whole = path.resolve() if is_list else path.resolve().parent
    return replace(table, rows=rows, name=whole.name, is_list=is_list)


def _guarded(path: Path) -> Table:
    try:
        return _from_xlsx(path) if path.suffix.lower() == ".xlsx" else _from_csv(path)
    except ContentError as error:
        return Table((), error.problems)


def _from_yaml(path: Path) -> Row:
    row = Row(path.name, 1, path.stem, "")
    try:
        data, node = parse_yaml(read_text(path, path.name), path.name)
        if isinstance(data, dict):
            row = replace(row, name=str(data.get("name") or ""))
            data = {"id": path.stem} | data
        practice = to_record(Practice, data, node, path.name)
    except ContentError as error:
        return row.failed(*error.problems)
    if practice.id != path.stem:
        said = f'the id "{practice.id}" is not the name of its file'
        return row.failed(Problem(said, path.name, "Rename one of them, or leave the id out."))
    return replace(row, practice=practice)


def _from_csv(path: Path) -> Table:
    text = _decoded(path)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    first = 1
    try:
        for cells in reader:
            lines.append((first, cells))
            first = reader.line_num + 1
    except csv.Error as error:
        said = f"cannot be read as a table ({error})"
        todo = "Look for a quotation mark that is not closed; all rows from there on are left out."
        return replace(_table(path.name, lines, delimiter), problems=(Problem(said, path.name, todo, line=first),))
    return _table(path.name, lines, delimiter)


def _decoded(path: Path) -> str:
    """The text of a table as Excel and others write it: UTF-8 with or without a mark, UTF-16, or Windows-1252."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise ContentError(Problem("is too long for a table of practices", path.name, "Split it into several files."))
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; they show as a sign the fonts lack, and fail their row.
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Semicolon, comma or tab: whichever makes most of one of the first lines into columns we know."""
    lines = text.splitlines()[:SEARCHED]
    return max(",;\t", key=lambda sign: max(((_known(line.split(sign)), line.count(sign)) for line in lines),
                                            default=(0, 0)))  # fmt: skip


def _key(heading: str) -> str:
    """A heading as a field: `Out-of-hours telephone` is out_of_hours_telephone, `Naam` is name."""
    key = heading.strip().strip('"').strip().lower().replace("-", "_").replace(" ", "_")
    return OTHER_HEADINGS.get(key, key)


def _known(cells: Iterable[str]) -> int:
    """How many of the cells are headings we know."""
    return sum(_key(cell) in Practice.model_fields for cell in cells)


def _from_xlsx(path: Path) -> Table:
    import warnings

    import openpyxl

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise ContentError(Problem("is too large for a table of practices", path.name, "Split it."))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # It warns of drop-down lists it leaves out, which are no matter here.
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            lines = next(filter(None, map(_lines, book.worksheets)), [])
            book.close()
    except ContentError:
        raise
    except Exception as error:  # The reader raises whatever its XML and ZIP readers do.
        said = "is no Excel table that can be read"
        raise ContentError(Problem(said, path.name, "Open it in Excel and save it as .xlsx.")) from error
    return _table(path.name, lines, ",")


def _lines(sheet: Any) -> list[tuple[int, list[str]]]:
    """The lines of a sheet that are not empty, with their numbers."""
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    return [(number, list(map(_cell, row))) for number, row in rows if any(cell is not None for cell in row)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _table(where: str, lines: Sequence[tuple[int, list[str]]], delimiter: str) -> Table:
    """Rows from lines of cells, the first of which holds the headings."""
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        raise ContentError(Problem("is empty", where, "Write a line with the columns, then a line a practice."))
    most = max(range(min(SEARCHED, len(filled))), key=lambda number: (_known(filled[number][1]), -number))
    (line, headings), *rest = filled[most:]
    columns = _columns([_key(cell) for cell in headings], where, line)
    return Table(tuple(_row(where, number, cells, columns, len(headings)) for number, cells in rest), (), delimiter)


def _columns(keys: Sequence[str], where: str, line: int) -> Mapping[str, int]:
    """The place of each column we know. Raises ContentError for one that is missing, doubled or nearly known."""
    fields = list(Practice.model_fields)
    problems = []
    for name, count in Counter(key for key in keys if key).items():
        if count > 1:
            problems.append(Problem(f'the column "{name}" is there {count} times', where, "Keep one.", line=line))
        near = difflib.get_close_matches(name, fields, n=1, cutoff=0.75)
        if name not in fields and near and near[0] not in keys:
            problems.append(Problem(f'unknown column "{name}"', where, f'Did you mean "{near[0]}"?', line=line))
    for name in REQUIRED:
        if name not in keys:
            todo = f"Add it. The columns are: {', '.join(fields)}."
            problems.append(Problem(f'the column "{name}" is missing', where, todo, line=line))
    if problems:
        raise ContentError(*problems)
    return {key: place for place, key in enumerate(keys) if key in fields}


def _row(where: str, line: int, cells: Sequence[str], columns: Mapping[str, int], width: int) -> Row:
    given = {key: cells[place].strip() for key, place in columns.items() if place < len(cells)}
    row = Row(where, line, given.get("id", ""), given.get("name", ""))
    if any(cell.strip() for cell in cells[width:]):
        said = f"the row has {len(cells)} cells, the first line {width}"
        return row.failed(Problem(said, where, "Put text that holds the separator between quotation marks.", line=line))
    filled = {key: text for key, text in given.items() if text}
    try:
        return replace(row, practice=to_record(Practice, filled, None, where))
    except ContentError as error:
        return row.failed(*(_as_cell(problem, line) for problem in error.problems))


def _as_cell(problem: Problem, line: int) -> Problem:
    """A problem of a record as one of a row: empty cells are missing fields."""
    what = problem.what
    if what.endswith("is missing"):
        return replace(problem, what=what.removesuffix("is missing") + "is empty", todo="Fill it in.", line=line)
    # What is said of quotes is for YAML.
    return replace(problem, todo="Correct it." if "quotes" in problem.todo else problem.todo, line=line)


def _in_known_language(row: Row, languages: Sequence[str]) -> Row:
    unknown = [name for name in row.practice.language if name not in languages] if row.practice else []
    if not unknown:
        return row
    todo = f"Choose from: {', '.join(languages)}."
    return row.failed(Problem(f'there is no language "{unknown[0]}"', row.where, todo, line=row.line))


def _with_logo(row: Row, source: Path) -> Row:
    """The row with the bytes of its logo, which stands beside the table or in a folder under it."""
    if row.practice is None or row.practice.logo is None:
        return row
    name = row.practice.logo
    folder = (source if source.is_dir() else source.parent).resolve()
    path = (folder / name).resolve()

    def wrong(what: str, todo: str) -> Row:
        return row.failed(Problem(f'the logo "{name}" {what}', row.where, todo, line=row.line))

    if not path.is_relative_to(folder):
        return wrong("is outside the folder of the table", "Put it beside the table and write its name only.")
    if path.suffix.lower() not in logo.KINDS:
        return wrong("is of another kind than PNG, JPEG or SVG", "Save it as one of these.")
    try:
        if path.stat().st_size > logo.MAX_BYTES:
            return wrong(f"is larger than {logo.MAX_BYTES // 1_000_000} MB", "Save it smaller.")
        return replace(row, logo=path.read_bytes())
    except OSError:
        return wrong("is not there", "Put it beside the table, or correct its name.")


def _each_id_once(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows that share an id all fail: nobody can say which of them is meant."""
    listed = list(rows)
    lines: dict[str, list[Row]] = {}
    for row in listed:
        if row.id:
            lines.setdefault(row.id.lower(), []).append(row)
    for row in listed:
        others = [other for other in lines.get(row.id.lower(), ()) if other is not row]
        if others:
            place = ", ".join(str(other.line) for other in others)
            said = f'the id "{row.id}" is also that of line {place}'
            yield row.failed(Problem(said, row.where, "Give each practice an id of its own.", line=row.line))
        else:
            yield row
