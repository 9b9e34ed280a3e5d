"""The words a booklet explains in a list of its own."""

from __future__ import annotations

from pathlib import Path

from leaflets.content.records import load_record
from leaflets.model.content import Glossary, Term

FILE = "glossary.yaml"
"""The list of words of a language, in its folder."""


def load_terms(folder: Path, content: Path) -> tuple[Term, ...]:
    """The words the language in `folder` explains; none without the file. Raises ContentError."""
    path = folder / FILE
    return load_record(Glossary, path, f"{content.name}/{folder.name}/{FILE}", content).terms if path.exists() else ()
