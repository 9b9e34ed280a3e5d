"""New: what it begins, and the command it says to run next."""

from __future__ import annotations

import json
import re
import shutil

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
    assert "'poster' is not one of 'leaflet', 'practice', 'edition'." in outcome.err
    assert "'KIND'. Choose from: leaflet, practice, edition." in run("new").err
    assert run("new", "Leaflet", "gout", "--content", str(press.content)).code == 0


def test_what_was_begun_is_told_to_a_program(press: Press) -> None:
    """The file, and the command that comes next; with --quiet there is nothing to say."""
    for kind, file in (("leaflet", "nl/gout.md"), ("practice", "practices/gout.yaml")):
        told = json.loads(run("new", kind, "gout", "--json", "--content", str(press.content)).out)
        assert told["made"] == [str(press.content / file)]
        assert told["next"].startswith("build.py ")
        assert run("new", kind, "flu", "-q", "--content", str(press.content)) == (0, "", "")


def test_a_translation_is_begun_with_the_whole_command(press: Press) -> None:
    """The language is in the command that makes it; what was only copied of its words is told, and no fault."""
    folder = press.content / "fr"
    shutil.copytree(press.content / "nl", folder, ignore=shutil.ignore_patterns("*.md"))
    words = folder / "_language.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("id: nl", "id: fr", 1), encoding="utf-8")
    outcome = run("new", "leaflet", "ms", "--language", "fr", "--content", str(press.content))
    assert outcome.code == 0
    command = f"build.py --leaflet ms --language fr --content {press.content}"
    assert outcome.out == f"{folder / 'ms.md'} is ready. Translate what stands between ‹ ›, then run {command}.\n"
    assert re.match(r'content/fr/_language\.yaml: \d+ texts are still those of "nl": ', outcome.err)
    made = run(*command.split(" ")[1:], "--output", str(press.output))
    assert made.code == 1
    assert "a placeholder is left over" in made.err
    assert "C12" not in made.err
