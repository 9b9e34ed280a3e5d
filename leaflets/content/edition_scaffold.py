"""Begin an edition of an association's own from a pattern."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from leaflets.content.texts import is_id
from leaflets.installed import PROGRAM
from leaflets.messages import say
from leaflets.model.artefact import EDITIONS
from leaflets.model.content import Leaflet
from leaflets.problems import WrongOption
from leaflets.storage.atomic import write_whole
from leaflets.storage.files import is_there

PATTERN = """\
# An edition of your own. The name of this file is its id. The medical texts stay as they are, whoever hands them out;
# their mark is printed in the colophon. Replace what stands between ‹ ›; what is null may stay so.
# Then run: {program} --edition {identifier}
name: ‹name of the association›
address: ‹street and number, postcode and town›
telephone: null                 # between quotation marks: "09 123 45 67"
email: null
website: ‹www.example.org›
publisher: null                 # in Belgium who answers for it: {{name: …, address: …}}; null is the association
logo: null                      # an SVG, PNG or JPEG beside this file, such as {identifier}.svg
title: null                     # of the booklet; null is that of the series
subtitle: null                  # {{count}} in it becomes the number of conditions
cover_line: null                # above the title
back_cover: null                # on the back
foreword: {identifier}-foreword.md
box: association                # on each leaflet: your own details, or "practice", room for a practice's stamp
formats: []                     # [booklet, booklet-press, a5] makes these alone; empty makes all
colours: {{}}                     # {{group-0: "#00557F"}} is another colour for the covers
site: null                      # https://… where the leaflets can be read and downloaded
funding: null                   # who paid for it
version: null                   # of this edition, as "2026.11"; null is that of the texts
# Which leaflets, in the order of the booklet. Remove lines; leaflets of one group stay together.
leaflets:
{leaflets}
"""

FOREWORD = """\
---
chapter: foreword
title: ‹title›
---

‹your own words: who you are, and whom readers can ask›
"""


def begin_edition(content: Path, identifier: str, leaflets: Iterable[Leaflet]) -> Path:
    """Write content/editions/<identifier>.yaml with every field and all `leaflets`, and a foreword beside it.

    Raises WrongOption when the id is no id or one of the files exists.
    """
    if not is_id(identifier):
        raise WrongOption(
            say('"{identifier}" is no id. Use lower case letters, digits and hyphens.', identifier=identifier)
        )
    folder = content / EDITIONS
    path, foreword = folder / f"{identifier}.yaml", folder / f"{identifier}-foreword.md"
    for file in (path, foreword):
        if is_there(file):
            place = f"{content.name}/{EDITIONS}/{file.name}"
            raise WrongOption(say("{place} is there already.", place=place))
    listed = "\n".join(f"  - {one.id:<28}# group {one.group}: {one.name}" for one in leaflets)
    said = PATTERN.format(program=PROGRAM, identifier=identifier, leaflets=listed)
    write_whole(foreword, FOREWORD.encode())
    write_whole(path, said.encode())
    return path
