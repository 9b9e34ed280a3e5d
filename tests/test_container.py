"""The Containerfile builds the wheel of what is in the repository, with the libraries setup.sh installs; it runs as no root."""

from __future__ import annotations

import re
import shlex

from leaflets.cli import COMMANDS
from leaflets.cli.studio import PORT
from tests import supply
from tests.supply import PROJECT, project

TEXT = (PROJECT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", "")
STEPS = [line.split(None, 1) for line in TEXT.splitlines() if line and not line.startswith("#")]


def given(word: str) -> list[str]:
    """What stands behind an instruction, each time it is given."""
    return [rest.strip() for name, rest in STEPS if name == word]


def test_what_is_copied_is_there_and_is_all_the_wheel_takes() -> None:
    """Each file and folder that is copied in exists, and none is missing of those pyproject.toml puts into the wheel."""
    copied = {name for line in given("COPY") if not line.startswith("--from") for name in line.split()[:-1]}
    assert [name for name in copied if not (PROJECT / name).exists()] == []
    build = project()["tool"]["hatch"]["build"]["targets"]["wheel"]
    about = project()["project"]
    assert {*build["packages"], *build["force-include"], about["readme"], *about["license-files"]} <= copied


def test_the_libraries_are_those_of_a_machine() -> None:
    """What setup.sh installs to draw text with is installed here too."""
    (libraries,) = re.findall(r'^libraries="(.*)"$', (PROJECT / "setup.sh").read_text(encoding="utf-8"), re.MULTILINE)
    final = TEXT.rpartition("\nFROM ")[2]
    assert set(libraries.split()) <= set(final.split())


def test_a_server_of_the_studio_runs_in_it() -> None:
    """What it needs is installed, its port is named, and the commands in the head are those there are."""
    (chosen,) = re.findall(r"awk '(.*?)' constraints.txt", TEXT)
    parts = re.findall(r"\(([a-z|]+)\)\( \|\$\)", chosen)
    assert parts == ["all|server"]
    wanted = supply.PINS.read_text(encoding="utf-8")
    listed = re.findall(r"^# for:.* (?:all|server)(?: .*)?\n([a-z0-9-]+)==", wanted, re.MULTILINE)
    assert {"uvicorn", "starlette", "itsdangerous", "prometheus-client", "weasyprint"} <= set(listed)
    assert given("EXPOSE") == [str(PORT)]
    head = (PROJECT / "Containerfile").read_text(encoding="utf-8").replace("\\\n#", " ")
    for line in re.findall(r"leaflet-press (studio .*|members .*)$", head, re.MULTILINE):
        name, *rest = shlex.split(re.sub(r" {3,}[a-z].*", "", re.sub(r"\s{6,}--", " --", line)))
        command = next(one for one in COMMANDS if one.name == name)
        assert command.make_context(name, rest, resilient_parsing=True).params
        asked = {one for one in rest if one.startswith("--")}
        assert asked <= {option for one in command.params for option in one.opts}


def test_it_runs_as_no_root_in_the_folder_it_is_given() -> None:
    """The press is begun by its name, in /work, by a user who may change nothing but the content and the output."""
    assert [name for name, _ in STEPS[-5:]] == ["USER", "WORKDIR", "VOLUME", "EXPOSE", "ENTRYPOINT"]
    assert given("USER") == ["press"]
    assert given("WORKDIR")[-1] == "/work"
    assert given("VOLUME") == ['["/work/content", "/work/output"]']
    assert given("ENTRYPOINT") == ['["leaflet-press"]']
