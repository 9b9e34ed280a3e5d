"""The type case: the edition's own faces and nothing else, so that every machine sets the same pages."""

from __future__ import annotations

import os
from functools import lru_cache

from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration

from leaflets import faces
from leaflets.messages import say
from leaflets.problems import ContentError, Problem

# WeasyPrint declares only what it calls; it never makes an empty configuration.
ffi.cdef("FcConfig *FcConfigCreate(void);")


class TypeCase(FontConfiguration):  # type: ignore[misc]
    """A font configuration without the system's fonts and settings. Raises ContentError when a face is not there.

    With them, Pango takes a character our faces lack from whatever font a machine has, and says nothing. The faces are
    read where they are: WeasyPrint's own way, @font-face, copies each to a folder that stays when a process is ended,
    as every worker is, and that an interpreter on its way out no longer can remove.
    """

    def __init__(self) -> None:
        super().__init__()
        # Made empty and not loaded: fontconfig's own would hold every font of the machine.
        self._config = fontconfig.FcConfigCreate()
        font_map = ffi.cast("PangoFcFontMap *", self.font_map)
        pangoft2.pango_fc_font_map_set_config(font_map, self._config)
        fontconfig.FcConfigDestroy(self._config)  # the font map keeps its own reference
        problems = [
            Problem(
                say("the face {family} {weight} cannot be read", family=family, weight=weight),
                path.name,
                say("Run sh setup.sh again."),
            )
            for family, weight, _, path in faces.FACES
            if not fontconfig.FcConfigAppFontAddFile(self._config, os.fsencode(path))
        ]
        if problems:
            raise ContentError(*problems)
        pangoft2.pango_fc_font_map_config_changed(font_map)


@lru_cache(maxsize=1)
def type_case() -> TypeCase:
    """The one of this process: to load the faces for every page would be a good part of the work."""
    return TypeCase()
