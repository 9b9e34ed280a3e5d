"""What the rules V01 to V04 say of the texts beside the register of published versions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from leaflets.content import Catalogue
from leaflets.preflight.inspection import apply
from leaflets.preflight.rules.register import RegisterUnderCheck
from leaflets.preflight.texts.house_style import house_style
from leaflets.preflight.texts.manuscript import Manuscript, TextsUnderCheck, manuscripts
from leaflets.problems import ContentError, Problem
from leaflets.register import FILE, read_register


def of_register(desk: TextsUnderCheck, content: Path, written: tuple[Manuscript, ...]) -> tuple[Problem, ...]:
    """What is wrong with the register of a folder of content, or with the texts `written` there beside it."""
    try:
        known = read_register(content)
    except ContentError as error:
        return error.problems
    return tuple(apply("register", RegisterUnderCheck(desk, known, written), f"{content.name}/{FILE}"))


def before_publishing(catalogue: Catalogue, content: Path, day: dt.date) -> tuple[Problem, ...]:
    """What is asked before versions are published: where one blocks, nothing is written, whatever a house style says.

    Paper cannot be called back, so none of these rules has an exception. Raises ContentError for a wrong house style.
    """
    desk = TextsUnderCheck(catalogue, house_style(content), day, content.name)
    return of_register(desk, content, manuscripts(desk, content))


def of_addresses(catalogue: Catalogue, content: Path, day: dt.date) -> tuple[Problem, ...]:
    """Whether older prints lead to another address than that of the site (V03), which is told with every site.

    Raises ContentError for a wrong house style.
    """
    desk = TextsUnderCheck(catalogue, house_style(content), day, content.name)
    return tuple(one for one in of_register(desk, content, ()) if one.rule == "V03")
