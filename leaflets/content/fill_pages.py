"""The pages of the booklet to write on, as booklet/pages.yaml gives their words."""

from __future__ import annotations

from leaflets.model.value import Value


class Diary(Value):
    """A page to fill in by hand: a table of rows and columns."""

    title: str
    intro: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    example: tuple[str, ...] = ()
    """A row that is filled in, to show how: its name and a word for each column."""
    legend: str | None = None


class Questions(Value):
    """What to ask, below the week: a line to write on for each prompt."""

    title: str
    intro: str
    prompts: tuple[str, ...]


class Notes(Value):
    """A page of lines; what it is for is said below its title where there is more to say."""

    title: str
    intro: str = ""


class FillPages(Value):
    """The words of the pages that fill a booklet to a multiple of four."""

    week: Diary
    questions: Questions
    notes: Notes
