"""What a manifest says of a file comes back as it was, or not at all."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from leaflets.model.artefact import Artefact, Damaged, Earlier, MadeOf, PrintedCode, finished, from_json, to_json

PLANNED = Artefact(
    path="nl/leaflets/ms-a5-folded.pdf",
    leaflet="ms",
    language="nl",
    format="a5-folded",
    practice=None,
    purpose="sheet",
    title="Slaap bij MS é",
    trim_mm=(297, 210),
    conforms_to=None,
    version="2026.11",
    review_by="2027-11-01",
    made_of=MadeOf(
        ("ms",), slug="ms", ink="gray", light=True, sides="fronts", caliper_mm=0.1, site="https://a.example.org"
    ),
)
MADE = finished(PLANNED, b"pages", 4, [PrintedCode(4, "https://x.nl/é", (1.5, 2, 22, 22))], "a" * 64)
BOOKLET = replace(
    MADE, path="practices/linde/nl/booklet.pdf", practice="linde", leaflet=None, purpose="reading",
    conforms_to="pdf/ua-1", made_of=MadeOf(("ms", "crps"), ("foreword",), is_choice=True, size="a3", fillable=True),
)  # fmt: skip
TICKET = replace(MADE, path="nl/leaflets/ms-a5-folded-ticket.pdf", of=MADE.path, qr=())


def said(artefact: Artefact = MADE) -> dict[str, Any]:
    """What a manifest says of it, as it is read back."""
    found: dict[str, Any] = json.loads(json.dumps(to_json(artefact)))
    return found


@pytest.mark.parametrize("artefact", [MADE, BOOKLET, TICKET])
def test_an_artefact_comes_back_as_it_was(artefact: Artefact) -> None:
    """Every field, also of codes and of what it is made of."""
    assert from_json(said(artefact)) == artefact


def test_a_finished_file_is_known_by_its_bytes() -> None:
    """Length and digest are those of the PDF; what was planned stays."""
    assert (MADE.bytes, MADE.pages, MADE.inputs_sha256) == (5, 4, "a" * 64)
    assert MADE.sha256 == hashlib.sha256(b"pages").hexdigest()
    assert replace(MADE, pages=0, qr=(), sha256="", inputs_sha256="", bytes=0) == PLANNED


def test_the_fields_of_the_contract_are_there_in_their_order() -> None:
    """What the design promises stands there as it did; what is new comes after it, `of` with tickets only."""
    assert list(said())[:16] == [
        "path", "leaflet", "language", "format", "practice", "purpose", "title", "pages", "trim_mm", "conforms_to",
        "version", "review_by", "qr", "sha256", "inputs_sha256", "bytes",
    ]  # fmt: skip
    assert said()["qr"] == [{"page": 4, "url": "https://x.nl/é", "box_mm": [1.5, 2, 22, 22]}]
    assert said(TICKET)["of"] == MADE.path


@pytest.mark.parametrize(
    "path",
    [
        "../outside/victim.pdf", "nl/../../victim.pdf", "/etc/passwd", "//host/share/x.pdf", "C:/x.pdf", "nl\\ms.pdf",
        "nl/C:x.pdf", "nl/./ms.pdf", "nl//ms.pdf", "nl/", "/", "", ".", "..", "manifest.json", ".cache/lock",
        "nl/.ms.pdf", "nl/ms\0.pdf", "nl/ms\n.pdf", "nl/\ud800.pdf", f"nl/{'a' * 256}", "nl/é" + "é" * 127,
        "practices/linde/nl/ms.pdf", 1, None, ["nl/ms.pdf"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["path", "of"])
def test_a_path_that_leads_anywhere_else_is_refused(field: str, path: object) -> None:
    """Only a relative path of plain names, a folder down and outside the sets, is a place for a file of the press."""
    with pytest.raises(Damaged):
        from_json(said() | {field: path})


@pytest.mark.parametrize("path", ["nl/linde/ms.pdf", "practices/beuk/ms.pdf", "practices/ms.pdf"])
def test_a_file_of_a_practice_is_in_its_set(path: str) -> None:
    """What is a practice's lies in its own folder."""
    assert from_json(said() | {"path": "practices/linde/ms.pdf", "practice": "linde"}).practice == "linde"
    with pytest.raises(Damaged, match="is not in the folder of its set"):
        from_json(said() | {"path": path, "practice": "linde"})


