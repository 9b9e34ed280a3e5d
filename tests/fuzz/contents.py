"""Cases of the content and the styles: a file is changed, then everything is read, held to the rules and planned."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

from leaflets.content import Catalogue
from leaflets.imposition.printer import load_printer
from leaflets.plan import works
from leaflets.preflight.texts.gate import passing
from leaflets.press.profile import read_profile
from leaflets.typeset import palette
from leaflets.typeset.palette import Look
from tests.fuzz.bench import DAY, LOGO, Bench
from tests.fuzz.formats import front_changed, png_changed, text_changed, yaml_changed
from tests.fuzz.kinds import Kind, Verdict, Wrong, taken
from tests.fuzz.pictures import photograph, screen
from tests.press.profiles import icc

Change = Callable[[Random, bytes, bytes], bytes]


def _changed(name: str, change: Change, bench: Bench, rng: Random) -> Verdict:
    """A file of the content is changed, and all of it read."""
    path = bench.content / name
    with bench.changed(path, change(rng, path.read_bytes(), bench.other(rng))):
        return _all(bench)


def _all(bench: Bench) -> Verdict:
    """Everything is read, held to the rules on texts and planned. Raises Wrong for words nobody sees."""
    catalogue, problems = bench.read()
    load_printer(bench.content)
    catalogue, refused = passing(catalogue, bench.content, DAY)
    _, told = works(catalogue, bench.request)
    for text in _printed(catalogue):
        _look(text)
    return taken([*problems, *refused, *told])


def _printed(catalogue: Catalogue) -> Iterator[str]:
    """Everything the texts that passed will print."""
    for leaflets in catalogue.leaflets.values():
        for leaflet in leaflets:
            yield from (leaflet.title, leaflet.name, leaflet.poster, leaflet.audience)
            yield from (section.markdown for section in leaflet.sections)
    for chapters in catalogue.chapters.values():
        for chapter in chapters.values():
            yield from (chapter.title, chapter.markdown)


def _look(text: str) -> None:
    """Raises Wrong for characters that hide in a text, or a word that must not be printed and is hidden by some."""
    said = html.unescape(text)
    hidden = {
        character for character in said if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")
    } - set("\n\t\u00ad")
    if hidden:
        raise Wrong(
            f"a text was taken that holds {', '.join(f'U+{ord(character):04X}' for character in sorted(hidden))}"
        )
    plain = unicodedata.normalize("NFKC", said.replace("\u00ad", "")).lower()
    for word in ("slijtage", "todo"):
        if word in plain.split():
            raise Wrong(f'a text was taken that says "{word}"')


def _chapter(bench: Bench, rng: Random) -> Verdict:
    name = rng.choice(sorted(path.name for path in (bench.content / "nl" / "booklet").glob("*.md")))
    return _changed(f"nl/booklet/{name}", front_changed, bench, rng)


def _format(bench: Bench, rng: Random) -> Verdict:
    """The style sheet of a format: its geometry, mostly."""
    path = rng.choice(sorted((bench.styles / "formats").glob("*.css")))
    data = path.read_bytes()
    head, end, rest = data.partition(b"*/")
    geometry = head.partition(b"/*")[2]
    changed = b"/*" + yaml_changed(rng, geometry, bench.other(rng)) + end + rest
    with bench.changed(path, changed if rng.random() < 0.8 else text_changed(rng, data, bench.other(rng))):
        return _all(bench)


def _colours(bench: Bench, rng: Random) -> Verdict:
    path = bench.styles / "colours.yaml"
    with bench.changed(path, yaml_changed(rng, path.read_bytes(), bench.other(rng))):
        for ink in ("screen", "gray", "press"):
            palette.palette(Look(bench.styles), ink)
    return Verdict(True)


def _picture(bench: Bench, rng: Random) -> Verdict:
    """A picture in a text."""
    name, data, change = rng.choice((
        ("maan.svg", LOGO, text_changed), ("maan.png", screen(), png_changed), ("maan.jpg", photograph(), text_changed),
    ))  # fmt: skip
    folder, text = bench.content / "nl" / "pictures", bench.content / "nl" / "ms.md"
    folder.mkdir(exist_ok=True)
    says = text.read_bytes() + f"\n![Een volle maan]({name})\n".encode()
    with bench.changed(folder / name, change(rng, data, bench.other(rng))), bench.changed(text, says):
        return _all(bench)


def _profile(bench: Bench, rng: Random) -> Verdict:
    with (
        bench.folder() as folder,
        bench.changed(folder / "press.icc", text_changed(rng, icc(), bench.other(rng))) as path,
    ):
        profile = read_profile(path)
        path.write_bytes(b"")
    if any(unicodedata.category(character).startswith("C") for character in profile.name):
        raise Wrong(f"a profile was taken that calls itself {profile.name!a}")
    return Verdict(True)


def _file(name: str, change: Change = yaml_changed) -> Callable[[Bench, Random], Verdict]:
    return partial(_changed, name, change)


KINDS = (
    Kind("leaflet", 78, _file("nl/ms.md", front_changed)),
    Kind("chapter", 40, _chapter),
    Kind("language", 36, _file("nl/_language.yaml")),
    Kind("sources", 70, _file("sources.yaml")),
    Kind("claims", 60, _file("claims.yaml")),
    Kind("edition", 40, _file("edition.yaml")),
    Kind("house-style", 40, _file("preflight.yaml")),
    Kind("pages", 40, _file("nl/booklet/pages.yaml")),
    Kind("printer", 35, _file("printer.yaml")),
    Kind("colours", 50, _colours),
    Kind("format", 40, _format),
    Kind("picture", 30, _picture),
    Kind("profile", 60, _profile),
)


def where_it_is(bench: Bench, where: str) -> Path:
    """The file a message names."""
    return (bench.press.project if where.startswith("styles/") else bench.content.parent) / where
