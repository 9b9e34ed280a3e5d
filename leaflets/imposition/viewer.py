"""What a file for paper says to the printer and of itself."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from leaflets.imposition.duplex import TurningEdge
from leaflets.pdf.metadata import PRODUCER

# ISO 32000-1, 12.2, table 150: the values of /Duplex.
_DUPLEX = {"short": Name.DuplexFlipShortEdge, "long": Name.DuplexFlipLongEdge, None: Name.Simplex}


def for_paper(pdf: Pdf, title: str, language: str, edge: TurningEdge | None) -> None:
    """Set title, language and what the print window proposes: 100 %, both sides over `edge`, or one side (None).

    ISO 32000-1, 12.2, table 150. Viewers differ in what they heed, so the print ticket says the same in words.
    """
    pdf.Root.Lang = pikepdf.String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=_DUPLEX[edge])
    # Else pikepdf writes its own name and the hour of the change, and no two builds are alike.
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = {language}
        metadata["pdf:Producer"] = PRODUCER
    pdf.docinfo = pdf.make_indirect(Dictionary(Title=title, Producer=PRODUCER))
