"""Read practices from a table or from YAML files. What is wrong with one row costs that row only."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import yaml

from leaflets.content.records import line_of, parse_yaml, read_text, to_record
from leaflets.messages import Sentence, reason, say, verbatim
from leaflets.personalise.practice import LONGEST, Practice, id_fault
from leaflets.personalise.table import separated, workbook
from leaflets.personalise.table.columns import NOTHING_USUAL, rows
from leaflets.personalise.table.rows import MAX_BYTES, MAX_ROWS, SPLIT, TOO_LARGE, PracticeTable, Row
from leaflets.pictures import KINDS
from leaflets.pictures import MAX_BYTES as MAX_PICTURE
from leaflets.problems import ContentError, Problem, WrongOption, visible
from leaflets.storage.files import NotPlain, Outside, TooLong, read_plain, size

__all__ = ["PracticeTable", "Row", "of_bytes", "read"]

_YAML = (".yaml", ".yml")
_MOST_FILES = 100_000
"""The files of a folder that are looked at."""
_NAMED = 3
"""So many lines with the same id are named; the others are counted."""


def read(path: Path, languages: Sequence[str]) -> PracticeTable:
    """The practices in a table (.csv, .xlsx, .xls, .xlsb, .ods), a .yaml file, or a folder of .yaml files.

    Raises WrongOption when there is no such file or it is of another kind.
    """
    kind = path.suffix.lower()
    if _is_folder(path):
        table = _from_folder(path)
    elif kind in _YAML:
        table = PracticeTable((_from_yaml(path, None),))
    elif kind in (*separated.KINDS, *workbook.KINDS):
        table = _from_table(path)
    else:
        raise WrongOption(say("{path} is no table that can be read. Save it as .csv, .xlsx or .ods.", path=path.name))
    known = (_in_known_language(row, languages) for row in table.rows)
    is_list = _is_folder(path) or kind not in _YAML
    whole = path.resolve() if is_list else path.resolve().parent
    found = tuple(_each_id_once(_with_logo(row, path) for row in known))
    return replace(table, rows=found, name=visible(whole.name), is_list=is_list)


def _is_folder(path: Path) -> bool:
    """Whether it is a folder. Raises WrongOption when there is nothing of this name, or no such name can be."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:
        said = say(
            "There is no file or folder {path}. Name a .csv or .xlsx table, or a folder of .yaml files.", path=path
        )
        raise WrongOption(said) from error


def of_bytes(data: bytes, where: str, languages: Sequence[str], usual: str) -> PracticeTable:
    """The practices in a table that came from elsewhere, whatever kind it begins as; `where` is what it is called.

    A practice whose row says none has the language `usual`. No logo comes with it, so none is read.
    """
    is_workbook = data.startswith(WORKBOOKS)
    table = _of_table(data, where, {"language": usual}, is_workbook=is_workbook)
    return replace(table, rows=tuple(_each_id_once(_in_known_language(row, languages) for row in table.rows)))


WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
"""How files of spreadsheet programs begin: packed folders (APPNOTE, 4.3.7), and older ones (MS-CFB, 2.2)."""


def _of_table(data: bytes, where: str, usual: Mapping[str, str] = NOTHING_USUAL, *, is_workbook: bool) -> PracticeTable:
    """The practices in the bytes of a table, or what is wrong with all of it."""
    try:
        if is_workbook:
            found, unknown = rows(where, workbook.lines(data, where), usual)
            return PracticeTable(found, unknown=unknown)
        lines, delimiter, problems = separated.lines(data, where)
        found, unknown = rows(where, lines, usual) if lines or not problems else ((), ())
        return PracticeTable(found, problems, delimiter, unknown=unknown)
    except ContentError as error:
        return PracticeTable((), error.problems)


def _from_table(path: Path) -> PracticeTable:
    where = path.name
    try:
        data = read_plain(path, MAX_BYTES)
        return _of_table(data, where, is_workbook=path.suffix.lower() in workbook.KINDS)
    except TooLong:
        return PracticeTable((), (Problem(TOO_LARGE, where, SPLIT),))
    except OSError as error:
        said = reason(error)
        if not isinstance(error, NotPlain):
            said = say("cannot be read ({error})", error=said)
        return PracticeTable((), (Problem(said, where, say("Look at the file, or name another.")),))


def _from_folder(folder: Path) -> PracticeTable:
    """Every .yaml file in a folder, by name; what stands in folders under it is not read."""
    with os.scandir(folder) as found:
        names = [file.name for file in islice(found, _MOST_FILES) if Path(file.name).suffix.lower() in _YAML]
    if len(names) > MAX_ROWS:
        said = say("holds more than {max_rows:,} .yaml files", max_rows=MAX_ROWS)
        return PracticeTable((), (Problem(said, folder.name, say("Put some of them into another folder.")),))
    return PracticeTable(tuple(_from_yaml(folder / name, folder) for name in sorted(names)))


