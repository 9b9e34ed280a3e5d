"""Cases of whole commands: odd options, odd names of files, and builds and sets of what was changed."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from random import Random

from leaflets.storage.atomic import HALF
from leaflets.storage.manifest import MANIFEST
from tests.fuzz.bench import CHOICE, LOGO, TABLE, Bench, ran
from tests.fuzz.formats import front_changed, json_changed, text_changed, yaml_changed
from tests.fuzz.guard import SECRET
from tests.fuzz.kinds import MAKING, Kind, Verdict, Wrong, steering
from tests.fuzz.mutation import WORDS
from tests.small import Outcome, Press

COMMANDS: tuple[tuple[str, ...], ...] = (
    (), ("build",), ("list",), ("check",), ("personalise",), ("personalise", "practices.csv"), ("new",), ("new", "leaflet"),
    ("new", "practice"), ("new", "edition"), ("order",), ("order", "moe"), ("calibrate",), ("nonsense",), ("--help",),
)  # fmt: skip
OPTIONS: tuple[tuple[str, ...], ...] = (
    ("--leaflet", "ms"), ("--format", "a5"), ("--format", "poster"), ("--language", "nl"), ("--jobs", "1"), ("--gray",), ("--light",),
    ("--press",), ("--caliper", "0,12"), ("--paper", "a3"), ("--manual-duplex",), ("--fillable",), ("--check",),
    ("--icc", "press.icc"), ("--practice", "x.yaml"), ("--allow", "T04=it is looked up and not read"), ("--links",), ("x",),
    ("migraine",), ("--order", "1"), ("--edition", "moe"), ("--copies", "500"), ("--shop", "voorbeeld"), ("--cover-apart",),
    ("--binding", "glued"), ("--no-marks",),
)  # fmt: skip
NO_WORDS = frozenset({"--links"})
"""What would call somebody."""

_FAULTS = ("fault of the press", "Traceback", "could not be made (", "could not be looked at (")


def _options(bench: Bench, rng: Random) -> Verdict:
    """A command with options that may go together, their values changed."""
    words = [*rng.choice(COMMANDS)]
    for option in rng.sample([one for one in OPTIONS if one[0] not in NO_WORDS], rng.choice((0, 1, 2, 3))):
        name, *values = option
        words += [name, *(_value(rng, value) for value in values)]
    if rng.random() < 0.15:
        words.insert(rng.randint(0, len(words)), _word(rng))
    with bench.copy() as press:
        words = [str(press.home / word) if word == "practices.csv" else word for word in words]
        return _ended(ran(press, *words), press)


def _value(rng: Random, value: str) -> str:
    if rng.random() < 0.6:
        return value
    return os.fsdecode(text_changed(rng, value.encode(), b"")[:300]).lstrip("/").replace("\0", "")


def _word(rng: Random) -> str:
    """Something no command knows; a way to a file is none that leads out of the case."""
    return os.fsdecode(rng.choice(WORDS)).replace("\0", "").replace("/", "-") or "-"


def _names(bench: Bench, rng: Random) -> Verdict:
    """Files and folders with names nobody gives them, beside the others."""
    with bench.copy() as press:
        for _ in range(rng.choice((1, 2, 5))):
            _odd(rng, press)
        command = rng.choice(((), ("list",), ("personalise", str(press.content / "practices"))))
        return _ended(ran(press, *command, *(CHOICE if command != ("list",) else ())), press)


def _odd(rng: Random, press: Press) -> None:
    """Something odd in one of the folders."""
    folder = rng.choice(
        ("nl", "nl/booklet", "nl/pictures", "practices", "", "../output/nl/leaflets", "../output/practices")
    )
    place = press.content / folder
    place.mkdir(exist_ok=True, parents=True)
    name = rng.choice(WORDS).replace(b"/", b"-").replace(b"\0", b"").strip() or b"x"
    ending = rng.choice((b".md", b".yaml", b".png", b"", b".pdf", b".csv"))
    if name in (b".", b"..") and not ending:
        return
    path = os.path.join(os.fsencode(place), name[:100] + ending)  # noqa: PTH118  it is no text
    if os.path.lexists(path):
        return
    match rng.randrange(6):
        case 0:
            os.mkdir(path)  # noqa: PTH102
        case 1:
            targets = (os.fsencode(press.home.parent / SECRET), b"/dev/zero", b"nowhere", b".", path)
            os.symlink(rng.choice(targets), path)  # noqa: PTH211
        case 2:
            os.mkfifo(path)
        case _:
            with open(path, "wb") as file:  # noqa: PTH123
                file.write(rng.choice((b"", b"x", LOGO, b"\0" * 1000)))


def _build(bench: Bench, rng: Random) -> Verdict:
    """The leaflet is made of content that was changed."""
    with bench.copy() as press:
        name, change = rng.choice((
            ("nl/ms.md", front_changed), ("nl/ms.md", front_changed), ("nl/_language.yaml", yaml_changed),
            ("sources.yaml", yaml_changed), ("edition.yaml", yaml_changed), ("preflight.yaml", yaml_changed),
        ))  # fmt: skip
        path = press.content / name
        path.write_bytes(bench.with_port(change(rng, path.read_bytes(), bench.other(rng))))
        return _ended(ran(press, *CHOICE), press)


def _personalise(bench: Bench, rng: Random) -> Verdict:
    """Sets are made, or looked at, of a table and manifests that were changed."""
    with bench.copy() as press:
        if rng.random() < 0.7:
            table = text_changed(rng, TABLE.encode(), bench.other(rng))
            (press.home / "practices.csv").write_bytes(bench.with_port(table))
        for path in sorted(press.output.glob(f"practices/*/{MANIFEST}")):
            if rng.random() < 0.3:
                path.write_bytes(bench.with_port(json_changed(rng, path.read_bytes(), bench.other(rng))))
        more = rng.choice(((), ("--check",), ("--force",)))
        return _ended(ran(press, "personalise", str(press.home / "practices.csv"), *CHOICE, *more), press)


def _ended(outcome: Outcome, press: Press) -> Verdict:
    """How a command ended, which is one of the ways it may. Raises Wrong."""
    if outcome.code not in (0, 1, 2):
        raise Wrong(f"the exit code is {outcome.code}: {outcome.err[-300:]!r}")
    said = outcome.out + outcome.err
    if outcome.code and not said.strip():
        raise Wrong(f"it ends with {outcome.code} and says nothing")
    for fault in _FAULTS:
        if fault in said:
            raise Wrong(next(line for line in said.splitlines() if fault in line)[:300])
    if characters := steering(said):
        raise Wrong(f"it prints {', '.join(characters)}")
    if outcome.code == 0 or "[" in said or MANIFEST in said:
        _whole(press.output)
    return Verdict(outcome.code == 0, said=said)


def _whole(output: Path) -> None:
    """Raises Wrong for a file half written, or a manifest whose files are others or not there."""
    if half := [path.name for path in output.rglob(f"*{HALF}")]:
        raise Wrong(f"{half[0]} is left half written")
    said = json.loads((output / MANIFEST).read_bytes())
    for entry in [*said["artefacts"], *said["tickets"]]:
        data = (output / entry["path"]).read_bytes()
        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
            raise Wrong(f"{entry['path']} is not what the manifest says")


KINDS = (
    Kind("options", 7, _options, MAKING),
    Kind("names", 7, _names, MAKING),
    Kind("build", 3, _build, MAKING),
    Kind("personalise", 4, _personalise, MAKING),
)
