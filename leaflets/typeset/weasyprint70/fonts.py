"""The type case: the edition's own faces and nothing else, so that every machine sets the same pages."""

from __future__ import annotations

from weasyprint import CSS
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration

from leaflets import faces
from leaflets.typeset.fetching import Assets

ffi.cdef("FcConfig *FcConfigCreate(void);")


class TypeCase(FontConfiguration):  # type: ignore[misc]
    """A font configuration without the system's fonts and settings.

    With them, Pango takes a sign our faces lack from whatever font a machine has, and says nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._config = fontconfig.FcConfigCreate()
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)  # the font map keeps its own reference
        CSS(string=faces.css(), font_config=self, url_fetcher=Assets(*faces.FOLDERS))
