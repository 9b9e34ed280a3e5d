"""The watch: a saved text is on paper again, and a mistake in one is a line and no more."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pypdfium2
import pytest

from leaflets.build.watch import _Desk, watch
from leaflets.messages import ENGLISH
from leaflets.plan import Request
from leaflets.preflight.inspection import inspect
from leaflets.preflight.measure import text as seen
from leaflets.processes.workers import InProcess
from leaflets.storage.manifest import is_there, read_manifest
from tests.small import UNSEEN, Press, finished

pytestmark = pytest.mark.whole

LONGEST = 60.0
"""Seconds a slow machine may take."""


class Desk:
    """A watch that runs beside the test, and the lines it has said."""

    def __init__(self, press: Press, formats: tuple[str, ...] = ("a5",), edition: str | None = None) -> None:
        self.press = press
        self.formats = formats
        self.lines: list[str] = []
        self.stop = Event()
        output = press.output / "editions" / edition if edition else press.output
        request = Request(press.project, press.content, output, formats=formats, edition=edition)
        self.thread = Thread(target=watch, args=(request, self.tell, self.stop))

    def tell(self, said: object) -> None:
        self.lines.append(str(said))

    def __enter__(self) -> Desk:
        self.thread.start()
        assert self.heard("Watching"), self.lines
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join(LONGEST)

    def heard(self, words: str, since: int = 0) -> bool:
        """Whether a line with these words was said after line `since`, waited for."""
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            if any(words in line for line in self.lines[since:]):
                return True
            time.sleep(0.05)
        return False


@pytest.fixture
def desk(press: Press) -> Iterator[Desk]:
    """A watch over the small press that has brought everything up to date."""
    with Desk(press) as desk:
        yield desk


def text_of(page: Path) -> str:
    """The words of a finished file."""
    with pypdfium2.PdfDocument(page.read_bytes()) as pdf:
        return "".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))


def test_a_name_that_is_no_utf8_ends_no_watch(desk: Desk) -> None:
    """A file out of a ZIP made on Windows is told as what it is, and the next save is heard."""
    folder = desk.press.content / "nl"
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text("---\n", encoding="utf-8")
    assert desk.heard("content/nl/caf\\udce9.md: the file's name is no id."), desk.lines
    said, text = len(desk.lines), folder / "ms.md"
    text.write_text(text.read_text(encoding="utf-8").replace("**Blijf koel.**", "**Blijf fris.**"), encoding="utf-8")
    assert desk.heard("ms-a5.pdf", said) or desk.heard("1 made", said), desk.lines


def test_a_page_that_cannot_be_shown_is_told_when_all_is_made(desk: Desk) -> None:
    """A folder where the saved page goes is one sentence, and once it is gone the page is there."""
    page = desk.press.output / "nl" / "leaflets" / "ms-a5.pdf"
    page.unlink()
    page.mkdir()
    text, said = desk.press.content / "nl" / "ms.md", len(desk.lines)
    whole = text.read_text(encoding="utf-8")
    text.write_text(whole.replace("**Blijf koel.**", "**Blijf fris.**"), encoding="utf-8")
    assert desk.heard("nl/leaflets/ms-a5.pdf: is a folder where a file should be. Move it away.", said), desk.lines
    assert not any("could not be made" in line for line in desk.lines)
    page.rmdir()
    text.write_text(whole.replace("**Blijf koel.**", "**Blijf lekker.**"), encoding="utf-8")
    assert desk.heard(": nl/leaflets/ms-a5.pdf (", said), desk.lines
    assert page.is_file()


def test_a_saved_text_is_on_paper_again_and_a_mistake_is_one_line(desk: Desk) -> None:
    """A mistake is said with its file and line and leaves the page; the text that follows it is on the page."""
    text = desk.press.content / "nl" / "ms.md"
    page = desk.press.output / "nl" / "leaflets" / "ms-a5.pdf"
    whole, before, said = text.read_text(encoding="utf-8"), page.read_bytes(), len(desk.lines)
    text.write_text(whole.replace("group: 5", "group: [5"), encoding="utf-8")
    assert desk.heard("nl/ms.md, line", said), desk.lines
    assert page.read_bytes() == before
    said = len(desk.lines)
    text.write_text(whole.replace("**Blijf koel.**", "**Blijf fris.**"), encoding="utf-8")
    assert desk.heard("1 made", said), desk.lines
    assert "Blijf fris." in text_of(page)


def test_a_saved_edition_is_on_paper_again(press: Press) -> None:
    """An edition of its own is watched with its file: another name is on its pages, and a mistake in it is one line."""
    own = press.content / "editions/moe.yaml"
    own.parent.mkdir(exist_ok=True)
    said = "name: Moe\nwebsite: moe.example\nleaflets: [ms]\nbox: association\n"
    own.write_text(said, encoding="utf-8")
    page = press.output / "editions/moe/nl/leaflets/ms-a5.pdf"
    with Desk(press, edition="moe") as desk:
        assert "moe.example" in text_of(page)
        own.write_text(said.replace("moe.example", "moed.example"), encoding="utf-8")
        assert desk.heard("moe.yaml: 1 made")
        assert "moed.example" in text_of(page)
        own.write_text(said.replace("ms", "mz"), encoding="utf-8")
        assert desk.heard('content/editions/moe.yaml, line 3: there is no leaflet "mz"')


def test_a_second_save_does_not_wait_for_the_first(press: Press) -> None:
    """Of two saves close together the second is on every page in the end, and no page of the first comes after it."""
    desk = Desk(press, ("a5", "booklet"))
    text = press.content / "nl" / "ms.md"
    whole = text.read_text(encoding="utf-8")
    pages = (press.output / "nl" / "leaflets" / "ms-a5.pdf", press.output / "nl" / "booklet" / "booklet.pdf")
    with desk:
        for words in ("fris", "lekker koel", "rustig"):
            said = len(desk.lines)
            text.write_text(whole.replace("**Blijf koel.**", f"**Blijf {words}.**"), encoding="utf-8")
            assert desk.heard("ms-a5.pdf", said), desk.lines
        assert desk.heard("more made", said), desk.lines
    for page in pages:
        assert "Blijf rustig." in text_of(page)
    assert sum("more made" in line for line in desk.lines) < 3
    assert all(is_there(press.output, entry) for entry in read_manifest(press.output).artefacts.values())


def test_the_first_save_finds_all_other_pages_known(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """After warming, a changed paragraph costs measuring the leaflet, whose signs change, and two pages of the booklet."""
    measured: list[int] = []
    measure = seen._page

    def counted(page: pypdfium2.PdfPage, number: int, texts_only: bool) -> seen.MeasuredPage:
        measured.append(number)
        return measure(page, number, texts_only)

    monkeypatch.setattr(seen, "_page", counted)
    monkeypatch.setattr("leaflets.preflight.inspect", inspect)
    monkeypatch.setattr("leaflets.build.watch.fresh_workers", lambda *_: InProcess())
    lines: list[str] = []
    request = Request(press.project, press.content, press.output)
    desk = _Desk(request, lambda said: lines.append(said.said_in(ENGLISH)), lambda: False)
    desk.begin()
    assert len(measured) > 8
    measured.clear()
    text = press.content / "nl" / "ms.md"
    words = text.read_text(encoding="utf-8")
    # Letters the fonts have there already: others would make the fonts of all its pages new.
    text.write_text(words.replace("Vertel uw arts", "Vertel een arts"), encoding="utf-8")
    desk.saved({text})
    assert "2 made" in lines[-1] or "1 more made" in lines[-1], lines
    assert measured == [1, 2, 3, 4, 2, 11]  # The contents hold its signs too.


def test_a_saved_style_is_on_the_page_without_other_processes(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages are made again by the processes that were there, which know what they knew of other things."""
    begun: list[InProcess] = []

    def begin(*_: int) -> InProcess:
        begun.append(InProcess())
        return begun[-1]

    monkeypatch.setattr("leaflets.build.watch.fresh_workers", begin)
    lines: list[str] = []
    desk = _Desk(
        Request(press.project, press.content, press.output, leaflets=("ms",), formats=("a5",)),
        lambda said: lines.append(said.said_in(ENGLISH)),
        lambda: False,
    )
    desk.begin()
    page, bench = press.output / "nl" / "leaflets" / "ms-a5.pdf", desk.shop.bench
    before, sheet = page.read_bytes(), press.project / "styles" / "formats" / "a5.css"
    text = sheet.read_text(encoding="utf-8")
    pages: list[bytes] = []
    for written in (text + "\nh2 { color: #123456 !important }\n", text):
        sheet.write_text(written, encoding="utf-8")
        desk.saved({sheet})
        pages.append(page.read_bytes())
    desk.close()
    assert (pages[0] != before, pages[1] == before) == (True, True), lines
    assert (len(begun), desk.shop.bench is bench) == (1, True)


