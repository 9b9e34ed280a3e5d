"""Small pictures of the first pages of files, and large ones to share: what was drawn once is kept."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from leaflets.installed import PROGRAM
from leaflets.messages import say
from leaflets.problems import ContentError, Problem
from leaflets.storage.atomic import write_whole
from leaflets.storage.files import is_inside, read_plain
from leaflets.storage.manifest import CACHE

WIDTH = 320
"""Pixels: twice what a telephone shows."""

QUALITY = 78
"""Of WebP, of 100: the letters of a heading stay sharp."""

MOST_BYTES = 4_000_000
"""No picture that is kept is larger."""


@dataclass(frozen=True)
class Drawn:
    """Pictures that are kept in the output folder, by the digest of all they are drawn from."""

    output: Path
    used: set[str] = field(default_factory=set)
    """The names of those that were asked for."""

    @property
    def folder(self) -> Path:
        return self.output / CACHE / "site"

    def get(self, kind: str, made_from: str, draw: Callable[[], bytes]) -> bytes:
        """The picture of this kind, drawn only where none is kept; `made_from` says what it is drawn from."""
        path = self.folder / f"{hashlib.sha256(f'{kind} {made_from}'.encode()).hexdigest()[:32]}.{kind}"
        self.used.add(path.name)
        try:
            head, data = read_plain(path, MOST_BYTES, self.output).split(b"\n", 1)
            if hashlib.sha256(data).hexdigest().encode() == head:
                return data
        except (OSError, ValueError):
            pass
        data = draw()
        write_whole(path, hashlib.sha256(data).hexdigest().encode() + b"\n" + data, inside=self.output, settle=False)
        return data

    def forget_others(self) -> None:
        """Remove what was drawn for an earlier site and was not asked for now."""
        for path in self.folder.glob("*.*") if is_inside(self.folder, self.output) else ():
            if path.name not in self.used:
                path.unlink(missing_ok=True)


def first_page(pdf: Path, width: int = WIDTH) -> bytes:
    """The first page of a file as WebP, so many pixels wide. Raises ContentError for what is no PDF."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[0]
            picture = page.render(scale=width / page.get_width(), may_draw_forms=False).to_pil().convert("RGB")
            page.close()
    except pypdfium2.PdfiumError as error:
        todo = say("Make it again: {program} --force.", program=PROGRAM)
        raise ContentError(Problem(say("cannot be read as a PDF"), pdf.name, todo)) from error
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=QUALITY, method=2)
    return target.getvalue()
