"""The templates a format may name: the pages of templates/, held against what is there before anything is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leaflets.installed import templates_of
from leaflets.messages import say
from leaflets.problems import Problem, or_meant


def unknown_template(name: str, styles: Path, where: str, line: int | None) -> Iterator[Problem]:
    """What is wrong where no page of the project with these styles is called so, with the nearest that is there."""
    # One that begins with _ is what others are made of, and no page itself.
    there = sorted(path.stem for path in templates_of(styles.parent).glob("[!_]*.html"))
    if name in there:
        return
    todo = say("Write the name of a page in templates/: leaflet, poster, or one of your own.")
    yield Problem(say('the template "{name}" is not there', name=name), where, or_meant(todo, name, there), line=line)
