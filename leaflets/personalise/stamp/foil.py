"""The page of a base with nothing on it but what copies write: a foil, which is laid over a picture of the page.

Whoever types waits for a picture. To read all of a file and draw all of its page takes three times as long as to draw
what changes, and what is stamped is painted last: over a picture of the page it gives the same pixels.
"""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
from pikepdf import Dictionary, Name

from leaflets.model.proof import Proof
from leaflets.personalise.stamp.base import Base, prepare


def foil(proof: Proof, base: Base, page: int) -> Base:
    """What copies of `base` write on a page of its `proof` (from 1), and its text faces, in a file of that page alone.

    It has no tags, and it brings the whole face, of which no part must be made first: it is looked at, and not kept.
    """
    with pikepdf.open(io.BytesIO(proof.pdf)) as pdf:
        kept = pdf.pages[page - 1].obj
        fonts = kept.Resources.get("/Font", Dictionary()).items()
        kept.Resources = Dictionary(Font={key: font for key, font in fonts if font.get("/Subtype") == Name.Type0})
        kept.Contents = pdf.make_stream(b"")
        for key in {"/Annots", "/StructParents"} & set(kept.keys()):
            del kept[key]
        alone = pikepdf.Pdf.new()
        alone.pages.append(pdf.pages[page - 1])
        target = io.BytesIO()
        alone.save(target, static_id=True, min_version=pdf.pdf_version)
    several = {"practice": proof.practice, "issuer": proof.issuer, "numbers": proof.numbers}
    places = {name: place.model_copy(update={"page": 1}) if place and place.page == page else None
              for name, place in several.items()}  # fmt: skip
    lone = proof.model_copy(update={"pdf": target.getvalue(), "pages": 1, **places})
    return replace(prepare(lone, base.colours, base.ink, base.style), is_foil=True)
