"""T: clear print (UKAAF, RNIB, EU readability guideline), measured on the finished page, after any reduction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from leaflets.messages import Sentence, say, say_many
from leaflets.model.proof import Box
from leaflets.preflight.file import File
from leaflets.preflight.measure.letters import letters
from leaflets.preflight.measure.lines import Line
from leaflets.preflight.measure.search import Finder
from leaflets.preflight.measure.text import MeasuredPage, MeasuredRun, MeasuredWord
from leaflets.preflight.rule import Finding, rule
from leaflets.text.characters import code_point
from leaflets.units import MM_PER_PT

# norms §3: UKAAF and the readability guideline of the European Commission.
BODY_PT = 12.0
X_HEIGHT_MM = 2.0
"""At 12 pt; a format that may be set smaller may have its x-height smaller by as much."""

# norms §3: UKAAF.
SMALLEST_PT = 9.0
# norms §3: UKAAF.
LEADING = 1.2
LARGEST_SMALL_PT = 14.0
"""What is set larger is a heading, unless the texts say it."""

# norms §3: RNIB.
LINE_LETTERS = 70
# WCAG 2.2, 1.4.3, level AA.
CONTRAST, CONTRAST_LARGE = 4.5, 3.0
# norms §3: UKAAF.
RUN_OF_WORDS = 3
CUT_MM = 0.35
"""Two pixels of the page as it is measured."""
HAIRLINE = 0.02
"""Of the height of a word: in letters as large as a hand the tips of thin serifs are too faint to count as ink."""

# Four pixels of the page as it is measured.
TORN_MM = 0.7

# Sizes are products of CSS pixels and a zoom.
ROUNDING_PT = 0.05
_HYPHENS = "-‐\u00ad\x02\ufffe"
"""What stands at the end of a split line; the last two are what pdfium reads there."""

PIECE = 24
"""A paragraph is parted between lines: fewer letters are what is left beside one that is missing."""


@rule("T01", "blocks", "UKAAF, EU readability guideline", "Set it larger, or shorten the text to make room.")
def body_is_large_enough(file: File) -> Iterator[Finding]:
    """Running text is 12 pt or more as printed, its small letters 2.0 mm; a format may ask for more, a trifold less."""
    least = _body_pt(file)
    x_least = X_HEIGHT_MM * least / BODY_PT
    told: set[tuple[int, float]] = set()
    for page, run in _body(file):
        if (page.number, run.size_pt) in told:
            continue
        if run.size_pt < least - ROUNDING_PT:
            told.add((page.number, run.size_pt))
            yield Finding(
                say(
                    'text of {size_pt:.1f} pt, less than {least:g}: "{start}"',
                    size_pt=run.size_pt,
                    least=least,
                    start=_start(run),
                ),
                page.number,
                run.box,
            )
        elif run.x_height_mm is not None and run.x_height_mm < x_least - 0.02:
            told.add((page.number, run.size_pt))
            said = say(
                'small letters of {x_height_mm:.2f} mm, less than {x_least:.2f}: "{start}"',
                x_height_mm=run.x_height_mm,
                x_least=x_least,
                start=_start(run),
            )
            yield Finding(said, page.number, run.box)


def _body_pt(file: File) -> float:
    return file.subject.format.body_pt if file.subject.format is not None else BODY_PT


def _body(file: File) -> Iterator[tuple[MeasuredPage, MeasuredRun]]:
    """The running text: the lines of the texts the file is made from."""
    return ((page, run) for page, run in file.runs() if not run.artifact and file.is_body(run))


@rule("T02", "blocks", "UKAAF", "Set it larger.")
def nothing_is_tiny(file: File) -> Iterator[Finding]:
    """No text is smaller than 9 pt as printed."""
    for page, run in file.runs():
        if run.size_pt < SMALLEST_PT - ROUNDING_PT:
            said = say(
                'text of {size_pt:.1f} pt, less than {smallest_pt:g}: "{start}"',
                size_pt=run.size_pt,
                smallest_pt=SMALLEST_PT,
                start=_start(run),
            )
            yield Finding(said, page.number, run.box)


@rule("T03", "warns", "UKAAF", "Give line-height of 1.2 or more.")
def lines_have_room(file: File) -> Iterator[Finding]:
    """The distance between the lines of running text is 1.2 times their size or more; headings may stand closer."""
    for page in file.pages:
        for one, other in pairwise(file.lines(page)):
            leading = (other.main.baseline_mm - one.main.baseline_mm) / (one.main.size_pt * MM_PER_PT)
            is_text = one.main.size_pt <= LARGEST_SMALL_PT or file.is_body(one.main)
            if is_text and _is_next(one, other) and 0.5 < leading < LEADING - 0.01:
                said = say(
                    'lines {leading:.2f} of their size apart: "{start}"', leading=leading, start=_start(other.main)
                )
                yield Finding(said, page.number, other.main.box)


def _is_next(one: Line, other: Line) -> bool:
    """Whether two lines belong to one block."""
    same = one.main.size_pt == other.main.size_pt and one.main.face == other.main.face
    return same and abs(one.left - other.left) < 5 and one.main.upright


@rule("T04", "warns", "RNIB", "Make the column narrower.")
def lines_are_short(file: File) -> Iterator[Finding]:
    """A line of the text has 70 characters or fewer."""
    for page in file.pages:
        body = [line for line in file.lines(page) if file.is_body(line.main)]
        longest = max(body, key=lambda line: len(line.text.strip()), default=None)
        if longest is not None and len(longest.text.strip()) > LINE_LETTERS:
            said = say(
                'lines of up to {count} characters: "{start}"',
                count=len(longest.text.strip()),
                start=_start(longest.main),
            )
            yield Finding(said, page.number, longest.main.box)


@rule("T05", "warns", "UKAAF", "Set the text ragged: text-align: left.")
def text_is_ragged(file: File) -> Iterator[Finding]:
    """No text is justified."""
    for page in file.pages:
        found = file.lines(page)
        # Five lines, the last of which may be short: of four full ones the right edges are compared.
        for start in range(len(found) - 4):
            block = found[start : start + 5]
            if all(_is_next(one, other) for one, other in pairwise(block)) and _is_justified(block):
                yield Finding(say('justified: "{start}"', start=_start(block[0].main)), page.number, block[0].main.box)
                break


def _is_justified(block: Sequence[Line]) -> bool:
    """Whether the right edges of full lines meet to a fifth of a millimetre; by chance four never do."""
    rights = [line.right for line in block[:-1]]
    return max(rights) - min(rights) < 0.2 and all(len(line.text.split()) > 2 for line in block[:-1])


@rule("T05", "warns", "UKAAF", "Switch hyphenation off for this format.")
def words_are_whole(file: File) -> Iterator[Finding]:
    """No word is split at the end of a line; what has a hyphen of its own may break there."""
    for page in file.pages:
        for one, other in pairwise(file.lines(page)):
            start, end = re.search(r"[\w-]+\W?$", one.text.rstrip()), re.match(r"\w+", other.text.lstrip())
            if start and end and one.text.rstrip()[-1] in _HYPHENS and other.main.baseline_mm > one.main.baseline_mm:
                first = start.group(0).rstrip(_HYPHENS)
                if _is_split(first, end.group(0), file):
                    yield Finding(
                        say('"{first}-{end}" is split', first=first, end=end.group(0)), page.number, one.main.box
                    )


def _is_split(first: str, rest: str, file: File) -> bool:
    written = " ".join(block.text for block in file.written)
    return f"{first}{rest}" in written and f"{first}-{rest}" not in written


@rule("T05", "warns", "UKAAF", "Use bold for a word that matters, and no capitals or italics.")
def letters_are_upright(file: File) -> Iterator[Finding]:
    """No more than three words in a row are in italics or capitals."""
    for page in file.pages:
        words = [(word.text, run) for run in page.runs for word in run.words]
        for kind, is_so in ((say("italics"), _is_italic), (say("capitals"), _is_capital)):
            for matches, group in groupby(words, key=lambda item: is_so(*item)):
                together = list(group)
                if matches and len(together) > RUN_OF_WORDS:
                    said = " ".join(text for text, _ in together)[:50]
                    yield Finding(
                        say('{count} words in {kind}: "{said}"', count=len(together), kind=kind, said=said),
                        page.number,
                        together[0][1].box,
                    )


def _is_italic(_: str, run: MeasuredRun) -> bool:
    return run.italic


def _is_capital(text: str, _: MeasuredRun) -> bool:
    found = [letter for letter in text if letter.isalpha()]
    return len(found) > 1 and all(letter.isupper() for letter in found)


@rule("T06", "blocks", "WCAG 2.2, 1.4.3", "Choose a darker text or a lighter ground in styles/colours.yaml.")
def contrast_is_enough(file: File) -> Iterator[Finding]:
    """Text has a contrast of 4.5 with what is really behind it, large text 3, in colour and again in grey."""
    for page, run in file.runs():
        least = CONTRAST_LARGE if run.is_large else CONTRAST
        if run.contrast < least:
            said = say(
                'contrast of {contrast:.1f}, less than {least:g}: "{start}"',
                contrast=run.contrast,
                least=least,
                start=_start(run),
            )
            yield Finding(said, page.number, run.box)
        elif run.contrast_grey < least:
            said = say(
                'in grey a contrast of {contrast_grey:.1f}, less than {least:g}: "{start}"',
                contrast_grey=run.contrast_grey,
                least=least,
                start=_start(run),
            )
            yield Finding(said, page.number, run.box)


@rule("T07", "blocks", "house rule", "Shorten the text, or give it room.")
def nothing_is_cut_off(file: File) -> Iterator[Finding]:
    """Every glyph can be seen whole: none is clipped, covered or outside the page."""
    for page, run in file.runs():
        for word in run.words:
            if said := _hidden(word, page):
                yield Finding(say('"{text}" {said}', text=word.text, said=said), page.number, word.box)


def _hidden(word: MeasuredWord, page: MeasuredPage) -> Sentence | None:
    left, top, width, height = word.box
    if left < -CUT_MM or top < -CUT_MM or left + width > page.width + CUT_MM or top + height > page.height + CUT_MM:
        return say("stands outside the page")
    if word.ink is None:
        return say("cannot be seen")
    x, y, wide, high = word.ink
    short = max(x - left, y - top, left + width - x - wide, top + height - y - high)
    if short > max(CUT_MM, HAIRLINE * height):
        return say("is cut off by {short:.1f} mm", short=short)
    return say("is covered, {torn:.1f} mm wide", torn=word.torn) if word.torn > TORN_MM else None


@rule("T07", "blocks", "house rule", "Shorten the text, or give it room.")
def texts_do_not_cross(file: File) -> Iterator[Finding]:
    """No text is printed over another."""
    for page in file.pages:
        for one, other in crossings(page):
            yield Finding(
                say('"{text}" is printed over "{other}"', text=one.text, other=other.text), page.number, one.box
            )
            break


def crossings(page: MeasuredPage) -> Iterator[tuple[MeasuredWord, MeasuredWord]]:
    """Pairs of words of different runs whose ink lies over each other."""
    found = sorted(
        ((word, number) for number, run in enumerate(page.runs) for word in run.words), key=lambda item: item[0].box[1]
    )
    open_words: list[tuple[MeasuredWord, int]] = []
    for word, number in found:
        open_words = [(other, run) for other, run in open_words if other.box[1] + other.box[3] > word.box[1]]
        for other, run in open_words:
            if run != number and _overlap(word.box, other.box):
                yield other, word
        open_words.append((word, number))


def _overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than a touch: a third of the lower one's height, and half a millimetre of width."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 0.5 and down > min(one[3], other[3]) / 3


@rule("T07", "blocks", "ISO 14289-1, 7.21.8", "Use another character: the edition's fonts do not have this one.")
def no_glyph_is_missing(file: File) -> Iterator[Finding]:
    """No character is shown by an empty box or by nothing."""
    for page, run in file.runs():
        for character in run.blank:
            yield Finding(
                say(
                    'the character "{character}" ({code_point}) has no shape',
                    character=character,
                    code_point=code_point(character),
                ),
                page.number,
                run.box,
            )
    for number, painted in enumerate(file.painted, start=1):
        count = sum(shown.missing for shown in painted.shown)
        if count:
            said = say_many(
                "{count} character is shown as an empty box",
                "{count} characters are shown as an empty box",
                count=count,
            )
            yield Finding(said, number)


@rule("T07", "blocks", "house rule", "Look at what is printed and what is not: something is cut off.")
def every_sentence_is_there(file: File) -> Iterator[Finding]:
    """Every sentence of the texts that the format prints can be read from the pages."""
    if file.is_poster:
        return
    printed = Finder(file.letters)
    for block in file.written:
        if not _is_there(letters(block.text), printed):
            yield Finding(say('"{text}" is not on the pages, or not whole', text=block.text[:60]))


def _is_there(wanted: str, printed: Finder) -> bool:
    """Whether the letters stand in the file in one piece, or in two of a line or so: a page may end in the middle."""
    if printed.has(wanted):
        return True
    if len(wanted) < 2 * PIECE or not (printed.has(wanted[:PIECE]) and printed.has(wanted[-PIECE:])):
        return False
    least, most = PIECE, len(wanted) - PIECE
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if printed.has(wanted[:middle]) else (least, middle - 1)
    return printed.has(wanted[least:])


def _start(run: MeasuredRun) -> str:
    return run.text.strip()[:40]
