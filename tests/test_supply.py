"""Every package is pinned with its checksums, is installed as pinned, and has a licence we may hand on."""

from __future__ import annotations

import json
import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests import supply
from tests.supply import Pin, bill, extras, field, normal, pins, project, runtime, wanted_by

pytestmark = pytest.mark.whole

ALL = {pin.name: pin for pin in pins(supply.PINS.read_text(encoding="utf-8"))}

FREE = {
    "MIT", "MIT-0", "MIT-CMU", "BSD", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Apache-2.0", "MPL-2.0", "OFL-1.1",
    "PSF-2.0", "Apache-2.0 OR BSD-2-Clause", "Apache-2.0 AND BSD-2-Clause", "Apache-2.0 AND CNRI-Python", "MIT OR Apache-2.0", "MIT AND PSF-2.0",
}  # fmt: skip
"""Licences under which all may use a package and hand it on, also within what they sell."""

CLASSES = {
    "MIT License": "MIT", "BSD License": "BSD", "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "MIT license": "MIT", "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0", "PSFL": "PSF-2.0",
}  # fmt: skip
"""What older packages call them."""

LOOKED_AT = {
    "pyphen": "GPL-2.0-or-later, LGPL-2.1-or-later or MPL-1.1, as one chooses: we take the LGPL, or the MPL",
    "pypdfium2": "BSD-3-Clause or Apache-2.0, and PDFium with its parts, all of those kinds",
    "qrcode": "BSD-3-Clause; called proprietary for its history: parts are under the MIT licence of another author",
    "locate": "MIT in its repository, whatever it calls itself; comes with wordfreq only, which is an extra",
    "axe-playwright-python": "MIT by the licence in its wheel, and axe-core under MPL-2.0 within; for tests only",
}
"""Packages that say something else than one of FREE, and what was found when a person looked."""


def licences(package: metadata.Distribution) -> set[str]:
    """What a package says of its licence: an expression, or else in its field and in its classes."""
    if expression := field(package, "License-Expression"):
        return set(expression)
    classes = [one for one in field(package, "Classifier") if one.startswith("License ::")]
    said = [one.rpartition(" :: ")[2] for one in classes] + field(package, "License")
    return {CLASSES.get(one, one) for one in said if one and one != "UNKNOWN"}


def is_free(name: str, package: metadata.Distribution) -> bool:
    """Whether a package may go with the press; never under the AGPL, which reaches those who only use a server."""
    said = licences(package)
    if re.search("AGPL|Affero", f"{said} {field(package, 'Classifier')}"):
        return False
    return name in LOOKED_AT or (bool(said) and said <= FREE)


def installed(part: str) -> dict[str, metadata.Distribution]:
    """The installed packages that are for this part."""
    names = (name for name, pin in ALL.items() if part in pin.parts or "all" in pin.parts)
    found = ((name, next(iter(metadata.distributions(name=name)), None)) for name in names)
    return {name: package for name, package in found if package is not None}


def test_every_runtime_package_has_a_licence_we_may_hand_on() -> None:
    """Each package the press needs, also what only others ask for, is under a free licence or was looked at."""
    listed = {name: licences(package) for name, package in runtime().items()}
    assert len(listed) > 45
    assert {name: listed[name] for name, package in runtime().items() if not is_free(name, package)} == {}


@pytest.mark.parametrize("part", extras())
def test_so_has_every_package_of_an_extra(part: str) -> None:
    """What somebody adds to the press is free too."""
    assert [name for name, package in installed(part).items() if not is_free(name, package)] == []


@pytest.mark.parametrize(
    ("name", "lines", "passes"),
    [
        ("mild", "License-Expression: MIT", True),
        ("older", "License: Apache 2.0", True),
        ("oldest", "Classifier: License :: OSI Approved :: BSD License", True),
        ("network", "License-Expression: AGPL-3.0-only", False),
        ("pyphen", "Classifier: License :: OSI Approved :: GNU Affero General Public License v3", False),
        ("two", "License: MIT\nClassifier: License :: OSI Approved :: GNU Affero General Public License v3", False),
        ("silent", "Summary: says nothing", False),
        ("closed", "License: Other/Proprietary License", False),
        ("both", "License: MIT\nClassifier: License :: Other/Proprietary License", False),
    ],
)
def test_an_unknown_licence_is_not_let_pass(name: str, lines: str, passes: bool, tmp_path_factory: pytest.TempPathFactory) -> None:  # fmt: skip
    """The AGPL passes under no name, and what says nothing of its licence does not either."""
    folder = tmp_path_factory.mktemp(name) / f"{name}-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n{lines}\n", encoding="utf-8")
    assert is_free(name, metadata.Distribution.at(folder)) is passes


