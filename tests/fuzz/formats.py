"""Changes that know a format: what comes out is nearly right, so that it gets past the first look."""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import zipfile
import zlib
from functools import lru_cache
from random import Random
from typing import Any

import pikepdf
import yaml

from tests.fuzz.mutation import WORDS, mutated, other_value
from tests.pictures.hostile import chunk


def text_changed(rng: Random, data: bytes, other: bytes) -> bytes:
    """A text file with bytes, words or lines changed."""
    return mutated(rng, data, other)


def yaml_changed(rng: Random, data: bytes, other: bytes) -> bytes:
    """A YAML file with a value changed and written anew, or changed as a text."""
    if rng.random() < 0.5:
        return mutated(rng, data, other)
    try:
        said: str = yaml.dump(other_value(rng, _yaml(data)), Dumper=yaml.CSafeDumper, allow_unicode=True, width=10**6)
    except UnicodeEncodeError:  # Half a letter: libyaml writes none.
        return mutated(rng, data, other)
    return said.encode()


def json_changed(rng: Random, data: bytes, other: bytes) -> bytes:
    """A JSON file with a value changed and written anew, or changed as a text."""
    if rng.random() < 0.4:
        return mutated(rng, data, other)
    said = json.dumps(other_value(rng, json.loads(data)), ensure_ascii=rng.random() < 0.5)
    return said.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=20)
def _yaml(data: bytes) -> Any:
    return yaml.load(data, Loader=yaml.CSafeLoader)


def front_changed(rng: Random, data: bytes, other: bytes) -> bytes:
    """A text with a value of its front matter changed, or a sentence, or anything."""
    found = re.fullmatch(rb"---\n(.*?\n)---\n(.*)", data, re.DOTALL)
    way = rng.random()
    if found is None or way < 0.4:
        return mutated(rng, data, other)
    head, body = found.groups()
    if way < 0.6:
        return b"---\n" + yaml_changed(rng, head, other) + b"---\n" + body
    # In the middle of a sentence, where an editor's hand slips; the rest of the text stays right.
    places = [place.start() for place in re.finditer(rb"(?<=[a-z,.]) (?=\w)", body)]
    at = rng.choice(places)
    return b"---\n" + head + b"---\n" + body[:at] + b" " + rng.choice(WORDS) + body[at:]


def png_changed(rng: Random, data: bytes, other: bytes) -> bytes:
    """A PNG with a piece changed, left out, doubled or put in, and checksums that are right again."""
    if rng.random() < 0.3 or not data.startswith(b"\x89PNG"):
        return mutated(rng, data, other)
    pieces = list(_pieces(data))
    at = rng.randrange(len(pieces))
    kind, inside = pieces[at]
    match rng.randrange(6):
        case 0:
            del pieces[at]
        case 1:
            pieces.insert(at, pieces[rng.randrange(len(pieces))])
        case 2:
            pieces.insert(at, rng.choice(_EXTRA))
        case 3 if kind == b"IDAT":
            pieces[at] = (kind, zlib.compress(mutated(rng, zlib.decompress(inside), other)))
        case 4:
            head = bytearray(pieces[0][1])
            head[rng.randrange(len(head))] = rng.choice((0, 1, 2, 3, 4, 6, 8, 16, 255)) if head else 0
            pieces[0] = (pieces[0][0], bytes(head))
        case _:
            pieces[at] = (kind, mutated(rng, inside, other))
    return data[:8] + b"".join(chunk(kind, inside) for kind, inside in pieces)


_EXTRA: tuple[tuple[bytes, bytes], ...] = (
    (b"acTL", struct.pack(">II", 2, 0)),
    (b"zTXt", b"a\0\0" + zlib.compress(bytes(3_000_000))),
    (b"iTXt", b"a\0\1\0\0\0" + zlib.compress(bytes(3_000_000))),
    (b"iCCP", b"a\0\0" + zlib.compress(bytes(3_000_000))),
    (b"iCCP", b"a\0\0" + zlib.compress(b"no profile")),
    (b"tRNS", bytes(6)),
    (b"PLTE", bytes(3)),
    (b"eXIf", b"MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"),
    (b"eXIf", b"II*\0\xff\xff\xff\xff"),
    (b"pHYs", bytes(9)),
    (b"gAMA", bytes(4)),
    (b"abcd", b"x" * 1000),
)


def _pieces(data: bytes) -> Any:
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        yield kind, data[at + 8 : at + 8 + length]
        at += 12 + length


def zip_changed(rng: Random, data: bytes, other: bytes) -> bytes:
    """A packed folder with one of its parts changed and packed anew, or changed as it is."""
    if rng.random() < 0.25:
        return mutated(rng, data, other)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        chosen = rng.choice(
            [name for name in names if "sheet" in name or name == "content.xml"] if rng.random() < 0.6 else names
        )
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
            for name in names:
                content = packed.read(name)
                if name == chosen:
                    content = mutated(rng, content, other)
                written.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def checked_changed(rng: Random, data: bytes, other: bytes) -> bytes:
    """What begins with its own checksum, changed after it; the checksum is right again, mostly."""
    _, rest = data.split(b"\n", 1)
    said, end, pdf = rest.partition(b"\n")
    if rng.random() < 0.3:
        return mutated(rng, data, other)
    said = json_changed(rng, said, other).replace(b"\n", b" ")
    return hashlib.sha256(said + pdf).hexdigest().encode() + b"\n" + said + end + pdf


def pdf_changed(rng: Random, data: bytes, other: bytes) -> bytes:
    """A PDF changed as it is, or unpacked first, so that what is in its streams and objects is changed."""
    if rng.random() < 0.25:
        return mutated(rng, data, other)
    return mutated(rng, _unpacked(data), other)


@lru_cache(maxsize=4)
def _unpacked(data: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True,
        )  # fmt: skip
    return target.getvalue()
