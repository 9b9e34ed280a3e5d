"""Pictures that were made to cost time, memory or secrets. Run as a program: what each costs to be looked at."""

from __future__ import annotations

import io
import json
import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'


def svg(inside: str, more: str = "") -> bytes:
    return f"<svg {NS} {more}>{inside}</svg>".encode()


def nested(levels: int, link: str = "href") -> str:
    """Ten of the one below it, at every level."""
    parts = ['<g id="a0"><rect width="9" height="9"/></g>']
    for level in range(1, levels + 1):
        parts.append(f'<g id="a{level}">' + f'<use {link}="#a{level - 1}"/>' * 10 + "</g>")
    return "".join(parts)


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *parts: bytes, depth: int = 8, colour: int = 2, interlaced: int = 0) -> bytes:
    """A PNG of those pieces after its header."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(parts) + chunk(b"IEND")


def zeros(size: int) -> bytes:
    """So many zeros in zlib's format (RFC 1950): a block packed once and repeated, for to pack them all takes seconds."""
    block = 1 << 20
    body, rest = zlib.compressobj(9, wbits=-15), zlib.compressobj(9, wbits=-15)
    # After a full flush a block leans on nothing before it, so that it may come any number of times.
    packed = body.compress(bytes(block)) + body.flush(zlib.Z_FULL_FLUSH)
    last = rest.compress(bytes(size % block)) + rest.flush()
    adler = (size % 65521) << 16 | 1
    return b"\x78\xda" + packed * (size // block) + last + struct.pack(">I", adler)


def whole(width: int, height: int, channels: int = 3, depth: int = 8) -> bytes:
    """The data of a black picture, packed to nearly nothing."""
    return chunk(b"IDAT", zeros((1 + width * channels * depth // 8) * height))


def jpeg(picture: Image.Image, **how: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", **how)
    return target.getvalue()


def many_scans() -> bytes:
    """A progressive JPEG of 36 million pixels whose last scan comes 500 times."""
    data = jpeg(Image.new("L", (6000, 6000)), progressive=True)
    start = data.rindex(b"\xff\xda")
    return data[:-2] + data[start:-2] * 500 + data[-2:]


def drawings() -> Iterator[tuple[str, bytes, str]]:
    """Name, file and what is said of it."""
    yield "uses of uses", svg(nested(8)), "unfolds to more than 5,000 shapes"
    yield "uses of uses, as before", svg(nested(8, "xlink:href")), "unfolds to more than 5,000 shapes"
    yield "a use of itself", svg('<g id="a"><use href="#a"/></g>'), "refers to itself"
    yield "a circle of uses", svg('<use id="a" href="#b"/><use id="b" href="#a"/>'), "refers to itself"
    yield (
        "a symbol of itself",
        svg('<symbol id="a"><use href="#a"/><use href="#a"/></symbol><use href="#a"/>'),
        "refers to itself",
    )
    marker = '<marker id="m">' + '<path d="M0 0"/>' * 900 + "</marker>"
    yield "markers", svg(marker + f'<path marker-mid="url(#m)" d="M{"1 1 " * 900}"/>'), "unfolds to more than"
    inner = '<marker id="n"><path d="M0 0L1 1L2 2L3 3L4 4L5 5" marker="url(#m)"/></marker>'
    yield (
        "markers of markers",
        svg(marker + inner + '<g marker="url(#n)"><path d="M1 1L2 2"/></g>'),
        "unfolds to more than",
    )
    yield "masks of masks", svg(
        "".join(f'<mask id="a{n}" maskUnits="userSpaceOnUse">{f"<rect mask={chr(34)}url(#a{n - 1}){chr(34)}/>" * 10}</mask>' for n in range(1, 9))
        + '<rect mask="url(#a8)"/>'
    ), "unfolds to more than"  # fmt: skip
    yield (
        "a mask of itself",
        svg('<mask id="a" maskUnits="userSpaceOnUse"><rect mask="url(#a)"/></mask><rect mask="url(#a)"/>'),
        "refers to itself",
    )
    yield "clips of clips", svg(
        "".join(f'<clipPath id="a{n}">{f"<rect clip-path={chr(34)}url(#a{n - 1}){chr(34)}/>" * 10}</clipPath>' for n in range(1, 9))
        + '<rect clip-path="url(#a8)"/>'
    ), "unfolds to more than"  # fmt: skip
    stops = '<linearGradient id="g">' + "<stop/>" * 999 + "</linearGradient>"
    yield "gradients", svg(stops + '<rect fill="url(#g)"/>' * 999), "unfolds to more than"
    yield "an inherited gradient", svg(stops + '<g fill="url(#g)">' + "<rect/>" * 999 + "</g>"), "unfolds to more than"
    yield (
        "a gradient of itself",
        svg('<linearGradient id="g" href="#h"/><linearGradient id="h" href="#g"/><rect fill="url(#g)"/>'),
        "a gradient that refers to itself",
    )
    yield (
        "a gradient without end",
        svg(
            '<linearGradient id="g" spreadMethod="repeat" x2="1e-9"><stop/><stop offset="1"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>'
        ),
        "a gradient that repeats itself",
    )
    yield (
        "a pattern",
        svg('<pattern id="p" width=".001" height=".001"><rect/></pattern><rect fill="url(#p)"/>'),
        "<pattern>",
    )
    yield from styles()


def styles() -> Iterator[tuple[str, bytes, str]]:
    """More drawings: too much, numbers that are none, style sheets, what is fetched or unfolds."""
    yield "elements", svg("<g/>" * 100_000), "more than 5,000 shapes"
    yield "nesting", svg("<g>" * 60_000 + "</g>" * 60_000), "nested too deep"
    yield "characters", svg(f"<text>{'a' * 6000}</text>"), "unfolds to more than"
    yield "bytes", svg(f"<!--{'a' * 500_000}-->"), "longer than 500 kB"
    yield "one long path", svg(f'<path d="M0 0L{"1 2 " * 60_000}"/>'), "of more than 150,000 characters"
    yield "dashes", svg('<path stroke="red" stroke-dasharray=".0001" d="M0 0L90000 0"/>'), "dashes too fine"
    yield (
        "inherited dashes",
        svg('<g stroke="red" style="stroke-dasharray:1e-9"><circle r="9"/></g>'),
        "dashes too fine",
    )
    yield "per cent dashes", svg('<g stroke="red" stroke-dasharray="1e-9%"><circle r="9"/></g>'), "dashes in per cent"
    for number in ("1e308", "1e999", "-1e6", "100001"):
        yield f"the number {number}", svg(f'<rect width="{number}"/>'), "holds the number"
    for number in ("NaN", "inf", "-Infinity", "1_0", "0x9", "calc(9)", "1e", "٣"):
        yield f"no number {number}", svg(f'<rect width="{number}"/>'), "cannot be read"
    yield "a nan in a path", svg('<path d="M nan nan L 1 1"/>'), "cannot be read"
    yield "a nan in a transform", svg('<g transform="scale(nan)"/>'), "cannot be read"
    yield "enlarged", svg('<g transform="scale(1000)">' * 9 + "<rect/>" + "</g>" * 9), "enlarged beyond sight"
    yield (
        "enlarged by windows",
        svg('<svg width="9999" viewBox="0 0 .01 .01">' * 9 + "</svg>" * 9),
        "enlarged beyond sight",
    )
    yield "skewed", svg('<g transform="skewX(89.999999)"/>'), "skewed beyond sight"
    rules = "".join(f"* * * * * * * * .a{n} {{fill:red}}" for n in range(9000))
    yield (
        "a slow style",
        svg(f"<style>{rules}</style>" + "<g>" * 30 + "<rect/>" * 900 + "</g>" * 30),
        "more than a class",
    )
    for inside in (
        "<filter/>",
        "<foreignObject/>",
        '<image href="#a"/>',
        "<animate/>",
        "<set/>",
        "<script/>",
        "<a/>",
        "<pattern/>",
        "<switch/>",
    ):
        yield inside, svg(inside), f"holds <{inside[1:].split('/')[0].split()[0]}>"
    for said in ("@media print {a{}}", "@font-face {font-family: x; src: local(y)}", "@keyframes x {}"):
        yield said[:10], svg(f"<style>{said}</style>"), "holds @"
    yield "fetched", svg('<rect fill="url(https://example.org/x)"/>'), "outside itself"
    yield "fetched by a style", svg('<rect style="fill:\\75rl(https://example.org/x)"/>'), "cannot be read"
    yield "a style sheet from elsewhere", b'<?xml-stylesheet href="file:///etc/passwd"?>' + svg("<rect"), "is broken"
    entity = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">]>' + svg("<text>&a;</text>").decode()
    yield "entities", entity.encode(), "declares entities"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"):
        yield (
            f"entities in {encoding}",
            entity.encode(encoding),
            "declares entities" if encoding == "utf-7" else "is not UTF-8",
        )
    declared = entity.replace("<!DOCTYPE", '<?xml version="1.0" encoding="UTF-7"?><!DOCTYPE')
    yield "entities in a declared encoding", declared.encode(), "declares entities"
    yield (
        "entities from a file",
        b'<!DOCTYPE svg [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>' + svg(""),
        "declares entities",
    )
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    yield (
        "laughs",
        f'<!DOCTYPE svg [<!ENTITY a0 "ha">{laughs}]><svg {NS}><text>&a19;</text></svg>'.encode(),
        "declares entities",
    )
    yield "a byte of nothing", svg("<rect/>").replace(b"rect", b"re\0ct"), "is not UTF-8"
    yield "gzip", zlib.compress(svg("")), "is not UTF-8"


def photographs() -> Iterator[tuple[str, bytes, str]]:
    """Name, file and what is said of it."""
    yield "a large PNG", png(20_000, 20_000, whole(20_000, 20_000, 1), colour=0), "too many pixels"
    yield "a PNG that says it is large", png(50_000, 50_000, chunk(b"IDAT")), "too many pixels"
    yield "just too large", png(8000, 5001, whole(8000, 5001, 1), colour=0), "8000 × 5001 pixels"
    yield "a ribbon", png(20_000, 10, whole(20_000, 10)), "20000 × 10 pixels: too long for its width"
    yield "of no size", png(0, 10, whole(1, 10)), "is broken"
    yield "nothing in it", png(100, 100), "is broken"
    yield "cut off", png(100, 100, whole(100, 100))[:-20], "ends too early"
    yield (
        "text that unfolds",
        png(100, 100, chunk(b"zTXt", b"a\0\0" + zeros(90_000_000)), whole(100, 100)),
        "is broken",
    )
    yield (
        "a profile that unfolds",
        png(100, 100, chunk(b"iCCP", b"a\0\0" + zeros(90_000_000)), whole(100, 100)),
        "is broken",
    )
    yield "pieces of nothing", png(100, 100, chunk(b"IDAT") * 80_000, whole(100, 100)), "ends too early"
    yield "notes without end", png(100, 100, chunk(b"tEXt", b"a\0b") * 60_000, whole(100, 100)), "ends too early"
    yield "it moves", png(100, 100, chunk(b"acTL", struct.pack(">II", 2, 0)), whole(100, 100)), "moves"
    yield "a strange kind", png(100, 100, whole(100, 100), depth=7), "is broken"
    yield "scans without end", many_scans(), "is broken"
    yield (
        "segments without end",
        b"\xff\xd8" + b"\xff\xfe\0\x02" * 200_000 + jpeg(Image.new("L", (100, 100)))[2:],
        "is broken",
    )
    yield "half a photograph", jpeg(Image.effect_noise((300, 300), 90))[:3000], "is broken"
    yield "a beginning", b"\xff\xd8\xff\xe0", "is broken"
    for kind in ("TIFF", "GIF", "BMP", "WEBP", "PPM", "ICNS", "JPEG2000"):
        target = io.BytesIO()
        Image.new("RGB", (128, 128)).save(target, kind)
        yield kind, target.getvalue(), "is no PNG or JPEG picture"
    yield "EPS", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is no PNG or JPEG picture"
    yield "a page", b"<html><script>alert(1)</script>", "is no PNG or JPEG picture"
    yield "empty", b"", "is no PNG or JPEG picture"
    yield "the largest there may be", png(7000, 5700, whole(7000, 5700, 4, 16), depth=16, colour=6), "nothing"
    yield "the largest with a clear colour", png(7000, 5700, chunk(b"tRNS", bytes(6)), whole(7000, 5700)), "nothing"


CASES = {f"{name}.svg": (data, said) for name, data, said in drawings()}
CASES |= {f"{name}.png": (data, said) for name, data, said in photographs()}


def main() -> None:
    """Print what was said of each case and the seconds it took, and at last the memory in MB."""
    from leaflets.pictures import WrongPicture, look

    spent: dict[str, tuple[str, float]] = {}
    for name, (data, _) in CASES.items():
        started, said = time.process_time(), "nothing"
        try:
            look(data, name, name)
        except WrongPicture as error:
            said = str(error)
        spent[name] = said, time.process_time() - started
    # Not ru_maxrss, which a process has from the one that began it.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(status.partition("VmHWM:")[2].split()[0])
    print(json.dumps({"spent": spent, "peak": peak / 1024}))


if __name__ == "__main__":
    main()