def test_each_look_at_a_licence_is_of_a_package_there_is() -> None:
    """A package that went, or says its licence plainly by now, is no longer on the list."""
    assert set(LOOKED_AT) <= set(ALL)
    plain = [name for name in LOOKED_AT if (one := installed("test").get(name)) and set() < licences(one) <= FREE]
    assert plain == []


@pytest.mark.parametrize("part", ["all", *extras()])
def test_every_requirement_is_pinned_with_a_checksum(part: str) -> None:
    """What pyproject.toml asks for stands in constraints.txt for that part, in a version that it allows."""
    for said in wanted_by(part) if part == "all" else project()["project"]["optional-dependencies"][part]:
        wanted = Requirement(said)
        if wanted.name == "leaflet-press":
            continue  # An extra that is made of others.
        pin = ALL[normal(wanted.name)]
        assert {part, "all"} & set(pin.parts), f"{pin.name} is not for {part}: python -m tests.supply pin"
        assert wanted.specifier.contains(pin.version), f"{pin.name}: python -m tests.supply pin"


def test_what_others_ask_for_is_pinned_too() -> None:
    """All an installed package asks for here has a pin for the same part: --require-hashes would refuse it else."""
    missing = []
    for part in ("all", *extras()):
        known = {name for name, pin in ALL.items() if {part, "all"} & set(pin.parts)}
        for package in installed(part).values():
            for wanted in map(Requirement, package.requires or ()):
                if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                    missing += [wanted.name] if normal(wanted.name) not in known else []
    assert missing == []


def test_every_pin_has_whole_checksums() -> None:
    """Each package of constraints.txt has one version and at least one SHA-256, and says what it is for."""
    text = supply.PINS.read_text(encoding="utf-8")
    assert len(ALL) == len(re.findall(r"^\S+==", text, re.MULTILINE)) > 100
    for pin in ALL.values():
        assert pin.hashes, pin.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in pin.hashes), pin.name
        assert pin.parts, pin.name
        assert set(pin.parts) <= {"all", *extras()}, pin.name


def test_the_pins_name_no_place() -> None:
    """Where packages come from is for the machine to know: no address and no folder stands in constraints.txt."""
    lines = supply.PINS.read_text(encoding="utf-8").splitlines()
    known = re.compile(r"#.*|[a-z0-9-]+==\S+( ; .*)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|")
    assert [one for one in lines if not known.fullmatch(one) or "://" in one] == []


def test_what_is_installed_is_what_is_pinned() -> None:
    """The tests run with the versions constraints.txt names; if they don't: sh setup.sh --test."""
    other = {
        name: (package.version, ALL[name].version)
        for name, package in installed("test").items()
        if Version(package.version) != Version(ALL[name].version)
    }
    assert other == {}


def test_a_list_of_pins_is_read() -> None:
    """Name, version, marker, checksums and what it is for."""
    text = """
# for: all
plain==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
# for: cluster test
of-windows==2.1 ; sys_platform == 'win32' \\
    --hash=sha256:cc
"""
    assert pins(text) == (
        Pin("plain", "1.0", ("sha256:aa", "sha256:bb"), ("all",), ""),
        Pin("of-windows", "2.1", ("sha256:cc",), ("cluster", "test"), "sys_platform == 'win32'"),
    )


def test_the_bill_of_materials_lists_what_runs_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SBOM has every runtime package with version and licence, none that only tests, no path, and no date."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    said = bill("--no-validate")  # That takes ten seconds, and the tool's own tests do it.
    whole = json.loads(said)
    assert whole["bomFormat"] == "CycloneDX"
    assert {normal(one["name"]) for one in whole["components"]} == set(runtime())
    assert all(one["version"] and one["licenses"] and one["purl"] for one in whole["components"])
    asked = next(one for one in whole["dependencies"] if one["ref"] == whole["metadata"]["component"]["bom-ref"])
    assert any(one.startswith("weasyprint==") for one in asked["dependsOn"])
    refs = {one["bom-ref"] for one in whole["components"]}
    assert all(set(one.get("dependsOn", ())) <= refs for one in whole["dependencies"])
    assert "file:" not in said
    assert str(supply.PROJECT) not in said
    assert "timestamp" not in whole["metadata"]
    assert "serialNumber" not in whole
