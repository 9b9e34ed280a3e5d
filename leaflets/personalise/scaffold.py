"""Begin a practice from a pattern."""

from __future__ import annotations

from pathlib import Path

from leaflets.installed import PROGRAM
from leaflets.messages import say
from leaflets.personalise.practice import id_fault
from leaflets.problems import WrongOption
from leaflets.storage.atomic import write_whole
from leaflets.storage.files import is_there

PATTERN = """\
# A practice: what is printed in the box at the foot of its leaflets. The name of this file is the practice's id.
# Replace what stands between ‹ ›; name, telephone and country are required, other lines may be left out.
# Put numbers between quotation marks, or their first 0 is lost.
# Then run: {program} personalise {content}/practices/{identifier}.yaml
name: ‹name›
kind: null                      # a line under the name, such as Groepspraktijk
address: ‹street and number, postcode and town›
telephone: "‹telephone›"
out_of_hours_telephone: null    # the number when the practice is closed, such as "1733"
out_of_hours_name: null         # null prints the country's word: de wachtpost or de huisartsenpost
website: null                   # https://www.example.org; it is printed as a QR code too
appointment: null               # the web address where patients make an appointment
country: be                     # be or nl: picks the words
language: nl                    # or several: [nl, fr]
logo: null                      # a PNG, JPEG or SVG beside this file, such as {identifier}.svg
publisher: null                 # the verantwoordelijke uitgever: name and address (Belgium)
review: null                    # a line such as: Nagelezen door dr. A. Voorbeeld, november 2026.
"""


def begin_practice(content: Path, identifier: str) -> Path:
    """Write content/practices/<identifier>.yaml with every field.

    Raises WrongOption when the id is no id or the file exists.
    """
    if id_fault(identifier):
        said = say(
            '"{identifier}" is no id of a practice. Use lower case letters, digits and hyphens, at most 60.',
            identifier=identifier,
        )
        raise WrongOption(said)
    path = content / "practices" / f"{identifier}.yaml"
    if is_there(path):
        raise WrongOption(say("{content}/practices/{path} is there already.", content=content.name, path=path.name))
    write_whole(path, PATTERN.format(program=PROGRAM, content=content.name, identifier=identifier).encode())
    return path
