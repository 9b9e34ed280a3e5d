"""What the press is made of, to pin it and to list it.

`python -m tests.supply pin` writes constraints.txt anew after pyproject.toml has changed, `… pin --newest` with the
newest version of everything; `python -m tests.supply sbom FILE` lists the packages the press needs, as CycloneDX.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
PINS = PROJECT / "constraints.txt"
OLDEST_PYTHON = "3.11"

HEAD = """\
# Every package with its version and the checksums of its files, for Python 3.11 and newer on any system.
# "for: all" is what the press needs; the others are extras of pyproject.toml, which `sh setup.sh --EXTRA` installs.
# Not written by hand: .venv/bin/python -m tests.supply pin
"""

_PIN = re.compile(r"([a-z0-9-]+)==(\S+)")


@dataclass(frozen=True)
class Pin:
    """A package with its one version, the checksums of its files, what it is for, and when it is needed at all."""

    name: str
    version: str
    hashes: tuple[str, ...]
    parts: tuple[str, ...]
    marker: str


def normal(name: str) -> str:
    """The name of a package as all tools compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(text: str) -> tuple[Pin, ...]:
    """The pins of a list such as constraints.txt."""
    found: list[Pin] = []
    parts: tuple[str, ...] = ()
    for entry in text.replace("\\\n", "").splitlines():
        if entry.startswith("# for:"):
            parts = tuple(entry.removeprefix("# for:").split())
        elif pinned := _PIN.match(entry):
            said, *hashes = re.split(r"\s+--hash=", entry.strip())
            found.append(Pin(pinned[1], pinned[2], tuple(hashes), parts, said.partition(";")[2].strip()))
    return tuple(found)


def wanted_by(part: str) -> list[str]:
    """The requirements of an extra, or of the press itself, with what it is built with, for "all"."""
    about = project()
    if part != "all":
        return [f"{about['project']['name']}[{part}]"]
    return [*about["project"]["dependencies"], *about["build-system"]["requires"]]


def extras() -> tuple[str, ...]:
    """The names of the extras, in order."""
    return tuple(sorted(project()["project"]["optional-dependencies"]))


def compiled(parts: Sequence[str], old: str, *options: str) -> str:
    """What uv makes of the requirements of these parts; versions stay those of the list `old` where they can."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, out = Path(folder, "wanted.in"), Path(folder, "pins.txt")
        wanted.write_text("\n".join(project()["build-system"]["requires"]), encoding="utf-8")
        out.write_text(old, encoding="utf-8")
        asked = [f"--extra={part}" for part in parts if part != "all"]
        subprocess.run(
            [
                sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--no-config", "--no-header",
                "--no-annotate", f"--python-version={OLDEST_PYTHON}", *asked, *options, f"--output-file={out}",
                "pyproject.toml", str(wanted),
            ],
            cwd=PROJECT, check=True,
        )  # fmt: skip
        return out.read_text(encoding="utf-8")


def pinned(old: str, *options: str) -> str:
    """constraints.txt: everything with its checksums, each package with what it is for."""
    whole = compiled(extras(), old, "--generate-hashes", *options)
    names = {part: {pin.name for pin in pins(compiled((part,), whole))} for part in ("all", *extras())}
    lines = [HEAD]
    for entry in whole.splitlines():
        if found := _PIN.match(entry):
            needed = [part for part, several in names.items() if found[1] in several]
            lines.append(f"# for: {' '.join(needed[:1] if 'all' in needed else needed)}")
        lines.append(entry)
    return "\n".join(lines) + "\n"


def runtime() -> dict[str, metadata.Distribution]:
    """The installed packages the press needs, by their normal name: those it asks for, and what they ask for."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [pin.name for pin in pins(PINS.read_text(encoding="utf-8")) if pin.parts == ("all",)]
    for name in waiting:
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # Pinned for another system or another Python.
    return found


def field(package: metadata.Distribution, name: str) -> list[str]:
    """What a package says of itself in a field: nothing, a line, or several."""
    return [str(said) for said in package.metadata.get_all(name) or ()]


def bill(*options: str) -> str:
    """The software bill of materials of the press as CycloneDX: its packages, versions, licences and dependencies.

    `options` are more of those of cyclonedx-py.
    """
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--pyproject",
               "pyproject.toml", *options, sys.executable]  # fmt: skip
    made = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    return json.dumps(_less(json.loads(made), set(runtime())), indent=1, sort_keys=True) + "\n"


def _less(whole: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    """A bill without the components of other names, such as those that only test."""
    components = [_licensed(one) for one in whole["components"] if normal(one["name"]) in names]
    root = whole["metadata"]["component"]["bom-ref"]
    kept = {one["bom-ref"] for one in components} | {root}
    depends = [
        one | {"dependsOn": [other for other in one.get("dependsOn", ()) if other in kept]}
        for one in whole["dependencies"]
        if one["ref"] in kept
    ]
    return {**whole, "components": components, "dependencies": depends}


def _licensed(component: Mapping[str, Any]) -> Mapping[str, Any]:
    """A component with the licence its package tells; a text that is no known name is left out by the tool."""
    said = field(metadata.distribution(component["name"]), "License")
    if component.get("licenses") or not said:
        return component
    return {**component, "licenses": [{"license": {"name": said[0], "acknowledgement": "declared"}}]}


def main(arguments: Sequence[str]) -> int:
    """Do what is asked; gives the exit code."""
    match arguments:
        case ["pin"] | ["pin", "--newest"]:
            old = PINS.read_text(encoding="utf-8") if PINS.exists() else ""
            PINS.write_text(pinned(old, *(["--upgrade"] if "--newest" in arguments else [])), encoding="utf-8")
        case ["sbom", file]:
            Path(file).write_text(bill(), encoding="utf-8")
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
