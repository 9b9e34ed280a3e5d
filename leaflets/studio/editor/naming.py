"""What who writes calls a leaflet and the formats it can be looked at in."""

from __future__ import annotations

from leaflets.content import Catalogue
from leaflets.messages import Sentence, verbatim
from leaflets.studio.editor.drawing import FIRST, formats_shown
from leaflets.studio.editor.texts import TextRow
from leaflets.studio.forms import Form, form_of
from leaflets.studio.naming import Naming


def name_of(form: Form) -> Sentence:
    """What a writer calls a format: A5 is the leaflet itself, whatever it is for who prints."""
    return verbatim("A5") if form.id == FIRST else form.name


def naming_of(row: TextRow, catalogue: Catalogue) -> Naming:
    """The name of a text, and of the formats it can be looked at in."""
    return Naming({row.id: row.name}, {one.id: name_of(form_of(one)) for one in formats_shown(catalogue)})
