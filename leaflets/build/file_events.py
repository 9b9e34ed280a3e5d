"""Hearing what is saved: in the texts, the templates and the styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import watchfiles

from leaflets.installed import styles_of, templates_of
from leaflets.plan import Request

# What pages are made of; an editor's own files, such as .swp, make nothing anew.
KINDS = frozenset({".md", ".yaml", ".css", ".html", ".svg", ".png", ".jpg", ".jpeg"})

UNNAMED = "a file whose name is no UTF-8"

STEP_MS = 10
"""So long nothing more must be saved before work begins: an editor may write a file in several steps."""


def listen(request: Request, tell: Callable[[set[Path]], None], stop: Event) -> None:
    """Tell what is saved, at first nothing; in a thread, so that a save is heard while another is worked on."""
    has_begun = False
    while not stop.is_set():
        try:
            for paths in _saves(request, stop):
                if paths or not has_begun:
                    tell(paths)
                has_begun = True
        except RuntimeError as error:
            # The watcher gives up at a name that is no UTF-8, as in a ZIP made on Windows; then it is begun anew.
            if "decode" not in str(error):
                raise
            tell({request.content / UNNAMED})


def _saves(request: Request, stop: Event) -> Iterator[set[Path]]:
    """What is saved, and now and then nothing. Raises RuntimeError where the watcher cannot say what it was."""
    for changes in watchfiles.watch(
        request.content, templates_of(request.project), styles_of(request.project), watch_filter=_is_ours,
        debounce=20 * STEP_MS, step=STEP_MS, rust_timeout=20 * STEP_MS, yield_on_timeout=True, stop_event=stop,
        raise_interrupt=False,
    ):  # fmt: skip
        yield {Path(path) for _, path in changes}


def _is_ours(_: watchfiles.Change, path: str) -> bool:
    file = Path(path)
    return file.suffix.lower() in KINDS and not file.name.startswith(".")
