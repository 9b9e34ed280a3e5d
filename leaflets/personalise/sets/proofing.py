"""Proof copies before they are published, as fast as they are made.

What is added to a leaflet is drawn once for a practice and a size of box, so not every copy has to be looked at whole:
- the first copy of each master in this process is, and one copy of every set, another one from practice to practice:
  the validator (A01), the tags, and every word of the practice read from its box;
- the practice's code is read from the page once in each format of every set (Q03);
- whom to call is read where the box on when to call keeps lines for it (C07);
- a file that was assembled (booklet, sheet, press) was inspected whole when it was, and here its words are read.
That the text fits is known before it is drawn, and every master was inspected whole with its box empty.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence

import pikepdf
import pypdfium2

from leaflets.messages import Sentence, say
from leaflets.model.proof import Numbers, QrCode
from leaflets.personalise.box.lines import Fact
from leaflets.personalise.practice import CALLS, Practice, calls, facts, issuer
from leaflets.personalise.sets.task import Copy, Master
from leaflets.units import PT_PER_INCH, PT_PER_MM

_proven: set[str] = set()
"""Masters of which a copy was looked at whole in this process."""


def faults(practice: Practice, copies: Sequence[Copy], masters: Sequence[Master]) -> Iterator[tuple[int, Sentence]]:
    """What is wrong with the copies of a practice, each with the number of the master it was seen in."""
    plain = [copy for copy in copies if not masters[copy.master].is_assembled]
    chosen = int(hashlib.sha256(practice.id.encode()).hexdigest(), 16)
    sample = plain[chosen % len(plain)] if plain else None
    read: set[str] = set()
    # The sample first, so that the file whose words are read is the one whose code is.
    for copy in sorted(copies, key=lambda copy: copy is not sample):
        master = masters[copy.master]
        is_whole = not master.is_assembled and (copy is sample or master.digest not in _proven)
        has_code = not master.is_assembled and master.work.format.id not in read
        wrong = list(_not_conforming(copy, master)) if is_whole else []
        wanted = _wanted(practice, master) if is_whole or master.is_assembled else ()
        codes = copy.qr[len(master.proofs[0].qr) :] if has_code else ()
        wrong += _misread(copy, master, practice, wanted, codes)
        read.add(master.work.format.id)
        if is_whole and not wrong:
            _proven.add(master.digest)
        yield from ((copy.master, what) for what in wrong)


def _wanted(practice: Practice, master: Master) -> tuple[Fact, ...]:
    """What a copy says of the practice: in its box, and in the imprint where that leaves room for it."""
    publisher = master.work.jobs[0].edition.issuer
    is_issued = any(base is not None and base.issuer for base in master.bases)
    said = facts(practice, master.words)
    return (*said, issuer(practice, publisher, master.words)) if is_issued else said


def _not_conforming(copy: Copy, master: Master) -> Iterator[Sentence]:
    """A01: what the validator and the tag tree say against a file."""
    from leaflets.preflight.measure.pdfua import failures
    from leaflets.preflight.measure.tags import unmapped

    for failure in failures(copy.pdf):
        yield say("not PDF/UA-1: {failure}", failure=failure)
    # Of a master that was proven, the other pages are the same objects as before.
    pages = None if master.digest not in _proven else _written(master)
    with pikepdf.open(io.BytesIO(copy.pdf)) as pdf:
        for page, what in unmapped(pdf, pages):
            yield say("{what} (page {page})", what=what, page=page)


def _written(master: Master) -> list[int]:
    """The pages of a file of one render that copies write on, counted from 1."""
    return [leaf.number for base in master.bases if base is not None for leaf in base.leaves]


def _misread(
    copy: Copy, master: Master, practice: Practice, wanted: Sequence[Fact], codes: Sequence[QrCode]
) -> Iterator[Sentence]:
    """C07, T07, Q03: which facts and codes of the practice are not read from the pages that copies write on."""
    if not wanted and not codes:
        return
    name = master.work.format.id
    with pypdfium2.PdfDocument(copy.pdf) as document:
        written = range(1, len(document) + 1) if master.is_assembled else _written(master)
        pages = {number: document[number - 1] for number in written}
        texts = {number: page.get_textpage() for number, page in pages.items()} if wanted else {}
        said = _bare("".join(text.get_text_bounded() for text in texts.values()))
        called: dict[str, bool] = {}
        for place in _numbers(master) if wanted else ():
            # On a sheet the place is turned and moved, and its words are looked for in all of it.
            here = said if master.is_assembled else _bare(_text_in(texts[place.page], place, pages[place.page]))
            called |= _called(practice, master, here)
        # A full box leaves to the one on when to call what that tells.
        lacking = [fact.field for fact in wanted if _bare(fact.text) not in said and not called.get(fact.field)]
        lacking += [field for field, is_read in called.items() if not is_read]
        for field in lacking:
            yield say('"{field}" is not read from {format}', field=field, format=name)
        for code in codes:
            if code.url not in _codes_near(pages[code.page], code):
                yield say("the QR code to {url} is not read from {format}", url=code.url, format=name)


def _numbers(master: Master) -> Iterator[Numbers]:
    """The lines its pages keep for whom to call."""
    yield from (base.numbers for base in master.bases if base is not None and base.numbers is not None)


def _called(practice: Practice, master: Master, said: str) -> dict[str, bool]:
    """The fields of those who may be called, and whether each is read there with its number, by its name or a word."""
    choices = [calls(practice, master.words, unnamed=unnamed, is_short=is_short) for unnamed, is_short in CALLS]
    return {
        several[0].field: any(_bare(fact.text) in said for fact in several) for several in zip(*choices, strict=True)
    }


def _text_in(text: pypdfium2.PdfTextPage, place: Numbers, page: pypdfium2.PdfPage) -> str:
    """The text of a place on a page without bleed."""
    left, top, across, high = (side * PT_PER_MM for side in place.box_mm)
    upper = page.get_height() - top
    return str(text.get_text_bounded(left, upper - high, left + across, upper))


def _bare(text: str) -> str:
    """Text without spaces and line ends, and without the hyphens a reader takes for those of a broken word."""
    return re.sub(r"[\s\u00a0\ufffe\u0002-]", "", text)


def _codes_near(page: pypdfium2.PdfPage, code: QrCode, around_mm: float = 4.0) -> list[str]:
    """The addresses read at 150 dpi from where a code should be."""
    import zxingcpp

    width, height = page.get_size()
    left, top, across, high = (side * PT_PER_MM for side in code.box_mm)
    edge = around_mm * PT_PER_MM
    cut = (left - edge, height - top - high - edge, width - left - across - edge, top - edge)
    picture = page.render(scale=150 / PT_PER_INCH, grayscale=True, crop=tuple(max(0.0, side) for side in cut)).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(picture)]
