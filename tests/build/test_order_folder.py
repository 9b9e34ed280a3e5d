"""The folder of an order: whole, and with a manifest that holds the orders of other languages too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.build.order_folder import MadeOrder, begin, publish
from leaflets.content import Catalogue
from leaflets.model.artefact import Artefact, MadeOf
from leaflets.model.proof import Proof
from leaflets.problems import ContentError
from leaflets.storage.manifest import read_manifest
from tests.build.orders import asked
from tests.press.orders import an_order


def entry(path: str, language: str, of: str | None = None) -> Artefact:
    return Artefact(
        path, None, language, "booklet-press", None, "press", "Boek", (148, 210), None, "1", "2027-11-01",
        MadeOf(ink="press"), 4, (), "0" * 64, "0" * 64, 3, of,
    )  # fmt: skip


def made(catalogue: Catalogue, language: str, *names: str) -> MadeOrder:
    """An order in a language whose files hold nothing much."""
    paths = [f"order/{language}-{name}" for name in names]
    proofs = {path: Proof(job_id="x", pdf=b"pdf", pages=4, trim_mm=(148, 210), qr=()) for path in paths}
    entries = tuple(entry(path, language) for path in paths[:-1])
    sheet = entry(paths[-1], language, of=paths[0])
    return MadeOrder(an_order(catalogue), proofs, entries, sheet, (f"order/{language}-pages.png", b"png"))


def test_each_language_has_its_order(catalogue: Catalogue, tmp_path: Path) -> None:
    """An order anew takes away what its own language had before and has no more; that of another stays."""
    order = asked("whole", tmp_path)
    publish(order, "nl", made(catalogue, "nl", "booklet.pdf", "order.pdf"))
    publish(order, "fr", made(catalogue, "fr", "booklet.pdf", "order.pdf"))
    publish(order, "nl", made(catalogue, "nl", "cover.pdf", "inside.pdf", "order.pdf"))
    names = {path.name for path in (tmp_path / "order").iterdir()}
    assert names == {"nl-cover.pdf", "nl-inside.pdf", "nl-order.pdf", "nl-pages.png", "fr-booklet.pdf", "fr-order.pdf",
                     "fr-pages.png", "manifest.json"}  # fmt: skip
    manifest = read_manifest(tmp_path, "order")
    assert set(manifest.artefacts) == {"order/nl-cover.pdf", "order/nl-inside.pdf", "order/fr-booklet.pdf"}
    assert {one.path for one in manifest.tickets.values()} == {"order/nl-order.pdf", "order/fr-order.pdf"}
    assert isinstance(manifest.about["orders"], dict)
    assert set(manifest.about["orders"]) == {"nl", "fr"}


@pytest.mark.parametrize("what", ["order", "order/nl-booklet.pdf"])
def test_nothing_goes_through_a_link_that_leads_out(what: str, catalogue: Catalogue, tmp_path: Path) -> None:
    """A link in the place of the folder or of a file is told, and what it leads to is left alone."""
    output, other = tmp_path / "out", tmp_path / "other"
    begin(output)
    (output / what).parent.mkdir(exist_ok=True)
    other.mkdir()
    (output / what).symlink_to(other / "gone" if "." in what else other)
    with pytest.raises(ContentError, match="leads out of the folder"):
        publish(asked("whole", output), "nl", made(catalogue, "nl", "booklet.pdf", "order.pdf"))
    assert list(other.iterdir()) == []


def test_an_order_is_whole_or_as_it_was(catalogue: Catalogue, tmp_path: Path) -> None:
    """Where one file cannot be put there, none is: those of the order before stay, with their manifest, and no halves."""
    output = tmp_path / "output"
    begin(output)
    first = made(catalogue, "nl", "booklet.pdf", "booklet-order.pdf")
    publish(asked("whole", output), "nl", first)
    (output / "order/nl-pages.png").unlink()
    (output / "order/nl-pages.png").mkdir()
    before = {path: path.read_bytes() for path in (output / "order").rglob("*") if path.is_file()}
    proofs = {path: proof.model_copy(update={"pdf": b"other"}) for path, proof in first.pdfs.items()}
    with pytest.raises(ContentError, match="is a folder where a file should be"):
        publish(asked("whole", output), "nl", replace(first, pdfs=proofs))
    assert {path: path.read_bytes() for path in (output / "order").rglob("*") if path.is_file()} == before