WRONG: dict[str, tuple[object, ...]] = {
    "leaflet": (1, ["ms"], {}, "m" * 2000),
    "language": (None, 1, "\ud800"),
    "purpose": ("ticket", "", None, ["sheet"], 1),
    "pages": (0, -1, 1.0, "4", True, None, 10**9, 10**400),
    "trim_mm": ([297], [297, 210, 1], [297, "210"], [297, 0], [297, -1], [297, float("nan")], [297, 1e9], [297, True],
                [297, 10**400], 297, None),
    "conforms_to": ("pdf/ua-3", 1, True),
    "review_by": ("", "tomorrow", "2027-13-01", 2027),
    "qr": (None, {}, [1], [{}], [{"page": 1, "url": 1, "box_mm": [1, 2, 3, 4]}],
           [{"page": 0, "url": "x", "box_mm": [1, 2, 3, 4]}], [{"page": 1, "url": "x", "box_mm": [1, 2, 3]}]),
    "sha256": ("", "a" * 63, "A" * 64, "g" * 64, None, 1),
    "inputs_sha256": ("", None),
    "bytes": (0, -1, "5", 5.0, None, 1 << 50),
    "made_of": (None, [], {}, "ms"),
}  # fmt: skip


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, several in WRONG.items() for value in several])
def test_what_no_press_would_have_written_is_refused(field: str, value: object) -> None:
    """A wrong type, a number out of range, a word nobody knows: each names the field."""
    with pytest.raises(Damaged, match=field.rstrip("1")):
        from_json(said() | {field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("leaflets", "ms"), ("leaflets", [1]), ("leaflets", None), ("chapters", {}), ("is_choice", 1),
        ("is_choice", None), ("ink", "gold"), ("sides", "left"), ("caliper_mm", "0.1"), ("caliper_mm", -0.1),
        ("caliper_mm", True), ("slug", 1), ("size", []), ("fillable", "yes"), ("site", 1),
    ],
)  # fmt: skip
def test_what_a_file_cannot_be_made_of_is_refused(field: str, value: object) -> None:
    """The same holds for each field of what it is made of."""
    with pytest.raises(Damaged, match=f"made_of.{field}"):
        from_json(said() | {"made_of": said()["made_of"] | {field: value}})


@pytest.mark.parametrize("name", [*to_json(MADE), *(f"made_of.{name}" for name in MadeOf.__slots__)])
def test_nothing_may_be_missing(name: str) -> None:
    """An entry that lacks a field is refused; only `caliper_mm` and `site` may be nobody's knowledge."""
    whole = said()
    inner, _, field = name.rpartition(".")
    del (whole[inner] if inner else whole)[field]
    if field in ("caliper_mm", "site"):
        assert getattr(from_json(whole).made_of, field) is None
        return
    with pytest.raises(Damaged):
        from_json(whole)


@pytest.mark.parametrize("value", [None, [], "nl/ms.pdf", 1, True])
def test_what_is_no_entry_is_refused(value: object) -> None:
    """Only an object has fields."""
    with pytest.raises(Damaged, match="has no fields"):
        from_json(value)


def test_an_entry_of_an_earlier_version_is_known_as_that() -> None:
    """It does not say what the file is made of, so the file is made again."""
    entry = said()
    del entry["made_of"]
    with pytest.raises(Earlier):
        from_json(entry)
    assert from_json(said() | {"what comes later": 1}) == MADE
