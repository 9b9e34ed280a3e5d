"""Load WeasyPrint, and let the libraries it draws with be found by the system's loader itself.

WeasyPrint tries several spellings of each library, and Python looks each of them up by starting ldconfig, a compiler
and a linker: more than fifty processes. The loader knows a library by its own name, and that is asked first.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SPELLING = re.compile(r"(lib.+)-(\d+)")
"""How WeasyPrint spells a library at first: its name and the number of its interface, as in libpango-1.0-0."""

NOT_NEEDED = "harfbuzz-vector"
"""WeasyPrint draws without it, Debian 12 and 13 do not have it, and looking for it takes twenty processes."""


@contextmanager
def found_at_once() -> Iterator[None]:
    """Meanwhile the libraries of Linux are found by their own name where they can be, and else as always."""
    always = ctypes.util.find_library

    def find_library(name: str) -> str | None:
        spelt = _SPELLING.fullmatch(name)
        # The name the linker wrote into the library, its soname: libpango-1.0.so.0.
        own = f"{spelt[1]}.so.{spelt[2]}" if spelt else ""
        if own and _is_there(own):
            return own
        return None if NOT_NEEDED in name else always(name)

    # On macOS a library is a .dylib or in a framework, and is found as WeasyPrint does it.
    if sys.platform == "linux":
        ctypes.util.find_library = find_library
    try:
        yield
    finally:
        ctypes.util.find_library = always


def _is_there(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


with found_at_once():
    import weasyprint  # noqa: F401
