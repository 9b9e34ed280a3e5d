"""The markup of a drawing is read under bounds, whatever encoding it declares."""

from __future__ import annotations

import pytest

from leaflets.pictures import WrongPicture
from leaflets.pictures.markup import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, parsed


def nested(levels: int) -> bytes:
    return b"<g>" * levels + b"</g>" * levels


def test_names_keep_their_name_space() -> None:
    """Elements and attributes are named as ElementTree does, and text stands where it stood."""
    root = parsed(b'<a xmlns="u:1" xmlns:x="u:2" b="1" x:c="2">d<x:e/>f&amp;g</a>')
    assert (root.tag, dict(root.attrib), root.text) == ("{u:1}a", {"b": "1", "{u:2}c": "2"}, "d")
    assert [(one.tag, one.tail) for one in root] == [("{u:2}e", "f&g")]


def test_what_is_at_a_bound_is_read() -> None:
    """The longest, deepest and fullest drawing is taken; one byte, level or element more is not."""
    assert parsed(nested(MAX_DEPTH)).tag == "g"
    assert len(parsed(b"<g>" + b"<g/>" * (MAX_ELEMENTS - 1) + b"</g>")) == MAX_ELEMENTS - 1
    assert parsed(b"<g/>".ljust(MAX_BYTES)).tag == "g"
    for data, said in (
        (nested(MAX_DEPTH + 1), "nested too deep"),
        (b"<g>" + b"<g/>" * MAX_ELEMENTS + b"</g>", "more than 5,000 shapes"),
        (b"<g/>".ljust(MAX_BYTES + 1), "longer than 500 kB"),
    ):
        with pytest.raises(WrongPicture, match=said):
            parsed(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<g/>".encode("utf-16"), "is not UTF-8"),
        ("<g>é</g>".encode("latin-1"), "is not UTF-8"),
        (b"<g>\0</g>", "is not UTF-8"),
        (b"<!DOCTYPE g []><g/>", "declares entities"),
        (b"<g>", "is no well-formed SVG"),
        (b"<g>&a;</g>", "is no well-formed SVG"),
        (b"", "is no well-formed SVG"),
    ],
)
def test_what_is_no_plain_markup_is_refused(data: bytes, said: str) -> None:
    """Another encoding, entities of its own and half a file are a sentence each."""
    with pytest.raises(WrongPicture, match=said):
        parsed(data)


def test_the_encoding_it_declares_is_no_matter() -> None:
    """What was looked at as UTF-8 is read as UTF-8; the standard's own list of entities is named and not fetched."""
    data = '<?xml version="1.0" encoding="latin-1"?><!DOCTYPE svg PUBLIC "-//W3C" "http://x/svg11.dtd"><g>é</g>'
    assert parsed(data.encode()).text == "é"
