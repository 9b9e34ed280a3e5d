"""How an input is changed: bytes flipped, cut and put in, two files spliced, single values replaced. Pure."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from random import Random
from typing import Any

LONGEST = 600_000
"""Bytes of a changed input: just over what a text may have."""

WORDS: tuple[bytes, ...] = (
    *(b"[ ] ( ) { } < > * _ ` | & % # : ; , @ = + - ' \" \\ / ~ ! ?".split()),
    *(b"[[[[ ]]]] ![ ![]( [@ [@x] [C01] {long} {en} {nix} {0} {title} {title.__class__} {:>9999} %s%n ${x} {{7*7}}".split()),
    *(b"&shy; &nbsp; &#x202e; &#0; &#xD800; &#x110000; &amp;lt;b&amp;gt; &lt;script&gt; <script> <b> <!-- --> <![CDATA[ <!DOCTYPE".split()),
    *(b"!!python/object:os.system !!binary !!set !!float !!timestamp &a *a <<: --- ... %YAML ? |- >+ ! ~ null".split()),
    *(b"0 -1 1e999 .nan .inf -.inf NaN Infinity 0x7fffffffffffffff 1_000 08 2026-02-30 9999-12-31 true off [] {}".split()),
    *(b"../ ../../outside/secret.txt /etc/passwd file:///etc/passwd con nul .. . ~/ C:\\x \\\\host\\x".split()),
    b"http://127.0.0.1:@PORT/x", b"https://127.0.0.1:@PORT/x", b"url(http://127.0.0.1:@PORT/x)", b"@import 'x.css';",
    b"![x](http://127.0.0.1:@PORT/x.png)", b"[x](javascript:alert(1))", b"[x](https:)", b"[x](tel:)",
    b"![x](../../outside/secret.txt)", b"=1+1", b"\xef\xbc\x9d1+1", b"@SUM(1)", b"(a|b)?", b"(a+)+$", b"(?x)a # b",
    b"\0", b"\r", b"\x0b", b"\x0c", b"\x1b[2J", b"\x7f", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\t", b"\n", b"\n\n",
    b"\xc2\xad", b"\xe2\x80\x8b", b"\xe2\x81\xa0", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\xef\xbb\xbf", b"\xf3\xa0\x80\x81",
    b"\xd0\xb0", b"\xef\xbc\xa1", b"\xf0\x9f\x98\x80", b"\xcc\x81", b"\xee\x80\x80", b"\xef\xbf\xbe",
    b"\xed\xa0\x80", b"\xff", b"\xc3", b"\xf4\x90\x80\x80", b"\xc3\x83\xc2\xa9", b"\xff\xfe", b"\xfe\xff",
    b"slij\xc2\xadtage", b"TO\xe2\x80\x8bDO", b"\\ud800", b"\\x00", b"\\N", b'"\\a"',
)  # fmt: skip
"""What means something to one of the readers, or to a terminal, or to nobody; @PORT@ is where somebody listens."""

MANY: tuple[bytes, ...] = (
    b"[", b"![", b"[@", b"[x](", b"{", b"}", b"(", b"*a_", b"`", b"> ", b"- ", b"  - ", b"#", b" ", b"a", b"\n", b"\t",
    b"9", b"&amp;", b"|", b"a: ", b"- [", b'"', b";", b",", b"\xc3\xa9", b"\xcc\x81", b"\xf0\x9f\x98\x80", b"(a|b)?", b"<g>",
)  # fmt: skip
"""What is written many times over."""

VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 1e308, -1e308, float("nan"), float("inf"), 10**30, 2**63, 0.1, "", " ", "x", "-", "x" * 5000,
    "\u202eabc", "a\u200bb", "a\u00adb", "\x1b[2J", "a\nb", "a\x00b", "\ud800", "😀", "{nix}", "{title}", "{0}", "{", "../..",
    "../../outside/secret.txt", "/etc/passwd", "con", "a/b", "a\\b", ".", "..", ".x", "2026-11-01", "2026-13-45", "9999-12-31",
    "https:", "https://a.example/x", "http://127.0.0.1:@PORT/x", "javascript:alert(1)", "=1+1", "(a|b)?" * 9, "((a)", "a|", "nl",
    "screen", "be", [], {}, [[]], [None], {"a": 1}, ["x"] * 40, {"": ""},
)  # fmt: skip
"""What a value of a file is replaced by."""


def mutated(rng: Random, data: bytes, other: bytes) -> bytes:
    """`data` after one to four changes; `other` is a file of the same kind or another, to take pieces of."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 4))):
        data = rng.choice(CHANGES)(rng, data, other)[:LONGEST]
    return data


def _flipped(rng: Random, data: bytes, other: bytes) -> bytes:
    changed = bytearray(data or b"\0")
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(rng: Random, data: bytes, other: bytes) -> bytes:
    start = rng.randint(0, len(data))
    length = rng.choice((1, 2, 10, 100, len(data)))
    return data[:start] + data[start + length :]


def _put_in(rng: Random, data: bytes, other: bytes) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(WORDS) + data[at:]


