"""setup.sh installs what is pinned, no more than was asked for, and nothing twice; tried with a Python of paper."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.supply import PINS, PROJECT, pins

TOOLS = ("sh", "awk", "cat", "cksum", "cp", "chmod", "dirname", "grep", "id", "mkdir", "rm")
"""All that setup.sh may lean on; no apt-get, so that it installs nothing on this machine."""

PYTHON = """#!/bin/sh
# Stands for Python: makes a folder for `-m venv`, and writes down what pip is asked to install.
[ "$1 $2" = "-m venv" ] && { mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; chmod +x "$3/bin/python"; }
[ "$1 $2 $3" = "-m pip install" ] && {
    echo "$*" >>pip.log
    for last; do :; done
    [ -f "$last" ] && cp "$last" asked.txt
    [ -n "${PIP_FAILS:-}" ] && exit 1
}
exit 0
"""


@dataclass(frozen=True)
class Clone:
    """A clone to set up, with a machine of its own."""

    folder: Path
    machine: Path

    def setup(self, *options: str, **environment: str) -> tuple[int, str]:
        """The exit code of setup.sh and all it said."""
        known = {"PATH": str(self.machine), "PYTHON": "python3"} | environment
        done = subprocess.run(
            ["sh", "setup.sh", *options], cwd=self.folder, env=known, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    @property
    def asked(self) -> set[str]:
        """The packages pip was asked for last."""
        return {pin.name for pin in pins((self.folder / "asked.txt").read_text(encoding="utf-8"))}

    @property
    def times(self) -> int:
        """How often packages were installed."""
        log = self.folder / "pip.log"
        return log.read_text(encoding="utf-8").count(" -r ") if log.exists() else 0


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    folder, machine = tmp_path / "a clone", tmp_path / "bin"
    folder.mkdir()
    machine.mkdir()
    for name in ("setup.sh", "pyproject.toml", "constraints.txt"):
        shutil.copy(PROJECT / name, folder)
    for name in TOOLS:
        (machine / name).symlink_to(shutil.which(name) or name)
    written(machine / "uname", "#!/bin/sh\necho Linux\n")
    written(machine / "python3", PYTHON)
    return Clone(folder, machine)


def with_apt(clone: Clone, *packages: str, known: bool = True, root: bool = True) -> None:
    """A Debian machine with these packages installed; `known` says whether it has a browser to install."""
    there = "|".join(packages) or "none"
    written(clone.machine / "dpkg-query", f'#!/bin/sh\ncase "$4" in {there}) echo install ok installed ;; esac\n')
    written(clone.machine / "apt-cache", f"#!/bin/sh\nexit {0 if known else 100}\n")
    written(clone.machine / "apt-get", '#!/bin/sh\necho "$*" >>apt.log\n')
    written(clone.machine / "env", '#!/bin/sh\nshift\nexec "$@"\n')
    (clone.machine / "id").unlink()
    written(clone.machine / "id", f"#!/bin/sh\necho {0 if root else 1000}\n")


LIBRARIES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
BROWSER = "chromium-headless-shell"
INSTALL = "install -qq -y --no-install-recommends"


@pytest.mark.parametrize(
    ("options", "there", "installed"),
    [
        ([], (), LIBRARIES),
        ([], LIBRARIES[:2], LIBRARIES[2:]),
        ([], LIBRARIES, ()),
        (["--rare-words"], LIBRARIES, ()),
        (["--test"], (), (*LIBRARIES, BROWSER)),
        (["--test"], LIBRARIES, (BROWSER,)),
        (["--test"], (*LIBRARIES, BROWSER), ()),
    ],
)
def test_debian_is_asked_for_what_is_missing(
    options: list[str], there: tuple[str, ...], installed: tuple[str, ...], clone: Clone
) -> None:
    """What draws text is installed where it is not there, and for the tests a browser; nothing else, and nothing twice."""
    with_apt(clone, *there)
    code, said = clone.setup(*options)
    assert (code, clone.times) == (0, 1), said
    log = clone.folder / "apt.log"
    asked = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    assert asked == (["update -qq", f"{INSTALL} {' '.join(installed)}"] if installed else [])
    assert "playwright install" not in said


@pytest.mark.parametrize(
    ("known", "root"), [(False, True), (True, False), (False, False)], ids=["Ubuntu", "no rights", "neither"]
)
def test_without_a_browser_to_install_the_way_to_one_is_said(known: bool, root: bool, clone: Clone) -> None:
    """It is no reason to stop: everything else is installed, and the command that brings a browser is named."""
    with_apt(clone, *LIBRARIES, known=known, root=root)
    code, said = clone.setup("--test")
    assert (code, clone.times) == (0, 1), said
    way = "tests of pages for a screen want a browser: .venv/bin/python -m playwright install --only-shell chromium"
    assert f"setup: {way}\n" in said
    assert INSTALL not in ((clone.folder / "apt.log").read_text(encoding="utf-8") if root else "")


def test_who_may_not_install_is_told_whom_to_ask(clone: Clone) -> None:
    """Without the right to install, the libraries are named for an administrator, and nothing is installed."""
    with_apt(clone, LIBRARIES[0], root=False)
    code, said = clone.setup("--test")
    missing = " ".join(LIBRARIES[1:])
    assert (code, clone.times) == (3, 0)
    assert said == f"setup: missing: {missing}; ask an administrator to run: apt-get install {missing}\n"


@pytest.mark.parametrize(("root", "before"), [(True, ""), (False, "sudo ")], ids=["root", "user"])
def test_what_cannot_be_installed_is_said_as_it_is_to_be_typed(root: bool, before: str, clone: Clone) -> None:
    """When apt fails or sudo refuses, the command to run is named with the sudo that this user needs."""
    with_apt(clone, LIBRARIES[0], root=root)
    written(clone.machine / "apt-get", "#!/bin/sh\nexit 100\n")
    written(clone.machine / "sudo", '#!/bin/sh\nexec "$@"\n')
    code, said = clone.setup()
    missing = " ".join(LIBRARIES[1:])
    assert (code, clone.times) == (3, 0)
    assert said.endswith(f"setup: could not install {missing}; run: {before}apt-get install {missing}\n")


def written(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def test_without_an_option_only_what_the_press_needs_is_installed(clone: Clone) -> None:
    """Every package for all is asked for with its checksums, and none that only tests or that is an extra."""
    code, said = clone.setup()
    assert (code, clone.times) == (0, 1), said
    assert clone.asked == {pin.name for pin in pins(PINS.read_text(encoding="utf-8")) if "all" in pin.parts}
    assert clone.asked.isdisjoint({"pytest", "mypy", "wordfreq", "distributed"})
    first, second = (clone.folder / "pip.log").read_text(encoding="utf-8").splitlines()
    assert " --require-hashes -r " in first
    assert "--quiet" not in first
    assert second.endswith("--no-deps --no-build-isolation -e .")


def test_an_extra_is_added_and_stays(clone: Clone) -> None:
    """Rare words bring wordfreq with what it needs; asked for once, they come again with the tests."""
    clone.setup()
    assert clone.setup("--rare-words")[0] == 0
    assert {"wordfreq", "ftfy", "weasyprint"} <= clone.asked
    assert "pytest" not in clone.asked
    clone.setup("--test")
    assert {"wordfreq", "pytest", "uv", "distributed"} <= clone.asked
    assert clone.times == 3


def test_a_second_time_there_is_nothing_to_do(clone: Clone) -> None:
    """With the same packages, or fewer of them, it ends at once."""
    clone.setup("--test")
    for options in (["--test"], [], ["--test"]):
        assert clone.setup(*options) == (0, "setup: everything is in place.\n")
    assert clone.times == 1


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml"])
def test_other_packages_are_installed_again(name: str, clone: Clone) -> None:
    """A changed list installs again, the tests too where they were there."""
    clone.setup("--test")
    with (clone.folder / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    clone.setup()
    assert clone.times == 2
    assert "pytest" in clone.asked


def test_what_failed_is_not_taken_for_done(clone: Clone) -> None:
    """After pip has failed, at first or with other packages, the next time installs again."""
    assert clone.setup(PIP_FAILS="1")[0] != 0
    assert clone.setup()[0] == 0
    assert clone.setup("--test", PIP_FAILS="1")[0] != 0
    assert clone.setup()[0] == 0
    assert clone.times == 4


def test_a_broken_environment_is_made_again(clone: Clone) -> None:
    """A .venv whose Python does not start is thrown away."""
    clone.setup()
    written(clone.folder / ".venv" / "bin" / "python", "#!/bin/sh\nexit 1\n")
    code, said = clone.setup()
    assert (code, clone.times) == (0, 2), said
    assert "making .venv with python3" in said


@pytest.mark.parametrize("option", ["--nothing", "test", "--all", "--", "--t.st", "--test x", "-t"])
def test_an_option_that_is_none_is_said(option: str, clone: Clone) -> None:
    """An unknown option ends with 2 and a sentence, and nothing is installed."""
    code, said = clone.setup(option)
    assert (code, clone.times) == (2, 0)
    assert said == f"setup: there is no option {option}; there are --test and the other extras of pyproject.toml.\n"


def test_a_named_python_that_is_too_old_is_said(clone: Clone) -> None:
    """What PYTHON names must be 3.11 or newer."""
    written(clone.machine / "python2", "#!/bin/sh\nexit 1\n")
    code, said = clone.setup(PYTHON="python2")
    assert (code, said) == (
        3, "setup: PYTHON=python2 is no Python 3.11 or newer; name another, or leave it out.\n"
    )  # fmt: skip


def test_a_python_without_venv_is_said(clone: Clone) -> None:
    """A Python that cannot make an environment is told with the way out, on a machine whose packages we don't know."""
    written(clone.machine / "python9", '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\nexit 0\n')
    code, said = clone.setup(PYTHON="python9")
    assert (code, clone.times) == (3, 0)
    assert "python9 cannot make a virtual environment: its venv or ensurepip is missing." in said


@pytest.mark.skipif(os.access("/usr/bin/python3", os.X_OK), reason="the system has a Python of its own")
def test_no_python_at_all_is_said(clone: Clone) -> None:
    """Without Python the command that installs it is named."""
    (clone.machine / "python3").unlink()
    code, said = clone.setup(PYTHON="")
    assert code == 3
    assert "sudo apt-get install python3 python3-venv" in said
