"""New: what it begins, and the command it says to run next."""

from __future__ import annotations

import json

from tests.small import Press, run


def test_the_command_it_names_works(press: Press) -> None:
    """With another folder for the words, the next command names it too, and reads the new file."""
    outcome = run("new", "leaflet", "gout", "--content", str(press.content))
    assert outcome.code == 0
    _, _, said = outcome.out.partition("then run build.py ")
    arguments = said.rstrip().removesuffix(".").split(" ")
    assert arguments[:2] == ["--leaflet", "gout"]
    made = run(*arguments, "--output", str(press.output))
    assert made.code == 1
    assert "gout.md" in made.err
    assert "There is no leaflet" not in made.err


def test_what_cannot_be_begun_is_a_wrong_option(press: Press) -> None:
    """It names what can be."""
    outcome = run("new", "poster", "gout", "--content", str(press.content))
    assert outcome.code == 2
    assert "'poster' is not one of 'leaflet', 'practice'." in outcome.err
    assert "'KIND'. Choose from: leaflet, practice." in run("new").err
    assert run("new", "Leaflet", "gout", "--content", str(press.content)).code == 0


def test_what_was_begun_is_told_to_a_program(press: Press) -> None:
    """The file, and the command that comes next; with --quiet there is nothing to say."""
    for kind, file in (("leaflet", "nl/gout.md"), ("practice", "practices/gout.yaml")):
        told = json.loads(run("new", kind, "gout", "--json", "--content", str(press.content)).out)
        assert told["made"] == [str(press.content / file)]
        assert told["next"].startswith("build.py ")
        assert run("new", kind, "flu", "-q", "--content", str(press.content)) == (0, "", "")
