"""YAML becomes frozen values; what is wrong in it is said with the line it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, field_validator

from leaflets.content.records import (
    MAX_BYTES,
    line_of,
    lines_of,
    load_record,
    parse_yaml,
    read_text,
    read_yaml,
    to_record,
    to_records,
)
from leaflets.model.value import Value
from leaflets.problems import ContentError, Problem


class Place(Value):
    street: str
    number: int = Field(ge=1)


class Practice(Value):
    id: str
    name: str
    places: tuple[Place, ...] = ()


RIGHT = "id: a\nname: Praktijk\nplaces:\n- street: Dorp\n  number: 1\n- street: Kerk\n  number: 2\n"


def refused(file: Path, data: bytes) -> list[str]:
    """What is said of a record whose file holds `data`."""
    file.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        load_record(Practice, file, "p.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_a_record_is_read_as_written(tmp_path: Path) -> None:
    """The fields of a file become a value, nested ones too."""
    file = tmp_path / "p.yaml"
    file.write_text(RIGHT, encoding="utf-8")
    kerk = Place(street="Kerk", number=2)
    assert load_record(Practice, file, "p.yaml").places[1] == kerk


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "number: 2",
            "number: 0",
            '7: the field "places.1.number" is wrong: it must be 1 or more',
        ),
        (
            "number: 2",
            "number: twee",
            '7: the field "places.1.number" is wrong: a whole number belongs here, and "twee" stands there',
        ),
        ("  number: 2\n", "", '6: the field "places.1.number" is missing. Add a line "places.1.number: …".'),
        ("name: P", "naam: P", '2: unknown key "naam". Did you mean "name"?'),
        ("name: P", "name: P\n: x", "3: is not valid YAML"),
        (
            "name: P",
            "2: x\nname: P",
            '2: the field "2" is wrong: text belongs here, and the number 2 stands there. Write text;',
        ),
        ("name: P", '"[x": 1\nname: P', '2: unknown key "[x". Remove it, or look for a spelling mistake.'),
        (
            "name: Praktijk",
            "name: !!python/name:os.system x",
            "2: is not valid YAML: a value cannot begin with !. Put the value between quotes.",
        ),
        ("name: Praktijk", "name: !!bool x", '2: "x" is no value that exists. Correct it.'),
        ("name: Praktijk", "name: 2026-13-01", '2: "2026-13-01" is no value that exists. Correct it.'),
        ("name: Praktijk", "name: *a", "2: uses a YAML alias (*name). Write the value out."),
        ("places:", "name: Nog een\nplaces:", '3: the key "name" stands there twice. Remove one of them.'),
        (
            "name: Praktijk",
            "name: a: c",
            "2: is not valid YAML: a colon stands here within a value. Put the value between quotes;",
        ),
        ("Kerk", "Kerk\x00", "6: holds a character that cannot be printed (U+0000). Remove it."),
    ],
)
def test_a_mistake_is_said_with_its_line(old: str, new: str, said: str, tmp_path: Path) -> None:
    """Whatever is wrong in a record, one sentence names the file, the line and the field."""
    found = refused(tmp_path / "p.yaml", RIGHT.replace(old, new).encode())
    assert len(found) == 1
    assert found[0].startswith(f"p.yaml, line {said}")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "p.yaml: is empty. Write something in it, or delete it."),
        (b"# only a remark\n", "p.yaml, line 1: holds no fields. Write `name: value` lines."),
        (b"- a\n- b\n", "p.yaml, line 1: holds no fields. Write `name: value` lines."),
        (b"id: a\nname: \xe9\n", "p.yaml, line 2: is not UTF-8 text. Save it as UTF-8 in your editor."),
        (b"x" * (MAX_BYTES + 1), "p.yaml: is longer than 500 kB. Make it shorter."),
        (b"id: " + b"[" * 3000, "p.yaml: is nested too deep. Write it flatter."),
        (b"id: &a [*a]", "p.yaml, line 1: uses a YAML alias (*name). Write the value out."),
    ],
)
def test_a_file_that_is_no_record_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    """A file without fields, or that is no text of ours at all, is one sentence."""
    assert refused(tmp_path / "p.yaml", data) == [said]


def test_every_wrong_field_is_said(tmp_path: Path) -> None:
    """Several mistakes in one record are all said, each with its line."""
    found = refused(tmp_path / "p.yaml", b"id: 1\nplaces:\n- street: x\n  number: 0\n")
    assert [line.split(":")[0] for line in found] == ["p.yaml, line 1", "p.yaml, line 1", "p.yaml, line 4"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """A file that is not there is a sentence, and so is a folder in its place."""
    with pytest.raises(ContentError, match=r"^p: cannot be read \(No such file or directory\)\. Put the file back\.$"):
        read_text(tmp_path / "none.yaml", "p")
    with pytest.raises(ContentError, match=r"^p: is no plain file\. Put a text file there, or remove it\.$"):
        read_text(tmp_path, "p")


def test_a_file_may_not_be_elsewhere(tmp_path: Path) -> None:
    """Where a folder is given, a link that leads out of it is refused, and its words are not read."""
    folder = tmp_path / "practices"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("secret", encoding="utf-8")
    (folder / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(ContentError, match=r"^p: is outside the folder practices\."):
        read_text(folder / "out.yaml", "p", folder)
    assert read_text(folder / "out.yaml", "p") == "secret"


def test_text_of_any_editor_is_the_same(tmp_path: Path) -> None:
    """A byte order mark and Windows line ends are taken away."""
    file = tmp_path / "t.md"
    file.write_bytes(b"\xef\xbb\xbfeen\r\ntwee")
    assert read_text(file, "t.md") == "een\ntwee"


def test_a_line_is_that_of_the_nearest_value() -> None:
    """A place in the data has the line of its key, or of what holds it when it is not there."""
    _, node = parse_yaml("\n" + RIGHT, "p.yaml", first_line=10)
    assert line_of(node, (), 10) == 11
    assert line_of(node, ("places",), 10) == 13
    assert line_of(node, ("places", 1, "number"), 10) == 17
    assert line_of(node, ("places", 1, "city"), 10) == 16
    assert line_of(node, ("places", 7, "city"), 10) == 13
    assert line_of(None, ("places",), 10) == 10


def test_all_lines_are_those_of_each() -> None:
    """The lines of a whole tree are, for every key and item of it, those that are found one by one."""
    _, node = parse_yaml("\n" + RIGHT, "p.yaml")
    found = lines_of(node)
    assert set(found) >= {("name",), ("places",), ("places", 1), ("places", 1, "street")}
    assert found == {place: line_of(node, place, 1) for place in found}
    assert lines_of(None) == {}


def test_a_list_is_read_by_id(tmp_path: Path) -> None:
    """Records of a list come out by their id, in the order of the file."""
    file = tmp_path / "l.yaml"
    file.write_text("practices:\n- {id: b, name: B}\n- {id: a, name: A}\n", encoding="utf-8")
    assert list(to_records(Practice, *read_yaml(file, "l.yaml"), "practices", "l.yaml")) == ["b", "a"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("- {id: a, name: A}\n", ['l.yaml: has no list "practices". Begin it with a line "practices:".']),
        ("practices: no\n", ['l.yaml: has no list "practices". Begin it with a line "practices:".']),
        (
            "practices:\n- id: a\n  name: A\n- id: a\n  name: B\n",
            ['l.yaml, line 4: the id "a" stands there twice. Rename one.'],
        ),
        (
            "practices:\n- id: a\n- no\n- {id: c, name: C, zest: 1}\n",
            [
                'l.yaml, line 2: the field "name" is missing. Add a line "name: …".',
                "l.yaml, line 3: holds no fields. Write `name: value` lines.",
                'l.yaml, line 4: unknown key "zest". Remove it, or look for a spelling mistake.',
            ],
        ),
    ],
)
def test_a_wrong_list_says_all_that_is_wrong(data: str, said: list[str], tmp_path: Path) -> None:
    """What is wrong with the records of a list is said of each, with its line."""
    file = tmp_path / "l.yaml"
    file.write_text(data, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        to_records(Practice, *read_yaml(file, "l.yaml"), "practices", "l.yaml")
    assert [str(problem) for problem in caught.value.problems] == said


YAML = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            ["id", "name", ": ", "\n", "- ", "  ", "[", "]", "{", "}", ",", "&a ", "*a", "!!", "int ", "omap ", "set ",
             "|", ">", "'", '"', "#", "2026-02-30", "0x", "1:99", "<<", "? ", "---", "%", "\t", "null"]
        ),
        max_size=30,
    ).map("".join),
)  # fmt: skip


@settings(max_examples=300)
@given(text=YAML)
def test_any_text_is_data_or_is_refused(text: str) -> None:
    """Whatever a YAML file holds, it is read or refused; nothing else is raised."""
    problems: tuple[Problem, ...] = ()
    try:
        data, node = parse_yaml(text, "p.yaml")
        practice = to_record(Practice, data, node, "p.yaml")
    except ContentError as error:
        problems = error.problems
    assert problems or practice.name
    assert all(problem.where == "p.yaml" and problem.what and problem.todo for problem in problems)


def test_what_stands_beside_a_list_is_a_mistake(tmp_path: Path) -> None:
    """A key beside the list, such as a record that was not put into it, is named with its line and not passed over."""
    file = tmp_path / "l.yaml"
    file.write_text("practices:\n- {id: a, name: A}\nb: {name: B}\n3: x\n")
    with pytest.raises(ContentError) as caught:
        to_records(Practice, *read_yaml(file, "l.yaml"), "practices", "l.yaml")
    assert [(one.line, one.what) for one in caught.value.problems] == [
        (3, 'unknown key "b" beside the list "practices"'),
        (4, 'unknown key "3" beside the list "practices"'),
    ]


def test_of_many_keys_beside_a_list_the_first_are_told(tmp_path: Path) -> None:
    """And how many there are more."""
    file = tmp_path / "l.yaml"
    file.write_text("practices:\n- {id: a, name: A}\n" + "".join(f"k{n}: 1\n" for n in range(1000)))
    with pytest.raises(ContentError) as caught:
        to_records(Practice, *read_yaml(file, "l.yaml"), "practices", "l.yaml")
    assert caught.value.problems[-1].what == "has 980 more mistakes"
    assert len(caught.value.problems) == 21


class Numbered(Value):
    name: str

    @field_validator("name")
    @classmethod
    def _digits(cls, name: str) -> str:
        if not name.isdigit():
            raise ValueError(f'"{name}" holds letters; write digits only')
        return name


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("name: acht", 'the field "name" is wrong: "acht" holds letters; write digits only. Correct it.'),
        (
            "name: 8",
            'the field "name" is wrong: text belongs here, and the number 8 stands there. Write text; what looks like',
        ),
    ],
)
def test_only_a_value_of_another_kind_is_told_to_have_quotes(data: str, said: str, tmp_path: Path) -> None:
    """A sentence of a field's own says how it is written; quotes are the cure for what YAML took for a number."""
    file = tmp_path / "l.yaml"
    file.write_text(data, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_record(Numbered, file, "l.yaml")
    (problem,) = caught.value.problems
    assert f"{problem.what}. {problem.todo}".startswith(said)
    assert problem.todo.endswith("quotes.") == (data == "name: 8")
