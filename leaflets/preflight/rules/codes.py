"""Q: QR codes, measured and read back from the finished page (ISO/IEC 18004; norms §5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflets.messages import Sentence, joined, say
from leaflets.model.content import MOST_SCANNED, Leaflet
from leaflets.model.proof import Box, QrCode
from leaflets.preflight.file import File
from leaflets.preflight.measure.letters import letters
from leaflets.preflight.measure.lines import Line
from leaflets.preflight.measure.qr import Measured, stranger_sentence, unread_sentence
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.texts.manuscript import TextsUnderCheck
from leaflets.problems import FAULT_OF_PRESS
from leaflets.qr import QUIET_ZONE
from leaflets.text.addresses import site_of

# norms §5: 15 mm was the floor that still read 16 of 16 at 150 dpi.
SIDE_MM, MODULE_MM = 20.0, 0.4
ROUNDING_MM = 0.2
"""Two pixels of a page rasterised at 300 dpi."""

PLACE_MM = 1.0
"""More than two modules of the smallest code (Q01): what is so far off was put elsewhere."""
QUIET_ROUNDING = 0.15
"""A pixel at 300 dpi is so much of a module of 0.6 mm."""

NEAR_MM = 15.0
"""So near its code, less than a code is wide (Q01), an address is seen to belong to it."""
SIZE = "Correct qr_mm in the format's style sheet."


def _known(file: File) -> Iterator[tuple[QrCode, Measured]]:
    """Each code with its symbol on the page, the nearest that says the same."""
    for code in file.proof.qr:
        found = [one for one in file.codes.measured if one.page == code.page and one.symbol.text == code.url]
        if found:
            yield code, min(found, key=lambda one: _apart(one.symbol.box, code.box_mm))


def _apart(one: Box, other: Box) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


@rule("Q01", "blocks", "ISO/IEC 18004; tried at 150 dpi", SIZE)
def codes_are_large(file: File) -> Iterator[Finding]:
    """A code's side is 20 mm or more and its module 0.4 mm, so that an old telephone reads it from a lap."""
    for code, found in _known(file):
        side = min(found.symbol.box[2:])
        if side < SIDE_MM - ROUNDING_MM:
            yield Finding(
                say(
                    "the QR code to {url} is {side:.1f} mm wide, less than {side_mm:g}",
                    url=code.url,
                    side=side,
                    side_mm=SIDE_MM,
                ),
                code.page,
                code.box_mm,
            )
        elif side / found.symbol.modules < MODULE_MM - ROUNDING_MM / found.symbol.modules:
            module = side / found.symbol.modules
            said = say(
                "the modules of the QR code to {url} are {module:.2f} mm, less than {module_mm}",
                url=code.url,
                module=module,
                module_mm=MODULE_MM,
            )
            yield Finding(said, code.page, code.box_mm)
    for code in file.proof.qr:
        if min(code.box_mm[2:]) < SIDE_MM and not any(code is known for known, _ in _known(file)):
            said = say(
                "the QR code to {url} is {box_mm:.1f} mm wide, less than {side_mm:g}",
                url=code.url,
                box_mm=code.box_mm[2],
                side_mm=SIDE_MM,
            )
            yield Finding(said, code.page, code.box_mm)


@rule("Q01", "blocks", "docs/architecture.md, the manifest", FAULT_OF_PRESS)
def codes_are_in_place(file: File) -> Iterator[Finding]:
    """A code stands where the manifest says."""
    for code, found in _known(file):
        if _apart(found.symbol.box, code.box_mm) > PLACE_MM:
            left, top = found.symbol.box[:2]
            said = say(
                "the QR code to {url} stands at {left:.1f}, {top:.1f} mm, the manifest says otherwise",
                url=code.url,
                left=left,
                top=top,
            )
            yield Finding(said, code.page, code.box_mm)


@rule("Q02", "blocks", "ISO/IEC 18004, 6.3.8", "Keep text and edges further away from the code.")
def codes_have_quiet(file: File) -> Iterator[Finding]:
    """Four modules around a code are white; a decoder does not notice when they are not."""
    for code, found in _known(file):
        if found.quiet < QUIET_ZONE - QUIET_ROUNDING:
            said = say(
                "the QR code to {url} has {quiet:.1f} modules of white around it, not {quiet_zone}",
                url=code.url,
                quiet=found.quiet,
                quiet_zone=QUIET_ZONE,
            )
            yield Finding(said, code.page, code.box_mm)