def _from_yaml(path: Path, inside: Path | None) -> Row:
    """The practice of one file; `inside` is the folder it must lie in, also when it is a link."""
    row = Row(path.name, 1, path.stem, "")
    try:
        data, node = parse_yaml(read_text(path, path.name, inside), path.name)
        row = _described(row, data, node)
        if wrong := _no_practice(path, data):
            return row.failed(wrong)
        practice = to_record(Practice, {"id": path.stem, **data} if isinstance(data, dict) else data, node, path.name)
    except ContentError as error:
        return row.failed(*error.problems)
    if practice.id != path.stem:
        said = say('the id "{practice_id}" is not the name of its file', practice_id=practice.id)
        todo = say("Rename one of them, or leave the id out.")
        return row.failed(Problem(said, path.name, todo, line=row.line_of("id")))
    return replace(row, practice=practice)


def _no_practice(path: Path, data: object) -> Problem | None:
    """What keeps a file from being one practice, before its fields are looked at."""
    if isinstance(data, list):
        todo = say("Write a file for each, or a table (.csv or .xlsx).")
        return Problem(say("holds a list, and a file is one practice"), path.name, todo)
    if isinstance(data, dict) and "id" not in data and (fault := id_fault(path.stem)):
        said = say("its name is the practice's id, and {fault}", fault=fault)
        return Problem(said, path.name, say("Rename the file."))
    return None


def _described(row: Row, data: object, node: yaml.Node | None) -> Row:
    """The row with the name it gives, right or wrong, and the lines of its fields."""
    if not isinstance(data, dict):
        return row
    name = data.get("name")
    lines = {field: line_of(node, (field,), 1) for field in Practice.model_fields if field in data}
    return replace(row, name=name[:LONGEST] if isinstance(name, str) else "", lines=lines)


def _in_known_language(row: Row, languages: Sequence[str]) -> Row:
    unknown = [name for name in row.practice.language if name not in languages] if row.practice else []
    if not unknown:
        return row
    todo = say("Choose from: {languages}.", languages=", ".join(languages))
    return row.failed(
        Problem(
            say('there is no language "{unknown}"', unknown=unknown[0]), row.where, todo, line=row.line_of("language")
        )
    )


def _with_logo(row: Row, source: Path) -> Row:
    """The row with the bytes of its logo, which stands beside the table or file, or in a folder under it."""
    if row.practice is None or row.practice.logo is None:
        return row
    name = row.practice.logo
    folder = source if source.is_dir() else source.parent
    beside = say("the file") if source.is_dir() or source.suffix.lower() in _YAML else say("the table")
    try:
        return replace(row, logo=_picture(folder, name))
    except OSError as error:
        what, todo = _unread(error, beside)
        return row.failed(
            Problem(say('the logo "{name}" {what}', name=name, what=what), row.where, todo, line=row.line_of("logo"))
        )


class _OtherKind(OSError):
    """A file that is no picture a logo can be."""


def _picture(folder: Path, name: str) -> bytes:
    """The bytes of a logo in a folder. Raises an OSError, see _unread."""
    if Path(name).suffix.lower() not in KINDS:
        raise _OtherKind
    return read_plain(folder / name, MAX_PICTURE, inside=folder)


def _unread(error: OSError, beside: Sentence) -> tuple[Sentence, Sentence]:
    """Why a logo was not read, and what to do."""
    match error:
        case _OtherKind():
            return say("is of another kind than PNG, JPEG or SVG"), say("Save it as one of these.")
        case Outside():
            return say("is outside the folder of {beside}", beside=beside), say(
                "Put it beside {beside} and write its name only.", beside=beside
            )
        case TooLong():
            return say("is larger than {size}", size=size(MAX_PICTURE)), say("Save it smaller.")
        case NotPlain():
            return say("is no plain file"), say("Put the picture in its place.")
        case _:
            return say("is not there"), say("Put it beside {beside}, or correct its name.", beside=beside)


def _each_id_once(given: Iterable[Row]) -> Iterator[Row]:
    """Rows that share an id all fail: nobody can say which of them is meant."""
    listed = list(given)
    lines: dict[str, list[Row]] = {}
    for row in listed:
        if row.id:
            lines.setdefault(row.id.lower(), []).append(row)
    for row in listed:
        alike = lines.get(row.id.lower(), [])
        if len(alike) < 2:
            yield row
            continue
        said = say('the id "{row_id}" is also that of {named}', row_id=row.id, named=_named(row, alike))
        yield row.failed(Problem(said, row.where, say("Give each practice an id of its own."), line=row.line_of("id")))


def _named(row: Row, alike: Sequence[Row]) -> Sentence:
    """The other rows: by line in a table, by name in a folder."""
    first = [other for other in alike[: _NAMED + 1] if other is not row][:_NAMED]
    rest = len(alike) - 1 - len(first)
    if any(other.where != row.where for other in first):
        named = verbatim(", ".join(other.where for other in first))
    else:
        named = say("line {lines}", lines=", ".join(str(other.line) for other in first))
    return say("{named} and {number} more", named=named, number=rest) if rest else named