def _put_for(rng: Random, data: bytes, other: bytes) -> bytes:
    """A word in place of one that is there."""
    found = list(re.finditer(rb"[^\s,;:\"<>=]+", data[:LONGEST]))
    if not found:
        return rng.choice(WORDS)
    there = rng.choice(found)
    return data[: there.start()] + rng.choice(WORDS) + data[there.end() :]


def _number(rng: Random, data: bytes, other: bytes) -> bytes:
    """Another number in place of one that is there."""
    found = list(re.finditer(rb"\d+", data[:LONGEST]))
    if not found:
        return _put_in(rng, data, other)
    there = rng.choice(found)
    new = rng.choice(
        (b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999", b"0.0001", b"1e400", b"9" * 50)
    )
    return data[: there.start()] + new + data[there.end() :]


def _many(rng: Random, data: bytes, other: bytes) -> bytes:
    at = rng.randint(0, len(data))
    length = rng.choice((5, 50, 500, 5000, 50_000, 300_000))
    word = rng.choice(MANY)
    return data[:at] + word * (length // len(word)) + data[at:]


def _again(rng: Random, data: bytes, other: bytes) -> bytes:
    """A piece of it several times over."""
    start = rng.randint(0, len(data))
    piece = data[start : start + rng.choice((1, 10, 100, 1000))]
    return data[:start] + piece * rng.choice((2, 3, 20, 300)) + data[start:]


def _spliced(rng: Random, data: bytes, other: bytes) -> bytes:
    return data[: rng.randint(0, len(data))] + other[rng.randint(0, len(other)) :]


def _swapped(rng: Random, data: bytes, other: bytes) -> bytes:
    one, two, three = sorted(rng.randint(0, len(data)) for _ in range(3))
    return data[:one] + data[two:three] + data[one:two] + data[three:]


def _lines(rng: Random, data: bytes, other: bytes) -> bytes:
    """A line left out, doubled, moved, put a step further to the right, or without its key or value."""
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    line = lines.pop(at)
    key, colon, value = line.partition(b":")
    new = rng.choice((
        [], [line, line], [b"  " + line], [line.strip()], [key + colon], [key], [value], [line, rng.choice(WORDS)],
        [key + colon + b" " + rng.choice(WORDS)], [key + colon + b' "' + rng.choice(WORDS) + b'"'], [key[:-1] + colon + value],
    ))  # fmt: skip
    place = at if rng.random() < 0.9 else rng.randint(0, len(lines))
    return b"\n".join([*lines[:place], *new, *lines[place:]])


def _nested(rng: Random, data: bytes, other: bytes) -> bytes:
    """Brackets in brackets, closed or not."""
    at, depth = rng.randint(0, len(data)), rng.choice((4, 30, 200, 2000))
    left, right = rng.choice(
        ((b"[", b"]"), (b"{a: ", b"}"), (b"(", b")"), (b"<g>", b"</g>"), (b"> ", b""), (b"- ", b""))
    )
    return data[:at] + left * depth + b"x" + (right * depth if rng.random() < 0.7 else b"") + data[at:]


Change = Callable[[Random, bytes, bytes], bytes]
CHANGES: tuple[Change, ...] = (
    _flipped, _cut, _put_in, _put_in, _put_in, _put_for, _put_for, _number, _many, _again, _spliced, _swapped, _lines, _lines,
    _lines, _nested,
)  # fmt: skip


def other_value(rng: Random, tree: Any) -> Any:
    """A tree of dictionaries and lists with a value, a key or a branch of it changed; one to three times."""
    tree = copy.deepcopy(tree)
    for _ in range(rng.choice((1, 1, 2, 3))):
        tree = _changed(rng, tree)
    return tree


def _changed(rng: Random, tree: Any) -> Any:
    holder, key = _somewhere(rng, tree)
    new = copy.deepcopy(rng.choice(VALUES))  # Or the next case would be given what this one makes of it.
    if holder is None:
        return new
    match rng.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[rng.choice(("", "x", f"{key}x", "\u202e", "id", 7, None))] = holder.pop(key)
        case 2 if isinstance(holder, list):
            holder.extend([holder[key]] * rng.choice((1, 2, 500)))
        case 3:
            holder[key] = [holder[key]] if rng.random() < 0.5 else {"x": holder[key]}
        case 4 if isinstance(holder[key], str):
            text = holder[key].encode("utf-8", "surrogatepass")
            holder[key] = mutated(rng, text, text)[:20_000].decode("utf-8", "replace")
        case _:
            holder[key] = new
    return tree


def _somewhere(rng: Random, tree: Any) -> tuple[Any, Any]:
    """A dictionary or list in a tree and a key of it; (None, None) for a tree that is neither, or empty."""
    holder: Any = None
    key: Any = None
    while isinstance(tree, dict | list) and tree and (holder is None or rng.random() < 0.85):
        holder, key = tree, rng.choice(list(tree) if isinstance(tree, dict) else range(len(tree)))
        tree = tree[key]
    return holder, key
