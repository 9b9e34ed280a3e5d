"""What somebody typed of a practice."""

from __future__ import annotations

import pytest
import yaml

from leaflets.personalise.practice import Practice, id_fault
from leaflets.personalise.table.read import read
from leaflets.problems import ContentError
from leaflets.studio.details import (
    FILE,
    MOST_YAML,
    Details,
    details_of,
    identifier,
    practice_of,
    read_back,
    sketched,
    upload,
    written,
)
from tests.conftest import PROJECT
from tests.studio.conftest import TYPED


def faults(**typed: str) -> dict[str, str]:
    found = practice_of(Details({**TYPED, **typed}), "nl", names_publisher=False)
    return {} if isinstance(found, Practice) else {one.field: str(one.said) for one in found}


def test_what_is_typed_is_a_practice(practice: Practice) -> None:
    """Its web address is completed, and its name gives its id."""
    assert (practice.website, practice.id) == ("https://www.example.org", "huisartsenpraktijk-de-linde")


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("telephone", "09 000", "too few digits"), ("website", "www", "no web address"), ("name", "", "required"),
        ("telephone", "", "required"), ("name", "x" * 101, "at most 100"), ("publisher", "", "Belgium"),
        ("country", "", "required"), ("country", "fr", "no country"), ("name", "‹naam›", "placeholder"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_of_its_field(field: str, text: str, says: str) -> None:
    """One judge decides, that of the lists of practices; the form says what it found beside the field."""
    assert says in faults(**{field: text})[field]


def test_every_mistake_is_said_at_once() -> None:
    """Nobody mends one to be told of the next, and they stand in the order of the form."""
    assert list(faults(name="", telephone="1", website="x")) == ["name", "telephone", "website"]


def test_in_the_netherlands_nobody_asks_for_a_publisher() -> None:
    """Nor in Belgium where the edition's own has an address."""
    assert faults(country="nl", telephone="0201234567", out_of_hours_telephone="0900 1234", publisher="") == {}
    found = practice_of(Details({**TYPED, "publisher": ""}), "nl", names_publisher=True)
    assert isinstance(found, Practice)


@pytest.mark.parametrize("name", ["Praktijk", "CON", "", "😀", "Ünï & Çø", "x" * 300, "../../etc", "-", "aux", "ﬁ"])
def test_every_name_gives_an_id(name: str) -> None:
    """Of small letters, digits and hyphens, and none that a system keeps for itself."""
    assert id_fault(identifier(name)) is None


def test_the_file_is_that_of_a_practice(practice: Practice, tmp_path: object) -> None:
    """What is saved is read by `personalise` as it is, and opened here as it was typed."""
    folder = PROJECT.__class__(str(tmp_path))
    (folder / f"{practice.id}.yaml").write_bytes(written(practice))
    (folder / "logo.svg").write_bytes((PROJECT / "content/practices/de-linde.svg").read_bytes())
    (row,) = read(folder / f"{practice.id}.yaml", ["nl"]).rows
    assert row.practice == practice
    again = practice_of(Details(read_back(written(practice)).texts, upload(b"<svg/>")), "nl", names_publisher=False)
    assert again == practice


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"- a\n- b\n", b"telephone: x\n", b"a: &a [*a]\n", b"x" * (MOST_YAML + 1), b"name: [\n", b"42"]
)  # fmt: skip
def test_what_is_no_practice_is_not_opened(data: bytes) -> None:
    """It is refused with a sentence."""
    with pytest.raises(ContentError):
        read_back(data)


def test_a_file_may_hold_what_a_form_does_not() -> None:
    """Its other fields are left, and a value of another kind is text."""
    details = read_back(yaml.safe_dump({"name": "De Linde", "telephone": 93, "id": "x", "logo": "y.svg"}).encode())
    assert details.texts == {"name": "De Linde", "telephone": "93"}


def test_what_a_file_says_that_nobody_knows_is_named() -> None:
    """As it stands there, whatever it is; what a practice has and the form has not is known."""
    details = read_back(b"name: De Linde\nfoo: 3\ntelefoon: x\n7: a\nlanguage: nl\nlogo: y.svg\nid: x\n")
    assert details.unknown == ("foo", "telefoon", "7")
    assert read_back(b"name: De Linde\n").unknown == ()


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"\x89PNG\r\n", "logo.png"), (b"\xff\xd8\xff", "logo.jpg"), (b"<svg/>", "logo.svg")],
)  # fmt: skip
def test_a_logo_is_what_it_begins_with(data: bytes, name: str) -> None:
    """Whatever it was called by who sent it."""
    found = upload(data)
    assert found is not None
    assert found.name == name


def test_no_logo_is_none() -> None:
    """An empty file is what a browser sends for no file."""
    assert upload(b"") is None


def test_only_our_fields_are_taken_from_a_form() -> None:
    """What else is sent is left, and a text no longer than is looked at."""
    found = details_of({"name": "x" * 5000, "evil": "y", "language": "fr"})
    assert list(found.texts) == ["name"]
    assert len(found["name"]) == 401
    assert FILE.endswith(".yaml")


def test_what_is_right_is_shown_while_the_rest_is_not() -> None:
    """From the first letter on, with dots for what must be there; nothing wrong is ever shown."""
    typed = Details({"country": "be", "name": "De Linde", "telephone": "09", "website": "x"})
    wrong = practice_of(typed, "nl", names_publisher=True)
    assert not isinstance(wrong, Practice)
    shown = sketched(typed, wrong, "nl")
    assert shown is not None
    assert (shown.name, shown.telephone, shown.website) == ("De Linde", "…", None)
    assert sketched(Details({"country": "be", "telephone": "1"}), wrong, "nl") is None


def test_a_name_that_is_too_long_is_shown_as_far_as_it_was_right() -> None:
    """No dots stand for a name that was there a letter ago."""
    details = Details({**TYPED, "name": "x" * 130})
    wrong = practice_of(details, "nl", names_publisher=False)
    assert not isinstance(wrong, Practice)
    shown = sketched(details, wrong, "nl")
    assert shown is not None
    assert shown.name == "x" * 100
