"""Who writes, and which text."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from leaflets.problems import ContentError
from leaflets.studio.editor.texts import TextRow, texts_of
from leaflets.studio.editor.visiting import YIELDS, Editor, EditorVisit, inspector, typesetter
from leaflets.studio.stock import StudioStock
from tests.studio.editor.conftest import MS


def visit(stock: StudioStock, **sent: str) -> EditorVisit:
    return EditorVisit(stock, texts_of(stock), TextRow("nl", "ms", None), "nl", sent)


def test_what_is_asked_for_is_what_there_is(own_stock: StudioStock) -> None:
    """A format or page of no such name is the first."""
    assert (visit(own_stock).format, visit(own_stock).page) == ("a5", 1)
    assert (visit(own_stock, f="a4", p="2").format, visit(own_stock, f="a4", p="2").page) == ("a4", 2)
    assert (visit(own_stock, f="../x", p="-2").format, visit(own_stock, f="booklet", p="99999").page) == ("a5", 1)
    assert visit(own_stock).where == "content/nl/ms.md"


def test_lines_are_those_of_files(own_stock: StudioStock) -> None:
    """A browser sends others."""
    assert visit(own_stock, text=MS.replace("\n", "\r\n")).draft.text == MS


def test_while_a_list_is_wrong_the_texts_are_those_of_before(editor: Editor, folder: Path) -> None:
    """Whoever comes first then gets the reason."""
    before = editor.texts(editor.stock_now())
    (folder / "content/sources.yaml").write_text("sources: [", encoding="utf-8")
    assert editor.texts(editor.stock_now()) is before
    with pytest.raises(ContentError, match="sources"):
        Editor(editor.stock_now, editor.quick, editor.setter, editor.checker, editor.looks).texts(editor.stock_now())


def test_those_who_work_for_it_are_warmed(editor: Editor) -> None:
    """Two that make pages, and all that read; nothing goes wrong there."""
    several = editor.warm()
    assert len(several) == 2 + editor.quick.width
    assert [one.exception() for one in several] == [None, None, None]


def test_its_own_processes_end_with_it(editor: Editor) -> None:
    """Who reads is the studio's, and stays."""
    editor.setter, editor.checker = typesetter(), inspector()
    editor.close()
    for team in (editor.setter, editor.checker):
        with pytest.raises(RuntimeError):
            team.pool.submit(int)
    assert editor.quick.pool.submit(int).result() == 0


def test_no_page_waits_for_a_check(editor: Editor) -> None:
    """While one is under way the other begins, and gets the processor first."""
    editor.setter, editor.checker = typesetter(), inspector()
    try:
        checking = editor.checker.pool.submit(time.sleep, 3)
        assert editor.setter.pool.submit(os.nice, 0).result(timeout=20) == os.nice(0)
        assert not checking.done()
    finally:
        editor.close()
    yielding = inspector()
    try:
        assert yielding.pool.submit(os.nice, 0).result(timeout=20) == min(19, os.nice(0) + YIELDS)
    finally:
        yielding.pool.shutdown(wait=False)