@rule(
    "Q03",
    "blocks",
    "tried: 150, 200 and 300 dpi, blur, noise and a turn",
    "Give the code more room, or shorten its address.",
)
def codes_are_read(file: File) -> Iterator[Finding]:
    """Every code is read from the rasterised page at 150, 200 and 300 dpi, also from a worn copy held at an angle."""
    boxes = {(code.page, code.url): code.box_mm for code in file.proof.qr}
    for one in file.codes.unread:
        yield Finding(unread_sentence(one), one.page, boxes.get((one.page, one.url)))


@rule("Q03", "blocks", "docs/architecture.md, the manifest", "Remove it, or make it one of the press's own.")
def codes_are_known(file: File) -> Iterator[Finding]:
    """No code stands on a page that the manifest does not know."""
    with_codes = {code.page for code in file.proof.qr}
    for number, symbol in file.codes.strangers:
        yield Finding(stranger_sentence(symbol), number, symbol.box)
    for page in file.pages:
        if page.number not in with_codes:
            for symbol in page.symbols:
                yield Finding(stranger_sentence(symbol), page.number, symbol.box)


@rule("Q03", "blocks", "house rule", FAULT_OF_PRESS)
def codes_are_of_this_version(file: File) -> Iterator[Finding]:
    """A code that asks whether a print is still valid leads to the version of its words, on a booklet to all."""
    edition = file.subject.edition
    if edition is None or edition.checked_at is None:
        return
    own = {edition.valid_at(text.version_id) for text in file.subject.texts if isinstance(text, Leaflet)}
    if len(file.subject.texts) > 1:
        own.add(f"{edition.checked_at}/")  # A booklet has one code, of the page that knows all of its leaflets.
    for code in file.proof.qr:
        if code.url.startswith(f"{edition.checked_at}/") and code.url not in own:
            said = say("the QR code to {url} is of other words than those of this file", url=code.url)
            yield Finding(said, code.page, code.box_mm)


@rule("Q04", "warns", "norms §5", "Use level M, https and a short address.")
def codes_are_well_made(file: File) -> Iterator[Finding]:
    """A code has level M or better and an https address, of 62 bytes or fewer where it is not a source's own."""
    given = {source.url for source in file.subject.sources}
    for code, found in _known(file):
        if found.symbol.level == "L":
            yield Finding(say("the QR code to {url} has level L", url=code.url), code.page, code.box_mm)
        if not code.url.startswith("https://"):
            yield Finding(say("the QR code to {url} is not https", url=code.url), code.page, code.box_mm)
        if code.url not in given and _is_long(code.url):
            yield Finding(_too_long(code.url), code.page, code.box_mm)


@rule("Q04", "warns", "norms §5", "Look for a shorter address of the same page, such as its DOI.", kind="edition")
def addresses_are_short(desk: TextsUnderCheck) -> Iterator[Finding]:
    """The address of a source has 62 bytes or fewer, told once and not on each page that shows it."""
    for source in desk.catalogue.sources.values() if desk.is_of_series else ():
        if _is_long(source.url):
            where, line = desk.place("sources.yaml", source.id, "url")
            yield Finding(
                joined((source.id, _too_long(source.url)), ": "),
                line=line,
                where=where,
            )


def _is_long(url: str) -> bool:
    return len(url.encode()) > MOST_SCANNED


def _too_long(url: str) -> Sentence:
    return say(
        "the address {url} has {count} bytes, more than {longest}",
        url=url,
        count=len(url.encode()),
        longest=MOST_SCANNED,
    )


@rule("Q04", "warns", "norms §5", "Print the title of the page, or the site it is on, beside the code.")
def addresses_are_printed(file: File) -> Iterator[Finding]:
    """Beside a code stands the title of what it opens, or the site, so that nobody needs a telephone to know."""
    titles = {source.url: source.title for source in file.subject.sources}
    for code in file.proof.qr:
        if code.page > len(file.pages):
            continue  # Q03 tells.
        site = site_of(code.url)
        near = _beside(file.lines(file.pages[code.page - 1]), code.box_mm)
        if letters(site) not in near and letters(titles.get(code.url, site)) not in near:
            yield Finding(
                say("beside the QR code neither title nor address is printed ({site})", site=site),
                code.page,
                code.box_mm,
            )


def _beside(several: Sequence[Line], box: Box) -> str:
    """The letters of the lines that come within 15 mm of a code, on any side."""
    left, top, width, height = box
    near = [
        line.text
        for line in several
        if left - NEAR_MM < line.right
        and line.left < left + width + NEAR_MM
        and top - NEAR_MM < line.main.box[1] + line.main.box[3]
        and line.main.box[1] < top + height + NEAR_MM
    ]
    return letters("".join(near))
