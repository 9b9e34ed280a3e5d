"""The folder of an order: all its files and a manifest of its own, and nothing of an earlier order left over."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from leaflets.build.order_request import ORDER, OrderRequest
from leaflets.model.artefact import Artefact
from leaflets.model.proof import Proof
from leaflets.press.order_sheet import PrintOrder, as_data
from leaflets.problems import ContentError
from leaflets.storage import manifest
from leaflets.storage.atomic import HALF, not_written, remove_whole, stay_inside, write_whole
from leaflets.storage.files import Outside, is_there

ORDERS, BESIDE = "orders", "beside"
"""What the manifest of an order says of it by language, and what it calls the files that are no PDF."""


def begin(output: Path) -> None:
    """Make the output folder. Raises ContentError where a link leads out of it, and OSError."""
    try:
        manifest.begin(output)
    except Outside as error:
        raise ContentError(not_written(error, output, output)) from error


@dataclass(frozen=True)
class MadeOrder:
    """All files of an order, by their paths, with the entries of the manifest."""

    order: PrintOrder
    pdfs: Mapping[str, Proof]
    entries: tuple[Artefact, ...]
    sheet: Artefact
    pictured: tuple[str, bytes]

    @property
    def paths(self) -> Iterator[str]:
        yield from self.pdfs
        yield self.pictured[0]


def publish(order: OrderRequest, language: str, made: MadeOrder) -> None:
    """Write the files, then the manifest of the folder, and take away what an earlier order of this language left."""
    output, folder = order.request.output, ORDER
    path, picture = made.pictured
    try:
        with manifest.alone(output):
            before = manifest.read_manifest(output, folder)
            _put({**{place: proof.pdf for place, proof in made.pdfs.items()}, path: picture}, output)
            kept = [one for one in before.artefacts.values() if one.language != language]
            tickets = [one for one in before.tickets.values() if one.language != language]
            about = _about(before.about, language, made, path, picture)
            manifest.write_manifest(output, [*kept, *made.entries], [*tickets, made.sheet], folder, about)
            for old in _left_over(before, language) - set(made.paths):
                if is_there(output / old):
                    remove_whole(output / old, output)
    except OSError as error:
        raise ContentError(not_written(error, output / folder, output)) from error


def _put(files: Mapping[str, bytes], output: Path) -> None:
    """Write all files beside the places they go to, and only then put them there: an order is whole or as it was.

    Raises OSError, with nothing of an older order changed.
    """
    places = [output / name for name in files]
    for place in places:
        stay_inside(place, output)
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
    staged = [place.with_name(f".{place.name}{HALF}") for place in places]
    try:
        for half, data in zip(staged, files.values(), strict=True):
            write_whole(half, data, inside=output)
        for half, place in zip(staged, places, strict=True):
            half.replace(place)
    finally:
        for half in staged:
            half.unlink(missing_ok=True)


def _about(
    before: Mapping[str, object], language: str, made: MadeOrder, path: str, picture: bytes
) -> dict[str, object]:
    """What the manifest says of the orders, by their language: the order itself, and the files that are no PDF."""
    orders, beside = (dict(one) if isinstance(one := before.get(name), dict) else {} for name in (ORDERS, BESIDE))
    orders[language] = as_data(made.order)
    beside[language] = [{"path": path, "bytes": len(picture), "sha256": hashlib.sha256(picture).hexdigest()}]
    return {ORDERS: orders, BESIDE: beside}


def _left_over(before: manifest.Manifest, language: str) -> set[str]:
    """The paths of an earlier order in a language, as far as its manifest was written by a press."""
    found = [one.path for one in (*before.artefacts.values(), *before.tickets.values()) if one.language == language]
    return {*found}