def test_what_is_wrong_is_never_said_to_change_no_page(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a mistake only the mistake is said; saved again as wrong, that it is as before; mended, what was made."""
    monkeypatch.setattr("leaflets.build.watch.fresh_workers", lambda *_: InProcess())
    lines: list[str] = []
    desk = _Desk(
        Request(press.project, press.content, press.output, leaflets=("ms",)),
        lambda said: lines.append(said.said_in(ENGLISH)),
        lambda: False,
    )
    desk.begin()
    assert lines[0].startswith("1 file, 0 of them made now (")
    text = press.content / "nl" / "ms.md"
    words = text.read_text(encoding="utf-8")
    said: list[list[str]] = []
    for written in (words.replace("group: 5", "group: [5"), words.replace("group: 5", "group: [5"), words, words):
        lines.clear()
        text.write_text(written, encoding="utf-8")
        desk.saved({text})
        said.append([re.sub(r" \(\d+\.\d s\)$", "", line) for line in lines])
    desk.close()
    (mistake,), again, mended, same = said
    assert mistake.startswith("content/nl/ms.md, line 7: is not valid YAML")
    assert again == ["ms.md: 1 problem as before"]
    assert mended == same == ["ms.md: changes no page"]


def test_a_watch_that_is_killed_leaves_no_process_behind(press: Press) -> None:
    """The pipes close once the last of its processes has ended, whatever stopped the press itself."""
    process = press.apart("watch", "--format", "a5", jobs=2, before=UNSEEN)
    assert process.stdout is not None
    while "Watching" not in process.stdout.readline():
        assert process.poll() is None
    process.kill()
    assert finished(process).code == -signal.SIGKILL
