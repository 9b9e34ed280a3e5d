"""A: read aloud as well as seen (PDF/UA-1, ISO 14289-1; WCAG 2.2), for files that are read on a screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Dictionary

from leaflets.content.markup import FOREIGN, tree
from leaflets.messages import say
from leaflets.model.content import PLACED, Chapter, Leaflet, Source
from leaflets.pdf.structure import elements
from leaflets.preflight.file import File
from leaflets.preflight.measure import tags
from leaflets.preflight.measure.letters import letters
from leaflets.preflight.measure.text import MeasuredPage, MeasuredRun
from leaflets.preflight.rule import Finding, rule
from leaflets.preflight.texts.manuscript import Manuscript
from leaflets.problems import FAULT_OF_PRESS

# K: WCAG 2.2, 1.1.1 names no number.
LONGEST_ALT = 300
MARGIN_MM = 14.0
"""Running heads and folios stand in this strip at the head and the foot of a page."""


@rule("A01", "blocks", "ISO 14289-1, the machine checks of the Matterhorn Protocol", FAULT_OF_PRESS)
def conforms(file: File) -> Iterator[Finding]:
    """A file that says it conforms to PDF/UA-1 does; one of PDF/UA-2 too, and has what that adds as we read it."""
    if file.is_tagged:
        name = "PDF/UA-2" if file.conforms_to == "pdf/ua-2" else "PDF/UA-1"
        yield from (Finding(say("not {name}: {failure}", name=name, failure=failure)) for failure in file.failures)


@rule("A01", "blocks", "ISO 32000-1, 14.7.4.4", FAULT_OF_PRESS)
def content_is_tagged(file: File) -> Iterator[Finding]:
    """Each piece of content belongs to an element of its own page."""
    if file.is_tagged:
        for number, said in tags.unmapped(file.pdf, marks=[painted.marks for painted in file.painted]):
            yield Finding(said, number)


@rule("A01", "blocks", "ISO 14289-1, 7.8", FAULT_OF_PRESS)
def running_heads_are_artifacts(file: File) -> Iterator[Finding]:
    """Running heads and folios are marked as artifacts, so that nobody hears them on every page."""
    if not file.is_tagged:
        return
    meant = _kickers(file)
    places: defaultdict[tuple[str, int], list[tuple[MeasuredPage, MeasuredRun]]] = defaultdict(list)
    for page, run in file.runs():
        if run.mcid is not None and not run.artifact and _in_margin(page, run):
            said = letters(run.text)
            places["" if said.isdigit() else said, round(run.baseline_mm)].append((page, run))
    for (said, _), found in places.items():
        pages = {page.number for page, _ in found}
        if len(pages) > 1 and said not in meant:
            page, run = found[0]
            what = say("the folio") if not said else say('the running head "{text}"', text=run.text.strip()[:40])
            yield Finding(
                say("{what} of {count} pages is read aloud on each", what=what, count=len(pages)), page.number, run.box
            )


def _kickers(file: File) -> frozenset[str]:
    """What begins the headings of several leaflets in one file: each is to be heard whole."""
    words = file.subject.language.words if file.subject.language else {}
    leaflets = (text for text in file.subject.texts if isinstance(text, Leaflet))
    return frozenset(letters(leaflet.kicker or words["kicker"]) for leaflet in leaflets)


def _in_margin(page: MeasuredPage, run: MeasuredRun) -> bool:
    top, bottom = run.box[1], run.box[1] + run.box[3]
    return bottom < MARGIN_MM or top > page.height - MARGIN_MM


@rule("A02", "blocks", "ISO 14289-1, 7.1 and 7.2", "Look at the title in the front matter.")
def says_what_it_is(file: File) -> Iterator[Finding]:
    """Language and title are set, and the title is shown."""
    root = file.pdf.Root
    if not str(root.get("/Lang", "")):
        yield Finding(say("the language is not set"))
    elif file.subject.language is not None and not str(root.Lang).startswith(file.subject.language.id):
        yield Finding(say("the language is set to {lang}, not {id}", lang=root.Lang, id=file.subject.language.id))
    if not bool(root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield Finding(say("the title is not shown in the window"))
    if not str(file.pdf.docinfo.get("/Title", "")).strip():
        yield Finding(say("there is no title"))


@rule("A02", "blocks", "ISO 14289-1, 7.3", "Describe the picture in the text, between the square brackets.")
def figures_are_described(file: File) -> Iterator[Finding]:
    """Every figure has an alternative text."""
    tree = file.pdf.Root.get("/StructTreeRoot")
    for element in elements(tree) if tree is not None else ():
        if element.S == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield Finding(say("a figure has no alternative text"), _number(file, element.get("/Pg")))


@rule("A02", "warns", "WCAG 2.2, 1.1.1", "Say what matters of the picture; what else it tells goes into the text.",
      kind="manuscript")  # fmt: skip
def descriptions_are_short(manuscript: Manuscript) -> Iterator[Finding]:
    """The description of a picture has 300 characters or fewer: it is heard in one breath, with no way back."""
    text = manuscript.text
    for part in [text.markdown] if isinstance(text, Chapter) else [section.markdown for section in text.sections]:
        for element in tree(part).iter("img") if "![" in part else ():
            name, length = element.get("src", ""), len(element.get("alt", ""))
            if length > LONGEST_ALT:
                line = text.pictures[name].line if name in text.pictures else None
                yield Finding(
                    say(
                        'the description of "{name}" has {length} characters, more than {longest_alt}',
                        name=name,
                        length=length,
                        longest_alt=LONGEST_ALT,
                    ),
                    line=line,
                )


def _number(file: File, page: pikepdf.Object | None) -> int | None:
    numbers = {each.obj.objgen: number for number, each in enumerate(file.pdf.pages, start=1)}
    return numbers.get(page.objgen) if page is not None else None


@rule("A02", "blocks", "WCAG 2.2, 3.1.2; ISO 14289-1, 7.2", "Write [words]{en} round the phrase, and nothing else.")
def foreign_phrases_are_marked(file: File) -> Iterator[Finding]:
    """A phrase marked as foreign in the text has that language in the tags, and no other words have one."""
    if not file.is_tagged or not file.subject.texts:
        return
    spoken, foreign = _spoken(file), _foreign(file)
    yield from _unspoken_titles(file, spoken)
    for phrase, language in sorted(foreign):
        said = letters(phrase)
        if said in file.letters and not any(said in words and tongue == language for words, tongue in spoken):
            yield Finding(
                say('"{phrase}" is not marked as {language} for a screen reader', phrase=phrase, language=language)
            )
    known = {letters(phrase) for phrase, _ in foreign} | {_title(source) for source in file.subject.sources}
    for words, tongue in spoken:
        if not any(words in phrase for phrase in known):
            yield Finding(say('"{words}" is marked as {tongue}, which no text says', words=words[:40], tongue=tongue))


def _unspoken_titles(file: File, spoken: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """The titles of sources in another language that a screen reader would read in that of the file."""
    language = file.subject.language
    for source in file.subject.sources:
        title = _title(source)
        if source.is_label or source.lang in (None, language and language.id) or title not in file.letters:
            continue
        if not any(title in words and tongue.startswith(source.lang) for words, tongue in spoken):
            yield Finding(
                say(
                    'the title "{title}" is not marked as {lang} for a screen reader',
                    title=source.title[:40],
                    lang=source.lang,
                )
            )


def _title(source: Source) -> str:
    return letters(source.title).lstrip("0123456789")


def _foreign(file: File) -> set[tuple[str, str]]:
    """The phrases marked in the texts, with their languages."""
    marked = [
        text.markdown if isinstance(text, Chapter) else "\n".join(map(text.part, PLACED)) for text in file.subject.texts
    ]
    return {(phrase, language) for text in marked for phrase, language in FOREIGN.findall(text)}


def _spoken(file: File) -> list[tuple[str, str]]:
    """The letters and the language of each element that has a language of its own."""
    parts: defaultdict[tuple[tuple[int, int], str], list[str]] = defaultdict(list)
    whole = str(file.pdf.Root.get("/Lang", ""))
    for page, run in file.runs():
        owner = file.owners.get((page.number, run.mcid)) if run.mcid is not None else None
        if owner is not None and owner.own_language is not None and owner.language != whole:
            parts[owner.own_language, owner.language or ""].append(run.text)
    # The number before a title belongs to its paragraph, and so to its language.
    return [(letters("".join(said)).lstrip("0123456789"), tongue) for (_, tongue), said in parts.items()]


@rule("A02", "warns", "WCAG 2.2, 2.4.4", "Let the words of the link say where it goes.")
def links_say_where_they_go(file: File) -> Iterator[Finding]:
    """No link is called "click here"."""
    language = file.subject.language
    empty = {letters(words) for words in file.subject.house.words(language.id).empty_links} if language else set()
    said: defaultdict[tuple[int, tuple[int, int]], list[MeasuredRun]] = defaultdict(list)
    for page, run in file.runs():
        owner = file.owners.get((page.number, run.mcid)) if run.mcid is not None else None
        if owner is not None and owner.link is not None:
            said[page.number, owner.link].append(run)
    for (number, _), runs in said.items():
        words = "".join(run.text for run in runs).strip()
        if letters(words) in empty:
            yield Finding(say('a link is called "{words}"', words=words), number, runs[0].box)


@rule("A02", "blocks", "ISO 14289-1, 7.18.5", FAULT_OF_PRESS)
def links_lead_somewhere(file: File) -> Iterator[Finding]:
    """Every link within the file leads to a place that is in the file."""
    names = _destinations(file)
    for number, page in enumerate(file.pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", ()):
            target = annotation.get("/Dest", annotation.get("/A", Dictionary()).get("/D"))
            if isinstance(target, pikepdf.String) and str(target) not in names:
                yield Finding(say('a link leads to "{target}", which is not in the file', target=target), number)


def _destinations(file: File) -> set[str]:
    tree = file.pdf.Root.get("/Names", Dictionary()).get("/Dests")
    names: set[str | bytes] = set(pikepdf.NameTree(tree)) if tree is not None else set()
    return {name if isinstance(name, str) else name.decode() for name in names}


@rule("A03", "blocks", "ISO 32000-1, 12.2, /Direction", "Set the direction in the language's _language.yaml.")
def direction_is_right(file: File) -> Iterator[Finding]:
    """A file in a language written from the right says so, and its letters come in the order they are read."""
    language = file.subject.language
    if language is None:
        return
    direction = str(file.pdf.Root.get("/ViewerPreferences", Dictionary()).get("/Direction", "/L2R"))
    wanted = "/R2L" if language.direction == "rtl" else "/L2R"
    if file.is_tagged and direction != wanted:
        yield Finding(say("pages are turned {direction}, not {wanted}", direction=direction[1:], wanted=wanted[1:]))
    if language.direction == "rtl":
        yield from _aligned_right(file)


def _aligned_right(file: File) -> Iterator[Finding]:
    """Running text that begins at the right: its lines meet there, and not at the left."""
    for page in file.pages:
        runs = [run for run in page.runs if file.is_body(run)]
        if len(runs) > 5:
            # Whole mm: fewer different ones are the edge the lines share.
            rights = [round(run.box[0] + run.box[2]) for run in runs]
            lefts = [round(run.box[0]) for run in runs]
            if len(set(lefts)) < len(set(rights)):
                yield Finding(say("the text stands at the left, not at the right"), page.number, runs[0].box)
